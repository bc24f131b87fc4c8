"""Which facts of the record a question in everyday words asks for, in the order in which it asks for them."""

import re

FAMILY, AGENCIES, REFERRER, REPRESENTATIVE = "family", "agencies", "referrer", "representative"
SUMMARY = "incident.summary"
CHILD_CUES = {
    "children[].full_name": (
        r"who (?:is|are) (?:the child|it|this|the young|you worried)\b(?!['’]s)|\bnames?\b|\bcalled\b"
    ),
    "children[].dob": r"\bborn\b|birth ?day|date of birth|dates of birth|\bdo\.?b\b|d\.o\.b|how old|\bage\b",
    "children[].sex": r"boy or (?:a )?girl|\bsex\b|gender|male or female|girl or (?:a )?boy",
    "children[].ethnicity": r"ethnic\w*|heritage|\brace\b",
    "children[].first_language": r"languages?|\bspeak\b|spoken",
    "children[].religion": r"religion|faith\b|religious",
    "children[].nhs_number": r"\bNHS\b",
    "children[].address": (
        r"where (?:do|does|is) (?:they|he|she|the \w+)(?: \w+)? (?:liv\w+|home|based|stay\w*)|\baddress\b"
        r"|where they live"
    ),
    "children[].school": r"schools?|nurser(?:y|ies)|academy|college|education|setting",
    "children[].gp": r"\bGPs?\b|doctors?|surgery",
    "children[].disability": r"disab\w+|additional needs?|special needs?|health condition",
    "children[].cp_plan": r"(?:protection|CP|on a|any) plans?\b|\bplans?\b|child protection",
    "children[].looked_after": r"[/&,]\s*care\b|looked after|in care\b|being in care|\bLAC\b|in the care",
    "children[].legal_status": r"what order|which order|orders?\b|legal status",
}
_INCIDENT = {
    SUMMARY: r"what (?:has )?happened|what took place|tell us what",
    "incident.date": (
        r"\bwhen (?:and|,|was|did (?:it|this))|,\s*when\b|\bwhen\?|what day|say when|\bdate of (?:it|the)|when, where"
    ),
    "incident.time": r"what time|at what time|\btime\b",
    "incident.location": r"\bwhere\b|what place|in what place",
    "incident.date_known": (
        r"(?:hear|heard|find out|found out|learn\w*|become aware|became aware|come to know|told) ?(?:of|about)?\b"
    ),
}
PROCESS_CUES = {
    "parallel.police_investigation": r"\bpolice\b|\bcriminal (?:investigation|enquir\w+|proceedings)",
    "parallel.inquest": r"coroner\w*|inquest",
    "parallel.care_proceedings": r"\bcourts?\b|care proceedings|(?<!criminal )proceedings",
    "parallel.child_death_review": r"child death|\bCDOP\b|\bCDR\b",
    "notifications.sin_made": r"\b(?:national )?panel\b|\bSIN\b|serious incident notification",
    "notifications.mash_referral": r"\bMASH\b|front door",
    "notifications.family_informed": r"\bfamil(?:y|ies)\b(?! courts?)|\bparents?\b|\bcarers?\b",
}
_REPRESENTATIVE = re.compile(
    r"^\W*(?:\d+\W+)?(?:agreed|approved|authorised|endorsed|supported|signed off)(?: by)?\W*$|panel member"
    r"|safeguarding lead|lig"
    r" rep\w*|representative|\b(?:whom?|which|what|person|manager|lead"
    r"|head)\b[^?]{0,60}?\b(?:agreed|agrees|spoken to|spoke to|did you (?:talk|speak)"
    r"|talked? to|have you (?:spoken|discussed|talked)|ok['’]?d|signed (?:it|this) off|approved|discussed)\b",
    re.I,
)
_REFERRER = re.compile(
    r"\babout (?:you(?:rself)?|me)\b"
    r"|^\W*(?:\d+\W+)?who am i\b|\bwho (?:are|is) (?:you|writing|sending|telling|filling|completing)\b|\byour (?:own"
    r" )?(?:name|details"
    r"|job|role|contact)\b"
    r"|\b(?:reach|contact|get hold of|get back to|ring) you\b|^\W*(?:\d+\W+)?(?:you\s*(?:[-–—:(]|$)|(?:referrer"
    r"|referred by|submitted by)\W*$)",
    re.I,
)
_AGENCIES = re.compile(
    r"\bwho else\b|\b(?:other|which) (?:people|services|professionals|agencies|workers)\b|\bservices? involved\b"
    r"|\bhelping (?:the|this) (?:family|child)\b|\bworking with (?:the|this|them)\b|\bother contacts\b",
    re.I,
)
_CONTACTS = re.compile(r"\b(?:numbers?|phone|e-?mail|contact|reach|hold of|ring|speak to|names?|worker|call)\b", re.I)
_FAMILY = re.compile(
    r"\bwho (?:else )?(?:lives|is (?:at home|in the (?:home|house)|around)|are the)\b|\bat home\b|\bin the"
    r" (?:home|house\w*)\b|\bgrown-?ups\b"
    r"|\bhousehold\b|\bwho with\b|\bwith whom\b|\blives? with\b|^\W*(?:\d+\W+)?(?:the )?famil(?:y|ies)(?:"
    r" members)?\s*[:?]*$"
    r"|^\W*(?:\d+\W+)?(?:the )?famil(?:y|ies)\b[^?]*\b(?:who|names?|relat\w+|born)\b",
    re.I,
)
_ACCOUNT = re.compile(r"\bwhat (?:worked|was life)\b|\bhow (?:did|well|they) work|\bbefore\?|\bhistory\b", re.I)
_OTHERS = re.compile(
    r"\bother (?:\w+ )?(?:proceedings|process(?:es)?|investigations?|inquir\w+|enquir\w+|reviews?)\b", re.I
)
_BRACKETS = re.compile(r"\([^()]*\)")
Paths = tuple[str, ...]


def asked_in(question: str) -> Paths:
    """Paths, and `family`, `agencies`, `referrer`, `representative` for all that is told of them; empty if none."""
    if _ACCOUNT.search(question):
        return ()
    if _REPRESENTATIVE.search(question):
        return (REPRESENTATIVE,)
    if _REFERRER.search(question):
        return (REFERRER,)
    if _AGENCIES.search(question):
        return (AGENCIES,) if _CONTACTS.search(question) and not _FAMILY.search(question) else ()
    incident = _in_order(_INCIDENT, question)
    if SUMMARY in incident:
        return incident
    processes = _processes(question)
    if len([each for each in processes if not each.endswith("family_informed")]) > 1 or _is_telling(
        question, processes
    ):
        return processes
    if _FAMILY.search(question):
        address = _in_order({"children[].address": CHILD_CUES["children[].address"]}, question)
        return (*address, FAMILY)
    return _in_order(CHILD_CUES, question)


def _processes(question: str) -> Paths:
    """Processes that a question names, and all there are where it asks for any others."""
    named = _in_order(PROCESS_CUES, question)
    if not named or not _OTHERS.search(question):
        return named
    return (*named, *(path for path in PROCESS_CUES if path.startswith("parallel.") and path not in named))


def _is_telling(question: str, processes: Paths) -> bool:
    """`Have you rung the front door, and does the family know?`"""
    return len(processes) > 1 and bool(re.search(r"\b(?:told|know|notified|informed|aware|rung)\b", question, re.I))


def _in_order(cues: dict[str, str], question: str) -> Paths:
    found = [(match.start(), path) for path, cue in cues.items() if (match := re.search(cue, question, re.IGNORECASE))]
    return tuple(path for _, path in sorted(found))
