"""Tick boxes made of characters: which characters are boxes, and whether they are ticked.

It knows Unicode boxes, the symbol fonts of office programs and brackets typed as boxes. It does not know form
controls, and it leaves a bare `x` alone: only its place in a table can tell what that means.
"""

import re
from dataclasses import dataclass

from extract.document import Mark, MarkState

ON_GLYPHS = frozenset("☑☒✅✓✔√🗸🗹🗵🗷⊠⌧❎🗙⮽⛝◉⦿🔘")
OFF_GLYPHS = frozenset("☐▢□◻⬜❏❐❑❒🗆⎕")
CROSS_GLYPHS = frozenset("✗✘✕✖❌╳🗴☓")  # mean "yes" alone, but "no" beside check marks
FILLED_GLYPHS = frozenset("■◼⬛")  # ticked boxes where empty ones of the kind stand beside them, otherwise bullets
PLAIN_SQUARES = frozenset("□◻⬜▢")
ROUND_GLYPHS = frozenset("○◯⚪")  # radio buttons, or bullets
DOT_GLYPHS = frozenset("●⬤")
UNSURE_GLYPHS = frozenset("▣")
GLYPHS = ON_GLYPHS | OFF_GLYPHS | CROSS_GLYPHS | UNSURE_GLYPHS
TEXT_OF = {MarkState.ON: "☒", MarkState.OFF: "☐", MarkState.UNSURE: "▣"}

_ALL_GLYPHS = "".join(sorted(GLYPHS | FILLED_GLYPHS | ROUND_GLYPHS | DOT_GLYPHS))
_CANDIDATE = re.compile(f"(?P<glyph>[{_ALL_GLYPHS}])[\ufe0e\ufe0f]?")  # a glyph may ask to be drawn as text or emoji
_BRACKETS = re.compile(r"\[(?P<box>[\s_.\u00a0\u2002]{0,3}[xX✓✔√]?[\s_.\u00a0\u2002]{0,3})\]")
_ROUND = re.compile(r"(?<![\w)])\((?P<box>\s{1,5}|\s{0,3}[xX✓✔√]\s{0,3})\)")
_LINE = re.compile(r"(?<![\w_])_{1,6}[ ]?[xX✓✔√][ ]?_{1,6}(?![\w_])")

# Codes of symbol fonts, as the Unicode characters they show. Other codes of these fonts are ornaments.
_WINGDINGS = {
    0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x78: "☒", 0xA1: "○", 0xA4: "◉", 0xA8: "☐",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x6C: "●", 0x9F: "•", 0xA7: "•", 0xD8: "•", 0x76: "•",
    0xE0: "→", 0xE8: "→", 0xF0: "→",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "☒", 0x56: "☒",
    0x96: "•", 0x97: "•", 0x98: "●", 0x99: "○", 0x9A: "○", 0x9D: "◉", 0x9E: "◉",
    0xA0: "▪", 0xA1: "▪", 0xA2: "■", 0xA3: "□", 0xA4: "□", 0xA5: "□", 0xA8: "▣", 0xA9: "▣",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x67: "■", 0x72: "✗", 0x3D: "•"}
_DINGBATS = {0x33: "✓", 0x34: "✔", 0x37: "✗", 0x38: "✘", 0x6E: "■", 0x6F: "❏", 0x70: "❐", 0x71: "❑", 0x72: "❒"}
_SYMBOL = {0xB7: "•", 0xA0: " ", 0x2D: "-", 0xD6: "✓", 0xB0: "°", 0xB3: "≥", 0xA3: "≤", 0xAE: "→", 0xB4: "×"}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "zapfdingbats": _DINGBATS,
    "itc zapf dingbats": _DINGBATS,
    "zapf dingbats": _DINGBATS,
    "monotype sorts": _DINGBATS,
    "symbol": _SYMBOL,
}
_PRIVATE = 0xF000  # symbol fonts live at U+F020 to U+F0FF


@dataclass(frozen=True, kw_only=True)
class FoundMark:
    """A tick box in a text, from `start` to `end`."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class TickHabits:
    """How one document uses the signs that mean different things in different hands."""

    filled_boxes: bool = False  # ■ stands beside □, so it is a ticked box and not a bullet
    radio_buttons: bool = False  # ● or ◉ stands beside ○
    checks_and_crosses: bool = False  # ✓ and ✗ both stand, so a cross may mean "no"
    roman_numbers: bool = False  # (ix) stands, so (x) is a number


def habits(text: str) -> TickHabits:
    """The habits of a document, from all its text."""
    signs = set(text)
    return TickHabits(
        filled_boxes=bool(signs & PLAIN_SQUARES),
        radio_buttons=bool(signs & ROUND_GLYPHS) and bool(signs & (DOT_GLYPHS | frozenset("◉⦿🔘"))),
        checks_and_crosses=bool(signs & frozenset("✓✔🗸")) and bool(signs & CROSS_GLYPHS),
        roman_numbers="(ix)" in text.lower() and "( )" not in text,
    )


def symbol(font: str | None, code: int) -> str | None:
    """The Unicode character that a symbol font shows for a code; None for an ornament or another font.

    Codes of the private area without a known font are taken for Wingdings, by far the most used one.
    """
    private = _PRIVATE <= code <= _PRIVATE + 0xFF
    table = _FONTS.get((font or "").strip().lower())
    if table is None:
        return _WINGDINGS.get(code - _PRIVATE) if private else None
    return table.get(code - _PRIVATE if private else code)


def is_symbol_font(font: str | None) -> bool:
    """Whether the font shows signs where other fonts show letters."""
    return (font or "").strip().lower() in _FONTS


def glyph_state(glyph: str, habit: TickHabits) -> MarkState | None:
    """State of a box character, None where it is no box in this document."""
    if glyph in ON_GLYPHS:
        return MarkState.ON
    if glyph in OFF_GLYPHS:
        return MarkState.OFF
    if glyph in UNSURE_GLYPHS:
        return MarkState.UNSURE
    if glyph in CROSS_GLYPHS:
        return MarkState.UNSURE if habit.checks_and_crosses else MarkState.ON
    return _bullet_state(glyph, habit)


def _bullet_state(glyph: str, habit: TickHabits) -> MarkState | None:
    if glyph in ROUND_GLYPHS and habit.radio_buttons:
        return MarkState.OFF
    filled = (glyph in DOT_GLYPHS and habit.radio_buttons) or (glyph in FILLED_GLYPHS and habit.filled_boxes)
    return MarkState.ON if filled else None


def find_marks(text: str, habit: TickHabits) -> list[FoundMark]:
    """The tick boxes of a text in order, without overlaps."""
    found = _typed(text, habit)
    taken = {position for each in found for position in range(each.start, each.end)}
    buttons = sum(text.count(each) for each in ROUND_GLYPHS) > 1
    for match in _CANDIDATE.finditer(text):
        state = None if match.start() in taken else _state(match["glyph"], habit, buttons=buttons)
        if state is not None:
            mark = Mark(state=state, evidence="glyph")
            found.append(FoundMark(start=match.start(), end=match.end(), mark=mark))
    return sorted(found, key=lambda each: each.start)


def _state(glyph: str, habit: TickHabits, *, buttons: bool) -> MarkState | None:
    """Several empty circles in a line are buttons, one alone may be a bullet."""
    return MarkState.OFF if buttons and glyph in ROUND_GLYPHS else glyph_state(glyph, habit)


def _typed(text: str, habit: TickHabits) -> list[FoundMark]:
    found: list[FoundMark] = []
    if "[" in text:
        found += [_from_match(match, match["box"]) for match in _BRACKETS.finditer(text)]
    if "(" in text and not habit.roman_numbers:
        found += [_from_match(match, match["box"]) for match in _ROUND.finditer(text)]
    if "_" in text:
        found += [_from_match(match, "x") for match in _LINE.finditer(text)]
    return found


def _from_match(match: re.Match[str], box: str) -> FoundMark:
    ticked = bool(box.strip(" \t\n_.\u00a0\u2002"))
    state = MarkState.ON if ticked else MarkState.OFF
    return FoundMark(start=match.start(), end=match.end(), mark=Mark(state=state, evidence="typed"))
