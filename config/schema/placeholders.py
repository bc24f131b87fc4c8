"""Checks configured sentences when they are loaded: a mistyped placeholder is found then, not when a letter is due."""

from collections.abc import Iterable
from string import Formatter
from typing import Any


def check_placeholders(wording: Any, allowed: Iterable[str]) -> None:
    """Raises ValueError naming the first placeholder in any text of `wording` that nothing will be put in for."""
    known = set(allowed)
    for text in _texts(wording):
        try:
            named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise ValueError(f"a brace stands alone in '{text[:40]}…'; write it twice") from error
        unknown = [name for name in named if name not in known]
        if unknown:
            raise ValueError(f"{{{unknown[0]}}} is not a placeholder here; there are {', '.join(sorted(known))}")


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
