"""Which of the files of one mail are referrals: forms, copies of the same form, or the mail's own text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.document import ENVELOPE_PART
from extract.model import Conflict, DocumentKind, Extraction, FieldReading, MessageReading, ReferralRecord
from extract.people import same_person
from extract.photographed import FURTHER_PAGE

BODY_FIELDS = 6  # different fields that a mail's text must answer to be a referral itself
BODY_BLOCKS = 3  # and from so many different blocks of the record
_TELLS_WHICH = re.compile(
    r"^children\[\d+\]\.(?:dob|age|edd|date_of_death|nhs_number|local_reference|address|postcode|school)$|^incident\.date$"
)
_BLOCKS = (
    "children",
    "family",
    "incident",
    "background",
    "agency",
    "rationale",
    "referrer",
    "representative",
    "parallel",
    "notifications",
)


def gather(extractions: Sequence[Extraction], bodies: Mapping[int, ReferralRecord]) -> MessageReading:
    """One referral a form; the mail's text counts only where no attachment is a form and it answers enough.

    `bodies` holds what the mail's own texts say, by their position, whether they count as a referral or not.
    """
    read = tuple(
        _demote(each) if number in bodies and not _is_referral_text(each) else each
        for number, each in enumerate(extractions)
    )
    forms = [
        each
        for n, each in enumerate(read)
        if n not in bodies and each.kind is DocumentKind.REFERRAL_FORM and FURTHER_PAGE not in each.warnings
    ]
    referrals: list[Extraction] = []
    for form in forms:
        twin = next((n for n, known in enumerate(referrals) if _same_form(known, form)), None)
        if twin is None:
            referrals.append(form)
        else:
            referrals[twin] = _joined(referrals[twin], form.record)
    if len(referrals) == 1:
        for said in bodies.values():
            referrals[0] = _joined(referrals[0], said, only_conflicts=True)
    elif not referrals:
        referrals = [each for n, each in enumerate(read) if n in bodies and each.kind is DocumentKind.REFERRAL_FORM]
    return MessageReading(extractions=read, referrals=tuple(referrals))


def _demote(extraction: Extraction) -> Extraction:
    """A covering note is no form, blank or otherwise."""
    if extraction.kind in (DocumentKind.REFERRAL_FORM, DocumentKind.BLANK_FORM, DocumentKind.OTHER_FORM):
        return replace(extraction, kind=DocumentKind.OTHER_DOCUMENT, missing=(), missing_labels=(), open_questions=())
    return extraction


def _is_referral_text(extraction: Extraction) -> bool:
    paths = [each.path for each in extraction.record.readings if each.place.part != ENVELOPE_PART]
    if not any(_TELLS_WHICH.search(path) for path in paths):
        return False  # an answer in a thread speaks of a child by name, and tells neither birth nor home nor day
    blocks = {block for block in _BLOCKS for path in paths if path.startswith(block)}
    return extraction.kind is DocumentKind.REFERRAL_FORM and len(paths) >= BODY_FIELDS and len(blocks) >= BODY_BLOCKS


def _same_form(one: Extraction, other: Extraction) -> bool:
    """The same child and, where both say it, the same incident and referrer: a form and its copy in another format."""
    first, second = one.record, other.record
    if not same_person(first.value("children[0].full_name") or "", second.value("children[0].full_name") or ""):
        return False
    paths = {reading.path for reading in first.readings} & {reading.path for reading in second.readings}
    agree = sum(_plain(first.value(path)) == _plain(second.value(path)) for path in paths)
    return agree >= 0.7 * len(paths)


def _joined(kept: Extraction, copy: ReferralRecord, *, only_conflicts: bool = False) -> Extraction:
    """A form with what its copy says differently as conflicts, and what only the copy says added."""
    own = {reading.path: reading for reading in kept.record.readings}
    conflicts = list(kept.conflicts)
    added: list[FieldReading] = []
    for reading in copy.readings:
        if only_conflicts and reading.place.part == ENVELOPE_PART:
            continue  # who sends a form with a mail need not be who filled it in
        mine = own.get(reading.path)
        if mine is None:
            if not only_conflicts:
                added.append(reading)
        elif _disagree(mine, reading, only_conflicts=only_conflicts):
            conflicts.append(Conflict(path=reading.path, readings=(mine, reading)))
    record = replace(kept.record, readings=(*kept.record.readings, *added))
    answered = {reading.path for reading in added}
    return replace(
        kept,
        record=record,
        conflicts=tuple(conflicts),
        missing=tuple(p for p in kept.missing if p not in answered),
        missing_labels=tuple(each for each in kept.missing_labels if each[0] not in answered),
        open_questions=tuple(each for each in kept.open_questions if each.path not in answered),
    )


def _disagree(mine: FieldReading, other: FieldReading, *, only_conflicts: bool) -> bool:
    if only_conflicts and (len(mine.value) > 80 or len(other.value) > 80):
        return False
    first, second = _plain(mine.value), _plain(other.value)
    return first != second and first not in second and second not in first


def _plain(value: str | None) -> str:
    return "".join(char for char in (value or "").casefold() if char.isalnum())
