"""One Word document of headings, paragraphs and tables in a plain accessible style, on python-docx."""

import re
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table

# What XML 1.0 cannot hold, and what turns the direction of the words behind it.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LINES_OF_ROOM = 6
WIDTH = 170  # of a table, in millimetres
PAIRS = (55, 115)


class Paper:
    """Adds to a document from top to bottom."""

    def __init__(self, document: Document, *, title: str, marking: str) -> None:
        """A4, British English, with the marking at the head and foot of each page."""
        self.document = document
        page = document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
        page.header.paragraphs[0].text = page.footer.paragraphs[0].text = marking
        about = document.core_properties
        about.title, about.language, about.author, about.comments = title, "en-GB", "", ""
        for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 15), ("Heading 2", 12)):
            style = document.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0x0B, 0x0C, 0x0C)
            fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
            for attribute in [each for each in fonts.attrib if "Theme" in str(each)]:
                del fonts.attrib[attribute]
        for language in document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
        document.add_paragraph(_fit(title), style="Title")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of level 1 or 2."""
        self.document.add_heading(_fit(text), level)

    def text(self, words: str, *, keep: bool = False) -> None:
        """A paragraph; with `keep` on the same page as what follows."""
        self.document.add_paragraph(_fit(words)).paragraph_format.keep_with_next = keep

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int] = ()) -> None:
        """A ruled table, with widths in millimetres. Without heads the first column holds the row's names."""
        table = self.document.add_table(rows=0, cols=len(heads), style="Table Grid")
        table.autofit = False
        if any(heads):
            self._row(table, heads, bold=True)
            repeated = OxmlElement("w:tblHeader")
            table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no name for it
        for row in rows:
            self._row(table, row, bold=False)
            if not any(heads):
                for run in table.rows[-1].cells[0].paragraphs[0].runs:
                    run.bold = True
        wide = widths or (WIDTH // len(heads),) * len(heads)
        for column, width in zip(table.columns, wide, strict=True):
            column.width = Mm(width)  # LibreOffice goes by the columns, Word by the cells
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - likewise
            for cell, width in zip(row.cells, wide, strict=True):
                cell.width = Mm(width)
        self.document.add_paragraph()

    def room(self) -> None:
        """An empty box to write in."""
        table = self.document.add_table(rows=1, cols=1, style="Table Grid")
        table.rows[0].cells[0].text = "\n" * _LINES_OF_ROOM
        self.document.add_paragraph()

    def _row(self, table: Table, texts: Sequence[str], *, bold: bool) -> None:
        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        for cell, text in zip(cells, texts, strict=True):
            lines = _fit(text).split("\n")
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.add_run(line).bold = bold


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)
