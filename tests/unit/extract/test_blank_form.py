"""The partnership's own form: well made, and read without a fault however it comes back."""

import io
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from config.domain import load_domain
from config.form_plan import OWN_FORM, FormPlan, load_plan
from extract.blank_form.pdf import pdf_form
from extract.blank_form.word import word_form
from extract.model import DocumentKind, Extraction, InputFile
from extract.read import read_file
from tests.conftest import require_tool
from tests.unit.extract.blank_form_filling import TICKED, W15, fill_pdf, fill_word, filled, truth


@cache
def plan() -> FormPlan:
    return load_plan(load_domain().fields, None)


@cache
def made(ending: str) -> bytes:
    return {"docx": word_form, "pdf": pdf_form}[ending](plan())


def read(name: str, content: bytes) -> Extraction:
    return read_file(InputFile(name=name, content=content), plan_catalogue())


@cache
def plan_catalogue():
    return load_domain().fields


def plain(extraction: Extraction) -> dict[str, str]:
    return {reading.path: reading.value for reading in extraction.record.readings}


def through_office(content: bytes, ending: str, folder: Path) -> bytes:
    """The Word file as LibreOffice saves it in another format."""
    (folder / "form.docx").write_bytes(content)
    command = [require_tool("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    out = folder / "out"
    command += ["--convert-to", ending, "--outdir", str(out), str(folder / "form.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out / f"form.{ending}").read_bytes()


def test_the_form_asks_for_every_field_of_the_record() -> None:
    asked = {question.path for section in plan().form.sections for question in section.questions}
    record = {field.path for field in plan_catalogue().fields if not field.internal}

    assert record - asked == {"children[].nhs_number_invalid"}
    assert asked <= record


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_form_with_nothing_filled_in_is_called_blank(ending: str) -> None:
    read_blank = read(f"form.{ending}", made(ending))

    assert read_blank.kind is DocumentKind.BLANK_FORM
    assert plain(read_blank) == {}
    assert read_blank.other_answers == ()


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_every_answer_is_read(ending: str) -> None:
    facts = filled()
    content = fill_word(made("docx"), facts) if ending == "docx" else fill_pdf(made("pdf"), facts)
    got = read(f"form.{ending}", content)

    assert got.kind is DocumentKind.REFERRAL_FORM
    assert plain(got) == truth(facts)
    assert got.conflicts == ()
    assert got.missing == ()
    assert got.other_answers == ()
    assert min(reading.confidence for reading in got.record.readings) > 0.9


@pytest.mark.parametrize("key", TICKED)
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_each_criterion_is_told_from_the_others(ending: str, key: str) -> None:
    fill = {"docx": fill_word, "pdf": fill_pdf}[ending]
    got = plain(read(f"form.{ending}", fill(made(ending), filled(1, 1, 1), (key,))))

    assert [value for path, value in got.items() if path.startswith("criteria_ticked")] == [key]


@pytest.mark.parametrize("answer", ["yes", "no", "unknown"])
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_each_choice_of_every_yes_or_no_is_read(ending: str, answer: str) -> None:
    facts = filled(1, 1, 1)
    asked = [path for path in facts if facts[path] in ("yes", "no", "unknown")]
    facts |= dict.fromkeys(asked, answer)
    fill = {"docx": fill_word, "pdf": fill_pdf}[ending]
    got = plain(read(f"form.{ending}", fill(made(ending), facts)))

    assert {path: got.get(path) for path in asked} == dict.fromkeys(asked, answer)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_what_is_left_blank_is_listed_and_nothing_is_made_up(ending: str) -> None:
    facts = {"children[0].full_name": "Ivo Lark", "incident.summary": "Found unwell.", "referrer.name": "Alma Quince"}
    facts |= {"family[0].name": "Ruth Lark", "agencies[0].agency": "Housing"}
    got = read(f"form.{ending}", (fill_word if ending == "docx" else fill_pdf)(made(ending), facts, ()))

    assert plain(got) == facts
    blank = {question.path for question in got.open_questions}
    assert {"children[0].dob", "children[0].disability", "incident.date", "representative.name"} <= blank
    assert not any(path.startswith("children[1]") for path in blank)
    assert not any(question.unreadable for question in got.open_questions)


@pytest.mark.parametrize("word", ["NK", "N/A"])
def test_not_known_and_not_applicable_are_no_answers_left_blank(word: str) -> None:
    facts = filled(1, 1, 1) | {"incident.location": word, "children[0].school": word}
    got = plain(read("form.docx", fill_word(made("docx"), facts)))
    meaning = {"NK": "unknown", "N/A": "not_applicable"}[word]

    assert (got["incident.location"], got["children[0].school"]) == (meaning, meaning)


def test_two_ticked_answers_to_one_question_are_left_to_a_person() -> None:
    document = Document(io.BytesIO(fill_word(made("docx"), filled(1, 1, 1))))
    for control in document.element.body.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None and tag.get(qn("w:val")).startswith("parallel.inquest="):
            box = next(each for each in control.iter() if str(each.tag).endswith("}checked"))
            box.set(next(iter(box.attrib)), "1")
            next(control.iter(qn("w:t"))).text = "☒"
    out = io.BytesIO()
    document.save(out)
    got = read("form.docx", out.getvalue())

    assert "parallel.inquest" not in plain(got)
    assert [each.path for each in got.open_questions if each.unreadable] == ["parallel.inquest"]


def test_an_empty_row_between_two_people_is_nobody() -> None:
    facts = filled(1, 3, 1)
    for leaf in ("name", "relationship", "dob"):
        del facts[f"family[1].{leaf}"]
    got = plain(read("form.docx", fill_word(made("docx"), facts)))

    assert [got[f"family[{number}].name"] for number in range(2)] == ["Ruth Weatherby", "Joan Weatherby"]
    assert "family[2].name" not in got


@pytest.mark.parametrize("ending", ["pdf", "odt", "docx"])
def test_a_copy_saved_by_another_office_program_is_read_alike(ending: str, tmp_path: Path) -> None:
    facts = filled()
    content = through_office(fill_word(made("docx"), facts), ending, tmp_path)
    got = read(f"form.{ending}", content)

    assert plain(got) == truth(facts)
    assert got.conflicts == ()


def test_a_pdf_printed_flat_is_read_from_what_it_shows() -> None:
    facts = filled() | {"incident.summary": "Ivo was found unwell at home.", "rationale": "Neglect is suspected."}
    with pikepdf.open(io.BytesIO(fill_pdf(made("pdf"), facts))) as pdf:
        pdf.flatten_annotations()
        out = io.BytesIO()
        pdf.save(out)

    assert plain(read("form.pdf", out.getvalue())) == truth(facts)


def test_the_word_form_names_every_control_and_locks_the_rest() -> None:
    body = Document(io.BytesIO(made("docx"))).element.body
    properties = [each.find(qn("w:sdtPr")) for each in body.iter(qn("w:sdt"))]
    named = [each for each in properties if each.find(qn("w:tag")) is not None]

    assert len(named) > 90
    assert all(each.find(qn("w:alias")).get(qn("w:val")) for each in named)
    assert all(each.find(qn("w:lock")).get(qn("w:val")) == "sdtLocked" for each in named)
    assert sum(each.find(qn("w:group")) is not None for each in properties) == 1
    assert sum(each.find(f"{W15}repeatingSection") is not None for each in properties) == 3
    numbers = [each.find(qn("w:id")).get(qn("w:val")) for each in properties]
    assert len(set(numbers)) == len(numbers)


def test_the_word_form_has_a_title_headings_a_language_and_captioned_tables() -> None:
    document = Document(io.BytesIO(made("docx")))
    headings = [each.text for each in document.element.body.iter(qn("w:pStyle")) if each.get(qn("w:val")) == "Heading1"]

    assert document.core_properties.title == plan().form.title
    assert len(headings) == len(plan().form.sections)
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    tables = list(document.element.body.iter(qn("w:tbl")))
    assert all(each.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}") is not None for each in tables)


def test_the_pdf_is_tagged_titled_and_says_each_field() -> None:
    with pikepdf.open(io.BytesIO(made("pdf"))) as pdf:
        root = pdf.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked), bool(root.ViewerPreferences.DisplayDocTitle)) == (
            "en-GB", True, True,
        )  # fmt: skip
        assert str(pdf.docinfo["/Title"]) == plan().form.title
        assert all(page.obj.Tabs == pikepdf.Name.S for page in pdf.pages)
        widgets = [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
        assert len(widgets) > 150
        assert all(str(each.get("/TU", "")) for each in widgets)
        tree = {int(number) for number in list(root.StructTreeRoot.ParentTree.Nums)[::2]}
        assert all(int(each.StructParent) in tree for each in widgets)
        kinds = [str(each.S) for each in root.StructTreeRoot.K.K]
    assert kinds[0] == "/H1"
    assert kinds.count("/H2") == len(plan().form.sections)
    assert kinds.count("/Form") == len(widgets)


def test_the_same_wording_gives_the_same_pdf() -> None:
    assert pdf_form(plan()) == made("pdf")


def test_another_wording_of_a_site_is_printed_and_read(tmp_path: Path) -> None:
    own = (Path("config") / "blank_form.yaml").read_text().replace("Your name", "Who is writing")
    (tmp_path / "blank_form.yaml").write_text(own)
    catalogue = load_domain(tmp_path).fields
    content = fill_word(word_form(load_plan(catalogue, tmp_path)), filled(1, 1, 1))
    got = read_file(InputFile(name="form.docx", content=content), catalogue)

    assert "Who is writing" in {each.text for each in got.document.paragraphs()}
    assert plain(got)["referrer.name"] == "Alma Quince"


def test_the_own_form_is_among_the_known_ones() -> None:
    assert [form.name for form in plan_catalogue().known_forms] == [OWN_FORM]
