"""Names of the elements and attributes of WordprocessingML (ECMA-376 part 1) that the Word reader uses."""

from lxml.etree import _Element as Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

PARAGRAPH, RUN, TEXT, TABLE, ROW, CELL = (WORD + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
CONTENT_CONTROL, CONTROL_CONTENT = WORD + "sdt", WORD + "sdtContent"
SYMBOL, FIELD_MARK = WORD + "sym", WORD + "fldChar"
BOX_CONTENT = WORD + "txbxContent"
DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"  # words of a drawing's own
ALTERNATIVES, CHOICE, FALLBACK = (COMPATIBILITY + name for name in ("AlternateContent", "Choice", "Fallback"))
VALUE = WORD + "val"

# Wrappers that say something about their content but change nothing in what a reader sees.
TRANSPARENT = frozenset(
    WORD + name for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir")
)
DELETED = frozenset(WORD + name for name in ("del", "moveFrom"))


def child(element: Element | None, *names: str) -> Element | None:
    """The element at the end of a path of WordprocessingML names, None where any step is missing."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(WORD + name), None)
    return element


def value(element: Element | None, *names: str) -> str | None:
    """The `w:val` of the element at the end of a path, None where there is none."""
    found = child(element, *names)
    return None if found is None else found.get(VALUE)


def number(text: str | None) -> int | None:
    """A whole number, None where the text is not one. Writers of files do put `12.5` or nothing where 12 belongs."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property: None where it is not set, True where it is set without a value (17.17.4)."""
    found = child(element, name)
    return None if found is None else is_on(found.get(VALUE))


def is_on(setting: str | None) -> bool:
    """Whether the value of an on/off property means on."""
    return setting not in ("0", "false", "off")


def chosen(alternatives: Element) -> Element | None:
    """The branch of `mc:AlternateContent` to read: the first choice that holds words, otherwise the fallback.

    Word writes the same text box once for itself and once for older programs; reading both doubles the words.
    """
    for branch in alternatives.findall(CHOICE):
        if next(branch.iter(TEXT, SYMBOL, BOX_CONTENT), None) is not None:
            return branch
    return alternatives.find(FALLBACK)
