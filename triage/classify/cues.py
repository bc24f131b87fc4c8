"""Finds the cue families of the lexicon in plain sentences. Knows nothing of what a key makes of them."""

from dataclasses import dataclass

from config.schema.cues import CueFamily, CueLexicon
from triage.classify.assertion import Assertion
from triage.classify.patterns import Cue, compile_cue, stems_of
from triage.classify.readings import Hit, Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class _Family:
    key: str
    family: CueFamily
    cues: tuple[tuple[Cue, float], ...]
    unless: tuple[Cue, ...]


class CueReader:
    """All families, compiled once. Raises `re.error` or KeyError at building time for a broken pattern."""

    def __init__(self, lexicon: CueLexicon) -> None:
        sets = lexicon.words.sets
        self._assertion = Assertion(lexicon.words)
        self._families = tuple(
            _Family(
                key=key,
                family=family,
                cues=tuple((compile_cue(each, sets), weight) for each, weight in family.patterns.items()),
                unless=tuple(compile_cue(each, sets) for each in family.unless),
            )
            for key, cues in lexicon.keys.items()
            for family in cues.families
        )

    def read(self, sentence: Sentence) -> list[Hit]:
        """Every family that the sentence asserts, each once."""
        imagined = self._assertion.imagined(sentence.plain)
        stems = stems_of(sentence.plain)
        hits = []
        for each in self._families:
            if imagined and not each.family.hypothetical:
                continue
            weights = self._weights(each, sentence.plain, stems)
            if weights and not any(cue.find(sentence.plain, stems) for cue in each.unless):
                weight = each.family.weight + sum(weights)
                hits.append(Hit(sentence=sentence, key=each.key, family=each.family, weight=weight))
        return hits

    def _weights(self, each: _Family, plain: str, stems: frozenset[str]) -> list[float]:
        """The numbers of the family's phrases that the sentence asserts."""
        found = []
        for cue, weight in each.cues:
            match = cue.find(plain, stems)
            if match is not None and not (each.family.negatable and self._assertion.denied(plain, match.start())):
                found.append(weight)
        return found
