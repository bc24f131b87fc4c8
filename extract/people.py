"""People and agencies written in one line: who, how related, born when; which agency, who there, how reached."""

import re

from extract.dates import find_dates, looks_like_partial_date
from extract.kinship import RELATIONSHIP, is_kinship
from extract.values import find_emails, find_phones, is_blank, special_answer, tidy

_BORN = re.compile(r"[,(\s]*\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?|b\.)\s*[:\-–]?\s*$", re.I)
_OTHER = re.compile(r"^\s*(?:any )?others?\s*\((?:please )?(?:name|specify|state|say|give)[^)]*\)\s*[:\-–]?\s*", re.I)
_ANNOUNCED = re.compile(r"^(?:d\.?\s?o\.?\s?b\.?|date of birth|born)\b\s*[:\-–]?\s*", re.I)
_DASH = r"\s+[-–—=]+\s+|\s*[–—]\s*"
_KIN_IN_FRONT = re.compile(
    rf"(?P<kin>(?:(?:[a-z]+|[A-Z][\w-]*(?:['’]s)?)\s+){{0,3}}?{RELATIONSHIP.pattern}(?:\s*\([^()]*\))?)\s+"
    r"(?P<name>(?-i:(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-ZÀ-Þ][\w'’À-ÿ-]+(?: [A-ZÀ-Þ][\w'’À-ÿ-]+){1,3}))",
    re.I,
)  # `Mum's boyfriend Lewis Tanner`
_KIN_UNKNOWN = re.compile(
    rf"(?P<kin>(?:[a-z]+\s+)?{RELATIONSHIP.pattern})\s+(?:is\s+)?(?P<said>not known|unknown|n/?k)", re.I
)
_NEXT_RELATIVE = re.compile(r"\.\s+(?=[A-Z])")
_BODY = re.compile(
    r"\b(?:services?|council|trust|school|academy|college|nursery|police|constabulary|nhs|hospital|surgery"
    r"|practice|team|charity|visiting|nursing|visitor|care|social work|help|housing|probation|camhs|carers"
    r"|justice|midwifery|centre|hub|project|refuge|unit|authority|partnership|university|society"
    r"|foundation|education|health|therapy|therapies|psychology|paediatrics|youth|csc|gp|mash)\b",
    re.I,
)
_POST_FIRST = re.compile(
    r"(?P<agency>.*\b(?:nurse|visitor|worker|officer|midwife|police|gp|camhs|hv|sw))\s+"
    r"(?P<name>(?-i:(?:(?:DC|DS|PC|Dr|Mr|Mrs|Ms) )?[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+))",
    re.I,
)  # `School nurse Ann Pell`
_SERVICE_FIRST = re.compile(
    r"([^:;\n|,]{1,60},[^:;\n|]{1,60}?)(?::|\s[-–—])\s+(\S.*)", re.S
)  # `Housing Needs, County Council: Jo Field`
_BRACKETED = re.compile(r"^([^()]+?)\s*\(([^()]*(?:\d{5}|@)[^()]*)\)$")  # `School (Jo Field, 01632 960101)`
_CONTACT_WORDS = re.compile(r"^(?:tel(?:ephone)?|phone|mob(?:ile)?|e-?mail|contact|on|at|t|m|e)\b[.:]?\s*", re.I)
_EMPLOYER = re.compile(r"\b(?:council|authority|trust|partnership|constabulary|university)\b", re.I)
_COUNT = re.compile(r"^\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})[.)]\s+(?:\|\s*)?(?=\S)")  # `1)`, `(b)`, `2.`
FEWEST_SERVICES = 3  # in a line of services: two may be a team and the body that it belongs to
LONGEST_SERVICE = 5  # words
LONGEST_RELATIVE = 14  # words of one person among several
THREE_FACTS = 3  # agency, person and contact data
_POST_IN_FRONT = re.compile(
    r"^(?:[a-z][a-z-]+ ){1,3}(?=(?:(?:DC|DS|PC|PS|DI|Dr|Mr|Mrs|Ms|Miss) )?[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+$)"
)
_NO_NAME = re.compile(
    r"(?:names?|staff|workers?|contact|person|who)\W+(?:n/?k|not known|unknown|not sure|don['’]t know)"
    r"|(?:n/?k|not known|unknown|don['’]t know|not sure)(?: of)?(?: the)? (?:names?|who|whom)",
    re.I,
)

Facts = dict[str, str]


def split_people(text: str) -> list[str]:
    """One text a person or agency: by line, then by semicolon; commas inside one entry are left alone.

    Bullets and the numbers of a list are left out.
    """
    lines = [_COUNT.sub("", tidy(line).lstrip("•*·▪- ").strip()) for line in text.splitlines()]
    parts: list[str] = []
    for line in lines:
        pieces = _relatives(line) or [piece.strip() for piece in line.split(";") if piece.strip()]
        parts.extend(pieces if len(pieces) > 1 and not _is_one_entry(pieces) else [line])
    return [part for part in parts if not is_blank(part)]


def _relatives(line: str) -> list[str]:
    """`Nan = Ann Pell. Mum = Jo Pell.` in two, where each part says who is who; else empty."""
    pieces = [piece.strip(" .") for piece in _NEXT_RELATIVE.split(line) if piece.strip(" .")]
    told = all(RELATIONSHIP.search(piece) and len(piece.split()) <= LONGEST_RELATIVE for piece in pieces)
    return pieces if len(pieces) > 1 and told else []


def split_agencies(text: str) -> list[str]:
    """One text an agency: as people, also of a line that names nothing but services: `School, GP and police`."""
    return [each for line in split_people(text) for part in _reached_each(line) for each in _services(part)]


def _reached_each(line: str) -> list[str]:
    """`CAMHS - Jo Field, 01632 960101. School - Al Rix, 01632 960102` in two, where each has a number or address."""
    parts = [part.strip(" .") for part in re.split(r"(?<=[\w)])\.\s+(?=[A-Z])", line) if part.strip(" .")]
    return parts if len(parts) > 1 and all(find_phones(part) or find_emails(part) for part in parts) else [line]


def _services(line: str) -> list[str]:
    parts = [part for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", line) if part]
    alone = all(names_body(part) and len(part.split()) <= LONGEST_SERVICE for part in parts)
    return parts if len(parts) >= FEWEST_SERVICES and alone and not any(map(_EMPLOYER.search, parts[1:])) else [line]


def read_person(text: str) -> Facts:
    """Name, relationship and date of birth of one person as written: `A B – mother (d.o.b. 1 May 1990)`."""
    facts: Facts = {}
    rest = tidy(text)
    dates = find_dates(rest)
    if dates:
        day, start, end = dates[0]
        facts["dob"] = day.isoformat()
        rest = _BORN.sub("", rest[:start]) + " " + rest[end:]
    parts = _parts(_close_brackets(rest))
    if "dob" not in facts and (
        unknown := next((part for part in parts[1:] if special_answer(_ANNOUNCED.sub("", part))), None)
    ):
        facts["dob"] = special_answer(_ANNOUNCED.sub("", unknown)) or ""
        parts.remove(unknown)
    if "dob" not in facts and (year := next((part for part in parts[1:] if _born_about(part)), None)):
        facts["dob"] = _ANNOUNCED.sub("", year)
        parts.remove(year)
    parts = [each for part in parts for each in _kin_and_name(part)]
    kin = [part for part in parts if is_kinship(part)]
    others = [part for part in parts if part not in kin]
    if kin:
        facts["relationship"] = ", ".join(kin)
    if others:
        facts["name"] = others[0]
    elif kin and len(kin) == 1:
        facts = {**facts, "relationship": kin[0]}
    return facts


def _kin_and_name(part: str) -> list[str]:
    """`Dad Scott Ryder` in two, the name first: what stands in brackets behind it is no name."""
    found = _KIN_IN_FRONT.fullmatch(part) or _KIN_UNKNOWN.fullmatch(part)
    if found is None:
        return [part]
    name = found.groupdict().get("name") or special_answer(found["said"]) or ""
    return [name, found["kin"]] if name else [part]


def _born_about(part: str) -> bool:
    """`dob 1979`, `born May 2012`: part of a date, said to be that of birth."""
    said = _ANNOUNCED.sub("", part)
    return said != part and looks_like_partial_date(said)


def read_agency(text: str) -> Facts:
    """Agency, contact person and contact data of one entry: `School, Mrs Hale, 01632 960420`."""
    text = _BRACKETED.sub(r"\1, \2", without_other(text))
    emails, phones = find_emails(text), find_phones(text)
    service = _SERVICE_FIRST.match(text)
    pieces = [service[1], *_pieces(service[2])] if service and names_body(service[1]) else _pieces(text)
    plain: list[str] = []
    contact: list[str] = []
    for piece in (tidy(each).strip(" ,.-–") for each in pieces):
        if not piece:
            continue
        if any(each in piece for each in (*emails, *phones)):
            words = piece
            for each in (*emails, *phones):
                words = words.replace(each, " ")
            words = tidy(_CONTACT_WORDS.sub("", tidy(words).strip(" ,/()-–"))).strip(" ,/():-–")
            words += ")" * (words.count("(") - words.count(")"))
            contact.append(tidy(piece if not words or len(words) < 4 else piece.replace(words, " ")).strip(" ,()-–:"))
            if len(words) >= 4 and not _CONTACT_WORDS.match(words + " "):
                plain.append(words)
        else:
            plain.append(piece)
    plain, contact = _with_unknown_contact(plain, contact)
    facts = _agency_and_worker(plain) if plain else {}
    if contact:
        facts["contact"] = " ".join(contact)
    return facts


def _agency_and_worker(plain: list[str]) -> Facts:
    """The service first, or the worker first where the words say so: `Ana Petrov, Health visiting`."""
    named = _looks_like_name(plain[0]) and not names_body(plain[0])
    if len(plain) > 1 and named and names_body(plain[1]):
        plain = [plain[1], plain[0], *plain[2:]]
    bracket = re.match(r"^(.*?)\s*\(([^()]+)\)$", plain[0])
    works = re.match(r"^([^,]+?)\s+(?:from|of|at)\s+(?:the\s+)?(.+)$", plain[0])
    if works and _looks_like_name(works[1]) and not names_body(works[1]) and names_body(works[2]):
        return {"agency": works[2], "contact_name": works[1]}
    post = _POST_FIRST.fullmatch(plain[0])
    if post and len(plain) == 1 and _looks_like_name(post["name"]) and not names_body(post["name"]):
        return {"agency": post["agency"], "contact_name": post["name"]}
    if len(plain) > 1:
        return {"agency": plain[0], "contact_name": special_answer(plain[1]) or _worker(", ".join(plain[1:]))}
    if bracket and _looks_like_name(bracket[1]) and not names_body(bracket[1]) and names_body(bracket[2]):
        return {"agency": bracket[2], "contact_name": bracket[1]}
    if bracket and _looks_like_name(bracket[2]):
        return {"agency": bracket[1], "contact_name": bracket[2]}
    return {"agency": plain[0]}


def _worker(text: str) -> str:
    """A person's name without the post written in front of it; `name not known` as unknown."""
    return "unknown" if _NO_NAME.fullmatch(text) else _POST_IN_FRONT.sub("", text, count=1)


def names_body(text: str) -> bool:
    """Whether words name a service rather than a person."""
    return bool(_BODY.search(text)) and not find_phones(text)


def _with_unknown_contact(plain: list[str], contact: list[str]) -> tuple[list[str], list[str]]:
    """`Health visitor - Jo Field - NK`: nobody knows how that person is reached."""
    unknown = special_answer(plain[-1]) if len(plain) == THREE_FACTS and not contact else None
    return (plain[:-1], [unknown]) if unknown else (plain, contact)


def without_other(text: str) -> str:
    """`Other (please name): Anchor Trust` without the words that a form prints in front."""
    return _OTHER.sub("", text)


def same_person(one: str, other: str) -> bool:
    """Whether two ways of writing a name can mean one person: all words of the shorter are in the longer."""
    first, second = _name_words(one), _name_words(other)
    return bool(first and second) and (first <= second or second <= first)


def _name_words(name: str) -> set[str]:
    return {word for word in re.findall(r"[\w'’]+", name.casefold()) if word not in ("mr", "mrs", "ms", "miss", "dr")}


def _pieces(text: str) -> list[str]:
    """The parts of one entry, parted at the strongest separator it has."""
    separator = ";" if ";" in text else "\n" if "\n" in text else None
    if separator:
        return text.split(separator)
    dashed = re.split(r"\s+[-–—]+\s+", text)
    worker = dashed[1].split(",")[0] if len(dashed) > 1 else ""
    if len(dashed) >= THREE_FACTS or ("," in dashed[0] and names_body(dashed[0]) and _looks_like_name(worker)):
        return dashed  # `Epilepsy nursing, County General – Jo Field – 01632 960101`
    return [part for piece in re.split(rf",\s+|{_DASH}|\s*\|\s*|:\s+", text) for part in _at_slashes(piece)]


def _at_slashes(piece: str) -> list[str]:
    """`IDVA service / Jo Field / 01632 960420` in three; `School / nursery` is one agency."""
    parts = re.split(r"\s+/\s+", piece)
    named = any(_looks_like_name(part) for part in parts[1:])
    reached = any(find_phones(part) or find_emails(part) for part in parts[1:])
    return parts if named or reached else [piece]


def _is_one_entry(pieces: list[str]) -> bool:
    """`Team; person; e-mail` is one entry: a later piece is nothing but contact data."""
    return any(_only_contact(piece) for piece in pieces[1:])


def _only_contact(piece: str) -> bool:
    rest = piece
    for each in (*find_emails(piece), *find_phones(piece)):
        rest = rest.replace(each, " ")
    return rest != piece and is_blank(_CONTACT_WORDS.sub("", rest.strip()))


def _close_brackets(text: str) -> str:
    """The outer brackets of `Name (mother (deceased), )` as commas; inner ones stay."""
    out, depth = [], 0
    for char in text:
        if char == "(":
            depth += 1
            out.append(", " if depth == 1 else char)
        elif char == ")":
            depth -= 1
            out.append(", " if depth <= 0 else char)
            depth = max(depth, 0)
        else:
            out.append(char)
    return "".join(out)


def _parts(text: str) -> list[str]:
    at_slashes = re.split(r"\s+/\s*|\s*/\s+", text)
    if any(RELATIONSHIP.search(part) and not _looks_like_name(part) for part in at_slashes[1:]):
        text = " | ".join(at_slashes)  # `Jo Field / Mum / 5 June 1987`
    parts: list[str] = []
    depth = 0
    current = ""
    for piece in re.split(rf"({_DASH}|[,:|]\s*|[()])", text):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth -= 1
        if depth <= 0 and re.fullmatch(rf"{_DASH}|[,:|]\s*", piece or ""):
            parts.append(current)
            current = ""
        else:
            current += piece or ""
    cleaned = [tidy(part).strip(" ,;.-–") for part in [*parts, current]]
    return [part for part in cleaned if part and not is_blank(part)]


def _looks_like_name(part: str) -> bool:
    """Two or more capitalised words, none of them a word of kinship."""
    words = part.split()
    return len(words) >= 2 and all(word[:1].isupper() for word in words) and not RELATIONSHIP.search(part)
