"""HTML (a page saved or sent as a form) to the layout-neutral document: paragraphs, headings, lists, tables, controls.

Nothing is fetched or run: scripts, styles, pictures and frames are left out.
"""

import re

from lxml import etree
from lxml.etree import _Element as Element

from extract.document import Loss, SourceDocument
from extract.errors import DocumentRefused
from extract.html_flow import Flow, Walker
from extract.html_looks import Look
from extract.ticks import habits

_MAX_BYTES = 10 * 1024 * 1024
_MAX_ELEMENTS = 100_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})")
_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1500}?-->\s*)*<(?:!doctype\s+html|html|head|body|form|table|div|p|meta)\b",
    re.I | re.S,
)
_DECLARED_WITHIN = 2000  # bytes
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ODD = str.maketrans({"\u200b": None, "\ufeff": None, "\u00ad": None, "\x00": None})


def read_html(content: bytes) -> SourceDocument:
    """The document in reading order; a lone `<br>` ends a line. Raises DocumentRefused: `too_large`, `damaged`."""
    if len(content) > _MAX_BYTES:
        raise DocumentRefused("too_large")
    root = _parsed(_decoded(content).translate(_ODD))
    if sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        raise DocumentRefused("too_large")
    body = root.find("body")
    body = root if body is None else body
    walker = Walker(habit=habits("".join(map(str, body.itertext()))))
    flow = Flow(walker=walker)
    walker.walk(body, flow, Look())
    losses = tuple(dict.fromkeys(Loss(what=what, where="body") for what in walker.losses))
    return SourceDocument(format="html", items=tuple(flow.finished()), losses=losses)


def is_html(content: bytes) -> bool:
    """Whether bytes begin as a web page does; a plain text may mention tags further down."""
    start = content[:_DECLARED_WITHIN]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "replace").encode("ascii", "replace")
    return bool(_BEGINS.match(start.removeprefix(b"\xef\xbb\xbf")))


def _parsed(text: str) -> Element:
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise DocumentRefused("damaged") from fault
    if root is None:
        raise DocumentRefused("damaged")
    return root


def _decoded(content: bytes) -> str:
    """By byte order mark, else UTF-8 where it fits, else as the page declares, else Windows-1252."""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content.decode(name, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(content[:_DECLARED_WITHIN])
        try:
            return content.decode(declared[1].decode("ascii") if declared else "cp1252", errors="replace")
        except LookupError:
            return content.decode("cp1252", errors="replace")
