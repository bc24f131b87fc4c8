"""Every form of the corpus is read as its truth says: hardly a leaf missing or wrong, nothing printed taken."""

import email
import email.policy
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from config.domain import load_domain
from extract.model import Extraction, InputFile
from extract.read import read_message
from tests.corpus.comparing import outcomes

FORMS = Path(__file__).parent / "forms"
LEAST_F1, LEAST_PRECISION = 0.98, 0.99
PRINTED_WORDS = 4  # words of a printed sentence that make it one


def test_hardly_a_leaf_is_missing_or_wrong() -> None:
    counts: Counter[str] = Counter()
    mistakes: list[str] = []
    for name, truth, extraction in read_corpus():
        if truth["kind"] == "other_form":
            continue  # of another process: see the test of what such forms show
        for outcome, path in outcomes(truth, extraction.record.as_plain()):
            counts[outcome] += 1
            if outcome != "right":
                mistakes.append(f"{name} {outcome} {path}")
    precision = counts["right"] / (counts["right"] + counts["wrong"])
    recall = counts["right"] / (counts["right"] + counts["missing"])

    assert counts["right"] > 1000
    assert precision >= LEAST_PRECISION, mistakes
    assert 2 * precision * recall / (precision + recall) >= LEAST_F1, mistakes


def test_no_printed_sentence_is_taken_for_an_answer() -> None:
    for name, truth, extraction in read_corpus():
        answers = [" ".join(re.findall(r"\w+", each.value.casefold())) for each in extraction.record.readings]
        for printed in truth["boilerplate"]:
            words = re.findall(r"\w+", printed.casefold())
            if len(words) >= PRINTED_WORDS:
                assert not [each for each in answers if " ".join(words) in each], f"{name}: {printed}"


def test_every_document_is_known_for_what_it_is() -> None:
    kinds = {name: (truth["kind"], extraction.kind.value) for name, truth, extraction in read_corpus()}

    assert {name: kind for name, kind in kinds.items() if kind[0] != kind[1]} == {}


def test_a_form_of_another_process_makes_no_referral_and_shows_whom_it_is_about() -> None:
    others = {name: extraction for name, truth, extraction in read_corpus() if truth["kind"] == "other_form"}
    shown = {name: {each.path: each.value for each in one.record.readings} for name, one in others.items()}

    assert shown["other_lado.docx"]["children[0].full_name"] == "Leila Haddow"
    assert shown["other_lado.docx"]["children[0].dob"] == "2014-09-09"
    assert shown["other_child_death.pdf"]["children[0].full_name"] == "Isobel Ferrant"
    assert shown["other_child_death.pdf"]["children[0].date_of_death"] == "2026-11-14"
    assert "children[0].full_name" not in shown["other_adult_review.docx"]
    catalogue = load_domain().fields
    for name in others:
        content = (FORMS / name).read_bytes()
        assert not read_message([InputFile(name=name, content=content)], catalogue).referrals, name


def test_every_leaf_says_where_it_stands_and_how_sure_it_is() -> None:
    for name, _, extraction in read_corpus():
        for reading in extraction.record.readings:
            assert reading.place.part, f"{name} {reading.path}"
            assert 0 < reading.confidence <= 1, f"{name} {reading.path}"


@cache
def read_corpus() -> tuple[tuple[str, dict[str, Any], Extraction], ...]:
    """Every file with its truth and what is read of it: of a mail the referral in its text."""
    catalogue = load_domain().fields
    return tuple((path.name, truth, _read(path, catalogue)) for path, truth in _truths())


def _truths() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(FORMS.glob("*.truth.json")):
        yield FORMS / path.name.removesuffix(".truth.json"), json.loads(path.read_text("utf-8"))


def _read(path: Path, catalogue: Any) -> Extraction:
    file = InputFile(name=path.name, content=path.read_bytes())
    if path.suffix == ".eml":
        body = email.message_from_bytes(file.content, policy=email.policy.default).get_body(("plain",))
        assert body is not None
        file = InputFile(
            name="body", content=str(body.get_content()).encode(), declared_type="text/plain", is_mail_body=True
        )
    reading = read_message([file], catalogue)
    return (reading.referrals or reading.extractions)[0]
