"""What sentences say of police, inquest, courts, child death review, and of who was notified or told."""

import re
from collections.abc import Iterator

from extract.dates import find_dates
from extract.told.said import FULL_NAME, Said, clause_before

_POLICE = re.compile(
    r"\bpolice\b[^.;]{0,60}\b(?:investigat\w*|looking into|enquir\w+|inquir\w+)|\b(?:criminal|police) investigation\b"
    r"|\b(?:investigation|enquiry|enquiries)\b[^.;]{0,40}\bunder (?:crime|police|occurrence|reference)\b"
    r"|\b(?:officers|detectives|constabulary)\b[^.;]{0,40}\binvestigating\b"
    r"|\bpolice (?:are|were|is) (?:also )?involved\b"
    r"|\barrested\b[^.;]{0,60}\bbailed\b|\bpolice\b[^.;]{0,30}\blooking into\b"
    r"|\binvestigat\w+ by (?:the )?(?:\w+ )?police\b|\b(?:has|have) (?:both |all )?been (?:charged|arrested|bailed)\b"
    r"|\bpolice (?:have |has )?(?:arrested|charged|bailed)\b|\bpolice (?:have|has) (?:now |also |since )?interviewed\b"
    r"|\b(?:on police|released on|remains? on) bail\b|\bpolice reference\b|\bno police\b|\bpolice are not\b",
    re.I,
)
_NO_POLICE = re.compile(
    r"\bpolice\b[^.;]{0,90}\b(?:are|is) not investigating\b"
    r"|\bpolice\b[^.;,]{0,30}\b(?:not|no longer)\b[^.;,]{0,30}\b(?:investigat|looking|involved|enquir)"
    r"|\b(?:no|not any|nor)\s+(?:\w+\s+){0,2}?(?:police|criminal)\b",
    re.I,
)
_CRIME = re.compile(
    r"(?:\b(?:reference|crime (?:number|no\.?|ref\w*)|occurrence(?: number| no\.?)?|log(?: number)?|ref\w*\.?"
    r"|incident number)\b"
    r"\.?\s*(?:is|number|no\.?|:)?\s*|\bOp(?:eration)?\.? [A-Z]\w+[,;]?\s+(?=[A-Z]{1,4}/)"
    r"|\bunder\s+(?=[A-Z]{1,4}/\d)|\bpolice\b[^.;()]{0,40}\((?=[A-Z]{1,4}/?\d*[/-]))(?P<value>[A-Z\d][\w/-]*\d[\w/-]*)",
    re.I,
)
_OVER = re.compile(
    r"\binvestigation\b[^.;]{0,20}\b(?:has|have|was|is)\s+(?:now\s+)?"
    r"(?:ended|over|concluded|closed|been (?:dropped|closed))",
    re.I,
)
_CRIME_NUMBER = re.compile(r"\bcrime (?:number|no\.?|ref\w*\.?)\s*(?:is|:)?\s*(?=[A-Z\d/-]*\d)", re.I)
_INQUEST = re.compile(
    r"\bcoroner\b[^.;]{0,30}\b(?:has opened|have opened|opened|is investigating)"
    r"|\binquests?\b[^.;]{0,25}\b(?:opened|listed|held|adjourned|under way|underway)"
    r"|\bthere (?:will be|is to be|is) an inquest\b|\binquest:? (?:yes|opened|ongoing)",
    re.I,
)
_NO_INQUEST = re.compile(r"\b(?:no|not)\s+(?:\w+\s+){0,2}?(?:inquest|coroner)|\bcoroner (?:is|has|was) not\b", re.I)
_COURT = re.compile(
    r"\b(?:care|family court|court|public law|pre-proceedings)\s+proceedings\b[^.;]{0,30}\b(?:issued|begun"
    r"|started|ongoing|under ?way|in progress|commenced|active|continu\w+|adjourned|concluded)"
    r"|\b(?:issued|started|begun|commenced) (?:care |court |family )*proceedings\b"
    r"|\b(?:under|made|granted|issued|obtained|subject to)\b[^.;]{0,20}\binterim (?:care|supervision) order"
    r"|\binterim (?:care|supervision) order\b[^.;]{0,20}\b(?:made|granted|in place|in force)"
    r"|\bunder an interim order\b|\bcourt has listed\b[^.;]{0,20}\bcare\b",
    re.I,
)
_NO_COURT = re.compile(
    r"\b(?:no|not any|nor any)\s+(?:\w+\s+){0,3}?(?:proceedings|court case|court action)\b"
    r"|\bproceedings\b[^.;,]{0,20}\bnot\b",
    re.I,
)
_DEATH_REVIEW = re.compile(
    r"\b(?:child death (?:review|notification|overview)|CDOP|joint agency response)\b[^.;]{0,60}\b(?:begun"
    r"|started|under ?way|ongoing|made|took place|opened|notified|informed|in progress|held|convened)"
    r"|\b(?:notified|informed|told) (?:the )?(?:CDOP|child death)",
    re.I,
)
_NO_DEATH_REVIEW = re.compile(r"\bno (?:\w+ )?(?:child death|CDOP)", re.I)
_PANEL = r"(?:national (?:\w+ )*panel|serious incident notification|\bSIN\b|\bPanel\b)"
_SIN = re.compile(
    rf"\b(?:notified|told|informed|reported (?:it |this )?to|reported)\b[^.;]{{0,40}}{_PANEL}"
    r"|\b(?:made|submitted|sent|completed)\s+(?:a|the|its|an?\s+\w+)\s+(?:serious incident notification|SIN\b"
    r"|notification to (?:the )?(?:\w+ ){0,3}panel)"
    rf"|{_PANEL}[^.;]{{0,60}}\b(?:notified|told|informed|made|submitted|sent|done|completed|went in"
    r"|gone in|lodged|filed)\b",
    re.I,
)
_MASH_WORD = r"(?:the )?(?:MASH|front door|multi-agency safeguarding hub)"
_MASH = re.compile(
    rf"\b(?:made|sent|submitted|completed)\s+(?:\w+\s+){{0,2}}?(?:a\s+)?(?:MASH|front door) (?:referral|contact)"
    rf"|\breferral\s+(?:was|has been|had been)\s+(?:made|sent|submitted)\s+to\s+{_MASH_WORD}\b"
    rf"|\b(?:made|sent|submitted)\s+a\s+referral\s+to\s+(?:{_MASH_WORD}|the children['’]s|children['’]s)"
    rf"|\breferral\s+to\s+{_MASH_WORD}\b[^.;]{{0,20}}\b(?:made|completed|sent|submitted)"
    rf"|\breferred\s+(?:\w+\s+){{0,3}}?to\s+{_MASH_WORD}\b"
    rf"|\b(?:MASH|front door) (?:referral|contact)\b[^.;]{{0,20}}\b(?:made|completed|sent|submitted)"
    rf"|\b(?:MASH|front door) (?:referral|contact) (?:has )?(?:went|gone) in\b"
    rf"|\b(?:rang|telephoned|phoned|contacted|called|told|informed|notified)\s+{_MASH_WORD}\b"
    rf"|\bMASH\b[^.;]{{0,12}}\b(?:told|informed|notified|contacted)",
    re.I,
)
_NO_MASH = re.compile(rf"\bno (?:MASH|front door)|\bno referral\s+(?:\w+\s+){{0,3}}?to {_MASH_WORD}\b", re.I)
_KIN = r"(?:parents?|family|mother|father|mum|dad|carers?|guardians?|relatives|grand\w+|nan|gran|next of kin)"
_ABOUT = (
    r"(?=[\s,]*(?:$|(?:that )?(?:I am|we are|we have|I have|I (?:would|will|was)|we (?:would|will"
    r"|were))\b|[.;,!)]|and\b"
    r"|but\b|of (?:it|this)\b|in person"
    r"|by (?:me|us|phone|telephone)"
    r"|by (?:the|our|her|his|their) [\w ]{3,30} that\b|(?:of|about|that|on"
    r"|for)\b[^.;]{0,40}\b(?:referr\w+|letter|request\w*|this|sending|writ\w+|"
    r"asking|making|submission|notification|form|report)\b|(?:this|the) (?:letter|referral|request)))"
)
_TOLD = re.compile(
    rf"\b(?:{_KIN}|(?-i:(?:Mr|Mrs|Ms|Miss)(?: and (?:Mr|Mrs|Ms|Miss))? [A-Z][\w'’-]+))\b[^.;]{{0,45}}?\b(?:is|are"
    rf"|was|were|has|have)\s+(?:(?:not|yet|all|both|also|fully|been"
    rf"|made)\s+){{0,4}}(?:un)?(?:aware|informed|told)\b{_ABOUT}",
    re.I,
)
_WE_TOLD = re.compile(
    rf"\b(?:I|we)(?:['’]ve)?\s+(?:have|had)?\s*(?:not\s+)?(?:yet\s+)?(?:told|informed|spoken to|explained to)"
    rf"\s+(?:(?:the|her|his|their"
    rf"|both)\s+)*(?:{_KIN}|(?-i:(?:Mr|Mrs|Ms|Miss) [A-Z][\w'’-]+))\b{_ABOUT}",
    re.I,
)
_KNOWS = re.compile(
    rf"\b(?:{_KIN}|(?-i:(?!Dr\b|P[CS]\b|D[CIS]\b|Prof){FULL_NAME}))"
    rf"(?:\s+\w+,)?[^.;]{{0,40}}?\b(?:(?:do|does) not\s+)?knows?\b(?=[\s,]*(?:$"
    rf"|[.;,]|and\b|(?:about|of) it\b|(?:that|about|of)?\s*(?:I|we|this|the)?\b[^.;]{{0,25}}"
    r"\b(?:sending|writing|making|asking|referring|this|referral|request|form|letter|submitting)\b))",
    re.I,
)
_SHE_TOLD = re.compile(
    r"^(?:He|She|They) (?:has|have|was|were) (?:all |both |not )?(?:been )?(?:told|informed|made aware)\b[^.;]{0,60}"
    r"\b(?:(?:I am|we are) (?:writing|making|referring|sending)|of (?:this|the) (?:referral|letter|request))\b"
)  # the parent of whom the sentence before speaks
_SHE_KNOWS = re.compile(
    r"^(?:He|She|They) (?:both )?(?:(?:do|does) not )?knows? (?:that )?(?:I am|we are|I have|we have"
    r"|about|of)\b[^.;]{0,30}"
    r"\b(?:sending|writing|making|asking|referring|sent|written|made|asked|referral|request|letter|this)\b"
)
_OPEN = re.compile(
    r"\b(?:whether|if|when|should|will be|would|could|I do not know|I don['’]t know|not sure|unsure)\b", re.I
)
_NOT = re.compile(r"\b(?:not|never|nor|nobody)\b|n['’]t\b", re.I)
_UNTOLD = re.compile(r"\bnot\b|n['’]t\b|\bun(?:aware|informed)", re.I)
_PAIRS = (
    ("parallel.inquest", _INQUEST, _NO_INQUEST),
    ("parallel.care_proceedings", _COURT, _NO_COURT),
    ("parallel.child_death_review", _DEATH_REVIEW, _NO_DEATH_REVIEW),
    ("notifications.mash_referral", _MASH, _NO_MASH),
)


def process_facts(sentence: str) -> Iterator[Said]:
    """What a sentence says of other processes and of who was told; nothing where it leaves it open."""
    yield from _police(sentence)
    for path, pattern, denial in _PAIRS:
        match = pattern.search(sentence)
        if denial.search(sentence):
            yield Said(path=path, value="no")
        elif match and not _OPEN.search(clause_before(sentence, match.start()) + match[0]):
            denied = _NOT.search(clause_before(sentence, match.start()) + match[0])
            yield Said(path=path, value="no" if denied else "yes")
    yield from _panel(sentence)
    yield from _family(sentence)


def _police(sentence: str) -> Iterator[Said]:
    match = _POLICE.search(sentence)
    if match and _OVER.search(sentence[match.start() :]):
        return  # it has ended: neither a yes of today nor a no
    if _NO_POLICE.search(sentence):
        yield Said(path="parallel.police_investigation", value="no")
    elif (match or _CRIME_NUMBER.search(sentence)) and not _OPEN.search(
        clause_before(sentence, match.start() if match else 0)
    ):
        yield Said(path="parallel.police_investigation", value="yes")
        crime = _CRIME.search(sentence)
        if crime and len(re.sub(r"\D", "", crime["value"])) >= 3:
            yield Said(path="parallel.crime_reference", value=crime["value"])


def _panel(sentence: str) -> Iterator[Said]:
    match = _SIN.search(sentence)
    if match is None or _OPEN.search(sentence[: match.end()]):
        return
    if _NOT.search(clause_before(sentence, match.start()) + match[0]):
        yield Said(path="notifications.sin_made", value="no")
        return
    yield Said(path="notifications.sin_made", value="yes")
    days = [day for day, start, _ in find_dates(sentence) if start > match.start()]
    yield from (Said(path="notifications.sin_date", value=day.isoformat()) for day in days[:1])


def _family(sentence: str) -> Iterator[Said]:
    for pattern in (_TOLD, _WE_TOLD, _KNOWS, _SHE_TOLD, _SHE_KNOWS):
        match = pattern.search(sentence)
        if match and not re.match(r"\W*(?:the )?(?:panel|partnership|police|group|board)\b", match[0], re.I):
            yield Said(path="notifications.family_informed", value="no" if _UNTOLD.search(match[0]) else "yes")
            return
