"""The blank form as a fillable PDF: a field for every answer, named by the record's path. What it asks is `plan`'s."""

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from config.form_plan import Asked, FormPlan
from config.schema.blank_form import Section
from extract.blank_form.pdf_pages import (
    BOLD,
    HEADING,
    HINT,
    MARGIN,
    PLAIN,
    SMALL,
    STRONG,
    SUBHEADING,
    TITLE,
    WIDTH,
    TaggedPages,
    broken,
    width_of,
)  # fmt: skip

_MULTILINE, _RADIO, _COMBO, _EDITABLE = 1 << 12, 1 << 15, 1 << 17, 1 << 18  # ISO 32000-1, tables 226 to 230
_LINE = 13  # height of a line of an answer
_LEFT = 230  # where the answers of short questions begin
_ROW = 22  # height of a row of people or agencies
_BOX = 11  # side of a tick box
_RIGHT = WIDTH - MARGIN
_DATE = "DD/MM/YYYY"


def pdf_form(plan: FormPlan) -> bytes:
    """The form as a PDF with a tagged reading order, tooltips and a language."""
    form = plan.form
    pages = TaggedPages(form.title, form.marking, form.edition)
    pages.words(form.title, TITLE)
    for line in form.introduction:
        pages.y -= 4
        pages.words(line)
    pages.y -= 4
    for line in (form.urgent, *plan.urgent_lines()):
        pages.words(line, STRONG)
    drawn = _Form(plan, pages)
    for section in form.sections:
        drawn.section(section)
    pages.y -= 10
    pages.words(plan.send_to())
    return pages.finished()


class _Form:
    """Draws the blocks in their order and makes their fields."""

    def __init__(self, plan: FormPlan, pages: TaggedPages) -> None:
        self.plan, self.pages = plan, pages
        self._groups: dict[str, pikepdf.Object] = {}

    def section(self, section: Section) -> None:
        pages = self.pages
        pages.room(110)
        pages.y -= 14
        pages.words(section.heading, HEADING)
        pages.y -= 6
        if section.guidance:
            pages.words(section.guidance, SMALL)
            pages.y -= 4
        if section.layout == "criteria":
            for statement in self.plan.statements(section):
                self._statement(statement)
        elif section.layout == "rows":
            self._rows(section)
        else:
            self._entries(section)
        if section.more:
            pages.words(section.more, SMALL)

    def _entries(self, section: Section) -> None:
        for number in range(section.in_pdf):
            if section.entry:
                self.pages.room(110)
                self.pages.y -= 8
                self.pages.words(self.plan.entry_heading(section, number), SUBHEADING)
                self.pages.y -= 5
            for question in self.plan.asked(section, number):
                (self._prose if question.kind == "prose" else self._short)(question, section, number)

    def _short(self, question: Asked, section: Section, number: int) -> None:
        """The question on the left, its answer on the right."""
        pages = self.pages
        lines = len(broken(question.words, _LEFT - MARGIN - 8, BOLD, 10)) * 13.5
        lines += len(broken(question.hint, _LEFT - MARGIN - 8, PLAIN, 8)) * 10.8 if question.hint else 0
        height = max(lines + 8, 22)
        pages.room(height)
        top = pages.y
        pages.frame(MARGIN, top - height, _LEFT, top)
        pages.frame(_LEFT, top - height, _RIGHT, top)
        pages.y -= 1
        pages.words(question.words, STRONG, left=MARGIN + 4, right=_LEFT - 4)
        if question.hint:
            pages.words(question.hint, HINT, left=MARGIN + 4, right=_LEFT - 4)
        tip = self._tip(question, section, number)
        if question.kind == "yesno":
            self._radios(question, top - 2, tip)
        else:
            self._field(question, (_LEFT + 1, top - height + 1, _RIGHT - 1, top - 1), tip)
        pages.y = top - height

    def _prose(self, question: Asked, section: Section, number: int) -> None:
        """The question over its answer."""
        height = question.lines * _LINE + 6
        pages = self.pages
        pages.room(height + 34)
        pages.y -= 4
        pages.words(question.words, STRONG)
        if question.hint:
            pages.words(question.hint, HINT)
        pages.y -= 4
        pages.frame(MARGIN, pages.y - height, _RIGHT, pages.y)
        box = (MARGIN + 1, pages.y - height + 1, _RIGHT - 1, pages.y - 1)
        self._field(question, box, self._tip(question, section, number))
        pages.y -= height + 4

    def _rows(self, section: Section) -> None:
        """The questions as heads of columns, a person or agency a row."""
        pages, heads = self.pages, self.plan.asked(section)
        width = (_RIGHT - MARGIN) / len(heads)
        pages.y -= 4
        top = pages.y
        for column, head in enumerate(heads):
            left = MARGIN + column * width
            pages.frame(left, top - 20, left + width, top)
            pages.y = top - 1
            pages.words(head.words, STRONG, left=left + 4, right=left + width - 4)
        pages.y = top - 20
        for number in range(section.in_pdf):
            pages.room(_ROW)
            for column, question in enumerate(self.plan.asked(section, number)):
                left, top = MARGIN + column * width, pages.y
                pages.frame(left, top - _ROW, left + width, top)
                box = (left + 1, top - _ROW + 1, left + width - 1, top - 1)
                self._field(question, box, f"{question.words} ({number + 1})")
            pages.y -= _ROW
        pages.y -= 4

    def _statement(self, statement: Asked) -> None:
        pages = self.pages
        lines = broken(statement.words, _RIGHT - MARGIN - 22, PLAIN, 10)
        pages.room(len(lines) * 13.5 + 6)
        top = pages.y
        field = self._made(statement.name, statement.words, Dictionary(FT=Name.Btn, V=Name.Off, AS=Name.Off))
        self._appearances(field, "Yes")
        pages.widget(field, (MARGIN, top - 12, MARGIN + _BOX, top - 12 + _BOX))
        pages.words(statement.words, left=MARGIN + 22)
        pages.y -= 4

    def _field(self, question: Asked, box: Sequence[float], tip: str) -> None:
        field = Dictionary(FT=Name.Tx, DA=String("/Helv 10 Tf 0 g"), V=String(""))
        if question.options:
            flags = _COMBO | (_EDITABLE if question.kind == "open_choice" else 0)
            field = Dictionary(FT=Name.Ch, DA=String("/Helv 10 Tf 0 g"), Ff=flags)
            field.Opt = Array([String(words) for _, words in question.options])
        elif question.kind == "prose":
            field.Ff = _MULTILINE
        made = self._made(question.name, f"{tip} ({_DATE})" if question.kind == "date" else tip, field)
        made.AP = Dictionary(N=self._drawing(box[2] - box[0], box[3] - box[1], b"/Tx BMC EMC"))
        self.pages.widget(made, box)

    def _radios(self, question: Asked, top: float, tip: str) -> None:
        """One field with a button for each answer, which a second click takes back."""
        parent = self._made(question.name, tip, Dictionary(FT=Name.Btn, Ff=_RADIO, V=Name.Off, Kids=Array()))
        left = float(_LEFT + 5)
        for value, words in question.options:
            button = self.pages.pdf.make_indirect(Dictionary(Parent=parent, AS=Name.Off, TU=String(f"{tip} {words}")))
            self._appearances(button, value)
            parent.Kids.append(button)
            self.pages.widget(button, (left, top - 14, left + _BOX, top - 14 + _BOX))
            self.pages.y = top
            self.pages.words(words, left=left + _BOX + 4)
            left += _BOX + 24 + width_of(words, PLAIN, 10)

    def _tip(self, question: Asked, section: Section, number: int) -> str:
        """What a screen reader says: the block's entry where there are several, the question, its hint."""
        entry = self.plan.entry_heading(section, number)
        return ". ".join(each.rstrip(".") for each in (entry, question.words, question.hint) if each)

    def _made(self, name: str, tip: str, field: Dictionary) -> pikepdf.Object:
        """A field under its full name, whose parts between dots are fields that hold the others."""
        *groups, last = name.split(".")
        made = self.pages.pdf.make_indirect(field)
        made.T, made.TU = String(last), String(tip)
        if not groups:
            self.pages.fields.append(made)
            return made
        parent = self._groups.get(groups[0])
        if parent is None:
            parent = self.pages.pdf.make_indirect(Dictionary(T=String(groups[0]), Kids=Array()))
            self._groups[groups[0]] = parent
            self.pages.fields.append(parent)
        made.Parent = parent
        parent.Kids.append(made)
        return made

    def _appearances(self, button: pikepdf.Object, on: str) -> None:
        """An empty box, and one with a cross."""
        square = b"0.31 0.35 0.37 RG 1 w 0.5 0.5 10 10 re S"
        cross = square + b" 0 G 1.4 w 2.5 2.5 m 8.5 8.5 l 2.5 8.5 m 8.5 2.5 l S"
        states = {"/" + on: self._drawing(_BOX, _BOX, cross), "/Off": self._drawing(_BOX, _BOX, square)}
        button.AP = Dictionary(N=Dictionary(states))
        button.MK = Dictionary(BC=Array([0.31, 0.35, 0.37]), CA=String("8"))  # a cross, where a viewer draws its own

    def _drawing(self, width: float, height: float, content: bytes) -> pikepdf.Object:
        stream = self.pages.pdf.make_stream(content)
        stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, width, height])))
        return stream
