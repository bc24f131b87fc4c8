"""Pieces of Word documents as raw WordprocessingML, and a package whose bytes are the same on every run.

python-docx makes the package; the bodies are written as XML because content controls, legacy form fields, symbol-font
ticks and struck-out alternatives have no API there.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
PLACEHOLDER = "Click or tap here to enter text."
GREY = "7F7F7F"
USED_STYLES = frozenset(
    [
        "Normal",
        "DefaultParagraphFont",
        "TableNormal",
        "TableGrid",
        "NoList",
        "Header",
        "HeaderChar",
        "Footer",
        "FooterChar",
        "Heading1",
        "Heading1Char",
        "Heading2",
        "Heading2Char",
    ]
)


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    underline: bool = False,
    highlight: str = "",
    colour: str = "",
    size: int = 0,
) -> str:
    """A run; `size` in points; line breaks and tabs in the text become Word's own."""
    properties = "".join(
        part
        for part in (
            "<w:b/>" if bold else "",
            "<w:i/>" if italic else "",
            "<w:strike/>" if strike else "",
            '<w:u w:val="single"/>' if underline else "",
            f'<w:color w:val="{colour}"/>' if colour else "",
            f'<w:sz w:val="{size * 2}"/>' if size else "",
            f'<w:highlight w:val="{highlight}"/>' if highlight else "",
        )
    )
    body = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    body = body.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{body}</w:t></w:r>'


def tick(*, on: bool) -> str:
    """A Wingdings box, ticked or empty: a symbol without any Unicode text."""
    return f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if on else "F0A8"}"/></w:r>'


def paragraph(*runs: str, style: str = "", keep_tabs: Sequence[int] = ()) -> str:
    """A paragraph of runs; `keep_tabs` are tab stops in twentieths of a point."""
    tabs = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in keep_tabs)
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f"<w:tabs>{tabs}</w:tabs>" if tabs else "")
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def prose(text: str) -> str:
    """Free text: a paragraph for each line."""
    return "".join(paragraph(run(line)) for line in text.split("\n")) if text else paragraph()


def cell(*content: str, width: int = 2400, span: int = 1, shade: str = "") -> str:
    """A table cell; content is paragraphs, block-level controls or plain text."""
    blocks = "".join(part if part.startswith("<w:") else prose(part) for part in content) or paragraph()
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "")
        + f"</w:tcPr>{blocks}</w:tc>"
    )


def label(text: str, *, hint: str = "", width: int = 2400, span: int = 1) -> str:
    """A shaded cell with the form's own words, a hint in small italics below them."""
    blocks = [paragraph(run(text, bold=True))]
    if hint:
        blocks.append(paragraph(run(hint, italic=True, size=8)))
    return cell(*blocks, width=width, span=span, shade="E7ECEF")


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """A ruled table of cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>" + paragraph()
    )


def control(text: str, *, alias: str = "", tag: str = "", kind: str = "<w:text/>", block: bool = False) -> str:
    """A content control; without text it shows Word's placeholder, as a control nobody filled in does."""
    shown = run(text) if text else run(PLACEHOLDER, colour="808080")
    properties = (
        (f'<w:alias w:val="{escape(alias)}"/>' if alias else "")
        + (f'<w:tag w:val="{escape(tag)}"/>' if tag else "")
        + ("" if text else "<w:showingPlcHdr/>")
        + ("" if block else kind)
    )
    content = (prose(text) if text else paragraph(shown)) if block else shown
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def drop_down(chosen: str, options: Sequence[str], *, alias: str = "") -> str:
    """A drop-down content control that keeps all its options in the file."""
    items = "".join(f'<w:listItem w:displayText="{escape(each)}" w:value="{escape(each)}"/>' for each in options)
    return control(chosen, alias=alias, kind=f"<w:dropDownList>{items}</w:dropDownList>")


def date_control(written: str, iso: str, *, alias: str = "") -> str:
    """A date picker."""
    full = f' w:fullDate="{iso}T00:00:00Z"' if written else ""
    return control(written, alias=alias, kind=f'<w:date{full}><w:dateFormat w:val="dd/MM/yyyy"/></w:date>')


def check_control(*, on: bool) -> str:
    """A check box content control."""
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox {_W14}><w14:checked w14:val="{int(on)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        f"</w14:checkbox></w:sdtPr><w:sdtContent>{run(chr(0x2612 if on else 0x2610))}</w:sdtContent></w:sdt>"
    )


def _field(data: str, instruction: str, shown: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + shown + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def legacy_text(name: str, text: str) -> str:
    """A legacy text field; empty ones hold the five en spaces that Word puts there."""
    data = f'<w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/><w:textInput/>'
    return _field(data, "FORMTEXT", run(text or "\u2002" * 5))


def legacy_check(name: str, *, on: bool) -> str:
    """A legacy check box."""
    data = (
        f'<w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>'
        f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{"<w:checked/>" if on else ""}</w:checkBox>'
    )
    return _field(data, "FORMCHECKBOX", "")


def legacy_drop(name: str, options: Sequence[str], chosen: str) -> str:
    """A legacy drop-down: the choice is only an index, none of its words stand in the text."""
    entries = "".join(f'<w:listEntry w:val="{escape(each)}"/>' for each in options)
    result = f'<w:result w:val="{options.index(chosen)}"/>' if chosen else ""
    data = f'<w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/><w:ddList>{result}{entries}</w:ddList>'
    return _field(data, "FORMDROPDOWN", "")


def package(body: Sequence[str], *, header: str = "", footer: str = "", title: str = "Referral") -> bytes:
    """A .docx of these blocks: no time of making, nothing compressed, so its bytes do not depend on the machine."""
    document = Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(19)
    if header:
        section.header.paragraphs[0].text = header
    if footer:
        section.footer.paragraphs[0].text = footer
    wrapped = parse_xml(f"<w:body {nsdecls('w')} {_W14}>{''.join(body)}</w:body>")
    for element in list(wrapped):
        document.element.body.insert(len(document.element.body) - 1, element)
    _drop_unused_styles(document)
    _drop_part(document.part, "stylesWithEffects")
    _drop_part(document.part, "numbering")
    _drop_part(document.part.package, "thumbnail")
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", title, ""
    properties.created = properties.modified = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - python-docx wants it naive
    buffer = io.BytesIO()
    document.save(buffer)
    return _repacked(buffer.getvalue())


def _drop_part(owner: Any, name: str) -> None:
    """Leave out a part that the template brings along and no form needs."""
    for key, relation in list(owner.rels.items()):
        if relation.reltype.endswith(name):
            del owner.rels[key]


def _drop_unused_styles(document: Any) -> None:
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in USED_STYLES:
            styles.remove(style)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)


def _repacked(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as fixed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # otherwise the platform's own number is written
            fixed.writestr(entry, made.read(name))
    return out.getvalue()
