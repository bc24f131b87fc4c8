"""How a run looks: direct formatting and the styles it inherits from (ECMA-376 part 1, 17.7).

It resolves styles; it does not decide what a format means for a form.
"""

import dataclasses
from dataclasses import dataclass
from functools import cache

from lxml.etree import _Element as Element

from extract.docx_names import VALUE, WORD, child, is_on, number, switch, value

_TOGGLES = ("bold", "italic", "strike", "hidden")  # each level of styles switches them over (17.7.3)
_PLAIN_FILLS = frozenset({"auto", "ffffff", "none", ""})
_MAX_CHAIN = 50
_LIGHTEST_GREY = 0xEF
_DARKEST_GREY = 0x60  # below it the contrast on white is that of ordinary text
_GREY_TINT = 0x18  # how far the three colours may differ


@dataclass(frozen=True, kw_only=True)
class Format:
    """Character formatting; None where it is not set."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    highlight: bool | None = None
    grey: bool | None = None
    hidden: bool | None = None
    size: float | None = None  # points
    font: str | None = None
    symbol_font: str | None = None  # font of characters beyond ASCII, where it differs

    def over(self, below: "Format") -> "Format":
        """This format, with what it leaves unset taken from the one below."""
        own = {name: setting for name, setting in vars(self).items() if setting is not None}
        return dataclasses.replace(below, **own) if own else below

    @property
    def look(self) -> tuple[object, ...]:
        """What a reader can tell apart: all but the fonts."""
        return (self.bold, self.italic, self.underline, self.strike, self.highlight, self.grey, self.hidden, self.size)


@dataclass(frozen=True, kw_only=True)
class ParagraphStyle:
    """What a paragraph inherits from its style."""

    format: Format = Format()
    name: str = ""  # canonical English name for built-in styles, in lower case
    outline: int | None = None  # 0 to 8 for headings, 9 for body text
    numbered: bool = False


class StyleSheet:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(WORD + "style")
        self._styles = {each.get(WORD + "styleId", ""): each for each in styles}
        self._defaults = run_format(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._default_paragraph = next((key for key, each in self._styles.items() if _is_default(each)), "")
        self.paragraph = cache(self._paragraph)
        self.stands_out = cache(self._first_row_stands_out)
        self._character = cache(self._character_format)
        self._inherited = cache(self._inherited_format)

    def run(self, paragraph_style: str | None, properties: Element | None) -> Format:
        """The effective format of a run with these direct properties (`w:rPr`) in a paragraph of this style."""
        if properties is None or not len(properties):
            return self._inherited(paragraph_style, None)
        return run_format(properties).over(self._inherited(paragraph_style, value(properties, "rStyle")))

    def _inherited_format(self, paragraph_style: str | None, character_style: str | None) -> Format:
        of_paragraph = self.paragraph(paragraph_style).format
        of_character = self._character(character_style)
        merged = of_character.over(of_paragraph).over(self._defaults)
        toggled = {
            name: bool(getattr(self._defaults, name))
            or bool(getattr(of_paragraph, name)) != bool(getattr(of_character, name))
            for name in _TOGGLES
        }
        return dataclasses.replace(merged, **toggled)  # type: ignore[arg-type]

    def _character_format(self, style: str | None) -> Format:
        return self._chain_format(self._chain(style))

    def _paragraph(self, style: str | None) -> ParagraphStyle:
        chain = self._chain(style if style in self._styles else self._default_paragraph)
        outlines = (number(value(each, "pPr", "outlineLvl")) for each in chain)
        numberings = (value(each, "pPr", "numPr", "numId") for each in chain)
        return ParagraphStyle(
            format=self._chain_format(chain),
            name=(value(chain[0], "name") or "").lower() if chain else "",
            outline=next((each for each in outlines if each is not None), None),
            numbered=next((each != "0" for each in numberings if each is not None), False),
        )

    def _first_row_stands_out(self, style: str | None) -> bool:
        """Whether a table style shades its first row or sets it in bold."""
        parts = [part for each in self._chain(style) for part in each.findall(WORD + "tblStylePr")]
        return any(
            is_shaded(child(part, "tcPr", "shd")) or bool(switch(child(part, "rPr"), "b"))
            for part in parts
            if part.get(WORD + "type") == "firstRow"
        )

    def _chain(self, style: str | None) -> list[Element]:
        """The style and those it is based on, nearest first; a circle of styles ends where it closes."""
        chain: list[Element] = []
        seen: set[str] = set()
        while style in self._styles and style not in seen and len(chain) < _MAX_CHAIN:
            seen.add(style)
            chain.append(self._styles[style])
            style = value(chain[-1], "basedOn")
        return chain

    @staticmethod
    def _chain_format(chain: list[Element]) -> Format:
        merged = Format()
        for each in chain:
            merged = merged.over(run_format(child(each, "rPr")))
        return merged


def run_format(properties: Element | None) -> Format:
    """The format that a `w:rPr` sets by itself."""
    if properties is None or not len(properties):
        return Format()
    found = {each.tag: each for each in properties}
    fonts = found.get(WORD + "rFonts")
    size = number(_value(found, "sz"))
    return Format(
        bold=_switch(found, "b"),
        italic=_switch(found, "i"),
        underline=_underline(found.get(WORD + "u")),
        strike=_either(_switch(found, "strike"), _switch(found, "dstrike")),
        highlight=_either(_highlight(_value(found, "highlight")), _shading(found.get(WORD + "shd"))),
        grey=_grey(_value(found, "color")),
        hidden=_switch(found, "vanish"),
        size=None if size is None else size / 2,
        font=None if fonts is None else fonts.get(WORD + "ascii"),
        symbol_font=None if fonts is None else fonts.get(WORD + "hAnsi"),
    )


def _switch(found: dict[str, Element], name: str) -> bool | None:
    element = found.get(WORD + name)
    return None if element is None else is_on(element.get(VALUE))


def _value(found: dict[str, Element], name: str) -> str | None:
    element = found.get(WORD + name)
    return None if element is None else element.get(VALUE)


def is_shaded(shading: Element | None) -> bool:
    """Whether a `w:shd` gives a background other than white."""
    return bool(_shading(shading))


def _shading(shading: Element | None) -> bool | None:
    if shading is None:
        return None
    solid = shading.get(VALUE) == "solid"
    fill = shading.get(WORD + ("color" if solid else "fill"), "auto").lower()
    return fill not in _PLAIN_FILLS or (shading.get(WORD + "themeFill") not in (None, "background1"))


def _highlight(colour: str | None) -> bool | None:
    return None if colour is None else colour not in ("none", "white")


def _underline(element: Element | None) -> bool | None:
    return None if element is None else element.get(VALUE) != "none"


def _grey(colour: str | None) -> bool | None:
    """Whether a colour is a grey of low contrast, in which forms print their guidance."""
    if colour is None:
        return None
    try:
        parts = bytes.fromhex(colour)
    except ValueError:
        return False
    if len(parts) != 3:
        return False
    return max(parts) - min(parts) <= _GREY_TINT and min(parts) >= _DARKEST_GREY and max(parts) <= _LIGHTEST_GREY


def _either(first: bool | None, second: bool | None) -> bool | None:
    return None if first is None and second is None else bool(first) or bool(second)


def _is_default(style: Element) -> bool:
    return style.get(WORD + "type") == "paragraph" and is_on(style.get(WORD + "default", "0"))
