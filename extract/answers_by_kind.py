"""What an answer is, where its question is in nobody's words: an address of e-mail among a referrer's facts.

The last reading of all, for answers that no label placed. It looks only inside blocks whose heading says whom they are
about, asks for a kind that no known question of the block has answered, and never chooses between two answers.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.blocks import LabelledAnswer
from extract.candidates import Candidate
from extract.kinship import RELATIONSHIP
from extract.letter_signature import BODY, ROLE, is_department, is_organisation
from extract.parsing import Written
from extract.values import find_emails, find_phones, is_blank, special_answer, tidy, without_contact_data

_SIGNATORIES = ("referrer", "representative")
_TITLES = (
    r"(?:Dr|Mrs?|Ms|Miss|Mx|Prof|Revd?|Fr|Canon|Sister|Sr|Cllr|Nurse|DC|DS|DI|DCI|PC|PS|Sgt|Insp|Supt|Capt|Sir|Dame)"
    r"\b\.?"
)
_WORD = r"[A-ZÀ-Þ][\w'’À-ÿ-]*\.?"
_PERSON = re.compile(rf"(?:{_TITLES} {_WORD}(?: {_WORD}){{0,2}}|{_WORD}(?: {_WORD}){{1,3}})")
_BEHIND = re.compile(r"\s*(?:[,;(/|]|\s[-–—]\s).*$", re.S)  # what stands behind a name
_WITH_KIN = re.compile(rf"(?P<name>{_WORD}(?: {_WORD}){{1,3}})\s*(?:[,;/]|[-–—]|\()\s*(?P<kin>[^()/,;]{{3,60}})\)?")
_GROWN = re.compile(
    r"\b(?:\w*mother|\w*father|mum|mam|dad|partner|\w*parent|gran|nan|aunt|auntie|uncle|boyfriend|girlfriend|husband|wife"
    r"|(?:step|half)?-?(?:brother|sister)|sibling|cousin|carer|lodger)\b",
    re.I,
)  # the child itself may stand with `twin`, `daughter`, `baby`
_OTHERS = re.compile(
    r"\b(?:child\w*|pupil|patient|baby|famil\w+|parents?|mother|father|carers?|copy|copied|cc|received|gp|inbox|generic"
    r"|team|website|previous|former|next|line|data|return\w*)\b",
    re.I,
)  # in questions about somebody else, or about a place that is nobody's own
LONGEST_KIN = 6  # words of a relationship
LONGEST_ROLE = 9  # words of a post
LONGEST_QUESTION = 12  # words
_Kind = Callable[[str], bool]
_Column = tuple[str, int | None, int | None, str]  # block, page, table, heading


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """An answer that no label placed, by its number in reading order."""

    number: int
    answer: LabelledAnswer
    written: Written

    @property
    def text(self) -> str:
        """What was written, on one line."""
        return tidy(self.written.text)


def paths_by_kind(
    left: Sequence[Unplaced], answers: Sequence[LabelledAnswer], placed: Sequence[Candidate]
) -> dict[int, str]:
    """The path of each unplaced answer whose kind alone says what it is, by the answer's number."""
    plain = [each for each in left if not each.answer.parent and not each.written.offered and each.text]
    return dict([*_relatives(plain), *_columns(plain, placed), *_facts(plain, answers, placed)])


def is_person(text: str) -> bool:
    """Whether short words begin with a person's name: `Dr Asha Venn`, `Asha Venn, Head of Care`."""
    name = _BEHIND.sub("", tidy(text))
    return bool(_PERSON.fullmatch(name)) and not BODY.search(name) and not ROLE.search(name.partition(" ")[2])


def names_relative(text: str) -> bool:
    """Whether a person stands with a word of kinship: `Leanne Castle / mother`, `Greg Holly (her mother's partner)`."""
    told = _WITH_KIN.fullmatch(text)
    return bool(told and _is_kin(told["kin"]) and _GROWN.search(told["kin"]) and is_person(told["name"]))


def _relatives(left: Sequence[Unplaced]) -> Iterator[tuple[int, str]]:
    """Answers to unknown questions that name a relative, outside the blocks of those who sign and of agencies."""
    for each in left:
        elsewhere = each.answer.block.group in (*_SIGNATORIES, "agencies") or each.answer.rule == "grid"
        if not elsewhere and names_relative(each.text):
            yield each.number, "family[].name"


def _columns(left: Sequence[Unplaced], placed: Sequence[Candidate]) -> Iterator[tuple[int, str]]:
    """Columns of people and agencies all of whose cells are of one kind."""
    taken = {(each.place.page, each.place.table, each.path) for each in placed}
    columns: dict[_Column, list[Unplaced]] = defaultdict(list)
    for each in left:
        if each.answer.rule == "grid" and each.answer.instance and each.answer.block.group in _COLUMNS:
            place = each.answer.place
            columns[str(each.answer.block.group), place.page, place.table, each.answer.label].append(each)
    for (group, page, table, _), cells in columns.items():
        told = [each.text for each in cells if not special_answer(each.text) and not is_blank(each.text)]
        for path, kind in _COLUMNS[group].items():
            if told and all(map(kind, told)) and (page, table, path) not in taken:
                taken.add((page, table, path))
                yield from ((each.number, path) for each in cells)
                break


def _facts(
    left: Sequence[Unplaced], answers: Sequence[LabelledAnswer], placed: Sequence[Candidate]
) -> Iterator[tuple[int, str]]:
    """Facts of who signs: what is of a kind that nothing else in the block is."""
    known = {each.path for each in placed}
    first = {each.block: number for number, each in reversed(list(enumerate(answers))) if each.answer}
    signed = [each for each in left if each.answer.block.group in _SIGNATORIES and each.answer.rule != "grid"]
    for block, facts in groupby(signed, key=lambda each: each.answer.block):
        own = [each for each in facts if _asks_of_signatory(each.answer.label)]
        for leaf, kind in _FACTS.items():
            path = f"{block.group}.{leaf}"
            fitting = [each for each in own if kind(each.text)]
            if leaf == "name":  # further names in a block may be anybody's
                fitting = [each for each in fitting if each.number == first[block]]
            if path not in known and len(fitting) == 1:
                own.remove(fitting[0])
                yield fitting[0].number, path


def _asks_of_signatory(label: str) -> bool:
    return len(label.split()) <= LONGEST_QUESTION and not _OTHERS.search(label)


def _is_kin(text: str) -> bool:
    return len(text.split()) <= LONGEST_KIN and bool(RELATIONSHIP.search(text)) and not re.search(r"\d", text)


def _is_contact(text: str) -> bool:
    return bool(find_phones(text) or find_emails(text)) and is_blank(without_contact_data(text))


def _is_role(text: str) -> bool:
    return bool(ROLE.search(text)) and len(text.split()) <= LONGEST_ROLE and not re.search(r"\d{3}|[@?]", text)


def _is_body(text: str) -> bool:
    return is_organisation(text) and not is_department(text) and text[:1].isupper()


_FACTS: Mapping[str, _Kind] = {
    "email": lambda text: _is_contact(text) and bool(find_emails(text)) and not find_phones(text),
    "phone": lambda text: _is_contact(text) and bool(find_phones(text)) and not find_emails(text),
    "name": is_person,
    "agency": _is_body,
    "role": _is_role,
}
_COLUMNS: Mapping[str, Mapping[str, _Kind]] = {
    "family": {"family[].relationship": _is_kin},
    "agencies": {"agencies[].contact_name": is_person, "agencies[].contact": _is_contact},
}
