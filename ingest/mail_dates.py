"""Dates of the Date header. Read with mail-parser on that header alone: it knows many malformed shapes."""

from collections.abc import Sequence
from datetime import datetime

import mailparser

_MAX_DATE = 200  # characters


def sent_at(raw_dates: Sequence[str]) -> tuple[datetime | None, tuple[str, ...]]:
    """The first Date header as an aware datetime (None where absent or unreadable), and defect codes."""
    if not raw_dates:
        return None, ("date_missing",)
    defects = ("date_repeated",) if len(raw_dates) > 1 else ()
    value = raw_dates[0][:_MAX_DATE].encode("ascii", "replace").replace(b"\r", b" ").replace(b"\n", b" ")
    date = mailparser.parse_from_bytes(b"Date: " + value + b"\r\n\r\n").date
    if not isinstance(date, datetime) or date.tzinfo is None:
        return None, (*defects, "date_unreadable")
    return date, defects
