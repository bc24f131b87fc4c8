"""Criteria that a form prints with a letter or number each, and an answer that names them so: `Grounds: a, c and f`.

The printed list itself answers nothing, whatever question it stands under.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from extract.blocks import LabelledAnswer, Readings, TickedStatement
from extract.document import MarkState, Paragraph
from extract.labels import LabelIndex
from extract.values import tidy

FEWEST, KNOWN = 4, 0.6  # statements of a printed list, and the share of them that are known criteria
_STATEMENT = re.compile(r"^\W?(?P<sign>[a-z]|\d{1,2})[.):]+\s*(?P<text>[^\W\d].{8,})$", re.I | re.S)
_NAMED = re.compile(r"^\W*(?:(?:[a-z]|\d{1,2})(?!\w)(?:\W|\band\b|&)*)+$", re.I)
_SIGN = re.compile(r"(?<!\w)(?:[a-z]|\d{1,2})(?!\w)", re.I)
_ASKS = re.compile(r"\b(?:grounds?|criteri\w+|reasons?|letters?|numbers?|appl\w+|which|statements?)\b", re.I)


def with_lettered_criteria(readings: Readings, index: LabelIndex) -> Readings:
    """The readings without printed lists of lettered criteria, those that are named by their letters ticked."""
    printed: dict[str, str] = {}
    for each in readings.answers:
        printed.update(_list_in(each.answer, index))
    if not printed:
        return readings
    answers: list[LabelledAnswer] = []
    ticked: list[TickedStatement] = []
    for each in readings.answers:
        first = next((at for at, line in enumerate(each.answer) if _is_printed(line, printed)), 0)
        plain = [line for line in each.answer[first:] if not _is_printed(line, printed)]  # without the list's lead-in
        naming = next(((line, signs) for line in plain if (signs := _named(each.label, line, printed))), None)
        if naming is not None:
            plain.remove(naming[0])
            ticked += [_ticked(printed[sign], each, naming[0]) for sign in naming[1]]
        answers.append(replace(each, answer=tuple(plain)))
    return replace(readings, answers=answers, ticked=[*readings.ticked, *ticked])


def _is_printed(line: Paragraph, printed: Mapping[str, str]) -> bool:
    """Whether a line is one of the list's own: answers elsewhere may be lettered too."""
    sign = _sign_of(line)
    return bool(sign) and printed.get(sign) == _text_of(line)


def _ticked(text: str, answer: LabelledAnswer, line: Paragraph) -> TickedStatement:
    return TickedStatement(text=text, state=MarkState.ON, block=answer.block, place=line.place)


def _list_in(lines: Iterable[Paragraph], index: LabelIndex) -> dict[str, str]:
    """The criteria of a printed list by their signs; none where too few of its lines are known."""
    found = {sign: text for line in lines if (sign := _sign_of(line)) and (text := _text_of(line))}
    known = sum(index.criterion(each) is not None for each in found.values())
    return found if len(found) >= FEWEST and known >= KNOWN * len(found) else {}


def _sign_of(line: Paragraph) -> str:
    """The letter or number in front of a statement; empty where the line is none, or was marked in any way."""
    marked = any(span.mark or span.control or span.strike or span.highlight for span in line.spans)
    found = None if marked else _STATEMENT.match(tidy(line.text))
    return found["sign"].casefold() if found else ""


def _text_of(line: Paragraph) -> str:
    found = _STATEMENT.match(tidy(line.text))
    return found["text"] if found else ""


def _named(label: str, line: Paragraph, printed: Mapping[str, str]) -> list[str]:
    """The signs that an answer to a question for grounds consists of; none where it says anything else."""
    lead, colon, behind = tidy(line.text).rpartition(":")
    asked, text = (lead, behind) if colon else (label, behind)
    if not _ASKS.search(asked) or not _NAMED.match(text):
        return []
    signs = [sign.casefold() for sign in _SIGN.findall(re.sub(r"\band\b", " ", text, flags=re.I))]
    return list(dict.fromkeys(signs)) if signs and all(sign in printed for sign in signs) else []
