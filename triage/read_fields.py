"""What the pages show of one field: flat and frozen. Part of `read_models`, which gives it out."""

from dataclasses import dataclass
from datetime import datetime

from extract.document import Place


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One field as read. More than one reading means a conflict: the first is the one in the record."""

    path: str  # `children[0].dob`
    label: str  # `Date of birth`, from configuration
    group: str  # `Child 1`, `Incident`, `Referrer`, …
    value: str
    raw: str
    confidence: float
    file: str
    place: Place
    rivals: tuple["FieldView", ...] = ()
    correction: "Correction | None" = None  # the latest; `value` stays what was read

    @property
    def stands(self) -> str:
        """The value that counts: the corrected one, else what was read."""
        return self.correction.value if self.correction else self.value


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A field as a person put it right."""

    value: str
    kind: str  # misread, fact
    reason: str
    by: str
    at: datetime
