"""Relatives and other people of the household, as sentences name them: by kinship, with a birth date behind."""

import re
from collections.abc import Iterator

from extract.told.said import FULL_NAME, NAME, TITLE, WORD, Said, birth_date, person

_BEFORE_KIN = r"(?:(?:step|half|foster|adoptive|birth|biological|maternal|paternal|great|twin|late|former)[\s-]+)*"
_KIN_WORD = (
    r"(?:step-?|grand-?|half-?)?(?:mother|father|parent|mum|mummy|mam|dad|daddy|brother|sister)"
    r"|sibling|gran|granny|nan|nana|grann?dad|aunt|auntie|uncle|cousin|carer|guardian|boyfriend|girlfriend"
    r"|husband|wife"
    r"|partner|lodger|niece|nephew|fianc[eé]e?"
)
KIN = rf"{_BEFORE_KIN}(?:{_KIN_WORD})"
_AGE_OF_KIN = r"(?:(?:older|younger|elder|eldest|youngest|only|own|baby|little|big|current|new)[\s-]+)*"
_OWNER = rf"(?:{TITLE}?{WORD}|[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Nn]an|[Gg]ran(?:dmother)?)['’]s?"
_NAMED = re.compile(
    rf"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?|and|with)|,|(?P<owner>\b{_OWNER}))\s+{_AGE_OF_KIN}(?P<kin>{KIN})"
    rf"(?P<link>\s+(?:is|was|are)\s+(?:called\s+|named\s+)?|,\s+|\s*\(\s*|\s+(?:called\s+|named\s+)?"
    rf"|\s*[:–—-]\s+)(?P<name>{NAME})"
)
_LED = re.compile(rf"^(?:[-*•]\s+)?(?i:(?P<kin>{_AGE_OF_KIN}{KIN}))\s*(?::|[–—-])\s*(?P<name>{FULL_NAME})")
_ADULT = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr)\b|[Mm]other|[Ff]ather|[Mm]um\b|[Dd]ad\b|[Nn]an\b|[Gg]ran")
_BRACKETED = re.compile(
    rf"(?P<name>{FULL_NAME})\s*\((?:(?:the|his|her|their"
    rf"|child['’]s)\s+)?(?P<kin>(?:{_OWNER}\s+)?{_AGE_OF_KIN}{KIN})\b(?P<rest>[^)]*)\)"
)
_APPOSED = re.compile(
    rf"(?P<name>{FULL_NAME})(?:,\s+(?:who\s+(?:is|was)\s+)?|\s+(?:is|was)\s+)(?:his|her|their|the\s+child['’]s"
    rf"|the)\s+"
    rf"{_AGE_OF_KIN}(?P<kin>{KIN})\b(?!,?\s+[A-ZÀ-Þ])"
)  # but not `A, his father, B`, where the kinship is the next one's
_CHILD_OF = re.compile(
    rf"\b(?:child|son|daughter"
    rf"|baby)\s+of\s+(?P<one>{FULL_NAME})(?P<between>[^.;]{{0,60}}?)\s+and\s+(?P<other>{FULL_NAME})"
)
_SEVERAL = re.compile(
    r"\b(?P<kin>(?:adoptive |step|half|foster |foster|grand)?-?(?:parents|siblings|brothers|sisters"
    r"|carers))(?:\s+are)?\s*[,:(–-]?\s+(?P<list>(?=[A-Z]).*)"
)
_NEXT = re.compile(rf"\s*(?:,\s+and\s+|,\s+|\s+and\s+|&\s*)?(?P<name>{NAME})(?P<behind>\s*\([^()]*\))?")
_TITLES = {"Mr": "father", "Mrs": "mother", "Ms": "mother", "Miss": "mother"}


def relatives(sentence: str) -> Iterator[Said]:
    """Everybody whom a sentence names with how they are related; nobody where only one of the two is said."""
    for match in _NAMED.finditer(sentence):
        name = person(match["name"])
        joined = match["link"].strip() in ("is", "was", "are")
        if not name or (joined and len(match["name"].split()) < 2):
            continue
        owner = match["owner"] or ""
        kin = f"{owner} {match['kin']}" if _ADULT.match(owner) else match["kin"]
        behind = sentence[match.start("name") + len(match["name"]) :]
        inside = "(" in match["link"] and behind.startswith(",")
        yield from _facts(name, kin, f"({behind[1:]}" if inside else behind)
    if led := _LED.match(sentence):  # `Mother: Jo Field, d.o.b. 4.5.1990`
        yield from _facts(person(led["name"]), led["kin"], sentence[led.end() :])
    for pattern in (_BRACKETED, _APPOSED):
        for match in pattern.finditer(sentence):
            rest = match["rest"] if pattern is _BRACKETED else ""
            yield from _facts(person(match["name"]), match["kin"], rest)
    yield from _parents(sentence)
    yield from _listed(sentence)


def _facts(name: str, kin: str, behind: str) -> Iterator[Said]:
    if not name:
        return
    entry = f"told:{name.casefold()}"
    yield Said(path="family[].name", value=name, entry=entry)
    yield Said(path="family[].relationship", value=kin.strip(), entry=entry)
    if born := birth_date(behind):
        yield Said(path="family[].dob", value=born, entry=entry)


def _parents(sentence: str) -> Iterator[Said]:
    """`the only child of Ms A (born 5 June 1997) and Mr B`: the titles say who is who."""
    match = _CHILD_OF.search(sentence)
    if match is None:
        return
    for key, behind in (("one", match["between"]), ("other", sentence[match.end() :])):
        title = re.match(r"(?:Mr|Mrs|Ms|Miss)\b", match[key])
        yield from _facts(person(match[key]), _TITLES[title[0]] if title else "parent", behind)


def _listed(sentence: str) -> Iterator[Said]:
    """`his parents, A (3.4.98) and B (5.6.95)`; `siblings: Aisha (9), Bilal (6) and Zara (2)`."""
    match = _SEVERAL.search(sentence)
    if match is None:
        return
    kin, rest = match["kin"].removesuffix("s"), match["list"]
    at, named = 0, []
    while (each := _NEXT.match(rest, at)) and (name := person(each["name"])):
        named.append((name, each["behind"] or ""))
        at = each.end()
    couple = re.search(r"parent|carer", kin) is not None
    surname = named[-1][0].split()[-1] if named and couple and " " in named[-1][0] else ""
    for name, behind in named:  # `Alan and Hilary Wallis`
        yield from _facts(name if " " in name or not surname else f"{name} {surname}", kin, behind)
