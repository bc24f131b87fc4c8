"""When and where it happened and when it became known, as the account of it says."""

import re
from collections.abc import Iterator

from extract.dates import find_dates, find_time
from extract.told.said import Said

_ON_DAY = re.compile(
    r"\b(?:[Oo]n|[Tt]he (?:evening|morning|night|afternoon|early hours) of)\s+(?:(?:the\s+)?(?:evening|morning"
    r"|night|afternoon|early hours) of\s+)?(?:the\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?,?\s+)?(?:the\s+)?$|^$"
)
_OTHER_DAY = re.compile(
    r"\b(?:born|birth|d\.?o\.?b|plans?|looked after|in(?:to)? care|inspect\w+|approv\w+|agreed|notifi\w+|national"
    r" panel"
    r"|MASH|referr\w+|letter|meeting|proceedings|conference|assess\w+|appointment|review|order|closed|opened"
    r"|registered|moved"
    r"|met|spoke|spoken|discuss\w*|consult\w*|support\w*|learn(?:ed|t)|heard|aware|told|informed|alerted)\b",
    re.I,
)
_KNOWN = re.compile(
    r"\b(?:I|[Ww]e|(?:[Oo]ur|[Tt]he|[Mm]y) (?:school|agency|service|practice|team|trust|nursery|academy|hospital"
    r"|unit))\b[^.;]{0,40}?"
    r"\b(?:learn(?:ed|t)|heard|became aware|(?:was|were) (?:told|informed|made aware|alerted|notified)|found out"
    r"|knew)\b",
    re.I,
)
_RANG_US = re.compile(r"\b(?:rang|told|informed|telephoned|phoned|contacted|notified|alerted)\s+(?:us|me)\b", re.I)
_DIED = re.compile(
    r"\b(?:died|took (?:his|her|their) own life|was found dead|lost (?:his|her|their) life|passed away|pronounced"
    r" dead)\b"
    r"[^.]{0,40}?\bon\s+(?:\w+day,?\s+)?(?:the\s+)?$"
)
_SITE = (
    r"(?:School|Nursery|Academy|College|[Ss]tation|Park|Beach|[Pp]layground|Leisure Centre|Swimming Pool|swimming"
    r" pool|Arcade"
    r"|Shopping Centre"
    r"|Unit|House|Home|Road|Street|Lane|Avenue|Close|Drive|Way|Court|Terrace|Crescent|Gardens|Row|Walk|Mews|Hill"
    r"|Square|Parade)"
)
_CAPITAL = r"[A-ZÀ-Þ][\w'’À-ÿ-]*"
_PLACE = re.compile(
    rf"\b(?:attended|called to|at|in|outside|near)\s+(?P<place>(?:(?:the|a"
    rf"|an)\s+)?(?:\d{{1,4}}[A-Za-z]?\s+)?(?:{_CAPITAL}\s+){{1,4}}?"
    rf"(?:(?:bus|train|railway|coach|police)\s+)?{_SITE}\b(?:,\s+{_CAPITAL})?)"
    rf"|\bat\s+(?P<home>home)\b"
)
_NOT_PLACE = re.compile(
    r"\b(?:lives?|lived|living|pupil|student|attends?|worker|nurse|teacher|consultant|Hospital|Infirmary"
    r"|registered)\b[^,.]{0,40}$",
    re.I,
)
_OWN_HOME = (
    r"(?:(?:the family|her|his|their|the)\s+(?:\w+['’]s\s+)?(?:own\s+|foster\s+|care\s+)?(?:home|house|flat)"
    r"(?:\s+address)?)"
)
_SCENE = (
    r"(?:toilets?|bath|hotel|hostel|care home|caravan|lift|lane|pavement|car park|pond|lake|harbour|playground"
    r"|classroom|bathroom|kitchen|bedroom|garden|shed|park|street|road|station|railway line|house|flat|car|bus|beach"
    r"|river|pool|gates|shop|ward|unit|field|corridor|hall|gym|office|stairwell|canal|woods?|cell|dormitory)"
)
SCENE = re.compile(
    rf"\b(?:in|at|near|outside|inside|on)\s+(?P<place>(?:the|a|an|his|her|our"
    rf"|their)\s+(?:[\w'’]+\s+){{0,4}}?{_SCENE}(?:\s+{_SCENE})*\b"
    rf"(?:\s+(?:at|near|of)\s+(?:the\s+)?(?:[A-Z\d][\w'’]*\s?)+(?:station)?)?"
    rf"(?:\s+(?:in|near|of|outside|at|behind)\s+(?:(?:[A-Z][\w'’]+(?:\s[A-Z][\w'’]+)*)|{_OWN_HOME}))?)"
)
_AT_HOME = re.compile(rf"\b(?:at|in|outside|called to)\s+(?P<place>{_OWN_HOME})\b")
_THAT_DAY = re.compile(r"[^.;,]{0,40}\bthe same (?:day|night|evening|morning|afternoon)\b")
NEAR = 40  # characters around a day that say what it is the day of


def incident_facts(sentence: str) -> Iterator[Said]:
    """Day, time and place, where one sentence tells the event with its day. No day is guessed from another sentence."""
    known = list(known_facts(sentence))
    yield from known
    days = find_dates(sentence)
    for day, start, _ in days:
        if _DIED.search(sentence[:start]):
            yield Said(path="children[].date_of_death", value=day.isoformat())
    told = next((each for each in days if _ON_DAY.search(sentence[: each[1]])), None)
    if told is None or known or _OTHER_DAY.search(sentence[max(0, told[1] - NEAR) : told[2] + NEAR]):
        return
    yield Said(path="incident.date", value=told[0].isoformat())
    if time := find_time(sentence):
        yield Said(path="incident.time", value=time[0])
    if place := place_of(sentence) or _scene(sentence):
        yield Said(path="incident.location", value=place)


def _scene(sentence: str) -> str:
    """The place of the event in everyday words: `the road outside her home`; empty where it names none, or several."""
    places = [match["place"].strip() for match in (*SCENE.finditer(sentence), *_AT_HOME.finditer(sentence))]
    whole = [each for each in places if not any(each != other and each in other for other in places)]
    return whole[0] if len(set(whole)) == 1 else ""


def known_facts(sentence: str) -> Iterator[Said]:
    """When the writer's agency learned of it: `we were told on 5 May 2026`."""
    for match in (_KNOWN.search(sentence), _RANG_US.search(sentence)):
        days = find_dates(sentence[match.start() :]) if match else []
        if match and days and days[0][1] < 90 and not re.search(r"\bnot\b|\bbirth|\bborn", match[0]):
            yield Said(path="incident.date_known", value=days[0][0].isoformat())
            return
    if _same_day(sentence) and not find_dates(sentence):
        yield Said(path="incident.date_known", value="same day")


def _same_day(sentence: str) -> bool:
    """`We were told by the ward the same night`: which day that was, another sentence says."""
    known = _KNOWN.search(sentence)
    return bool(known and _THAT_DAY.match(sentence[known.end() :]) and not re.search(r"\bnot\b", known[0]))


def place_of(sentence: str) -> str:
    """The place that a sentence names as a site or as home; empty where it names none so."""
    for match in _PLACE.finditer(sentence):
        if not _NOT_PLACE.search(sentence[: match.start()]):
            return (match["home"] or match["place"]).strip(" ,")
    return ""
