"""By which keys cases are looked up for comparison, so that nobody has to compare with them all. Pure."""

from triage.names_alike import name_words, roots, sound
from triage.traits import Traits, either_way, is_day


def blocking_keys(traits: Traits) -> frozenset[str]:
    """What a case is looked up by: two cases worth comparing share at least one key."""
    keys: set[str] = set()
    for child in traits.children:
        keys |= {f"nhs:{child.nhs_number}"} if child.nhs_number.isdigit() else set()
        keys |= {f"born:{either_way(day)}" for day in (child.born, child.expected) if is_day(day)}
        keys |= {f"ref:{child.reference}"} if len(child.reference) >= 4 else set()
    for person in (*traits.children, *traits.family):
        keys |= {f"name:{each}" for each in _name_keys(person.name)}
        keys |= {f"post:{person.postcode}"} if len(person.postcode) >= 5 else set()
    if is_day(traits.incident_date):
        keys.add(f"incident:{either_way(traits.incident_date)}")
    if len(traits.crime_reference) >= 4:
        keys.add(f"crime:{traits.crime_reference}")
    return frozenset(key[:120] for key in keys)


def child_keys(name: str) -> frozenset[str]:
    """Every word of a subject child's name: whoever shares one may be compared by name."""
    return frozenset(f"word:{word}"[:120] for word in name_words(name))


def _name_keys(name: str) -> set[str]:
    """First and last word by their sound, whichever comes first, for every name that the first may be short for."""
    words = name_words(name)
    if len(words) < 2:
        return set()
    first, last = words[0], words[-1]
    forms = {(a, b) for a in (*roots(first), first) for b in (*roots(last), last)}
    return {"+".join(sorted((sound(a), sound(b)))) for a, b in forms}
