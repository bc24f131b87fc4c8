"""The papers that are drawn up from a case: complete, honest about gaps, and openable."""

import io
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from config.domain import load_domain
from config.schema.papers import ReviewPack
from tests.conftest import require_tool
from tests.web.fake_cases import NOW, PAYLOAD, FakeReader
from triage.model import Deadline, DeadlineKind
from triage.read_models import CaseView, Judgement
from triage.web.names import NameCover, children_named
from triage.web.papers.notification import DOUBTFUL, HELD, MISSING, left_over, sheet_parts, still_missing
from triage.web.papers.rapid_review import Drawn, chronology, rapid_review_pack

DOMAIN = load_domain()
SHEET = DOMAIN.papers.notification


def case_of(*, hostile: bool = False) -> CaseView:
    found = FakeReader(hostile=hostile).case("SCP-7F3K-2Q", NOW)
    assert found is not None
    return found


def covered(case: CaseView) -> NameCover:
    return NameCover(children_named(case.fields))


def pack_of(case: CaseView, cover: NameCover | None = None) -> bytes:
    words, hide = DOMAIN.papers.rapid_review, cover or covered(case)
    return rapid_review_pack(case, _drawn(words, hide))


def _drawn(words: ReviewPack, hide: NameCover) -> Drawn:
    told = {"catalogue": DOMAIN.fields, "calendar": DOMAIN.calendar}
    return Drawn(by="M Khan", at=NOW, words=words, cover=hide, **told)


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def rows(case: CaseView) -> dict[tuple[str, str], tuple[str, str]]:
    parts = sheet_parts(case, SHEET, covered(case))
    return {(part.heading, row.asks): (row.answer, row.state) for part in parts for row in part.rows}


def test_the_sheet_says_what_is_held_what_is_doubtful_and_what_is_missing() -> None:
    found = rows(case_of())

    assert found["Child 1", "Sex"] == ("Female", HELD)
    assert found["Child 1", "Date of birth, or expected delivery date"] == ("2 March 2026", DOUBTFUL)
    assert found["Child 1", "NHS number"] == ("Not known", DOUBTFUL)
    assert found["Child 1", "Ethnicity"] == ("", MISSING)
    assert found["Child 2", "Date of birth, or expected delivery date"][0] == "17 August 2021"


def test_the_sheet_names_people_one_a_line_and_children_by_initials() -> None:
    found = rows(case_of())
    people = found["Family and agencies", "Parents, brothers, sisters and others in the household"][0]

    assert found["Child 1", "Name"] == ("RTE", HELD)
    assert people.splitlines() == ["Dana E; Mother of R and K", "Jo Amos"]


def test_only_a_persons_judgement_answers_for_a_criterion() -> None:
    case = case_of()
    asked = ("The incident", "A child was seriously harmed")
    assert rows(case)[asked] == ("", MISSING)

    judged = Judgement(value="supports", note="", by="M Khan", at=NOW)
    marked = [
        replace(each, judged="supports", judgement=judged) if each.key == "serious_harm" else each
        for each in case.criteria
    ]
    assert rows(replace(case, criteria=tuple(marked)))[asked] == ("Supports (judged by M Khan)", HELD)


def test_awareness_is_answered_once_a_person_has_set_the_start() -> None:
    asked = ("Who notifies", "Date on which the authority became aware")
    start = Deadline(
        kind=DeadlineKind.LA_NOTIFICATION, counted_from=date(2026, 11, 6), due=date(2026, 11, 13), basis="date_known"
    )

    assert rows(replace(case_of(), deadlines=(start,)))[asked] == ("", MISSING)
    known = replace(start, provisional=False)
    assert rows(replace(case_of(), deadlines=(known,)))[asked] == ("6 November 2026", HELD)


def test_children_beyond_the_national_form_are_listed() -> None:
    case = case_of()
    name = next(each for each in case.fields if each.path == "children[0].full_name")
    more = [replace(name, path=f"children[{number}].full_name", value=f"Extra Lark{number}") for number in range(2, 6)]
    crowd = replace(case, fields=(*case.fields, *more))
    parts = sheet_parts(crowd, SHEET, NameCover())

    assert [part.heading for part in parts if part.heading.startswith("Child")] == [f"Child {n}" for n in range(1, 5)]
    assert left_over(crowd, SHEET, NameCover()) == ("Extra Lark4", "Extra Lark5")
    assert still_missing(parts) > 10


def test_every_field_that_the_sheet_asks_for_is_one_of_the_record() -> None:
    paths = {path for section in SHEET.sections for item in section.items for path in item.paths}
    keys = {item.criterion for section in SHEET.sections for item in section.items if item.criterion}

    assert paths <= set(DOMAIN.fields.by_path)
    assert keys <= {each.key for each in DOMAIN.criteria.criteria}


def test_the_pack_holds_facts_quotes_judgements_clocks_and_decisions() -> None:
    case = case_of()
    text = text_of(pack_of(case))

    assert case.row.reference in text
    assert "“a skull fracture and bleeding on the brain” (What happened)" in text
    assert "Not yet judged" in text
    assert "local authority notifies" in text
    assert "Recommendation to the partners" in text
    for question in DOMAIN.papers.rapid_review.questions:
        assert question.prompt in text


def test_the_pack_names_children_only_where_they_are_to_be_named() -> None:
    case = case_of()

    assert "Rowan" not in text_of(pack_of(case))
    assert "Rowan Tamsin Ellery" in text_of(pack_of(case, NameCover()))


def test_the_pack_says_which_agencies_were_asked_and_have_answered() -> None:
    case = case_of()
    asked = replace(
        case.outgoing[0], kind="agency_request", state="sent", recipient="school@harrow.example",
        due_on=date(2026, 11, 9), delivery="",
    )  # fmt: skip
    text = text_of(pack_of(replace(case, outgoing=(asked,))))

    assert "school@harrow.example" in text
    assert "9 November 2026" in text
    assert "Summaries asked for" not in text_of(pack_of(replace(case, outgoing=())))


def test_the_chronology_is_in_order_with_its_sources() -> None:
    events = chronology(case_of(), NameCover())

    assert [source for *_, source in events].count("Case record") == 2
    assert events[0] == ("17 August 2021", "Birth of Kit Amos-Ellery", "Referral")
    assert events[-1][1] == "Referral received by the partnership"


def test_hostile_words_are_only_words_in_the_pack() -> None:
    case = case_of()
    field = next(each for each in case.fields if each.path == "background")
    fields = (replace(field, value=PAYLOAD), *(each for each in case.fields if each is not field))
    text = text_of(pack_of(replace(case, fields=fields), NameCover()))

    assert "<script>alert(1)</script>" in text
    assert "\u202e" in PAYLOAD
    assert "\u202e" not in text


def test_characters_that_no_document_may_hold_are_left_out() -> None:
    case = case_of()
    odd = replace(case.fields[0], value="Ro\x00wan\x0b Tam\ud800sin")

    assert "Rowan Tamsin" in text_of(pack_of(replace(case, fields=(odd, *case.fields[1:])), NameCover()))


def test_the_pack_has_headings_a_title_a_language_and_table_heads() -> None:
    document = Document(io.BytesIO(pack_of(case_of())))
    styles = [paragraph.style.name for paragraph in document.paragraphs]

    assert document.core_properties.title.startswith("Rapid review pack")
    assert document.core_properties.language == "en-GB"
    assert styles.count("Heading 1") >= 9
    assert document.element.body.xpath("count(.//w:tblHeader)") >= 5


@pytest.mark.parametrize("hostile", [False, True])
def test_the_pack_opens_in_libreoffice(hostile: bool, tmp_path: Path) -> None:
    (tmp_path / "pack.docx").write_bytes(pack_of(case_of(hostile=hostile)))
    command = [require_tool("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "pack.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    assert (tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF")
