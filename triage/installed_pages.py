"""The pages of one installation: what they are told by its settings. On behalf of `service.py`; serves nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask

from config.schema.sign_in import ProviderSettings
from config.settings import MailboxSettings, Settings
from triage.site import Sites
from triage.store.assembly import Store
from triage.store.sessions import SignInRules
from triage.web.app import Ports, WebOptions, create_app
from triage.web.provider import Provider, ProviderRules

RETURN = "/sign-in/provider/return"  # as it is entered at the provider


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the settings do not say."""

    clock: Callable[[], datetime]
    version: str
    demo_notice: str
    blank_form: Callable[[str], bytes]


def installed_pages(settings: Settings, store: Store, sites: Sites, told: Told) -> Flask:
    """The application, over what the store keeps."""
    web, sign_in = settings.web, settings.web.sign_in
    options = WebOptions(
        partnership_name=sites.general.domain.partnership.name,
        secret_key=store.key("web"),
        clock=told.clock,
        secure_cookies=web.secure_cookies,
        version=told.version,
        demo_notice=told.demo_notice,
        blank_form=told.blank_form,
        provider=_provider(sign_in.provider, web.public_address) if sign_in.provider else None,
        local_accounts=sign_in.local,
        shown_settings=tuple(shown_settings(settings)),
    )
    rules = SignInRules(
        idle=timedelta(minutes=sign_in.idle_minutes),
        longest=timedelta(hours=sign_in.longest_hours),
        codes=sign_in.codes,
    )
    accounts = store.accounts.with_rules(rules)
    ports = Ports(
        reader=store.reader,
        accounts=accounts,
        letters=sites.letters,
        pictures=sites.pictures.page,
        being_read=lambda: sites.reading.current,
    )
    return create_app(ports, options)


def provider_checks(settings: Settings, clock: Callable[[], datetime]) -> dict[str, Callable[[], object]]:
    """What `check` tries of the sign-in by a provider, where there is one. Its secret is not used."""
    provider = settings.web.sign_in.provider
    if provider is None:
        return {}
    return {"sign-in provider": lambda: _provider(provider, settings.web.public_address).check(clock())}


def shown_settings(settings: Settings) -> Iterator[tuple[str, str]]:
    """Name and value of what is in force, in words: never a password, a secret or a key, nor where they are kept."""
    sign_in, smtp = settings.web.sign_in, settings.smtp
    yield "Database", settings.database_url.partition("://")[0].partition("+")[0]
    yield "Site's own rules", "yes" if settings.site_folder else "no"
    for box in settings.mailboxes:
        yield f"Mailbox {box.name}", _mailbox(box)
    yield "Mailboxes are read every", f"{settings.poll_seconds} seconds"
    yield "Relay", f"{smtp.host or 'a folder'}, from {smtp.sender}" if smtp else "none: nothing is sent"
    yield "Trusted senders", ", ".join(settings.senders.trusted) or "none"
    yield "Untrusted senders", ", ".join(settings.senders.untrusted) or "none"
    yield "The team is told at", ", ".join(settings.team.addresses) or "no address"
    yield "Sign-in with work accounts", "on" if sign_in.provider else "off"
    codes = "with a code" if sign_in.codes else "without a code"
    yield "Sign-in with a password", f"on, {codes}" if sign_in.local else "off"
    yield "A session ends", f"after {sign_in.idle_minutes} idle minutes, and after {sign_in.longest_hours} hours"


def _mailbox(box: MailboxSettings) -> str:
    how = "OAuth2" if box.oauth2 else "password"
    return f"{box.username} at {box.host}, folder {box.folder}, TLS {box.tls}, {how}"


def _provider(provider: ProviderSettings, public_address: str) -> Provider:
    return Provider(
        ProviderRules(
            tenant=provider.tenant,
            client_id=provider.client_id,
            client_secret=provider.client_secret.get_secret_value(),
            redirect_uri=public_address.rstrip("/") + RETURN,
            authority=provider.authority,
        )
    )
