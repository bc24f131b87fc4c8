"""Sentences that a form prints with alternatives to delete: `I have / have not discussed this and support / do not …`.

Only alternatives of which one was struck out, or deleted for good, say anything; the others stay undecided.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import Span

_STRUCK = "\0"
_RESOLVED = re.compile(rf"\s*/\s*{_STRUCK}|{_STRUCK}\s*/\s*|\s*/\s{{2,}}|\s{{2,}}/\s*|^\s*/\s|\s/\s*(?=[.,;]?\s*$)")


@dataclass(frozen=True, kw_only=True)
class _Saying:
    """Words that answer a question. `words` may have a group `no`; `value` without one is the group `said`."""

    asks: str  # the question, in words that the catalogue knows
    words: re.Pattern[str]


_SAYINGS = {
    "child": (
        _Saying(asks="Sex", words=re.compile(r"\bis (?:a )?(?P<said>male|female|boy|girl)\b", re.I)),
        _Saying(asks="Date of death", words=re.compile(r"\bdied on (?P<said>[^.;]*\d[^.;]*)", re.I)),
    ),
    "representative": (
        _Saying(
            asks="Discussed",
            words=re.compile(r"\b(?:have|has|was|were)(?P<no> not)?(?: been)? discussed\b", re.I),
        ),
        _Saying(
            asks="Agree",
            words=re.compile(r"(?P<no>\b(?:do|does) not )?\b(?:support|agree|approve|endorse)s?\b", re.I),
        ),
    ),
}


def struck_sentence(spans: Sequence[Span], group: str | None) -> list[tuple[str, str]]:
    """Questions and answers that a sentence of a block gives; empty where nothing was struck out of it."""
    text = "".join(_STRUCK if span.strike and span.text.strip() else span.text for span in spans if not span.hidden)
    kept, resolved = _RESOLVED.subn(" ", text.replace(_STRUCK * 2, _STRUCK))
    return list(_said(" ".join(kept.replace(_STRUCK, "").split()), group)) if resolved else []


def _said(text: str, group: str | None) -> Iterator[tuple[str, str]]:
    for saying in _SAYINGS.get(group or "", ()):
        found = saying.words.search(text)
        if found is None or text[: found.start()].endswith("/ ") or text[found.end() :].startswith(" /"):
            continue  # not there, or its alternative still stands beside it
        said = found.groupdict().get("said")
        yield saying.asks, said or ("No" if found["no"] else "Yes")
