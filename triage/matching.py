"""How like two referrals are, and why: the same child, a sibling, or the same incident. Pure, and decides nothing.

Every likeness is a list of reasons in codes. The weights put candidates in order and leave out what chance explains; a
person looks, and links, merges or says that they are not the same.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import OSA

from triage.names_alike import name_words, same_name
from triage.traits import PersonTraits, Traits, either_way, is_day

SHOWN_FROM = 0.5  # a lower score is what chance gives
_CHILD_FROM = 0.5  # of one child to another
_CHILD_WITH_INCIDENT = 0.3  # where the incident is the same too
_NEAR_BIRTH = 45  # days between an expected and a real birth
_WORDY = re.compile(r"[a-z0-9]+")
_SIBLING = re.compile(r"\b(?:half|step)?[ -]?(?:brother|sister|sibling|twin)s?\b", re.IGNORECASE)
_COMMON_PLACE_WORDS = frozenset(
    (
        "the",
        "at",
        "in",
        "on",
        "of",
        "and",
        "home",
        "address",
        "hospital",
        "house",
        "ward",
        "a",
        "e",
        "near",
        "by",
        "flat",
        "floor",
        "street",
        "road",
    )
)


class Kind(StrEnum):
    """What two referrals may have in common, the closest first."""

    SAME_EVENT = "same_event"  # the same child in the same incident: perhaps one referral twice
    SAME_CHILD = "same_child"  # the same child, and nothing says that it is the same incident
    SIBLING = "sibling"  # children of one family
    SAME_INCIDENT = "same_incident"  # one incident, other children


WEIGHTS: Mapping[str, float] = {
    "nhs_number_same": 1.0,
    "nhs_number_differs": -0.6,
    "local_reference_same": 0.5,
    "name_same": 0.45,
    "name_variant": 0.35,
    "name_part": 0.25,
    "name_short": 0.25,
    "surname_same": 0.12,
    "name_differs": -0.5,
    "born_same": 0.4,
    "born_transposed": 0.3,
    "born_near": 0.15,
    "born_as_expected": 0.25,
    "born_differs": -0.5,
    "postcode_same": 0.2,
    "address_same": 0.15,
    "incident_date_same": 0.3,
    "incident_date_transposed": 0.2,
    "incident_date_differs": 0.0,
    "incident_place_same": 0.25,
    "crime_reference_same": 0.6,
    "named_in_family": 0.55,
    "parent_same": 0.3,
}


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What two referrals have in common. `score` orders candidates and is shown to nobody."""

    kind: Kind
    score: float
    reasons: tuple[str, ...]  # keys of WEIGHTS, the weightiest first


def compare(mine: Traits, theirs: Traits) -> Likeness | None:
    """What the two have in common; None for what chance may explain."""
    incident = _incident_reasons(mine, theirs)
    best = _best_child(mine.children, theirs.children)
    family = _family_reasons(mine, theirs)
    same_incident = _sum(best) >= _CHILD_WITH_INCIDENT and _sum([*best, *incident]) > SHOWN_FROM
    if best and (_sum(best) >= _CHILD_FROM or same_incident):
        same_day = any(each in incident for each in ("incident_date_same", "incident_date_transposed"))
        told = is_day(mine.incident_date) and is_day(theirs.incident_date)
        kind = Kind.SAME_EVENT if same_day or not told else Kind.SAME_CHILD
        return _likeness(kind, [*best, *incident])
    kin = [*family, *_home_reasons(mine, theirs)]
    if family and _sum(kin) >= SHOWN_FROM:
        return _likeness(Kind.SIBLING, [*kin, *incident])
    if _sum([*incident, *kin]) >= SHOWN_FROM and {"incident_place_same", "crime_reference_same"} & set(incident):
        return _likeness(Kind.SAME_INCIDENT, [*incident, *kin])
    return None


def _best_child(mine: Sequence[PersonTraits], theirs: Sequence[PersonTraits]) -> list[str]:
    pairs = (_child_reasons(one, other) for one in mine for other in theirs)
    return max(pairs, key=_sum, default=[])


def _child_reasons(one: PersonTraits, other: PersonTraits) -> list[str]:
    found = [same_name(one.name, other.name), _birth(one, other)]
    if one.nhs_number.isdigit() and other.nhs_number.isdigit():
        found.append("nhs_number_same" if one.nhs_number == other.nhs_number else "nhs_number_differs")
    if len(one.reference) >= 4 and one.reference == other.reference:
        found.append("local_reference_same")
    found += _address(one, other)
    return [each for each in found if each]


def _birth(one: PersonTraits, other: PersonTraits) -> str:
    if is_day(one.born) and is_day(other.born):
        return _days("born", one.born, other.born)
    for expected, born in ((one.expected, other.born), (other.expected, one.born), (one.expected, other.expected)):
        if is_day(expected) and is_day(born):
            apart = abs((date.fromisoformat(expected) - date.fromisoformat(born)).days)
            return "born_as_expected" if apart <= _NEAR_BIRTH else "born_differs"
    return ""


def _days(what: str, one: str, other: str) -> str:
    if one == other:
        return f"{what}_same"
    if either_way(one) == either_way(other):
        return f"{what}_transposed"
    slips = OSA.distance(one, other, score_cutoff=1)
    return f"{what}_near" if what == "born" and slips == 1 else f"{what}_differs"


def _address(one: PersonTraits, other: PersonTraits) -> list[str]:
    found = []
    if len(one.postcode) >= 5 and one.postcode == other.postcode:
        found.append("postcode_same")
    if _same_place(one.address, other.address):
        found.append("address_same")
    return found


def _incident_reasons(mine: Traits, theirs: Traits) -> list[str]:
    found = []
    if is_day(mine.incident_date) and is_day(theirs.incident_date):
        found.append(_days("incident_date", mine.incident_date, theirs.incident_date))
    if "incident_date_differs" not in found and _same_place(mine.incident_place, theirs.incident_place):
        found.append("incident_place_same")
    if len(mine.crime_reference) >= 4 and mine.crime_reference == theirs.crime_reference:
        found.append("crime_reference_same")
    return found


def _family_reasons(mine: Traits, theirs: Traits) -> list[str]:
    """A subject child of one is a brother or sister in the other, or both have the same parent."""
    for children, family in ((mine.children, theirs.family), (theirs.children, mine.family)):
        for child in children:
            if any(_is_person(child, each) and _SIBLING.search(each.relationship or "sibling") for each in family):
                return ["named_in_family"]
    adults = [[each for each in side.family if not _SIBLING.search(each.relationship)] for side in (mine, theirs)]
    if any(
        same_name(one.name, other.name) == "name_same" and len(name_words(one.name)) >= 2 and _birth_fits(one, other)
        for one in adults[0]
        for other in adults[1]
    ):
        return ["parent_same"]
    return []


def _home_reasons(mine: Traits, theirs: Traits) -> list[str]:
    found: list[str] = []
    for one in mine.children:
        for other in theirs.children:
            found += _address(one, other)
            if same_name(one.name, other.name) in ("surname_same", "name_short"):
                found.append("surname_same")
    return list(dict.fromkeys(found))


def _is_person(one: PersonTraits, other: PersonTraits) -> bool:
    alike = same_name(one.name, other.name)
    if alike == "name_same":
        return _birth_fits(one, other)
    return alike in ("name_variant", "name_part", "name_short") and _birth(one, other) == "born_same"


def _birth_fits(one: PersonTraits, other: PersonTraits) -> bool:
    return _birth(one, other) not in ("born_differs", "born_near")


def _same_place(one: str, other: str) -> bool:
    """Most of the telling words of the shorter one stand in the longer one, a number among them where both have one."""
    words, others = (set(_WORDY.findall(each.casefold())) - _COMMON_PLACE_WORDS for each in (one, other))
    if not words or not others:
        return False
    numbers = [{word for word in each if word[0].isdigit()} for each in (words, others)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return False
    fewer = min(words, others, key=len)
    return len(words & others) / len(fewer) >= 0.75 and sum(map(len, words & others)) >= 5


def _likeness(kind: Kind, reasons: Iterable[str]) -> Likeness | None:
    ordered = sorted(dict.fromkeys(reasons), key=lambda each: -WEIGHTS[each])
    score = min(1.0, _sum(ordered))
    return Likeness(kind=kind, score=round(score, 2), reasons=tuple(ordered)) if score >= SHOWN_FROM else None


def _sum(reasons: Iterable[str]) -> float:
    return sum(WEIGHTS[each] for each in dict.fromkeys(reasons))
