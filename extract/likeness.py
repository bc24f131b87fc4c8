"""The field whose known labels a strange label is most like: rare words count much, common ones little.

The last resort of `labels`: it answers only where one field stands clear of all others, and never against the kind
of answer that the question wants.
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from config.schema.fields import FieldCatalogue, FieldDefinition
from extract.answer_shape import Shape
from extract.label_heads import allows, wanted
from extract.label_words import LabelWords

LEAST = 0.64  # likeness below which a label is a question of its own; measured on labels left out one by one
LEAST_SHAPED = 0.5  # the same where the answer's shape allows only a few fields
LEAST_PLAIN = 0.72  # the same for fields that take any words, where the answer cannot speak for or against
SINGLE = 0.97  # likeness that a label of one word needs: `Date` alone says too little
MARGIN = 0.06  # by which the best field must lead
_SHAPED = {
    "date",
    "time",
    "yesno",
    "sex",
    "nhs_number",
    "phone",
    "email",
    "postcode",
    "prose",
    "age",
    "contact_details",
}
_LIGHT = 0.3  # share of its weight that a light word keeps
_UNKNOWN = 0.7  # share of the greatest weight that a word counts which no known label has
_PEOPLE = ("child", "family", "referrer", "representative", "agencies")
_MISSPELT = 85  # percent of likeness from which a strange word is a known one misspelt
_SHORTEST = 5  # letters of a word that may be misspelt
MOST_WORDS = 14  # content words from which a text is no label
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ed", "ies", "ers", "er", "ors", "or", "es", "s",
            "ly", "ive", "al", "y", "e")  # fmt: skip
_STEM = 4  # letters that a stem keeps at least


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """The best field for a label. `rival` is the next one, `lead` how far it lies behind."""

    path: str
    share: float  # 0 to 1
    lead: float
    rival: str = ""


@dataclass(frozen=True, kw_only=True)
class _Known:
    """One known label as its stems."""

    stems: frozenset[str]
    inner: frozenset[str]  # without the words that name its block
    field: FieldDefinition
    group: str
    bare: bool


class WeightedLikeness:
    """The known labels of one catalogue with the weights of their words. Built once."""

    def __init__(self, catalogue: FieldCatalogue, words: LabelWords) -> None:
        self._words = words
        self._own = {group.key: frozenset(map(stem, words.firsts(group.qualifiers))) for group in catalogue.groups}
        self._known = [
            self._entry(label, field, catalogue.group_of(field.path).key, bare=bare)
            for field in catalogue.fields
            for bare, labels in ((False, field.labels), (True, field.bare))
            for label in labels
        ]
        self._at: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self._known):
            for word in each.stems:
                self._at[word].append(number)
        self._light = frozenset(map(stem, catalogue.light_words))
        self._most = math.log(1 + len(catalogue.fields))
        self._weights = {word: self._weight_of(word, numbers) for word, numbers in self._at.items()}
        self._whole = [(self._sum(each.stems), self._sum(each.inner)) for each in self._known]
        self._spelt = [word for word in self._weights if len(word) >= _SHORTEST]

    def best(self, text: str, group: str | None, shape: Shape = frozenset()) -> Likeness | None:
        """The field that a label in a block is most like; None where none is near enough or leads clearly.

        `shape`: the types of field that the answer can be for, where its own shape says so.
        """
        ranked = sorted(self._shares(text, group, shape).items(), key=lambda each: -each[1][0])
        if not ranked:
            return None
        (path, (share, field)), rest = ranked[0], ranked[1:]
        rival, behind = (rest[0][0], rest[0][1][0]) if rest else ("", 0.0)
        least = LEAST_SHAPED if shape else LEAST if field.type in _SHAPED else LEAST_PLAIN
        if share < least or share - behind < MARGIN or (share < SINGLE and len(self._stems(text)) == 1):
            return None
        return Likeness(path=path, share=min(1.0, share), lead=share - behind, rival=rival)

    def _shares(self, text: str, group: str | None, shape: Shape) -> dict[str, tuple[float, FieldDefinition]]:
        asked = frozenset(map(self._spelling, self._stems(text)))
        if not asked or len(asked) > MOST_WORDS:
            return {}
        kinds = wanted(self._words.words(text))
        named = {key for key, own in self._own.items() if asked & own}
        sums = {key: self._sum(asked - own or asked) for key, own in self._own.items()}
        whole = self._sum(asked)
        found: dict[str, tuple[float, FieldDefinition]] = {}
        for number, common in self._shared_weight(asked).items():
            each, both = self._known[number], common
            inside = each.group == group or each.bare  # inside its block a label need not name it
            if inside:
                both = self._sum((asked - self._own[each.group] or asked) & each.inner)
            share = 2 * both / ((sums[each.group] if inside else whole) + self._whole[number][inside])
            if share <= found.get(each.field.path, (LEAST_SHAPED / 2,))[0]:
                continue
            fits = each.field.type in shape if shape else allows(kinds, each.field)
            if fits and not self._is_elsewhere(each, group, named):
                found[each.field.path] = (share, each.field)
        return found

    def _shared_weight(self, asked: frozenset[str]) -> dict[int, float]:
        """Known labels that have a word in common, with the weight of all they have in common."""
        both: dict[int, float] = defaultdict(float)
        for word in asked:
            for number in self._at.get(word, ()):
                both[number] += self._weights[word]
        return both

    def _entry(self, label: str, field: FieldDefinition, group: str, *, bare: bool) -> _Known:
        stems = self._stems(label)
        return _Known(stems=stems, inner=stems - self._own[group] or stems, field=field, group=group, bare=bare)

    def _is_elsewhere(self, known: _Known, group: str | None, named: set[str]) -> bool:
        """Whether a known label belongs to another block, which the label in hand does not name."""
        if known.group == group or known.group in named:
            return False
        return known.bare or (group in _PEOPLE and known.group in _PEOPLE)

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word) or self._weight_of(word, None) for word in words)

    def _weight_of(self, word: str, numbers: list[int] | None) -> float:
        light = _LIGHT if word in self._light else 1.0
        if numbers is None:
            return self._most * _UNKNOWN * light
        fields = {self._known[number].field.path for number in numbers}
        return math.log(1 + (math.exp(self._most) - 1) / len(fields)) * light

    def _stems(self, text: str) -> frozenset[str]:
        words = self._words.words(text)
        return frozenset(stem(word) for word in words if word not in self._words.stops) or frozenset(map(stem, words))

    def _spelling(self, word: str) -> str:
        if word in self._weights or len(word) < _SHORTEST or re.search(r"\d", word):
            return word
        near = process.extractOne(word, self._spelt, scorer=fuzz.ratio, score_cutoff=_MISSPELT)
        return near[0] if near else word


def stem(word: str) -> str:
    """A word without its ending, so that `involved` and `involvement` are one; short words stay as they are."""
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= _STEM), "")
    if not ending and len(word) == _STEM and word.endswith("s") and not word.endswith("ss"):
        ending = "s"
    return word.removesuffix(ending) if ending else word
