"""Compares a record that was read with the truth of a form, leaf by leaf."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

_MAIN = {"children": "full_name", "family": "name", "agencies": "agency"}
_PROSE = {"incident.summary", "background", "agency_involvement", "rationale", "immediate_actions"}
ENOUGH = 0.9  # share of words that two accounts have in common

Outcome = tuple[str, str]  # right, missing or wrong; and the path


def outcomes(truth: Mapping[str, Any], read: Mapping[str, Any]) -> Iterator[Outcome]:
    """One outcome for each leaf of the truth, and `wrong` for each leaf that was read without being there.

    A wrong value is one missing and one wrong. `truth` is a whole truth file; `read` the record.
    """
    wanted = _leaves(truth["referral"] or {})
    found = _leaves(_in_order(truth["referral"] or {}, read))
    others: Mapping[str, Sequence[str]] = truth.get("alternatives") or {}
    tolerated: Mapping[str, Sequence[str]] = truth.get("tolerated") or {}
    accounts = " ".join(value for path, value in wanted.items() if path in _PROSE)
    written = " ".join(value for path, value in found.items() if path in _PROSE)
    for path, value in wanted.items():
        loose = truth.get("prose_loose") and path in _PROSE
        own = found.pop(path, None)
        if (loose and _covered(value, written)) or (
            own is not None and _same(path, own, (value, *others.get(path, ())))
        ):
            yield "right", path
            continue
        yield "missing", path
        if own is not None:
            yield "wrong", path
    for path, value in found.items():
        loose = truth.get("prose_loose") and path in _PROSE
        if not (_same(path, value, tolerated.get(path, ())) or (loose and _covered(value, accounts))):
            yield "wrong", path


def _same(path: str, value: str, accepted: Sequence[str]) -> bool:
    if path in _PROSE:
        return any(_covered(value, each) and _covered(each, value) for each in accepted)
    return any(_plain(value) == _plain(each) for each in accepted)


def _covered(part: str, whole: str) -> bool:
    words, others = _words(part), set(_words(whole))
    return bool(words) and sum(word in others for word in words) >= ENOUGH * len(words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("’", "").replace("'", ""))


def _plain(text: str) -> str:
    return "".join(_words(text))


def _leaves(plain: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in plain.items():
        if key == "criteria_ticked":
            found.update({f"{key}.{each}": each for each in value})
        elif isinstance(value, Mapping):
            found.update({f"{key}.{leaf}": str(each) for leaf, each in value.items() if each})
        elif isinstance(value, list):
            for number, entry in enumerate(value):
                found.update({f"{key}[{number}].{leaf}": str(each) for leaf, each in entry.items() if each})
        elif value:
            found[key] = str(value)
    return found


def _in_order(truth: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its lists in the order of the truth's entries, as far as they are the same people."""
    ordered = dict(read)
    for key in _MAIN:
        entries = list(read.get(key) or [])
        if len(truth.get(key) or []) > 1 and len(entries) <= 6:
            ordered[key] = list(max(permutations(entries), key=lambda order: _agreement(key, truth[key], list(order))))
    return ordered


def _agreement(key: str, truth: Sequence[Mapping[str, str]], order: Sequence[Mapping[str, str]]) -> int:
    name = _MAIN[key]
    return sum(
        _plain(one.get(name, "")) == _plain(other.get(name, "")) for one, other in zip(truth, order, strict=False)
    )
