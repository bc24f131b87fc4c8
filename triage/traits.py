"""What is compared of two referrals: people, incident, places, taken from a record's values. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_WORDY = re.compile(r"[a-z0-9]+")
_INDEXED = re.compile(r"(children|family)\[(\d+)\]\.(\w+)")


@dataclass(frozen=True, kw_only=True)
class PersonTraits:
    """A child or a relative as a form names them."""

    name: str
    born: str = ""  # ISO
    expected: str = ""  # ISO, of an unborn child
    nhs_number: str = ""
    reference: str = ""
    postcode: str = ""
    address: str = ""
    relationship: str = ""


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What is compared of one referral."""

    children: tuple[PersonTraits, ...] = ()
    family: tuple[PersonTraits, ...] = ()
    incident_date: str = ""
    incident_place: str = ""
    crime_reference: str = ""


def traits_of(facts: Mapping[str, str]) -> Traits:
    """Of a record given as paths and the values that stand."""
    people: dict[tuple[str, int], dict[str, str]] = {}
    for path, value in facts.items():
        if match := _INDEXED.fullmatch(path):
            people.setdefault((match[1], int(match[2])), {})[match[3]] = value
    found = {
        group: [_person(people[key]) for key in sorted(people) if key[0] == group] for group in ("children", "family")
    }
    return Traits(
        children=tuple(found["children"]),
        family=tuple(found["family"]),
        incident_date=facts.get("incident.date", ""),
        incident_place=facts.get("incident.location", ""),
        crime_reference=_plain(facts.get("parallel.crime_reference", "")),
    )


def _person(facts: Mapping[str, str]) -> PersonTraits:
    return PersonTraits(
        name=facts.get("full_name") or facts.get("name", ""),
        born=facts.get("dob", ""),
        expected=facts.get("edd", ""),
        nhs_number=facts.get("nhs_number", ""),
        reference=_plain(facts.get("local_reference", "")),
        postcode=_plain(facts.get("postcode", "")),
        address=facts.get("address", ""),
        relationship=facts.get("relationship", ""),
    )


def either_way(day: str) -> str:
    """One key for a day and the day that comes of exchanging day and month."""
    year, month, number = day.split("-")
    low, high = sorted((month, number))
    return f"{year}-{low}-{high}" if int(high) <= 12 else day


def is_day(text: str) -> bool:
    """Whether it is a day as the record writes it, ISO."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _plain(text: str) -> str:
    return "".join(_WORDY.findall(text.casefold()))
