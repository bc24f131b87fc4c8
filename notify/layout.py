"""How our letters are set: lines that fit every mail window, dates and times as people write them. Pure."""

import textwrap
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from config.schema.partnership import Contact

WIDTH = 76  # columns, below RFC 5322's advice of 78
LONDON = ZoneInfo("Europe/London")


def paragraph(text: str) -> str:
    """One paragraph, filled."""
    return textwrap.fill(" ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False)


def item(text: str) -> str:
    """One line of a list, filled."""
    filled = {"initial_indent": "- ", "subsequent_indent": "  "}
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        break_long_words=False,
        break_on_hyphens=False,
        **filled,  # type: ignore[arg-type]
    )


def items(texts: Iterable[str]) -> str:
    """A list."""
    return "\n".join(item(text) for text in texts)


def contacts(intro: str, listed: Iterable[Contact]) -> str:
    """Whom to ring, under its intro."""
    return "\n".join([paragraph(intro), *(item(f"{each.label}: {each.value}") for each in listed)])


def moment(at: datetime) -> str:
    """`10 November 2026 at 4:05pm`, in local time."""
    local = at.astimezone(LONDON)
    clock = local.strftime("%I:%M%p").lstrip("0").lower()
    return f"{day(local.date())} at {clock}"


def day(on: date) -> str:
    """`10 November 2026`."""
    return f"{on.day} {on:%B %Y}"


def working_days(count: int) -> str:
    """`one working day`, `5 working days`."""
    return "one working day" if count == 1 else f"{count} working days"
