"""Replaces the names of real organisations and places in labelled referrals, alike in text and quotes."""

import re
from collections.abc import Mapping
from pathlib import Path

from config.load import load_yaml
from config.schema.base import Frozen

NAMES = Path(__file__).with_name("names.yaml")


class Names(Frozen):
    """The reviewed mapping: real names to invented ones."""

    exact_case: tuple[str, ...]  # names that are also words: replaced only as they are written here
    home: dict[str, str]
    elsewhere: dict[str, str]
    organisations: dict[str, str]


def load_names() -> Names:
    """The mapping beside this module. ConfigError for a fault in it."""
    return load_yaml(NAMES, Names)


class Renamer:
    """The mapping, compiled once."""

    def __init__(self, names: Names) -> None:
        self._invented = {**names.home, **names.elsewhere, **names.organisations}
        self._lower = {real.lower(): invented for real, invented in self._invented.items()}
        free = [real for real in self._invented if real not in names.exact_case]
        exact = [real for real in self._invented if real in names.exact_case]
        self._pattern = re.compile(rf"(?<!\w)(?:(?i:{_any(free)})|{_any(exact)})(?!\w)")

    def renamed(self, text: str) -> str:
        """The text with every mapped name replaced; capitals as the writer had them."""
        return self._pattern.sub(self._replacement, text)

    def remaining(self, text: str) -> list[str]:
        """Mapped names that still stand in the text."""
        return [match.group() for match in self._pattern.finditer(text)]

    def _replacement(self, match: re.Match[str]) -> str:
        real = match.group()
        invented = self._invented.get(real) or self._lower[real.lower()]
        if real.isupper() and len(real) > 4:
            return invented.upper()
        return invented.lower() if real.islower() else invented


def renamed_row(row: Mapping[str, object], renamer: Renamer) -> dict[str, object]:
    """A row of labelled data with every text in it renamed."""
    return {key: _deep(value, renamer) for key, value in row.items()}


def _deep(value: object, renamer: Renamer) -> object:
    if isinstance(value, str):
        return renamer.renamed(value)
    if isinstance(value, list):
        return [_deep(each, renamer) for each in value]
    if isinstance(value, dict):
        return {key: _deep(each, renamer) for key, each in value.items()}
    return value


def _any(names: list[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
