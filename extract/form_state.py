"""Where a walk through a form stands: the block, the question whose answer is being collected, and what was found."""

import re
from dataclasses import replace

from extract.blocks import Block, LabelledAnswer, Readings, TickedStatement
from extract.boilerplate import PrintedText
from extract.document import MarkState, Paragraph, Place
from extract.label_words import counted_entry, entry_of
from extract.labels import LabelIndex
from extract.questions import STRONG, QuestionSense
from extract.shapes import is_filled_in, parted_behind_ticks
from extract.told.asked import REPRESENTATIVE, asked_in
from extract.values import tidy

_NUMBER = re.compile(r"\b(?:child|young person|person|sibling)\s*(?:no\.?\s*)?(\d)\b", re.I)
_ORDINALS = {"first child": 1, "second child": 2, "third child": 3, "fourth child": 4, "child one": 1, "child two": 2}
_WHO = re.compile(r"\W*(?:\d+\W+)?(?:with )?whom?\b", re.I)
_NAME = re.compile(r"\bname\b", re.I)
_OWN = re.compile(
    r"^\W*(?:\d+\W+)?your (?:own |full )?(?:name|details|job|role|post|title|position|agency|organisation|service|team"
    r"|phone|tel\w*|e-?mail|contact|number|work)\b(?!['’]s)",
    re.I,
)
_PERSON = re.compile(r"(?:[A-Z][\w'’.-]*\s+){1,4}[A-Z][\w'’-]+\s*(?:$|[,;(–-])")  # a name, or a name and a post
_LISTS = ("family", "agencies")
_MAIN = (".name", ".agency")  # the field that begins an entry of a list
_CONTEXTS = ("child", "incident", "referrer", "representative")
_NAMES = {"referrer": "referrer.name", "representative": "representative.name"}
_TRUST = {
    "cell_right": 1.0, "cell_below": 0.97, "grid": 0.98, "column": 0.97, "choice_grid": 0.97, "inline": 0.95,
    "choice_line": 0.97, "choice_details": 0.85, "heading": 0.92, "line_below": 0.85, "inside_cell": 0.93,
    "sentence_choice": 0.95,
}  # fmt: skip


class FormState:
    """Blocks, the pending question and the readings; the walkers of paragraphs and tables write through it."""

    def __init__(self, index: LabelIndex, printed: PrintedText) -> None:
        self.index = index
        self.printed = printed
        self.sense = QuestionSense(index, printed)
        self.found = Readings()
        self.block = Block()
        self.groups_read: set[str] = set()
        self.picks_statements = False  # whether criteria are ringed or highlighted in this document
        self.picks_below: str | None = None  # heading under which a line asks to ring or highlight what applies
        self.read_relative = False  # whether the row just read named one relative and asked of that person
        self.numbered_persons = False  # whether a list of all persons numbered them, for later tables
        self.stacked = 0  # rows of questions over their answers so far
        self._context: str | None = None  # block of the last question that named its own, where no heading does
        self._entry = ("", "")  # heading of a list and the entry of it that was asked about last
        self._label: str | None = None  # question whose answer is still being collected
        self._label_rule = ""
        self._label_place: Place | None = None
        self._answer: list[Paragraph] = []

    @property
    def group(self) -> str | None:
        """The block that gives a bare label its meaning: of the heading, else of the questions just before."""
        return self.block.group or self._context

    @property
    def prefix(self) -> str:
        """How the paths of the present block begin; a dash, with which none does, where there is no block."""
        group = self.index.catalogue.group_by_key.get(self.block.group or "")
        return (group.prefix if group else "") or "-"

    @property
    def pending(self) -> str | None:
        """The question whose answer is being collected."""
        return self._label

    @property
    def awaits_answer(self) -> bool:
        """Whether a question was asked and nothing has followed it yet."""
        return self._label is not None and not self._answer

    def open_block(self, heading: str, *, keep_group: bool = False, group: str | None = "") -> None:
        """Start the block that a heading names; with `keep_group` an unknown heading stays inside the current one.

        `group`: the block that it is where the heading's words do not say so; None for no block of the record.
        """
        self.flush()
        group = self.index.section(heading) if group == "" else group
        if group is None and keep_group:
            group = self.block.group
        self._context = None
        office = self.printed.is_office_heading(heading)
        self.block = Block(heading=heading, group=group, number=_number(heading), office=office)
        self.found.headings.append(heading)

    def in_group(self, group: str | None) -> Block:
        """The same block read as another of the record; it is the present one from here on."""
        self.block = replace(self.block, group=group)
        return self.block

    def ask(self, label: str, place: Place, rule: str) -> None:
        """Make a question the one whose answer comes next."""
        self.flush()
        self._label, self._label_rule, self._label_place = label, rule, place

    def collect(self, paragraph: Paragraph) -> None:
        """Add a paragraph to the pending answer, or to the text that stands under no question."""
        if self._answer and is_filled_in(self._answer[-1]) and not is_filled_in(paragraph):
            self.flush()  # what follows a filled-in field is printed
        self._answer.append(paragraph)

    def drop_lead_in(self) -> None:
        """Forget `We believe that:` right above boxes to tick: it is printed, and answers nothing."""
        if self._answer and re.fullmatch(r"[^.?!]{1,80}:\s*", self._answer[-1].text):
            self._answer.pop()

    def flush(self) -> None:
        """Hand on the pending question with what was collected for it."""
        label, place, answer = self._label, self._label_place, tuple(self._answer)
        self._label, self._answer = None, []
        if label is not None and place is not None:
            self.emit(label, answer, self._label_rule, place)
        else:
            self.found.loose.extend(answer)

    def tick(self, text: str, state: MarkState, place: Place, *, left: bool = False) -> None:
        """A statement beside a tick box, or `left` of a list to strike out."""
        if not self.block.office:
            self.found.ticked.append(TickedStatement(text=text, state=state, block=self.block, place=place, left=left))

    def emit(self, label: str, answer: tuple[Paragraph, ...], rule: str, place: Place, instance: str = "") -> None:
        """Hand on a question; `Details:` and other questions inside the answer become questions of their own."""
        if label.startswith((",", ";", ".", ")")):
            label = label.lstrip(",;.) ")
            if not self.index.knows(label, self.block.group or ""):
                return  # the rest of a sentence, no question
        if self.block.office or (answer and self.printed.is_office_words(answer[0].text)):
            return
        named = rule == "inline" and bool(_NAME.search(label))  # `Name of panel member: …`
        self._turn_to_sender(label, answer, rule)
        block = self._block_of(label, beside=rule.startswith("cell") or rule == "inside_cell" or named)
        instance = self._entry_asked(label, block) or instance
        parted = tuple(part for each in answer for part in parted_behind_ticks(each))
        main, inner = self.sense.inner_questions(label, parted, block.group)
        whole = LabelledAnswer(
            label=label,
            answer=main,
            block=block,
            place=main[0].place if main else place,
            rule=rule,
            trust=_TRUST.get(rule, 0.8),
            instance=instance,
        )
        self.found.answers.append(whole)
        for sub, lines in inner:
            at = lines[0].place if lines else place
            asked = replace(whole, label=sub, answer=lines, place=at, rule="inside_answer", parent=label)
            self.found.answers.append(asked)

    def _entry_asked(self, label: str, block: Block) -> str:
        """Which of several people or agencies a question is about; behind `Person 1: name`, `Date of birth` is hers."""
        if block.group not in _LISTS:
            return ""
        named = entry_of(label) or counted_entry(label)
        if named:
            self._entry = (block.heading, named)
            return named
        match = self.index.match(label, block.group)
        heads = entry_of(block.heading) or counted_entry(block.heading)  # `Person 2 - adult` over `Name`
        begins = match is not None and match.paths[0].endswith(_MAIN) and heads != self._entry[1]
        told = match is not None and match.paths[0].startswith(block.group) and not begins
        return self._entry[1] if told and self._entry[0] == block.heading else ""

    def lists_entries(self) -> bool:
        """Whether the pending question asks for people or agencies, one a line."""
        return self._label is not None and self.sense.lists_entries(self._label, self.group)

    def _block_of(self, label: str, *, beside: bool) -> Block:
        """The block of a question. Without a heading, one that names its block gives it to those behind it."""
        if self.block.group:
            if beside or self.block.group in _LISTS or _WHO.match(label):
                self._turn_to_other_person(label)
            self.groups_read.add(self.block.group)
            return self.block
        if self._context == "representative" and _OWN.match(label):
            self._context = "referrer"  # `Your name` behind the questions about whoever agreed
        match = self.index.match(label, self._context)
        if match and match.score >= STRONG and match.rule in ("label", "qualified", "composite"):
            group = self.index.catalogue.group_of(match.paths[0]).key
            self._context = group if group in _CONTEXTS else self._context
        return replace(self.block, group=self._context)

    def _turn_to_sender(self, label: str, answer: tuple[Paragraph, ...], rule: str) -> None:
        """`From: Jo Field` at the head of a memo: the questions behind it are asked of that person."""
        if self.block.group is not None or rule != "inline" or not answer or not self.index.is_section(label):
            return
        named = self.index.section(label)
        if named in _NAMES and _PERSON.match(tidy(answer[0].text)):
            self._context = named

    def _turn_to_other_person(self, label: str) -> None:
        """A question for the name of the other of referrer and representative: what follows is asked of that person.

        Under a list of people or agencies it is the first question of the block below the list.
        """
        group = self.block.group
        if group == "referrer" and _WHO.match(label) and asked_in(label) == (REPRESENTATIVE,):
            self.block = replace(self.block, group=REPRESENTATIVE)  # `What is their telephone number?` is hers
            return
        match = self.index.match(label, group) if group in (*_NAMES, *_LISTS) else None
        rules = ("label",) if group in _LISTS else ("label", "qualified")
        if match and match.score >= STRONG and match.rule in rules:
            other = next((key for key, path in _NAMES.items() if match.paths[0] == path), group)
            self.block = replace(self.block, group=other)


def _number(heading: str) -> int | None:
    match = _NUMBER.search(heading)
    if match:
        return int(match[1])
    lower = heading.casefold()
    return next((number for words, number in _ORDINALS.items() if words in lower), None)
