"""Finds the cue families of the lexicon in plain sentences. Knows nothing of what a key makes of them."""

from dataclasses import dataclass

from config.schema.cues import CueFamily, CueLexicon
from triage.classify.assertion import Assertion
from triage.classify.patterns import Cue, compile_cue
from triage.classify.readings import Hit, Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class _Family:
    key: str
    family: CueFamily
    cues: tuple[Cue, ...]
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
                cues=tuple(compile_cue(each, sets) for each in family.patterns),
                unless=tuple(compile_cue(each, sets) for each in family.unless),
            )
            for key, cues in lexicon.keys.items()
            for family in cues.families
        )

    def read(self, sentence: Sentence) -> list[Hit]:
        """Every family that the sentence asserts, each once."""
        imagined = self._assertion.imagined(sentence.plain)
        return [
            Hit(sentence=sentence, key=each.key, family=each.family)
            for each in self._families
            if not (imagined and not each.family.hypothetical) and self._asserted(each, sentence.plain)
        ]

    def _asserted(self, each: _Family, plain: str) -> bool:
        for cue in each.cues:
            match = cue.find(plain)
            if match is None or (each.family.negatable and self._assertion.denied(plain, match.start())):
                continue
            return not any(cue.find(plain) for cue in each.unless)
        return False
