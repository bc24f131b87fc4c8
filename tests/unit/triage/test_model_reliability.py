"""The reliability picture and the counts of the card, on made-up findings."""

from pathlib import Path
from xml.etree import ElementTree

from triage.classify.decision import ReaderScores
from triage.classify.targets import KEYS
from triage.classify.training.measure import measured
from triage.classify.training.reliability import bins, draw
from triage.classify.training.score import Scores

FOUND = [(0.05, False)] * 9 + [(0.05, True)] + [(0.95, True)] * 3 + [(1.0, False)]


def test_findings_fall_into_tenths_with_the_share_that_was_so() -> None:
    low, high = bins(FOUND)
    assert (round(low[0], 2), low[1], low[2]) == (0.05, 0.1, 10)
    assert (high[1], high[2]) == (0.75, 4)


def test_the_picture_is_xml_with_a_dot_for_each_tenth(tmp_path: Path) -> None:
    draw(FOUND, "Made up", tmp_path / "picture.svg")
    root = ElementTree.fromstring((tmp_path / "picture.svg").read_text(encoding="utf-8"))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 2


def test_counts_follow_labels_and_the_derived_test_follows_its_parts() -> None:
    negative = {key: "not_indicated" if key in ("abuse_or_neglect", "serious_harm") else False for key in KEYS}
    met = {**negative, "abuse_or_neglect": "known", "child_died": True}
    possible = {**negative, "abuse_or_neglect": "suspected", "serious_harm": "possible"}
    empty = ReaderScores(model={}, rules={}, lead={}, rule_lead={})
    found = [
        Scores(id=str(i), group=str(i), said=empty, labels=labels) for i, labels in enumerate((met, possible, negative))
    ]
    counts = measured(found, [met, {**possible, "abuse_or_neglect": "known"}, met])
    assert counts["keys"]["serious_incident"] == {
        "labelled": 2, "precision": 0.667, "recall": 1.0, "f1": 0.8, "exact": 0.667,
    }  # fmt: skip
    assert counts["keys"]["abuse_or_neglect"]["exact"] == 0.333
    assert counts["keys"]["child_died"]["precision"] == 0.5
