"""How the team is told of what cannot wait. Part of the settings; `notify.alerts` applies it."""

from datetime import time

from pydantic import Field

from config.schema.base import Frozen


class TeamRules(Frozen):
    """Times are local. No address: nobody is told by e-mail."""

    addresses: tuple[str, ...] = ()
    quiet_from: time = time(19, 0)
    quiet_until: time = time(7, 30)
    digest_at: time = time(8, 0)
    repeat_hours: int = Field(default=24, ge=1)  # the same matter is told again after this long
    minutes_between: int = Field(default=15, ge=1)  # of two urgent e-mails
    near_working_days: int = Field(default=1, ge=0)  # a deadline as close as this is near
