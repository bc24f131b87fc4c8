"""What kind of answer a question wants by its own grammar: a date, a time, a telephone, a yes or no.

Speaks only against fields of another kind; which field a question asks for is decided elsewhere.
"""

import re
from collections.abc import Sequence

from config.schema.fields import FieldDefinition

Wanted = frozenset[str]

_WANTED = {
    "date": re.compile(
        r"\b(?:dates?|dob|edd|dod|day|due|birthday|dated)\b|\bwhen (?:is|was|were|did|has|have)\b|^when\b"
    ),
    "email": re.compile(r"\bemail\b"),
    "phone": re.compile(r"\bphone\b"),
    "time": re.compile(r"\btime\b"),
    "yesno": re.compile(
        r"^(?:is|are|was|were|has|have|had|does|do|did|will|if so is|lives? (?:with|at|in) (?:the )?child)\b"
    ),
}
_WANTED["who"] = re.compile(r"\bwhom?\b(?! (?:has|have|was|were|is) (?:agreed|approved)$)")
_ALSO = {
    "date": {"age", "time", "prose"},
    "email": {"contact", "contact_details"},
    "phone": {"contact", "contact_details"},
    "yesno": {"prose", "sex"},
}  # kinds of field that a question of a kind may ask for besides its own
_ONLY = ("date", "email", "time")  # kinds of field that nothing but their own word asks for
_BY_HEAD = ("date", "time")  # kinds that a label may mention without asking for them
_PREPOSITIONS = {"of", "at", "in", "on", "for", "to", "by", "with", "from", "when", "since", "during"}
_QUESTIONS = {"on", "at", "what", "which", "when", "if", "in", "how", "about", "and"}
_ACCOUNTS = ("_detail",)  # fields whose question may name a date, as `plan dates` does


def asks_yes_or_no(words: Sequence[str]) -> bool:
    """Whether a question begins as one that yes or no answers: `Has the child …`."""
    return bool(_WANTED["yesno"].search(" ".join(words)))


def wanted(words: Sequence[str]) -> Wanted:
    """Kinds of answer that a label's canonical words, stop words included and in order, name or imply."""
    plain = " ".join(words)
    head = " ".join(_head(words))
    return frozenset(kind for kind, pattern in _WANTED.items() if pattern.search(head if kind in _BY_HEAD else plain))


def _head(words: Sequence[str]) -> list[str]:
    """What a label is about: `whereabouts` of `whereabouts at time of incident`; its last word too."""
    cut = next((i for i, word in enumerate(words) if i > 0 and word in _PREPOSITIONS and words[0] not in _QUESTIONS), 0)
    return [*words[:cut], *words[-1:]] if cut else list(words)


def allows(kinds: Wanted, field: FieldDefinition) -> bool:
    """Whether a question that wants these kinds of answer can ask for a field."""
    if field.type == "yesno" and "who" in kinds:
        return False
    if field.type in _ONLY and field.type not in kinds:
        return False
    if field.path.endswith(_ACCOUNTS):
        return "yesno" not in kinds
    for kind in kinds - {"time", "who"}:
        if field.type != kind and field.type not in _ALSO[kind]:
            return "date" in kinds and field.type == "time"
    return True
