"""What a label may ask for, and a value that may belong to a field of the record, with how sure each step was."""

from dataclasses import dataclass

from extract.document import Place


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One value for one path without indices. `instance` tells the entries of a list apart; empty: not said."""

    path: str  # `children[].dob`
    value: str
    raw: str
    confidence: float
    place: Place
    instance: str = ""
    label: str = ""  # the printed question
    rule: str = ""  # how label and answer were put together, and how the label was understood
    named: str = ""  # a child's name inside the question: `(Kobi)`
    strength: float = 1.0  # of the label's match, 0 to 1
    prose: bool = False
    implied: bool = False  # read from beside the value that was asked for


@dataclass(frozen=True, kw_only=True)
class Value:
    """One parsed value of one path, before it is bound to a place."""

    path: str
    value: str
    fit: float  # how well the words fit the field's type, 0 to 1
    implied: bool = False
    instance: str = ""


@dataclass(frozen=True, kw_only=True)
class LabelMatch:
    """What a label asks for: one path, or several where it asks for several facts at once."""

    paths: tuple[str, ...]  # without indices: `children[].dob`
    score: float  # 0 to 1
    rule: str  # label, bare, qualified, pattern, composite, likeness
