"""The referral record's fields as a form may print them, and the words that tell printed text and kinds of form apart.

Only shapes and look-ups; how a document is matched against them is the work of `extract`.
"""

import re
from functools import cached_property
from typing import Literal

from config.schema.base import Frozen
from config.schema.known_forms import KnownForm

FieldType = Literal[
    "text", "name", "surname", "forenames", "prose", "date", "time", "yesno", "sex", "nhs_number", "phone", "email",
    "postcode", "address", "contact", "contact_details", "role", "agency", "relationship", "reference", "age",
]  # fmt: skip

_INDEX = re.compile(r"\[(\d+)\]")


class FieldGroup(Frozen):
    """One block of the record (`children[]`, `referrer`, …) and the printed words that open or point to it."""

    key: str  # `child`, `family`, `referrer`, …
    prefix: str  # of the record's paths: `children[].`, `referrer.`; empty where the fields stand alone
    title: str  # as the queue shows it; a list's items are numbered
    repeated: bool = False
    sections: tuple[str, ...] = ()  # headings that give a bare label its meaning
    qualifiers: tuple[str, ...] = ()  # words that do the same inside a label: `name of referrer`


class FieldDefinition(Frozen):
    """One leaf of the record. `internal` ones are parts that are put together and never leave."""

    path: str  # `children[].dob`
    type: FieldType
    label: str  # short, for the queue
    heading: str = ""  # as the partnership's own form prints the question; empty: the same as `label`
    required: bool = False
    satisfied_by: tuple[str, ...] = ()  # other paths that do instead: an expected date for a date of birth
    labels: tuple[str, ...] = ()  # printed labels that need no section
    bare: tuple[str, ...] = ()  # printed labels that mean this only inside the field's own block
    patterns: tuple[str, ...] = ()  # all groups must be in the label: `date|when aware|told`, a star matches any ending
    without: tuple[str, ...] = ()  # words that speak against the patterns
    detail: str = ""  # path that takes what is written beside a yes or no
    follows: str = ""  # path (or block: `referrer.`) of the question behind which the follow labels mean this field
    follow_labels: tuple[str, ...] = ()
    internal: bool = False


class CriterionWording(Frozen):
    """How forms of any year print one criterion that a referrer may tick; all groups of one pattern must be there."""

    key: str
    patterns: tuple[str, ...]
    without: tuple[str, ...] = ()


class KindWords(Frozen):
    """Words whose presence near the top of a document says what it is."""

    kind: Literal["referral_form", "other_form", "supporting_document"]
    titles: tuple[str, ...]


class PrintedWords(Frozen):
    """What forms print for everybody and nobody answers."""

    placeholders: tuple[str, ...]  # prompts of empty controls
    instructions: tuple[str, ...]  # first words of guidance sentences
    phrases: tuple[str, ...]  # criteria, law and notices as commonly printed; compared by likeness
    office_sections: tuple[str, ...]  # headings of blocks that the partnership fills in itself
    example_rows: tuple[str, ...]  # words that mark a specimen row
    sign_offs: tuple[str, ...]  # what ends the answers in a mail
    aside_sections: tuple[str, ...] = ()  # beginnings of headings over notes, lists and addresses for the reader
    row_heads: tuple[str, ...] = ()  # agencies that forms print in the first cell of rows still to be filled in
    option_words: tuple[str, ...] = ()  # alternatives that a form prints to choose from


class FieldCatalogue(Frozen):
    """Everything extraction knows of the record and of printed forms, from `fields.yaml`."""

    groups: tuple[FieldGroup, ...]
    fields: tuple[FieldDefinition, ...]
    criteria: tuple[CriterionWording, ...]
    kinds: tuple[KindWords, ...]
    printed: PrintedWords
    same_words: dict[str, tuple[str, ...]]  # one word for many: `phone` for telephone, tel, mobile, …
    stop_words: tuple[str, ...]  # words of a label that carry no meaning
    known_forms: tuple[KnownForm, ...] = ()  # a site's own, from its `forms` folder; never in this file itself
    light_words: tuple[str, ...] = ()  # words that carry little: ignored where a label has no match with them

    @cached_property
    def by_path(self) -> dict[str, FieldDefinition]:
        """Definitions by path without indices."""
        return {field.path: field for field in self.fields}

    @cached_property
    def asking(self) -> dict[str, FieldDefinition]:
        """The question of yes or no to which each path is the detail, by that path."""
        return {field.detail: field for field in self.fields if field.detail and field.type == "yesno"}

    @cached_property
    def group_by_key(self) -> dict[str, FieldGroup]:
        """Groups by key."""
        return {group.key: group for group in self.groups}

    def definition(self, path: str) -> FieldDefinition | None:
        """The field of a path with or without indices; None for a path that the record does not have."""
        return self.by_path.get(without_indices(path))

    def label(self, path: str) -> str:
        """Short label for the queue; an unknown path comes back as words."""
        field = self.definition(path)
        return field.label if field else without_indices(path).rpartition(".")[2].replace("_", " ").capitalize()

    def group(self, path: str) -> str:
        """Title of the block that a path belongs to, numbered for lists: `Child 2`."""
        group = self.group_of(path)
        index = _INDEX.search(path)
        return f"{group.title} {int(index.group(1)) + 1}" if index and group.repeated else group.title

    def form_heading(self, path: str) -> str:
        """The question as the partnership's own form prints it."""
        field = self.definition(path)
        return (field.heading or field.label) if field else self.label(path)

    def required_paths(self, children: int = 1) -> tuple[str, ...]:
        """Paths that a referral must answer; those of a child once for each, other lists for their first entry."""
        required = [field.path for field in self.fields if field.required]
        single = [path.replace("[]", "[0]") for path in required if not path.startswith("children[]")]
        each = [path for path in required if path.startswith("children[]")]
        return (*(path.replace("[]", f"[{i}]") for i in range(max(1, children)) for path in each), *single)

    def group_of(self, path: str) -> FieldGroup:
        """The block of a path; the narrative's group for fields that stand alone."""
        bare = without_indices(path)
        named = (each for each in self.groups if each.prefix and bare.startswith(each.prefix))
        return next(named, self.group_by_key["narrative"])


def without_indices(path: str) -> str:
    """`children[1].dob` as `children[].dob`."""
    return _INDEX.sub("[]", path)
