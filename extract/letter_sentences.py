"""Facts that sentences of a letter say in the words in which people commonly say them. What is not said so is left.

Only whole patterns count: a name after a word of kinship, an address after `lives at`, a reference after `police`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.dates import find_dates
from extract.values import find_emails, find_phones, tidy

_NAME = r"[A-ZÀ-Þ][\w'’À-ÿ-]+(?:\s+[A-ZÀ-Þ][\w'’À-ÿ-]+){0,3}"
_KIN = (
    r"step-?mother|step-?father|grandmother|grandfather|mother|father|sister|brother|aunt|uncle|partner|carer|guardian"
)
_RELATIVE = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s+(?:(?:older|younger|elder|half|twin|maternal|paternal|foster)[\s-]+)*(?P<kin>{_KIN}),?\s+"
    rf"(?P<name>{_NAME})"
)
_HOME = re.compile(
    r"\b(?:lives?|lived|living|resides?)\b[^.]{0,160}?\bat\s+(?P<street>(?:Flat\s+)?\d[^.;]{3,80}?),?\s+"
    r"(?P<code>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"
)
_PUPIL = re.compile(
    r"\b(?:pupil|student)\s+(?:of|at)\s+(?P<school>[A-Z][\w'’.-]*(?:\s+(?:[A-Z][\w'’.-]*|of|the|and))*)"
)
_DIED = re.compile(
    r"\b(?:died|took (?:his|her|their) own life|was found dead|lost (?:his|her|their) life)\b[^.]{0,40}?\bon\s+$"
)
_POLICE = re.compile(r"\bpolice\b[^.]{0,40}\binvestigat", re.I)
_NO_POLICE = re.compile(r"\bpolice\b[^.]{0,30}\b(?:are|is|have|has)\s+(?:not|no longer)\b[^.]{0,30}\binvestigat", re.I)
_CRIME = re.compile(
    r"\b(?:reference|crime number|crime ref\w*|ref)\b\.?\s*(?:is|number|no\.?|:)?\s*(?P<value>[A-Z\d][\w/-]*\d[\w/-]*)"
)
_INQUEST = re.compile(r"\bcoroner has opened\b|\binquest (?:has been|was) opened\b", re.I)
_MASH = re.compile(
    r"\b(?:I|we) (?:have )?(?P<no>not )?(?:made|sent|submitted) a "
    r"(?:MASH referral|referral to (?:the )?(?:MASH|children['’]s))",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:parents?|family|mother|father|carers?)\b[^.,;]{0,20}\b(?:is|are|has been|have been)\s+(?P<no>not )?(?:yet )?"
    r"(?:aware|informed|told)\b",
    re.I,
)
_KNOWS = re.compile(
    r"\b(?:parents?|family|mother|father|carers?)\b[^.;]{0,40}\bknows?\s+(?:that\s+)?(?:I|we|about|of)\b[^.;]{0,20}"
    r"\b(?:sending|writing|making|asking|referring|this|referral|request)\b"
)
_CONSULTED = re.compile(
    rf"\b(?:discussed|spoken)\b[^.]{{0,50}}?\b(?:with|to)\s+(?P<name>{_NAME}),\s+(?P<role>[^.;,]{{4,70}}?)(?=,|\s+who\b|\s+about\b|;|\.)"
)
_CONSULTED_POST = re.compile(
    rf"\b(?:discussed|spoken|spoke)\b[^.]{{0,40}}?\b(?:with|to)\s+(?:our|my|the)\s+(?P<role>[A-Z][^,;.]{{3,60}}),\s+(?P<name>{_NAME})"
)  # `with our Named Nurse, Jo Field`
_PANEL = re.compile(r"\b(?:representative|panel|group|LIG)\b", re.I)  # a seat on the group is no post
_AGREES = re.compile(r"\b(?:agrees?|agreed|approves?|approved|supports?|supported)\b", re.I)
_UNSURE = re.compile(r"\b(?:whether|if|not|will)\b[^.]{0,60}\b(?:agree|approve|support)", re.I)
_REACH = re.compile(r"\b(?:telephone|phone|ring|call|reach|contact|write to|e-?mail)\b[^.]{0,20}\b(?:me|us)\b", re.I)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One fact of one sentence. `entry` tells people apart."""

    path: str
    value: str
    entry: str = ""


def facts_of(text: str) -> Iterator[Said]:
    """What one paragraph of a letter says; nothing where it says nothing in these words."""
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", tidy(text)):
        yield from _people(sentence)
        yield from _home_and_school(sentence)
        yield from _processes(sentence)
        yield from _consulted(sentence)
        if _REACH.search(sentence):
            yield from (Said(path="referrer.phone", value=each) for each in find_phones(sentence)[:1])
            yield from (Said(path="referrer.email", value=each) for each in find_emails(sentence)[:1])


def processes_of(text: str) -> Iterator[Said]:
    """What sentences say of police, inquest and notifications, where one question asks for all of them."""
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", tidy(text)):
        yield from _processes(sentence)


def _people(sentence: str) -> Iterator[Said]:
    for match in _RELATIVE.finditer(sentence):
        entry = f"letter:{match['name']}"
        yield Said(path="family[].name", value=match["name"], entry=entry)
        yield Said(path="family[].relationship", value=match["kin"], entry=entry)


def _home_and_school(sentence: str) -> Iterator[Said]:
    if home := _HOME.search(sentence):
        yield Said(path="children[].address", value=home["street"].strip(" ,"))
        yield Said(path="children[].postcode", value=home["code"])
    if pupil := _PUPIL.search(sentence):
        yield Said(path="children[].school", value=re.sub(r"\s+(?:of|the|and)$", "", pupil["school"]))
    for day, start, _ in find_dates(sentence):
        if _DIED.search(sentence[:start]):
            yield Said(path="children[].date_of_death", value=day.isoformat())


def _processes(sentence: str) -> Iterator[Said]:
    if _NO_POLICE.search(sentence):
        yield Said(path="parallel.police_investigation", value="no")
    elif _POLICE.search(sentence):
        yield Said(path="parallel.police_investigation", value="yes")
        if crime := _CRIME.search(sentence):
            yield Said(path="parallel.crime_reference", value=crime["value"])
    if _INQUEST.search(sentence):
        yield Said(path="parallel.inquest", value="yes")
    for path, pattern in (("notifications.mash_referral", _MASH), ("notifications.family_informed", _TOLD)):
        if match := pattern.search(sentence):
            yield Said(path=path, value="no" if match["no"] else "yes")
    if _KNOWS.search(sentence):
        yield Said(path="notifications.family_informed", value="yes")


def _consulted(sentence: str) -> Iterator[Said]:
    match = _CONSULTED.search(sentence) or _CONSULTED_POST.search(sentence)
    if match is None:
        return
    yield Said(path="representative.name", value=match["name"])
    if not _PANEL.search(match["role"]):
        yield Said(path="representative.role", value=match["role"].strip())
    yield Said(path="representative.discussed", value="yes")
    if _AGREES.search(sentence, match.end()) and not _UNSURE.search(sentence):
        yield Said(path="representative.approved", value="yes")
