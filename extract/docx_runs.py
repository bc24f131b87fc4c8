"""The words of one paragraph: walks runs, controls, fields, tracked changes and text boxes into formatted pieces.

It gives pieces in order as they are written; `docx_spans` makes spans and typed ticks of them.
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extract.document import Control, Loss, Mark
from extract.docx_controls import FormField, form_within, symbol_code
from extract.docx_fields import FieldState, OpenField
from extract.docx_names import (
    ALTERNATIVES,
    BOX_CONTENT,
    CONTENT_CONTROL,
    DELETED,
    DRAWN_TEXT,
    FIELD_MARK,
    FORMULA,
    RUN,
    SYMBOL,
    TEXT,
    TRANSPARENT,
    WORD,
    child,
    chosen,
)
from extract.docx_styles import Format, StyleSheet
from extract.ticks import GLYPHS, TEXT_OF, TickHabits, is_symbol_font, symbol

_CHARACTERS = {
    WORD + "tab": "\t",
    WORD + "ptab": "\t",
    WORD + "br": "\n",
    WORD + "cr": "\n",
    WORD + "noBreakHyphen": "-",
}
_LOST = {
    WORD + "footnoteReference": "footnote",
    WORD + "endnoteReference": "footnote",
    WORD + "commentReference": "comment",
    WORD + "object": "embedded_object",
    WORD + "contentPart": "ink",
}
_DRAWINGS = frozenset({WORD + "drawing", WORD + "pict", WORD + "object"})
_PRIVATE = re.compile("[\uf000-\uf0ff]")  # where symbol fonts put their signs
_SHORT = 2  # a longer text in a symbol font is read as letters unless all of it maps to signs
_TIDY = str.maketrans({"\u00ad": None, "\u00a0": " ", "\u202f": " ", "\u200b": None, "\ufeff": None, "\r": None})


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some text in one formatting, as written; a tick box known from its control or font is a piece of its own."""

    text: str
    format: Format
    control: Control | None = None
    mark: Mark | None = None


@dataclass(kw_only=True)
class PartState:
    """What is counted and collected while one part is read."""

    part: str
    styles: StyleSheet
    fields: FieldState
    habits: TickHabits
    losses: list[Loss] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0

    def lose(self, what: str) -> None:
        """Record something skipped, with the paragraph it stands in."""
        self.losses.append(Loss(what=what, where=f"{self.part} paragraph {self.paragraphs}"))


class RunWalk:
    """Walks the inside of one paragraph. `pieces` and `boxes` (contents of text boxes) hold what it found."""

    def __init__(self, state: PartState, paragraph_style: str | None) -> None:
        self.pieces: list[Piece] = []
        self.boxes: list[Element] = []
        self._state = state
        self._style = paragraph_style

    def walk(self, parent: Element, form: FormField | None) -> None:
        """Read all children of a paragraph or of a wrapper in it."""
        for each in parent:
            if each.tag == RUN:
                self._run(each, form)
            elif each.tag in TRANSPARENT:
                self.walk(each, form)
            elif each.tag == CONTENT_CONTROL:
                self._control(each, form)
            elif each.tag == ALTERNATIVES:
                self._branch(each, form)
            else:
                self._skip(each)

    def _branch(self, alternatives: Element, form: FormField | None) -> None:
        branch = chosen(alternatives)
        if branch is not None:
            self.walk(branch, form)

    def _skip(self, element: Element) -> None:
        if element.tag in DELETED:
            self._state.lose("tracked_deletion")
        elif str(element.tag).startswith(FORMULA):
            self._state.lose("formula")
        elif next(element.iter(TEXT), None) is not None:
            self._state.lose("unknown_element")

    def _control(self, element: Element, outer: FormField | None) -> None:
        form = form_within(element, outer)
        content = child(element, "sdtContent")
        if content is not None:
            self.walk(content, form)
        if form is not None and form is not outer:
            self._close(form)

    def _close(self, form: FormField) -> None:
        """An empty control still shows that the form asks here; a check box without a sign still has its state."""
        if form.mark is not None:
            self._put_mark(form, Format())
        elif form.control.placeholder and not (self.pieces and self.pieces[-1].control is form.control):
            self.pieces.append(Piece(text="", format=Format(), control=form.control))

    def _run(self, run: Element, form: FormField | None) -> None:
        look = self._state.styles.run(self._style, child(run, "rPr"))
        self._content(run, look, form)

    def _content(self, parent: Element, look: Format, form: FormField | None) -> None:
        for each in parent:
            tag = str(each.tag)
            if tag == TEXT:
                self._text(each.text or "", look, form)
            elif tag in _CHARACTERS:
                self._put(_CHARACTERS[tag], look, form)
            elif tag == SYMBOL:
                self._symbol(each, look, form)
            elif tag == FIELD_MARK:
                self._field(each, look)
            elif tag == ALTERNATIVES:
                branch = chosen(each)
                self._content(each if branch is None else branch, look, form)
            else:
                self._other(each, look, form)

    def _other(self, element: Element, look: Format, form: FormField | None) -> None:
        if element.tag == WORD + "ruby":
            for base in element.iterfind(f"{WORD}rubyBase/{RUN}"):
                self._content(base, look, form)
            self._state.lose("phonetic_guide")
        elif element.tag in _DRAWINGS:
            self._drawing(element)
        elif element.tag in _LOST:
            self._state.lose(_LOST[str(element.tag)])
        elif next(element.iter(TEXT), None) is not None:
            self._state.lose("unknown_element")

    def _drawing(self, element: Element) -> None:
        found = _boxes(element)
        self.boxes += found
        if not found or next(element.iter(DRAWN_TEXT), None) is not None:
            self._state.lose(_LOST.get(str(element.tag), "picture"))

    def _field(self, mark: Element, look: Format) -> None:
        kind = mark.get(WORD + "fldCharType")
        fields = self._state.fields
        if kind == "separate":
            fields.separate()
        elif kind == "end":
            ended = fields.end()
            if ended is not None and ended.form is not None:
                self._close(ended.form)
        elif kind == "begin":
            self._begin(fields.begin(mark), look)

    def _begin(self, opened: OpenField, look: Format) -> None:
        if opened.form is not None:
            self._put_mark(opened.form, look)
            if opened.choice is not None:
                self.pieces.append(Piece(text=opened.choice, format=look, control=opened.form.control))

    def _text(self, text: str, look: Format, form: FormField | None) -> None:
        if self._state.fields.suppressed:
            return
        signs = _signs(text, look)
        if signs is None:
            self._put(text, look, form)
            return
        for sign in signs:
            self._put(sign, look, form)

    def _symbol(self, element: Element, look: Format, form: FormField | None) -> None:
        sign = symbol(element.get(WORD + "font"), symbol_code(element))
        if sign is None:
            self._state.lose("symbol")
        else:
            self._put(sign, look, form)

    def _put(self, text: str, look: Format, form: FormField | None) -> None:
        form = self._state.fields.form or form
        tidy = text.translate(_TIDY)
        if form is not None and form.control.kind == "check":
            self._put_mark(form, look)
            self._append(_without_sign(tidy), look, None)
        else:
            self._append(tidy, look, None if form is None else form.control)

    def _append(self, text: str, look: Format, control: Control | None) -> None:
        if text:
            self.pieces.append(Piece(text=text, format=look, control=control))

    def _put_mark(self, form: FormField, look: Format) -> None:
        """Put the state of a check box where its first sign stands, and only once."""
        if form.mark is not None:
            mark, form.mark = form.mark, None
            self.pieces.append(Piece(text=TEXT_OF[mark.state], format=look, control=form.control, mark=mark))


def _without_sign(text: str) -> str:
    """The text of a check box apart from its sign, which may be any single character that the form has chosen."""
    return "" if len(text.strip()) == 1 else "".join(each for each in text if each not in GLYPHS)


def _signs(text: str, look: Format) -> list[str] | None:
    """The Unicode signs of a text in a symbol font or in private characters; None for ordinary text.

    Words set in a symbol font by mistake stay words: only short texts, and those that are signs throughout, are signs.
    """
    if not (is_symbol_font(look.font) or is_symbol_font(look.symbol_font) or _PRIVATE.search(text)):
        return None
    signs = [None if each.isspace() else symbol(_font_of(each, look), ord(each)) for each in text]
    mapped = sum(each is not None for each in signs)
    length = sum(not each.isspace() for each in text)
    if not mapped or (mapped < length > _SHORT and not _PRIVATE.search(text)):
        return None
    return [sign or character for sign, character in zip(signs, text, strict=True)]


def _font_of(character: str, look: Format) -> str | None:
    """The font that Word takes for a character: one for ASCII, one beyond; private ones may name theirs in either."""
    if character.isascii():
        return look.font
    if _PRIVATE.match(character) and not is_symbol_font(look.symbol_font):
        return look.font
    return look.symbol_font or look.font


def _boxes(element: Element) -> list[Element]:
    """The outermost contents of text boxes inside a drawing, each once."""
    found: list[Element] = []
    for each in element:
        if each.tag == BOX_CONTENT:
            found.append(each)
        elif each.tag == ALTERNATIVES:
            branch = chosen(each)
            found += [] if branch is None else _boxes(branch)
        else:
            found += _boxes(each)
    return found
