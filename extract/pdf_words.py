"""Glyphs to words, and words, tick boxes and form fields as one kind of thing to lay out: the token."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.document import Control, Mark, MarkState
from extract.pdf_page import Box, Glyph, Style, Widget, around
from extract.ticks import DOT_GLYPHS, FILLED_GLYPHS, GLYPHS, ROUND_GLYPHS, TEXT_OF

_GAP = 0.25  # of the size: wider gaps part words even where the file has no space
_SHIFT = 0.15  # of the size: what a baseline may wander within a word
_FORM_SIZE = 10.0  # points assumed for what a reader typed into a field
_BOXES = GLYPHS | FILLED_GLYPHS | ROUND_GLYPHS | DOT_GLYPHS
_TYPED_BOX = re.compile(r"\[[\s_]{0,3}[xX✓✔√]?[\s_]{0,3}\]")
_BULLETS = frozenset("•▪‣◦➢➤")
_KINDS = {"text": "text", "choice": "choice", "check": "check", "radio": "radio"}


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word, a tick box or a form field on a page."""

    text: str
    box: Box
    baseline: float
    style: Style
    spaced: bool = False  # a space stands before it in the file
    level: bool = True
    typed: bool = False  # the wide gap in front of it is made of typed spaces: the line goes on
    underline: bool = False
    strike: bool = False
    highlight: bool = False
    hidden: bool = False
    mark: Mark | None = None
    control: Control | None = None
    inline: bool = False  # a field inside a printed line, which it does not part
    name: str = ""  # of the form field
    score: float | None = None  # trust in a recognised word, 0 to 1

    @property
    def is_box(self) -> bool:
        """Whether it is a tick box, drawn or printed, as far as can be told without the rest of the document."""
        return self.mark is not None or self.text in _BOXES or bool(_TYPED_BOX.fullmatch(self.text))

    @property
    def is_sign(self) -> bool:
        """Whether it is a tick box or a bullet: what stands in front of its words."""
        return self.is_box or self.text in _BULLETS

    @property
    def is_field(self) -> bool:
        """Whether it is a field with a place of its own: neither a word, nor a tick box, nor a blank in a sentence."""
        return self.control is not None and self.mark is None and not self.inline


def words_of(glyphs: Sequence[Glyph], cuts: Callable[[Sequence[Glyph]], list[int]] | None = None) -> list[Token]:
    """Words in the order of the file: cut at spaces, gaps, new lines and changes of style.

    A word printed twice on the same spot, as programs do to fake bold, comes once. `cuts` tells at which of its
    glyphs a word is cut besides, because something is drawn on a part of it.
    """
    starts = [0, *(i for i, (one, two) in enumerate(pairwise(glyphs), start=1) if _parts(one, two))]
    runs: Iterable[Sequence[Glyph]] = (glyphs[a:b] for a, b in pairwise([*starts, len(glyphs)]) if a < b)
    if cuts is not None:
        runs = (part for run in runs for part in _cut(run, cuts(run)))
    words = list(_with_brackets_closed(map(_word, runs)))
    return list({_spot(each): each for each in reversed(words)}.values())[::-1]


def _cut(run: Sequence[Glyph], at: Sequence[int]) -> Iterator[Sequence[Glyph]]:
    return (run[a:b] for a, b in pairwise([0, *at, len(run)]))


def _with_brackets_closed(words: Iterable[Token]) -> Iterator[Token]:
    """Words with `[ ]` as one: a box typed with a space in it."""
    held: Token | None = None
    for word in words:
        if held is not None and word.text.startswith("]") and held.baseline == word.baseline:
            held = replace(held, text=f"{held.text} {word.text}", box=around([held.box, word.box]))
            continue
        if held is not None:
            yield held
        held = word if word.text.endswith("[") else None
        if held is None:
            yield word
    if held is not None:
        yield held


def _spot(word: Token) -> tuple[str, int, int]:
    return word.text, round(word.box.x0 / 1.5), round(word.baseline / 1.5)


def _parts(one: Glyph, two: Glyph) -> bool:
    if two.spaced or one.style != two.style or one.level != two.level or one.text in _BOXES or two.text in _BOXES:
        return True
    if not one.level:
        return False
    size = one.style.size
    gap = two.box.x0 - one.box.x1
    back = gap < -0.6 * size and abs(two.box.x0 - one.box.x0) > 0.05  # parts of a ligature share one box
    return abs(two.baseline - one.baseline) > _SHIFT * size or gap > _GAP * size or back


def _word(glyphs: Sequence[Glyph]) -> Token:
    first = glyphs[0]
    return Token(
        text="".join(each.text for each in glyphs),
        box=around([each.box for each in glyphs]),
        baseline=first.baseline,
        style=first.style,
        spaced=first.spaced,
        level=first.level,
        typed=first.typed,
        hidden=False,
    )


def turned_runs(words: Iterable[Token]) -> Iterator[Token]:
    """Words that do not run from left to right as displayed, joined as they follow each other in the file."""
    held: list[Token] = []
    for word in words:
        if held and not held[-1].box.touches(word.box, slack=word.style.size):
            yield _run(held)
            held = []
        held.append(word)
    if held:
        yield _run(held)


def _run(words: Sequence[Token]) -> Token:
    box = around([each.box for each in words])
    text = "".join((" " if each.spaced else "") + each.text for each in words).strip()
    return replace(words[0], text=text, box=box, baseline=box.bottom)


def field_token(widget: Widget) -> Token | None:
    """The token of a form field; None for a signature, which has no words."""
    kind = _KINDS.get(widget.kind)
    if kind is None:
        return None
    mark = Mark(state=widget.state, evidence="control") if widget.state is not None else None
    text = TEXT_OF[widget.state] if widget.state is not None else _tidy(widget.value)
    control = Control(
        kind=kind,  # type: ignore[arg-type]  # checked by the table
        origin="acroform",
        name=widget.name,
        label=widget.label,
        options=widget.options,
        placeholder=mark is None and not text.strip(),
    )
    style = Style(_FORM_SIZE)
    baseline = widget.box.bottom
    return Token(
        text=text, box=widget.box, baseline=baseline, style=style, mark=mark, control=control, name=widget.name
    )


def drawn_token(box: Box, state: MarkState) -> Token:
    """The token of a tick box that is drawn on the page."""
    mark = Mark(state=state, evidence="drawn")
    return Token(text=TEXT_OF[state], box=box, baseline=box.bottom, style=Style(box.height), mark=mark)


def note_token(text: str, box: Box) -> Token:
    """The token of text that was put over the page as an annotation."""
    return Token(text=_tidy(text), box=box, baseline=box.bottom, style=Style(_FORM_SIZE))


def _tidy(text: str) -> str:
    """Without blanks at line ends and empty lines around it."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
