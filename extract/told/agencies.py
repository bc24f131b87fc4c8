"""Workers of other agencies as sentences name them: who, from where, and how reached."""

import re
from collections.abc import Iterator

from extract.people import names_body
from extract.told.said import FULL_NAME, Said, whole_person
from extract.values import find_emails, find_phones, tidy, without_contact_data

_ROLE = (
    r"(?i:(?:(?:allocated|named|lead|independent|key|family|school|community|special|specialist|youth|support"
    r"|early help|social|diabetes"
    r"|domestic abuse|exploitation|probation|police|health|mental health|substance misuse|housing|tenancy|registered"
    r"|residential|placement|reviewing|family liaison|liaison|pastoral"
    r"|safeguarding|team|senior|deputy|assistant|duty|service|area|locality|clinical|specialist|practice|link)[\s-]+)*"
    r"(?:worker|visitor|nurse|officer|advocate|practitioner|midwife|manager|consultant|paediatrician|psychiatrist"
    r"|psychologist"
    r"|counsellor|therapist|teacher|tutor|mentor|guardian|coordinator|co-ordinator|advis[eo]r|keyworker|lead|IDVA"
    r"|caseworker|head ?teacher|headmaster|headmistress|head of (?:year|house|sixth form)|head(?= of\b|,)"
    r"|principal|matron|registrar|director|SPOC"
    r"|single point of contact|contact(?= (?:at|in|from|for|with)\b)"
    r"|SENCO|sergeant|inspector|constable|solicitor|reviewing officer))"
)
_CAPITAL = r"[A-ZÀ-Þ\d][\w'’À-ÿ&-]*"
_BODY_NAME = rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|of|the|and|for|in(?= [A-Z])|&))*"
_IS = re.compile(
    rf"(?<!\b[Mm]y )(?<!\b[Oo]ur )(?<!\b[Gg]eneral )\b(?P<role>{_ROLE})(?:\s+(?:at|from|for|in"
    rf"|with)\s+(?:the\s+)?(?P<at>{_BODY_NAME}))?"
    rf"(?:\s+(?:is|was)(?:\s+(?:recorded as|called|named))?|,|\s*:|\s+[-–—])\s+(?P<name>{FULL_NAME})"
)
_OF = re.compile(rf"^,?\s*(?:\(?(?:of|from|at|in|with)\s+(?:the\s+)?|,\s*(?:the\s+)?)(?P<body>{_BODY_NAME})")
_POST_BEHIND = re.compile(
    rf"^,\s+(?:(?:the|a|an|his|her|their)\s+)?(?P<post>{_ROLE})\b(?:,|\s+(?:of|from|at|in|with))?", re.I
)
_BODY = re.compile(
    r"\b(?:Services?|Council|Trust|School|Academy|College|Nursery|Police|Constabulary|NHS|Hospital|Surgery"
    r"|Practice|Team|Charity"
    r"|Authority|Partnership|Centre|Unit|University|Society|Care|Help|CAMHS|Probation|Housing|Health|Aid|Refuge"
    r"|Hub|Foundation|Project|House|Justice|Infirmary|Clinic|Ward|ICB|Primary|Infants?|Juniors?)\b"
)
_WHERE = re.compile(rf"(?P<body>{_BODY_NAME}),?\s+(?:where|whose)\s+(?:(?:the|his|her|their)\s+)?$")
_COMMON = re.compile(
    r"(?:class |form |head )?(?:teacher|tutor|consultant|nurse|lead|manager|officer|mentor|solicitor)", re.I
)
_BRACKETS = re.compile(rf"(?P<body>{_BODY_NAME})\s*\((?P<inside>[^()]{{5,160}})\)")
_ASK = re.compile(
    r"\b(?:[Pp]lease (?:contact|speak to|ring|ask)|(?:speak|talk) to|(?:people|those"
    r"|professionals) who (?:know|work)\w*|best placed"
    r"|contacts? (?:is|are))\b"
)
_SOMEBODY_AT = re.compile(
    rf"(?P<name>{FULL_NAME})(?:,\s+[^,;()]{{3,40}},?)?\s+(?:at|of|from)\s+(?:the\s+)?(?P<body>{_BODY_NAME})"
)
_LISTED = re.compile(rf"(?P<body>[A-Z][\w'’ &-]{{2,40}}):\s+(?P<name>{FULL_NAME})")
_OFFICER = re.compile(r"(?:PC|DC|DS|DI|PS|DCI|Sgt|Detective)\b")
_LEAD = re.compile(r"^.*?(?:\bare\b|\bis\b|\binclude[sd]?\b|\binvolved\b(?!\s+(?:is|are|include))|:)\s*", re.S)


def agency_facts(sentence: str) -> Iterator[Said]:
    """Every worker whom a sentence names with a post (`the social worker is …`) or with contact data behind."""
    named: set[str] = set()
    for match in _IS.finditer(sentence):
        name = whole_person(match["name"])
        if not name:
            continue
        named.add(name)
        behind = sentence[match.end() :].partition(";")[0]
        where = _WHERE.search(sentence[: match.start()])
        body = match["at"] or _body(behind) or (_last_body(where["body"]) if where else "")
        if not body and not _reached(behind) and _COMMON.fullmatch(match["role"]):
            continue  # `his teacher, Miss Akhtar` is somebody of the account
        officer = "Police" if _OFFICER.match(name) else ""
        yield from _facts(name, body or officer or _post(match["role"]), _reached(behind))
    for name, body, reached in (*_in_brackets(sentence), *_by_contact(sentence), *_to_ask(sentence)):
        if name not in named:
            named.add(name)
            yield from _facts(name, body, reached)


def _to_ask(sentence: str) -> Iterator[tuple[str, str, str]]:
    """`please contact … or Miss L Carne at Beck Hall School`, also where no number is given."""
    asks = _ASK.search(sentence)
    for match in _SOMEBODY_AT.finditer(sentence, asks.end()) if asks else ():
        name = whole_person(match["name"])
        if name and _BODY.search(match["body"]):
            yield name, match["body"], _reached(sentence[match.end() :].partition(";")[0])


def _in_brackets(sentence: str) -> Iterator[tuple[str, str, str]]:
    """`Barnfield School (Mrs Orme, head teacher, 01632 960871)`."""
    for match in _BRACKETS.finditer(sentence):
        person = re.match(FULL_NAME, match["inside"])
        name = whole_person(person[0]) if person else ""
        reached = _reached(match["inside"])
        if name and reached and _BODY.search(match["body"]):
            yield name, match["body"], reached


def _facts(name: str, body: str, reached: str) -> Iterator[Said]:
    entry = f"told:{name.casefold()}"
    yield Said(path="agencies[].agency", value=tidy(body).strip(" ,"), entry=entry)
    yield Said(path="agencies[].contact_name", value=name, entry=entry)
    if reached:
        yield Said(path="agencies[].contact", value=reached, entry=entry)


def _last_body(text: str) -> str:
    """The nearer of two bodies: `the Weir Practice and Alderby Children's Services, where the worker is …`."""
    parts = re.split(r",?\s+and\s+(?:the\s+)?", text)
    return parts[-1] if all(_BODY.search(part) for part in parts) else text


def _body(behind: str) -> str:
    """The body right behind a name: `of Alderby Council`, `, Rushford Housing`; empty where none is named."""
    match = _OF.match(re.sub(r"^\s+", "", behind) if behind.startswith(" of") else behind.lstrip())
    if match is None:
        return ""
    by_word = match[0].lstrip(" ,(").split()[0].islower()
    return match["body"] if by_word or _BODY.search(match["body"]) else ""


def _reached(behind: str) -> str:
    """Contact data up to the next person."""
    until = re.search(rf"(?:,?\s+and\s+|;\s*)(?:[\w'’-]+\s+){{0,5}}?{FULL_NAME}", behind)
    near = behind[: until.start()] if until else behind
    return " ".join([*find_phones(near)[:1], *find_emails(near)[:1]])


def _by_contact(sentence: str) -> Iterator[tuple[str, str, str]]:
    """`Ana Petrov, school nurse, 01632 960221; DC Al Rix of the Domestic Abuse Unit (01632 960341)`."""
    at = 0
    found = sorted((sentence.find(each), each) for each in (*find_phones(sentence), *find_emails(sentence)))
    for start, each in found:
        if start < at:
            continue
        item, at = sentence[at:start], start + len(each)
        led = (":" in item or " are " in item) and not _is_listed(item)
        yield from _item(_LEAD.sub("", item, count=1) if led else item, each)


def _item(item: str, reached: str) -> Iterator[tuple[str, str, str]]:
    if (listed := _LISTED.match(item)) and (worker := whole_person(listed["name"])) and _is_service(listed["body"]):
        yield worker, listed["body"], reached
        return
    words = tidy(without_contact_data(item)).strip(" ,;()-–:")
    words = re.sub(r"^(?:and|or)\s+", "", words)
    for match in re.finditer(FULL_NAME, words):
        name = whole_person(match[0])
        behind = words[match.end() :]
        post = _POST_BEHIND.match(behind)
        body = _body(behind[post.end() :] if post else behind) or (_body("," + behind[post.end() :]) if post else "")
        if not body and post and post[0].split()[-1] in ("of", "from", "at", "with"):
            named = re.match(rf"\s*(?:the\s+)?(?P<body>{_BODY_NAME})", behind[post.end() :])
            body = named["body"] if named else ""
        officer = "Police" if _OFFICER.match(name) else ""
        if name and (body or post or officer):
            yield name, body or (_post(post["post"]) if post else officer), reached
            return


def _is_listed(item: str) -> bool:
    """`School: Mrs Orme, head teacher, …`."""
    found = _LISTED.match(item)
    return found is not None and _is_service(found["body"])


def _is_service(words: str) -> bool:
    """`School`, `Early Help`; not `People who can help`."""
    return names_body(words) and not re.search(
        r"\b(?:who|can|people|those|contacts?|please|are|is|other|others)\b", words, re.I
    )


def _post(role: str) -> str:
    return role[:1].upper() + role[1:]
