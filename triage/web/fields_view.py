"""The form of one field: which kind of question it is, what stands in it, and what was typed. No pages."""

from dataclasses import dataclass
from datetime import date

from config.schema.fields import FieldCatalogue, FieldDefinition
from triage.read_models import CaseView
from triage.web.forms import date_of, text_of, typed_date
from triage.web.wording import ANSWERS

LONGEST_VALUE = 20_000
_LONG = frozenset({"prose", "address", "contact", "contact_details"})
_LISTS = frozenset({"family", "agencies"})


@dataclass(frozen=True, kw_only=True)
class FieldForm:
    """`kind` is date, yesno, prose or text. `value` is what would be saved; `typed` what stands in the boxes."""

    path: str
    kind: str
    value: str
    typed: dict[str, str]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewField:
    """A field that has no value yet."""

    path: str
    label: str


def is_asked(definition: FieldDefinition) -> bool:
    """Whether somebody could be asked for it: not for what the service itself found wrong with an answer."""
    return not definition.internal and not definition.path.endswith("_invalid")


def field_form(case: CaseView, path: str, definition: FieldDefinition, *, sent: bool) -> FieldForm:
    """As the case has it, or as it was sent."""
    standing = next((each.stands for each in case.fields if each.path == path), "")
    if definition.type == "date":
        return _date_form(path, standing, sent=sent)
    if definition.type in ("yesno", "sex"):
        answers = (
            ("yes", "no", "unknown", "not_applicable") if definition.type == "yesno" else ("female", "male", "unknown")
        )
        value = text_of("value", 40) if sent else standing
        return FieldForm(
            path=path, kind="yesno", value=value, typed={}, options=tuple((each, ANSWERS[each]) for each in answers)
        )
    value = text_of("value", LONGEST_VALUE) if sent else standing
    kind = "prose" if definition.type in _LONG else "text"
    return FieldForm(path=path, kind=kind, value=value, typed={"value": value})


def _date_form(path: str, standing: str, *, sent: bool) -> FieldForm:
    if sent:
        typed, found = typed_date("value"), date_of("value")
        if text_of("unknown"):
            return FieldForm(path=path, kind="date", value="unknown", typed=typed)
        # what is no date is handed on as it is, so that the guard refuses it
        value = found.isoformat() if found else "-".join(typed.values()).strip("-")
        return FieldForm(path=path, kind="date", value=value, typed=typed)
    try:
        day = date.fromisoformat(standing)
    except ValueError:
        return FieldForm(path=path, kind="date", value=standing, typed={})
    return FieldForm(
        path=path,
        kind="date",
        value=standing,
        typed={"day": str(day.day), "month": str(day.month), "year": str(day.year)},
    )


def new_fields(case: CaseView, catalogue: FieldCatalogue) -> list[tuple[str, list[NewField]]]:
    """Every field of the record without a value, by group: each child, and one further entry of every list."""
    have = {each.path for each in case.fields if each.stands}
    groups: dict[str, list[NewField]] = {}
    for definition in catalogue.fields:
        if not is_asked(definition) or definition.path.endswith("]"):
            continue
        for path in _paths(definition.path, have):
            if path not in have:
                groups.setdefault(catalogue.group(path), []).append(NewField(path=path, label=definition.label))
    return sorted(groups.items(), key=lambda each: not each[0].startswith("Child"))


def _paths(path: str, have: set[str]) -> list[str]:
    if "[]" not in path:
        return [path]
    name = path.partition("[")[0]
    entries = {int(each.partition("[")[2].partition("]")[0]) for each in have if each.startswith(f"{name}[")}
    last = max(entries, default=-1) + 1 if name in _LISTS or not entries else max(entries)
    return [path.replace("[]", f"[{number}]") for number in range(last + 1)]
