"""Facts that sentences of a letter say in the words in which people commonly say them. What is not said so is left.

Only whole patterns count: a name after a word of kinship, an address after `lives at`, a reference after `police`.
"""

import re
from collections.abc import Iterator

from extract.told.agencies import agency_facts
from extract.told.agreement import agreement_facts
from extract.told.child import child_facts
from extract.told.family import relatives
from extract.told.incident import incident_facts
from extract.told.plans import plan_facts
from extract.told.processes import process_facts
from extract.told.said import Said, first, sentences
from extract.values import find_emails, find_phones

_REACH = re.compile(
    r"\b(?:[Ii]|[Ww]e)\b[^.;]{0,30}\b(?:glad|happy|pleased|available|free) to (?:speak|talk|help|discuss|meet|answer)\b"
    r"|\b(?:telephone|phone|ring|call|reach|contact|write to|e-?mail)\b[^.]{0,20}\b(?:me|us)\b|\b(?:I|we) can be"
    r" (?:reached|contacted)\b"
    r"|\bmy (?:direct |mobile |telephone |phone )?(?:number|line|e-?mail)\b",
    re.I,
)


def facts_of(text: str) -> list[Said]:
    """What one paragraph of a letter says, each fact once; empty where it says nothing in these words."""
    told = sentences(text)
    found: list[Said] = []
    for number, sentence in enumerate(told):
        found.extend(sentence_facts(sentence, told[number + 1] if number + 1 < len(told) else ""))
    return first(found)


def sentence_facts(sentence: str, following: str = "") -> Iterator[Said]:
    """What one sentence says; contact data are its writer's, the consulted lead's or another agency's."""
    yield from relatives(sentence)
    yield from child_facts(sentence)
    yield from plan_facts(sentence)
    yield from process_facts(sentence)
    agreed = list(agreement_facts(sentence, following))
    yield from agreed or incident_facts(sentence)
    if _REACH.search(sentence):
        yield from (Said(path="referrer.phone", value=each) for each in find_phones(sentence)[:1])
        yield from (Said(path="referrer.email", value=each) for each in find_emails(sentence)[:1])
    elif not agreed:
        yield from agency_facts(sentence)


def processes_of(text: str) -> Iterator[Said]:
    """What sentences say of police, inquest and notifications, where one question asks for all of them."""
    for sentence in sentences(text):
        yield from process_facts(sentence)
