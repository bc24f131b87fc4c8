"""Lines of alternatives: which one was chosen for a question, and statements beside tick boxes."""

import re
from dataclasses import replace

from extract.choices import OPTION, Choice, read_choice, read_sentence_choice
from extract.document import MarkState, Paragraph, Span
from extract.form_state import FormState
from extract.picked_statements import read_picked_line
from extract.questions import KNOWN
from extract.struck_sentences import struck_sentence
from extract.values import tidy

_STRIKE_OUT = re.compile(
    r"\b(?:strike|cross|delete|score|remove)\b[^.]{0,40}\b(?:not\s+(?:appl\w+|fit\w*|relevant|true)|inapplicable|n/?a)\b",
    re.I,
)
LONGEST_STATEMENT = 45  # words of a printed criterion; longer text is an account
HALF = 0.5  # share of a statement's letters from which it counts as struck out


class ChoiceLines:
    """Reads lines of alternatives into the walk's state."""

    def __init__(self, state: FormState) -> None:
        self._state = state
        self._index = state.index
        self._strikes: str | None = None  # heading under which a line asks to strike out what does not apply

    def read(self, paragraph: Paragraph) -> bool:
        """Take a line of alternatives or statements; False where it is neither."""
        if self._left_or_struck(paragraph) or read_picked_line(paragraph, self._state):
            return True
        if told := struck_sentence(paragraph.spans, self._state.group):
            self._state.flush()
            for asked, said in told:
                line = replace(paragraph, spans=(Span(text=said),))
                self._state.emit(asked, (line,), "sentence_choice", paragraph.place)
            return True
        choice = read_choice(paragraph.spans)
        if choice:
            self._choice(choice, paragraph)
            return True
        return self._sentence_choice(paragraph)

    def _left_or_struck(self, paragraph: Paragraph) -> bool:
        """A criterion of a list in which those that do not apply are struck out: ticked where it was left standing."""
        state = self._state
        asked = _STRIKE_OUT.search(paragraph.text)
        begins = asked is not None and paragraph.text[: asked.start()].rstrip()[-1:] in ("", *".?!:")
        if asked and (begins or state.printed.is_instruction(paragraph.text)):
            self._strikes = state.block.heading
            return False
        if self._state.picks_statements:
            return False  # some are highlighted: `strike out or highlight, as you prefer`
        told = _STRIKE_OUT.search(state.block.heading) or self._strikes == state.block.heading
        long = len(paragraph.text.split()) > LONGEST_STATEMENT
        if not told or long or self._index.criterion(paragraph.text) is None:
            return False
        letters = sum(each.isalpha() for span in paragraph.spans for each in span.text)
        struck = sum(each.isalpha() for span in paragraph.spans if span.strike for each in span.text)
        state.flush()
        on = struck < HALF * letters
        state.tick(tidy(paragraph.text), MarkState.ON if on else MarkState.OFF, paragraph.place, left=on)
        return True

    def within_sentence(self, paragraph: Paragraph) -> None:
        """Alternatives struck out in a sentence with blanks, whose words go on to be read."""
        plain = replace(paragraph, spans=tuple(span for span in paragraph.spans if not span.control))
        self._sentence_choice(plain)

    def _sentence_choice(self, paragraph: Paragraph) -> bool:
        """`The child [is] [is not] looked after`, with one alternative struck out."""
        read = read_sentence_choice(paragraph.spans)
        if read is None or self._index.match(read[0], self._state.group) is None:
            return False
        self._state.flush()
        line = (replace(paragraph, spans=(Span(text=read[1]),)),) if read[1] else ()
        self._state.emit(read[0], line, "sentence_choice", paragraph.place)
        return True

    def _choice(self, choice: Choice, paragraph: Paragraph) -> None:
        """A line of alternatives: answers the question before it, or is a list of statements to tick."""
        if choice.before and re.search(r"[^\W\d_]", choice.before):
            label = re.sub(r"\s*:\s*$", "", choice.before)
            self._state.flush()
            self._state.emit(label, (paragraph,), "choice_line", paragraph.place)
            self._state.ask(label, paragraph.place, "choice_details")
        elif all(OPTION.fullmatch(each) or not each for each in choice.options):
            if self._state.pending is not None:
                self._state.collect(paragraph)
        elif self._answers_by_ticks() and not any(map(self._index.criterion, choice.options)):
            self._state.collect(paragraph)
        else:
            self._statements(paragraph)

    def _answers_by_ticks(self) -> bool:
        """Whether the pending question is a plain field that a list of ticks answers: ethnicity, sex."""
        pending, group = self._state.pending, self._state.group
        match = self._index.match(pending, group) if pending else None
        field = self._index.catalogue.definition(match.paths[0]) if match and match.score >= KNOWN else None
        return field is not None and field.type in ("text", "sex", "yesno")

    def _statements(self, paragraph: Paragraph) -> None:
        """Each tick box with the words behind it, or in front of it where nothing follows."""
        self._state.drop_lead_in()
        self._state.flush()
        marks = [i for i, span in enumerate(paragraph.spans) if span.mark]
        before = "".join(span.text for span in paragraph.spans[: marks[0]])
        for start, end in zip(marks, [*marks[1:], len(paragraph.spans)], strict=True):
            text = tidy("".join(span.text for span in paragraph.spans[start + 1 : end])) or tidy(before)
            mark = paragraph.spans[start].mark
            if text and mark:
                self._state.tick(text, mark.state, paragraph.place)
