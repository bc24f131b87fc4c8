"""Words and sentences made of codes, by the tables of `wording`."""

import re
from collections.abc import Iterable, Mapping

from triage.model import AuditEvent, Finding
from triage.web.wording import ACTIONS, FAULTS, LOSSES, MESSAGE_CLASSES, POSSIBLE_BELOW, REASONS, WARNINGS
from triage.web.wording_letters import SENDING

_LOST = "lost_"  # how a warning names what a reader left out
_INNER_PATH = re.compile(r"\S*/\S*")  # a part inside a Word file says nothing to a person


def in_words(table: Mapping[str, str], code: str) -> str:
    """The words of a code; a code that the table does not know comes back as itself, with spaces."""
    return table.get(code) or str(code).replace("_", " ")


def in_tag(table: Mapping[str, tuple[str, str]], code: str) -> tuple[str, str]:
    """Words and colour of a tag; an unknown code is grey."""
    return table.get(code) or (code.replace("_", " ").capitalize(), "grey")


def capitalize_first(text: str) -> str:
    """The first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def warnings(codes: Iterable[str]) -> list[str]:
    """Each warning once, in words. What follows a colon, an at sign or a space is its place; several are counted."""
    places: dict[str, list[str]] = {}
    for name, place in (_name_and_place(each) for each in codes):
        if not name.startswith(_LOST):
            places.setdefault(in_words(WARNINGS, name), []).append(_INNER_PATH.sub("", place).strip())
    return [capitalize_first(words) + _where(found) for words, found in places.items()]


def not_shown(codes: Iterable[str]) -> str:
    """What a reader left out of a document, `page footer; pictures (2)`; empty where nothing was."""
    names = [name.removeprefix(_LOST) for name, _ in map(_name_and_place, codes) if name.startswith(_LOST)]
    found = [(in_words(LOSSES, name), names.count(name)) for name in dict.fromkeys(names)]
    return "; ".join(words if number == 1 else f"{words} ({number})" for words, number in found)


def _name_and_place(code: str) -> tuple[str, str]:
    name, *place = re.split(r"[:@ ]\s*", code, maxsplit=1)
    return name, place[0] if place else ""


def _where(places: list[str]) -> str:
    if len(places) > 1:
        return f" ({len(places)} places)"
    return f" ({places[0].replace('_', ' ')})" if places[0] else ""


def sending_reason(code: str) -> str:
    """Why an e-mail of ours has not gone out. A relay's own codes are three digits."""
    if code.isdigit():
        return f"the relay refused it (answer {code})"
    return in_words(FAULTS | SENDING, "sign_in" if code.startswith("sign_in") else code)


def event_sentence(event: AuditEvent) -> str:
    """One sentence of the history."""
    who = "The service" if event.actor == "service" else event.actor
    known = ACTIONS.get(event.action)
    return known.format(who=who) if known else f"{who}: {event.action.replace('_', ' ')}."


def event_detail(event: AuditEvent) -> str:
    """The codes behind an event, in words."""
    codes = [each.strip() for each in event.detail.split(",") if each.strip()]
    return "; ".join(REASONS.get(each) or in_words(MESSAGE_CLASSES, each) for each in codes)


def suggestion(finding: Finding, *, graded: bool) -> str:
    """What a finding says, in words and never as a number; `graded` calls a plain yes that is unsure possible."""
    if not finding.positive:
        return "may be denied" if finding.against else "nothing found"
    if finding.value == "possible" or (graded and finding.value is True and finding.probability < POSSIBLE_BELOW):
        return "possible"
    words = finding.value if finding.value in ("known", "suspected") else ""
    return f"evidence found: {words}" if words else "evidence found"
