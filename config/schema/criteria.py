"""A dated set of statutory criteria: keys, short titles and the wordings that forms print. Reads no text."""

from datetime import date
from typing import Literal

from pydantic import Field

from config.schema.base import Frozen


class Criterion(Frozen):
    """One criterion. `printed` holds its wordings as forms print them; the first is the set's own."""

    key: str
    part: Literal["A", "B", "C"]
    title: str
    printed: tuple[str, ...] = Field(min_length=1)
    derived: bool = False  # follows from other keys by rule and is never read from a sentence of its own


class NotifyOnly(Frozen):
    """What must be notified but is no ground for a review by itself, for instance the death of a looked-after child.

    It is said where a sentence matches one of the cues, and, with `needs_death`, where a child is read to have died.
    """

    code: str  # of the suggestion's warning
    title: str
    printed: tuple[str, ...] = ()
    needs_death: bool = False
    cues: tuple[str, ...] = Field(min_length=1)


class CriteriaSet(Frozen):
    """The criteria in force from one day to another, in the order in which they are shown.

    A set with `based_on` is an overlay: it holds only what it adds to that set (`config.criteria_sets`).
    """

    id: str
    title: str
    effective_from: date
    effective_to: date | None = None  # None: still in force
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    form_text: tuple[str, ...] = ()  # other words that forms print around the criteria; never evidence
    based_on: str = ""
    notify_only: tuple[NotifyOnly, ...] = ()
    also_printed: tuple[str, ...] = ()  # wordings of other sets, which forms of other years still carry
    guidance: tuple[str, ...] = ()  # cue patterns of instructions to whoever fills the form in; never evidence

    def criterion(self, key: str) -> Criterion:
        """The criterion of a key; KeyError for a key that the set does not have."""
        for each in self.criteria:
            if each.key == key:
                return each
        raise KeyError(key)
