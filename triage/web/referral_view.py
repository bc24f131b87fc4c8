"""The fields of a case as cards of rows: value in words, where it was read, and what to be careful about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from config.schema.fields import FieldCatalogue
from triage.read_models import CaseView, Correction, FieldView
from triage.web.marks import CaseMarks, source_anchor
from triage.web.places import place_in_words
from triage.web.times import as_day
from triage.web.wording import ANSWERS, CHECK_BELOW, LONG_TEXT

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LISTS = {"family": "Family", "agencies": "Agencies"}  # people and agencies share one card, unlike children
_TICKS = {ord(each): None for each in "☒☐▣☑"}
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_]+")
_ENTRY = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One value, where it was read, and the mark to jump to (empty where the place could not be found)."""

    value: str
    place: str
    document: int  # 0 where it is not among the documents
    anchor: str
    as_written: str = ""  # only where it says something that the value does not


@dataclass(frozen=True, kw_only=True)
class Row:
    """One label with its reading, and the readings that disagree with it."""

    label: str
    reading: Reading
    rivals: tuple[Reading, ...]
    doubtful: bool
    opens_entry: bool  # the first row of another person or agency in the same card
    path: str  # empty where a person cannot change it
    anchor: str  # of the row itself; empty likewise
    correction: Correction | None  # its value is in words
    read: bool  # False: only a person knew it


@dataclass(frozen=True, kw_only=True)
class Card:
    """One group of rows."""

    title: str
    rows: tuple[Row, ...]


def cards(case: CaseView, marks: CaseMarks, catalogue: FieldCatalogue) -> tuple[Card, ...]:
    """The cards in the order in which the fields come; fields that `catalogue` knows can be changed."""
    files = {each.file.filename: number for number, each in reversed(list(enumerate(case.documents, start=1)))}
    titles = {each.key: each.title for each in case.criteria}
    groups: dict[str, list[tuple[int, FieldView]]] = {}
    for number, one in enumerate(case.fields, start=1):
        groups.setdefault(_LISTS.get(one.path.partition("[")[0], one.group), []).append((number, one))
    made = []
    for title, fields in groups.items():
        if title in _LISTS.values():
            fields.sort(key=lambda each: int(_entry(each[1].path) or 0))
        rows, entry = [], _entry(fields[0][1].path)
        for number, one in fields:
            opens = _entry(one.path) != entry and not _is_list(one.path)
            entry = _entry(one.path)
            rows.append(_row(number, one, _Sources(marks, files, titles, catalogue), opens))
        made.append(Card(title=title, rows=tuple(rows)))
    return tuple(made)


@dataclass(frozen=True)
class _Sources:
    marks: CaseMarks
    files: Mapping[str, int]
    criteria: Mapping[str, str]
    catalogue: FieldCatalogue


def _row(number: int, one: FieldView, sources: _Sources, opens_entry: bool) -> Row:
    rivals = enumerate(one.rivals, start=1)
    known = sources.catalogue.definition(one.path)
    changeable = known is not None and not known.internal
    return Row(
        label=one.label,
        reading=_reading(one, source_anchor(number), sources),
        rivals=tuple(_reading(each, source_anchor(number, count), sources) for count, each in rivals),
        doubtful=one.confidence < CHECK_BELOW,
        opens_entry=opens_entry,
        path=one.path if changeable else "",
        anchor=row_anchor(one.path) if changeable else "",
        correction=one.correction and replace(one.correction, value=value_in_words(one.correction.value)),
        read=bool(one.value),
    )


def row_anchor(path: str) -> str:
    """Element id of the row of a field."""
    return "field-" + _NOT_IN_AN_ID.sub("-", path)


def _reading(one: FieldView, anchor: str, sources: _Sources) -> Reading:
    value = value_in_words(one.value)
    if one.path.startswith("criteria_ticked"):
        value = sources.criteria.get(one.value, value.replace("_", " "))
    document = sources.marks.documents.get(anchor, 0)
    as_written = one.raw.translate(_TICKS).strip()
    return Reading(
        value=value,
        place=place_in_words(one.place),
        document=document or sources.files.get(one.file, 0),
        anchor=anchor if document else "",
        as_written=as_written if _is_ours(one.value) and _differs(as_written, value) else "",
    )


def value_in_words(value: str) -> str:
    """Yes, No, Not known and dates in words; anything else as it is."""
    if _DAY.fullmatch(value):
        try:
            return as_day(date.fromisoformat(value))
        except ValueError:
            return value
    return ANSWERS.get(value, value)


def _is_ours(value: str) -> bool:
    """Answers and dates, whose form is the service's: what was written may say more."""
    return value in ANSWERS or bool(_DAY.fullmatch(value))


def _differs(as_written: str, value: str) -> bool:
    return 0 < len(as_written) < LONG_TEXT and as_written.casefold() != value.casefold()


def _entry(path: str) -> str:
    found = _ENTRY.search(path)
    return found.group(1) if found else ""


def _is_list(path: str) -> bool:
    """Whether the path is a plain list (`criteria_ticked[2]`) rather than one of several people."""
    return path.endswith("]")
