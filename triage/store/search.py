"""Finds cases by their words, ended ones included: every word must begin a word of the case or of its mail."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session

from triage.model import ENDED
from triage.read_models import SearchQuery
from triage.store.case_words import cases_with, fold
from triage.store.tables_case import CaseRow

MOST_WORDS = 8
MOST_FOUND = 100  # cases
_OVER = [state.value for state in ENDED]


def matching(session: Session, query: SearchQuery) -> Select[CaseRow]:
    """The cases that fit, the latest received first; without a word, those of the dates."""
    found = select(CaseRow).order_by(CaseRow.received_at.desc(), CaseRow.id.desc()).limit(MOST_FOUND)
    if query.words:
        phrases = phrases_of(query.words)
        found = found.where(CaseRow.id.in_(cases_with(session, phrases)) if phrases else false())
    if query.received_from:
        found = found.where(CaseRow.received_at >= datetime.combine(query.received_from, time(), UTC))
    if query.received_to:
        found = found.where(CaseRow.received_at < datetime.combine(query.received_to, time(), UTC) + timedelta(days=1))
    if query.which != "all":
        ended = CaseRow.state.in_(_OVER)
        found = found.where(ended if query.which == "ended" else ~ended)
    return found


def phrases_of(text: str) -> Sequence[Sequence[str]]:
    """What to look for: each word (`o'grady` and a reference as words in a row), an NHS number in threes as one."""
    digits = text.replace(" ", "")
    if digits.isascii() and digits.isdigit() and len(digits) == 10:
        return [[digits]]
    found = (fold(word) for word in text.split()[:MOST_WORDS])
    return [phrase for phrase in found if phrase]
