"""What a printed label asks for: normalised words, then exact names, block, patterns, and likeness last.

Knows words only; where a label stands and what is written beside it is the work of the layouts.
"""

import re
from collections.abc import Iterable, Mapping
from copy import copy

from config.schema.fields import FieldCatalogue, FieldDefinition
from extract.answer_shape import Shape
from extract.candidates import LabelMatch
from extract.label_heads import asks_yes_or_no
from extract.label_words import Key, LabelWords, pattern_share, plain_label, variants, without_brackets
from extract.likeness import WeightedLikeness
from extract.misplaced import MisplacedQuestions
from extract.section_index import SectionIndex

_SPLIT = re.compile(r"\s*(?:/|&|\+|,|;|\band\b|\bor\b|\s[-–—]\s|:)\s*", re.I)
LIKENESS_FLOOR, LIKENESS_SPAN = 0.42, 0.36  # score of a label that is like known ones: floor, and what full adds

_YES_OR_NO = ("yesno", "prose", "sex")  # types of field that a question beginning `Is` or `Has` may ask for
_NAMES, _NUMBERS = ("name", "surname", "forenames"), {"number", "reference", "id", "identifier"}  # no number is a name
_PERSONS, _AGENCY = ("referrer", "representative"), "agencies[].agency"
_BLOCK_ORDER = ("child", "incident", "referrer", "representative", "family", "agencies")


class LabelIndex:
    """The catalogue's labels, ready for look-up. Dear to build: `shared_index` gives the one of a catalogue."""

    def __init__(self, catalogue: FieldCatalogue) -> None:
        self._known: Mapping[tuple[str, str | None], str] = {}
        self.catalogue = catalogue
        self._cache: dict[tuple[str, str | None], tuple[LabelMatch, ...]] = {}
        self._words = LabelWords(catalogue)
        self._likeness = WeightedLikeness(catalogue, self._words)
        self._section_index = SectionIndex(catalogue, self._words)
        self._qualifiers = {group.key: self._words.firsts(group.qualifiers) for group in catalogue.groups}
        self._labels: dict[Key, list[str]] = {}
        self._bare: dict[str, dict[Key, str]] = {}
        for field in catalogue.fields:
            self._add(field)
        self._loose = self._loose_labels()
        self.misplaced = MisplacedQuestions(catalogue, self._words)
        self._follow = {
            (field.follows, key): field.path
            for field in catalogue.fields
            for label in field.follow_labels
            for key in (self._words.key(label), self._words.loose(self._words.key(label)))
        }

    def for_document(self, known: Mapping[tuple[str, str | None], str]) -> "LabelIndex":
        """The same labels for one document, with what it asks of its own.

        `known`: what the questions of a recognised form ask for, by their plain words and block.
        """
        own = copy(self)
        vars(own).update(_known=known, _cache={})
        return own

    def section(self, heading: str) -> str | None:
        """The block that a heading opens; None where it names none."""
        return self._section_index.section(heading)

    def is_section(self, text: str) -> bool:
        """Whether a text is a block's heading word for word."""
        return self._section_index.is_section(text)

    def best_group(self, labels: Iterable[str], taken: Iterable[str]) -> str | None:
        """The block that most of several labels belong to; of equal ones the first that has not been read yet."""
        texts = list(labels)
        counts = {group: sum(self.knows(text, group) for text in texts) for group in _BLOCK_ORDER}
        most = max(counts.values())
        if most < 2:
            return None
        best = [group for group, number in counts.items() if number == most]
        return next((group for group in best if group not in set(taken)), best[0])

    def match(self, label: str, group: str | None = None) -> LabelMatch | None:
        """The best reading of a label that stands in a block; None where nothing in the record fits."""
        return next(iter(self.matches(label, group)), None)

    def knows(self, label: str, group: str) -> bool:
        """Whether a label is one of a block's own."""
        match = self.match(label, group)
        return bool(match and match.score >= 0.9 and self.catalogue.group_of(match.paths[0]).key == group)

    def knows_as(self, label: str, path: str) -> bool:
        """Whether a label asks for one path, in that path's own block."""
        match = self.match(label, self.catalogue.group_of(path).key)
        return bool(match and match.score >= 0.9 and path in match.paths)

    def following(self, question: str, label: str) -> str | None:
        """The path that a label means right behind the question of another path: `Date` behind a notification made."""
        keys = [self._words.key(text) for text in variants(label)]
        keys += [self._words.loose(key) for key in keys]
        owners = (question, question.partition(".")[0] + ".")
        return next((path for key in keys for owner in owners if (path := self._follow.get((owner, key)))), None)

    def follows_any(self, label: str) -> bool:
        """Whether a label means something else behind some question: `Date`, `Details`."""
        keys = {self._words.key(text) for text in variants(label)}
        return any(key in keys for _, key in self._follow)

    def criterion(self, text: str) -> str | None:
        """The key of a printed criterion; None for any other statement."""
        words = self._words.words(text)
        best: tuple[float, str] | None = None
        for each in self.catalogue.criteria:
            if any(word in words for word in each.without):
                continue
            share = max((pattern_share(pattern, words, words) for pattern in each.patterns), default=0.0)
            if share and (best is None or share > best[0]):
                best = (share, each.key)
        return best[1] if best else None

    def shaped(self, label: str, group: str | None, shape: Shape) -> LabelMatch | None:
        """What a label can ask for, given the types of field that its answer's shape allows; None where unclear."""
        found = [near for text in variants(label) if (near := self._likeness.best(text, group, shape))]
        if not found:
            return None
        near = max(found, key=lambda each: each.share)
        return LabelMatch(paths=(near.path,), score=LIKENESS_FLOOR + LIKENESS_SPAN * near.share, rule="shape")

    def matches(self, label: str, group: str | None = None) -> tuple[LabelMatch, ...]:
        """All readings of a label that stands in a block, best first, one for each set of paths."""
        cached = self._cache.get((label, group))
        if cached is None:
            cached = self._cache[label, group] = self._ranked(label, group)
        return cached

    def _ranked(self, label: str, group: str | None) -> tuple[LabelMatch, ...]:
        own = self._known.get((plain_label(label), group))
        if own:
            return (LabelMatch(paths=(own,), score=1.0, rule="known_form"),)
        best: dict[tuple[str, ...], LabelMatch] = {}
        if bracketed := self._bracketed(label, group):
            best[bracketed.paths] = bracketed
        for penalty, text in enumerate(variants(label)):
            for found in self._readings(text, group):
                score = found.score - 0.02 * penalty
                if found.paths not in best or score > best[found.paths].score:
                    best[found.paths] = LabelMatch(paths=found.paths, score=score, rule=found.rule)
            if any(each.score >= 0.9 for each in best.values()):
                break
        return tuple(sorted(best.values(), key=lambda each: -each.score))

    def _readings(self, text: str, group: str | None) -> Iterable[LabelMatch]:
        key = self._words.key(text)
        if not key or len(text) > 400:
            return
        bare = self._bare.get(group or "", {}).get(key)
        if bare:
            yield LabelMatch(paths=(bare,), score=0.98, rule="bare")
        for path in self._labels.get(key, ()):
            if self._contradicts(text, path):
                continue
            near = self.catalogue.group_of(path).key == group
            yield LabelMatch(paths=(path,), score=0.99 if near else 0.96, rule="label")
        loose = self._words.loose(key)
        if loose != key and not bare and key not in self._labels:
            yield from self._loose_readings(text, loose, group)
        qualified = self._qualified(key) or self._qualified(loose)
        if qualified and not self._contradicts(text, qualified.paths[0]):
            yield qualified
        if composite := self._composite(text, group):
            yield composite
        yield from self._patterns(text, group)
        if likeness := self._by_likeness(text, group):
            yield likeness

    def _contradicts(self, text: str, path: str) -> bool:
        """Whether what a question wants cannot be a field: yes or no, of `Has the lead agreed?`, or a number a name."""
        words, kind = self._words.words(text), self.catalogue.by_path[path].type
        return (kind not in _YES_OR_NO and asks_yes_or_no(words)) or (kind in _NAMES and not _NUMBERS.isdisjoint(words))

    def _loose_readings(self, text: str, key: Key, group: str | None) -> Iterable[LabelMatch]:
        bare = self._bare.get(group or "", {}).get(key)
        if bare:
            yield LabelMatch(paths=(bare,), score=0.95, rule="bare")
        for path in self._loose.get(key, ()):
            if self._contradicts(text, path):
                continue
            near = self.catalogue.group_of(path).key == group
            yield LabelMatch(paths=(path,), score=0.95 if near else 0.92, rule="label")

    def _qualified(self, key: Key) -> LabelMatch | None:
        """`name of referrer`: the qualifier gives the block, the rest is a bare label of it."""
        for group in self.catalogue.groups:
            rest = tuple(word for word in key if word not in self._qualifiers[group.key])
            path = self._own(rest, group.key) if len(rest) < len(key) else None
            if path:
                return LabelMatch(paths=(path,), score=0.93, rule="qualified")
        return None

    def _own(self, key: Key, group: str | None) -> str | None:
        """The field of a block that a key asks for inside it."""
        own = (path for path in self._labels.get(key, ()) if self.catalogue.group_of(path).key == group)
        return self._bare.get(group or "", {}).get(key) or next(own, None)

    def _composite(self, text: str, group: str | None) -> LabelMatch | None:
        """`agency & designation/title`: every part names a field of one block."""
        parts = [part for part in _SPLIT.split(text) if part and part.strip()]
        if not 2 <= len(parts) <= 6:
            return None
        context = group
        for part in reversed(parts):  # `date, time and place of incident`: the last part names the block
            own = self._labels.get(self._words.key(part)) or []
            qualified = self._qualified(self._words.key(part))
            if own or qualified:
                context = self.catalogue.group_of(own[0] if own else qualified.paths[0] if qualified else "").key
                break
        for candidate in dict.fromkeys((group, context)):
            paths = self._parts(parts, candidate)
            if len(paths) >= 2:
                return LabelMatch(paths=paths, score=0.9, rule="composite")
        return None

    def _bracketed(self, label: str, group: str | None) -> LabelMatch | None:
        """`Referrer (name, role, agency)`: the brackets name the facts, the words in front of them the block."""
        match = re.search(r"[(\[](?!\s*(?:or|if)\b)([^()\[\]]+)[)\]]", label)
        parts = [part for part in _SPLIT.split(match[1]) if part and part.strip()] if match else []
        lead = without_brackets(label)
        own = group in _PERSONS and self._words.key(lead) in self._bare.get(group or "", {})
        named = group if own else self.section(lead)  # `Contact (telephone, e-mail)` of whoever was asked for before
        if len(parts) < 2 or (named is None and self._labels.get(self._words.key(lead))):
            return None  # `GP (name and practice)` asks for one thing
        paths = self._parts(parts, named or group)
        return LabelMatch(paths=paths, score=0.985, rule="composite") if len(paths) >= 2 else None

    def _parts(self, parts: list[str], group: str | None) -> tuple[str, ...]:
        paths: list[str] = []
        for part in parts:
            key = self._words.key(part)
            path = self._own(key, group) or self._bare.get(group or "", {}).get(self._words.loose(key))
            if path is None:
                return ()
            if path not in paths:
                paths.append(path)
        return tuple(paths)

    def _patterns(self, text: str, group: str | None) -> Iterable[LabelMatch]:
        words = self._words.words(text)
        content = [word for word in words if word not in self._words.stops] or words
        asking = asks_yes_or_no(words)
        for field in self.catalogue.fields:
            if not field.patterns or (asking and field.type not in _YES_OR_NO):
                continue
            if any(pattern_share(each, words, words) for each in field.without):
                continue
            for pattern in field.patterns:
                share = pattern_share(pattern, words, content)
                if share:
                    near = 0.06 if self.catalogue.group_of(field.path).key == group else 0.0
                    groups = len(pattern.split())
                    yield LabelMatch(
                        paths=(field.path,), score=0.5 + 0.2 * share + 0.03 * min(groups, 3) + near, rule="pattern"
                    )

    def _by_likeness(self, text: str, group: str | None) -> LabelMatch | None:
        near = self._likeness.best(text, group)
        if near is None:
            return None
        path = near.path
        if group in _PERSONS and path == _AGENCY and f"{group}.agency" in self.catalogue.by_path:
            path = f"{group}.agency"  # `Body or service` of the referrer is the referrer's, not one of a list
        return LabelMatch(paths=(path,), score=LIKENESS_FLOOR + LIKENESS_SPAN * near.share, rule="likeness")

    def _loose_labels(self) -> dict[Key, list[str]]:
        """Labels without their light words, save where only a bare label would be left (`your name`)."""
        bare = {key for own in self._bare.values() for key in own}
        loose: dict[Key, list[str]] = {}
        for key, paths in self._labels.items():
            short = self._words.loose(key)
            if short not in bare and (short == key or short not in self._labels):
                loose.setdefault(short, []).extend(paths)
        return loose

    def _add(self, field: FieldDefinition) -> None:
        for label in field.labels:
            paths = self._labels.setdefault(self._words.key(label), [])
            if field.path not in paths:
                paths.append(field.path)
        bare = self._bare.setdefault(self.catalogue.group_of(field.path).key, {})
        for label in field.bare:
            bare.setdefault(self._words.key(label), field.path)


_built: list[LabelIndex] = []  # of the catalogues in use: one a process, several in tests
MOST_BUILT = 2


def shared_index(catalogue: FieldCatalogue) -> LabelIndex:
    """The index of a catalogue, built on first use."""
    found = next((each for each in _built if each.catalogue is catalogue), None)
    if found is None:
        found = LabelIndex(catalogue)
        _built[:] = [found, *_built[: MOST_BUILT - 1]]
    return found
