"""Answers in controls that are named for the record's paths, as those of the partnership's own form are.

Such a name says what is asked, whatever the words around it; what stands outside such controls is left to the layout.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from config.form_plan import CHOICE, TICKED
from config.schema.fields import FieldCatalogue, FieldDefinition, without_indices
from extract.candidates import Candidate
from extract.document import Control, MarkState, Place, SourceDocument
from extract.model import OpenQuestion
from extract.parsing import Written, parse
from extract.values import is_blank, tidy

FEWEST = 12  # different paths that must be named before a document's names are believed
_INDEX = re.compile(r"\[(\d*)\]")
_SURE = 0.99
_ON = ("check", "radio")


@dataclass(frozen=True, kw_only=True)
class NamedAnswer:
    """What stands in the controls of one question of one entry. `picked`: values of ticked alternatives."""

    path: str  # without indices
    entry: int | None  # of a list, as the controls are counted
    label: str
    place: Place
    text: str = ""
    picked: tuple[str, ...] = ()
    doubtful: bool = False  # a tick box that cannot be told

    @property
    def full_path(self) -> str:
        """With the entry's number."""
        return self.path if self.entry is None else self.path.replace("[]", f"[{self.entry}]")


@dataclass(frozen=True, kw_only=True)
class NamedAnswers:
    """Everything that named controls ask, answered or not, in reading order."""

    answers: tuple[NamedAnswer, ...]
    claimed: frozenset[str]  # paths that no layout needs to find

    def candidates(self, catalogue: FieldCatalogue) -> list[Candidate]:
        """One value a question, and one for each ticked criterion."""
        found = []
        for each in self.answers:
            if each.path == f"{TICKED}[]":
                found += [_candidate(each, each.path, key) for key in each.picked]
                continue
            definition = catalogue.by_path[each.path]
            found += [_candidate(each, path, value) for path, value in _values(each, definition, catalogue)]
        return found

    def open_questions(self, answered: set[str]) -> list[OpenQuestion]:
        """Questions left blank, of lists only where the whole list is; and those whose ticks contradict each other."""
        begun = {path.partition(".")[0] for path in answered} | {path.partition("[")[0] for path in answered}
        found = []
        for each in self.answers:
            entry = each.full_path.partition(".")[0]
            of_nobody = each.entry is not None and entry not in begun and (each.entry > 0 or entry[:-3] in begun)
            filled_list = each.entry is not None and not each.path.startswith("children") and entry[:-3] in begun
            if each.path == f"{TICKED}[]" or each.full_path in answered or of_nobody or filled_list:
                continue
            unreadable = each.doubtful or len(each.picked) > 1
            found.append(OpenQuestion(path=each.full_path, label=each.label, place=each.place, unreadable=unreadable))
        return found


def named_answers(document: SourceDocument, catalogue: FieldCatalogue) -> NamedAnswers | None:
    """What the named controls of a document say; None where too few are named for the record's paths."""
    found: dict[tuple[str, int | None], NamedAnswer] = {}
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for control, text, state, place in _shown(document):
        name, _, value = control.name.partition(CHOICE)
        path = f"{TICKED}[]" if name == TICKED else without_indices(name)
        if path != f"{TICKED}[]" and not _is_asked(path, catalogue):
            continue
        entry = _entry(control, (seen, taken)) if "[]" in path and name != TICKED else None
        known = found.get((path, entry)) or NamedAnswer(path=path, entry=entry, label=control.label, place=place)
        found[path, entry] = _with(known, control, (text, state, value or next(iter(control.options), "")))
    if len({path for path, _ in found}) < FEWEST:
        return None
    return NamedAnswers(answers=_compact(found.values()), claimed=frozenset(path for path, _ in found))


def _shown(document: SourceDocument) -> Iterator[tuple[Control, str, MarkState | None, Place]]:
    """Each named control once, with the words in it and the state of its box."""
    current: Control | None = None
    text, state, place = "", None, Place(part="")
    for paragraph in document.paragraphs():
        for span in paragraph.spans:
            control = span.control
            if control is None or not control.name:
                continue
            if control is not current:
                if current is not None:
                    yield current, text, state, place
                current, text, state, place = control, "", None, paragraph.place
            elif text and paragraph.place != place:
                text, place = text + "\n", paragraph.place
            state = span.mark.state if span.mark else state
            text += "" if span.mark or span.hidden or span.strike or control.placeholder else span.text
    if current is not None:
        yield current, text, state, place


def _entry(control: Control, counted: tuple[Counter[str], set[str]]) -> int:
    """The entry's own number where it is new; a copied row has the number of its model, so it gets the next one."""
    seen, taken = counted
    number = int(next(iter(_INDEX.findall(control.name)), "") or 0)
    plain = without_indices(control.name)
    key = f"{plain}{next(iter(control.options), '')}" if control.kind == "radio" else plain
    while f"{key}#{number}" in taken:
        number += 1
    taken.add(f"{key}#{number}")
    seen[key] += 1
    return number


def _with(known: NamedAnswer, control: Control, shown: tuple[str, MarkState | None, str]) -> NamedAnswer:
    text, state, value = shown
    if control.kind in _ON:
        picked = (*known.picked, value) if state is MarkState.ON else known.picked
        return replace(known, picked=picked, doubtful=known.doubtful or state is MarkState.UNSURE)
    return replace(known, text="\n".join(filter(None, (known.text, text))))


def _compact(answers: Iterable[NamedAnswer]) -> tuple[NamedAnswer, ...]:
    """Entries of lists numbered without gaps: an empty row between two people is none."""
    kept = list(answers)
    filled: dict[str, set[int]] = {}
    for each in kept:
        if each.entry is not None and (each.picked or not is_blank(each.text)):
            filled.setdefault(each.path.partition("[")[0], set()).add(each.entry)
    number: dict[tuple[str, int], int] = {}
    for listed, entries in filled.items():
        everything = {each.entry for each in kept if each.entry is not None and each.path.startswith(f"{listed}[")}
        order = sorted(entries) + sorted(everything - entries)
        number |= {(listed, entry): position for position, entry in enumerate(order)}
    return tuple(
        each
        if each.entry is None
        else replace(each, entry=number.get((each.path.partition("[")[0], each.entry), each.entry))
        for each in kept
    )


def _values(answer: NamedAnswer, definition: FieldDefinition, catalogue: FieldCatalogue) -> Iterator[tuple[str, str]]:
    if definition.type == "yesno" and (answer.picked or not answer.text):
        if len(answer.picked) == 1:
            yield answer.path, answer.picked[0]
        return
    lines = tuple(tidy(line) for line in answer.text.splitlines() if not is_blank(line))
    values = parse(definition, Written(lines=lines, rows=lines), catalogue) if lines else []
    yield from ((each.path, each.value) for each in values if not each.implied)


def _candidate(answer: NamedAnswer, path: str, value: str) -> Candidate:
    raw = tidy(answer.text) or value
    instance = "" if answer.entry is None else f"named{answer.entry:03}"
    return Candidate(
        path=path, value=value, raw=raw, confidence=_SURE, place=answer.place, instance=instance, label=answer.label,
        rule="named_control", prose="\n" in value,
    )  # fmt: skip


def _is_asked(path: str, catalogue: FieldCatalogue) -> bool:
    definition = catalogue.by_path.get(path)
    return definition is not None and not definition.internal
