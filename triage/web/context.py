"""What every page needs: ports, options, the time, the person signed in, the case an address names. No pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Flask, abort, current_app, g

from config.domain import DomainConfiguration
from extract.model import PagePicture
from notify.ports import LetterDesk
from triage.being_read import BeingRead
from triage.casework.desk import Desk, Workplace
from triage.confined import ConfinedReader
from triage.model import Caseworker
from triage.ports import Accounts, CaseReader, UnfinishedBook
from triage.read_models import CaseView, MailItem
from triage.web.provider import Provider

_KEY = "referrals"


@dataclass(frozen=True, kw_only=True)
class WebOptions:
    """What one installation of the pages is told. `clock` gives aware datetimes."""

    partnership_name: str
    secret_key: bytes
    clock: Callable[[], datetime]
    secure_cookies: bool
    version: str
    demo_notice: str = ""  # shown on every page, so that invented cases are never taken for real ones
    provider: Provider | None = None  # by which people sign in
    local_accounts: bool = True  # whether a username and password do as well
    shown_settings: Sequence[tuple[str, str]] = ()  # effective ones without secrets, for the administrator
    blank_form: Callable[[str], bytes] | None = None  # the partnership's own form, as `docx` or `pdf`


@dataclass(frozen=True, kw_only=True)
class Ports:
    """What the pages stand on. `letters` gives the desk that words the letters on the cases of one mailbox."""

    reader: Workplace
    accounts: Accounts
    letters: Callable[[str], LetterDesk]
    pictures: Callable[[bytes, int], PagePicture | None] | None = None  # of a page of a file, for people to look at
    being_read: Callable[[], BeingRead | None] = lambda: None  # by the process that serves the pages


@dataclass(frozen=True, kw_only=True)
class Services:
    """What one app has at hand."""

    ports: Ports
    options: WebOptions
    desk: Desk


def attach(app: Flask, services: Services) -> None:
    """Tie the ports to the app."""
    app.extensions[_KEY] = services


def services() -> Services:
    """The ports of the app that answers the current request."""
    return cast("Services", current_app.extensions[_KEY])


def reader() -> CaseReader:
    """Cases and mail, without what is kept from the person who asks. Only for pages behind sign-in."""
    if "reader" not in g:
        everything = services().ports.reader
        g.reader = ConfinedReader(everything, signed_in(), everything.hidden_from(signed_in()))
    return cast("CaseReader", g.reader)


def being_read() -> BeingRead | None:
    """The message that is read now, if it came to a mailbox whose mail the person who asks may see."""
    found, mailboxes = services().ports.being_read(), cast("ConfinedReader", reader()).hidden.mailboxes
    return found if found is not None and (mailboxes is None or found.account in mailboxes) else None


def case_or_404(reference: str) -> CaseView:
    """The case that an address names; for one that is not there, or is kept from the person, there is no page."""
    found = reader().case(reference, now())
    if found is None:
        abort(404)
    g.rules = rules_of(found)
    return found


def rules_of(case: CaseView) -> DomainConfiguration:
    """Fields, criteria and days of the partnership whose case it is."""
    return desk().domain_of(case.row.account)


def rules_here() -> DomainConfiguration:
    """Those of the case that the address names; the general ones on pages of no case."""
    return cast("DomainConfiguration", g.get("rules") or desk().domain)


def mail_or_404(item_id: int) -> MailItem:
    """The mail that an address names, likewise."""
    found = reader().mail_item(item_id)
    return found if found is not None else abort(404)


def accounts() -> Accounts:
    """Who may sign in."""
    return services().ports.accounts


def letters(account: str) -> LetterDesk:
    """The desk for letters on the cases of one mailbox."""
    return services().ports.letters(account)


def desk() -> Desk:
    """Where people change things."""
    return services().desk


def messages() -> UnfinishedBook:
    """Messages that are no mail of the team's yet."""
    return services().ports.reader.messages


def now() -> datetime:
    """The time of this request, by the app's own clock; the same for the whole request."""
    if "now" not in g:
        g.now = services().options.clock()
    return cast("datetime", g.now)


def signed_in() -> Caseworker:
    """Who asks. Only for pages behind sign-in: AttributeError anywhere else."""
    return cast("Caseworker", g.caseworker)
