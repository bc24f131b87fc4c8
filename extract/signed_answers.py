"""Who signed a mail that is otherwise a form: what stands below its closing words, or below the sender's own name.

The signature gives only what no question asked for, and nothing where somebody else signed than was named.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.document import Paragraph, SourceDocument
from extract.letter_parts import Letter
from extract.letter_sentences import sentence_facts
from extract.letter_signature import writer_facts
from extract.people import same_person
from extract.told.said import sentences
from extract.values import tidy

TRUST = 0.6
LONGEST_TAIL = 10  # lines of a signature
LONGEST_NAME = 5  # words of its first line
_MAILS = ("text", "mail")
_NAME = "referrer.name"
_LABELLED = re.compile(r"\s*(?:[-*•]\s+)?[^\s:?][^:?.]{0,60}[:?]")
_BULLET = re.compile(r"^\s*[-*•▪–]\s+")
_LOOSE = (
    "representative.", "parallel.", "notifications.", "children[].cp_plan", "children[].looked_after",
    "children[].disability",
)  # fmt: skip
_BRACKETS = re.compile(r"\([^()]*\)")


def tail_of_sender(document: SourceDocument) -> int | None:
    """Where the signature of a mail begins whose writer set no closing words: with the sender's name, near its end."""
    words = _words(document.envelope.sender_name) if document.envelope else set()
    if not words or document.format not in _MAILS:
        return None
    end = len(document.items)
    for number in range(end - 1, max(end - 1 - LONGEST_TAIL, 0), -1):
        item = document.items[number]
        if not isinstance(item, Paragraph):
            return None
        named = _words(item.text)
        if named and named <= words and len(item.text.split()) <= LONGEST_NAME and not item.heading:
            return _first_of(document.items, number, words)
    return None


def without_tail(document: SourceDocument) -> SourceDocument:
    """The document without such a signature, which answers none of its questions."""
    start = tail_of_sender(document)
    return document if start is None else replace(document, items=document.items[:start])


def with_signer(candidates: Sequence[Candidate], document: SourceDocument, letter: Letter | None) -> list[Candidate]:
    """The candidates with what the signature says of whoever writes."""
    lines = letter.signature if letter else ()
    start = tail_of_sender(document)
    if start is not None and not lines:
        lines = tuple(each for each in document.items[start:] if isinstance(each, Paragraph))
    signed = writer_facts(lines, ()) if lines else []
    name = next((each.value for each in signed if each.path == _NAME), "")
    said = next((each.value for each in candidates if each.path == _NAME), name)
    if not name or not (same_person(name, said) or _initialled(name, said)):
        return list(candidates)
    paths = {each.path for each in candidates}
    found = (
        Candidate(
            path=each.path, value=each.value, raw=tidy(each.line.text), confidence=TRUST, place=each.line.place,
            label="signature", rule="signature", strength=TRUST,
        )
        for each in signed
        if each.path not in paths
    )  # fmt: skip
    return [*candidates, *found]


def with_loose_sentences(candidates: Sequence[Candidate], document: SourceDocument, letter: Letter) -> list[Candidate]:
    """The candidates with what a mail says beside its answers of who agreed, of plans and of other processes.

    Nothing of the representative where one was answered, and no fact twice.
    """
    if document.format not in _MAILS:
        return list(candidates)
    answered = {each.place for each in candidates}
    taken = {each.path for each in candidates}
    consulted = any(path.startswith("representative.") for path in taken)
    found: dict[str, Candidate] = {}
    for line in letter.body:
        if line.place in answered or line.heading or _LABELLED.match(line.text):
            continue
        told = sentences(_BULLET.sub("", line.text))
        for number, sentence in enumerate(told):
            for said in sentence_facts(sentence, told[number + 1] if number + 1 < len(told) else ""):
                wanted = said.path.startswith(_LOOSE) and not (consulted and said.path.startswith("representative."))
                if wanted and said.path not in taken:
                    found.setdefault(said.path, _told(said.path, said.value, sentence, line))
    return [*candidates, *found.values()]


def _told(path: str, value: str, sentence: str, line: Paragraph) -> Candidate:
    return Candidate(
        path=path, value=value, raw=sentence, confidence=TRUST, place=line.place, label="letter", rule="told",
        strength=TRUST,
    )  # fmt: skip


def _first_of(items: Sequence[object], number: int, words: set[str]) -> int:
    """The line above as well where it is the first name over the whole one."""
    above = items[number - 1] if number else None
    named = _words(above.text) if isinstance(above, Paragraph) else set()
    return number - 1 if named and named <= words else number


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", _BRACKETS.sub(" ", text).casefold()))


def _initialled(name: str, said: str) -> bool:
    """`J. Field` for `Jo Field`."""
    first, other = name.split(), said.split()
    return bool(first and other) and first[-1].casefold() == other[-1].casefold() and first[0][0] == other[0][0]
