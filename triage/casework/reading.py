"""What reading one mail gave, and what became of it: the words that intake and those before it share."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from extract.model import Extraction
from ingest.model import MessageClass, Screening, SourceMessage
from ingest.ports import Receipt
from notify.model import AcknowledgementVerdict
from triage.model import Suggestion
from triage.store.tables_case import CaseRow
from triage.store.tables_mail import ItemRow


@dataclass(frozen=True, kw_only=True)
class ReadFile:
    """One leaf of a mail and what was read from it. `path` is its place in the mail, `body` for the mail's own text."""

    path: str
    content: bytes
    extraction: Extraction

    @property
    def sha256(self) -> str:
        """Of the content, as hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, kw_only=True)
class ReadReferral:
    """One referral of a mail: the file it stands in, what was read, what is suggested."""

    path: str
    extraction: Extraction
    suggestion: Suggestion
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseLink:
    """A case that a mail belongs to (`joined`) or may belong to (`proposed`), and the code of the reason."""

    case: CaseRow
    relation: str
    reason: str
    referral: ReadReferral | None = None  # another account of this case, which may propose changes to it


@dataclass(frozen=True, kw_only=True)
class ReadMail:
    """Everything that reading one mail gave."""

    dedupe_key: str
    message: SourceMessage | None  # None: not even the mail itself could be parsed
    message_class: MessageClass
    screening: Screening
    received_at: datetime
    files: tuple[ReadFile, ...] = ()
    referrals: tuple[ReadReferral, ...] = ()
    links: tuple[CaseLink, ...] = ()

    @property
    def message_id(self) -> str:
        """The mail's own, unchecked; empty where it has none."""
        return self.message.message_id if self.message else ""

    @property
    def flags(self) -> tuple[str, ...]:
        """Of the mail and of its referrals, each once."""
        found = (*self.screening.flags, *(flag for referral in self.referrals for flag in referral.flags))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What became of a mail."""

    item: ItemRow
    new_cases: tuple[CaseRow, ...] = ()
    linked_cases: tuple[CaseRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one message."""

    receipt: Receipt
    mail: ReadMail
    verdict: AcknowledgementVerdict
    taken: TakenIn
