"""A form learned from its blank copy is recognised when filled, masks its own words and maps its questions exactly."""

from dataclasses import replace
from pathlib import Path

import pytest

from config.domain import load_domain
from extract.form_desk import FormDesk
from tests.corpus.make_forms.word import cell, label, package, paragraph, run, table

FORMS = Path(__file__).parents[2] / "corpus" / "forms"
QUESTIONS = {
    "Who is it?": "Ada Penrose",
    "Zone of residence": "3 Weir Lane, Thornhythe",
    "Tale": "She fell from a window that had been reported as broken.",
    "Reported broken by": "the tenant",
    "Your name": "Jo Field",
    "Your agency": "Thornhythe Housing",
    "Your telephone": "01632 960199",
    "Date of referral": "3 November 2025",
}


def form(*, filled: bool, notice: str = "Copies of this paper are kept by nobody but the panel.") -> bytes:
    """A made-up form with questions in words that nobody else uses, blank or filled in."""
    rows = [[label(question), cell(answer if filled else "")] for question, answer in QUESTIONS.items()]
    head = [paragraph(run("Case review referral", bold=True)), paragraph(run(notice))]
    return package([*head, table(rows, (3000, 6000))])


def desk(site: Path) -> FormDesk:
    """The forms of a site as a new start of the service sees them."""
    return FormDesk(catalogue=load_domain(site).fields, site_folder=site)


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_a_person_names_the_field_of_a_question_that_nobody_else_asks(tmp_path: Path) -> None:
    filled = written(tmp_path, "filled.docx", form(filled=True))
    kept, learned = desk(tmp_path).learn(written(tmp_path, "blank.docx", form(filled=False)))
    assert desk(tmp_path).test(filled).extraction.record.value("incident.summary") is None

    text = kept.read_text("utf-8")
    assert "label: Tale" in text
    unnamed = next(each for each in learned.questions if each.label == "Tale")
    assert unnamed.path == ""
    kept.write_text(text.replace("label: Tale\n", "label: Tale\n", 1).replace(
        _entry("Tale", unnamed.block, ""), _entry("Tale", unnamed.block, "incident.summary")), "utf-8")  # fmt: skip

    trial = desk(tmp_path).test(filled)

    assert trial.known_form == "blank v1"
    reading = next(each for each in trial.readings if each.path == "incident.summary")
    assert reading.value == QUESTIONS["Tale"]
    assert reading.rule == "cell_right/known_form"


def test_a_changed_form_is_a_new_version_and_the_same_form_is_not(tmp_path: Path) -> None:
    blank = written(tmp_path, "blank.docx", form(filled=False))
    first, _ = desk(tmp_path).learn(blank)
    again, _ = desk(tmp_path).learn(blank)
    changed = written(tmp_path, "blank.docx", form(filled=False, notice="Keep this paper in a drawer with a lock."))
    second, learned = desk(tmp_path).learn(changed)

    assert first == again
    assert (second.name, learned.version) == ("blank-v2.yaml", 2)


def test_other_forms_are_not_taken_for_a_known_one(tmp_path: Path) -> None:
    desk(tmp_path).learn(written(tmp_path, "blank.docx", form(filled=False)))

    trial = desk(tmp_path).test(FORMS / "children_in_rows_bold.docx")

    assert trial.known_form == ""
    assert all("known_form" not in each.rule for each in trial.readings)


@pytest.mark.parametrize(
    ("blank", "filled"),
    [
        ("blank_four_columns.docx", "four_columns_struck_out.docx"),
        ("blank_fillable.pdf", "fillable_numbered.pdf"),
        ("blank_content_controls.docx", "content_controls.docx"),
    ],
)
def test_a_known_form_reads_the_same_record(tmp_path: Path, blank: str, filled: str) -> None:
    before = desk(tmp_path).test(FORMS / filled)
    desk(tmp_path).learn(FORMS / blank)
    after = desk(tmp_path).test(FORMS / filled)

    assert after.known_form
    assert {each.path: each.value for each in after.readings} == {each.path: each.value for each in before.readings}


def test_a_picture_shows_every_reading_of_a_pdf(tmp_path: Path) -> None:
    boxes = desk(tmp_path).draw(FORMS / "ruled_running_headers.pdf", tmp_path / "out.png")

    assert boxes > 40
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="PDF"):
        desk(tmp_path).draw(FORMS / "content_controls.docx", tmp_path / "out.png")
    homeless = replace(desk(tmp_path), site_folder=None)
    with pytest.raises(ValueError, match="site_folder"):
        homeless.learn(FORMS / "blank_four_columns.docx")


def _entry(label_text: str, block: str | None, path: str) -> str:
    block_text = "null" if block is None else block
    return f"- label: {label_text}\n  block: {block_text}\n  path: {path or chr(39) * 2}\n"
