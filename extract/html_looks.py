"""How HTML says that words look: bold, struck, highlighted, grey, hidden; from elements and style attributes."""

import re
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

_BOLD = frozenset({"b", "strong", "th"})
_ITALIC = frozenset({"i", "em", "cite", "var"})
_UNDERLINE = frozenset({"u", "ins"})
_STRIKE = frozenset({"s", "strike", "del"})
_SIZE = re.compile(r"([\d.]+)\s*(pt|px)")
_POINTS_PER_PIXEL = 0.75
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_RGB = re.compile(r"rgba?\(\s*(\d+)[,\s]+(\d+)[,\s]+(\d+)")
_MARKER_NAMES = frozenset({"yellow", "lime", "aqua", "cyan", "fuchsia", "magenta", "orange", "gold"})
_GREY_NAMES = frozenset({"gray", "grey", "darkgray", "darkgrey", "dimgray", "dimgrey", "silver"})
_GREY = range(85, 205)
_SPREAD = 14  # between the strongest and the weakest of red, green and blue in a grey
_SATURATION, _BRIGHT = 90, 190  # of a highlighter


@dataclass(frozen=True, kw_only=True)
class Look:
    """The formatting that a piece of text inherits."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    highlight: bool = False
    grey: bool = False
    size: float | None = None  # points


def look_of(element: Element, outer: Look) -> Look:
    """The look inside an element that stands in text of the look `outer`."""
    tag = str(element.tag)
    look = replace(
        outer,
        bold=outer.bold or tag in _BOLD,
        italic=outer.italic or tag in _ITALIC,
        underline=outer.underline or tag in _UNDERLINE,
        strike=outer.strike or tag in _STRIKE,
        highlight=outer.highlight or tag == "mark",
    )
    style = _style(element)
    if not style and tag != "font":
        return look
    return _styled(look, style, _colour(style.get("color") or element.get("color") or ""))


def is_hidden(element: Element) -> bool:
    """Whether an element is not shown: a reader of the page never saw it."""
    if element.get("hidden") is not None:
        return True
    style = _style(element)
    return style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all"


def _style(element: Element) -> dict[str, str]:
    pairs = (each.partition(":") for each in (element.get("style") or "")[:4000].lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _styled(look: Look, style: dict[str, str], colour: tuple[int, int, int] | None) -> Look:
    weight = style.get("font-weight", "")
    lines = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    paper = _colour(style.get("background-color") or style.get("background") or "")
    size = _SIZE.match(style.get("font-size", ""))
    return replace(
        look,
        bold=weight in ("bold", "bolder", "600", "700", "800", "900")
        or (look.bold and weight not in ("normal", "400")),
        italic=style.get("font-style") in ("italic", "oblique")
        or (look.italic and style.get("font-style") != "normal"),
        underline=look.underline or "underline" in lines,
        strike=look.strike or "line-through" in lines,
        highlight=look.highlight or (paper is not None and _is_marker(paper)),
        grey=_is_grey(colour) if colour is not None else look.grey,
        size=_points(size) if size else look.size,
    )


def _points(size: re.Match[str]) -> float | None:
    try:
        return float(size[1]) * (1.0 if size[2] == "pt" else _POINTS_PER_PIXEL)
    except ValueError:
        return None


def _colour(text: str) -> tuple[int, int, int] | None:
    if any(name in text.split() for name in _MARKER_NAMES):
        return 255, 255, 0
    if any(name in text.split() for name in _GREY_NAMES):
        return 128, 128, 128
    digits = _HEX.search(text.lower())
    if digits:
        code = digits[1] if len(digits[1]) == 6 else "".join(each * 2 for each in digits[1])
        return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)
    parts = _RGB.search(text)
    return (int(parts[1]), int(parts[2]), int(parts[3])) if parts else None


def _is_marker(colour: tuple[int, int, int]) -> bool:
    return max(colour) >= _BRIGHT and max(colour) - min(colour) >= _SATURATION


def _is_grey(colour: tuple[int, int, int]) -> bool:
    return max(colour) - min(colour) <= _SPREAD and max(colour) in _GREY
