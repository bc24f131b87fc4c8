"""Criteria that a form prints with a box, an X or a yes beside each: which statement is which criterion."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.blocks import Block, Readings
from extract.candidates import Candidate
from extract.document import MarkState, Place
from extract.labels import LabelIndex
from extract.model import OtherAnswer
from extract.parsing import Written
from extract.values import tidy

FEWEST_IN_ORDER = 4  # criteria of one block known by their words, from which the others are known by their place
NOBODY_MEANS = 10  # criteria that all stand: a list to strike out in which nothing was struck out
MOST_OUT_OF_ORDER = 1  # known criteria that a form may print in another place
_HEADING = re.compile(r"\bcriteri|\bgrounds\b|\bthreshold|\bstatutory test\b", re.I)
_TICKED = {"", "x", "✓", "✔", "☑", "☒", "tick", "√"}
_YES = {"yes", "y", "applies"}
_NO = {"no", "n", "does not apply"}
_SUSPECTED = re.compile(r"(?:is |was )?(?:known|suspected)(?: (?:or|and|/) (?:known|suspected))?", re.I)
_WHICH = re.compile(
    r"\b(?:which|what)\b[^?]{0,40}\b(?:criteri\w+|grounds?)\b|\b(?:criteri\w+|grounds?)\b[^?]{0,30}\b(?:met|apply|applies"
    r"|applicable)\b",
    re.I,
)
_PARTS = re.compile(r"\s*[;\n•]\s*|^\s*(?:[-*]|\d{1,2}[.)]|[a-h]\))\s+")
_REASONS = re.compile(r"\b(?:why|reasons?|explain|how|rationale)\b", re.I)
_DENIED = re.compile(r"\b(?:not|none|isn['’]t|don['’]t)\b", re.I)
LONGEST_NAMED = 12  # words of a criterion that an answer names
_ABUSE = "abuse_or_neglect"


def asks_which(question: str) -> bool:
    """Whether a question asks which criteria are met, and not why."""
    return bool(_WHICH.search(question)) and not _REASONS.search(question)


class StatedCriteria:
    """The criteria of one document. Forms print them in the statute's order, which tells those worded in a new way."""

    def __init__(self, index: LabelIndex, readings: Readings) -> None:
        self._index = index
        self._ticked = readings.ticked
        statements = [(tidy(each.text), each.block) for each in readings.ticked]
        asked = [(tidy(each.label), each.block) for each in readings.answers]
        self._by_order: dict[str, str] = {}
        for mine, others in ((statements, asked), (asked, statements)):
            elsewhere = {key for text, _ in others if (key := index.criterion(text))}
            for _, texts in _blocks(mine):
                self._by_order.update(self._in_order(texts, elsewhere))

    def ticked(self) -> tuple[list[Candidate], list[OtherAnswer]]:
        """Criteria that were ticked, and other statements that were."""
        found: list[Candidate] = []
        others: list[OtherAnswer] = []
        for each in self._ticked:
            if each.state is not MarkState.ON:
                continue
            key = self._key(each.text)
            if key is None:
                others.append(OtherAnswer(label=each.block.heading or "Ticked", value=each.text, place=each.place))
            elif all(key != known.value for known in found):
                found.append(_tick(key, each.text, each.place))
        if len(found) >= NOBODY_MEANS and all(each.left for each in self._ticked):
            return [], [OtherAnswer(label=each.label, value=each.raw, place=each.place) for each in found]
        return found, others

    def answered(
        self, label: str, block: Block, place: Place, written: Written, *, is_choice_of_form: bool
    ) -> tuple[Candidate, ...] | None:
        """The criterion that a question with a tick, an X or a yes beside it states: nothing for a no.

        None where the question is no criterion, or where nothing says that it was answered as one.
        """
        if named := self._named(label, place, written):
            return named
        said = tidy(" ".join((*written.picked, *written.lines))).casefold().strip(" .")
        asked = written.offered or is_choice_of_form or bool(_HEADING.search(block.heading))
        suspected = asked and bool(_SUSPECTED.fullmatch(said))
        ticked = said in _TICKED or (asked and said in _YES) or suspected
        if not ticked and said not in _NO:
            return None
        key = self._key(label) if len(label.split()) > 1 else None
        if key is None or (suspected and key != _ABUSE):
            return None
        return (_tick(key, tidy(label), place),) if ticked else ()

    def _named(self, label: str, place: Place, written: Written) -> tuple[Candidate, ...]:
        """The criteria that an answer names where it was asked which apply: `Neglect suspected; serious harm`.

        None of them where its parts are not for the most part criteria, or where it says `not`.
        """
        if not asks_which(label) or written.picked:
            return ()
        parts = [tidy(part) for line in written.lines for part in _PARTS.split(line) if tidy(part)]
        short = [part for part in parts if len(part.split()) <= LONGEST_NAMED and not _DENIED.search(part)]
        named = {key: part for part in reversed(short) if (key := self._index.criterion(part))}
        if len(short) < len(parts) or len(named) * 2 <= len(parts):
            return ()
        return tuple(_tick(key, part, place) for key, part in reversed(named.items()))

    def _key(self, text: str) -> str | None:
        return self._index.criterion(text) or self._by_order.get(tidy(text))

    def _in_order(self, texts: Sequence[str], elsewhere: set[str]) -> Iterator[tuple[str, str]]:
        """Statements between known criteria that are as many as the criteria missing there."""
        order = [each.key for each in self._index.catalogue.criteria]
        keys = [self._index.criterion(text) for text in texts]
        known = [(number, order.index(key)) for number, key in enumerate(keys) if key]
        rising = _rising(known)
        if len(rising) < FEWEST_IN_ORDER or len(known) - len(rising) > MOST_OUT_OF_ORDER:
            return
        told = elsewhere | {key for key in keys if key}
        for (first, above), (last, below) in pairwise([(-1, -1), *rising, (len(texts), len(order))]):
            missing = [key for key in order[above + 1 : below] if key not in told]
            unknown = [
                text for text, key in zip(texts[first + 1 : last], keys[first + 1 : last], strict=True) if not key
            ]
            if len(missing) == len(unknown):
                yield from zip(unknown, missing, strict=True)


def _rising(known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of criteria, gaps allowed, that stand in the statute's order. Pairs of place and order."""
    best: list[list[tuple[int, int]]] = []
    for each in known:
        longest = max((run for run in best if run[-1][1] < each[1]), key=len, default=[])
        best.append([*longest, each])
    return max(best, key=len, default=[])


def _blocks(statements: Sequence[tuple[str, Block]]) -> Iterator[tuple[Block, list[str]]]:
    """Statements of one block after the other, in the form's order."""
    blocks: list[tuple[Block, list[str]]] = []
    for text, block in statements:
        if not blocks or blocks[-1][0] != block:
            blocks.append((block, []))
        if text not in blocks[-1][1]:
            blocks[-1][1].append(text)
    return iter(blocks)


def _tick(key: str, text: str, place: Place) -> Candidate:
    return Candidate(
        path="criteria_ticked[]", value=key, raw=text, confidence=0.95, place=place, label=text, rule="tick/criterion"
    )
