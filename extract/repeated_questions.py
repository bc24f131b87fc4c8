"""The same few questions asked over and over in one block: a list of agencies or people, whatever its heading says.

`Service, Person, Phone or e-mail` three times under `People we can contact` asks about three agencies, and not three
times about whoever fills in the form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extract.blocks import LabelledAnswer
from extract.labels import LabelIndex

_LISTS = ("agencies", "family")
_ONE_OF = {"agencies": "agencies[].agency", "family": "family[].relationship"}  # what only such a list asks for
_ROUNDS = 2  # times the questions are asked, at least
_NOT_ASIDE = (None, "referrer", "representative", "incident")  # blocks that ask about one of each


def with_lists_known(answers: Sequence[LabelledAnswer], index: LabelIndex) -> list[LabelledAnswer]:
    """The answers, those of a block that asks the same questions in rounds given to the list that it is."""
    found: list[LabelledAnswer] = []
    for _, several in groupby(answers, key=lambda each: (each.block.heading, each.block.group, each.block.number)):
        block = list(several)
        start, end, key = _rounds(block, index)
        found += block[:start]
        found += [replace(each, block=replace(each.block, group=key)) for each in block[start:end]]
        found += block[end:]
    return found


def _rounds(block: Sequence[LabelledAnswer], index: LabelIndex) -> tuple[int, int, str | None]:
    """First and last of the answers that are asked in rounds, and the list that they are; none where none are."""
    if block[0].block.group not in _NOT_ASIDE:
        return 0, 0, None
    labels = [each.label.casefold() for each in block]
    for start, length in _turns(labels):
        key = next((each for each in _LISTS if _asks_for(block[start : start + length], each, index)), None)
        if key is not None:
            rounds = 1
            while labels[start + rounds * length : start + (rounds + 1) * length] == labels[start : start + length]:
                rounds += 1
            return start, start + rounds * length, key
    return 0, 0, None


def _turns(labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a run of two to five questions begins that is asked again right behind itself, and how many they are."""
    for start in range(len(labels)):
        for length in range(2, 6):
            turn = labels[start : start + length]
            if len(set(turn)) == length and labels[start + length : start + _ROUNDS * length] == turn:
                yield start, length


def _asks_for(turn: Sequence[LabelledAnswer], key: str, index: LabelIndex) -> bool:
    """Whether a round asks for what one list alone holds, and for next to nothing that it does not."""
    known = sum(index.knows(each.label, key) for each in turn)
    return any(index.knows_as(each.label, _ONE_OF[key]) for each in turn) and known >= max(2, len(turn) - 1)
