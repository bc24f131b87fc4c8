"""Lines of recognised words to tokens: measured on the ink, so that gaps, baselines and sizes are those of the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import inf
from statistics import median

import numpy as np

from extract.pdf_page import Box, Style
from extract.pdf_words import Token
from extract.scan_gaps import words_apart
from extract.scan_images import Picture
from extract.scan_ink import LinePiece
from extract.scan_look import Sheet, bold_from, darkness_of, is_highlighted, is_italic, stroke_of, tint_of
from extract.scan_ocr import ReadLine, ReadWord
from extract.scan_strikes import is_crossed_out
from extract.scan_weights import by_weight

_CAPITALS = 0.72  # of the size: height of capitals and of letters with ascenders
_SMALL = 0.53  # of the size: height of small letters without ascenders
_DENSE = 0.45  # of a well-filled row of ink: rows between baseline and the top of small letters have more
_STEM = 0.02  # of the fullest row: one tall letter has so much
_ASCENDERS = 0.5  # by which capitals are higher than small letters
_ALIKE = (0.88, 1.14)  # by which measured sizes of one size differ
_FLAT = (0.8, 1.14)  # the same where a line has no tall letters
_TALL = frozenset("bdfhkltß0123456789()[]/")
_USUAL = 10.0  # points, where nothing can be measured
_PALER = 45.0  # steps of 255 by which grey print is brighter than the rest
_GREY, _BLACK = (128, 128, 128), (0, 0, 0)
_BETWEEN_OPTIONS = re.compile(r"(?<![Nn](?=/[Aa]))(?<!\d)/(?!\d)")  # but not in a date
_LONGEST_OPTIONS = 60  # characters
_LEANING = frozenset("/\\AVWvwyXZxz7")  # have no upright strokes
_UNSURE = (1.0, 0.0, 0.0, 0.9, 1.0)  # by number of letters: one or two say nothing of their stroke, three little
_WRITTEN_ON = 4.5  # points below their baseline at which words have the line that they were written on


@dataclass(frozen=True, kw_only=True)
class Pen:
    """What was drawn around words, in pixels."""

    rings: Sequence[Box] = ()


@dataclass(frozen=True, kw_only=True)
class _Measured:
    word: ReadWord
    box: Box  # pixels
    baseline: float  # pixels
    size: float  # points
    stroke: float  # width of its strokes, in pixels
    score: float
    tall: bool  # whether its line has letters that reach up, so that its size could be measured
    darkness: float  # brightness of its ink, 0 to 255
    italic: bool = False
    bolder: bool = False  # than the other words of its line
    spaced: bool = True  # whether it stands apart from the word before it


@dataclass(frozen=True, kw_only=True)
class _Look:
    """How the print of one page looks: its usual size in points, the strokes of bold and the brightness of grey."""

    usual: float
    bold: float
    pale: float
    scale: float


def tokens_of(lines: Sequence[ReadLine], sheet: Sheet, rules: Sequence[LinePiece], pen: Pen) -> list[Token]:
    """The words as tokens in points, with what a pen or highlighter did to them."""
    levels = [each for each in rules if each.level]
    words = [each for line in lines for each in _evened(list(_measured(line, sheet)), sheet, levels)]
    words = [part for word in words for part in _cut(word, rules, sheet.scale)]
    usual = median(each.size for each in words) if words else _USUAL
    words = [replace(each, stroke=each.stroke / _evened_size(each, usual)) for each in words]
    pale = median(each.darkness for each in words) + _PALER if words else 0.0
    dark = [each for each in words if len(each.word.text) > 1 and each.darkness <= pale]  # pale strokes look thin
    bold = bold_from([each.stroke for each in dark])
    look = _Look(usual=usual, bold=bold, pale=pale, scale=sheet.scale)
    tint = tint_of(sheet.pixels)
    return [_token(part, look, marks) for each in words for part, marks in _by_pen(each, pen, (sheet, tint))]


def _by_pen(word: _Measured, pen: Pen, paper: tuple[Sheet, Picture]) -> list[tuple[_Measured, tuple[bool, bool]]]:
    """A word with what was done to it; options that are written as one word come apart where only some were touched."""
    parts = _options(word)
    marks = [_pen_on(each, pen, paper) for each in parts]
    if len(set(marks)) < 2:
        return [(word, marks[0] if any(marks[0]) else _pen_on(word, pen, paper))]
    return list(zip(parts, marks, strict=True))


def _options(word: _Measured) -> list[_Measured]:
    """`YES/NO/NK` in parts, each with the stroke behind it; N/A stays whole."""
    text = word.word.text
    cuts = [match.end() for match in _BETWEEN_OPTIONS.finditer(text)]
    if not cuts or len(text) > _LONGEST_OPTIONS:
        return [word]
    step = word.box.width / len(text)
    found = []
    for start, end in pairwise([0, *(each for each in cuts if each < len(text)), len(text)]):
        x0, x1 = word.box.x0 + start * step, word.box.x0 + end * step
        piece = replace(word.word, text=text[start:end], x0=x0, x1=x1)
        found.append(replace(word, word=piece, box=word.box._replace(x0=x0, x1=x1), spaced=start == 0))
    return found


def _token(word: _Measured, look: _Look, marks: tuple[bool, bool]) -> Token:
    scale = look.scale
    size = _evened_size(word, look.usual)
    bold = word.stroke > look.bold or (word.bolder and look.bold == inf)
    small = not bold and size <= look.usual  # bold and large print is a heading, whatever its colour
    colour = _GREY if small and word.darkness > look.pale else _BLACK
    baseline = word.baseline / scale
    box = Box(word.box.x0 / scale, baseline - 0.8 * size, word.box.x1 / scale, baseline + 0.2 * size)
    style = Style(size, bold=bold, italic=word.italic, colour=colour)
    return Token(
        text=word.word.text, box=box, baseline=baseline, style=style, spaced=word.spaced, score=word.score,
        strike=marks[0], highlight=marks[1],
    )  # fmt: skip


def _evened_size(word: _Measured, usual: float) -> float:
    """The usual size of the page where a measured one is near it."""
    low, high = _ALIKE if word.tall else _FLAT
    return usual if low <= word.size / usual <= high else round(word.size)


def _measured(line: ReadLine, sheet: Sheet) -> Iterator[_Measured]:
    x0, y0 = np.maximum(np.floor(line.quad.min(axis=0)).astype(int), 0)
    x1, y1 = np.ceil(line.quad.max(axis=0)).astype(int)
    ink = sheet.ink[y0:y1, x0:x1] > 0
    if not ink.size:
        return
    rows = ink.sum(axis=1).astype(np.float64)
    base, top = _baseline(rows)
    tall = any(char.isupper() or char in _TALL for word in line.words for char in word.text)
    size = (base - top) / (_CAPITALS if tall else _SMALL) / sheet.scale if base > top else _USUAL
    inked = np.asarray(ink[top : max(base, top + 1)].any(axis=0))  # not what the next lines reach up to
    for word in words_apart(line.words, inked, (float(x0), float(y1 - y0)), size * sheet.scale):
        box = Box(word.x0, float(y0 + top), word.x1, float(y0 + base))
        yield _Measured(
            word=word, box=box, baseline=float(y0 + base), size=min(max(size, 4.0), 60.0),
            stroke=stroke_of(sheet, box), score=word.score, tall=tall, darkness=darkness_of(sheet, box),
        )  # fmt: skip


def _evened(line: list[_Measured], sheet: Sheet, levels: Sequence[LinePiece]) -> Iterator[_Measured]:
    """The words of a line with the stroke that its label, what follows it, and bold words among them have in common.

    An answer follows the label's colon, or begins where the line to write on begins.
    """
    after_label = next((i + 1 for i, each in enumerate(line) if each.word.text.endswith(":")), len(line))
    below = [any(_is_below(each, word, sheet.scale) for each in levels) for word in line]
    numbered = list(enumerate(line))
    for _, group in groupby(numbered, key=lambda each: (each[0] < after_label, below[each[0]])):
        for part, bolder in by_weight([word for _, word in group], lambda each: (each.word.text, each.stroke)):
            yield from _alike(part, sheet, bolder=bolder)


def _alike(part: list[_Measured], sheet: Sheet, *, bolder: bool) -> Iterator[_Measured]:
    """Words with the stroke, darkness and slant that they have in common."""
    letters = [each.stroke for each in part for _ in each.word.text if each.stroke > 0]
    common = median(letters) if letters else 0.0
    common *= 1.0 if bolder else _UNSURE[min(len(letters), len(_UNSURE) - 1)]
    dark = median(each.darkness for each in part)
    slanted = is_italic([_ink_of(each, sheet) for each in part if not _LEANING & set(each.word.text)])
    yield from (replace(each, stroke=common, darkness=dark, italic=slanted, bolder=bolder) for each in part)


def _is_below(level: LinePiece, word: _Measured, scale: float) -> bool:
    """Whether a drawn line runs right below a word, as the lines of forms to write on do."""
    near = word.baseline - scale <= level.at <= word.baseline + _WRITTEN_ON * scale
    return near and level.span[0] - scale <= word.box.middle[0] <= level.span[1]


def _ink_of(word: _Measured, sheet: Sheet) -> Picture:
    x0, y0, x1, y1 = (max(0, round(each)) for each in word.box)
    return sheet.ink[y0 : y1 + 1, x0 : x1 + 1]


def _baseline(rows: "np.typing.NDArray[np.float64]") -> tuple[int, int]:
    """The row on which letters stand, and the first row with ink of capitals.

    Ink of the lines above and below may reach into the rows: what counts is the dense band around their middle.
    """
    if not rows.any():
        return len(rows), 0
    calm = np.convolve(rows, [0.25, 0.5, 0.25], mode="same")
    middle = calm[len(calm) // 4 : max(3 * len(calm) // 4, 1)]
    dense = calm >= _DENSE * float(np.percentile(middle[middle > 0], 70)) if middle.any() else calm > 0
    centre = len(calm) // 4 + int(middle.argmax())
    top = base = centre
    while top > 0 and dense[top - 1]:
        top -= 1
    while base + 1 < len(dense) and dense[base + 1]:
        base += 1
    highest = max(0, top - round(_ASCENDERS * (base + 1 - top)))
    while top > highest and rows[top - 1] >= max(_STEM * calm.max(), 2.0):
        top -= 1
    return base + 1, top


def _cut(word: _Measured, rules: Sequence[LinePiece], scale: float) -> Iterator[_Measured]:
    """A word that was read across an upright rule, as two."""
    for rule in rules:
        if rule.level:
            continue
        at, (top, bottom) = rule.at, rule.span
        if word.box.x0 + 2 * scale < at < word.box.x1 - 2 * scale and top <= word.box.middle[1] <= bottom:
            share = (at - word.box.x0) / word.box.width
            letters = round(share * len(word.word.text))
            sides = ((word.word.text[:letters], word.box.x0, at), (word.word.text[letters:], at, word.box.x1))
            for text, x0, x1 in sides:
                bare = text.strip("|")
                if bare:
                    part = replace(word.word, text=bare, x0=x0, x1=x1)
                    yield replace(word, word=part, box=word.box._replace(x0=x0 + scale / 2, x1=x1 - scale / 2))
            return
    yield word


def _pen_on(word: _Measured, pen: Pen, paper: tuple[Sheet, Picture]) -> tuple[bool, bool]:
    """Whether a word is struck out, and whether it is ringed or highlighted."""
    ringed = any(each.holds(word.box.middle) for each in pen.rings)
    struck = is_crossed_out(word.word.text, word.box, paper[0].ink, paper[0].scale)
    return struck, ringed or is_highlighted(word.box, *paper)
