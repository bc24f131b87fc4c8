"""What must be notified though it is no ground for a review, on invented referrals."""

import pytest

from config.criteria_sets import load_criteria
from config.schema.cues import load_cues
from triage.classify.notify_only import NotifyOnlyReader
from triage.classify.pipeline import NarrativeReader

CRITERIA, CUES = load_criteria(), load_cues()
NARRATIVE, NOTIFY = NarrativeReader(CRITERIA, CUES), NotifyOnlyReader(CRITERIA, CUES.words)


@pytest.mark.parametrize(
    ("text", "died", "expected"),
    [
        (
            "Ronan, 9, who was looked after by this authority, died of his illness.",
            True,
            "notify_looked_after_child_death",
        ),
        ("She died at her foster placement in March.", True, "notify_looked_after_child_death"),
        ("Marcus, 22, a care leaver, was found dead in his flat.", False, "notify_care_leaver_death"),
    ],
)
def test_a_notified_death_is_named(text: str, died: bool, expected: str) -> None:
    assert NOTIFY.codes(NARRATIVE.read({"incident": text}), died) == (expected,)


@pytest.mark.parametrize(
    ("text", "died"),
    [
        ("He is looked after by this authority and is well.", False),
        ("He had never been looked after by any authority and died at home.", True),
        ("The death of a care leaver up to and including the age of 24.", False),
    ],
)
def test_nothing_else_is(text: str, died: bool) -> None:
    assert NOTIFY.codes(NARRATIVE.read({"incident": text}), died) == ()
