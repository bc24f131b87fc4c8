"""Which fields one answer's question may ask for: by label, block, the question before it, the form field's name."""

import re
from collections.abc import Sequence

from config.schema.fields import FieldCatalogue
from extract.answer_shape import shape_of
from extract.blocks import LabelledAnswer
from extract.boilerplate import is_toned
from extract.candidates import LabelMatch
from extract.kinship import RELATIONSHIP
from extract.labels import LabelIndex
from extract.parsing import Written
from extract.people import split_people
from extract.values import tidy

ROW_HEADING = "row heading"  # label of a grid's first column that prints none
_ROW_HEADING = {"family": "family[].relationship", "agencies": "agencies[].agency", "child": "children[].full_name"}
_ENTRY_NUMBER = re.compile(r"[\s(](?:no\.?\s*)?(\d)\W*$|^\W*(?:child|agency|person|adult|sibling)\s*(\d)\b", re.I)
_PARTS = r"[,;:|(]|\s[-–—]\s"  # between a name and what that person is
_FREELY = re.compile(
    r"\W*(?:please )?(?:(?:explain |describe |say )?in your (?:own )?words|explain|tell us(?: more)?|say why"
    r"|free text)\W*",
    re.I,
)
_BODIES = re.compile(r"\W*(?:(?:the|other|which) )?(?:agencies|services|professionals)(?: involved)?\W*", re.I)
CLEAR = 0.75  # score from which a label needs no help from its answer
_SAYS_SO = ("label", "composite")
_PERSONS = ("referrer", "representative")
_LISTS = ("children[]", "family[]", "agencies[]")


class AskedFields:
    """Possible fields of questions, best first."""

    def __init__(self, catalogue: FieldCatalogue, index: LabelIndex) -> None:
        self._catalogue = catalogue
        self._index = index

    def matches(self, answer: LabelledAnswer, label: str, question: str) -> tuple[LabelMatch, ...]:
        """Readings of a label. `label` is without a child's name; `question` the path of the question before it."""
        group = answer.block.group
        if label == ROW_HEADING:
            path = _ROW_HEADING.get(group or "")
            return (LabelMatch(paths=(path,), score=0.8, rule="row"),) if path else ()
        if group in _PERSONS and _BODIES.fullmatch(tidy(label)):
            group = "agencies"  # `Agencies` among the facts of whoever writes asks for others
        matches = self._index.matches(label, group) or self._by_hint(answer) or self._by_heading(answer, label)
        matches = tuple(each for each in matches if not self._is_about_other(answer, each))
        if answer.parent:
            return self._inside(answer, label, matches)
        follows = self._index.following(question, label)
        if follows and self._is_elsewhere(answer, follows):
            return matches
        return (LabelMatch(paths=(follows,), score=0.992, rule="follows"), *matches) if follows else matches

    def _by_hint(self, answer: LabelledAnswer) -> tuple[LabelMatch, ...]:
        """What the hint behind a heading asks where the heading says nothing: `In your own words. _Why refer?_`."""
        hint = tidy(answer.answer[0].text) if answer.answer and is_toned(answer.answer[0]) else ""
        found = re.match(r"[^.!?]{10,120}\?", hint)
        return self._index.matches(found[0], answer.block.group) if found else ()

    def _by_heading(self, answer: LabelledAnswer, label: str) -> tuple[LabelMatch, ...]:
        """What the heading asks over a question that only says how to answer: `Why review? / In your words`."""
        if not _FREELY.fullmatch(label):
            return ()
        found = self._index.match(answer.block.heading, answer.block.group)
        field = self._catalogue.definition(found.paths[0]) if found else None
        return (found,) if found and field and field.type == "prose" else ()

    def _is_about_other(self, answer: LabelledAnswer, match: LabelMatch) -> bool:
        """Whether a column of a list of people or agencies would ask about anybody else than its rows'.

        A list of the family may go on with columns about the incident, which say so in known words.
        """
        group, about = answer.block.group, self._catalogue.group_of(match.paths[0]).key
        if answer.rule != "grid" or group not in ("family", "agencies"):
            return False
        return about != group and (group, about, match.rule in _SAYS_SO) != ("family", "incident", True)

    def _is_elsewhere(self, answer: LabelledAnswer, path: str) -> bool:
        """Whether a row of a grid of people asks of another person than the question above it was about."""
        group = self._catalogue.group_of(path).key
        return (
            answer.rule == "grid"
            and answer.block.group in _PERSONS
            and group in _PERSONS
            and group != answer.block.group
        )

    def next_question(self, answer: LabelledAnswer, label: str, question: str) -> str:
        """The path that counts as the question before the next answer."""
        match = self._index.match(label, answer.block.group)
        goes_with_it = answer.parent or match is None or self._index.following(question, label)
        return question if goes_with_it or match is None else match.paths[0]

    def by_shape(
        self, answer: LabelledAnswer, matches: Sequence[LabelMatch], written: Written
    ) -> tuple[LabelMatch, ...]:
        """What the question can ask for, given the shape of its answer; nothing where the label itself is clear."""
        if not matches and (people := self._relatives(answer, written)):
            return people
        shape = shape_of(written)
        fields = [self._catalogue.definition(each.paths[0]) for each in matches if each.score >= CLEAR]
        if not shape or answer.label == ROW_HEADING or any(field and field.type in shape for field in fields):
            return ()
        found = self._index.shaped(answer.label, answer.block.group, shape)
        return (found,) if found and not self._is_about_other(answer, found) else ()

    def _relatives(self, answer: LabelledAnswer, written: Written) -> tuple[LabelMatch, ...]:
        """The family where a question names several kinds of relatives, and the lines behind it say who is which."""
        people = split_people("\n".join(written.rows))
        kin = bool(people) and all(RELATIONSHIP.search(each) and re.search(_PARTS, each) for each in people)
        if not kin or self._index.section(answer.label) != "family":
            return ()
        return (LabelMatch(paths=("family[].name",), score=0.85, rule="heading"),)

    def field_names(self, answer: LabelledAnswer) -> tuple[LabelMatch, ...]:
        """What the tooltip or the name of the form field that holds the answer asks for."""
        controls = [span.control for each in answer.answer for span in each.spans if span.control]
        names = [text for each in controls for text in (each.label, _as_words(each.name)) if text]
        found = (match for name in dict.fromkeys(names) for match in self._index.matches(name, answer.block.group))
        return tuple(sorted(found, key=lambda each: -each.score))

    def _inside(self, answer: LabelledAnswer, label: str, matches: tuple[LabelMatch, ...]) -> tuple[LabelMatch, ...]:
        """`Details:` inside the answer to a yes or no means that question's detail."""
        owner = self._index.match(answer.parent, answer.block.group)
        follows = self._index.following(owner.paths[0], label) if owner else None
        if follows:
            return (LabelMatch(paths=(follows,), score=0.992, rule="follows"), *matches)
        field = self._catalogue.definition(owner.paths[0]) if owner else None
        if field is None or not field.detail or (matches and matches[0].paths[0] == field.detail):
            return matches
        own_meaning = any(each.score >= 0.9 and each.paths[0] != field.path for each in matches)
        if own_meaning and not _is_generic(label):
            return matches
        return (LabelMatch(paths=(field.detail,), score=0.95, rule="detail"),)


def without_name(label: str, children: Sequence[str]) -> tuple[str, str]:
    """A label without the name of a child that it carries, and that name: `Is Leo looked after?`."""
    for name in children:
        for word in sorted({name, *name.split()}, key=len, reverse=True):
            if len(word) < 2 or not word[:1].isupper() or word not in label:
                continue
            pattern = rf"[(\[]?\s*(?<!\w){re.escape(word)}(?:['’]s)?(?!\w)\s*[)\]]?"
            if re.search(pattern, label):
                instead = " " if re.search(r"\bchild", label, re.I) else " child "
                return tidy(re.sub(pattern, instead, label)), name
    return label, ""


def entry_of(answer: LabelledAnswer, path: str) -> str:
    """The list entry that a number in the question or in its block's heading means: `Agency (2)`, `Child 2`."""
    if not path.startswith(_LISTS):
        return ""
    match = _ENTRY_NUMBER.search(answer.label)
    if match and not re.search(r"\bline\b", answer.label, re.I):
        return f"block{match[1] or match[2]}"
    return f"block{answer.block.number}" if answer.block.number else ""


def _is_generic(label: str) -> bool:
    return len(label.split()) <= 3 and not re.search(r"legal|status|reference|number|category", label, re.I)


def _as_words(name: str) -> str:
    """`referrer_jobTitle2` as `referrer job title`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.\-\[\]#]+|(?<=[A-Za-z])(?=\d)", " ", name)
    return tidy(re.sub(r"\b(?:txt|fld|field|text|form|topmostsubform|page|subform)?\s*\d+\b", " ", apart, flags=re.I))
