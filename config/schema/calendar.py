"""Which days count, and how many the clocks run."""

from datetime import date, time

from pydantic import Field

from config.schema.base import Frozen


class Clock(Frozen):
    """A period in working days, with the source of the rule."""

    working_days: int = Field(ge=0)
    source: str


class WorkingCalendar(Frozen):
    """Working days are Monday to Friday without England's bank holidays and the council's own closures."""

    cut_off: time  # mail that arrives later counts as received on the next working day
    time_zone: str = "Europe/London"
    closures: tuple[date, ...] = ()
    la_notification: Clock
    rapid_review: Clock
    acknowledge: Clock
