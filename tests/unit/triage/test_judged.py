"""Judged cases: agreement with its intervals, misleading sentences, and an export without the people in it."""

import pytest

from triage.judged import JudgedCase, Share, agreement, as_report, misleading
from triage.model import EvidenceQuote, Finding
from triage.stand_ins import StandIns, retraining_row

INCIDENT = (
    "On 4 March 2024 Imogen Vale-Hart (NHS 943 476 5919) was seen at 12 Mill Lane, PO30 1UD. IMOGEN's mother rang "
    "01632 960123 on 06/03/2024. The letter of 2024-03-09 to j.vale@mail.example was not answered by the surgery."
)
QUOTE = EvidenceQuote(section="incident", start=INCIDENT.index("The letter"), end=len(INCIDENT), quote="x")


def case(reference: str, value: str | bool, judged: str) -> JudgedCase:
    finding = Finding(key="single_agency_concern", value=value, probability=0.7, evidence=(QUOTE,) if value else ())
    harm = Finding(key="serious_harm", value="not_indicated", probability=0.1)
    return JudgedCase(
        reference=reference,
        sections={"incident": INCIDENT},
        findings=(finding, harm),
        judged={"single_agency_concern": judged, "serious_harm": "supports"},
        personal=("Imogen Vale-Hart", "12 Mill Lane"),
    )


CASES = [
    case("A", True, "supports"),
    case("B", True, "does_not"),
    case("C", False, "supports"),
    case("D", False, "cannot_tell"),
]


def test_agreement_counts_judgements_and_leaves_out_what_nobody_could_tell() -> None:
    single = agreement(CASES)[0]
    assert (single.precision.part, single.precision.whole) == (1, 2)
    assert (single.recall.part, single.recall.whole) == (1, 2)
    assert (single.agreed.part, single.agreed.whole) == (1, 3)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 0, 0.0, 1.0), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278)],
)
def test_intervals_are_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert Share(part=part, whole=whole).bounds == pytest.approx((low, high), abs=0.001)


def test_only_sentences_of_suggestions_that_were_not_upheld_misled() -> None:
    assert misleading(CASES) == [("B", "single_agency_concern", "x")]
    assert "misled  B  single_agency_concern: x" in as_report(CASES)
    assert as_report([]).endswith("0 cases judged; 95 % intervals in brackets")


def test_an_export_holds_nobody_and_keeps_its_quotes_exact() -> None:
    row = retraining_row(CASES[0])
    text = row["sections"]["incident"]
    for personal in (
        "imogen",
        "vale",
        "hart",
        "mill",
        "943 476",
        "po30",
        "960123",
        "j.vale",
        "4 March",
        "06/03/2024",
        "2024-03-09",
    ):
        assert personal.lower() not in text.lower()
    assert row["evidence"]["single_agency_concern"][0] in text
    assert row["labels"] == {"single_agency_concern": True, "serious_harm": "possible"}
    assert "A" not in row["id"].removeprefix("J").split("-")
    assert retraining_row(CASES[1])["labels"]["single_agency_concern"] is False


def test_dates_keep_their_distances_and_what_is_no_date_stays() -> None:
    stand_ins = StandIns(CASES[0])
    first, second = stand_ins.replaced("2024-03-09"), stand_ins.replaced("2024-03-11")
    assert int(second[-2:]) - int(first[-2:]) in (2, -26, -27, -28, -29)
    assert stand_ins.replaced("31/02/2024 and ward 4/5") == "31/02/2024 and ward 4/5"
