"""Pieces of WordprocessingML for the blank form: controls, cells, repeated blocks. It knows no question.

Written as XML because python-docx has no content controls.
"""

from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

NAMESPACES = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
TEXT = "<w:text/>"
DATE = '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/><w:calendar w:val="gregorian"/></w:date>'
GUIDANCE_STYLE = (
    f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="Guidance"><w:name w:val="Guidance"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:i/><w:color w:val="505A5F"/><w:sz w:val="18"/></w:rPr></w:style>'
)
PROMPT_STYLE = (
    f'<w:style {nsdecls("w")} w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:rPr><w:color w:val="505A5F"/></w:rPr></w:style>'
)


def run(text: str, *, bold: bool = False) -> str:
    """Plain words of the form."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of runs and controls."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def cell(*blocks: str, width: int, shade: str = "", span: int = 1) -> str:
    """A cell of paragraphs, over `span` columns."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{fill}</w:tcPr>{"".join(blocks)}</w:tc>'


def label_cell(words: str, hint: str, width: int, span: int = 1) -> str:
    """A shaded cell with a question and, under it, its hint."""
    hints = [paragraph(run(hint), style="Guidance")] if hint else []
    return cell(paragraph(run(words, bold=True)), *hints, width=width, shade="EEF1F4", span=span)


def row(*cells: str, header: bool = False) -> str:
    """A row that is not broken over pages unless it must be; a header row is repeated on each page."""
    repeats = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: str, widths: Iterable[int], title: str) -> str:
    """A ruled table with the title that screen readers say."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="505A5F"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in (("top", 60), ("left", 100), ("right", 100)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook/><w:tblCaption w:val={quoteattr(title)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{paragraph()}"
    )


def choices(options: Sequence[tuple[str, str]], *, own_words: bool = False) -> str:
    """A list to choose from; with `own_words` one may type instead."""
    name = "comboBox" if own_words else "dropDownList"
    items = "".join(
        f"<w:listItem w:displayText={quoteattr(words)} w:value={quoteattr(value)}/>" for value, words in options
    )
    return f"<w:{name}>{items}</w:{name}>"


def control(name: str, title: str, kind: str, prompt: str, number: int) -> str:
    """An empty control, showing its prompt, that can be filled in and not removed."""
    return _control(_named(name, title, number) + "<w:showingPlcHdr/>" + kind, _prompt(prompt))


def block_control(name: str, title: str, prompt: str, number: int) -> str:
    """An empty control that takes paragraphs."""
    return _control(_named(name, title, number) + "<w:showingPlcHdr/>", paragraph(_prompt(prompt)))


def check(name: str, title: str, number: int) -> str:
    """An empty tick box."""
    box = (
        '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    fonts = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
    return _control(_named(name, title, number) + box, f"<w:r><w:rPr>{fonts}</w:rPr><w:t>☐</w:t></w:r>")


def repeated(entries: Sequence[str], title: str, next_id: Callable[[], int]) -> str:
    """Rows or blocks of which Word adds more with its + sign."""
    items = "".join(_control(f'<w:id w:val="{next_id()}"/><w15:repeatingSectionItem/>', each) for each in entries)
    section = f"<w15:repeatingSection><w15:sectionTitle w15:val={quoteattr(title)}/></w15:repeatingSection>"
    return _control(f'<w:alias w:val={quoteattr(title)}/><w:id w:val="{next_id()}"/>{section}', items)


def grouped(body: str, number: int) -> str:
    """Everything but the controls inside is locked."""
    return _control(f'<w:id w:val="{number}"/><w:lock w:val="contentLocked"/><w:group/>', body)


def _prompt(words: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{escape(words)}</w:t></w:r>'


def _named(name: str, title: str, number: int) -> str:
    naming = f"<w:alias w:val={quoteattr(title)}/><w:tag w:val={quoteattr(name)}/>"
    return f'{naming}<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>'


def _control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
