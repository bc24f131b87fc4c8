"""Invented people behind the ports of the pages: their codes, calendars and list."""

from datetime import UTC, date, datetime

from triage.account_ports import DueDate, Person
from triage.model import Caseworker

HOSTILE = "<script>alert(1)</script>"
NOW = datetime(2026, 11, 11, 16, 5, tzinfo=UTC)


class PeopleSide:
    """What an Accounts has beside passwords: nobody is asked for a code."""

    @property
    def codes(self) -> "PeopleSide":
        return self

    @property
    def providers(self) -> "PeopleSide":
        return self

    @property
    def feeds(self) -> "FakeFeeds":
        return FakeFeeds()

    @property
    def people(self) -> "FakePeople":
        return FakePeople()

    def pending(self, _session_id: str, _now: datetime) -> None:
        return None

    def offered_key(self, _session_id: str, _now: datetime) -> str:
        return ""

    def check(self, _session_id: str, _code: str, _now: datetime) -> None:
        return None

    enrol = check


class FakeFeeds:
    """One calendar, of `morgan`, at `token`."""

    def renew(self, _who: Caseworker, _now: datetime) -> str:
        return "token"

    def revoke(self, _who: Caseworker, _now: datetime) -> None:
        pass

    def has_one(self, _who: Caseworker) -> bool:
        return True

    def owner(self, token: str) -> Caseworker | None:
        return Caseworker(id=7, name="M Khan", role="caseworker") if token == "token" else None

    def due_dates(self, _who: Caseworker) -> list[DueDate]:
        return [DueDate(reference="SCP-7F3K-2Q", kind="la_notification", due=date(2026, 11, 13), provisional=True)]


class FakePeople:
    """A list of three people, in which nothing changes."""

    def everybody(self, _now: datetime) -> list[Person]:
        more = {"disabled": False, "locked": False, "signed_in_at": NOW}
        return [
            Person(id=1, name=HOSTILE, username="ada", role="administrator", by_provider=True, has_code=False, **more),
            Person(id=7, name="M Khan", username="morgan", role="manager", by_provider=False, has_code=True, **more),
            Person(
                id=8, name="J Reed", username="j.reed", role="viewer", by_provider=False, has_code=False,
                disabled=True, locked=True, signed_in_at=None,
            ),
        ]  # fmt: skip

    def add(self, person: tuple[str, str, str], _who: Caseworker, _now: datetime) -> str:
        if not person[0]:
            raise ValueError("username")
        return "a first password"

    def new_password(self, _account_id: int, _who: Caseworker, _now: datetime) -> str:
        return "a new password"

    def set_role(self, _account_id: int, _role: str, _who: Caseworker, _now: datetime) -> None:
        pass

    def set_disabled(self, _account_id: int, _disabled: bool, _who: Caseworker, _now: datetime) -> None:
        pass

    def set_mailboxes(self, _account_id: int, _mailboxes: list[str], _who: Caseworker, _now: datetime) -> None:
        pass

    def reset_code(self, _account_id: int, _who: Caseworker, _now: datetime) -> None:
        pass
