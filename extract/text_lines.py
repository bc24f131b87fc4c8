"""Lines of a plain-text mail: what its writer wrote, without quoted mails, and with hard-wrapped lines joined again."""

import re
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Loss
from extract.quoted_questions import ASKED, with_questions

_QUOTE = re.compile(r"\s{0,3}>")
_DIVIDER = re.compile(r"\s*[-_=*]{2,}\s*original message\s*[-_=*]{2,}\s*", re.IGNORECASE)
_FORWARD = re.compile(r"\s*([-_=*]{2,}\s*forwarded (message|by)\b.*|begin forwarded message:?\s*)", re.IGNORECASE)
_WROTE = re.compile(r"\s*on\b.{6,100}\S@\S.{0,100}\bwrote:\s*", re.IGNORECASE)  # an address tells it from prose
_HEADER = re.compile(r"\s*\*?(from|sent|date|to|cc|subject):\*?\s*\S", re.IGNORECASE)
_HEADER_LINES = 6
_ENOUGH_HEADERS = 3
_LABEL = re.compile(r"[A-Z0-9*•\-][^:.!?]{0,50}:(\s|$)")
_ASKS = re.compile(
    r"(?:Who|Whom|What|When|Where|Which|Why|How|Is|Are|Was|Were|Has|Have|Had|Do|Does|Did|Can|Could|Will|If)\b"
    r"[^.!?]{2,90}\?(?:\s|$)"
)
_BULLET = re.compile(r"\s*([-*•▪◦‣·–]|\(?[0-9a-z]{1,2}[.)])\s+")
_QUESTION = re.compile(r"\s*[A-Z][^.!?]{3,120}\?\s*$")  # a whole question on a line of its own
_NARROWEST, _WIDEST = 60, 100  # widths at which mail programs wrap
_BROKEN = 50  # characters from which a line breaks off rather than ends
_RAGGED, _ENOUGH_FULL = 8, 4  # characters by which full lines differ, and how many of them show a width


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line as it stands alone: `alone_above` and `alone_below` say whether blank lines (or nothing) stand there."""

    text: str
    alone_above: bool
    alone_below: bool


def own_lines(content: str) -> tuple[list[str], tuple[Loss, ...]]:
    """The lines that the writer wrote; quoted lines and all below a reply or forward divider are recorded as lost.

    A divider with nothing above it divides nothing: answers stand below it, or the mail is all there is.
    """
    lines = with_questions(content.splitlines())
    own: list[str] = []
    losses: list[Loss] = []
    for index, line in enumerate(lines):
        divider = _divider(lines, index) if any(each.strip() for each in own) else None
        if divider:
            losses.append(Loss(what=divider, where=f"body line {index + 1}"))
            break
        if _QUOTE.match(line):
            losses.append(Loss(what="quoted_line", where=f"body line {index + 1}"))
        else:
            own.append(line.rstrip())
    return own, tuple(losses)


def _divider(lines: list[str], index: int) -> str | None:
    """What begins here: `quoted_mail`, `forwarded_mail` or nothing."""
    line = lines[index]
    if _FORWARD.fullmatch(line):
        return "forwarded_mail"
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if _DIVIDER.fullmatch(line) or _WROTE.fullmatch(line) or _wraps_wrote(line, following):
        return "quoted_mail"
    return "quoted_mail" if _begins_headers(lines, index) else None


def _wraps_wrote(line: str, following: str) -> bool:
    """`On … someone <address>` with `wrote:` wrapped to the next line."""
    return line.lstrip().lower().startswith("on ") and bool(_WROTE.fullmatch(f"{line} {following.strip()}"))


def _begins_headers(lines: list[str], index: int) -> bool:
    """A block of mail headers, as Outlook puts above the mail answered."""
    if not re.match(r"\s*\*?from:", lines[index], re.IGNORECASE):
        return False
    block = [line for line in lines[index : index + _HEADER_LINES] if line.strip()]
    names = {match[1].lower() for match in map(_HEADER.match, block) if match}
    return len(names) >= _ENOUGH_HEADERS and bool(names & {"sent", "date"})


def joined_lines(lines: list[str]) -> list[Line]:
    """The lines that are not blank, those that a mail program wrapped joined to one."""
    width = _wrap_width(lines)
    groups: list[range] = []
    for index, text in enumerate(lines):
        if not text.strip():
            continue
        if groups and width and index and _is_continuation(lines[index - 1], text, width):
            groups[-1] = range(groups[-1].start, index + 1)
        else:
            groups.append(range(index, index + 1))
    return [_line(lines, group) for group in groups]


def _line(lines: list[str], group: range) -> Line:
    first, *others = (lines[index] for index in group)
    above = lines[group.start - 1] if group.start else ""
    below = lines[group.stop] if group.stop < len(lines) else ""
    return Line(
        text=" ".join([first, *(each.strip() for each in others)]),
        alone_above=not above.strip(),
        alone_below=not below.strip(),
    )


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which the text was wrapped, None where it was not: then some prose lines are longer.

    Lines that go on in lower case show it, whatever a signature or a disclaimer longer than they does.
    """
    lines = [line for line in lines if not line.startswith(ASKED)]
    full = [len(line) for line, below in pairwise(lines) if _NARROWEST <= len(line) <= _WIDEST and below[:1].islower()]
    usual = [each for each in full if sum(each - _RAGGED <= other <= each for other in full) >= _ENOUGH_FULL]
    if usual:
        return max(usual)
    widest = max((len(line) for line in lines if " " in line.strip()), default=0)
    return widest if _NARROWEST <= widest <= _WIDEST else None


def _is_continuation(above: str, line: str, width: int) -> bool:
    """Whether a line goes on from the one above: its first word would not have fitted there, and it begins nothing."""
    words = line.split()
    if ASKED in (above[:1], line[:1]):
        return False
    begins = _LABEL.match(line.strip()) or _ASKS.match(line.strip()) or _BULLET.match(line)
    if not above.strip() or not words or begins:
        return False
    if len(above) > width:
        return len(above) <= _WIDEST and _breaks_off(above.strip(), words[0])
    if above.rstrip().endswith("?") and not line.strip()[:1].islower():
        return False  # the answer to a question that fills its line
    if above.rstrip().endswith((".", "!")) and _QUESTION.match(line):
        return False
    return len(above) + 1 + len(words[0]) > width or _breaks_off(above.strip(), words[0])


def _breaks_off(above: str, word: str) -> bool:
    """Whether a long line cannot be the end of its sentence, as where somebody broke lines by hand."""
    ended = above.endswith((".", "!", "?", ":", ";")) or len(above) < _BROKEN
    return not ended and (word[:1].islower() or above.endswith((",", " a", " the", " her", " his", " their", " of")))
