"""Candidates of one form as one record: entries of lists told apart, values used once, rivals kept as conflicts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from config.schema.fields import FieldCatalogue
from extract.candidates import Candidate
from extract.dates import find_dates
from extract.model import Conflict, FieldReading, OtherAnswer, ReferralRecord
from extract.people import same_person
from extract.values import tidy

RIVAL = 0.85  # strength of a label's match from which a second, different value is a conflict rather than a misreading
JOINED = 0.72  # strength from which an answer is part of an account that another question asks for too
_UNBORN = re.compile(r"\bunborn\b|\bubb\b", re.I)
_LISTS = {"children[]": "full_name", "family[]": "name", "agencies[]": "agency"}


@dataclass(kw_only=True)
class _Entry:
    """One entry of a list while it is being put together."""

    key: str
    fields: dict[str, list[Candidate]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        found = self.fields.get(name)
        return found[0].value if found else ""


@dataclass(frozen=True, kw_only=True)
class Assembled:
    """The record with what did not go into it."""

    record: ReferralRecord
    conflicts: tuple[Conflict, ...]
    others: tuple[OtherAnswer, ...]


def assemble(candidates: Sequence[Candidate], catalogue: FieldCatalogue, file: str) -> Assembled:
    """One record of all candidates of one form, in the contract's order."""
    joined = join_names(candidates)
    single: dict[str, list[Candidate]] = {}
    lists: dict[str, list[_Entry]] = {}
    for prefix in _LISTS:
        lists[prefix] = _entries(prefix, [each for each in joined if each.path.startswith(prefix)])
    ticked = [each for each in joined if each.path == "criteria_ticked[]"]
    for each in joined:
        if not each.path.startswith(tuple(_LISTS)) and each.path != "criteria_ticked[]":
            single.setdefault(each.path, []).append(each)
    slots: dict[str, list[Candidate]] = {}
    for prefix, entries in lists.items():
        for number, entry in enumerate(entries):
            for name, found in entry.fields.items():
                slots[f"{prefix[:-2]}[{number}].{name}"] = found
    slots.update(single)
    return _choose(slots, ticked, catalogue, file)


def _choose(
    slots: dict[str, list[Candidate]], ticked: Sequence[Candidate], catalogue: FieldCatalogue, file: str
) -> Assembled:
    readings: dict[str, FieldReading] = {}
    conflicts: list[Conflict] = []
    others: list[OtherAnswer] = []
    for path, found in slots.items():
        definition = catalogue.definition(path)
        if definition is None or definition.internal:
            continue
        winner, rivals, left = _rank(found)
        readings[path] = _reading(winner, path, file)
        if rivals:
            conflicts.append(
                Conflict(path=path, readings=tuple(_reading(each, path, file) for each in (winner, *rivals)))
            )
        others.extend(OtherAnswer(label=tidy(each.label), value=each.value, place=each.place) for each in left)
    order = {definition.path: number for number, definition in enumerate(catalogue.fields)}
    ordered = sorted(readings.values(), key=lambda each: _position(each.path, order))
    ticks = [_reading(each, f"criteria_ticked[{number}]", file) for number, each in enumerate(ticked)]
    return Assembled(
        record=ReferralRecord(readings=(*ordered, *ticks)), conflicts=tuple(conflicts), others=tuple(others)
    )


def _rank(found: list[Candidate]) -> tuple[Candidate, list[Candidate], list[Candidate]]:
    """The value for a slot, strong different ones as rivals, weak different ones to be kept elsewhere."""
    if found[0].prose:
        return _joined_prose(found)
    ranked = sorted(found, key=lambda each: (-round(each.strength * each.confidence, 2), each.implied))
    winner = ranked[0]
    different = [each for each in ranked[1:] if _plain(each.value) != _plain(winner.value)]
    different = [each for each in different if not _inside(each.value, winner.value)]
    seen: dict[str, Candidate] = {}
    for each in different:
        seen.setdefault(_plain(each.value), each)
    rivals = [each for each in seen.values() if each.strength >= RIVAL]
    left = [each for each in seen.values() if each.strength < RIVAL and not each.implied]
    return winner, rivals, left


def _joined_prose(found: list[Candidate]) -> tuple[Candidate, list[Candidate], list[Candidate]]:
    """Several strong answers to questions for the same account are one account; weak ones are kept elsewhere."""
    best = max(each.strength for each in found)
    strong = [each for each in found if each.strength >= min(best, JOINED)]
    left = [each for each in found if each not in strong]
    texts = list(dict.fromkeys(each.value for each in strong))
    texts = [text for text in texts if not any(text != other and text in other for other in texts)]
    winner = replace(strong[0], value="\n".join(texts), raw=" ".join(dict.fromkeys(each.raw for each in strong)))
    return winner, [], left


def _entries(prefix: str, candidates: Sequence[Candidate]) -> list[_Entry]:
    """Entries of one list: by grid row or column, by numbered block, else in sequence; the same person once."""
    main = _LISTS[prefix]
    entries: dict[str, _Entry] = {}
    shared: list[Candidate] = []
    sequence = 0
    for each in candidates:
        name = each.path[len(prefix) + 1 :]
        if each.named:
            shared.append(each)
            continue
        key = each.instance or _latest_without(entries, name, main, prefix)
        if not key:
            current = entries.get(f"seq{sequence}")
            repeats = current is not None and name in current.fields and current.first(name) != each.value
            if (
                (name == main and repeats and prefix != "children[]")
                or (name == main and repeats and not same_person(current.first(main) if current else "", each.value))
                or (prefix != "children[]" and repeats)
            ):
                sequence += 1
            key = f"seq{sequence}"
            if prefix == "children[]" and name != main and (current is None or main not in current.fields):
                shared.append(each)
                continue
        entries.setdefault(key, _Entry(key=key)).fields.setdefault(name, []).append(each)
    for entry in list(entries.values()):
        _expect_the_unborn(entry)
        _share_birth_dates(entry, entries)
    merged = _merged([entry for entry in entries.values() if _counts(entry, prefix)], main)
    return _share(merged, shared, prefix)


def _expect_the_unborn(entry: _Entry) -> None:
    """The birth date of an unborn child, asked for as `DOB or due date`, is the day on which it is expected."""
    if _UNBORN.search(entry.first("full_name")) and "dob" in entry.fields and "edd" not in entry.fields:
        entry.fields["edd"] = [replace(each, path="children[].edd") for each in entry.fields.pop("dob")]


def _share_birth_dates(entry: _Entry, entries: dict[str, _Entry]) -> None:
    """As many birth dates as people were named in the box beside them are theirs in order; otherwise nobody's."""
    people = [each for key, each in entries.items() if re.fullmatch(re.escape(entry.key) + r":\d+", key)]
    if not people or "dob" not in entry.fields:
        return
    whole = entry.fields.pop("dob")[0]
    days = find_dates(whole.raw)
    if len(days) == len(people):
        for each, (day, _, _) in zip(people, days, strict=True):
            each.fields.setdefault("dob", []).append(replace(whole, value=day.isoformat()))


def _latest_without(entries: dict[str, _Entry], name: str, main: str, prefix: str) -> str:
    """The entry read last, where a lone answer behind it tells what it lacks: contact details below two boxes."""
    latest = next(reversed(entries.values()), None)
    if latest is None or prefix == "children[]" or name == main or latest.key.startswith("seq"):
        return ""
    return latest.key if name not in latest.fields and main in latest.fields else ""


def _counts(entry: _Entry, prefix: str) -> bool:
    """An entry needs a name (or, of a child, at least a birth date); a relationship or a printed role alone is none."""
    if prefix == "children[]":
        return bool(set(entry.fields) & {"full_name", "dob", "edd", "age", "address", "nhs_number"})
    if prefix == "family[]":
        return bool(set(entry.fields) & {"name", "dob"})
    return "agency" in entry.fields or "contact_name" in entry.fields


def _merged(entries: list[_Entry], main: str) -> list[_Entry]:
    merged: list[_Entry] = []
    for entry in entries:
        twin = next(
            (each for each in merged if main != "agency" and each.first(main) and entry.first(main)
             and same_person(each.first(main), entry.first(main))
             and not (each.first("dob") and entry.first("dob") and each.first("dob") != entry.first("dob"))),
            None,
        )  # fmt: skip
        if twin is None:
            merged.append(entry)
            continue
        for name, found in entry.fields.items():
            twin.fields.setdefault(name, []).extend(found)
    return _with_nameless(merged, main) if main == "full_name" else merged


def _with_nameless(entries: list[_Entry], main: str) -> list[_Entry]:
    """A child of whom no name was read, and one child who lacks just what is told of that one: the same child."""
    named = [each for each in entries if main in each.fields]
    nameless = [each for each in entries if main not in each.fields]
    if len(named) != 1 or len(nameless) != 1 or set(named[0].fields) & set(nameless[0].fields):
        return entries
    named[0].fields.update(nameless[0].fields)
    return named


def _share(entries: list[_Entry], shared: list[Candidate], prefix: str) -> list[_Entry]:
    """Answers that name their child go to it; those that stand under no entry go to all that have no own answer."""
    if shared and not entries:
        entries = [_Entry(key="only")]
    for each in shared:
        name = each.path[len(prefix) + 1 :]
        for entry in entries:
            if each.named and not same_person(entry.first("full_name"), each.named):
                continue
            if each.named or name not in entry.fields or len(entries) == 1:
                entry.fields.setdefault(name, []).append(each)
    return entries


def join_names(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Surname and forenames of one entry as its full name; the parts themselves leave."""
    kept: list[Candidate] = []
    waiting: dict[tuple[str, str], Candidate] = {}
    for each in candidates:
        prefix, _, name = each.path.rpartition(".")
        if name not in ("surname", "forenames"):
            kept.append(each)
            continue
        target = f"{prefix}.full_name" if prefix == "children[]" else f"{prefix}.name"
        key = (prefix, each.instance)
        partner = waiting.pop(key, None)
        if partner is None or partner.path == each.path:
            if partner is not None:
                kept.append(replace(partner, path=target))
            waiting[key] = each
            continue
        first, last = (each, partner) if name == "forenames" else (partner, each)
        whole = replace(partner, path=target, value=f"{first.value} {last.value}", raw=f"{first.raw} {last.raw}")
        kept.append(whole)
    for (prefix, _), alone in waiting.items():
        target = f"{prefix}.full_name" if prefix == "children[]" else f"{prefix}.name"
        kept.append(replace(alone, path=target))
    return kept


def _reading(candidate: Candidate, path: str, file: str) -> FieldReading:
    return FieldReading(
        path=path, value=candidate.value, raw=candidate.raw, confidence=min(1.0, candidate.confidence),
        place=candidate.place, file=file, label=candidate.label, rule=candidate.rule,
    )  # fmt: skip


def _position(path: str, order: dict[str, int]) -> tuple[int, int, int]:
    index = re.search(r"\[(\d+)\]", path)
    bare = re.sub(r"\[\d+\]", "[]", path)
    block = next((number for number, each in enumerate(("children", "family")) if path.startswith(each)), 2)
    return (
        block,
        int(index[1]) if index and block < 2 else 0,
        order.get(bare, 999) * 100 + (int(index[1]) if index else 0),
    )


def _plain(value: str) -> str:
    return "".join(char for char in value.casefold() if char.isalnum())


def _inside(short: str, long: str) -> bool:
    return len(_plain(short)) > 2 and _plain(short) in _plain(long)
