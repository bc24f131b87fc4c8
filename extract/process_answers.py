"""What people write beside a process or notification instead of yes or no: `Opened`, `Not yet`, `Mother, verbally`."""

import re

_UNDER_WAY = re.compile(
    r"^\W*(?:yes\W+)?(?:opened|open|on-?going|under ?way|in progress|active|commenced|started|issued|initiated"
    r"|current|live|adjourned|listed|begun)\b[\s.,;:–-]*(?P<more>.*)$",
    re.I | re.S,
)
_NOT_YET = re.compile(
    r"^\W*not (?:yet|currently|at present|at this (?:time|stage|point))\b[\s.,;:–-]*(?P<more>.*)$", re.I | re.S
)
_INFORMED = "notifications.family_informed"
_KIN = (
    r"(?:mum|mam|mother|dad|father|parents?|both(?: parents)?|(?:foster )?carers?|grandmother|grandfather|grandparents?"
    r"|nan|nana|gran|granny|guardians?|aunt|uncle|family)"
)
_KIN_SAYS = re.compile(rf"^\W*(?:the )?{_KIN}\b[\s:,–-]*(?P<said>yes|no|not)\b", re.I)
_KIN_TOLD = re.compile(
    rf"^\W*(?:the )?{_KIN}\b(?:[^.;]*\b(?:told|informed|aware|knows?|spoken|verbally|visit|phone|call|letter|email"
    r"|in person|meeting)\b|\W*(?:\d|$))",
    re.I,
)
_DENIED = re.compile(r"\b(?:no|not|never|nobody|neither|unable|without|un(?:aware|informed)|cannot|can['’]t)\b", re.I)


def said_of_process(path: str, text: str) -> tuple[str, str] | None:
    """Yes or no, and the words beside it, of a process or notification; None where the words say neither."""
    if not path.startswith(("parallel.", "notifications.")):
        return None
    if (waiting := _NOT_YET.match(text)) is not None:
        return "no", waiting["more"]
    if (running := _UNDER_WAY.match(text)) is not None and path.startswith("parallel."):
        return "yes", running["more"]
    return _who_was_told(text) if path == _INFORMED else None


def _who_was_told(text: str) -> tuple[str, str] | None:
    said = _KIN_SAYS.match(text)
    if said is not None:
        return ("yes" if said["said"].casefold() == "yes" else "no"), ""
    told = _KIN_TOLD.match(text) is not None and not _DENIED.search(text)
    return ("yes", "") if told else None
