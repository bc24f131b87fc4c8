"""Is what a cue names asserted, or is it denied or only imagined? Looks at the words around the cue, in its clause."""

from config.schema.cues import Words
from triage.classify.patterns import Cue, compile_cue

REACH = 60  # characters before a cue in which a negation still bears on it


class Assertion:
    """The negation and hypothesis words, compiled once."""

    def __init__(self, words: Words) -> None:
        self._negations = tuple(compile_cue(each, words.sets) for each in words.negation)
        self._ends = tuple(compile_cue(each, words.sets) for each in words.negation_ends)
        self._hypothetical = tuple(compile_cue(each, words.sets) for each in words.hypothetical)

    def denied(self, plain: str, start: int) -> bool:
        """Whether a negation stands before the place `start` in the same clause of the plain sentence."""
        window = plain[max(0, start - REACH) : start]
        return any(cue.find(_after_last(window, self._ends)) for cue in self._negations)

    def imagined(self, plain: str) -> bool:
        """Whether the plain sentence speaks of what could or would have been."""
        return any(cue.find(plain) for cue in self._hypothetical)


def _after_last(window: str, ends: tuple[Cue, ...]) -> str:
    """The part of the window after the last word or mark that ends a clause."""
    cut = max((window.rfind(mark) + 1 for mark in (";", ":", " - ", ". ")), default=0)
    for cue in ends:
        for match in cue.expression.finditer(window, cut):
            cut = match.end()
    return window[cut:]
