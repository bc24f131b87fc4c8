"""Recognises text that forms print for everybody: criteria wording, headings, guidance. Judges nothing else."""

import re
from itertools import pairwise

from config.schema.criteria import CriteriaSet
from triage.classify.patterns import compile_cue

_WORD = re.compile(r"[a-z]+")
_MARKS = " \t:\u2610\u2611\u2612\u2022-[]()"
_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "be",
        "been",
        "by",
        "for",
        "has",
        "have",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "this",
        "to",
        "was",
        "were",
        "which",
        "with",
        "where",
    ]
)
_ALIKE = {
    "agencies": "agency",
    "organisation": "agency",
    "organisations": "agency",
    "ccg": "icb",
    "families": "family",
    "partners": "partner",
    "issues": "issue",
    "concerns": "concern",
    "cases": "case",
}
FOREIGN = 10  # one word in so many may be strange to the printed wording: forms change a word here and there
SHORT = 4  # with fewer words than this only the very words of a form count
ENOUGH = 6  # words from which a sentence may be pieced together from several wordings
PIECED = 0.8  # share of such a sentence's word pairs that some wording must hold


class PrintedText:
    """The printed wordings of one criteria set; built once."""

    def __init__(self, criteria: CriteriaSet) -> None:
        wordings = [wording for each in criteria.criteria for wording in (*each.printed, each.title)]
        notified = [wording for each in criteria.notify_only for wording in (*each.printed, each.title)]
        printed = [_telling_words(each) for each in (*wordings, *notified, *criteria.form_text, *criteria.also_printed)]
        self._labels = frozenset(each.lower() for each in (*wordings, *notified, *criteria.also_printed))
        self._wordings = frozenset(frozenset(words) for words in printed)
        self._pairs = frozenset(pair for words in printed for pair in pairwise(words))
        self._guidance = tuple(compile_cue(each, {}) for each in criteria.guidance)

    def covers(self, sentence: str) -> bool:
        """Whether the sentence says no more than a form prints. Tolerates small changes of wording, not added facts."""
        words = _telling_words(sentence)
        if len(words) < SHORT:
            return (
                sentence.strip(_MARKS).lower() in self._labels
            )  # "Child died" is a label; "The child died." is a fact
        return self._is_wording(words) or self._is_pieced_together(words) or self._is_guidance(sentence)

    def _is_wording(self, words: list[str]) -> bool:
        said = frozenset(words)
        return any(len(said - printed) <= len(said) // FOREIGN for printed in self._wordings)

    def _is_pieced_together(self, words: list[str]) -> bool:
        pairs = list(pairwise(words))
        return len(words) >= ENOUGH and sum(pair in self._pairs for pair in pairs) >= PIECED * len(pairs)

    def _is_guidance(self, sentence: str) -> bool:
        lower = " ".join(sentence.lower().split())
        return any(cue.find(lower) for cue in self._guidance)


def _telling_words(text: str) -> list[str]:
    """The words that carry a sentence's sense, in order, with the names that changed over the years made one."""
    words = _WORD.findall(text.lower().replace("’s", "").replace("'s", ""))
    return [_ALIKE.get(word, word) for word in words if word not in _EMPTY]
