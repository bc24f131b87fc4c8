"""Walks a document in reading order and puts each question together with its answer. Tables are in `layouts_tables`.

Every reading carries a rule id. Which field a question asks for is decided later.
"""

import re
from collections.abc import Sequence

from extract.blank_sentences import BlankSentences
from extract.blocks import Readings
from extract.boilerplate import PrintedText, is_toned
from extract.document import MarkState, Paragraph, SourceDocument, Table
from extract.form_state import FormState
from extract.labels import LabelIndex
from extract.layouts_choices import ChoiceLines
from extract.layouts_headings import HeadingLines
from extract.layouts_legends import legend_table
from extract.layouts_lines import (
    LineHabits,
    answers_number,
    asks_next,
    dashed_line,
    habits_of,
    is_habitual,
    numbered_question,
    separated_line,
    side_by_side_pairs,
)
from extract.layouts_tables import TableWalker
from extract.layouts_tabs import tabbed_table
from extract.letter_parts import closes_answers
from extract.picked_statements import picks_statements, with_numbers_picked
from extract.questions import LONGEST, answers_part
from extract.shapes import (
    bold_lead,
    has_mark,
    is_capitals,
    is_controlled,
    is_field,
    is_filled_in,
    is_heading,
    split_at_bold_labels,
    split_at_fields,
    split_inline,
    without_hint,
)
from extract.stated_criteria import asks_which
from extract.values import is_blank, parse_yes_no, tidy

_CRITERIA = re.compile(
    r"\b(?:criteria|criterion|grounds|statements|threshold)\b.*\b(?:tick|put|mark|cross|check|x|circle|ring|highlight)\b"
    r"|\b(?:circle|ring|highlight)\b.*\b(?:criteria|criterion|grounds|statements)\b",
    re.I,
)
MOST_LINES = 60  # of answers below a line of questions


class LayoutWalker:
    """Collects readings; `walk` one document with it."""

    def __init__(self, index: LabelIndex, printed: PrintedText) -> None:
        self._state = FormState(index, printed)
        self._index = index
        self._printed = printed
        self._choices = ChoiceLines(self._state)
        self._blanks = BlankSentences(index)
        self._headings = HeadingLines(self._state)
        self._closed = False
        self._mail = False
        self._habits = LineHabits()

    def walk(self, document: SourceDocument) -> Readings:
        """All readings of a document; paragraphs of page headers and footers are left out."""
        document = with_numbers_picked(document)
        self._mail = document.format in ("text", "mail")
        self._habits = habits_of(document, self._index)
        self._state.picks_statements = picks_statements(document, self._index)
        tables = TableWalker(self._state, self.paragraph)
        taken = 0  # lines that were read with one before them
        for number, item in enumerate(document.items):
            following = document.items[number + 1] if number + 1 < len(document.items) else None
            if self._closed:
                break
            if taken:
                taken -= 1
            elif isinstance(item, Table):
                tables.walk(item)
            elif (listed := self._listed(document.items[number : number + MOST_LINES])) is not None:
                tables.walk(listed)
                taken = len(listed.rows) - 1
            elif re.search(r"header|footer", item.place.part):
                continue
            elif item.question:
                self._headings.question(item)
            elif self._headings.opens_block(item, self._habits, before_table=isinstance(following, Table)):
                self._headings.read(item, self._habits)
            elif isinstance(following, Paragraph) and self._labels_field(item, following):
                self._state.ask(tidy(without_hint(item)), item.place, "line_below")
            else:
                self.paragraph(item)
        self._state.flush()
        return self._state.found

    def _listed(self, items: Sequence[Paragraph | Table]) -> Table | None:
        """Questions side by side over their answers, by tabs (unless those part question and answer) or a legend."""
        legend = legend_table(items, self._state)
        return tabbed_table(items, self._state, self._habits.separator) if legend is None else legend

    def paragraph(self, paragraph: Paragraph) -> None:
        """Read one paragraph that stands outside label|value tables."""
        if closes_answers(paragraph.text, self._printed, mail=self._mail) and self._state.found.answers:
            self._state.flush()
            self._closed = True
            return
        if is_blank(paragraph.text) and not any(span.mark for span in paragraph.spans):
            if is_field(paragraph):
                self._state.flush()  # a field that was left empty: nothing further down is its answer
            return
        goes_with = self._mail and not paragraph.heading and answers_part(tidy(paragraph.text), self._state.pending)
        if goes_with or is_filled_in(paragraph):
            self._state.collect(paragraph)
            return
        if self._printed.is_specimen(paragraph.text) or self._office_line(paragraph):
            return
        parts = split_at_bold_labels(paragraph)
        if len(parts) > 1 and not self._cloze(paragraph):
            for part in parts:
                self.paragraph(part)
        elif len(parts) == 1:
            readings = (
                self._cloze, self._several_pairs, self._choices.read, self._separated, self._numbered, self._inline,
                self._dashed,
            )  # fmt: skip
            if not any(reads(paragraph) for reads in readings):
                self._line(paragraph)

    def _office_line(self, paragraph: Paragraph) -> bool:
        """`FOR OFFICE USE    Case ref:    Date in:` on one line: the office's block, not the referrer's answers."""
        lead, *rest = re.split(r"\t+|\s{3,}", paragraph.text.strip(), maxsplit=1)
        if not rest or not self._printed.is_office_heading(lead):
            return False
        self._state.open_block(lead)
        return True

    def _line(self, paragraph: Paragraph) -> None:
        """A paragraph without a label of its own in front: heading, label of the next line, or part of an answer."""
        state, group = self._state, self._state.group
        pending = state.pending if state.pending and not self._index.criterion(state.pending) else None
        accounts = pending is not None and state.sense.is_prose(pending, group)
        in_list = state.pending is not None and (group in ("family", "agencies") or asks_which(state.pending))
        listed = _CRITERIA.search(state.block.heading) and not paragraph.heading and not accounts
        if listed and self._index.criterion(paragraph.text):
            state.flush()
            state.tick(tidy(paragraph.text), MarkState.OFF, paragraph.place)  # printed, and nothing beside it
        elif self._mail and not paragraph.heading and is_capitals(paragraph.text) and state.awaits_answer:
            state.collect(paragraph)  # answers typed in capitals, right below their questions
        elif self._habits.asked and state.awaits_answer and answers_number(state.pending or "", paragraph):
            state.collect(paragraph)  # `Trust Safeguarding Lead` below `44. Your post?`, though it names a block
        elif is_heading(paragraph) and (
            paragraph.heading
            or not self._printed.is_instruction(paragraph.text)
            or state.sense.is_prose(tidy(paragraph.text), group)
        ):
            self._headings.read(paragraph, self._habits)
        elif (state.sense.is_bare_label(paragraph, group) and not in_list) or self._asks(paragraph):
            state.ask(tidy(paragraph.text), paragraph.place, "line_below")
        else:
            state.collect(paragraph)

    def _asks(self, paragraph: Paragraph) -> bool:
        pending, group = self._state.pending, self._state.group
        in_prose = pending is not None and (self._state.sense.is_prose(pending, group) or is_toned(paragraph))
        return asks_next(pending, paragraph) or (not in_prose and self._state.sense.asks(paragraph, group))

    def _labels_field(self, paragraph: Paragraph, following: Paragraph) -> bool:
        """Whether a plain line stands over a form field or a box to write in: its question, whatever its words."""
        text, state = tidy(paragraph.text), self._state
        hint = (state.awaits_answer and is_toned(paragraph)) or (state.pending and self._printed.is_instruction(text))
        plain = not is_controlled(paragraph) and not has_mark(paragraph) and not is_heading(paragraph)
        return is_field(following) and plain and 0 < len(text) <= LONGEST and not hint and "\t" not in text

    # ------------------------------------------------------------ fields inside a sentence
    def _cloze(self, paragraph: Paragraph) -> bool:
        """`I spoke to [Jo Field], job title [Head]`: fields in running words, each asked for by those before it."""
        gaps = split_at_fields(paragraph)
        if not gaps or (len(gaps) < 2 and not self._blanks.tells(paragraph)):
            return False
        self._choices.within_sentence(paragraph)
        questions = self._blanks.questions(paragraph, [words for words, _ in gaps])
        for number, (asked, (_, value)) in enumerate(zip(questions, gaps, strict=True)):
            if number == 0 and self._state.pending and not self._asks_for(asked, value):
                self._state.collect(value)
                self._state.flush()
            elif asked:
                self._state.flush()
                self._state.emit(asked, (value,), "inline", paragraph.place)
        return True

    def _asks_for(self, words: str, value: Paragraph) -> bool:
        """Whether the words in front of a field are a known question that its answer can be for."""
        match = self._index.match(words, self._state.group) if words else None
        field = self._index.catalogue.definition(match.paths[0]) if match else None
        return field is not None and (field.type != "yesno" or parse_yes_no(value.text) is not None)

    # ------------------------------------------------------------ label and value on one line
    def _several_pairs(self, paragraph: Paragraph) -> bool:
        """`Surname: A    Forename: B` on one line, parted by tabs or wide gaps."""
        parts = side_by_side_pairs(paragraph, self._index, self._state.group, self._habits.separator)
        for part in parts:
            if self._printed.is_office_words(part.text):
                self._state.flush()
            elif not (self._choices.read(part) or self._numbered(part) or self._inline(part)):
                self._state.collect(part)
        return bool(parts)

    def _numbered(self, paragraph: Paragraph) -> bool:
        """A line of a numbered list of questions: the sentence that asks and the answer behind it."""
        line = numbered_question(paragraph) if self._habits.numbered and not paragraph.heading else None
        if not line or (is_heading(paragraph) and self._index.is_section(line[0])):
            return False
        return self._answered(line, paragraph)

    def _separated(self, paragraph: Paragraph) -> bool:
        """`Lives at ... 3 Mill Lane` in a mail whose writer parts all answers from their questions so."""
        line = separated_line(paragraph, self._habits.separator)
        read = line is not None and self._answered(line, paragraph, alone=not self._mail)
        if line and not self._mail and not self._state.sense.is_prose(line[0], self._state.group):
            self._state.flush()  # left empty: nothing further down is its answer
        return read

    def _dashed(self, paragraph: Paragraph) -> bool:
        """`Gender - male` in a document that sets its answers so."""
        line = dashed_line(paragraph, self._state.group, self._index) if self._habits.dashed else None
        return line is not None and self._answered(line, paragraph, alone=True)

    def _inline(self, paragraph: Paragraph) -> bool:
        state = self._state
        if is_heading(paragraph) and _CRITERIA.search(paragraph.text):
            return False  # `Grounds: circle those that are met`
        split = split_inline(paragraph) or bold_lead(paragraph)
        group = state.group
        habitual = is_habitual(paragraph, self._habits)
        if not split or (
            not habitual and not state.sense.is_question(split, paragraph, group, state.pending, mail=self._mail)
        ):
            return False
        label, value = split
        if is_capitals(label) and is_blank(value.text) and self._index.section(label):
            state.open_block(label)
        return self._answered((label, value), paragraph, alone=True)

    def _answered(self, line: tuple[str, Paragraph], paragraph: Paragraph, *, alone: bool = False) -> bool:
        """Ask a question and take what stands behind it; with `alone` nothing follows but prose and lists."""
        state = self._state
        state.ask(line[0], paragraph.place, "inline")
        if not is_blank(line[1].text):
            state.collect(line[1])
            if alone and not state.sense.goes_on(line[0], state.group, bullet=paragraph.list_item):
                state.flush()
        return True
