"""Labelled referrals as the model is to see them: sentences of the service's own reader, each with its targets."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.schema.criteria import CriteriaSet
from config.schema.cues import CueLexicon
from triage.classify.pipeline import NarrativeReader
from triage.classify.readings import Reading, Sentence
from triage.classify.targets import CLASSES, KEYS

_OVERLAP = 0.5  # share of the shorter of quote and sentence that they must have in common
_Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One referral. `evidence` and `denied` hold, for each sentence, the keys that it speaks for or denies."""

    id: str
    group: str  # contrast pair, or the referral itself: never parted by a fold
    writers: str  # set of writers
    flips: tuple[str, ...]
    reading: Reading
    values: Mapping[str, int]  # index of the value among the key's classes
    evidence: tuple[frozenset[str], ...]
    denied: tuple[frozenset[str], ...]
    denials_known: bool
    row: _Row


def load_rows(path: Path) -> list[_Row]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def examples(
    rows: Iterable[_Row], denials: Sequence[_Row], criteria: CriteriaSet, lexicon: CueLexicon
) -> list[Example]:
    """One example a row, in order."""
    reader = NarrativeReader(criteria, lexicon)
    denied: dict[str, dict[str, list[str]]] = {}
    for each in denials:
        denied.setdefault(each["id"], {}).setdefault(each["criterion"], []).append(each["quote"])
    return [_example(row, denied.get(row["id"], {}), reader) for row in rows]


def writers_of(identity: str) -> str:
    """The set of writers that a referral's id begins with."""
    return identity.rstrip("0123456789")


def _example(row: _Row, denied: Mapping[str, list[str]], reader: NarrativeReader) -> Example:
    reading = reader.read(row["sections"])
    return Example(
        id=row["id"],
        group=row.get("pair", row["id"]),
        writers=writers_of(row["id"]),
        flips=tuple(key for key in row.get("flips", ()) if key in KEYS),
        reading=reading,
        values={key: CLASSES[key].index(row["labels"][key]) for key in KEYS},
        evidence=_marked(reading.sentences, row["evidence"], row["sections"]),
        denied=_marked(reading.sentences, denied, row["sections"]),
        denials_known=bool(denied),
        row=row,
    )


def _marked(
    sentences: Sequence[Sentence], quotes: Mapping[str, Sequence[str]], sections: Mapping[str, str]
) -> tuple[frozenset[str], ...]:
    """For each sentence, the keys one of whose quotes it overlaps."""
    places = [
        (key, section, start, start + len(quote))
        for key in KEYS
        for quote in quotes.get(key, ())
        for section, text in sections.items()
        if (start := text.find(quote)) >= 0
    ]
    return tuple(
        frozenset(key for key, section, start, end in places if section == each.section and _meets(each, start, end))
        for each in sentences
    )


def _meets(sentence: Sentence, start: int, end: int) -> bool:
    shared = min(sentence.end, end) - max(sentence.start, start)
    return shared >= _OVERLAP * min(sentence.end - sentence.start, end - start)
