"""The preparation sheet for the national notification: each thing asked, and what the case says of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from config.schema.fields import without_indices
from config.schema.papers import NotificationSheet, SheetItem, SheetSection
from triage.read_models import CaseView, FieldView
from triage.web.phrases import in_words
from triage.web.referral_view import value_in_words
from triage.web.times import as_day
from triage.web.wording_work import JUDGEMENTS

HELD, DOUBTFUL, MISSING = "held", "doubtful", "missing"


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One thing asked. `state`: held, doubtful (two readings disagree, or it is not known), missing."""

    asks: str
    answer: str
    state: str
    help: str


@dataclass(frozen=True, kw_only=True)
class SheetPart:
    """One section, of one child where it is repeated."""

    heading: str
    rows: tuple[SheetRow, ...]


def sheet_parts(case: CaseView, sheet: NotificationSheet, cover: Callable[[str], str]) -> tuple[SheetPart, ...]:
    """The sections in their order. `cover` puts initials in the place of names where they are not to be shown."""
    made = []
    for section in sheet.sections:
        if section.each:
            for number in range(min(_children(case), sheet.most_children)):
                heading = f"{section.heading} {number + 1}"
                made.append(_part(case, section, heading, cover, number))
        else:
            made.append(_part(case, section, section.heading, cover))
    return tuple(made)


def left_over(case: CaseView, sheet: NotificationSheet, cover: Callable[[str], str]) -> tuple[str, ...]:
    """The names of children for whom the national form has no room."""
    over = range(sheet.most_children, _children(case))
    named = {each.path: each.stands for each in case.fields}
    return tuple(cover(named.get(f"children[{number}].full_name", f"Child {number + 1}")) for number in over)


def still_missing(parts: Sequence[SheetPart]) -> int:
    """How many things are to be found out."""
    return sum(row.state == MISSING for part in parts for row in part.rows)


def _children(case: CaseView) -> int:
    return max(1, len({each.path.partition(".")[0] for each in case.fields if each.path.startswith("children[")}))


def _part(
    case: CaseView, section: SheetSection, heading: str, cover: Callable[[str], str], child: int | None = None
) -> SheetPart:
    rows = tuple(_row(case, item, cover, child) for item in section.items)
    return SheetPart(heading=heading, rows=rows)


def _row(case: CaseView, item: SheetItem, cover: Callable[[str], str], child: int | None) -> SheetRow:
    if item.criterion:
        return _judged(case, item)
    if item.clock:
        return _started(case, item)
    fields = [each for each in _fields(case, item.paths, child) if each.stands]
    if not fields:
        return SheetRow(asks=item.asks, answer="", state=MISSING, help=item.help)
    unknown = all(each.stands == "unknown" for each in fields)
    doubtful = unknown or any(each.rivals and each.correction is None for each in fields)
    answer = cover("\n".join(_lines(fields)))
    return SheetRow(asks=item.asks, answer=answer, state=DOUBTFUL if doubtful else HELD, help=item.help)


def _fields(case: CaseView, paths: Sequence[str], child: int | None) -> Iterator[FieldView]:
    for each in case.fields:
        of_child = not each.path.startswith("children[") or each.path.startswith(f"children[{child}]")
        if of_child and without_indices(each.path) in paths:
            yield each


def _lines(fields: Sequence[FieldView]) -> Iterator[str]:
    """One line a person or agency, else one for all."""
    entries: dict[str, list[str]] = {}
    for each in fields:
        listed = each.path.partition(".")[0] if "[" in each.path else ""
        entries.setdefault(listed, []).append(value_in_words(each.stands))
    yield from ("; ".join(values) for values in entries.values())


def _started(case: CaseView, item: SheetItem) -> SheetRow:
    clock = next((each for each in case.deadlines if each.kind == item.clock and not each.provisional), None)
    answer = as_day(clock.counted_from) if clock else ""
    return SheetRow(asks=item.asks, answer=answer, state=HELD if clock else MISSING, help=item.help)


def _judged(case: CaseView, item: SheetItem) -> SheetRow:
    found = next((each for each in case.criteria if each.key == item.criterion), None)
    if found is None or found.judgement is None:
        return SheetRow(asks=item.asks, answer="", state=MISSING, help="Nobody has judged this criterion yet.")
    answer = f"{in_words(JUDGEMENTS, found.judged)} (judged by {found.judgement.by})"
    state = DOUBTFUL if found.judged == "cannot_tell" else HELD
    return SheetRow(asks=item.asks, answer=answer, state=state, help=item.help)
