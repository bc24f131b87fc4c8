"""Whether words behind a question mark or colon go on asking: `Who is at home? Please tell us their names.`"""

import re

from extract.told.asked import AGENCIES, CHILD_CUES, FAMILY, PROCESS_CUES, REFERRER, REPRESENTATIVE, asked_in
from extract.values import special_answer

_ASKS_ON = re.compile(
    r"^\W*(?:please|tell us|give|include|say|state|list|add|you (?:may|can)|we need|we would like|what|who|when"
    r"|where|which|how|their|any|names?"
    r"|if you (?:know|have)|with|do|does|did|is|are|has|have)\b[^\d]*$",
    re.I,
)
_BRACKETED = re.compile(r"^\s*\([^()]*\)\W*$")
_LIST_CUE = re.compile(
    r"\b(?:names?|roles?|jobs?|job titles?|posts?|agency|services?|organisations?|workplace|phone|telephone"
    r"|numbers?|e-?mail|contacts?|date|address"
    r"|relationship|worker)\b|" + "|".join((*CHILD_CUES.values(), *PROCESS_CUES.values())),
    re.I,
)
MOST_WORDS = 5  # of one item of a list of what is asked for
_TELLS_TO = re.compile(
    r"\W*(?:(?:if (?:so|yes|not|known)|please|and)\W+)?(?:give|state|tell|say|list|include|describe)\b", re.I
)
_UNITS = {FAMILY, AGENCIES, REFERRER, REPRESENTATIVE}


def goes_on_asking(whole: str, rest: str, *, set_apart: bool) -> bool:
    """Whether the rest of a line is part of its question for several facts.

    `set_apart`: the whole line is set as a heading or in bold, so that a bare list of facts can be part of it.
    """
    if not rest.strip(" ?:.-–") or re.search(r"\d", rest):
        return False
    if set_apart and _TELLS_TO.match(rest):
        return True
    asked = asked_in(whole)
    if len(asked) < 2 and not _UNITS & set(asked):
        return False
    parts = [part for part in re.split(r"(?<=[?.])\s+|(?<=\))\s+", rest.strip()) if part.strip(" ?:")]
    if all(part.endswith("?") or _ASKS_ON.match(part) or _BRACKETED.match(part) for part in parts):
        return rest.rstrip().endswith(("?", ")", ".")) or set_apart
    return set_apart and _is_list(rest)


def _is_list(rest: str) -> bool:
    """`name, role, workplace, number, today's date`; but not `Weir School, GP unknown`."""
    items = [item.strip(" .?") for item in re.split(r",|;|/|\band\b", rest) if item.strip(" .?")]
    named = [item for item in items if _LIST_CUE.search(item) and len(item.split()) <= MOST_WORDS]
    return len(items) > 1 and len(named) == len(items) and not any(special_answer(item.split()[-1]) for item in items)
