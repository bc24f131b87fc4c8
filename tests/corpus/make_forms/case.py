"""A referral's invented answers, and the record of those that a layout really printed.

A layout asks a case for every answer it prints, so the truth beside a form holds what stands on the form and no more.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Fact = str | tuple[str, str]  # as the referrer wrote it, or (as written, the record's value)


class Case:
    """The answers of one invented referral by path of the record (`children[0].dob`), and the criteria it ticks."""

    def __init__(
        self, facts: Mapping[str, Fact], *, ticked: Iterable[str] = (), labels: Mapping[str, Any] | None = None
    ):
        self._facts = dict(facts)
        self._ticked = frozenset(ticked)
        self.labels = dict(labels) if labels else None
        self.printed: dict[str, str] = {}
        self.ticks_printed: list[str] = []
        self.boilerplate: list[str] = []
        self.tolerated: dict[str, list[str]] = {}

    def show(self, path: str) -> str:
        """The answer as written, noted as printed; empty where the case has none."""
        fact = self._facts.get(path)
        if fact is None:
            return ""
        written, value = fact if isinstance(fact, tuple) else (fact, fact)
        self.printed[path] = value
        return written

    def entries(self, listed: str, leaves: Sequence[str], *, rows: int = 0) -> list[list[str]]:
        """A list's answers as rows of text, filled up with empty ones to so many rows."""
        indices = range(max(rows, self.count(listed)))
        return [[self.show(f"{listed}[{index}].{leaf}") for leaf in leaves] for index in indices]

    def find(self, listed: str, leaf: str, wanted: str) -> int | None:
        """The index of the list's entry that has this answer, for forms that print it in advance; notes nothing."""
        for index in range(self.count(listed)):
            fact = self._facts.get(f"{listed}[{index}].{leaf}")
            if fact is not None and wanted in (fact, fact[0]):
                return index
        return None

    def nhs(self, child: str) -> str:
        """The path under which the record keeps this child's NHS number: a wrong check digit has a place of its own."""
        return f"{child}.nhs_number" + ("_invalid" if f"{child}.nhs_number_invalid" in self._facts else "")

    def answer(self, path: str, options: Iterable[tuple[str, str]]) -> str:
        """The value chosen among (word, value) options; empty if blank or if the form does not offer it."""
        fact = self._facts.get(path, "")
        value = fact[1] if isinstance(fact, tuple) else fact
        if value not in [offered for _, offered in options]:
            return ""
        self.show(path)
        return value

    def joined(self, paths: Iterable[str], between: str = ", ") -> str:
        """Several answers in one cell."""
        return between.join(text for text in map(self.show, paths) if text)

    def names(self, path: str) -> tuple[str, str]:
        """(surname, forenames) of a full name, for forms that ask for them apart."""
        forenames, _, surname = self.show(path).rpartition(" ")
        return surname, forenames

    def count(self, listed: str) -> int:
        """How many entries a list of the record (`children`, `family`, `agencies`) has."""
        indices = [int(found[1]) for path in self._facts if (found := re.match(listed + r"\[(\d+)\]", path))]
        return max(indices, default=-1) + 1

    def ticks(self, *keys: str) -> bool:
        """Whether the referrer ticked a statement that stands for these criteria; noted as printed."""
        chosen = bool(keys) and set(keys) <= self._ticked
        if chosen:
            self.ticks_printed += [key for key in keys if key not in self.ticks_printed]
        return chosen

    def form_says(self, text: str) -> str:
        """Words that the form prints for everybody: never an answer, never evidence."""
        if text not in self.boilerplate:
            self.boilerplate.append(text)
        return text

    def record(self) -> dict[str, Any]:
        """The printed answers as nested plain values."""
        plain: dict[str, Any] = {}
        for path, value in self.printed.items():
            _put(plain, path, value)
        if self.ticks_printed:
            plain["criteria_ticked"] = self.ticks_printed
        return plain


def _put(plain: dict[str, Any], path: str, value: str) -> None:
    found = re.fullmatch(r"(children|family|agencies)\[(\d+)\]\.(\w+)", path)
    if found:
        entries = plain.setdefault(found[1], [])
        while len(entries) <= int(found[2]):
            entries.append({})
        entries[int(found[2])][found[3]] = value
    elif "." in path:
        head, leaf = path.split(".")
        plain.setdefault(head, {})[leaf] = value
    else:
        plain[path] = value


def nhs_number(nine_digits: str, *, spaced: bool = False) -> tuple[str, str]:
    """(as written, value) of an invented NHS number of the test range, with its check digit (modulus 11)."""
    remainder = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine_digits)) % 11
    check = {11: 0}.get(remainder, remainder)
    if check == 10:
        raise ValueError("no check digit exists for these nine digits")
    value = f"{nine_digits}{check}"
    return (f"{value[:3]} {value[3:6]} {value[6:]}" if spaced else value), value
