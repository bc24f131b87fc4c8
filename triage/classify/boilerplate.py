"""Recognises text that forms print for everybody: criteria wording, headings, guidance. Judges nothing else."""

import re

from config.schema.criteria import CriteriaSet

_WORD = re.compile(r"[a-z]+")
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
    ]
)
_ALIKE = {"agencies": "agency", "organisations": "agency", "organisation": "agency", "ccg": "icb", "clinical": "icb"}
_ALIKE |= {"families": "family", "partners": "partner", "issues": "issue", "concerns": "concern", "cases": "case"}
FOREIGN = 10  # one word in so many may be strange to the printed wording: forms change a word here and there
MIN_WORDS = 3


def telling_words(text: str) -> frozenset[str]:
    """The words that carry a sentence's sense, with the names that changed over the years made one."""
    words = _WORD.findall(text.lower().replace("’s", "").replace("'s", ""))
    return frozenset(_ALIKE.get(word, word) for word in words if word not in _EMPTY)


class PrintedText:
    """The printed wordings of one criteria set; built once."""

    def __init__(self, criteria: CriteriaSet) -> None:
        wordings = [wording for each in criteria.criteria for wording in (*each.printed, each.title)]
        self._printed = frozenset(telling_words(each) for each in (*wordings, *criteria.form_text))

    def covers(self, sentence: str) -> bool:
        """Whether the sentence says no more than a form prints. Tolerates small changes of wording, not added facts."""
        words = telling_words(sentence)
        if len(words) < MIN_WORDS:
            return words in self._printed
        return any(len(words - printed) <= len(words) // FOREIGN for printed in self._printed)
