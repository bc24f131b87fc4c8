"""HTML mail as plain text: words and line structure only. Scripts, styles and addresses of links are left out.

An own scanner in one pass, because the stdlib's HTMLParser is quadratic on unclosed tags (24 KB of `<a ` cost 4 s).
Nothing here makes HTML safe to show; no HTML from outside is ever shown.
"""

import html
import re
from collections.abc import Iterator

_MAX_TAG = 16 * 1024  # a longer "tag" is taken for text
_UNSHOWN = {"script", "style", "head", "title", "template", "noscript", "object", "svg"}
_BLOCKS = {
    *("p", "div", "br", "tr", "li", "ul", "ol", "dl", "dt", "dd", "table", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("blockquote", "pre", "hr", "section", "article", "header", "footer", "address", "form", "fieldset", "body"),
}
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "pre"}
_CELLS = {"td", "th"}
_BOLD = {"b", "strong"}
_GAP = re.compile(r"\s*\u00a0\s*|\s{2,}")
_LEADING = re.compile(r"^(?:&nbsp;|&#160;|\s)+")
_LONGEST_LABEL = 80  # characters
_TAG_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9]{0,30})")
_CID = re.compile(r"""cid:([^\s"'<>)]{1,250})""", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n\t]+")


def html_to_text(markup: str) -> str:
    """The words of an HTML page: blocks on lines of their own, cells of a table row with a tab between them."""
    pieces: list[str] = []
    hidden_by: str | None = None
    bold_from_start = False
    for read, tag in _scan(markup):
        text = read
        if bold_from_start and _is_gap(text):
            pieces.append("\t")  # bold words at a line's start with a gap behind them: a label and its answer
            text = _LEADING.sub("", text)
        bold_from_start = _name(tag) in _BOLD and tag.startswith("/") and _is_short_line("".join([*pieces[-2:], text]))
        if hidden_by is None and text and not (text.isspace() and _at_line_start(pieces)):
            pieces.append(_BLANKS.sub(" ", html.unescape(text).replace("\r", " ").replace("\n", " ")))
        name = _name(tag)
        if hidden_by is not None:
            hidden_by = None if tag.startswith("/") and name == hidden_by else hidden_by
        elif name in _UNSHOWN and not tag.startswith("/") and not tag.endswith("/"):
            hidden_by = name
        elif name in _CELLS and not tag.startswith("/"):
            pieces.append("\t")
        elif name == "br" or (name in _BLOCKS and not _at_line_start(pieces)):
            pieces.append("\n")
        if hidden_by is None and name in _PARAGRAPHS and pieces:
            pieces.append("\n")
    return _tidy("".join(pieces))


def _is_gap(text: str) -> bool:
    plain = html.unescape(text)
    return bool(_GAP.match(plain)) and bool(plain.strip())


def _is_short_line(text: str) -> bool:
    """Whether what was read last is a line of its own so far, short enough for a label."""
    line = text.rpartition("\n")[2].strip()
    return bool(line) and len(line) <= _LONGEST_LABEL and not line.endswith((":", ","))


def cids_used(markup: str) -> frozenset[str]:
    """Content ids that the page shows (RFC 2392), without their angle brackets."""
    return frozenset(html.unescape(match) for match in _CID.findall(markup))


def _at_line_start(pieces: list[str]) -> bool:
    return not pieces or pieces[-1].endswith("\n")


def _scan(markup: str) -> Iterator[tuple[str, str]]:
    """Pairs of text and the tag behind it (without its brackets). Linear: every character is looked at once or twice.

    `no_more` remembers that a closing mark is missing from here on, so that it is not searched for again.
    """
    position = start = 0
    no_more: set[str] = set()
    while (opening := markup.find("<", position)) >= 0:
        closing = _closing_mark(markup, opening)
        end = -1
        if closing is not None and closing not in no_more:
            end = markup.find(closing, opening)
            if end < 0:
                no_more.add(closing)
        if end < 0 or (closing == ">" and end - opening > _MAX_TAG):
            position = opening + 1
            continue
        yield markup[start:opening], markup[opening + 1 : end]
        start = position = end + len(closing or "")
    yield markup[start:], ""


def _closing_mark(markup: str, opening: int) -> str | None:
    """What ends the construct that begins here; None where `<` is just a character."""
    if markup.startswith("<!--", opening):
        return "-->"
    following = markup[opening + 1 : opening + 2]
    return ">" if following and (following in "/!?" or (following.isascii() and following.isalpha())) else None


def _name(tag: str) -> str:
    match = _TAG_NAME.match(tag)
    return match[1].lower() if match else ""


def _tidy(text: str) -> str:
    """No blanks at line ends, at most one empty line in a row, cells without a leading tab."""
    lines: list[str] = []
    for line in text.split("\n"):
        tidy = line.strip()
        if tidy or (lines and lines[-1]):
            lines.append(tidy)
    return "\n".join(lines).strip()
