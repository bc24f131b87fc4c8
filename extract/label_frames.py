"""A question without the words that only frame it: who shall write, where it is held, at what time it held.

`Insert date of birth`, `What is the address?`, `Home address as held on the school record` and `GP at time of death`
ask for what `Date of birth`, `Address`, `Home address` and `GP` ask for. Which field that is, is decided elsewhere.
"""

import re

LONGEST = 90  # letters of a question that is looked at: longer ones are sentences of their own

_ARTICLE = r"(?:(?:the|their|his|her|his/her|his or her|a|an|any|in)\s+)?"
_TOLD = re.compile(
    r"^\W*(?:please\s+|kindly\s+)?(?:insert|enter|state|give|provide|specify|print|write|quote|confirm|tell us about"
    r"|tell us(?= the| their| if| whether)|say(?= the| their| if| whether)|(?<=please )name|name the|record the"
    r"|record their)\s+(?:if\s+|whether\s+)?" + _ARTICLE,
    re.I,
)
_WHAT = re.compile(
    r"^\W*what(?:\s+(?:is|was|are|were)|['’]s)\s+(?=(?:the|their|his|her)\b)(?!their (?:full )?name\b)" + _ARTICLE,
    re.I,
)
_QUALITY = re.compile(
    r"^\W*(?:current|present|registered(?=\s+(?:home|address|sex|gender|gp|doctor|practice|name|patient))|recorded"
    r"|last known|estimated|approximate|approx\.?|confirmed|final|agreed"
    r"|stated|declared|claimed|observed|self[- ]defined|self[- ]described)\s+"
    r"(?!(?:at|on|by|with|in|for|to|as|of|and|or|location|whereabouts|place)\b)",
    re.I,
)
_RECORD = r"(?:records?|register|roll|certificate|system|file|database|notes)"
_TAILS = (
    re.compile(
        r"\s*[,–-]?\s(?:if|where|when|as far as|so far as)\s+(?:(?:it|they|this|these)\s+(?:is|are)\s+)?"
        r"(?:you have (?:it|one|them)|known|any|available|applicable|relevant|appropriate|possible|recorded)\W*$",
        re.I,
    ),
    re.compile(
        r"\sas\s+(?:held|recorded|registered|stated|shown|given|entered|listed|kept|described)"
        r"(?:\s+(?:on|in|by|at|with|from)(?:\s+[\w'’-]+){1,4})?\W*$",
        re.I,
    ),
    re.compile(
        r"\s(?:held\s+|recorded\s+|registered\s+)?(?:on|in)\s+(?:the\s+|our\s+|your\s+|their\s+)?"
        r"(?:(?!protection|cp\b)[\w'’-]+\s+){0,2}" + _RECORD + r"\W*$",
        re.I,
    ),
    re.compile(
        r"\s(?:at|on)\s+(?:the\s+)?(?:time|date)(?:\s+(?:of|when)(?:\s+[\w'’-]+){1,6})?\W*$"
        r"|\sat\s+(?:death|incident|referral|admission|present)\W*$|\s(?:now|today)\W*$"
        r"|\swhen\s+(?:this|it|the\s+(?:incident|harm|event))(?:\s+[\w'’-]+){1,3}\W*$",
        re.I,
    ),
)
_WHO = re.compile(
    r"\b(?:child|children|baby|infant|young (?:person|people)|pupils?|patients?|carers?|parents?|family|adults?"
    r"|persons?|people|who|number|present|was|were|is|are|living|staying|seen|lived|placed)\W*$",
    re.I,
)  # what a time or a record is said of, so that it is no mere frame: `Carer at the time`, `Number on roll`


def unframed(label: str) -> str:
    """The question inside a label; the label itself where nothing frames it."""
    text = " ".join(label.split())
    if not text or len(text) > LONGEST:
        return label
    for lead in (_TOLD, _WHAT, _QUALITY):
        text = lead.sub("", text, count=1)
    for tail in _TAILS:
        shorter = tail.sub("", text, count=1)
        if shorter.strip() and not _WHO.search(shorter):
            text = shorter
    return text if text.strip() else label
