"""Pictures of signatures and letterheads: told from scans and photographs by their size and by the names they get."""

import re

from ingest import sniff

_NAME = re.compile(
    r"(?:image\d{0,4}|outlook-.*|logo.*|.*logo|icon.*|banner.*|signature.*|facebook.*|twitter.*|linkedin.*)\.\w+",
    re.IGNORECASE,
)
_TINY, _SMALL = 3_000, 60_000  # bytes


def is_logo(filename: str, content: bytes) -> bool:
    """A small picture under a name that mail programs give to pictures in a signature."""
    return len(content) < _SMALL and _NAME.fullmatch(filename) is not None and sniff.sniff(content) in sniff.IMAGES


def is_small_picture(filename: str, content: bytes) -> bool:
    """Such a picture, or one too small to hold anything to read."""
    return is_logo(filename, content) or (len(content) < _TINY and sniff.sniff(content) in sniff.IMAGES)
