"""Form fields of PDFs: what they show, stored where, and what is not a value."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from extract.pdf_reader import read_pdf
from tests.unit.extract.pdf_files import HEIGHT, Sheet, cells, changed, paragraph_with, pdf, read, seen, texts


def field(sheet: Sheet, name: str, value: str = "", **options):
    options = {"x": 180, "y": HEIGHT - 106, "width": 200, "height": 16, "borderWidth": 0, **options}
    sheet.canvas.acroForm.textfield(name=name, value=value, **options)


def control(document, name):
    return next(
        span for each in document.paragraphs() for span in each.spans if span.control and span.control.name == name
    )


def fields_of(document: pikepdf.Pdf):
    return {str(each.T): each for each in document.Root.AcroForm.Fields}


def test_a_text_field_stands_beside_its_printed_label():
    def page(sheet: Sheet):
        sheet.text(60, 102, "Full name")
        field(sheet, "child_name", "Ada Quill", tooltip="Name of the child")

    document = read(page)

    assert texts(document) == ["Full name", "Ada Quill"]
    assert not document.typed_over
    span = control(document, "child_name")
    assert (span.text, span.control.kind, span.control.origin) == ("Ada Quill", "text", "acroform")
    assert (span.control.label, span.control.placeholder) == ("Name of the child", False)
    place = paragraph_with(document, "Ada").place
    assert (place.page, place.control, place.box) == (1, "child_name", (180.0, 90.0, 380.0, 106.0))


def test_an_empty_field_is_found_empty():
    def page(sheet: Sheet):
        sheet.text(60, 102, "Full name")
        field(sheet, "child_name", "")

    span = control(read(page), "child_name")

    assert (span.text, span.control.placeholder) == ("", True)


def test_values_without_appearances_are_read():
    def strip(document: pikepdf.Pdf):
        document.Root.AcroForm.NeedAppearances = True
        for each in document.Root.AcroForm.Fields:
            del each["/AP"]

    content = changed(pdf(lambda sheet: field(sheet, "child_name", "Ada Quill")), strip)

    assert texts(read_pdf(content)) == ["Ada Quill"]


def test_values_with_several_lines_keep_them():
    def fill(document: pikepdf.Pdf):
        fields_of(document)["summary"].V = String("First line.\rSecond line.\r\n\r\nThird line.\r")

    content = changed(
        pdf(lambda sheet: field(sheet, "summary", "", height=80, y=HEIGHT - 170, fieldFlags="multiline")), fill
    )

    assert texts(read_pdf(content)) == ["First line.\nSecond line.\n\nThird line."]


def test_a_list_gives_what_it_shows_and_not_what_it_stores():
    def page(sheet: Sheet):
        sheet.text(60, 102, "Sex")
        options = [("Female", "F"), ("Male", "M"), ("Not known", "U")]
        sheet.canvas.acroForm.choice(
            name="sex", value="F", options=options, x=180, y=HEIGHT - 106, width=100, height=16, borderWidth=0
        )

    span = control(read(page), "sex")

    assert (span.text, span.control.kind, span.control.options) == ("Female", "choice", ("Female", "Male", "Not known"))


def test_a_list_with_own_words_gives_them():
    def page(sheet: Sheet):
        sheet.canvas.acroForm.choice(
            name="agency", value="Police", options=["Police", "Health"], x=180, y=HEIGHT - 106, width=100, height=16
        )

    def fill(document: pikepdf.Pdf):
        fields_of(document)["agency"].V = String("Youth club")

    assert control(read_pdf(changed(pdf(page), fill)), "agency").text == "Youth club"


def test_check_boxes_stand_beside_their_labels():
    def page(sheet: Sheet):
        sheet.text(60, 102, "Is the child looked after?")
        for index, (label, ticked) in enumerate([("Yes", True), ("No", False), ("Not known", False)]):
            x = 300 + 60 * index
            sheet.canvas.acroForm.checkbox(name=f"lac_{index}", checked=ticked, x=x, y=HEIGHT - 104, size=11)
            sheet.text(x + 15, 102, label)

    document = read(page)

    assert seen(document) == ["Is the child looked after?", "[on] Yes [off] No [off] Not known"]
    spans = [span for each in document.paragraphs() for span in each.spans if span.mark]
    assert {(span.mark.evidence, span.control.kind) for span in spans} == {("control", "check")}
    assert [span.control.name for span in spans] == ["lac_0", "lac_1", "lac_2"]


def test_radio_buttons_stand_beside_their_labels():
    def page(sheet: Sheet):
        for index, label in enumerate(["Yes", "No", "NotKnown"]):
            x = 60 + 80 * index
            sheet.canvas.acroForm.radio(
                name="inquest", value=label, selected=label == "No", x=x, y=HEIGHT - 104, size=11
            )
            sheet.text(x + 15, 102, label)

    document = read(page)

    assert seen(document) == ["[off] Yes [on] No [off] NotKnown"]
    assert [s.control.options for p in document.paragraphs() for s in p.spans if s.control] == [
        ("Yes",),
        ("No",),
        ("NotKnown",),
    ]


def test_fields_in_table_cells_belong_to_the_cells():
    def page(sheet: Sheet):
        sheet.grid([50, 170, 400], [80, 110, 140])
        sheet.text(60, 102, "Full name")
        field(sheet, "child_name", "Ada Quill")
        sheet.text(60, 132, "School")
        field(sheet, "school", "", y=HEIGHT - 136)

    document = read(page)

    assert [cell.text for cell in cells(document)] == ["Full name", "Ada Quill", "School", ""]
    place = cells(document)[1].paragraphs[0].place
    assert (place.table, place.row, place.column, place.control) == (1, 1, 2, "child_name")
    assert cells(document)[3].paragraphs[0].spans[0].control.placeholder


def test_hidden_fields_passwords_and_buttons_give_nothing():
    def page(sheet: Sheet):
        field(sheet, "secret", "word", fieldFlags="password")
        field(sheet, "old", "Former value", y=HEIGHT - 136)
        sheet.text(60, 300, "Referrer")

    def hide(document: pikepdf.Pdf):
        fields_of(document)["old"].F = 2

    assert texts(read_pdf(changed(pdf(page), hide))) == ["Referrer"]


def test_a_field_group_gives_full_names():
    def page(sheet: Sheet):
        field(sheet, "name", "Ada Quill")

    def nest(document: pikepdf.Pdf):
        kid = document.Root.AcroForm.Fields[0]
        parent = document.make_indirect(Dictionary(T=String("child1"), Kids=Array([kid])))
        kid.Parent = parent
        document.Root.AcroForm.Fields = Array([parent])

    assert control(read_pdf(changed(pdf(page), nest)), "child1.name").text == "Ada Quill"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_fields_and_words_stay_together_on_turned_pages(rotation):
    def page(sheet: Sheet):
        sheet.text(60, 102, "Full name")
        field(sheet, "child_name", "Ada Quill")

    def turn(document: pikepdf.Pdf):
        document.pages[0].Rotate = rotation

    document = read_pdf(changed(pdf(page), turn))

    box = paragraph_with(document, "Ada").place.box
    expected = {
        0: (180.0, 90.0, 380.0, 106.0),
        90: (HEIGHT - 106, 180.0, HEIGHT - 90, 380.0),
        180: (595 - 380.0, HEIGHT - 106, 595 - 180.0, HEIGHT - 90),
        270: (90.0, 595 - 380.0, 106.0, 595 - 180.0),
    }
    assert box == pytest.approx(expected[rotation], abs=0.2)


def test_free_text_put_over_a_page_is_read_and_comments_are_recorded_as_lost():
    def annotate(document: pikepdf.Pdf):
        box = [180, HEIGHT - 106, 380, HEIGHT - 90]
        notes = [
            Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=box, Contents=String("Ada Quill"), F=4),
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 10, 10], Contents=String("Call me"), F=4),
        ]
        document.pages[0].Annots = Array([document.make_indirect(each) for each in notes])

    document = read_pdf(changed(pdf(lambda sheet: sheet.text(60, 102, "Full name")), annotate))

    assert texts(document) == ["Full name", "Ada Quill"]
    assert document.typed_over
    assert [(loss.what, loss.where) for loss in document.losses] == [("comment", "page 1")]


@pytest.mark.parametrize(("value", "losses"), [(None, []), (Dictionary(Type=Name.Sig), ["signature_field"])])
def test_a_signature_is_recorded_as_lost_once_there_is_one(value, losses):
    def sign(document: pikepdf.Pdf):
        widget = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("sign"), Rect=[60, 60, 200, 90], F=4
        )
        if value is not None:
            widget.V = value
        document.pages[0].Annots = Array([document.make_indirect(widget)])
        document.Root.AcroForm = Dictionary(Fields=Array([document.pages[0].Annots[0]]), SigFlags=3)

    document = read_pdf(changed(pdf(lambda sheet: sheet.text(60, 100, "Signed")), sign))

    assert (texts(document), [each.what for each in document.losses]) == (["Signed"], losses)


def xfa(document: pikepdf.Pdf):
    packet = document.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    form = document.Root.get("/AcroForm", Dictionary(Fields=Array()))
    form.XFA = packet
    document.Root.AcroForm = form


def test_the_shell_of_an_xml_form_is_recorded_as_lost():
    shell = changed(pdf(lambda sheet: sheet.text(60, 100, "Please wait...")), xfa)

    assert [(loss.what, loss.where) for loss in read_pdf(shell).losses] == [("xfa_form", "document")]


def test_an_xml_form_with_ordinary_fields_is_read_by_them():
    content = changed(pdf(lambda sheet: field(sheet, "child_name", "Ada Quill")), xfa)

    document = read_pdf(content)

    assert (texts(document), document.losses) == (["Ada Quill"], ())


def test_a_form_field_tree_that_bites_its_tail_does_no_harm():
    def knot(document: pikepdf.Pdf):
        first = document.Root.AcroForm.Fields[0]
        first.Kids = Array([first])
        first.Parent = first

    content = changed(pdf(lambda sheet: (sheet.text(60, 102, "Full name"), field(sheet, "a", "Ada"))), knot)

    assert "Full name" in texts(read_pdf(content))
