"""How much may be sent before a person is asked. Part of the settings; `notify` applies it."""

from pydantic import Field

from config.schema.base import Frozen


class AcknowledgementLimits(Frozen):
    """Beyond these an acknowledgement is held (the first five), or all of them rest until somebody looks (the last).

    Detection of loops and robots is never complete, so these limits are what ends one that nothing else has noticed.
    """

    address_an_hour: int = Field(default=3, ge=1)
    address_a_day: int = Field(default=10, ge=1)
    same_subject_in_three_hours: int = Field(default=2, ge=1)  # to one address
    domain_an_hour: int = Field(default=50, ge=1)
    in_all_a_day: int = Field(default=1_000, ge=1)
    late_after_hours: int = Field(default=24, ge=1)  # between arrival at the server and our first sight of a mail
    in_all_in_ten_minutes: int = Field(default=60, ge=1)
    returned_percent: int = Field(default=20, ge=1, le=100)  # of an hour's acknowledgements
    returned_at_least: int = Field(default=3, ge=1)  # one wrong address on a quiet day is no alarm
