"""An answer to several questions about a child at once, in a sentence or as a list, told apart by words and shape."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.dates import find_dates
from extract.told.asked import CHILD_CUES, Paths
from extract.told.child import CONDITIONS, EDUCATION, FAITHS, LANGUAGES, PRACTICE, child_facts
from extract.told.children import names_in
from extract.told.plans import plan_facts
from extract.told.said import ETHNIC, POSTCODE, Said, person, sentences
from extract.values import find_nhs_number, find_postcode, nhs_number, parse_sex, parse_yes_no, special_answer, tidy

_LEAD = re.compile(
    r"^(?:(?:he|she|they|it|(?:the|my|our|his|her|their) \w+)(?:['’]s)?\s+(?:is|are|was|were)\s+(?:called\s+)?"
    r"|is\s+|and\s+|called\s+|name:?\s+)+",
    re.I,
)
_KNOWN_AS = re.compile(
    r",?\s+(?:but\s+)?(?:also\s+|usually\s+)?(?:known|likes to be (?:called|known)|goes by|prefers|called)\b.*$", re.I
)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|lives?|goes|attends?|comes|speaks?|uses)\b", re.I)
_STREET_START = re.compile(r"(?:\d|Flat\b|Room\b|Apartment\b|Unit\b|c/o\b)", re.I)
_NO_SCHOOL = re.compile(r"^(?:not (?:in|at|yet at|of) \w+|home[- ]educated|too young.*|none|pre-?school age)\W*$", re.I)
_YES_NO = ("children[].disability", "children[].cp_plan", "children[].looked_after")
_BEFORE_FACTS = re.compile(r"\.\s|;|,\s+(?=\d|(?:both |all )?born\b|[MF]\b)")  # names stand in front of these
_BRACKET = re.compile(r"\s*\((m|f|male|female|boy|girl|d?\.?o?\.?b?\.?[\s:]*[\d/.]{6,10})\),?\s*", re.I)
_ALL_NO = re.compile(r"^\W*(?:neither|none|no|nil|no to (?:both|all))\W*(?:$|(?<=[.;])\s*(?=[A-Z]))", re.I)
_NO_FAITH = re.compile(r"^(?:no|none|no (?:faith|religion|religious \w+))$", re.I)
_STREET_SURNAME = re.compile(r"(?<=[a-z])\s+(?:Lane|Ward|Close|Court|Street|Board|Care)$")  # people are called so too
_SEXES = re.compile(r"^(?:(?:m|f|male|female|boy|girl)\b(?:\s*(?:/|,|and|&)\s*)?){2,}$", re.I)


@dataclass(kw_only=True)
class _Reading:
    """What was found so far, and the pieces that said nothing yet."""

    paths: Paths
    found: list[tuple[Said, int, str]] = field(default_factory=list)
    rest: list[tuple[str, int]] = field(default_factory=list)
    children: list[str] = field(default_factory=list)  # where one line names several

    def open(self) -> list[str]:
        taken = {said.path for said, _, _ in self.found}
        return [path for path in self.paths if path not in taken]

    def put(self, path: str, value: str, line: int, raw: str, entry: str = "") -> None:
        if value:
            self.found.append((Said(path=path, value=value, entry=entry), line, raw))


def child_answers(paths: Paths, lines: Sequence[str]) -> list[tuple[Said, int, str]]:
    """Facts with the number of their line and the words that say them; what fits no question is left out."""
    reading = _Reading(paths=paths)
    whole = " ".join(lines)
    if "children[].full_name" in paths and lines:
        reading.children = names_in(_BEFORE_FACTS.split(lines[0])[0])
        for at, name in enumerate(reading.children):
            reading.put("children[].full_name", name, 0, lines[0], entry=f"line{at}")
    wanted = [path for path in paths if path in _YES_NO]
    if wanted and (none := _ALL_NO.match(whole)):
        for path in wanted:
            reading.put(path, "no", 0, none[0].strip())
    for number, line in enumerate(lines):
        for piece in _pieces(line):
            _read_piece(reading, piece, number)
    _read_rest(reading)
    return reading.found


def _pieces(line: str) -> Iterator[str]:
    dashes = r"|\s+[-–—]\s+" if len(re.findall(r"\s[-–—]\s", line)) > 1 else ""
    for sentence in sentences(line):
        yield from (
            part.strip(" .") for part in re.split(rf"\s*;\s*|\s+/\s+|\s*\|\s*{dashes}", sentence) if part.strip(" .")
        )


def _read_piece(reading: _Reading, piece: str, number: int) -> None:
    """Words that name their question, then what a sentence tells, then an address; the rest waits at its commas."""
    labelled = _labelled(piece, reading.open())
    if labelled:
        reading.put(labelled[0], labelled[1], number, piece)
        return
    own = reading.open()
    told = [*child_facts(piece), *plan_facts(piece, asked=True)]
    also = {path + "_detail" for path in reading.paths if path in _YES_NO} | _beside(reading.paths)
    heard = {each.path: each for each in reversed(told) if each.path in own or each.path in also}
    for said in heard.values():
        reading.put(said.path, said.value, number, piece)
    if heard and _SENTENCE.search(piece):
        reading.rest.extend((part, number) for part in _parts(piece)[:1] if "children[].full_name" in own)
        return
    piece = _BRACKET.sub(r", \1, ", _take_address(reading, piece, number)).strip(" ,")
    if piece:
        reading.rest.extend((part, number) for part in _whole_or_parts(piece, reading.open()))


def _beside(paths: Paths) -> set[str]:
    near = {"children[].address": "children[].postcode", "children[].looked_after": "children[].legal_status"}
    return {near[path] for path in paths if path in near}


def _parts(piece: str) -> list[str]:
    return [
        part.strip()
        for part in re.split(r",\s+|\s+and\s+(?=(?:he|she|they|is|was|are|lives?|uses)\b)", piece)
        if part.strip()
    ]


def _whole_or_parts(piece: str, paths: Sequence[str]) -> list[str]:
    """`Quay Academy, Year 8` stays one; a piece that answers several questions is parted at its commas."""
    parts = _parts(piece)
    if len(parts) > 1 and sum(any(_shaped(path, part) for path in paths) for part in parts) <= 1 < len(parts):
        special = any(special_answer(part) or parse_yes_no(part) for part in parts)
        if not special and any(
            _shaped(path, piece) for path in paths if path in ("children[].school", "children[].gp")
        ):
            return [piece]
    return parts


def _labelled(piece: str, paths: Sequence[str]) -> tuple[str, str] | None:
    """`GP N/K`, `In care: no`, `Religion not known`, `Doctor: Dr Benn`."""
    for path in paths:
        match = re.match(
            rf"^(?:the |his |her |their )?(?:{CHILD_CUES[path]})\b\s*(?P<colon>[:–-])?\s*(?P<value>.*)$", piece, re.I
        )
        if match is None or not match["value"]:
            continue
        value = match["value"].strip()
        special = special_answer(value)
        if special or (path in _YES_NO and parse_yes_no(value)):
            answer = parse_yes_no(value)
            return path, special or (answer[0] if answer else "")
        if match["colon"] and (shaped := _shaped(path, value)):
            return path, shaped
    return None


def _take_address(reading: _Reading, piece: str, number: int) -> str:
    """The part of a piece that ends in a postcode, back to its house number; what stands before and behind is left."""
    code = find_postcode(piece)
    if not code or "children[].address" not in reading.open():
        return piece
    parts = [part for part in re.split(r",\s*", piece[: code[1]].rstrip(" ,")) if part]
    start = len(parts)
    while start > 0 and not find_dates(parts[start - 1]) and not find_nhs_number(parts[start - 1]):
        start -= 1
        if _STREET_START.match(parts[start]):
            break
    street = ", ".join(parts[start:])
    reading.put("children[].postcode", code[0], number, piece)
    reading.put("children[].address", re.sub(r"^(?:\w+ )*?lives? at\s+", "", street, flags=re.I), number, piece)
    return ", ".join([*parts[:start], piece[code[2] :].strip(" ,.")]).strip(" ,")


def _read_rest(reading: _Reading) -> None:
    waiting: list[tuple[str, int]] = []
    for part, number in reading.rest:
        if "children[].sex" in reading.open() and _SEXES.match(part):
            for at, word in enumerate(re.findall(r"\b(?:male|female|boy|girl|m|f)\b", part, re.I)):
                reading.put("children[].sex", parse_sex(word), number, part, entry=f"line{at}")
            continue
        days = find_dates(part)
        if "children[].dob" in reading.open() and len(days) == len(reading.children) > 1:
            for at, (day, _, _) in enumerate(days):
                reading.put("children[].dob", day.isoformat(), number, part, entry=f"line{at}")
            continue
        shaped = next(((path, value) for path in reading.open() if (value := _shaped(path, part))), None)
        if shaped:
            reading.put(shaped[0], shaped[1], number, part)
        else:
            waiting.append((part, number))
    _in_order(reading, waiting)


def _in_order(reading: _Reading, waiting: Sequence[tuple[str, int]]) -> None:
    """As many parts as questions are left answer them in their order, where they say yes, no or not known."""
    left = reading.open()
    if len(left) != len(waiting):
        return
    for path, (part, number) in zip(left, waiting, strict=True):
        answer = parse_yes_no(part) if path in _YES_NO else None
        reading.put(path, special_answer(part) or (answer[0] if answer else ""), number, part)


def _shaped(path: str, text: str) -> str:
    """A part as the value of a field whose shape it has; empty where it has not."""
    plain = _LEAD.sub("", tidy(text)).strip(" .,")
    reader = _SHAPES.get(path)
    return reader(plain) if reader and plain else ""


def _name(text: str) -> str:
    name = _KNOWN_AS.sub("", text)
    words = name.split()
    plain = _STREET_SURNAME.sub("", name) if len(words) > 1 else name
    good = 2 <= len(words) <= 6 and not re.search(r"\d", name) and person(plain) == plain
    return name if good and not re.search(rf"\b(?:{EDUCATION}|{PRACTICE}|Dr)\b", name) else ""


def _dob(text: str) -> str:
    days = find_dates(text)
    return days[0][0].isoformat() if len(days) == 1 and len(text) - (days[0][2] - days[0][1]) < 25 else ""


def _sex(text: str) -> str:
    word = re.fullmatch(r"(?:an?\s+)?(?:little\s+)?(\w+)", text)
    value = parse_sex(word[1]) if word else ""
    return value if value in ("male", "female") else ""


def _number(text: str) -> str:
    number = find_nhs_number(text)
    checked = nhs_number(number) if number else None
    return checked[0] if checked and checked[1] else ""


def _of_words(words: str, text: str) -> str:
    match = re.match(
        rf"^(?:(?:practi[sc]ing|a|an|mainly"
        rf"|of)\s+)*(?P<value>(?:{words})s?(?:[\s/–-]+(?:and\s+)?(?:{words}))*)\b",
        text,
    )
    return match["value"] if match and len(text.split()) <= len(match["value"].split()) + 3 else ""


def _school(text: str) -> str:
    if _NO_SCHOOL.match(text):
        return special_answer(text) or text
    return text if re.search(rf"\b{EDUCATION}\b", text) and len(text.split()) <= 10 else ""


def _gp(text: str) -> str:
    return text if re.search(rf"\bDr\b|\b{PRACTICE}\b", text) and len(text.split()) <= 10 else ""


def _address(text: str) -> str:
    code = re.search(POSTCODE, text)
    return text if not code and re.match(r"\d+[A-Za-z]?\s+[A-Z]\w+\s+[A-Z]", text) else ""


def _disability(text: str) -> str:
    if re.match(r"no(?:ne)?\b.*disabilit", text, re.I):
        return "no"
    return "yes" if re.search(CONDITIONS, text) and not re.match(r"(?:no|not)\b", text, re.I) else ""


_SHAPES = {
    "children[].full_name": _name,
    "children[].dob": _dob,
    "children[].sex": _sex,
    "children[].nhs_number": _number,
    "children[].ethnicity": lambda text: _of_words(ETHNIC, text),
    "children[].first_language": lambda text: _of_words(LANGUAGES, text),
    "children[].religion": lambda text: "none" if _NO_FAITH.match(text) else _of_words(FAITHS, text),
    "children[].school": _school,
    "children[].gp": _gp,
    "children[].address": _address,
    "children[].disability": _disability,
}
