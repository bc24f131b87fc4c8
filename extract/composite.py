"""Answers that hold several facts at once, parted by what the label asked for: `Agency and job title`."""

import re
from collections.abc import Sequence

from config.schema.fields import FieldDefinition
from extract.candidates import Value
from extract.dates import find_dates, find_time, parse_time
from extract.values import find_emails, find_nhs_number, find_phones, find_postcode, is_blank, parse_sex, tidy

_EDGES = " ,;:/-–—\n\t"
_JOB = re.compile(
    r"\b(?:head(?:teacher)?|officer|manager|nurse|practitioner|worker|lead|director|sergeant|inspector|constable|teacher"
    r"|doctor|consultant|midwife|visitor|adviser|advisor|coordinator|supervisor|superintendent|paediatrician|dsl|chief"
    r"|assistant|deputy|senior|principal|named|designated|trustee|chair|leader|matron|partner|guardian)\b",
    re.I,
)
_BODY = re.compile(
    r"\b(?:services?|council|trust|school|academy|college|nursery|police|constabulary|nhs|hospital|surgery|practice"
    r"|board|team|charity|borough|county|authority|partnership|cic|ltd|icb|foundation|centre|university|society|care)\b",
    re.I,
)
_PERSON = re.compile(r"^(?:(?:Dr|Mrs?|Ms|Miss|Prof)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]*\.?){1,3}$")
_LEADS = re.compile(r"(?:\w+ )?(?:head|director|lead|leader|manager|chair|chief) (?:of|for)\b", re.I)  # `Head of Care`
_ORDERED = re.compile(
    r"\b(?:s\.?\s?\d{2}|section|sec\.?|order|accommodated|looked after|foster\w*|remand\w*|custody|care|detained"
    r"|ward of|guardianship|sgo|ico|epo|cao|voluntary|police protection|placement|tribunal|mha)\b",
    re.I,
)
_AUTHORITY = re.compile(
    r"(?<=[.,;(\n])\s*(?P<named>[A-Z][^.,;()\n]*?\b(?:[Cc]ouncil|[Bb]orough|[Cc]ounty|[Aa]uthority|CC|MBC|BC|DC|LBC))"
    r"(?: [Aa]rea)?\W*$"
)  # whose area it is, behind a place
_YEAR = re.compile(r"[,(]\s*(?:born )?((?:19|20)\d{2})\b\W*$")
_GLUE = re.compile(
    r"^(?:at|on|in|and|about|approx\.?|circa|time|place|tel|telephone|phone|email|e-mail|mobile|date|dob|nhs)\b[.:]?\s*",
    re.I,
)


_PART_OF_DAY = re.compile(
    r"(?:in the |the |during the )?(?:early |late )?(?:morning|afternoon|evening|night|lunch ?time|overnight|daytime)",
    re.I,
)
_LEFT_OVER = re.compile(
    r"(?:(?:at|around|about|approximately|approx|circa|roughly|some ?time|hrs|hours|just|after)\W*)+", re.I
)
_COUNTED = re.compile(r"(?:^|\s)\((?:i{1,3}|iv|v|[a-e]|\d)\)\s*", re.I)  # `(i) Yes (ii) 3 May 2026`


def uncounted(text: str) -> str:
    """An answer without the numbers that repeat those of its question's parts."""
    return _COUNTED.sub("; ", text).lstrip("; ") if len(_COUNTED.findall(text)) > 1 else text


def split_answer(fields: Sequence[FieldDefinition], text: str) -> dict[str, str]:
    """Text by path, as written. Facts with a shape of their own (dates, e-mail) first; words in the label's order."""
    found: dict[str, str] = {}
    rest = text
    for field in sorted(fields, key=lambda each: _ORDER.get(each.type, 9)):
        if field.type == "contact_details":
            reached = [*find_emails(rest), *find_phones(rest)]
            found[field.path] = "\n".join(reached)
            for each in reached:
                rest = rest.replace(each, "\n", 1)
            continue
        taken = _shaped(field, rest)
        if taken:
            found[field.path] = taken
            rest = rest.replace(taken, "\n" if "\n" in rest else " ; ", 1)
    wordy = [field for field in fields if field.type not in _ORDER]
    area = _AUTHORITY.search(rest)
    if area and [field.path for field in wordy] == ["incident.location", "incident.local_authority"]:
        place = tidy(rest[: area.start()]).strip(_EDGES + ".(")
        return {**found, "incident.location": place, "incident.local_authority": tidy(area["named"])}
    if any(field.path == "incident.location" for field in wordy):
        rest = _without_part_of_day(rest, len(wordy))
    parts = _in_order(wordy, _words(rest, len(wordy)))
    for field, part in zip(wordy, parts, strict=False):
        if not part:
            continue
        found[field.path] = part
    return found


def _without_part_of_day(text: str, wanted: int) -> str:
    """`evening, at home` as `at home`: more parts than were asked for, one of which says when in the day."""
    parts = [part for part in re.split(r"[,;\n]", text) if not is_blank(part)]
    places = [part for part in parts if not _PART_OF_DAY.fullmatch(tidy(part).strip(_EDGES))]
    return ",".join(places) if wanted <= len(places) < len(parts) else text


_ORDER = {"email": 0, "contact_details": 0, "nhs_number": 1, "date": 2, "time": 3, "phone": 4, "postcode": 5, "sex": 6}


def _in_order(fields: Sequence[FieldDefinition], parts: list[str]) -> list[str]:
    """Role and agency as the question orders them, where people wrote them the other way round."""
    kinds = [field.type for field in fields]
    if any(field.path.endswith(".legal_status") for field in fields) and len(fields) == 2:
        return _with_order_apart(fields, parts)
    if "name" in kinds and len(parts) == len(kinds) == 2:
        return _person_first(parts, kinds.index("name"), takes_job="role" in kinds)
    if set(kinds) != {"role", "agency"}:
        return parts
    if len(parts) == 1 and fields[0].type == "agency" and _speaks_for(parts[0], "") > 0:
        return ["", parts[0]]  # only the post was given
    if len(parts) != 2:
        return parts
    if not any(map(_JOB.search, parts)) and _BODY.search(parts[-1]):
        whole = ", ".join(parts)  # a team and its body: `Office / team`
        return ["", whole] if fields[0].type == "role" else [whole, ""]
    job, body = (0, 1) if fields[0].type == "role" else (1, 0)
    as_asked = _speaks_for(parts[job], parts[body])
    return parts[::-1] if _speaks_for(parts[body], parts[job]) > as_asked else parts


def _with_order_apart(fields: Sequence[FieldDefinition], parts: list[str]) -> list[str]:
    """`Category / legal status`: what names no order or section goes with the category, whatever its commas."""
    orders = [part for part in parts if _ORDERED.search(part)]
    others = [part for part in parts if part not in orders]
    both = [", ".join(others), ", ".join(orders)]
    return both if fields[1].path.endswith(".legal_status") else both[::-1]


def _person_first(parts: list[str], name: int, *, takes_job: bool) -> list[str]:
    """`Head of Safeguarding, Jo Field` in the order in which name and post were asked for."""
    called, other = parts[name], parts[1 - name]
    if not stands_first(called, other):
        return parts
    job = called if takes_job else ""
    return [other, job] if name == 0 else [job, other]


def stands_first(post: str, name: str) -> bool:
    """Whether of two parts the first is a post and the second a person: `Head of Safeguarding, Jo Field`."""
    return bool(_JOB.search(post) and _PERSON.match(name) and not _JOB.search(name) and not _BODY.search(name))


def by_role_and_agency(parts: Sequence[str]) -> tuple[str, str]:
    """One or two parts as role and agency, each empty where nothing speaks for it."""
    if not parts:
        return "", ""
    if len(parts) == 1:
        return (parts[0], "") if _speaks_for(parts[0], "") > 0 or _LEADS.match(parts[0]) else ("", parts[0])
    one, other = parts[:2]
    return (other, one) if _speaks_for(other, one) > _speaks_for(one, other) else (one, other)


def _speaks_for(role: str, agency: str) -> int:
    return len(_JOB.findall(role)) + len(_BODY.findall(agency)) - len(_JOB.findall(agency)) - len(_BODY.findall(role))


def joined_name(fields: Sequence[FieldDefinition], text: str) -> list[Value]:
    """`Pickering, Harvey` under `Surname / first name` as its parts; a name that is not parted as a whole."""
    parts = [tidy(part) for part in re.split(r"[,\n/]", text) if not is_blank(part)]
    if len(parts) == 2 and all(field.type != "name" for field in fields):
        return [Value(path=field.path, value=part, fit=0.9) for field, part in zip(fields, parts, strict=False)]
    prefix = fields[0].path.rpartition(".")[0]
    path = f"{prefix}.full_name" if prefix == "children[]" else f"{prefix}.name"
    return [Value(path=path, value=tidy(text), fit=0.8)]


def _shaped(field: FieldDefinition, text: str) -> str | None:
    left = text.strip(_EDGES)  # what the facts that were taken before have left
    if field.type == "email":
        return next(iter(find_emails(text)), None)
    if field.type == "phone":
        return next((each for each in find_phones(text) if each in text), None)
    if field.type == "date":
        days = find_dates(text)
        year = _YEAR.search(text) if field.path == "family[].dob" else None
        return text[days[0][1] : days[0][2]] if days else year and year[1]
    if field.type == "time":
        time = find_time(text)
        return text[time[1] : time[2]] if time else parse_time(left) and left
    if field.type == "postcode":
        code = find_postcode(text)
        return text[code[1] : code[2]] if code else None
    if field.type == "nhs_number":
        return find_nhs_number(text)
    if field.type == "sex":
        word = re.search(r"(?<!\w)(?:male|female|boy|girl|m|f)(?!\w)", text, re.I)
        return word[0] if word and parse_sex(word[0]) in ("male", "female") else None
    return None


def _words(text: str, wanted: int) -> list[str]:
    """The remaining words in as many parts as are wanted, parted at the strongest separator that gives enough."""
    if not wanted:
        return []
    parts = _split(r"\n|;|\s*\|\s*", text)
    for separator in (r"\s/\s|\s[-–—]\s|\s*\|\s*", r","):
        if len(parts) >= wanted:
            break
        parts = _split(separator, ", ".join(parts) if separator == "," else " - ".join(parts))
    if len(parts) <= wanted:
        return parts
    return [*parts[: wanted - 1], ", ".join(parts[wanted - 1 :])]


def _split(separator: str, text: str) -> list[str]:
    parts = (_clean(part) for part in re.split(separator, text))
    return [part for part in parts if part and not is_blank(part) and not _LEFT_OVER.fullmatch(part)]


def _clean(part: str) -> str:
    """A part without the joining words that its neighbours left behind."""
    stripped = re.sub(r"^\.\s+|(?<=\d)\.$", "", tidy(part).strip(_EDGES))
    if len(stripped.split()) <= 1:
        return _GLUE.sub("", stripped + " ").strip(_EDGES)
    return re.sub(r"^(?:at|on|in)\s+(?=[A-Z\d])|[\s,(]+(?:born(?: on)?|d\.?o\.?b\.?|aged)$", "", stripped, flags=re.I)
