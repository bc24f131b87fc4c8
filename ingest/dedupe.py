"""When two mails are the same one: by headers that travel with it and by the content of its parts.

Neither the Message-ID alone (forged, missing, reused by lists) nor the raw bytes (servers change line ends and rebuild
the MIME structure) can tell.
"""

import hashlib
import re
from collections.abc import Iterable

from ingest.mime_walk import Leaf

_BLANKS = re.compile(rb"[ \t\r\n]+")
_LINE_END = re.compile(rb"\r\n?")


def content_key(headers: Iterable[str], leaves: Iterable[Leaf]) -> str:
    """SHA-256 hex over raw header values (blanks folded) and the sorted hashes of the leaves' decoded bytes."""
    digest = hashlib.sha256()
    for value in headers:
        digest.update(_BLANKS.sub(b" ", value.encode("utf-8", "surrogateescape").strip()) + b"\0")
    for each in sorted(_leaf_hash(leaf) for leaf in leaves):
        digest.update(each)
    return digest.hexdigest()


def dedupe_key(key: str, account: str) -> str:
    """The key of a message within one mailbox: the same mail sent to two mailboxes is two items."""
    return hashlib.sha256(f"{account}\0{key}".encode()).hexdigest()


def _leaf_hash(leaf: Leaf) -> bytes:
    content = leaf.content
    if not leaf.encoded:  # servers store such lines with their own line ends
        content = _LINE_END.sub(b"\n", content).rstrip(b"\n")
    return hashlib.sha256(content).digest()
