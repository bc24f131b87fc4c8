"""The labelled referrals in the repository: no real name is left, and every quote is in its text."""

import json
from pathlib import Path

import pytest

import triage.classify.training
from triage.classify.training.rename import Renamer, load_names

DATA = Path(triage.classify.training.__file__).with_name("data")
SETS = ("train", "dev", "short", "hard", "pairs", "other")
REFERRALS = (*(f"referrals-{name}.jsonl" for name in SETS), "probe-published.jsonl")
DENIALS = ("denials.jsonl", "denials-short.jsonl", "denials-hard.jsonl", "denials-pairs.jsonl")


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", [*REFERRALS, *DENIALS])
def test_no_mapped_name_is_left(name: str) -> None:
    assert Renamer(load_names()).remaining((DATA / name).read_text(encoding="utf-8")) == []


def test_every_quote_is_an_exact_substring_of_its_referral() -> None:
    texts = {}
    for row in (row for name in REFERRALS for row in rows(name)):
        texts[row["id"]] = list(row["sections"].values())  # type: ignore[attr-defined]
        for quotes in row["evidence"].values():  # type: ignore[attr-defined]
            assert all(any(quote in text for text in texts[row["id"]]) for quote in quotes)
    for denial in (row for name in DENIALS for row in rows(name)):
        assert any(denial["quote"] in text for text in texts[denial["id"]])


def test_names_keep_the_writers_capitals() -> None:
    renamer = Renamer(load_names())
    real, invented = next(iter(load_names().organisations.items()))
    assert renamer.renamed(f"told by {real}.") == f"told by {invented}."
    assert renamer.renamed(real.lower()) == invented.lower()
