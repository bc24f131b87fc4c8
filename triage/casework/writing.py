"""Letters on a case, sent by a person: to the referrer, or to an agency whose information is asked for.

What a letter says is notify's, behind `LetterDesk`; here is who may be written to, what for, and what is kept of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from notify.model import Letter, LetterKind, PersonalKind, PersonalValue
from notify.ports import LetterDesk
from triage.casework.deciding import OUTCOMES, counts, standing
from triage.casework.desk import CaseChange
from triage.casework.guards import (
    AlreadyDealtWith,
    CaseEnded,
    DateBehind,
    HoldsPersonalData,
    NoHeading,
    NotAChoice,
    NotAnAddress,
    NotConfirmed,
    NothingChanged,
    ReasonMissing,
    Refused,
    UnknownCase,
)
from triage.casework.working import today
from triage.lifecycle import may_move
from triage.model import ENDED, CaseState
from triage.store.tables_case import CaseRow
from triage.store.tables_mail import OutboxRow

ASKING = frozenset({LetterKind.REQUEST_INFORMATION, LetterKind.AGENCY_REQUEST})  # with headings, and a day to answer by
REMINDING = frozenset({LetterKind.AGENCY_CHASER, LetterKind.AGENCY_OVERDUE})
AFTERWARDS = frozenset({LetterKind.OUTCOME, LetterKind.REDIRECT, LetterKind.WRONG_FORM})  # an ended case may have them
DECIDED = frozenset(OUTCOMES["decision"])  # what an outcome letter tells of the partners' decision
_PERSONAL = {
    "full_name": PersonalKind.NAME,
    "surname": PersonalKind.NAME,
    "forenames": PersonalKind.NAME,
    "name": PersonalKind.NAME,
    "dob": PersonalKind.DATE_OF_BIRTH,
    "date_of_death": PersonalKind.DATE_OF_BIRTH,
    "nhs_number": PersonalKind.NHS_NUMBER,
    "nhs_number_invalid": PersonalKind.NHS_NUMBER,
    "address": PersonalKind.ADDRESS,
    "postcode": PersonalKind.ADDRESS,
}


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A letter as a person wants it to go out."""

    letter: Letter
    subject: str
    text: str


def send_letter(change: CaseChange, desk: LetterDesk, worded: Worded) -> OutboxRow:
    """Put it into the outbox. A request to the referrer has the case await the information.

    Guards: those of `problems_with`, ReasonMissing, HoldsPersonalData.
    """
    unconfirmed = "decision" in change.domain.partnership.second_person_for and not counts(
        change, standing(change, "decision")
    )
    ended = change.state in ENDED
    for problem in problems_with(worded.letter, desk, today(change), ended=ended, unconfirmed=unconfirmed):
        raise problem
    if not worded.subject.strip() or not worded.text.strip():
        raise ReasonMissing
    answers = change.case.item.message_id if worded.letter.recipient == change.case.item.sender else ""
    letter = replace(worded.letter, token=_token(change), written_at=change.now, answers=answers)
    email = desk.revised(letter, worded.subject, worded.text)
    if desk.personal_data(letter, email, personal_values(_values_of(change.case))):
        raise HoldsPersonalData
    row = change.work.queue_letter(change.case, letter.kind.value, email, letter.due)
    change.record("letter_queued", letter.kind.value)
    if letter.kind is LetterKind.REQUEST_INFORMATION and may_move(change.state, CaseState.AWAITING_INFORMATION):
        change.case.state = CaseState.AWAITING_INFORMATION.value
        change.record("state_changed", CaseState.AWAITING_INFORMATION.value)
    return row


def problems_with(letter: Letter, desk: LetterDesk, day: date, *, ended: bool, unconfirmed: bool) -> Sequence[Refused]:
    """All reasons why such a letter cannot be written on `day`.

    `unconfirmed`: the partners' decision does not count before a second person has confirmed it.
    CaseEnded, NotAnAddress, NotAChoice, NotConfirmed, DateBehind, NoHeading.
    """
    asks = letter.kind in ASKING
    if ended and letter.kind not in AFTERWARDS:
        return [CaseEnded()]
    found: tuple[tuple[Refused, bool], ...] = (
        (NotAnAddress(), not desk.may_write_to(letter.recipient)),
        (NotAChoice(), letter.choice not in (desk.choices(letter.kind) or ("",))),
        (NotConfirmed(), unconfirmed and letter.kind is LetterKind.OUTCOME and letter.choice in DECIDED),
        (DateBehind(), asks and (letter.due is None or letter.due < day)),
        (NoHeading(), asks and not letter.headings),
    )
    return [problem for problem, is_so in found if is_so]


def note_return(change: CaseChange, email_id: int) -> None:
    """An agency's information came another way than by a reply. Guards: UnknownCase, NothingChanged."""
    email = _email(change, email_id)
    if email.kind != LetterKind.AGENCY_REQUEST or email.delivery == "answered":
        raise NothingChanged
    email.delivery, email.delivery_at = "answered", change.now
    change.record("letter_answered_by_hand", email.kind)


def send_after_all(change: CaseChange, email_id: int) -> None:
    """Send one that could not be sent. Guards: UnknownCase, AlreadyDealtWith."""
    change.work.release_email(_failed(change, email_id), change.who)


def give_up(change: CaseChange, email_id: int) -> None:
    """Do not. Guards: UnknownCase, AlreadyDealtWith."""
    change.work.cancel_email(_failed(change, email_id), change.who)


def personal_values(values: Iterable[tuple[str, str]]) -> frozenset[PersonalValue]:
    """What no letter may hold, of a case's fields by path and value: the children's and their family's."""
    return frozenset(
        PersonalValue(kind=kind, value=value)
        for path, value in values
        if path.startswith(("children[", "family["))
        and (kind := _PERSONAL.get(path.rpartition(".")[2])) is not None
        and value not in ("", "unknown", "not_applicable")
    )


def _values_of(case: CaseRow) -> Iterable[tuple[str, str]]:
    """As read, rivals among them, and as put right, with what stood before."""
    yield from ((row.path, row.value) for row in case.fields)
    yield from ((row.path, value) for row in case.corrections for value in (row.value, row.previous))


def _token(change: CaseChange) -> str:
    """Ours for ever: the reference and the letter's number on the case, whose version nobody else can hold now."""
    return f"{change.case.reference.replace('-', '').lower()}l{len(change.work.letters_of(change.case)) + 1}"


def _email(change: CaseChange, email_id: int) -> OutboxRow:
    found = next((each for each in change.work.letters_of(change.case) if each.id == email_id), None)
    if found is None:
        raise UnknownCase
    return found


def _failed(change: CaseChange, email_id: int) -> OutboxRow:
    email = _email(change, email_id)
    if email.state != "failed":
        raise AlreadyDealtWith
    return email
