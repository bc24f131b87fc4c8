"""With whom a referral was talked over, and whether that person agreed, as sentences say it."""

import re
from collections.abc import Iterator

from extract.dates import find_dates
from extract.letter_signature import is_organisation
from extract.told.said import FULL_NAME, Said, whole_person
from extract.values import find_emails, find_phones, parse_yes_no, tidy

_ABOUT = r"(?:it|this|that|them|him|her|(?:the|this) (?:case|matter|referral|request|letter|above))"
_SPOKEN = re.compile(
    rf"\b(?:[Dd]iscussed|[Ss]hared|[Rr]aised|[Tt]alked|[Ss]poken|[Ss]poke|[Cc]onsulted|[Rr]an"
    rf"|[Rr]un)\b(?:\s+(?:{_ABOUT}|over"
    rf"|about|through|with|to|in full|fully|carefully|on \d[^,.]{{3,20}})){{0,6}}\s+"
    rf"(?:with|to|past|by)\s+|\b(?:gone|been|went|going) (?:over|through) {_ABOUT} with\s+|\bconsulted\s+"
    rf"|\b(?:support|agreement|approval|backing|permission) of\s+|\b(?:[Aa]greed"
    r"|[Aa]pproved|[Ss]upported|[Ee]ndorsed|[Ss]igned off|[Aa]uthorised) by\s+"
)
_WITH_POST = re.compile(rf"(?:[Oo]ur|[Mm]y|[Tt]he)\s+(?P<post>[^,.;()]{{3,60}}?),?\s+(?P<name>{FULL_NAME})")
_NAMED = re.compile(
    rf"(?P<name>{FULL_NAME})(?:,\s+(?P<post>(?!who\b|on\b|and\b)[^.;,()]{{3,70}}?)(?=,|\s+who\b|\s+about\b"
    rf"|\s+on\s+\d|;|\.|$)|\s+\((?P<bracket>[^()]+)\))?"
)
_SUBJECT = re.compile(
    rf"^(?:[Oo]ur|[Mm]y|[Tt]he)\s+(?P<post>[^,.;()]{{3,60}}?),\s+(?P<name>{FULL_NAME}),\s+(?=(?:(?:was|has"
    rf"|have)\b[^.;]{{0,30}}\b)?(?:consulted|approved|agree[ds]|supports?|endorsed|authorised|seen|said (?:yes"
    rf"|to))\b)"
)
_AGREEING = re.compile(
    rf"^(?P<name>{FULL_NAME}),\s+(?P<post>[^,.;()]{{3,70}}?)(?:\s+and (?:our|the) [^,]{{3,40}})?,\s+"
    r"(?=(?:has\s+)?(?:approved|agreed|endorsed|authorised|supports|agrees)\b[^.;]{0,20}"
    r"\b(?:this|it|the (?:referral|request|letter))\b)"
)
_PLAIN_SUBJECT = re.compile(
    rf"^(?:[Oo]ur|[Mm]y)\s+(?P<post>[a-zA-Z][\w ]{{2,50}}?)\s+(?P<name>{FULL_NAME})\s+"
    r"(?=(?:has\s+)?(?:approved|agree[ds]|supports?|endorsed|authorised)\b)"
)  # `My head of service Bill Onslow agreed yesterday`
_SITS = re.compile(
    rf"^(?:[Oo]ur|[Mm]y|[Tt]he)\s+(?P<post>[^,.;()]{{3,60}}?),\s+(?P<name>{FULL_NAME}),\s+"
    r"(?=(?:who\s+)?(?:sits on|represents us|is (?:our|the) (?:\w+ )?(?:representative|member))\b)"
)
_WITH_HIM = re.compile(r"\b(?:discussed|talked|spoke\w*|raised)\b[^.;]{0,60}\b(?:with|to) (?:her|him|them)\b", re.I)
_WITH_WHOM = re.compile(
    rf"(?P<name>{FULL_NAME}),\s+(?P<post>[^,.;()]{{3,70}}?),\s+(?=(?:with|to) whom (?:I|we) (?:have )?"
    r"(?:discussed|talked|spoke\w*"
    r"|raised)\b)"
)
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Tt]h[ei]s?|case|referral|request|letter)\b")
_PANEL = re.compile(r"\b(?:representative|panel|group|LIG)\b", re.I)  # a seat on the group is no post
AGREES = re.compile(
    r"\b(?:agrees?|agreed|approves?|approved|supports?|supported|endorses?|endorsed|authorised|in agreement"
    r"|(?:is|['’]s) (?:supportive|happy|content)|in favour|said (?:yes|to (?:go ahead|send))"
    r"|g[ai]ve[ns]?\s+(?:\w+\s+)?(?:approval|agreement|support))\b",
    re.I,
)
_UNSURE = re.compile(r"\b(?:whether|if|not|never|will|would|yet|unless|until)\b|n['’]t\b", re.I)
_UP_TO_DAY = re.compile(r"[^.;\d]{0,110}$")
_DISCUSSED = re.compile(
    r"\b(?:discussed|talked|spoken|spoke|shared|raised|consulted|(?:ran|run) (?:it|this)|(?:gone|been"
    r"|went) (?:over|through))\b",
    re.I,
)
_RANK = (
    r"(?:(?:Detective|Det\.?)\s+)?(?:(?:Chief|Ch\.?)\s+)?(?:Superintendent|Supt\.?|Inspector|Insp\.?|Sergeant|Constable"
    r"|Commander)"
)
_RANKED = re.compile(rf"^{_RANK}\s+")
_OUR = re.compile(r"^(?:[Oo]ur|[Mm]y|[Tt]he)\s+(?:[A-Z][\w-]+['’]s?\s+)?")
_SPEAKS_FOR = re.compile(
    r"^,?\s*(?:who\s+)?(?:represents|representing|sits for|speaks for)\s+(?:the\s+)?(?P<body>[A-Z][\w'’ &-]{2,60}?)"
    r"(?=\s+(?:on|at|in)\b|[,.;]|$)"
)
_REACHED = re.compile(
    r"^(?:He|She|They)\s+(?:can|may)\s+be\s+(?:reached|contacted)\b|^(?:His|Her|Their)\s+(?:number|e-?mail|tel)"
)
_NOT_DISCUSSED = re.compile(
    r"\b(?:I|[Ww]e)\b[^.;]{0,20}(?:\bnot\b|n['’]t\b)[^.;]{0,40}"
    r"\b(?:speak|spoken|spoke|discuss\w*|consult\w*|talk\w*|raised?)\b"
    r"[^.;]{0,50}\b(?:safeguarding lead|representative|panel (?:member|lead)|LIG|named (?:nurse|doctor|GP|professional)"
    r"|designated)\b",
    re.I,
)
_CAN_REACH = re.compile(r"\bcan be (?:reached|contacted)\b")
_POST_FOR = re.compile(r"(?P<post>.+?)\s+(?:for|at|with)\s+(?:the\s+)?(?P<body>[A-Z]\S*\s.+)")
_OUR_NAMED = re.compile(rf"^(?:[Oo]ur|[Mm]y)\s+(?P<post>[^,.;()]{{3,60}}?),\s+(?P<name>{FULL_NAME}),")
_BOTH_ASKED = re.compile(r"\bdiscussed\b.*\b(?:approved|agreed|supported)\b", re.I)
_STATED = re.compile(
    r"\b(discussed|approved|agreed|supported)\b\W{0,3}(?:with \w+\W{1,3})?(y|yes|n|no|not yet|n/?k|n/?a)\b", re.I
)
_NAMED_AGAIN = re.compile(r"^(?:Dr|Mr|Mrs|Ms|Miss|Prof|Rev|Cllr)\.? [A-Z][\w'’-]+\b")
_PERSONAL = re.compile(r"^(?:He|She|They)\b")
_POST_WORD = re.compile(
    r"\b(?:lead|manager|head|director|nurse|doctor|gp|officer|superintendent|inspector|chief|principal|teacher"
    r"|designated|named|professional|governor|chair|matron|consultant|executive|deputy|adviser|advisor"
    r"|coordinator|practitioner)\b",
    re.I,
)


def agreement_facts(sentence: str, following: str = "", *, asked: bool = False) -> Iterator[Said]:
    """Who was consulted and agreed. `following` is the sentence behind, which may say what he or she thought of it.

    `asked`: the sentence answers the question with whom the referral was talked over, so that it need not say so.
    """
    answered = bool(_PERSONAL.match(following) and AGREES.search(following))
    found = (
        _subject(sentence) or _consulted(sentence, asked=asked or answered) or _named_then_agreeing(sentence, following)
    )
    if found is None:
        if not_discussed(sentence):
            yield Said(path="representative.discussed", value="no")
        return
    name, post, bracket, at = found
    yield Said(path="representative.name", value=name)
    behind, *more = [tidy(each) for each in re.split(r",\s+", bracket)]
    post = _own_post(behind if _POST_WORD.search(behind) else _OUR.sub("", post)) or _rank(sentence, name)
    post, body = _post_and_body(post)
    if post and not _PANEL.search(post) and not find_emails(post):
        yield Said(path="representative.role", value=post)
    if body:
        yield Said(path="representative.agency", value=body)
    bodies = [each for each in more if not find_emails(each) and not find_phones(each)]
    yield from (Said(path="representative.agency", value=each) for each in bodies[:1])
    if not bodies and not body and (speaks := _SPEAKS_FOR.search(sentence[at:])):
        yield Said(path="representative.agency", value=speaks["body"].strip())
    near = _REACHED.match(following) or (_PERSONAL.match(following) and _CAN_REACH.search(following))
    reached = f"{sentence} {following}" if near else sentence
    yield from (Said(path="representative.email", value=each) for each in find_emails(reached)[:1])
    yield from (Said(path="representative.phone", value=each) for each in find_phones(reached)[:1])
    if _DISCUSSED.search(sentence) or _WITH_HIM.search(following):
        yield Said(path="representative.discussed", value="yes")
    yield from _agreed(sentence[at:] if AGREES.search(sentence[at:]) else sentence, following)


def _post_and_body(post: str) -> tuple[str, str]:
    """`Named GP for Alderby ICB` in two; a post without an organisation behind it as it is."""
    found = _POST_FOR.fullmatch(post)
    return (found["post"], found["body"]) if found and is_organisation(found["body"]) else (post, "")


def _named_then_agreeing(sentence: str, following: str) -> tuple[str, str, str, int] | None:
    """`Our chair of governors, Dr Al Pell, is aware. Dr Pell has given his agreement.`"""
    match = _OUR_NAMED.match(sentence)
    name = whole_person(match["name"]) if match else ""
    if match is None or not name or not _POST_WORD.search(match["post"]) or not AGREES.search(following):
        return None
    again = re.match(rf"(?:He|She)\b|(?:[\w.]+\s+){{0,2}}{re.escape(name.split()[-1])}\b", following)
    return (name, match["post"].strip(), "", match.end()) if again else None


def _own_post(post: str) -> str:
    """`our Head of Quality and panel representative` as the post that it names; a seat on the group is none."""
    parts = re.split(r"\s+and\s+", re.sub(r"^(?:[Oo]ur|[Mm]y|[Tt]he)\s+", "", post))
    return " and ".join(part for part in parts if len(parts) == 1 or not _PANEL.search(part))


def _rank(sentence: str, name: str) -> str:
    """`Detective Superintendent` in front of a name, for whoever has no other post."""
    rank = re.search(rf"(?P<rank>{_RANK})\s+{re.escape(_RANKED.sub('', name))}", sentence)
    return rank["rank"] if rank else ""


def not_discussed(sentence: str) -> bool:
    """`I have not had a chance to speak to our safeguarding lead`."""
    return bool(_NOT_DISCUSSED.search(sentence))


def stated_agreement(question: str, answer: str) -> Iterator[Said]:
    """`Discussed Y, approved Y 14/10/26`, where the question asks whether it was discussed and approved."""
    if not _BOTH_ASKED.search(question):
        return
    said = {word[:3].casefold(): parse_yes_no(value) for word, value in _STATED.findall(answer)}
    talked, agreed = said.get("dis"), said.get("app") or said.get("agr") or said.get("sup")
    if not said and (both := parse_yes_no(answer)) is not None and both[0] == "yes":
        talked = agreed = both  # `Discussed and agreed? Yes, 3 May 2026`
    if not talked or not agreed:
        return
    yield Said(path="representative.discussed", value=talked[0])
    yield Said(path="representative.approved", value=agreed[0])
    days = find_dates(answer)
    if agreed[0] == "yes":
        yield from (Said(path="representative.approval_date", value=day.isoformat()) for day, _, _ in days[-1:])


def _subject(sentence: str) -> tuple[str, str, str, int] | None:
    match = _SUBJECT.match(sentence) or _AGREEING.match(sentence) or _WITH_WHOM.search(sentence)
    match = match or _PLAIN_SUBJECT.match(sentence) or _SITS.match(sentence)
    name = whole_person(match["name"]) if match else ""
    return (name, match["post"].strip(), "", match.end()) if match and name else None


def _consulted(sentence: str, *, asked: bool) -> tuple[str, str, str, int] | None:
    """Name, post, what stands in brackets, and where the words about the person end."""
    for spoken in _SPOKEN.finditer(sentence):
        rest = sentence[spoken.end() :]
        match = _WITH_POST.match(rest) or _NAMED.match(rest)
        elided = spoken.start() == 0 and sentence[:1].isupper()  # `Discussed with …`
        if match is None or not (elided or _SPEAKER.search(sentence[: spoken.start() + 12])):
            continue
        name, post = whole_person(match["name"]), (match["post"] or "").strip()
        bracket = (match.groupdict().get("bracket") or _bracket(rest[match.end() :])).strip()
        about = re.search(rf"\b{_ABOUT}\b", sentence)
        if (
            name
            and (asked or about or AGREES.search(sentence))
            and (not post or _POST_WORD.search(post) or _PANEL.search(post))
        ):
            own = re.sub(r"^(?:[\w-]+['’]s?\s+)", "", post) if _PANEL.search(post) is None else post
            return name, own if _POST_WORD.search(own) else post, bracket, spoken.end() + match.end()
    return None


def _bracket(behind: str) -> str:
    match = re.match(r"\s*\(([^()]+)\)", behind)
    return match[1] if match else ""


def _agreed(sentence: str, following: str) -> Iterator[Said]:
    """Agreement and its day, where nothing says `not`, `if` or `will`."""
    spoken_of = _PERSONAL.match(following) or _WITH_HIM.search(following)
    text = sentence if AGREES.search(sentence) else following if spoken_of or _NAMED_AGAIN.match(following) else ""
    agreed = AGREES.search(text)
    if agreed is None or _UNSURE.search(text[: agreed.end()]):
        return
    yield Said(path="representative.approved", value="yes")
    behind = text[agreed.end() :]
    days = find_dates(behind)
    if days and _UP_TO_DAY.fullmatch(behind[: days[0][1]]):
        yield Said(path="representative.approval_date", value=days[0][0].isoformat())
