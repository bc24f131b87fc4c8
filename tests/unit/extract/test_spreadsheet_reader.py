"""Workbooks: values as people typed them, hidden sheets too, and nothing larger than a form."""

import io
import zipfile

import pytest

from extract.document import MarkState, Paragraph, SourceDocument, Table
from extract.errors import DocumentRefused
from extract.formats import read_document
from extract.spreadsheet_reader import read_spreadsheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def workbook(sheets: dict[str, str], hidden: tuple[str, ...] = (), extra: dict[str, bytes] | None = None) -> bytes:
    """A workbook of sheets by name, each as the XML of its rows (and merged cells after them)."""
    names = list(sheets)
    states = ["hidden" if name in hidden else "visible" for name in names]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="r{n}"/>'
        for n, (name, state) in enumerate(zip(names, states, strict=True), 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    links += f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    format_ = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{format_}.{kind}+xml"/>'
        for part, kind in [
            ("workbook.xml", "sheet.main"),
            ("styles.xml", "styles"),
            *((f"worksheets/sheet{n}.xml", "worksheet") for n in range(1, len(names) + 1)),
        ]
    )
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="w" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    for number, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = f'{HEAD}<worksheet xmlns="{MAIN}">{rows}</worksheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {**parts, **(extra or {})}.items():
            package.writestr(name, text)
    return stream.getvalue()


def text(ref: str, value: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{value}</t></is></c>'


def rows(*lines: tuple[int, str], after: str = "") -> str:
    inside = "".join(f'<row r="{n}">{cells}</row>' for n, cells in lines)
    return f"<sheetData>{inside}</sheetData>{after}"


FORM = rows(
    (1, text("A1", "Referral form")),
    (3, text("A3", "Name of child") + text("B3", "Ada Quill")),
    (4, text("A4", "Date of birth") + '<c r="B4" s="1"><v>42097</v></c>'),
    (5, text("A5", "NHS number") + '<c r="B5"><v>9990000018</v></c>'),
    (6, text("A6", "On a plan?") + '<c r="B6" t="b"><v>1</v></c>' + text("C6", "☐ No")),
    after='<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
)


def tables(document: SourceDocument) -> list[Table]:
    return [each for each in document.items if isinstance(each, Table)]


def seen(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_values_are_as_a_person_would_type_them() -> None:
    document = read_document(workbook({"Form": FORM}))

    assert document.format == "sheet"
    title, answers = tables(document)
    assert seen(title) == [["Referral form"]]
    assert seen(answers) == [
        ["Name of child", "Ada Quill", ""],
        ["Date of birth", "03/04/2015", ""],
        ["NHS number", "9990000018", ""],
        ["On a plan?", "☒", "☐ No"],
    ]
    marks = [span.mark.state for each in document.paragraphs() for span in each.spans if span.mark]
    assert marks == [MarkState.ON, MarkState.OFF]
    place = answers.rows[1][1].place
    assert (place.part, place.row, place.column) == ("sheet 1", 4, 2)


def test_a_merged_cell_comes_once_with_its_span() -> None:
    merged = rows(
        (1, text("A1", "Address") + text("B1", "Old Mill") + text("C1", "x")),
        (2, text("C2", "PO30 9ZZ")),
        after='<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/></mergeCells>',
    )
    (table,) = tables(read_spreadsheet(workbook({"Form": merged})))

    spans = [(cell.text, cell.row, cell.column, cell.row_span) for row in table.rows for cell in row]
    assert spans == [("Address", 0, 0, 2), ("Old Mill", 0, 1, 2), ("x", 0, 2, 1), ("PO30 9ZZ", 1, 2, 1)]


def test_hidden_sheets_are_read_and_said() -> None:
    document = read_spreadsheet(workbook({"Form": FORM, "Notes": rows((1, text("A1", "Lists")))}, hidden=("Notes",)))

    headings = [each.text for each in document.items if isinstance(each, Paragraph) and each.heading]
    assert headings == ["Form", "Notes"]
    assert [(each.what, each.where) for each in document.losses] == [("hidden_sheet", "sheet 2")]
    assert seen(tables(document)[-1]) == [["Lists"]]


def test_an_opendocument_workbook_gives_the_same() -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    cells = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Name of child</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="string"><text:p>Ada Quill</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Date of birth</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2015-04-03"><text:p>3 Apr</text:p>'
        "</table:table-cell></table:table-row>"
    )
    content = (
        f'{HEAD}<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Form">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f"{HEAD}<manifest/>")

    (table,) = tables(read_document(stream.getvalue()))

    assert seen(table) == [["Name of child", "Ada Quill"], ["Date of birth", "03/04/2015"]]


def test_a_sheet_that_claims_to_be_endless_is_refused_before_room_is_made_for_it() -> None:
    endless = rows((1, text("A1", "a")), (1048576, text("XFD1048576", "z")))
    with pytest.raises(DocumentRefused, match="too_large"):
        read_spreadsheet(workbook({"Form": endless}))


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.spreadsheet_size._MOST_BYTES", 2**20)
    bomb = {"xl/media/x.bin": b"\0" * 2**21}
    with pytest.raises(DocumentRefused, match="too_large"):
        read_spreadsheet(workbook({"Form": FORM}, extra=bomb))


def test_a_broken_workbook_is_damaged() -> None:
    content = workbook({"Form": FORM})
    with pytest.raises(DocumentRefused, match="damaged"):
        read_spreadsheet(content[: len(content) // 2])
    with pytest.raises(DocumentRefused, match="damaged"):
        read_spreadsheet(workbook({"Form": "<sheetData><row"}))
