"""What the head of a mail says of a referral in its text: who sent it, and when. Only where the text does not.

The sender is the referrer where the text is signed with the sender's name or with no name at all.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.document import ENVELOPE_PART, Envelope, Place
from extract.letter_signature import BODY, ROLE

SURE, UNSURE = 0.6, 0.5  # confidence of the sender's data, and of a name that no signature says
FEWEST_BLOCKS = 2  # of the record that the text must answer for its sender to be a referrer
_RULE = "envelope"
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\b\w*\d\w*\b|[\"']")
_SHARED = re.compile(
    r"\b(?:team|referrals?|inbox|mailbox|duty|admin|office|enquiries|info|reception|safeguarding|reply|desk|hub|group|mash)\b",
    re.I,
)  # mailboxes of several people
_PLACE = Place(part=ENVELOPE_PART)
_LISTED = ("agencies[].agency", "family[].name")  # a first name below a list is its writer's
_NAME, _EMAIL, _DATE = "referrer.name", "referrer.email", "referrer.date"


def with_envelope(candidates: Sequence[Candidate], envelope: Envelope | None) -> list[Candidate]:
    """The candidates with the sender's full name for a first name, and with address and date that nothing else says."""
    found = _without_writer(candidates, envelope)
    blocks = {each.path.partition(".")[0] for each in found} - {"referrer", "representative"}
    if envelope is None or len(blocks) < FEWEST_BLOCKS or not any(each.path.startswith("children") for each in found):
        return found
    name = _person(envelope.sender_name)
    signed = next((each for each in found if each.path == _NAME), None)
    if signed is None and envelope.passed_on:
        return found
    unknown = not envelope.sender_name and not envelope.sender_address
    if signed is not None and not unknown and not _is_sender(signed.value, name, envelope.sender_address):
        return found
    if signed is not None and len(signed.value.split()) == 1 and len(name.split()) > 1:
        found = [replace(each, value=name, rule=_RULE) if each is signed else each for each in found]
    elif signed is None and name:
        found.append(_candidate(_NAME, name, envelope.sender_name, UNSURE))
    paths = {each.path for each in found}
    if envelope.sender_address and _EMAIL not in paths and _NAME in paths:
        found.append(_candidate(_EMAIL, envelope.sender_address, envelope.sender_address, SURE))
    if envelope.sent is not None and _DATE not in paths and _NAME in paths:
        day = envelope.sent.isoformat()
        found.append(_candidate(_DATE, day, day, SURE))
    return found


def _without_writer(candidates: Sequence[Candidate], envelope: Envelope | None) -> list[Candidate]:
    """Without the agency or relative that is no more than a first name: the writer's, set below a list."""
    names = [each.value for each in candidates if each.path == _NAME]
    words = {word for name in (*names, envelope.sender_name if envelope else "") for word in _words(name)}
    return [each for each in candidates if each.path not in _LISTED or each.value.casefold() not in words]


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", name.casefold()))


def _candidate(path: str, value: str, raw: str, confidence: float) -> Candidate:
    return Candidate(
        path=path, value=value, raw=raw, confidence=confidence, place=_PLACE, label="e-mail header",
        rule=_RULE, strength=confidence,
    )  # fmt: skip


def _person(shown: str) -> str:
    """`LANIGAN, Aoife (FORD LANE SURGERY)` as `Aoife Lanigan`; empty for a team's, a post's or half a name."""
    plain = " ".join(_BRACKETS.sub(" ", shown).split())
    surname, comma, first = (part.strip() for part in plain.partition(","))
    name = f"{first} {surname}" if comma else plain
    words = [word.title() if word.isupper() and len(word) > 2 else word for word in name.split()]
    if not 2 <= len(words) <= 4 or not all(word[:1].isalpha() for word in words) or "@" in name:
        return ""
    return "" if any(each.search(name) for each in (BODY, ROLE, _SHARED)) else " ".join(words)


def _is_sender(signed: str, name: str, address: str) -> bool:
    """Whether two names can be one person's: a word of the one is in the other, or in the address."""
    words, shown = _words(signed), _words(name)
    local = re.sub(r"[^a-z]", "", address.partition("@")[0].casefold())
    if words & shown:
        return len(words & shown) >= min(2, len(words), len(shown))
    return not shown and any(word in local for word in words)
