"""Answers that only point at another one (`as above`, `ditto`, `same as Child 1`, `same day`) take over its value.

An answer whose other end is not found is no value: it stays with its question for a person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.candidates import Candidate
from extract.model import OtherAnswer
from extract.people import same_person
from extract.values import tidy

LONGEST = 45  # characters of an answer that does nothing but point
MOST_WORDS = 2  # of what is pointed at: `Child 1`, `Leo Marsh`
SURENESS = 0.9  # of a value that was taken over, beside one that was written out
_POINTS = re.compile(
    r"^\W*(?:(?:(?:all |both )?(?:the )?same(?: (?:address|details|again|number|person|school|surgery|gp))?"
    r"|as(?: for| per)?|see|ditto(?: as)?|like)(?: as)?)\b\W*(?:the |for )?(?P<target>[\w'’. -]*?)\W*$"
    r"|^\s*(?:[\"”〃]\s*)+$",
    re.I,
)
_BARE = re.compile(r"^\W*(?:as|see|like)\W*$", re.I)
_ABOVE = re.compile(
    r"(?:above|before|previous\w*|last|earlier|overleaf|other child(?:ren)?|sibling|brother|sister|twin|child"
    r"|(?:first|1st|other) (?:child|twin))?",
    re.I,
)
_CHILD = re.compile(
    r"(?:(?:child|young person|person|pupil|student|twin)? ?(?:no\.?|number)? ?)(?:(\d)|(?-i:([A-D])))", re.I
)
_SAME_DAY = re.compile(
    r"^\W*(?:on )?(?:the )?(?P<which>same|next|following) (?:day|date|night|evening|morning|afternoon)\b"
    r"|^\W*(?P<now>straight ?away|immediately|at once|at the time)\W*$",
    re.I,
)
_PERSONS = ("referrer", "representative")
_SHARED = ("phone", "email", "agency")  # what one person's answer may take over from another's
_ADDRESS, _POSTCODE = "children[].address", "children[].postcode"


@dataclass(frozen=True, kw_only=True)
class FollowedReferences:
    """The candidates with what was pointed at, and the answers whose other end was not found."""

    candidates: tuple[Candidate, ...]
    others: tuple[OtherAnswer, ...]


def points_back(text: str) -> bool:
    """Whether an answer does nothing but point at another one."""
    plain = tidy(text)
    found = _POINTS.match(plain) if len(plain) <= LONGEST and not _BARE.match(plain) else None
    return found is not None and len((found["target"] or "").split()) <= MOST_WORDS


def same_day(text: str) -> int | None:
    """How many days after the day asked for before an answer lies that says `same day` or `next day`; else None."""
    found = _SAME_DAY.match(tidy(text))
    return None if found is None or len(tidy(text)) > LONGEST else int((found["which"] or "same").casefold() != "same")


def with_references_followed(candidates: Sequence[Candidate]) -> FollowedReferences:
    """Every candidate that points at an earlier one with the value found there."""
    names = tuple(each.value for each in candidates if each.path == "children[].full_name")
    done: list[Candidate] = []
    others: list[OtherAnswer] = []
    for each in candidates:
        if (days := _days_after(each)) is not None:
            found = _day(each, days, candidates)
        elif _target(each, names) is None:
            done.append(each)
            continue
        else:
            found = _followed(each, _target(each, names) or "", done)
        done.extend(found)
        if not found:
            others.append(OtherAnswer(label=tidy(each.label), value=each.value, place=each.place))
    return FollowedReferences(candidates=tuple(done), others=tuple(others))


def _target(candidate: Candidate, names: Sequence[str]) -> str | None:
    """What a candidate points at: empty for the answer above, a number or a name; None where it does not point."""
    if not points_back(candidate.value):
        return None
    if candidate.prose:
        return ""  # `see above` is no account
    found = _POINTS.match(tidy(candidate.value))
    target = tidy(found["target"] or "") if found else ""
    if _ABOVE.fullmatch(target) or target.casefold() in _PERSONS:
        return "" if _ABOVE.fullmatch(target) else target.casefold()
    if (child := _CHILD.fullmatch(target)) is not None:
        return child[1] or str(1 + "ABCD".index(child[2]))
    return target if any(same_person(target, name) for name in names) else None


def _followed(candidate: Candidate, target: str, done: Sequence[Candidate]) -> list[Candidate]:
    if candidate.prose:
        return []
    owner, _, name = candidate.path.rpartition(".")
    if owner in _PERSONS:
        paths = [f"{each}.{name}" for each in _PERSONS if each != owner and name in _SHARED]
    else:
        listed = candidate.path.endswith("]." + name) and target not in _PERSONS
        paths = [candidate.path] if listed else []
    source = next((each for each in reversed(done) if each.path in paths and _is_source(each, candidate, target)), None)
    if source is None:
        return []
    return [_taken_over(candidate, source), *_postcode(candidate, source, done)]


def _is_source(source: Candidate, candidate: Candidate, target: str) -> bool:
    if source.instance and source.instance == candidate.instance:
        return False
    if target.isdigit():
        return source.instance in ("", f"block{target}") or not source.instance.startswith("block")
    return True


def _postcode(candidate: Candidate, source: Candidate, done: Sequence[Candidate]) -> Iterator[Candidate]:
    """The postcode that stood in the address that was pointed at."""
    if candidate.path != _ADDRESS:
        return
    own = any(each.path == _POSTCODE and each.instance == candidate.instance for each in done)
    beside = (each for each in done if each.path == _POSTCODE and each.instance == source.instance)
    found = None if own else next(beside, None)
    if found is not None:
        yield replace(_taken_over(candidate, found), path=_POSTCODE, implied=True)


def _taken_over(candidate: Candidate, source: Candidate) -> Candidate:
    sure = round(min(candidate.confidence, source.confidence) * SURENESS, 3)
    return replace(candidate, value=source.value, confidence=sure)


def _days_after(candidate: Candidate) -> int | None:
    return same_day(candidate.value) if candidate.path == "incident.date_known" else None


def _day(candidate: Candidate, days: int, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The day of the incident, or the one after it, where that was given in full."""
    known = next((each for each in candidates if each.path == "incident.date"), None)
    try:
        day = date.fromisoformat(known.value) if known else None
    except ValueError:
        day = None
    if known is None or day is None:
        return []
    return [replace(_taken_over(candidate, known), value=(day + timedelta(days=days)).isoformat())]
