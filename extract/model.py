"""The referral record: readings with their sources, and what was found of each document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from extract.document import Envelope, Place, SourceDocument


class DocumentKind(StrEnum):
    """What an attachment is."""

    REFERRAL_FORM = "referral_form"  # a filled-in referral to the Learning and Inquiry Group, on any layout
    BLANK_FORM = "blank_form"  # such a form with nothing filled in
    OTHER_FORM = "other_form"  # another process's form (child protection, LADO, adult review, child death)
    SUPPORTING_DOCUMENT = "supporting_document"  # a chronology, minutes, a report, a copy of the notification
    OTHER_DOCUMENT = "other_document"  # readable, and none of these
    UNREADABLE = "unreadable"  # damaged, or of a format that nothing here reads
    ENCRYPTED = "encrypted"  # needs a password
    ARCHIVE = "archive"  # a container of further files
    INLINE_IMAGE = "inline_image"  # a picture inside the text of the mail
    SIGNATURE = "signature"  # a cryptographic signature


@dataclass(frozen=True, kw_only=True)
class InputFile:
    """One file to read: an attachment, or the text of a mail (`declared_type` text/plain, `is_mail_body`)."""

    name: str
    content: bytes
    declared_type: str = "application/octet-stream"  # a hint: the reader is chosen by content
    inline: bool = False
    is_mail_body: bool = False
    envelope: Envelope | None = None  # of the mail whose own text it is
    is_container: bool = False  # opened already: its members are files of their own


@dataclass(frozen=True, kw_only=True)
class PageDone:
    """How far the reading of a mail's scans is: a page that was recognised, of how many, in which attachment."""

    page: int  # counted from 1, as are attachments
    pages: int
    attachment: int = 1
    attachments: int = 1


OnPage = Callable[[PageDone], None]


@dataclass(frozen=True, kw_only=True)
class FieldReading:
    """One value of the record, where it stands and how sure the reading is."""

    path: str  # of the contract, with indices: `children[0].dob`
    value: str  # normalised: ISO date, yes/no/unknown/not_applicable, tidy text
    raw: str  # as written
    confidence: float  # 0 to 1
    place: Place
    file: str = ""  # the attachment's name
    label: str = ""  # the question as the form prints it; empty where none stood there
    rule: str = ""  # how it was read: layout, then wording, as in `cell_right/label`


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two sources that disagree; both are kept and a person chooses."""

    path: str
    readings: tuple[FieldReading, ...]


@dataclass(frozen=True, kw_only=True)
class OtherAnswer:
    """An answered question that has no field in the record: nothing a referrer wrote is lost."""

    label: str
    value: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A known question that the form prints and that gave no value: left blank, or answered illegibly."""

    path: str  # with indices
    label: str  # as the form prints it
    place: Place
    unreadable: bool = False  # something stands there that could not be read, such as a doubtful tick


@dataclass(frozen=True, kw_only=True)
class ReferralRecord:
    """All readings of one referral, in the order of the contract; lists of the record appear as indexed paths."""

    readings: tuple[FieldReading, ...] = ()

    def value(self, path: str) -> str | None:
        """The value at a path, None where the form has none."""
        return next((each.value for each in self.readings if each.path == path), None)

    def values(self, prefix: str) -> Iterator[FieldReading]:
        """All readings whose path starts so, for instance `children[0].`."""
        return (each for each in self.readings if each.path.startswith(prefix))

    def as_plain(self) -> dict[str, Any]:
        """The record as nested plain values: the `referral` of the contract's `extract --json`."""
        plain: dict[str, Any] = {}
        for reading in self.readings:
            _put(plain, reading.path, reading.value)
        return plain


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """What one file gave. `missing` holds paths of required fields, `warnings` codes with a place, never content."""

    file: str
    kind: DocumentKind
    record: ReferralRecord = ReferralRecord()
    conflicts: tuple[Conflict, ...] = ()
    other_answers: tuple[OtherAnswer, ...] = ()
    missing: tuple[str, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()  # printed and without a value; what is in neither was not found
    missing_labels: tuple[tuple[str, str], ...] = ()  # path, and how the form (else the record) words the question
    warnings: tuple[str, ...] = ()
    document: SourceDocument | None = None  # for showing the original beside its fields; None if unreadable


@dataclass(frozen=True, kw_only=True)
class MessageReading:
    """What the files of one mail gave."""

    extractions: tuple[Extraction, ...]  # one a file, in their order
    referrals: tuple[Extraction, ...]  # one a referral: the forms, copies of one form put together, or the mail's text


def _put(tree: dict[str, Any], path: str, value: str) -> None:
    """Set `children[0].dob` or `criteria_ticked[2]` in a tree of dicts and lists; indices must come in order."""
    node: Any = tree
    steps = path.replace("[", ".[").split(".")
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        fresh: Any = [] if following and following.startswith("[") else {}
        content = value if following is None else fresh
        if step.startswith("["):
            index = int(step[1:-1])
            while len(node) <= index:
                node.append({} if following else value)
            if following is not None and not node[index]:
                node[index] = content
            node = node[index]
        else:
            if following is None:
                node[step] = value
            else:
                node.setdefault(step, fresh)
            node = node[step]


@dataclass(frozen=True, kw_only=True)
class PagePicture:
    """A page as PNG, with its size in points."""

    png: bytes
    width: float
    height: float
