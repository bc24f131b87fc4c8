"""Questions that a form prints and that gave no value: found empty, or unreadable. What is in neither was not found."""

from collections.abc import Iterator, Sequence

from config.schema.fields import FieldCatalogue
from extract.blocks import LabelledAnswer
from extract.boilerplate import PrintedText
from extract.choices import read_choice
from extract.labels import LabelIndex
from extract.model import OpenQuestion, ReferralRecord
from extract.questions import STRONG

_LISTS = {"family": "family[0].name", "agencies": "agencies[0].agency"}


def open_questions(
    answers: Sequence[LabelledAnswer], record: ReferralRecord, index: LabelIndex, printed: PrintedText
) -> tuple[OpenQuestion, ...]:
    """One a path, in reading order; questions of a list only where the list has no entry at all."""
    answered = {reading.path for reading in record.readings}
    children = len({path.partition(".")[0] for path in answered if path.startswith("children[")})
    found: dict[str, OpenQuestion] = {}
    for answer in answers:
        unreadable = _is_doubtful(answer)
        if not unreadable and not _is_blank(answer, printed):
            continue
        for path in _asked(answer, index, index.catalogue, max(1, children)):
            listed = path.partition("[")[0]
            taken = path in answered or (listed in _LISTS and any(each.startswith(f"{listed}[") for each in answered))
            if not taken:
                found.setdefault(
                    path, OpenQuestion(path=path, label=answer.label, place=answer.place, unreadable=unreadable)
                )
    return tuple(found.values())


def _asked(answer: LabelledAnswer, index: LabelIndex, catalogue: FieldCatalogue, children: int) -> Iterator[str]:
    match = index.match(answer.label, answer.block.group)
    if match is None or match.score < STRONG:
        return
    for path in match.paths:
        definition = catalogue.definition(path)
        group = catalogue.group_of(path).key
        if definition is None or definition.internal:
            continue
        if group in _LISTS:
            yield _LISTS[group]
        elif path.startswith("children[]"):
            yield from (path.replace("[]", f"[{number}]") for number in range(children))
        else:
            yield path


def _is_blank(answer: LabelledAnswer, printed: PrintedText) -> bool:
    choices = [choice for each in answer.answer if (choice := read_choice(each.spans))]
    if any(choice.chosen or choice.rest for choice in choices):
        return False
    return bool(choices) or not printed.answer(answer.answer)


def _is_doubtful(answer: LabelledAnswer) -> bool:
    choices = [choice for each in answer.answer if (choice := read_choice(each.spans))]
    return any(choice.unsure and not choice.chosen for choice in choices)
