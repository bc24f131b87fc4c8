"""Walks a document in reading order and puts each question together with its answer. Tables are in `layouts_tables`.

Every reading carries a rule id. Which field a question asks for is decided later; here the catalogue is asked only
whether words are a known label or open a known block.
"""

import re
from dataclasses import replace

from extract.blocks import Block, LabelledAnswer, Readings, TickedStatement
from extract.boilerplate import PrintedText, cut_spans
from extract.choices import OPTION, Choice, read_choice, read_sentence_choice
from extract.document import MarkState, Paragraph, Place, SourceDocument, Span, Table
from extract.labels import LabelIndex
from extract.shapes import all_bold, bold_lead, filled, is_capitals, is_heading, split_at_bold_labels, split_inline
from extract.values import is_blank, tidy

_DETAIL = re.compile(
    r"^\W*(?:if\s+(?:yes|so|no|not|applicable)\b|details?\b|please\s+(?:give|specify|state|provide)|specify|comments?\b|reason\b"
    r"|when\b|date\b|dates\b|category\b|further\s+(?:details|information)|description\b|notes?\b)",
    re.I,
)
_SECTION_LABEL = re.compile(r"^\W*(?:section|part|step|page|annex|appendix|box|stage|schedule)\W*[\w.]{0,4}\W*$", re.I)
_SUBJECT_LINE = re.compile(r"^\W*(?:re|subject|regarding|from|to|cc|sent|dear\b.*)\W*$", re.I)
_NUMBER = re.compile(r"\b(?:child|young person|person|sibling)\s*(?:no\.?\s*)?(\d)\b", re.I)
_ORDINALS = {"first child": 1, "second child": 2, "third child": 3, "fourth child": 4, "child one": 1, "child two": 2}
STRONG = 0.9  # score from which words count as a known label without any formatting
PROSE_SCORE = 0.55
ASKS = 0.75  # score from which an instruction sentence is a question of its own


class LayoutWalker:
    """Collects readings; `walk` a document once and read `found`."""

    def __init__(self, index: LabelIndex, printed: PrintedText) -> None:
        self.index = index
        self.printed = printed
        self.found = Readings()
        self.block = Block()
        self._label: str | None = None  # question whose answer is still being collected
        self._label_rule = ""
        self._label_place: Place | None = None
        self._answer: list[Paragraph] = []
        self.groups_read: set[str] = set()
        self._context: str | None = None  # block of the last question that named its own, where no heading does
        self._closed = False
        self._mail = False

    def walk(self, document: SourceDocument) -> Readings:
        """All readings of a document; paragraphs of page headers and footers are left out."""
        from extract.layouts_tables import TableWalker

        self._mail = document.format == "text"
        tables = TableWalker(self)
        for item, following in zip(document.items, [*document.items[1:], None], strict=True):
            if self._closed:
                break
            if isinstance(item, Table):
                tables.walk(item)
            elif re.search(r"header|footer", item.place.part):
                continue
            elif self._opens_block(item, isinstance(following, Table)):
                self._heading(item)
            else:
                self.paragraph(item)
        self.flush()
        return self.found

    def _opens_block(self, paragraph: Paragraph, before_table: bool) -> bool:
        """A plain line that is a block's heading word for word, or stands short and alone over a table."""
        text = tidy(paragraph.text)
        if not text or len(text.split()) > 12 or any(span.mark for span in paragraph.spans):
            return False
        if self.printed.is_office_heading(text):
            return True
        if text.endswith((":", "?", ".")) or read_choice(paragraph.spans):
            return False
        if self.index.match(text, self.block.group) and not before_table and self.block.group and not is_capitals(text):
            return False  # a question of the present block: `Agency`
        return self.index.is_section(text) or (before_table and self.index.section(text) is not None)

    # ------------------------------------------------------------ blocks and pending questions
    def open_block(self, heading: str, *, keep_group: bool = False) -> None:
        """Start the block that a heading names; with `keep_group` an unknown heading stays inside the current one."""
        self.flush()
        group = self.index.section(heading)
        if group is None and keep_group:
            group = self.block.group
        office = self.printed.is_office_heading(heading)
        self._context = None
        self.block = Block(heading=heading, group=group, number=_number(heading), office=office)
        self.found.headings.append(heading)

    def ask(self, label: str, place: Place, rule: str) -> None:
        """Make a question the one whose answer comes next."""
        self.flush()
        self._label, self._label_rule, self._label_place = label, rule, place

    def flush(self) -> None:
        """Hand on the pending question with what was collected for it."""
        if self._label is not None and self._label_place is not None:
            self.emit(self._label, tuple(self._answer), self._label_rule, self._label_place)
        elif self._answer:
            self.found.loose.extend(self._answer)
        self._label, self._answer = None, []

    def collect(self, paragraph: Paragraph) -> None:
        """Add a paragraph to the pending answer, or to the text that stands under no question."""
        self._answer.append(paragraph)

    @property
    def pending(self) -> str | None:
        """The question whose answer is being collected."""
        return self._label

    # ------------------------------------------------------------ single paragraphs
    def paragraph(self, paragraph: Paragraph) -> None:
        """Read one paragraph outside label|value tables."""
        if is_blank(paragraph.text) and not any(span.mark for span in paragraph.spans):
            return
        if self._mail and self.printed.is_sign_off(paragraph.text) and self.found.answers:
            self.flush()
            self._closed = True
            return
        parts = split_at_bold_labels(paragraph)
        if len(parts) > 1:
            for part in parts:
                self.paragraph(part)
            return
        choice = read_choice(paragraph.spans)
        if choice:
            self.choice(choice, paragraph)
            return
        if self._sentence_choice(paragraph):
            return
        if self._several_pairs(paragraph):
            return
        if self._inline(paragraph):
            return
        if is_heading(paragraph) and not self.printed.is_instruction(paragraph.text):
            self._heading(paragraph)
        elif self._bare_label(paragraph) or self._asks(paragraph):
            self.ask(tidy(paragraph.text), paragraph.place, "line_below")
        else:
            self.collect(paragraph)

    def _sentence_choice(self, paragraph: Paragraph) -> bool:
        """`The child [is] [is not] looked after`, with one alternative struck out."""
        read = read_sentence_choice(paragraph.spans)
        if read is None or self.index.match(read[0], self.block.group) is None:
            return False
        self.flush()
        line = (replace(paragraph, spans=(Span(text=read[1]),)),) if read[1] else ()
        self.emit(read[0], line, "sentence_choice", paragraph.place)
        return True

    def choice(self, choice: Choice, paragraph: Paragraph) -> None:
        """A line of alternatives: answers the question before it, or is a list of statements to tick."""
        if choice.before and re.search(r"[^\W\d_]", choice.before):
            self.flush()
            label = re.sub(r"\s*:\s*$", "", choice.before)
            self.emit(label, (paragraph,), "choice_line", paragraph.place)
            self.ask(label, paragraph.place, "choice_details")
        elif all(OPTION.fullmatch(each) or not each for each in choice.options):
            if self._label is not None:
                self.collect(paragraph)
        else:
            self._statements(paragraph)

    def _statements(self, paragraph: Paragraph) -> None:
        """Each tick box with the words behind it, or in front of it where nothing follows."""
        self.flush()
        marks = [i for i, span in enumerate(paragraph.spans) if span.mark]
        before = "".join(span.text for span in paragraph.spans[: marks[0]])
        for start, end in zip(marks, [*marks[1:], len(paragraph.spans)], strict=True):
            text = tidy("".join(span.text for span in paragraph.spans[start + 1 : end])) or tidy(before)
            mark = paragraph.spans[start].mark
            if text and mark:
                self.tick(text, mark.state, paragraph.place)

    def tick(self, text: str, state: MarkState, place: Place) -> None:
        """A statement beside a tick box."""
        if not self.block.office:
            self.found.ticked.append(TickedStatement(text=text, state=state, block=self.block, place=place))

    def _heading(self, paragraph: Paragraph) -> None:
        text = tidy(paragraph.text)
        known = self.index.match(text, self.block.group)
        section = self.index.section(text)
        inside = known is not None and known.rule == "bare" and not paragraph.heading
        inside = inside or (known is not None and text.endswith((":", "?")) and known.score >= PROSE_SCORE)
        if inside and (section is None or text.endswith(":")):
            self.ask(text, paragraph.place, "heading")
            return
        plain_bold = not paragraph.heading and not is_capitals(text)
        self.open_block(text, keep_group=plain_bold and known is not None and section is None)
        self.ask(text, paragraph.place, "heading")

    def _several_pairs(self, paragraph: Paragraph) -> bool:
        """`Surname: A    Forename: B` on one line, parted by tabs or wide gaps."""
        cuts = [match.end() for match in re.finditer(r"\t+|\s{3,}", paragraph.text)]
        starts = [0, *(cut for cut in cuts if re.match(r"[^:\n]{2,60}:", paragraph.text[cut:]))]
        if len(starts) < 2:
            return False
        for start, end in zip(starts, [*starts[1:], len(paragraph.text)], strict=True):
            spans = cut_spans(paragraph.spans, start)
            part = replace(paragraph, spans=_head_spans(spans, end - start))
            if not self._inline(part):
                self.collect(part)
        return True

    def _inline(self, paragraph: Paragraph) -> bool:
        split = split_inline(paragraph) or bold_lead(paragraph)
        if not split or not self.is_question(split[0], paragraph, split[1]):
            return False
        label, value = split
        if is_capitals(label) and is_blank(value.text) and self.index.section(label):
            self.open_block(label)
        self.ask(label, paragraph.place, "inline")
        if not is_blank(value.text):
            self.collect(value)
            if not self._goes_on(label):
                self.flush()
        return True

    def is_question(self, label: str, paragraph: Paragraph, value: Paragraph) -> bool:
        """Whether words in front of a colon are a printed question rather than part of a sentence."""
        if len(label) > 140 or label.count("(") != label.count(")") or _SUBJECT_LINE.match(label):
            return False
        if _SECTION_LABEL.match(label):
            return False
        match = self.index.match(label, self.block.group)
        score = match.score if match else 0.0
        lead = bold_lead(paragraph)
        if lead and tidy(lead[0]).rstrip(" :?") == label.rstrip(" :?"):
            return True
        if score >= STRONG and len(label.split()) <= 14:
            return True
        in_prose = self._label is not None and self._is_prose(self._label)
        if all_bold(paragraph) and not is_blank(value.text):
            return False  # `Criteria: tick all that apply` set in bold all through is a heading
        if is_blank(value.text):
            return not in_prose or score >= PROSE_SCORE or all_bold(paragraph)
        return not in_prose and len(label.split()) <= 8 and label[:1].isupper() and (score >= PROSE_SCORE or self._mail)

    def _bare_label(self, paragraph: Paragraph) -> bool:
        text = tidy(paragraph.text)
        if len(text.split()) > 10 or text.endswith((".", ",")):
            return False
        match = self.index.match(text, self.block.group)
        return match is not None and match.score >= STRONG and match.rule != "qualified" and not self._in_list()

    def _asks(self, paragraph: Paragraph) -> bool:
        """`Please describe the incident.`: an instruction that is itself the question."""
        text = tidy(paragraph.text)
        match = self.index.match(text, self.block.group)
        return (
            len(text) <= 160
            and self.printed.is_instruction(text)
            and bool(match and match.score >= ASKS)
            and (self._label is None or not self._is_prose(self._label))
        )

    def lists_entries(self) -> bool:
        """Whether the pending question asks for people or agencies, one a line."""
        if self._label is None:
            return False
        match = self.index.match(self._label, self.block.group)
        return self._in_list() or bool(match and match.paths[0].startswith(("family[]", "agencies[]")))

    def _in_list(self) -> bool:
        return self.block.group in ("family", "agencies") and self._label is not None

    def _is_prose(self, label: str) -> bool:
        match = self.index.match(label, self.block.group)
        field = self.index.catalogue.definition(match.paths[0]) if match else None
        return bool(field and field.type == "prose" and match and match.score >= PROSE_SCORE)

    def _goes_on(self, label: str) -> bool:
        """Whether further lines may belong to an answer that began beside its label."""
        match = self.index.match(label, self.block.group)
        field = self.index.catalogue.definition(match.paths[0]) if match else None
        return field is None or field.type in ("prose", "address") or field.path.startswith(("family", "agencies"))

    # ------------------------------------------------------------ handing on
    def emit(self, label: str, answer: tuple[Paragraph, ...], rule: str, place: Place, instance: str = "") -> None:
        """Hand on a question; `Details:` and other questions inside the answer become questions of their own."""
        if self.block.office:
            return
        self._place_in_context(label)
        main, inner = self._inner_questions(label, answer)
        trust = _TRUST.get(rule, 0.8)
        self.found.answers.append(
            LabelledAnswer(
                label=label,
                answer=main,
                block=self.block,
                place=main[0].place if main else place,
                rule=rule,
                trust=trust,
                instance=instance,
            )  # fmt: skip
        )
        for sub, value in inner:
            self.found.answers.append(
                LabelledAnswer(
                    label=sub,
                    answer=tuple(value),
                    block=self.block,
                    place=value[0].place,
                    rule="inside_answer",
                    trust=trust,
                    instance=instance,
                    parent=label,
                )  # fmt: skip
            )

    def _place_in_context(self, label: str) -> None:
        """Without a heading, a question that names its block (`Name of referrer`) gives it to those behind it."""
        if self.block.group:
            self.groups_read.add(self.block.group)
            return
        match = self.index.match(label, self._context)
        if match and match.score >= STRONG and match.rule in ("label", "qualified"):
            group = self.index.catalogue.group_of(match.paths[0]).key
            self._context = group if group in _CONTEXTS else self._context

    def _inner_questions(
        self, label: str, answer: tuple[Paragraph, ...]
    ) -> tuple[tuple[Paragraph, ...], list[tuple[str, list[Paragraph]]]]:
        if self._is_prose(label):
            return answer, []
        main: list[Paragraph] = []
        inner: list[tuple[str, list[Paragraph]]] = []
        for paragraph in filled(answer):
            split = split_inline(paragraph) if not read_choice(paragraph.spans) else None
            if split and self._is_inner(split[0], label):
                inner.append((split[0], [split[1]]))
            elif inner:
                inner[-1][1].append(paragraph)
            else:
                main.append(paragraph)
        return tuple(main), inner

    def _is_inner(self, sub: str, label: str) -> bool:
        if len(sub.split()) > 12 or sub.count("(") != sub.count(")"):
            return False
        match = self.index.match(sub, self.block.group)
        own = self.index.match(label, self.block.group)
        if match and match.score >= STRONG:
            return not own or set(match.paths) != set(own.paths)
        return bool(_DETAIL.match(sub)) and len(sub.split()) <= 8


_CONTEXTS = ("child", "incident", "referrer", "representative")
_TRUST = {
    "cell_right": 1.0, "cell_below": 0.97, "grid": 0.98, "column": 0.97, "choice_grid": 0.97, "inline": 0.95,
    "choice_line": 0.97, "choice_details": 0.85, "heading": 0.92, "line_below": 0.85, "inside_cell": 0.93,
    "beside": 0.93, "control": 0.97,
}  # fmt: skip


def _number(heading: str) -> int | None:
    match = _NUMBER.search(heading)
    if match:
        return int(match[1])
    lower = heading.casefold()
    return next((number for words, number in _ORDINALS.items() if words in lower), None)


def _head_spans(spans: tuple, length: int) -> tuple:  # type: ignore[type-arg]
    kept = []
    for span in spans:
        if length <= 0:
            break
        kept.append(replace(span, text=span.text[:length]))
        length -= len(span.text)
    return tuple(kept)
