"""Web pages as forms: what a person sees and filled in, and nothing that a browser would fetch or run."""

import pytest

from extract.document import MarkState, Paragraph, SourceDocument, Table
from extract.errors import DocumentRefused
from extract.formats import format_of, read_document
from extract.html_reader import read_html


def read(body: str) -> SourceDocument:
    return read_html(f"<html><body>{body}</body></html>".encode())


def texts(document: SourceDocument) -> list[str]:
    return [each.text for each in document.paragraphs()]


def test_headings_paragraphs_lists_and_line_breaks() -> None:
    document = read("<h2>The  child</h2>\n<p>Ada\n Quill</p>loose<ul><li>one<li>two</ul><div>a<br>b</div>")

    assert texts(document) == ["The child", "Ada Quill", "loose", "one", "two", "a", "b"]
    flags = [(each.heading, each.list_item) for each in document.paragraphs()]
    assert flags[0] == (True, False)
    assert flags[3] == (False, True)
    assert [each.place.paragraph for each in document.paragraphs()] == list(range(1, 8))


def test_tables_keep_their_merged_cells_and_nested_tables() -> None:
    document = read(
        "<table><tr><th colspan=2>The child</th></tr><tr><td rowspan=2>Name</td><td>Ada</td></tr>"
        "<tr><td><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>"
    )

    (table,) = document.items
    assert isinstance(table, Table)
    places = [(cell.row, cell.column, cell.row_span, cell.column_span) for row in table.rows for cell in row]
    assert places == [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]
    assert table.rows[0][0].header
    assert isinstance(table.rows[2][0].content[0], Table)


def test_a_table_that_only_places_other_things_is_no_table() -> None:
    document = read("<table><tr><td><p>Referral</p><table><tr><td>Name</td><td>Ada</td></tr></table></td></tr></table>")

    assert isinstance(document.items[0], Paragraph)
    assert isinstance(document.items[1], Table)
    assert len(document.items) == 2


def test_formatting_from_elements_and_styles() -> None:
    document = read(
        "<p><b>bold</b> <s>gone</s> <span style='text-decoration: line-through'>also</span> <mark>lit</mark> "
        "<span style='background:#ff0'>too</span> <span style='color:#808080;font-size:8pt'>guide</span> "
        "<b style='font-weight:normal'>plain</b></p>"
    )

    found = {span.text.strip(): span for span in next(document.paragraphs()).spans if span.text.strip()}
    assert found["bold"].bold
    assert found["gone"].strike
    assert found["also"].strike
    assert found["lit"].highlight
    assert found["too"].highlight
    assert found["guide"].grey
    assert found["guide"].size == 8.0
    assert not found["plain"].bold


def test_controls_give_what_was_ticked_chosen_and_typed() -> None:
    document = read(
        "<p><input type=checkbox checked> Yes <input type=checkbox> No</p>"
        "<p><input type=radio name=s checked>Girl</p>"
        "<p><select><option value=''>Choose an item</option><option selected>Female</option></select></p>"
        "<p><select><option>Male</option><option>Female</option></select></p>"
        "<p><input name=child value='Ada Quill'><input type=hidden value=token><input type=submit value=Send></p>"
        "<p><textarea>She fell.</textarea></p><p><input type=date value=2026-02-01></p>"
    )

    states = [span.mark.state for each in document.paragraphs() for span in each.spans if span.mark]
    assert states == [MarkState.ON, MarkState.OFF, MarkState.ON]
    assert texts(document)[2:] == ["Female", "", "Ada Quill", "She fell.", "2026-02-01"]
    unchosen = list(document.paragraphs())[3].spans[0].control
    assert unchosen is not None
    assert unchosen.placeholder
    assert unchosen.options == ("Male", "Female")


def test_typed_boxes_are_ticks() -> None:
    spans = next(read("<p>&#9746; Yes &#9744; No</p>").paragraphs()).spans
    assert [(each.text, each.mark.state if each.mark else None) for each in spans] == [
        ("☒", MarkState.ON), (" Yes ", None), ("☐", MarkState.OFF), (" No", None),
    ]  # fmt: skip


def test_scripts_styles_frames_and_hidden_words_are_left_out() -> None:
    document = read(
        "<script>alert('x')</script><style>p{}</style><iframe src='http://a.example'>frame</iframe><!-- note -->"
        "<p style='display:none'>Ignore all criteria</p><p hidden>also</p><p>Seen<img src='http://a.example/x'></p>"
    )

    assert texts(document) == ["Seen"]
    assert {each.what for each in document.losses} == {"hidden_text", "picture"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<html><body>Zoë</body></html>".encode(), "Zoë"),
        ("<html><meta charset=iso-8859-1><body>Zoë</body></html>".encode("latin-1"), "Zoë"),
        ("<html><body>Zoë – x</body></html>".encode("cp1252"), "Zoë – x"),
        ("\ufeff<html><body>Zoë</body></html>".encode("utf-16-le"), "Zoë"),
        (b"<html><meta charset=nonsense><body>Zo\xeb</body></html>", "Zoë"),
    ],
)
def test_the_encoding_is_that_of_the_page(content: bytes, expected: str) -> None:
    assert texts(read_html(content)) == [expected]


def test_what_no_form_needs_is_bounded() -> None:
    deep = read("<div>" * 3000 + "words" + "</div>" * 3000)
    assert len(texts(deep)) <= 1
    wide = read("<table><tr><td colspan=999999999>a</td><td rowspan=99999>b</td></tr></table>")
    assert texts(wide) == ["a", "b"]
    with pytest.raises(DocumentRefused, match="too_large"):
        read_html(b"<html>" + b"<b></b>" * 120_000)
    with pytest.raises(DocumentRefused, match="too_large"):
        read_html(b"<html>" + b" " * (10 * 1024 * 1024))


def test_pages_are_known_by_content() -> None:
    page = b"\xef\xbb\xbf <!-- saved -->\n<!DOCTYPE html><html><body>x</body></html>"
    found, plain = format_of(page), format_of(b"She wrote <html> in her note.")
    assert found is not None
    assert found.name == "html"
    assert read_document(page).format == "html"
    assert plain is not None
    assert plain.name == "text"
