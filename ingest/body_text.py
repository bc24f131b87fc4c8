"""Which parts of a mail are its text, and that text in plain letters."""

import re
from collections.abc import Sequence

from ingest.header_text import charset_fits, decode_bytes
from ingest.html_text import html_to_text
from ingest.mime_walk import Leaf

_BODY_TYPES = ("text/plain", "text/html")
# A plain alternative this much poorer than its HTML twin only says "please use an HTML reader".
_POOR_SHARE, _POOR_GAP = 4, 400
_FIRST_PLACE = re.compile(r"1(?:\.1)*")


def is_body(leaf: Leaf) -> bool:
    """Whether a leaf is text to be read with the mail rather than a file that came with it.

    A named text is a file, except where it stands in the very first place: some systems name the body itself.
    """
    if leaf.content_type not in _BODY_TYPES or leaf.disposition == "attachment":
        return False
    place = leaf.path.removeprefix(f"{leaf.message_path}.")
    first = leaf.path == leaf.message_path or bool(_FIRST_PLACE.fullmatch(place))
    return not leaf.filename or (first and leaf.disposition != "inline")


def body_text(leaves: Sequence[Leaf]) -> str:
    """The text of these body leaves of one message: one of each alternative, the rest joined in order."""
    pieces: list[str] = []
    done: set[str] = set()
    for leaf in leaves:
        if leaf.alternative and leaf.alternative in done:
            continue
        if leaf.alternative:
            done.add(leaf.alternative)
            text = _best_alternative([each for each in leaves if each.alternative == leaf.alternative])
        else:
            text = leaf_text(leaf)
        if text.strip():
            pieces.append(text.strip("\n"))
    return "\n\n".join(pieces)


def leaf_text(leaf: Leaf) -> str:
    """One text leaf as plain text with `\\n` line ends and no NUL."""
    text = decode_bytes(leaf.content, leaf.charset).replace("\x00", "")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if leaf.content_type == "text/html":
        return html_to_text(text)
    return _unflow(text) if leaf.flowed else text


def has_charset_fault(leaf: Leaf) -> bool:
    """Whether the declared charset could not read the text, so that another one was taken."""
    return not charset_fits(leaf.content, leaf.charset or "us-ascii") and not charset_fits(leaf.content, "utf-8")


def _best_alternative(leaves: Sequence[Leaf]) -> str:
    plain = "\n\n".join(leaf_text(leaf).strip("\n") for leaf in leaves if leaf.content_type == "text/plain")
    rich = [leaf for leaf in leaves if leaf.content_type == "text/html"]
    if not rich:
        return plain
    from_html = "\n\n".join(leaf_text(leaf) for leaf in rich)
    short, long = len("".join(plain.split())), len("".join(from_html.split()))
    poor = short * _POOR_SHARE < long and long - short > _POOR_GAP
    return from_html if not short or poor else plain


def _unflow(text: str) -> str:
    """Soft line breaks of format=flowed joined again (RFC 3676 section 4.2), the signature mark left alone."""
    lines: list[str] = []
    joining = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        content = line[1:] if line.startswith(" ") else line  # space-stuffing
        if joining and not quoted and content != "-- ":
            lines[-1] += content
        else:
            lines.append(content)
        joining = content.endswith(" ") and content != "-- " and not quoted
    return "\n".join(lines)
