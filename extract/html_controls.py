"""Form controls of a web page to spans: what was ticked, chosen and typed. Buttons and hidden fields are nothing."""

from lxml.etree import _Element as Element

from extract.document import Control, Mark, MarkState, Span
from extract.ticks import TEXT_OF

_TICKS = {"checkbox": "check", "radio": "radio"}
_SILENT = frozenset({"submit", "button", "reset", "hidden", "image", "file", "password"})
_DATES = frozenset({"date", "datetime-local", "month", "time"})
_MOST_OPTIONS = 200
_LONGEST = 20_000  # characters of one value


def control_span(element: Element) -> Span | None:
    """The span of an input, select or textarea; None for one that answers nothing."""
    tag = str(element.tag)
    if tag == "select":
        return _choice(element)
    if tag == "textarea":
        return _text(element, "".join(map(str, element.itertext())), "text")
    kind = (element.get("type") or "text").lower()
    if kind in _TICKS:
        return _tick(element, kind)
    return None if kind in _SILENT else _text(element, element.get("value") or "", kind)


def _tick(element: Element, kind: str) -> Span:
    state = MarkState.ON if element.get("checked") is not None else MarkState.OFF
    control = Control(kind="check" if kind == "checkbox" else "radio", origin="html", name=_name(element))
    return Span(text=TEXT_OF[state], mark=Mark(state=state, evidence="control"), control=control)


def _text(element: Element, value: str, kind: str) -> Span:
    value = value.strip()[:_LONGEST]
    control = Control(
        kind="date" if kind in _DATES else "text",
        origin="html",
        name=_name(element),
        label=element.get("aria-label") or element.get("title") or "",
        placeholder=not value,
    )
    return Span(text=value, control=control)


def _choice(element: Element) -> Span:
    """The option marked as selected. The first one shows where none is, but nobody chose it."""
    options = list(element.iter("option"))[:_MOST_OPTIONS]
    chosen = [each for each in options if each.get("selected") is not None and each.get("value") != ""]
    control = Control(
        kind="choice",
        origin="html",
        name=_name(element),
        label=element.get("aria-label") or element.get("title") or "",
        options=tuple(_words(each) for each in options),
        placeholder=not chosen,
    )
    return Span(text=", ".join(_words(each) for each in chosen), control=control)


def _words(option: Element) -> str:
    return " ".join("".join(map(str, option.itertext())).split())


def _name(element: Element) -> str:
    return element.get("name") or element.get("id") or ""
