"""What sentences say of a child: home, school, doctor, language, faith, origin, number, a disability."""

import re
from collections.abc import Iterator

from extract.dates import find_dates
from extract.told.said import ETHNIC, POSTCODE, WORD, Said, clause_before
from extract.values import find_nhs_number, find_postcode, nhs_number

_WAS_BORN = re.compile(
    rf"(?:.*\b)?(?:[Hh]is|[Hh]er|[Tt]heir)\s+(?:date of birth|d\.?o\.?b\.?|birthday)\s+(?:is|was)\s+|(?:He|She"
    rf"|They|(?:The )?(?:child|boy|girl|baby)|{WORD})\s+(?:was|were|is)\s+born\s+(?:on\s+)?"
)
_LIVES = (
    r"\b(?:[Ll]ives?|lived|living|resides?|resided|residing|resident|home address|address|home)\b[^.;]{0,160}?"
    r"\b(?:at|is|was)\s+(?:currently\s+)?"
)
_HOME = re.compile(rf"{_LIVES}(?P<street>[A-Z\d][^;]{{3,80}}?),?\s+(?P<code>{POSTCODE})\b")
_OF = re.compile(
    r"\b(?:of|resident at)\s+(?P<street>(?:Flat\s+\w+,?\s+)?\d{1,4}[A-Za-z]?,?\s+[A-Z][^;]{3,60}?),?\s+"
    rf"(?P<code>{POSTCODE})\b"
)
_ROAD = (
    r"(?:Road|Street|Lane|Avenue|Close|Drive|Way|Court|Place|Terrace|Crescent|Gardens|Grove|Row|Walk|Mews|Hill|Square"
    r"|Parade|Rise|Green|View|Yard|Park|Cottages?|House)"
)
_HOME_PLAIN = re.compile(
    rf"{_LIVES}(?P<street>(?:Flat\s+\w+,?\s+)?\d{{1,4}}[A-Za-z]?\s+(?:[A-Z][\w’']*\s+){{1,3}}?{_ROAD}\b(?:,\s+[A-Z][\w-]+)*)"
)
_NOT_HOME = re.compile(r"\b(?:offices?|clinic|based|works?|our address|my address|e-?mail address)\b", re.I)
EDUCATION = (
    r"(?:School|Academy|College|Nursery|Nurseries|Primary|Infants?|Juniors?|High|Grammar|Pre-?school|Playgroup"
    r"|Kindergarten|Early Years|Sixth Form|Childminder)"
)
_CAPITAL = r"[A-ZÀ-Þ][\w'’À-ÿ-]*"
_SCHOOL_NAME = rf"(?P<school>(?:St\.\s+)?{_CAPITAL}(?:\s+(?:{_CAPITAL}|of|the|and|for|&))*)"
_PUPIL = re.compile(rf"\b(?:pupil|student)\s+(?:of|at)\s+(?:the\s+)?{_SCHOOL_NAME}")
_ATTENDS = re.compile(
    r"\b(?:[Aa]ttends?|[Gg]oes to|go to|comes to|on roll at|enrolled at|educated at|in (?:Year|Reception|Y)\s*\d{0,2}"
    r" (?:at|of)"
    rf"|(?:is|are|was|['’]s) (?:currently )?at|stud(?:ies|ying) at|school is|nursery is|place at"
    rf"|['’]s? (?:school|nursery|college|pre-?school),)\s+(?:(?:the|our|a|my)\s+)?"
    rf"(?:(?:local )?(?:school|nursery|pre-?school)[:,]?\s+)?{_SCHOOL_NAME}"
)
_WHICH_ATTENDS = re.compile(
    rf"\b(?:at|from|of)\s+{_SCHOOL_NAME},\s+(?:which|where)\s+(?:he|she|they)\s+(?:attends?|goes?|go|is a|are)\b"
)
PRACTICE = r"(?:Surgery|Practice|Medical (?:Practice|Centre)|Health Centre|Health Clinic|Doctors)"
_DOCTOR = rf"Dr\.?\s+{WORD}(?:\s+{WORD})?"
_GP_NAME = (
    rf"(?P<gp>{_DOCTOR}(?:(?:,?\s+(?:at|of|from)\s+(?:the\s+)?|,\s+)(?:{WORD}\s+){{0,4}}?(?:{PRACTICE}"
    rf"|[Ss]urgery|[Pp]ractice)\b|\s+\((?:the\s+)?(?:{WORD}\s+){{0,4}}?{PRACTICE}\))?"
    rf"|(?:{WORD}\s+){{1,4}}?(?:{PRACTICE}|[Ss]urgery|[Pp]ractice)\b)"
)
_GP = re.compile(
    r"(?:\b[Rr]egistered (?:with|at)|\b(?:GP|general practitioner|doctor|surgery|practice)(?: practice|"
    r" surgery)?,?(?:\s+(?:is|are"
    r"|was)(?: at| with)?|,|\s*:)"
    rf"|\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ff]amily)\s+GP,?|\bunder the care of)\s+(?:the\s+)?{_GP_NAME}"
)
_LEADS = re.compile(r"\b(?:[Nn]amed|[Ss]afeguarding|[Ll]ead|[Dd]esignated|[Oo]ur|[Mm]y)\s+$")  # a GP of the writer's
LANGUAGES = (
    r"(?:English|Welsh|Polish|Romanian|Urdu|Punjabi|Bengali|Sylheti|Gujarati|Hindi|Tamil|Arabic|Somali|Kurdish"
    r"|Sorani|Farsi"
    r"|Dari|Pashto|Turkish|Portuguese|Spanish|French|German|Italian|Russian|Ukrainian|Lithuanian|Latvian"
    r"|Bulgarian|Slovak"
    r"|Czech|Hungarian|Albanian|Greek|Mandarin|Cantonese|Chinese|Vietnamese|Tagalog|Tigrinya|Amharic|Yoruba|Igbo|Twi"
    r"|Swahili|Shona|Nepali|British Sign Language|BSL|Makaton)"
)
_SPEAKS = re.compile(
    rf"\b(?P<before>{LANGUAGES}) is (?:his|her|their|the family['’]s) (?:first|main|home) language"
    rf"|\b(?:speaks?|spoken|first language is|main language is|language (?:at home )?is|languages are|mother"
    rf" tongue is)\s+(?:is\s+|mainly\s+)?"
    rf"(?P<value>{LANGUAGES}(?:(?:,\s+|\s+and\s+){LANGUAGES})*)|\b(?P<behind>{LANGUAGES})[\s-]+speak(?:ing|er)\b"
)
FAITHS = (
    r"(?:Roman Catholic|Catholic|Christian|Church of England|C of E|Methodist|Baptist|Muslim|Islam|Hindu|Sikh"
    r"|Jewish|Buddhist"
    r"|Jehovah['’]s Witness|Pentecostal|Orthodox|Quaker|Mormon|Atheist)"
)
_FAITH = re.compile(
    rf"\b(?:is|are|was|were|religion is|faith is|family is|family"
    rf" are)\s+(?:a\s+)?(?:practi[sc]ing\s+)?(?P<value>{FAITHS})s?\b(?!\s+(?:School|Primary|Academy))"
)
_HERITAGE = re.compile(
    rf"\b(?:of|(?:is|are)(?: \d{{1,2}},)?|ethnicity is|describes? (?:himself|herself|themselves) as|described"
    rf" as)\s+(?P<value>(?:{ETHNIC})(?:[\s/–-]+(?:and\s+)?(?:{ETHNIC}))*)"
    r"\s*(?:heritage|origin|descent|background|ethnicity)?(?=[,.;]|\s+and\b|$)"
)
CONDITIONS = (
    r"(?:Down['’]?s? syndrome|cerebral palsy|autis\w+(?: spectrum (?:disorder|condition))?|ASD|ADHD|epilep\w+"
    r"|(?:(?:mild|moderate|severe|profound)\s+)*learning (?:disabilit\w+|difficult\w+|need\w*)|hearing (?:loss"
    r"|impairment)"
    r"|deaf\w*|(?:visual|sight|physical) (?:impairment|disability|loss)|blind\w*|spina bifida|muscular dystrophy"
    r"|wheelchair"
    r"|global developmental delay|developmental delay|physical disabilit\w+|disabilit\w+|dyslexia|dyspraxia|type"
    r" 1 diabetes|Type 1 diabetes|Epilepsy|Autism)"
)
_HAS_CONDITION = re.compile(
    rf"\b(?:has|have|diagnosed with|diagnosis of|lives with)\s+(?:(?:a|an|been diagnosed with|diagnoses of)\s+)?"
    rf"(?P<value>(?:[\w-]+\s+){{0,3}}?{CONDITIONS}(?:\s+in both ears|\s+in (?:his|her|their|one) \w+)?(?:(?:,\s+"
    rf"|,?\s+and\s+)(?:(?:uses|is|has|a)\s+)*(?:[\w-]+\s+){{0,3}}?{CONDITIONS})*)"
)
_BOY_OR_GIRL = re.compile(
    rf"^(?:He|She|{WORD}(?:\s+{WORD})*)\s+(?:is|was)\s+an?\s+(?:[\w-]+,?\s+){{0,4}}?(?P<sex>boy|girl)\b(?!['’]s|friend)"
)  # `Leo is a lively boy of twelve`
_NO_DISABILITY = re.compile(
    r"\b(?:no (?:known )?disabilit|not (?:known to be )?disabled|not have (?:a|any) (?:known )?disabilit)", re.I
)
_NOT_SO = re.compile(r"\b(?:not|no|never|nor|without|denie[sd])\b|n['’]t\b", re.I)
_ABOUT_ADULT = re.compile(r"\b(?:mother|father|mum|dad|parents?|grandmother|sister|brother|partner)\b", re.I)


def child_facts(sentence: str) -> Iterator[Said]:
    """What a sentence says of its child; a condition only where it is not said of somebody else."""
    yield from _born(sentence)
    yield from _home(sentence)
    yield from _school_and_doctor(sentence)
    for pattern, path in ((_SPEAKS, "first_language"), (_FAITH, "religion"), (_HERITAGE, "ethnicity")):
        if (match := pattern.search(sentence)) and not _about_adult(sentence, match.start()):
            value = match["value"] or match["before"] or match["behind"] if path == "first_language" else match["value"]
            yield Said(path=f"children[].{path}", value=value)
    yield from _number(sentence)
    if (match := _BOY_OR_GIRL.search(sentence)) and not _about_adult(sentence, match.start()):
        yield Said(path="children[].sex", value="male" if match["sex"] == "boy" else "female")
    yield from _disability(sentence)


def _born(sentence: str) -> Iterator[Said]:
    match = _WAS_BORN.match(sentence)
    days = find_dates(sentence[match.end() :]) if match else []
    between = sentence[match.end() + days[0][2] : match.end() + days[1][1]] if match and len(days) > 1 else ""
    several = bool(re.fullmatch(r",?\s*(?:and\s+)?(?:on\s+)?", between)) and bool(between)  # one for each of several
    if days and days[0][1] <= 3 and not several:
        yield Said(path="children[].dob", value=days[0][0].isoformat())


def _home(sentence: str) -> Iterator[Said]:
    match = _HOME.search(sentence) or _OF.search(sentence) or _HOME_PLAIN.search(sentence)
    if match is None or _NOT_HOME.search(match[0]):
        return
    yield Said(path="children[].address", value=match["street"].strip(" ,"))
    if code := match.groupdict().get("code"):
        found = find_postcode(code)
        yield Said(path="children[].postcode", value=found[0] if found else code)


def _school_and_doctor(sentence: str) -> Iterator[Said]:
    school = _PUPIL.search(sentence)
    found = next((each for each in _ATTENDS.finditer(sentence) if re.search(EDUCATION, each["school"])), None)
    match = school or found or _WHICH_ATTENDS.search(sentence)
    if match and not _NOT_SO.search(sentence[max(0, match.start() - 25) : match.start()]):
        name = re.sub(r"\s+(?:of|the|and|for|&)$", "", match["school"])
        yield Said(path="children[].school", value=name.rstrip(" ."))
    doctor = next((each for each in _GP.finditer(sentence) if not _LEADS.search(sentence[: each.start()])), None)
    if doctor:
        yield Said(path="children[].gp", value=doctor["gp"].strip(" ,."))


def _number(sentence: str) -> Iterator[Said]:
    number = find_nhs_number(sentence) if re.search(r"\bNHS\b", sentence) else None
    checked = nhs_number(number) if number else None
    if checked and checked[1]:
        yield Said(path="children[].nhs_number", value=checked[0])


def _disability(sentence: str) -> Iterator[Said]:
    if _NO_DISABILITY.search(sentence):
        yield Said(path="children[].disability", value="no")
        return
    for match in _HAS_CONDITION.finditer(sentence):
        before = clause_before(sentence, match.start())
        later = re.search(r"\b(?:now|may|might|suspected)\b", before + match[0])
        if later or _NOT_SO.search(before + match[0]) or _ABOUT_ADULT.search(before):
            continue
        yield Said(path="children[].disability", value="yes")
        value = re.sub(r"^(?:confirmed |formal )?diagnos[ie]s of ", "", match["value"].strip())
        yield Said(path="children[].disability_detail", value=value)
        return


def _about_adult(text: str, at: int) -> bool:
    """Whether an adult was named as the one of whom this is said."""
    return bool(_ABOUT_ADULT.search(text[max(0, at - 60) : at])) and not re.search(
        r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s*$", text[:at]
    )
