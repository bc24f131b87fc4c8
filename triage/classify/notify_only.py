"""Does a text speak of what must be notified though it is no ground for a review? Says so; decides nothing else."""

from dataclasses import dataclass

from config.schema.criteria import CriteriaSet
from config.schema.cues import Words
from triage.classify.assertion import Assertion
from triage.classify.patterns import Cue, compile_cue
from triage.classify.readings import Reading


@dataclass(frozen=True, kw_only=True)
class _Limb:
    code: str
    needs_death: bool
    cues: tuple[Cue, ...]


class NotifyOnlyReader:
    """The notify-only limbs of one criteria set, compiled once."""

    def __init__(self, criteria: CriteriaSet, words: Words) -> None:
        self._assertion = Assertion(words)
        self._limbs = tuple(
            _Limb(
                code=each.code,
                needs_death=each.needs_death,
                cues=tuple(compile_cue(cue, words.sets) for cue in each.cues),
            )
            for each in criteria.notify_only
        )

    def codes(self, reading: Reading, child_died: bool) -> tuple[str, ...]:
        """The code of every limb that a sentence speaks of without denying it."""
        return tuple(
            each.code for each in self._limbs if (child_died or not each.needs_death) and self._said(each, reading)
        )

    def _said(self, limb: _Limb, reading: Reading) -> bool:
        for sentence in reading.sentences:
            for cue in limb.cues:
                match = cue.find(sentence.plain)
                if match is not None and not self._assertion.denied(sentence.plain, match.start()):
                    return True
        return False
