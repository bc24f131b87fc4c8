"""Alternatives among which a lone tick or X stands, with no box at the others: `Yes     X No     Not known`.

The tick belongs to the alternative that it stands nearest to. Where it stands as near to both, the first or the last
place on the line says how the form is ticked; otherwise nobody can say, and nothing is picked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import MarkState, Span

FEWEST = 2  # alternatives: a tick beside a single one needs no telling
_TICK = "✓"
_PARTS = r"(?P<tick>(?<![\w-])[xX✓✔☑☒√](?![\w-]))|(?P<option>{option})"
_BETWEEN = re.compile(r"[\s/|,;·•]*")


@dataclass(frozen=True, kw_only=True)
class TickedLine:
    """What stands in front, the alternatives with whether each is ticked, and what was typed behind them."""

    before: str
    options: tuple[tuple[str, bool], ...]
    rest: str


def ticked_line(spans: Sequence[Span], option: str) -> TickedLine | None:
    """The alternatives of a line with lone ticks; None where it is none. `option`: pattern of one alternative."""
    if any(span.mark and span.mark.state is not MarkState.ON for span in spans):
        return None
    text = "".join(_TICK if span.mark else span.text for span in spans)
    found = _run(text, re.compile(_PARTS.format(option=option), re.I))
    options = [each for each in found if not each["tick"]]
    ticks = [each for each in found if each["tick"]]
    if len(options) < FEWEST or not 0 < len(ticks) < len(options):
        return None
    picked = {_meant(number, found) for number, each in enumerate(found) if each["tick"]}
    said = tuple((each[0], each.start() in picked) for each in options)
    return TickedLine(before=text[: found[0].start()], options=said, rest=text[found[-1].end() :])


def _run(text: str, token: re.Pattern[str]) -> list[re.Match[str]]:
    """Ticks and alternatives one behind the other, with nothing else between them."""
    found: list[re.Match[str]] = []
    for each in token.finditer(text):
        if found and not _BETWEEN.fullmatch(text[found[-1].end() : each.start()]):
            if len(found) > FEWEST:
                break
            found = []
        found.append(each)
    return found


def _meant(number: int, found: Sequence[re.Match[str]]) -> int | None:
    """Where the alternative begins that a tick stands at; None where that cannot be told."""
    tick = found[number]
    left = found[number - 1] if number and not found[number - 1]["tick"] else None
    right = found[number + 1] if number + 1 < len(found) and not found[number + 1]["tick"] else None
    if left is None or right is None:
        only = left or right
        return only.start() if only else None
    gaps = tick.start() - left.end(), right.start() - tick.end()
    if gaps[0] == gaps[1]:
        ahead, behind = bool(found[0]["tick"]), bool(found[-1]["tick"])
        return None if ahead == behind else (right if ahead else left).start()
    return (left if gaps[0] < gaps[1] else right).start()
