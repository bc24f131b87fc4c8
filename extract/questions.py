"""Whether words are a printed question, and what may follow it. Asks the catalogue only whether it knows a label."""

import re
from collections.abc import Sequence

from config.schema.fields import FieldDefinition
from extract.boilerplate import PrintedText
from extract.choices import is_option, left_of_alternatives, read_choice
from extract.contact_lists import heads_contacts
from extract.document import Paragraph
from extract.label_words import entry_of, without_brackets
from extract.labels import LabelIndex
from extract.shapes import all_bold, bold_lead, filled, is_controlled, split_inline
from extract.told.asked import AGENCIES, PROCESS_CUES, asked_in
from extract.values import find_emails, find_phones, is_blank, tidy

STRONG = 0.9  # score from which words count as a known label without any formatting
ASKS = 0.75  # score from which an instruction sentence is a question of its own
KNOWN = 0.55  # score from which a label is taken for a question where its place says so too
_LEADER = re.compile(r"^[^:?\n]{2,80}?(?:_{4,}|\.{5,}|…{2,})\s*\S")
LONGEST_LED = 8  # words of a label with dots or a rule behind it
LONGEST_DETAIL = 60  # characters of an answer to `If so, when?` that stands on its line
SEVERAL = 2  # processes that one question asks for
SHORT = 4  # words of a question below a line of alternatives
SENTENCE = 7  # words behind a colon that go on with an account: `School: no concerns were ...`
LONGEST = 140  # characters of a question in front of a colon
_DETAIL = re.compile(
    r"^\W*(?:if\s+(?:yes|so|no|not|applicable)\b|details?\b|please\s+(?:give|specify|state|provide)|specify|comments?\b"
    r"|reason\b|when\b|dates?\b|category\b|further\s+(?:details|information)|description\b|notes?\b)",
    re.I,
)
_SECTION_LABEL = re.compile(r"^\W*(?:section|part|step|page|annex|appendix|box|stage|schedule)\W*[\w.]{0,4}\W*$", re.I)
_SUBJECT_LINE = re.compile(
    r"^\W*(?:re|subject|regarding|from|to|cc|sent|(?:our|your) ref(?:erence)?|dear\b.*"
    r"|(?:please )?(?:send|return|e-?mail|submit|post) (?:it |this |form )*(?:to|by))\W*$",
    re.I,
)
_LISTS = ("family", "agencies")
_OF_PERSONS = (*_LISTS, "referrer", "representative")

Inner = list[tuple[str, tuple[Paragraph, ...]]]


class QuestionSense:
    """Judges labels with one catalogue; keeps no state."""

    def __init__(self, index: LabelIndex, printed: PrintedText) -> None:
        self._index = index
        self._printed = printed

    def is_question(
        self, split: tuple[str, Paragraph], paragraph: Paragraph, group: str | None, pending: str | None, *, mail: bool
    ) -> bool:
        """Whether words in front of a colon are a printed question rather than part of a sentence.

        `split` is label and rest; `pending` the question whose answer this paragraph might go on with.
        """
        label, value = split
        if len(label) > LONGEST or label.count("(") != label.count(")"):
            return False
        if _asks_nothing(label, mail=mail) or self._is_agency(label, value, pending, group):
            return False
        if entry_of(paragraph.text) and self._score(tidy(paragraph.text), group) >= STRONG:
            return False  # `Person 1: date of birth` is a question all through
        whole = tidy(paragraph.text).replace(":", " ")
        short = len(whole.split()) <= LONGEST_LED + 4 and whole != tidy(paragraph.text) and not whole.endswith(".")
        accounts = all(self.is_prose(each, group) for each in (whole, value.text))
        if short and accounts and self._score(whole, group) >= STRONG:
            return False  # and so is `Looking after: steps taken to protect the child`
        score = self._score(label, group)
        lead = bold_lead(paragraph)
        bold_label = bool(lead and tidy(lead[0]).rstrip(" :?") == label.rstrip(" :?"))
        in_prose = pending is not None and self.is_prose(pending, group)
        goes_on = in_prose and len(value.text.split()) >= SENTENCE and not label.endswith("?")
        goes_on = goes_on and not self.is_prose(label, group)
        if bold_label or (score >= STRONG and len(label.split()) <= 14 and not goes_on):
            return True
        if label.endswith("?") and _answers_shortly(label, value.text) and not in_prose:
            return True
        if _LEADER.search(paragraph.text) and len(label.split()) <= LONGEST_LED and label[:1].isupper():
            return True
        if is_blank(value.text):
            return not in_prose or score >= KNOWN or all_bold(paragraph)
        if all_bold(paragraph) or in_prose:
            return False  # `Criteria: tick all that apply` set in bold all through is a heading
        clear = score >= KNOWN or mail or self._names_signer(label)
        return clear and len(label.split()) <= 8 and label[:1].isupper()

    def _names_signer(self, label: str) -> bool:
        """Whether words are a block's heading for who writes or who agreed: `From`, `Sender`."""
        return self._index.is_section(label) and self._index.section(label) in ("referrer", "representative")

    def _is_agency(self, label: str, value: Paragraph, pending: str | None, group: str | None) -> bool:
        """`Youth Justice: Ana Petrov 01632 960801` under a question for agencies; not `Telephone: …`."""
        if pending is None or label.endswith("?"):
            return False
        listed = group == AGENCIES or asked_in(pending) == (AGENCIES,) or (group is None and heads_contacts(pending))
        if not listed:
            return False
        if not find_phones(value.text) and not find_emails(value.text):
            return False
        field = self._field(label, group)
        own = field is not None and (
            field.path.startswith(AGENCIES) or field.type in ("phone", "email", "contact_details")
        )
        return not own

    def is_bare_label(self, paragraph: Paragraph, group: str | None) -> bool:
        """Whether a plain line is a known label word for word, its answer on the next."""
        text = tidy(paragraph.text)
        parted = bool(re.search(r":\s*\S", text)) and not entry_of(text)
        if parted:
            text = text.replace(":", " ")  # a question all through, or a question with its answer
        if len(without_brackets(text).split()) > 10 or text.endswith((".", ",")):
            return False
        match = self._index.match(text, group)
        if match is None or match.score < STRONG or match.rule == "qualified":
            return False
        return not parted or (match.rule == "label" and not re.search(r"\d", text))

    def asks(self, paragraph: Paragraph, group: str | None) -> bool:
        """`Please describe the incident.`: an instruction that is itself the question."""
        text = tidy(paragraph.text)
        return len(text) <= 160 and self._printed.is_instruction(text) and self._score(text, group) >= ASKS

    def is_prose(self, label: str, group: str | None) -> bool:
        """Whether a question asks for running text."""
        field = self._field(label, group)
        return bool(field and field.type == "prose" and self._score(label, group) >= KNOWN)

    def goes_on(self, label: str, group: str | None, *, bullet: bool = False) -> bool:
        """Whether further lines may belong to an answer that began beside its label; of a bullet only to an account."""
        field = self._field(label, group)
        if bullet and field is not None:
            return field.type == "prose"
        if field is None and self._names_signer(label):
            return False
        return field is None or field.type in ("prose", "address") or field.path.startswith(("family", "agencies"))

    def lists_entries(self, label: str, group: str | None) -> bool:
        """Whether a question asks for people or agencies, one a line."""
        field = self._field(label, group)
        return group in ("family", "agencies") or bool(field and field.path.startswith(("family", "agencies")))

    def is_of_person(self, text: str, group: str | None) -> bool:
        """Whether a line asks for something of the person or agency whose block it stands in: `Agency`.

        `Agencies` in the block of the referrer heads a list of its own.
        """
        match = self._index.match(text, group) if group in _OF_PERSONS else None
        if match is None or match.rule not in ("bare", "label") or not match.paths[0].startswith(group or "-"):
            return False
        return group in _LISTS or not without_brackets(text).strip().endswith("s")

    def names_worker(self, text: str, group: str | None) -> bool:
        """Whether a heading under a list of agencies names somebody's post: who fills in the form, no further row."""
        match = self._index.match(text, group) if group == "agencies" else None
        return match is not None and match.paths[0] == "agencies[].contact_name"

    def inner_questions(
        self, label: str, answer: Sequence[Paragraph], group: str | None
    ) -> tuple[tuple[Paragraph, ...], Inner]:
        """An answer's own paragraphs, and the questions (`Details: …`) that stand inside it with theirs."""
        if self.is_prose(label, group):
            return tuple(answer), []
        main: list[Paragraph] = []
        inner: Inner = []
        for paragraph in filled(answer):
            if main and self._asks_below_choice(paragraph, main[-1], label, group):
                inner.append((tidy(paragraph.text), ()))
                continue
            split = None if read_choice(paragraph.spans) else split_inline(paragraph)
            if split and self._is_inner(split[0], label, group) and not self._is_agency(*split, label, group):
                inner.append((split[0], (split[1],)))
            elif inner:
                inner[-1] = (inner[-1][0], (*inner[-1][1], paragraph))
            else:
                main.append(paragraph)
        return tuple(main), inner

    def _asks_below_choice(self, paragraph: Paragraph, above: Paragraph, label: str, group: str | None) -> bool:
        """`Status` or `Crime no.` alone under a line of alternatives: the next question, not an answer."""
        text = tidy(paragraph.text)
        if (
            len(text.split()) > SHORT
            or re.search(r"\d|:\s*\S", text)
            or read_choice(above.spans) is None
            or is_controlled(paragraph)
        ):
            return False
        owner = self._index.match(label, group)
        follows = self._index.following(owner.paths[0], text) if owner else None
        return bool(follows) or bool(_DETAIL.fullmatch(text)) or self._score(text, group) >= STRONG

    def _is_inner(self, sub: str, label: str, group: str | None) -> bool:
        if (
            answers_part(f"{sub}: …said", label)
            or len(sub.split()) > 12
            or sub.count("(") != sub.count(")")
            or _SUBJECT_LINE.match(sub)
        ):
            return False
        match, own = self._index.match(sub, group), self._index.match(label, group)
        if match and match.score >= STRONG:
            return not own or set(match.paths) != set(own.paths)
        return bool(_DETAIL.match(sub)) and len(sub.split()) <= 8

    def _score(self, label: str, group: str | None) -> float:
        match = self._index.match(label, group)
        return match.score if match else 0.0

    def _field(self, label: str, group: str | None) -> FieldDefinition | None:
        match = self._index.match(label, group)
        return self._index.catalogue.definition(match.paths[0]) if match else None


def _asks_nothing(label: str, *, mail: bool) -> bool:
    """`Subject`, `To`, `Section 3`; outside mails `From` asks who writes."""
    addressed = bool(_SUBJECT_LINE.match(label)) and (mail or tidy(label).casefold().strip(" :") != "from")
    return addressed or bool(_SECTION_LABEL.match(label))


def answers_part(text: str, pending: str | None) -> bool:
    """`MASH: yes` below a question that asks of several processes at once: its answer, not a question."""
    asked = asked_in(pending) if pending is not None else ()
    label, colon, said = text.partition(":")
    if not colon or is_blank(said) or "?" not in (pending or ""):
        return False
    if len(asked) < SEVERAL or not set(asked) <= set(PROCESS_CUES) or len(label.split()) > SHORT:
        return False
    return any(re.search(PROCESS_CUES[path], label, re.I) for path in asked)


def _answers_shortly(label: str, said: str) -> bool:
    """`If so, when? May 2025`; `Is there an inquest? / No / /` with the other alternatives deleted."""
    left = left_of_alternatives(said)
    return (left != said and is_option(left)) or bool(_DETAIL.match(label) and len(said) <= LONGEST_DETAIL)
