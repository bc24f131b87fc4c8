"""Pages of a tagged PDF with form fields: words, headings and fields each with their place in the reading order.

Written on pikepdf alone. It knows no question; what stands where is `pdf`'s.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pdfminer.fontmetrics import FONT_METRICS
from pikepdf import Array, Dictionary, Name, String

WIDTH, HEIGHT, MARGIN = 595, 842, 50  # A4 in points
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
_FONTS = {PLAIN: "/Helv", BOLD: "/HeBo"}
_TOP = HEIGHT - 60
_BOTTOM = 55
_PRINTED = 4  # annotation flag: the widget is printed


@dataclass(frozen=True, kw_only=True)
class Look:
    """How words are set, and what they are in the tree of tags: P, H1, H2, H3."""

    tag: str = "P"
    font: str = PLAIN
    size: float = 10


PROSE, STRONG, SMALL, HINT = Look(), Look(font=BOLD), Look(size=9), Look(size=8)
TITLE, HEADING, SUBHEADING = (Look(tag=tag, font=BOLD, size=size) for tag, size in (("H1", 18), ("H2", 14), ("H3", 12)))


class TaggedPages:
    """Writes from the top down; `y` is where the next line stands, counted from the foot of the page."""

    def __init__(self, title: str, head: str, foot: str) -> None:
        self.pdf = pikepdf.new()
        self._title, self._head, self._foot = title, head, foot
        self._pages: list[tuple[pikepdf.Page, list[bytes], list[pikepdf.Object]]] = []
        self._parents: list[pikepdf.Object] = []  # of the widgets, by their number in the tree of parents
        self._document = self._element("Document", None)
        self._fonts = Dictionary({key: self._font(name) for name, key in _FONTS.items()})
        self.fields: list[pikepdf.Object] = []
        self.y = 0.0
        self.new_page()

    def new_page(self) -> None:
        """Start a page, with the marking at its head and the edition at its foot."""
        page = self.pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.obj.Resources = Dictionary(Font=self._fonts)
        page.obj.Tabs, page.obj.Annots = Name.S, Array()
        self._pages.append((page, [], []))
        number = f"Page {len(self._pages)}"
        for words, x, y in (
            (self._head, MARGIN, HEIGHT - 35),
            (self._foot, MARGIN, 30),
            (number, WIDTH - MARGIN - width_of(number, PLAIN, 8), 30),
        ):
            self._draw(b"/Artifact BMC " + _shown(words, x, y, PLAIN, 8) + b" EMC")
        self.y = _TOP

    def room(self, height: float) -> None:
        """Start a new page unless so much room is left on this one."""
        if self.y - height < _BOTTOM:
            self.new_page()

    def words(self, text: str, look: Look = PROSE, left: float = MARGIN, right: float = WIDTH - MARGIN) -> None:
        """A paragraph or heading, broken into lines."""
        lines = broken(text, right - left, look.font, look.size)
        self.room(len(lines) * look.size * 1.35)
        shown = []
        for line in lines:
            self.y -= look.size * 1.35
            # The blank at a line's end is not seen, but it parts the words for whoever has them read out.
            shown.append(_shown(line + " " * (line is not lines[-1]), left, self.y, look.font, look.size))
        self._marked(look.tag, b" ".join(shown))

    def frame(self, left: float, bottom: float, right: float, top: float) -> None:
        """A thin rectangle around a field, which readers of the page without sight do not need."""
        box = f"0.31 0.35 0.37 RG 0.7 w {left:.1f} {bottom:.1f} {right - left:.1f} {top - bottom:.1f} re S"
        self._draw(b"/Artifact BMC " + box.encode() + b" EMC")

    def widget(self, field: pikepdf.Object, box: Sequence[float]) -> None:
        """Put a field's widget on the page and into the reading order."""
        page = self._pages[-1][0]
        field.update(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array(box), F=_PRINTED, P=page.obj))
        reference = Dictionary(Type=Name.OBJR, Obj=field, Pg=page.obj)
        element = self._element("Form", self._document, K=reference)
        field.StructParent = len(self._parents)
        self._parents.append(element)
        page.obj.Annots.append(field)

    def finished(self) -> bytes:
        """The file's bytes; the same for the same words."""
        self._close_pages()
        root = self.pdf.Root
        root.Lang, root.MarkInfo = String("en-GB"), Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.AcroForm = Dictionary(
            Fields=Array(self.fields), DA=String("/Helv 10 Tf 0 g"), DR=Dictionary(Font=self._fonts)
        )
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
            about["dc:title"], about["dc:language"] = self._title, ["en-GB"]
        out = io.BytesIO()
        self.pdf.save(out, deterministic_id=True)
        return out.getvalue()

    def _close_pages(self) -> None:
        numbers: list[Any] = []
        for index, element in enumerate(self._parents):
            numbers += [index, element]
        for index, (page, drawn, elements) in enumerate(self._pages):
            page.obj.Contents = self.pdf.make_stream(b"\n".join(drawn))
            page.obj.StructParents = len(self._parents) + index
            numbers += [len(self._parents) + index, self.pdf.make_indirect(Array(elements))]
        tree = self.pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=self._document, ParentTree=Dictionary(Nums=Array(numbers)),
                       ParentTreeNextKey=len(self._parents) + len(self._pages))
        )  # fmt: skip
        self._document.P = tree
        self.pdf.Root.StructTreeRoot = tree

    def _marked(self, tag: str, content: bytes) -> None:
        page, _, elements = self._pages[-1]
        number = len(elements)
        self._draw(b"/%s <</MCID %d>> BDC " % (tag.encode(), number) + content + b" EMC")
        elements.append(self._element(tag, self._document, Pg=page.obj, K=number))

    def _element(self, tag: str, parent: pikepdf.Object | None, **entries: Any) -> pikepdf.Object:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + tag), **entries))
        if parent is None:
            element.K = Array()
        else:
            element.P = parent
            parent.K.append(element)
        return element

    def _draw(self, content: bytes) -> None:
        self._pages[-1][1].append(content)

    def _font(self, name: str) -> pikepdf.Object:
        return self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + name), Encoding=Name.WinAnsiEncoding)
        )


def broken(text: str, width: float, font: str, size: float) -> list[str]:
    """The lines of a text in so much room; a word that is too long keeps a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width_of(text: str, font: str, size: float) -> float:
    """In points."""
    widths = FONT_METRICS[font][1]
    return sum(widths.get(each, 556) for each in text) * size / 1000


def _shown(text: str, x: float, y: float, font: str, size: float) -> bytes:
    escaped = text.encode("cp1252", "replace").translate(None, b"\r\n")
    for special in (b"\\", b"(", b")"):
        escaped = escaped.replace(special, b"\\" + special)
    return f"BT {_FONTS[font]} {size:g} Tf 0 g {x:.1f} {y:.1f} Td (".encode() + escaped + b") Tj ET"
