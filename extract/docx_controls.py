"""Form controls of Word: content controls (`w:sdt`) and legacy form fields (`w:ffData`), as `Control` and state.

It reads what a control is and what it holds, not where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from lxml.etree import _Element as Element

from extract.document import Control, Mark, MarkState
from extract.docx_names import (
    CELL,
    CONTENT_CONTROL,
    PARAGRAPH,
    ROW,
    SYMBOL,
    TABLE,
    TEXT,
    VALUE,
    WORD,
    WORD_2010,
    WORD_2012,
    child,
    is_on,
    number,
    switch,
    value,
)
from extract.ticks import TickHabits, glyph_state, symbol

_Kind = Literal["text", "check", "radio", "choice", "date"]
_KINDS: dict[str, _Kind] = {
    WORD + "text": "text",
    WORD + "richText": "text",
    WORD + "date": "date",
    WORD + "dropDownList": "choice",
    WORD + "comboBox": "choice",
    WORD_2010 + "checkbox": "check",
}
# Controls that only group or generate other content: their words are the form's, not an answer.
_STRUCTURE = frozenset(
    [WORD + name for name in ("group", "docPartObj", "docPartList", "picture", "equation", "citation", "bibliography")]
    + [WORD_2012 + name for name in ("repeatingSection", "repeatingSectionItem")]
)
_LOCKED = frozenset({"contentLocked", "sdtContentLocked"})
# The prompts that Word itself puts into empty controls and fields, and those that makers of forms type most.
_PROMPT = re.compile(
    r"[\[<(]?\s*(please\s+)?((click|tap)\b.*\b(enter|add|choose|select|insert|type|here)\b.*"
    r"|(choose|select|pick)\s+(an?|one|the|your|from)\b.*|(enter|type|insert)\s+(a\s+|the\s+|your\s+)?(text|date|name|here)\b.*"
    r"|(choose|select)|-+\s*(please\s+)?(choose|select).*)\s*[\]>)]?",
    re.IGNORECASE | re.DOTALL,
)
_MAX_PROMPT = 80
_ENOUGH = 200  # characters
_LAST_CHARACTER = 0xFFFF  # of the attribute's four digits
_BLANK = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u3000_.]*")


@dataclass(kw_only=True)
class FormField:
    """A control around some content. `mark` is the state of a check box, until it has been put into the text."""

    control: Control
    mark: Mark | None = None


def looks_like_prompt(text: str) -> bool:
    """Whether the words of a control are its prompt and not an answer; blanks count as a prompt."""
    stripped = text.strip()
    return bool(_BLANK.fullmatch(stripped)) or (len(stripped) <= _MAX_PROMPT and bool(_PROMPT.fullmatch(stripped)))


def form_within(element: Element, outer: FormField | None) -> FormField | None:
    """The form field to which the content of a `w:sdt` belongs, given the one around it.

    LibreOffice puts a nameless control into each control that it saves; that one says nothing of its own.
    """
    form = content_control(element)
    if form is None or outer is None:
        return form or outer
    nameless = form.control.kind == "text" and not form.control.name and not form.control.label
    return outer if nameless or outer.control.kind == "check" else form


def content_control(element: Element) -> FormField | None:
    """The form field of a `w:sdt`; None where it only wraps parts of the form, such as rows or a locked section."""
    properties = child(element, "sdtPr")
    if properties is None or any(each.tag in _STRUCTURE for each in properties):
        return None
    kind: _Kind = next((_KINDS[str(each.tag)] for each in properties if each.tag in _KINDS), "text")
    if kind == "text" and (value(properties, "lock") in _LOCKED or _wraps_structure(element)):
        return None
    options = _options(properties)
    shown = _beginning(element)
    return FormField(
        control=Control(
            kind=kind,
            origin="sdt",
            name=value(properties, "tag") or "",
            label=value(properties, "alias") or "",
            options=tuple(option for option, is_answer in options if is_answer),
            placeholder=kind != "check" and _is_empty(properties, shown, options),
        ),
        mark=_check_mark(properties, shown) if kind == "check" else None,
    )


def legacy_field(data: Element, result: str) -> FormField | None:
    """The form field of a `w:ffData` whose field shows this result; None for an unknown kind."""
    name, label = value(data, "name") or "", value(data, "statusText") or value(data, "helpText") or ""
    box = child(data, "checkBox")
    if box is not None:
        control = Control(kind="check", origin="ffData", name=name, label=label)
        return FormField(control=control, mark=_legacy_mark(box))
    if child(data, "ddList") is not None:
        shown = legacy_choice(data)
        control = Control(
            kind="choice",
            origin="ffData",
            name=name,
            label=label,
            options=_entries(data),
            placeholder=looks_like_prompt(result if shown is None else shown),
        )
        return FormField(control=control)
    if child(data, "textInput") is None:
        return None
    kind: _Kind = "date" if value(data, "textInput", "type") == "date" else "text"
    control = Control(kind=kind, origin="ffData", name=name, label=label, placeholder=looks_like_prompt(result))
    return FormField(control=control)


def legacy_choice(data: Element) -> str | None:
    """The entry that a legacy drop-down shows: the selected one, else the default, else the first (17.16.7).

    None where there is no list to choose from.
    """
    entries = _entries(data)
    if not entries:
        return None
    settings = (number(value(data, "ddList", setting)) for setting in ("result", "default"))
    index = next((each for each in settings if each is not None), 0)
    return entries[index] if 0 <= index < len(entries) else ""


def control_text(element: Element) -> str:
    """All the words and signs inside an element, in order."""
    return "".join(_words(element)).strip("\n")


def _beginning(element: Element) -> str:
    """As much of a control's text as tells a prompt from an answer: nested controls would read all of it many times."""
    pieces: list[str] = []
    length = 0
    for words in _words(element):
        pieces.append(words)
        length += len(words)
        if length > _ENOUGH:
            break
    return "".join(pieces).strip("\n")


def _words(element: Element) -> Iterator[str]:
    for each in element.iter(TEXT, SYMBOL, PARAGRAPH):
        yield _sign(each) if each.tag == SYMBOL else (each.text or "") if each.tag == TEXT else "\n"


def symbol_code(element: Element) -> int:
    """The character code of a `w:sym`, 0 where it has none."""
    return symbol_number(element.get(WORD + "char") or "0")


def symbol_number(code: str) -> int:
    """A character code written in hexadecimal, 0 where it is none."""
    try:
        number_of = int(code, 16)
    except ValueError:
        return 0
    return number_of if 0 <= number_of <= _LAST_CHARACTER else 0


def _sign(element: Element) -> str:
    return symbol(element.get(WORD + "font"), symbol_code(element)) or "\ufffd"


def _wraps_structure(element: Element) -> bool:
    """Whether the control holds more than one answer: rows, tables, further controls. One bare cell is an answer."""
    inner = element.iterdescendants(ROW, CELL, TABLE, CONTENT_CONTROL)
    telling = list(islice((each for each in inner if not _is_nameless(each)), 2))
    return bool(telling) and not (len(telling) == 1 and telling[0].tag == CELL)


def _is_nameless(element: Element) -> bool:
    """A control without type and name."""
    properties = child(element, "sdtPr")
    telling = {WORD + "tag", WORD + "alias", *_KINDS, *_STRUCTURE}
    return element.tag == CONTENT_CONTROL and (
        properties is None or not any(each.tag in telling for each in properties)
    )


def _options(properties: Element) -> list[tuple[str, bool]]:
    """What each item of a list shows, and whether it is an answer: the item with an empty value is the prompt."""
    options: list[tuple[str, bool]] = []
    for item in properties.iter(WORD + "listItem"):
        stored = item.get(WORD + "value")
        shown = item.get(WORD + "displayText") or stored or ""
        options.append((shown, stored != "" and not looks_like_prompt(shown)))
    return options


def _is_empty(properties: Element, shown: str, options: list[tuple[str, bool]]) -> bool:
    if switch(properties, "showingPlcHdr") or looks_like_prompt(shown):
        return True
    return any(text == shown.strip() and not is_answer for text, is_answer in options)


def _check_mark(properties: Element, shown: str) -> Mark:
    """State of a check-box control; unsure where its stored state and the box that the reader sees disagree.

    A form may choose any two signs, a cross for "not ticked" among them, so its own choice comes before their meaning.
    """
    box = properties.find(WORD_2010 + "checkbox")
    ticked = box is not None and is_on(_setting(box, "checked") or "0")
    stored = MarkState.ON if ticked else MarkState.OFF
    visible = {glyph_state(glyph, TickHabits()) for glyph in shown} - {None, stored}
    chosen_sign = None if box is None else _setting(box, "checkedState" if ticked else "uncheckedState")
    as_stored = not visible or (chosen_sign is not None and shown.strip() == chr(symbol_number(chosen_sign)))
    return Mark(state=stored if as_stored else MarkState.UNSURE, evidence="control")


def _setting(box: Element, name: str) -> str | None:
    """A setting of a Word 2010 check box; one that is there without a value is on."""
    found = box.find(WORD_2010 + name)
    return None if found is None else found.get(WORD_2010 + "val", "1")


def _legacy_mark(box: Element) -> Mark:
    checked = switch(box, "checked")
    ticked = switch(box, "default") if checked is None else checked
    return Mark(state=MarkState.ON if ticked else MarkState.OFF, evidence="control")


def _entries(data: Element) -> tuple[str, ...]:
    return tuple(each.get(VALUE) or "" for each in data.iter(WORD + "listEntry"))
