"""Lines that head what stands below them: which block they open, and what they ask for.

Whether a line looks like a heading at all is judged elsewhere.
"""

from extract.choices import read_choice
from extract.document import Paragraph
from extract.form_state import FormState
from extract.layouts_lines import LineHabits, is_answered, numbered_question
from extract.questions import KNOWN, STRONG
from extract.shapes import all_underlined, is_capitals, is_heading
from extract.small_questions import is_small_question
from extract.values import is_blank, tidy

LONGEST_TITLE = 12  # words of a plain line that opens a block
_SIGNATORY_NAMES = ("referrer.name", "representative.name")
_OWN = ("bare", "label", "composite")  # rules by which a heading is a question of its block


class HeadingLines:
    """Reads headings into the state of a walk."""

    def __init__(self, state: FormState) -> None:
        self._state = state
        self._index = state.index
        self._printed = state.printed

    def opens_block(self, paragraph: Paragraph, habits: LineHabits, *, before_table: bool) -> bool:
        """A plain line that is a block's heading word for word, or stands short and alone over a table."""
        text = tidy(paragraph.text)
        group = self._state.group
        if not text or len(text.split()) > LONGEST_TITLE or any(span.mark for span in paragraph.spans):
            return False
        if self._printed.is_office_heading(text):
            return True
        if self._state.block.office and before_table and is_heading(paragraph):
            return True
        if is_small_question(paragraph, habits.question_size):
            return False
        if self._state.picks_statements and not paragraph.heading and self._index.criterion(text):
            return False  # the last of a list of statements, over the next box
        if text.endswith((":", "?", ".")) or read_choice(paragraph.spans) or is_answered(paragraph, self._index):
            return False
        if habits.numbered and (line := numbered_question(paragraph)) and not is_blank(line[1].text):
            return False
        set_apart = is_capitals(text) or all_underlined(paragraph)
        if self._index.match(text, group) and not before_table and group and not set_apart:
            return False  # a question of the present block: `Agency`
        heads = before_table and (is_heading(paragraph) or not self._state.awaits_answer)
        return self._index.is_section(text) or (heads and self._index.section(text) is not None)

    def read(self, paragraph: Paragraph, habits: LineHabits) -> None:
        """Open the block that a heading names, and ask what it asks."""
        text = tidy(paragraph.text)
        known = self._index.match(text, self._state.group)
        section = self._index.section(text)
        inside = known is not None and known.rule == "bare" and (not paragraph.heading or section is None)
        inside = inside and not (paragraph.heading and self._state.sense.names_worker(text, self._state.group))
        inside = inside or (known is not None and text.endswith((":", "?")) and known.score >= KNOWN)
        plain_bold = not paragraph.heading and not is_capitals(text)
        own = known is not None and known.rule in _OWN and known.paths[0].startswith(self._state.prefix)
        listed = plain_bold and self._state.sense.is_of_person(text, self._state.group)
        small = is_small_question(paragraph, habits.question_size)
        if small or listed or (own and habits.headed and known and known.score >= STRONG):
            self._state.ask(text, paragraph.place, "heading")  # of the person just named, or of the present block
            return
        if (
            section is not None
            and not self._index.is_section(text)
            and self._state.sense.is_prose(text, self._state.group)
        ):
            account = known and self._index.catalogue.group_of(known.paths[0]).key == section
            # `Family circumstances and concerns` asks for an account, `What happened, and when` for its own block's
            self._state.open_block(text, group=section if account else None)
        elif habits.question_size and known is not None and section is None and known.paths[0] in _SIGNATORY_NAMES:
            self._state.open_block(text, group=known.paths[0].partition(".")[0])  # `Endorsed by`, over small questions
        elif not inside or (section is not None and not text.endswith(":")):
            self._state.open_block(text, keep_group=plain_bold and known is not None and section is None)
        self._state.ask(text, paragraph.place, "heading")

    def question(self, paragraph: Paragraph) -> None:
        """Ask what a line asks that is a question for certain; one that names no block stays in the present one."""
        text = tidy(paragraph.text)
        prose = self._state.sense.is_prose(text, self._state.group)
        group = None if prose else self._index.section(text)
        if prose or group is not None:
            self._state.open_block(text, group=group)
        self._state.ask(text, paragraph.place, "heading")
