"""Characters of a page through PDFium's C interface. Order is that of the file; words and lines are made elsewhere."""

import ctypes
import math
import unicodedata
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.pdf_page import Box, Glyph, Style
from extract.pdf_view import View
from extract.ticks import is_symbol_font, symbol

_ASCENT, _DESCENT = 0.8, 0.22  # of the size: what nearly all fonts fill
_LEVEL = 12.0  # degrees that text may lean and still be read as a line
_WIDE, _LAST_SPACE = 0.6, 0.5  # of the size: a gap wider than one space, and what a run's box may fall short of it
_HYPHEN = 0x02  # PDFium's sign for a hyphen at the end of a line
_INVISIBLE = 3  # render mode
_FILL_AND_STROKE = 2  # how programs fake bold
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18  # font descriptor flags, ISO 32000-1, table 123
_BOLD_WEIGHT = 650
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_SPACES = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0})
_SILENT = frozenset({0x200B, 0xFEFF})  # zero width
_NONSENSE = frozenset({0xFFFD, 0xFFFE, 0xFFFF})
_PRIVATE = range(0xE000, 0xF900)
_PRIVATE_BULLET, _BULLET = 0xF0B7, "•"  # of the Symbol font, as office programs write it
_LIGATURES = range(0xFB00, 0xFB07)


class _Setting:
    """Style and direction of one text object: looked up once for all of its characters."""

    __slots__ = ("level", "style", "symbols")

    def __init__(self, style: Style, level: bool) -> None:
        self.style = style
        self.level = level
        self.symbols = style.font if is_symbol_font(style.font) else None


class _TextReader:
    def __init__(self, page: Any, view: View) -> None:
        self._page = page
        self._view = view
        self._settings: dict[int | None, _Setting] = {}
        self._box = pdfium_c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def read(self) -> tuple[tuple[Glyph, ...], int]:
        glyphs: list[Glyph] = []
        unmapped = 0
        spaced = True
        spaces: list[int] = []  # real ones since the last sign
        for index in range(pdfium_c.FPDFText_CountChars(self._page)):
            code = pdfium_c.FPDFText_GetUnicode(self._page, index)
            setting = self._setting(index)
            text = readable(code, setting.symbols)
            unmapped += not text and (code == 0 or code in _NONSENSE or code in _PRIVATE)
            if not text.strip():
                spaced = spaced or bool(text)
                spaces.append(index)
                continue
            glyph = self._glyph(index, text, setting, spaced)
            if spaces and glyphs and self._is_wide(glyphs[-1], glyph) and self._is_typed(index, spaces, glyph):
                glyph = glyph._replace(typed=True)
            glyphs.append(glyph)
            spaced = False
            spaces = []
        return tuple(glyphs), unmapped

    def _glyph(self, index: int, text: str, setting: _Setting, spaced: bool) -> Glyph:
        pdfium_c.FPDFText_GetLooseCharBox(self._page, index, self._box)
        loose = self._view.box(self._box.left, self._box.bottom, self._box.right, self._box.top)
        if not setting.level:
            return Glyph(text, loose, loose.bottom, setting.style, spaced, False)
        pdfium_c.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        baseline = self._view.point(self._x.value, self._y.value)[1]
        size = setting.style.size
        box = Box(loose.x0, baseline - _ASCENT * size, loose.x1, baseline + _DESCENT * size)
        return Glyph(text, box, baseline, setting.style, spaced, True)

    @staticmethod
    def _is_wide(one: Glyph, two: Glyph) -> bool:
        size = two.style.size
        return two.level and abs(one.baseline - two.baseline) < 0.2 * size and two.box.x0 - one.box.x1 > _WIDE * size

    def _is_typed(self, index: int, spaces: list[int], glyph: Glyph) -> bool:
        """Whether real spaces fill the gap before a sign: their run of text holds the sign, or reaches up to it."""
        real = (each for each in spaces if not pdfium_c.FPDFText_IsGenerated(self._page, each))
        runs = {_address(handle): handle for each in real if (handle := self._object(each))}
        return _address(self._object(index)) in runs or any(self._reaches(each, glyph) for each in runs.values())

    def _reaches(self, run: Any, glyph: Glyph) -> bool:
        """Whether a run of text ends right before a sign. The last space of a run is not part of its box."""
        parts = [ctypes.c_float() for _ in range(4)]
        pdfium_c.FPDFPageObj_GetBounds(run, *parts)
        left, bottom, right, top = (part.value for part in parts)
        end = self._view.box(left, bottom, right, top).x1
        return glyph.box.x0 - end < _LAST_SPACE * glyph.style.size

    def _object(self, index: int) -> Any:
        return pdfium_c.FPDFText_GetTextObject(self._page, index)

    def _setting(self, index: int) -> _Setting:
        handle = self._object(index)
        key = _address(handle)
        setting = self._settings.get(key)
        if setting is None:
            setting = self._settings[key] = self._look_up(index, handle)
        return setting

    def _look_up(self, index: int, handle: Any) -> _Setting:
        if not handle:
            return _Setting(Style(10.0), True)
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._page, index, matrix)
        size = pdfium_c.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d)
        level = abs(self._view.direction(matrix.a, matrix.b)) <= _LEVEL
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle)
        name, bold, italic = _font(pdfium_c.FPDFTextObj_GetFont(handle))
        leans = abs(matrix.c) > 0.1 * abs(matrix.d) and abs(matrix.b) < 0.01 * abs(matrix.a)
        style = Style(
            size=round(max(size, 0.5), 2),
            bold=bold or mode == _FILL_AND_STROKE,
            italic=italic or leans,
            colour=fill_colour(handle) or (0, 0, 0),
            invisible=mode == _INVISIBLE,
            font=name,
        )
        return _Setting(style, level)


def read_glyphs(text_page: Any, view: View) -> tuple[tuple[Glyph, ...], int]:
    """The characters of a page without spaces, and how many others have no meaning in the file.

    Signs of symbol fonts come as the Unicode signs that they show.
    """
    return _TextReader(text_page, view).read()


def fill_colour(handle: Any) -> tuple[int, int, int] | None:
    """Fill colour of a page object, None where it has none or is wholly transparent."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetFillColor(handle, *parts) or parts[3].value == 0:
        return None
    return parts[0].value, parts[1].value, parts[2].value


def _address(handle: Any) -> int | None:
    return ctypes.cast(handle, ctypes.c_void_p).value if handle else None


def _font(font: Any) -> tuple[str, bool, bool]:
    """Family in lower case, bold, italic."""
    buffer = ctypes.create_string_buffer(256)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", errors="replace").rpartition("+")[2].lower()
    flags = max(pdfium_c.FPDFFont_GetFlags(font), 0)
    bold = any(each in name for each in _BOLD_NAMES) or bool(flags & _FORCE_BOLD_FLAG)
    bold = bold or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    italic = "italic" in name or "oblique" in name or bool(flags & _ITALIC_FLAG)
    return _symbol_family(name), bold, italic


def _symbol_family(name: str) -> str:
    """The name under which `extract.ticks` knows a symbol font, else the font's own."""
    plain = name.replace("-", " ").replace(",", " ").removesuffix(" regular").strip()
    plain = {"wingdings2": "wingdings 2", "itczapfdingbats": "zapfdingbats", "monotypesorts": "monotype sorts"}.get(
        plain.replace(" ", ""), plain
    )
    return plain if is_symbol_font(plain) else name


def readable(code: int, symbols: str | None) -> str:
    """The text of one character code: empty for what has no meaning, a blank for every kind of space.

    `symbols` is the symbol font in which the code is set, None for a font of letters.
    """
    if code == _HYPHEN:
        return "-"
    if code in _SPACES:
        return " "
    if code < 0x20 or code in _NONSENSE or code in _SILENT or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    if symbols or code in _PRIVATE:
        return _BULLET if code == _PRIVATE_BULLET else symbol(symbols, code) or ("" if code in _PRIVATE else chr(code))
    return unicodedata.normalize("NFKC", chr(code)) if code in _LIGATURES else chr(code)
