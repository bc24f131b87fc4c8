"""An answer to several questions at once about police, courts, reviews and who was told."""

import re
from collections.abc import Iterator, Sequence

from extract.dates import find_dates
from extract.told.asked import PROCESS_CUES, Paths
from extract.told.processes import process_facts
from extract.told.said import Said, sentences
from extract.values import NOT_APPLICABLE, parse_yes_no, special_answer

_ANSWER = r"(?P<answer>yes|no|n/?a|not applicable|n/?k|not known|unknown|none|not yet|do(?:es)? not apply)"
_BEHIND = re.compile(rf"^(?P<terms>[^:]*?)(?:\s*[:–—-]\s*|\s+(?:is |are |was |were )?){_ANSWER}\b", re.I)
_IN_FRONT = re.compile(r"^\W*(?:and |but )?(?:no|not)\s+(?:the |a |any )?", re.I)
_BEEN_TOLD = re.compile(
    r"^(?P<terms>[^:]*?)\s+(?:has|have)\s+(?:(?P<no>not)\W*(?:$|(?:yet )?been\b)|(?:all |both )?been\b)"
    r"(?:\s+(?:told|informed|notified|contacted|made aware)\b.*)?$",
    re.I,
)
_IS = re.compile(r"^\W*(?:the )?[\w ]{3,30}?\s+(?:are|is)(?: involved)?\W*$", re.I)
_OPEN = re.compile(r"\b(?:don['’]?t|do not|not) (?:know|sure)\b|\b(?:not known|unknown|n/?k)\b", re.I)
_SPEECH = re.compile(r"\b(?:said|says|told|asked|answered|replied)\b", re.I)
_OTHERS = re.compile(
    rf"\b(?:the )?(?:rest|others?|all others|everything else)\s*[:–-]?\s*(?:are |is )?{_ANSWER}\b", re.I
)
_ALL_NO = re.compile(r"^\W*(?:none|no|neither|nil|none of (?:them|these))\W*$", re.I)
_REFERENCE = re.compile(
    r"\b(?:crime |police )?(?:ref\w*|number|no)\.?\s*:?\s*(?P<value>(?=[\w/-]*\d{2})[A-Z\d][\w/-]{3,})", re.I
)
_PLAIN_REFERENCE = re.compile(r"\byes\b\W+(?P<value>[A-Z\d]+[/-][\w/-]*\d)(?!\w)", re.I)  # `yes, OB/77/26`
_REFERENCE_OPEN = re.compile(r"\bref\w*\.?\s*:?\s*(?:is\s+)?(?:n/?k|not known|unknown)\b", re.I)
_POLICE, _CRIME = "parallel.police_investigation", "parallel.crime_reference"
_SIN, _SIN_DATE = "notifications.sin_made", "notifications.sin_date"
_CASE_NUMBER = re.compile(r"(?<![\w/-])(?=[\w/-]*[A-Z])(?=[\w/-]*\d{2})[A-Z\d]{2,}(?:[/-][A-Z\d]+)+\b")
LONGEST_TERMS = 6  # words in front of an answer that name what it answers

Found = list[tuple[Said, int, str]]


def status_answers(paths: Paths, lines: Sequence[str]) -> Found:
    """Facts with the number of their line and the words that say them; what was not asked for is left out."""
    listed = _in_order(paths, lines)
    if listed:
        return listed
    found: Found = []
    for number, line in enumerate(lines):
        for sentence in sentences(line):
            for piece in re.split(r"\s*;\s*", sentence):
                found.extend((said, number, piece) for said in _piece(piece, paths))
    taken = {said.path for said, _, _ in found}
    found.extend(_first_said(paths, lines, taken))
    found.extend(_others(paths, lines, taken))
    return _once(found)


def _first_said(paths: Paths, lines: Sequence[str], taken: set[str]) -> Found:
    """`Yes, 13AB/9921/26. No inquest.`: a plain yes or no in front of what is said of others answers the first."""
    told = sentences(lines[0]) if lines and paths[0] not in taken and taken & set(paths) else []
    answer = parse_yes_no(told[0]) if len(told) > 1 and not _named(told[0], paths) else None
    if answer is None or answer[0] not in ("yes", "no"):
        return []
    found: Found = [(Said(path=paths[0], value=answer[0]), 0, told[0])]
    number = _CASE_NUMBER.search(told[0]) if paths[0] == _POLICE and answer[0] == "yes" else None
    return [*found, (Said(path=_CRIME, value=number[0]), 0, told[0])] if number else found


def _once(found: Found) -> Found:
    kept: dict[str, tuple[Said, int, str]] = {}
    for each in found:
        kept.setdefault(each[0].path, each)
    return list(kept.values())


def _piece(piece: str, paths: Paths) -> Iterator[Said]:
    """What a sentence tells; else what each of its parts says in a word."""
    told = [each for each in process_facts(piece) if each.path in paths or each.path in (_CRIME, _SIN_DATE)]
    yield from told
    yield from _panel_day(piece, paths)
    yield from _been_told(piece, tuple(path for path in paths if all(path != each.path for each in told)))
    if {each.path for each in told} & set(paths):
        return
    for part in (piece, *re.split(r",\s+", piece)):
        said = list(_stated(part, paths))
        if said:
            yield from said
    if _POLICE in paths and re.search(r"\bpolice\b", piece, re.I):
        yield from _reference(piece)


def _panel_day(piece: str, paths: Paths) -> Iterator[Said]:
    """`Panel - yes on 12/05/26`."""
    days = find_dates(piece)
    yes = re.search(rf"(?:{PROCESS_CUES[_SIN]})\W+yes\b", piece, re.I) if _SIN in paths else None
    if yes and len(days) == 1 and days[0][1] > yes.end():
        yield Said(path=_SIN_DATE, value=days[0][0].isoformat())


def _been_told(piece: str, paths: Paths) -> Iterator[Said]:
    """`MASH and the family have been told`, `The Panel has not`."""
    match = _BEEN_TOLD.match(piece)
    if match and len(match["terms"].split()) <= LONGEST_TERMS:
        yield from (Said(path=path, value="no" if match["no"] else "yes") for path in _named(match["terms"], paths))


def _reference(piece: str) -> Iterator[Said]:
    if match := _REFERENCE.search(piece) or _PLAIN_REFERENCE.search(piece):
        yield Said(path=_CRIME, value=match["value"])
    elif _REFERENCE_OPEN.search(piece):
        yield Said(path=_CRIME, value="unknown")


def _stated(part: str, paths: Paths) -> Iterator[Said]:
    """`Coroner and child death: n/a`, `No court case`, `The police are`, `I don't know about court`."""
    named = _named(part, paths)
    if not named:
        return
    behind = _BEHIND.match(part)
    value = ""
    short = behind and len(behind["terms"].split()) <= LONGEST_TERMS and not _SPEECH.search(behind["terms"])
    if behind and short and _named(behind["terms"], paths):
        named = _named(behind["terms"], paths)
        value = _value(behind["answer"])
    elif _OPEN.search(part):
        value = "unknown"
    elif (
        (denied := _IN_FRONT.match(part)) and len(part.split()) <= LONGEST_TERMS and _named(part[denied.end() :], paths)
    ):
        value = "no"
    elif _IS.match(part):
        value = "yes"
    if value:
        yield from (Said(path=path, value=value) for path in named)


def _named(text: str, paths: Paths) -> list[str]:
    return [path for path in paths if re.search(PROCESS_CUES[path], text, re.I)]


def _value(word: str) -> str:
    if "apply" in word:
        return NOT_APPLICABLE
    answer = parse_yes_no(word)
    return special_answer(word) or (answer[0] if answer else "")


def _in_order(paths: Paths, lines: Sequence[str]) -> Found:
    """`Yes (ref 12/3) / yes / no`: as many answers as questions, in their order. One `no` answers all."""
    if len(lines) == 1 and _ALL_NO.match(lines[0]):
        return [(Said(path=path, value="no"), 0, lines[0]) for path in paths]
    parts = [(part, n) for n, line in enumerate(lines) for part in re.split(r"\s+[/–-]\s+|\s*;\s*|,\s+", line)]
    answers = [parse_yes_no(part) for part, _ in parts]
    if len(parts) != len(paths) or not all(answers) or any(_named(part, paths) for part, _ in parts):
        return []
    found: Found = []
    for path, answer, (part, number) in zip(paths, answers, parts, strict=True):
        found.append((Said(path=path, value=answer[0] if answer else ""), number, part))
        if path == _POLICE:
            found.extend((said, number, part) for said in _reference(part))
        if path == _SIN and answer and answer[0] == "yes" and len(days := find_dates(part)) == 1:
            found.append((Said(path=_SIN_DATE, value=days[0][0].isoformat()), number, part))
    return found


def _others(paths: Paths, lines: Sequence[str], taken: set[str]) -> Iterator[tuple[Said, int, str]]:
    """`Police yes, the rest no`."""
    for number, line in enumerate(lines):
        if match := _OTHERS.search(line):
            left = (path for path in paths if path not in taken)
            yield from ((Said(path=path, value=_value(match["answer"])), number, line) for path in left)
