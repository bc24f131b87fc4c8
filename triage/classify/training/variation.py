"""Varies labelled texts for training, so that the network learns sentences and not whole texts. Knows no network.

Every change leaves the labels true, or leaves out the labels that may no longer be: a sentence that says nothing of any
key can go; with the sentences that speak for a key its value is not learnt; a sentence that says nothing, or denies
what the text does not say anyway, may come in from another text; a place elsewhere may have any name.
"""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from triage.classify.targets import FLAGS, KEYS, PART_A

_AS_IT_IS, _EXCERPT = 0.15, 0.25  # shares of texts; the others lose a few sentences
_INSERTED, _SHUFFLED, _UNBROKEN = 0.3, 0.1, 0.3
_LOST = 0.15  # share of the sentences that say nothing
_KEPT_KEY, _KEPT_LINE = 0.6, 0.35
_FOREIGN_EVIDENCE = 0.25
_CONCERNS = frozenset({"single_agency_concern", "multi_agency_working"})
_FIRST = [
    "ald",
    "ash",
    "beck",
    "bran",
    "cal",
    "car",
    "cold",
    "dun",
    "east",
    "el",
    "fen",
    "gar",
    "har",
    "hasl",
    "hol",
    "kel",
    "lang",
    "lud",
    "mal",
    "nor",
    "ox",
    "pen",
    "radd",
    "ros",
    "sher",
    "sil",
    "stan",
    "thorn",
    "wal",
    "west",
    "whit",
    "win",
]
_LAST = [
    "borough",
    "bridge",
    "bury",
    "by",
    "chester",
    "combe",
    "dale",
    "den",
    "field",
    "ford",
    "gate",
    "ham",
    "hurst",
    "ington",
    "leigh",
    "minster",
    "mouth",
    "pool",
    "port",
    "shire",
    "stead",
    "stoke",
    "ton",
    "well",
    "wick",
    "worth",
]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sentence in reading form, with the keys that it speaks for and those that it denies."""

    plain: str
    section: str
    evidence: frozenset[str]
    denied: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A referral as it is to be learnt: a key that `values` lacks is not learnt from it."""

    lines: tuple[Line, ...]
    values: Mapping[str, int]
    flips: tuple[str, ...]  # keys that must keep their value: those of a contrast pair


class Variation:
    """Draws a version of a text. The same chance and the same calls give the same versions."""

    def __init__(self, texts: Iterable[Text], places: Sequence[str], chance: random.Random) -> None:
        self._chance = chance
        self._spare = [line for text in texts for line in text.lines if line.section != text.lines[0].section]
        names = "|".join(re.escape(each) for each in sorted(places, key=len, reverse=True))
        self._places = re.compile(rf"\b(?:{names})\b")

    def drawn(self, text: Text) -> Text:
        """One version of the text, never without a line."""
        share = self._chance.random()
        if share >= _AS_IT_IS:
            excerpt = share < _AS_IT_IS + _EXCERPT and not text.flips
            text = self._excerpt(text) if excerpt else self._thinned(text)
        if self._chance.random() < _INSERTED:
            text = self._with_foreign(text)
        if self._chance.random() < _SHUFFLED:
            text = self._shuffled(text)
        if self._chance.random() < _UNBROKEN:
            text = replace(text, lines=tuple(replace(line, section="") for line in text.lines))
        return self._elsewhere(text)

    def _thinned(self, text: Text) -> Text:
        kept = [each for each in text.lines if each.evidence or each.denied or self._chance.random() >= _LOST]
        return replace(text, lines=tuple(kept) or text.lines)

    def _excerpt(self, text: Text) -> Text:
        """The sentences of some keys, and few others; of the rest only what still holds is learnt."""
        wanted = {key for key in KEYS if text.values[key] and self._chance.random() < _KEPT_KEY}
        kept = [each for each in text.lines if each.evidence & wanted or self._chance.random() < _KEPT_LINE]
        if not kept:
            return text
        lost = [each for each in text.lines if each not in kept]
        unsure = {key for each in lost for key in (*each.evidence, *each.denied)}
        if any(each.section == text.lines[0].section for each in lost):
            unsure |= {key for key in PART_A if not text.values[key]}
        values = {key: value for key, value in text.values.items() if key not in unsure}
        return replace(text, lines=tuple(kept), values=values)

    def _with_foreign(self, text: Text) -> Text:
        """One or two sentences of other texts: what they deny is not said here, what they say is said from now on."""
        lines, values = list(text.lines), dict(text.values)
        for _ in range(self._chance.choice((1, 1, 2))):
            line = self._chance.choice(self._spare)
            if line.evidence and (not self._joins(line, text) or self._chance.random() >= _FOREIGN_EVIDENCE):
                continue
            if any(values.get(key, 1) for key in line.denied):
                continue
            places = [i for i, each in enumerate(lines) if each.section == line.section] or [len(lines) - 1]
            lines.insert(self._chance.choice(places) + 1, line)
            values |= dict.fromkeys(line.evidence, 1)
            if line.evidence & _CONCERNS:
                values["improvements_needed"] = 1
        return replace(text, lines=tuple(lines), values=values)

    def _joins(self, line: Line, text: Text) -> bool:
        """Whether the sentence speaks for flags alone, and for none that is unsure here or that must keep its value."""
        free = {key for key in FLAGS if key in text.values and key not in text.flips}
        return line.evidence <= free and not (line.evidence & _CONCERNS and "improvements_needed" not in free)

    def _shuffled(self, text: Text) -> Text:
        sections = list(dict.fromkeys(line.section for line in text.lines))
        self._chance.shuffle(sections)
        return replace(text, lines=tuple(sorted(text.lines, key=lambda line: sections.index(line.section))))

    def _elsewhere(self, text: Text) -> Text:
        """Places elsewhere under names that nobody has heard: what makes them elsewhere is what is said of them."""
        names: dict[str, str] = {}
        lines = tuple(replace(line, plain=self._renamed(line.plain, names)) for line in text.lines)
        return replace(text, lines=lines)

    def _renamed(self, plain: str, names: dict[str, str]) -> str:
        def name(match: re.Match[str]) -> str:
            if match.group() not in names:
                made = self._chance.choice(_FIRST) + self._chance.choice(_LAST)
                names[match.group()] = made if self._chance.random() < 0.7 else match.group()
            return names[match.group()]

        return self._places.sub(name, plain)
