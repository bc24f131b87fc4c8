"""Lists of whom to speak to under headings that name no block: `Contacts`, `Who else you can talk to`.

A heading alone proves nothing: every entry must name a service with somebody there or a way to reach it.
"""

import re

from extract.blocks import LabelledAnswer
from extract.candidates import Value
from extract.facts_by_line import agencies_joined
from extract.parsing import Written
from extract.people import LONGEST_SERVICE, names_body, read_agency, split_agencies
from extract.values import find_emails, find_phones, special_answer, tidy

LONGEST_ENTRY = 16  # words of a service with a person and a number; longer text tells what they did
_HEADING = re.compile(
    r"\bcontacts\b|\bprofessionals?\b|\b(?:other|which|key) (?:agencies|services|workers|people)\b|\bteam around\b"
    r"|\bwho (?:else )?(?:to|can|could|should|may|we can|you can|knows?)\b|\b(?:speak|talk) to\b|\binvolved\b",
    re.I,
)
_ASKS = re.compile(
    r"[?:]|\b(?:names?|contacts?|details?|tel(?:ephone)?|phone|mobile|e-?mail|address|other|any|which|date|when)\b"
    r"|^\W*(?:role|post|job|title|position|agency|organisation|service|team|relationship|child|mother|father|parents?)s?\W*$",
    re.I,
)
_HOURS = re.compile(r"(?<=\d)\s*\([^()\d]*\)\s*$")  # behind a number: `(Tues-Thurs)`
_NAMED = re.compile(r"(?:(?:Dr|Mrs?|Ms|Miss|Sr|DC|DS|DI|PC|Rev)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:[,;(]|$)")
_TITLED = re.compile(r"(?:Dr|Mrs?|Ms|Miss|Sr|DC|DS|DI|PC|Rev)\.? [A-Z]")


def heads_contacts(text: str) -> bool:
    """Whether a heading may stand over a list of whom to speak to."""
    return bool(_HEADING.search(text))


def heads_contact_row(answer: LabelledAnswer) -> bool:
    """Whether a service stands where questions do: `Youth Justice | Jo Field 01632 960201`.

    In a list of agencies, or under a heading such as `Contacts` that names no other block.
    """
    label = tidy(answer.label)
    if answer.rule != "cell_right" or answer.instance or _ASKS.search(label):
        return False
    if answer.block.group == "agencies":
        return names_body(label) and len(label.split()) <= LONGEST_SERVICE
    return answer.block.group is None and bool(_HEADING.search(answer.block.heading))


def contact_row(answer: LabelledAnswer, written: Written) -> list[Value]:
    """The service of a row and who there can be reached; nothing where neither a name nor a number is given."""
    text = _HOURS.sub("", ", ".join(written.lines))
    reached = find_phones(text) or find_emails(text)
    named = _NAMED.match(text) if names_body(answer.label) else _TITLED.match(text)
    if written.offered or special_answer(text) or not (reached or named):
        return []
    place = answer.place
    instance = f"p{place.page}t{place.table}r{place.row}n{place.paragraph}:{answer.label}"
    facts = read_agency(f"{tidy(answer.label)}: {text}")
    if "contact" not in facts and "contact_name" not in facts:
        return []
    return [Value(path=f"agencies[].{key}", value=value, fit=0.9, instance=instance) for key, value in facts.items()]


def listed_contacts(answer: LabelledAnswer, written: Written) -> list[Value]:
    """The entries below a heading for contacts; empty where one of them is no service with a person or a number."""
    headed = answer.block.group is None and not answer.instance and _HEADING.search(answer.label)
    return contacts_of(answer, written) if headed else []


def contacts_of(answer: LabelledAnswer, written: Written) -> list[Value]:
    """The entries of an answer that is nothing but services, each with a person or a number; otherwise empty."""
    entries = split_agencies("\n".join(agencies_joined(written.rows)))
    told = [read_agency(each) for each in entries]
    whole = all("agency" in facts and len(facts) > 1 for facts in told)
    whole = whole and all(len(entry.split()) <= LONGEST_ENTRY for entry in entries)
    if not whole or not any("contact" in facts for facts in told):
        return []
    place = answer.place
    start = f"p{place.page}t{place.table}n{place.paragraph}:{answer.label}"
    return [
        Value(path=f"agencies[].{key}", value=value, fit=0.9, instance=f"{start}:{number}")
        for number, facts in enumerate(told)
        for key, value in facts.items()
    ]
