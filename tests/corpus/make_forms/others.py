"""Documents that are no filled-in referral: a blank form, other pathways' forms and a chronology."""

from collections.abc import Iterator
from typing import Any


def made() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Each document's file name, bytes and truth."""
    yield from ()
