"""What the blanks of a printed sentence ask for, by the words in front and by whom the sentence is about.

`I, ______, being ______ with ______, ask you to consider the case of ______, born on ______`: the words in front of a
blank mean nothing alone. A known question in front of a blank is left as it is.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from extract.document import Paragraph
from extract.labels import LabelIndex
from extract.questions import STRONG

_SIGNING = "referrer representative"
_Rule = tuple[re.Pattern[str], tuple[str, ...], str]  # words in front, whom it may be about, and the question


def _rule(words: str, about: str, question: str) -> _Rule:
    return re.compile(words, re.I), tuple(about.split()), question


_RULES: tuple[_Rule, ...] = (
    _rule(r"(?:discussed|talked|spoken|spoke|consulted|agreed)\b.*$", "", "Name of representative"),
    _rule(r"(?:^I|^my name is|^I am|undersigned)$", "", "Name of referrer"),
    _rule(r"\b(?:(?:tele)?phone|tel|mobile|(?:ring|call) me)(?: (?:number|no))?(?: (?:is|on|at))?$", "", "telephone"),
    _rule(r"\b(?:e-?mail|write to me)(?:\s+(?:address|is|at|to|on))*$", "", "e-mail"),
    _rule(r"^(?:and )?(?:being|(?:I )?work as|as|am|is|my (?:post|role|job) is)(?: an?| the)?$", _SIGNING, "role"),
    _rule(r"^(?:and )?(?:a|an|the|who is)$", _SIGNING, "role"),
    _rule(r"^(?:and )?(?:with|of|at|for|from|employed by|working for|on behalf of|in)(?: the)?$", _SIGNING, "agency"),
    _rule(r"\b(?:case|child|pupil|patient|baby)(?:\s+(?:of|called|named|is|about))*$|\brefer$", "", "Name of child"),
    _rule(r"\bborn(?:\s+on)?$", "child", "Date of birth of child"),
    _rule(r"\b(?:home|lives?|living|lived|resid\w+|address)\b.*$|^of$", "child", "Home address of child"),
    _rule(r"\b(?:attends|goes to|on the roll of|pupil at)$", "child", "Name of school"),
    _rule(r"\bdied\b.*$|\bdeath\b.*\bon$", "child", "Date of death"),
    _rule(r"\b(?:happened|took place|occurred|incident|events?)\b.*\bon$", "", "Date of incident"),
    _rule(r"^(?:at )?(?:about|around)$", "incident", "Time of incident"),
    _rule(r"^(?:at|in)$", "incident", "Place of incident"),
    _rule(r"^(?:and )?(?:dated|date|on this day)$", "", "Date of referral"),
    _rule(r"^on$", "referrer", "Date of referral"),
)
_COLUMN = 6.0  # points by which lines of one column may begin apart
_PERSONS = tuple(_SIGNING.split())
_OWN = ("representative.discussed", "referrer.agency")  # what words may be known for that ask for a name or a post here
_MINE = re.compile(r"\b(?:I|me|my)\b", re.I)
_PERSONAL = {"role": "Role of {}", "agency": "Agency of {}", "telephone": "{}'s telephone", "e-mail": "{}'s e-mail"}


def has_blank(paragraph: Paragraph) -> bool:
    """Whether a blank drawn on a page stands among printed words."""
    drawn = any(
        span.control and span.control.origin == "drawn" and (not span.control.placeholder or not span.text.strip())
        for span in paragraph.spans
    )
    return drawn and any(not span.control and len(span.text.split()) > 1 for span in paragraph.spans)


class BlankSentences:
    """The blanks of one document, in reading order."""

    def __init__(self, index: LabelIndex) -> None:
        self._index = index
        self._about = ""  # block of the blank before
        self._open: dict[int, str] = {}  # by column, words at a line's end whose blank is on the next line

    def tells(self, paragraph: Paragraph) -> bool:
        """Whether a line is such a sentence, or goes on with one whose last words wait for a blank."""
        first = paragraph.spans[0].control if paragraph.spans else None
        waiting = bool(self._open.get(_column(paragraph)))
        return has_blank(paragraph) or (waiting and first is not None and first.origin == "drawn")

    def questions(self, paragraph: Paragraph, words: Sequence[str]) -> list[str]:
        """The question of each blank of a line, given the words in front of each."""
        drawn = any(span.control and span.control.origin == "drawn" for span in paragraph.spans)
        waiting = self._open.pop(_column(paragraph), "")
        if drawn and words and waiting:
            words = [f"{waiting} {words[0]}".strip(), *words[1:]]
        behind = "".join(span.text for span in takewhile(lambda span: not span.control, reversed(paragraph.spans)))
        if drawn and not behind.rstrip().endswith("."):
            self._open[_column(paragraph)] = behind.strip(" .,;:()–-")
        return [self.question(each) for each in words]

    def question(self, words: str) -> str:
        """The question that a blank answers: the words in front of it where they are known or nothing else is."""
        match = self._index.match(words)
        sure = match is not None and match.score >= STRONG and match.paths[0] not in _OWN
        asked = words if sure else self._by_words(words)
        known = self._index.match(asked)
        if known and known.score >= STRONG:
            self._about = self._index.catalogue.group_of(known.paths[0]).key
        return asked

    def _by_words(self, words: str) -> str:
        last = re.split(r"[.;]\s+", words)[-1].strip(" ,:()")
        for pattern, about, question in _RULES:
            if pattern.search(last) and (not about or self._about in about):
                mine = self._about not in _PERSONS or _MINE.search(last)
                person = "referrer" if mine else self._about
                return _PERSONAL[question].format(person) if question in _PERSONAL else question
        return words


def _column(paragraph: Paragraph) -> int:
    """The column of a page in which a line begins."""
    return round(paragraph.place.box[0] / _COLUMN) if paragraph.place.box else 0
