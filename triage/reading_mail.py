"""What one mail gives: its message, its documents, the referrals among them with suggestions, what kind of mail it is.

Joins what the other rooms read; they are handed in, so that nothing here knows how or in which process they do it.
Stores nothing.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from extract.model import Extraction, InputFile, MessageReading, ReferralRecord
from ingest.model import DocumentFacts, MessageClass, Screening, SourceMessage
from triage.casework import ReadFile, ReadMail, ReadReferral
from triage.leaves import BODY, document_facts, leaves
from triage.model import Suggestion
from triage.store.earlier_cases import name_words

NOT_READ = "could_not_be_read_safely"

Sections = Mapping[str, str]


class Judge(Protocol):
    """Says what kind of mail it is."""

    def screen(self, message: SourceMessage) -> Screening:
        """What envelope and text say alone."""

    def conclude(
        self, message: SourceMessage, screening: Screening, documents: Sequence[DocumentFacts], *, answers_us: bool
    ) -> Screening:
        """The screening with its class, and with the flags that its documents give."""


@dataclass(frozen=True, kw_only=True)
class Readers:
    """What the other rooms do for one mail."""

    mail: Judge
    documents: Callable[[Sequence[InputFile]], MessageReading]
    sections: Callable[[ReferralRecord], Sections]
    suggest: Callable[[Sections], Suggestion]
    is_unsafe_now: Callable[[Sections], bool]


def read_mail(message: SourceMessage, readers: Readers, *, answers_us: bool, now: datetime) -> ReadMail:
    """Read the mail's documents, suggest criteria for each referral, say what mail it is."""
    files = leaves(message)
    reading = readers.documents([file for _, file in files])
    read = tuple(
        ReadFile(path=path, content=file.content, extraction=extraction)
        for (path, file), extraction in zip(files, reading.extractions, strict=True)
    )
    facts = document_facts(message, [(each.path, each.extraction) for each in read])
    screening = readers.mail.conclude(message, readers.mail.screen(message), facts, answers_us=answers_us)
    records = [each.record for each in reading.referrals]
    if any(is_from_somebody_else(message, record) for record in records):
        screening = replace(screening, flags=(*screening.flags, "sender_is_not_referrer"))
    return ReadMail(
        dedupe_key=message.dedupe_key,
        message=message,
        message_class=screening.message_class or MessageClass.QUERY,
        screening=screening,
        received_at=message.sent_at or now,
        files=read,
        referrals=tuple(_read_referral(each, read, readers) for each in reading.referrals),
    )


def unread_mail(original: bytes, received_at: datetime) -> ReadMail:
    """A mail on which its reader was ended: nothing is known but its original, and a person looks at that."""
    screening = Screening(message_class=MessageClass.UNREADABLE, reasons=(NOT_READ,))
    return ReadMail(
        dedupe_key=hashlib.sha256(original).hexdigest(),
        message=None,
        message_class=MessageClass.UNREADABLE,
        screening=screening,
        received_at=received_at,
    )


def is_from_somebody_else(message: SourceMessage, record: ReferralRecord) -> bool:
    """Whether the form names a referrer and it is not the sender, by address and by name."""
    email, name = (record.value("referrer.email") or "").strip().lower(), record.value("referrer.name") or ""
    sender = message.sender
    if sender is None or not (email or name) or email == sender.mailbox:
        return False
    words = name_words(name)
    shown = name_words(sender.display_name) | name_words(sender.mailbox.partition("@")[0].replace(".", " "))
    surname = name_words(name.split()[-1]) if name.split() else frozenset()
    same_name = len(words & shown) >= 2 or (bool(surname & shown) and _share_initial(words - surname, shown - surname))
    return not same_name


def _share_initial(first: frozenset[str], other: frozenset[str]) -> bool:
    return not first or not other or bool({word[0] for word in first} & {word[0] for word in other})


def _read_referral(extraction: Extraction, files: Sequence[ReadFile], readers: Readers) -> ReadReferral:
    sections = readers.sections(extraction.record)
    return ReadReferral(
        path=next((file.path for file in files if file.extraction.document is extraction.document), BODY),
        extraction=extraction,
        suggestion=readers.suggest(sections),
        flags=("child_may_be_unsafe_now",) if readers.is_unsafe_now(sections) else (),
    )
