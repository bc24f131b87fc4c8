"""Which block of the record a heading opens, by the catalogue's section words and qualifiers."""

import re

from config.schema.fields import FieldCatalogue
from extract.label_words import LabelWords, variants, without_brackets
from extract.told.asked import asked_in

_ORDER = ("representative", "referrer", "agencies", "family", "incident", "child")  # the more particular first
_LONGEST = {"representative": 12, "referrer": 12}  # words of a heading that may name these two in a sentence
_LETTER = re.compile(r"^\s*(?:[B-HJ-Z]|A(?=\s{2,}))\s+(?=[A-Z][a-z]|[A-Z]{3})")  # `E Agencies`
_MEMBER = re.compile(
    r"^\W*(?:[\dA-Z]{1,2}[.)]?\s+)?(?:(?:(?:details )?of |about )?(?:your|our|the)\s+)?"
    r"(?-i:(?:[A-Z][\w'’-]+\s+){0,4})"
    r"(?:panel|group|committee|sub-?group|board|hub|forum|LIG|partnership)(?:['’]s)?"
    r" (?:member|representative|lead|rep)\W*$",
    re.I,
)  # `Your Case Review Panel member`
ENOUGH_KIN = 3  # kinds of relatives that a heading names, so that it lists them
LONGEST_LIST = 9  # content words of such a heading
LONGEST = 5  # content words of a heading that names another block by one word


class SectionIndex:
    """Headings of one catalogue."""

    def __init__(self, catalogue: FieldCatalogue, words: LabelWords) -> None:
        self._words = words
        self._exact = {words.key(text): group.key for group in catalogue.groups for text in group.sections}
        self._loose = {words.loose(key): group for key, group in reversed(self._exact.items())}
        self._qualifiers = {key: words.firsts(catalogue.group_by_key[key].qualifiers) for key in _ORDER}

    def section(self, heading: str) -> str | None:
        """The block that a heading opens; None where it names none."""
        for text in variants(_LETTER.sub("", heading)):
            key = self._words.key(text)
            found = self._exact.get(key) or self._loose.get(self._words.loose(key))
            if found:
                return found
        if _MEMBER.match(heading):
            return "representative"
        if self._names_two(heading) or len(asked_in(heading)) > 1:
            return None  # `How would the family describe their ethnicity and language?` opens no block of the family
        words = set(self._words.words(without_brackets(heading)) or self._words.words(heading))
        content = len(words - self._words.stops)
        if len(words & self._qualifiers["family"]) >= ENOUGH_KIN and content <= LONGEST_LIST:
            return "family"  # `Parents, brothers and sisters, and anyone else who matters`
        named = (
            group for group in _ORDER if words & self._qualifiers[group] and content <= _LONGEST.get(group, LONGEST)
        )
        return next(named, None)

    def _names_two(self, heading: str) -> bool:
        """Whether a heading names referrer and representative side by side, so that only its questions can tell."""
        halves = re.split(r"\band\b|&|/|,", without_brackets(heading), flags=re.I)
        parts = [set(self._words.words(half)) for half in halves]
        named = {key for key in _LONGEST for part in parts if part & self._qualifiers[key] and len(part) <= LONGEST}
        return len(parts) > 1 and len(named) == len(_LONGEST)

    def is_section(self, text: str) -> bool:
        """Whether a text is a block's heading word for word."""
        text = _LETTER.sub("", text)
        known = any(self._words.key(each) in self._exact for each in (text, without_brackets(text)))
        return known or bool(_MEMBER.match(text))
