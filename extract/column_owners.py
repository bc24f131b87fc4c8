"""Whom the head of a column is for, where a table has a person or an agency a column: `Child 1`, `Mother`, `Agency 2`.

Knows the words of heads only; which row of a table is one is judged elsewhere.
"""

import re
from dataclasses import dataclass

from extract.kinship import RELATIONSHIP
from extract.layouts_headers import child_number
from extract.values import tidy

LONGEST = 5  # words of a head that says who somebody is
_NUMBER = r"(?:\W*(?:no\.?\W*)?(?:\d{1,2}|[A-H]|one|two|three|four|five|six))"
_ONE = (
    r"(?:child|young person|pupil|student|baby|infant|twin|unborn(?: (?:baby|child))?|patient|victim|subject|self"
    r"|(?:subject|index|referred|injured|deceased|focus|main|primary) (?:child|young person|pupil|baby|infant|patient))"
)
_SUBJECT = re.compile(rf"\W*(?:the )?{_ONE}{_NUMBER}?\W*", re.I)
_MEANT = re.compile(r"[(\[]\s*(?:subject|index|if |where |as |main)[^()\[\]]*[)\]]\s*$", re.I)
_HINT = re.compile(r"[(\[][^()\[\]]*[)\]]\s*$")
_AGENCY = re.compile(
    rf"\W*(?:lead |other |partner )?(?:agency|organisation|service|professional|practitioner){_NUMBER}\W*", re.I
)
_RELATIVE = re.compile(
    r"\W*(?:the |other |another |any other )?(?:significant |known |key )?"
    r"(?:adult|parent|carer|parent\W{1,3}carer|relative|(?:family|household) member|child|person|alleged perpetrator"
    rf"|perpetrator|suspect)(?: in (?:the )?(?:home|household|family))?{_NUMBER}?\W*",
    re.I,
)
_SIBLING = re.compile(r"\W*sibling\b", re.I)
_PERSON = re.compile(rf"\W*(?:person|individual|member){_NUMBER}\W*", re.I)
_COUNT = re.compile(rf"\s*{_NUMBER}\W*$", re.I)
_NOT_SAID = re.compile(r"\W*(?:n\W?a|none|self|the child|not applicable)?\W*", re.I)
_WORKER = re.compile(r"\b(?:worker|officer|nurse|teacher|visitor|midwife|doctor|practitioner|manager|gp|staff)\b", re.I)


@dataclass(frozen=True, kw_only=True)
class ColumnOwner:
    """Whom a column is for. `group`: the list that holds the entry; None where the head does not say.

    `name`: the same in a later table means the same entry; empty where the head is not numbered. `role`: how a
    relative is related, where the head says it.
    """

    group: str | None
    name: str = ""
    role: str = ""


def owner_of(head: str) -> ColumnOwner | None:
    """Whom a column is for by its head; None where the head says no such thing."""
    text = tidy(_MEANT.sub("", head))
    if not text or len(text.split()) > LONGEST + 1:
        return None
    if _SUBJECT.fullmatch(text) or (child_number(text) and not _SIBLING.match(text)):
        number = child_number(text)
        return ColumnOwner(group="child", name=f"block{number}" if number else "")
    plain = tidy(_HINT.sub("", text))
    if _AGENCY.fullmatch(plain):
        return ColumnOwner(group="agencies", name=_words(plain))
    if _PERSON.fullmatch(plain):
        return ColumnOwner(group=None, name=_words(plain))
    if _RELATIVE.fullmatch(plain):
        return ColumnOwner(group="family", name=_words(plain) if re.search(_COUNT, plain) else "")
    return _relative(plain)


def said_role(text: str) -> ColumnOwner | None:
    """Whom a column is for by what a row of roles or relationships says in it; None of workers and other words."""
    if _NOT_SAID.fullmatch(text):
        return ColumnOwner(group="child") if text.strip(" .-–") else None
    found = owner_of(text)
    if found and found.group in ("child", "family"):
        return found
    return ColumnOwner(group="family") if RELATIONSHIP.search(text) and not _WORKER.search(text) else None


def is_worker(text: str) -> bool:
    """Whether a head names a post: no person of the family, and asked about in other lists."""
    return len(text.split()) <= LONGEST and bool(_WORKER.search(text)) and owner_of(text) is None


def _relative(text: str) -> ColumnOwner | None:
    """`Mother`, `Step-father`, `Mother's partner`, `Sibling 2`."""
    if len(text.split()) > LONGEST or not RELATIONSHIP.search(text) or _WORKER.search(text):
        return None
    if text.endswith("?") or re.search(r"\d{3}", text):
        return None
    counted = _COUNT.search(text)
    role = text[: counted.start()] if counted else text
    return ColumnOwner(group="family", name=_words(text) if counted else "", role=tidy(role).strip(" :"))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+|\d+", text.casefold()))
