"""What drawn lines, coloured areas and mark-up annotations do to words: struck out, underlined, highlighted, hidden."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.pdf_grids import Ruling
from extract.pdf_page import Box, PageContent
from extract.pdf_words import Token

_STRIKE_FROM, _STRIKE_TO = 0.58, 0.1  # of the size above the baseline
_UNDER = 0.28  # of the size below the baseline
_COVER = 0.6  # share of a word that must be covered; brackets around it need not be
_ENDS = 2.5  # points by which an underline may miss the ends of its words
_SATURATION, _BRIGHT = 90, 190  # of a highlighter's colour, of 255
_TALLEST = 2.2  # sizes: higher coloured areas shade a cell, they do not mark a word
_WHITE = 245
_UNREADABLE = 1.5  # points
_PICTURE = 0.5  # share of the page


def decorated(tokens: Sequence[Token], content: PageContent, rulings: Iterable[Ruling]) -> list[Token]:
    """The tokens with what is drawn over, under and behind them."""
    level = sorted((each for each in rulings if each.level), key=lambda each: each.at)
    ends = _word_ends(tokens)
    marker = _Marker(content)
    found = []
    for token in tokens:
        if token.control is None and token.level and token.mark is None:
            struck, under = _lines_at(token, level, ends)
            found.append(marker.marked(token, struck=struck, under=under))
        else:
            found.append(token)
    return found


def _lines_at(token: Token, level: list[Ruling], ends: dict[int, list[Token]]) -> tuple[bool, bool]:
    """Whether a line runs through the word, and whether one that is as long as words of its line runs under it."""
    size, base = token.style.size, token.baseline
    needed = _COVER * token.box.width * sum(each.isalnum() for each in token.text) / max(len(token.text), 1)
    struck = under = False
    for line in level[bisect_left(level, base - _STRIKE_FROM * size, key=lambda each: each.at) :]:
        if line.at > base + _UNDER * size:
            break
        if min(line.end, token.box.x1) - max(line.start, token.box.x0) < max(needed, 1.0):
            continue
        if line.at <= base - _STRIKE_TO * size:
            struck = True
        elif line.at >= base - 0.02 * size:
            under = under or _ends_with_words(line, ends.get(round(base), []))
    return struck, under


def _word_ends(tokens: Iterable[Token]) -> dict[int, list[Token]]:
    found: dict[int, list[Token]] = {}
    for each in tokens:
        found.setdefault(round(each.baseline), []).append(each)
    return found


def _ends_with_words(line: Ruling, words: Iterable[Token]) -> bool:
    starts = any(abs(each.box.x0 - line.start) <= _ENDS for each in words)
    return starts and any(abs(each.box.x1 - line.end) <= _ENDS for each in words)


class _Marker:
    """Highlighters, mark-up annotations and backgrounds of one page."""

    def __init__(self, content: PageContent) -> None:
        fills = [(each.box, each.fill) for each in content.shapes if each.fill is not None]
        self._bright = [box for box, fill in fills if _is_highlighter(fill)]
        self._coloured = [box for box, fill in fills if min(fill) < _WHITE]
        self._images = content.images
        self._notes = {
            kind: [box for note in content.notes if note.kind == kind for box in note.boxes]
            for kind in ("highlight", "strike", "underline")
        }
        area = content.width * content.height
        self._scanned = any(each.width * each.height >= _PICTURE * area for each in content.images)

    def marked(self, token: Token, *, struck: bool, under: bool) -> Token:
        """The token with its formatting; the same object where there is none."""
        struck = struck or self._noted(token, "strike")
        under = under or self._noted(token, "underline")
        bright = self._noted(token, "highlight") or any(_is_behind(each, token) for each in self._bright)
        hidden = self._is_hidden(token)
        if not (struck or under or bright or hidden):
            return token
        return replace(token, strike=struck, underline=under, highlight=bright, hidden=hidden)

    def _noted(self, token: Token, kind: str) -> bool:
        return any(_covers(each, token) for each in self._notes[kind])

    def _is_hidden(self, token: Token) -> bool:
        """Invisible text that no scan explains, white text on white paper, and specks."""
        style = token.style
        if style.size < _UNREADABLE or (style.invisible and not self._scanned):
            return True
        if min(style.colour) < _WHITE or style.invisible:
            return False
        return not any(each.holds(token.box.middle) for each in (*self._coloured, *self._images))


def _is_highlighter(colour: tuple[int, int, int]) -> bool:
    return max(colour) >= _BRIGHT and max(colour) - min(colour) >= _SATURATION


def _is_behind(area: Box, token: Token) -> bool:
    return area.height <= _TALLEST * token.style.size and _covers(area, token)


def _covers(area: Box, token: Token) -> bool:
    if area.shared_height(token.box) < 0.5 * min(token.box.height, area.height):
        return False
    return area.shared_width(token.box) >= _COVER * token.box.width
