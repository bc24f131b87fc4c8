"""Where the service runs: mailboxes, relay, database, pages. Domain rules are elsewhere (`config.domain`).

Highest first: arguments; environment `SCP_…` (`__` for nesting); secret files (`smtp__password`, one a file, in
`SCP_SECRETS_DIR`); `service.yaml`; defaults. Unknown keys are errors.
"""

import os
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)

from config.errors import ConfigError
from config.load import misfit, not_yaml
from config.schema.sending import AcknowledgementLimits
from config.schema.sign_in import SignInSettings
from config.schema.team import TeamRules

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
Tls = Literal["implicit", "starttls", "none"]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OAuth2Settings(_Section):
    """An application of an Entra tenant that signs in by itself (client credentials), for Exchange Online."""

    tenant: str = Field(min_length=1)
    client_id: str = Field(min_length=1)
    client_secret: SecretStr = SecretStr("")
    certificate: Path | None = None  # PEM: the certificate and its private key; preferred to a secret
    scope: str = "https://outlook.office365.com/.default"
    authority: str = Field(default="https://login.microsoftonline.com", pattern="^https://")

    @model_validator(mode="after")
    def _one_proof(self) -> "OAuth2Settings":
        if bool(self.client_secret.get_secret_value()) == (self.certificate is not None):
            raise ValueError("give client_secret or certificate, one of the two")
        return self

    def credentials(self) -> dict[str, Any]:
        """As ingest's token source names them; the secret in the clear."""
        plain = self.model_dump(exclude={"client_secret"})
        return plain | {"client_secret": self.client_secret.get_secret_value()}


class _Server(_Section):
    host: str
    port: int
    tls: Tls = "implicit"
    username: str = ""
    password: SecretStr = SecretStr("")
    oauth2: OAuth2Settings | None = None  # in place of the password
    timeout_seconds: float = 60

    @property
    def credentials(self) -> dict[str, Any] | None:
        """Of OAuth2, as ingest's token source names them; None where a password is used."""
        return self.oauth2.credentials() if self.oauth2 else None

    def access(self) -> dict[str, Any]:
        """Host, port, tls, username, password and time-out, as the adapters name them; the password in the clear."""
        shared = {"host": self.host, "port": self.port, "tls": self.tls, "username": self.username}
        return shared | {"password": self.password.get_secret_value(), "timeout": self.timeout_seconds}

    @model_validator(mode="after")
    def _no_plain_text_over_a_network(self) -> "_Server":
        if self.tls == "none" and self.host not in LOOPBACK:
            raise ValueError("tls: none is for a server on this machine only; use implicit or starttls")
        return self

    @model_validator(mode="after")
    def _one_way_to_sign_in(self) -> "_Server":
        if self.oauth2 is not None and self.password.get_secret_value():
            raise ValueError("give password or oauth2, not both")
        if self.oauth2 is not None and not self.username:
            raise ValueError("oauth2 needs username: the mailbox's own address")
        return self


class MailboxSettings(_Server):
    """One mailbox that is read. Nothing in it is ever deleted."""

    name: str = "referrals"
    folder: str = "INBOX"
    processed_folder: str = "Processed"
    quarantine_folder: str = "Quarantine"
    sent_folder: str = ""  # where the mail system keeps copies of what we send from it; empty: it keeps none
    largest_message_mb: int = Field(default=150, ge=1)  # a larger one stays in the mailbox and is shown to the team
    wake_up: bool = True  # by IDLE, where the server offers it, so that mail need not wait for the next poll
    site_folder: Path | None = None  # this partnership's own criteria, wording and calendar; else the general one
    team: TeamRules | None = None  # who is told of its cases; else the general team

    @property
    def moved_to(self) -> tuple[str, str]:
        """The folders that we move mail to."""
        return self.processed_folder, self.quarantine_folder

    def access(self) -> dict[str, Any]:
        """As ingest's adapter wants it."""
        limit = self.largest_message_mb * 1024 * 1024
        return super().access() | {"folder": self.folder, "account": self.name, "largest_message": limit}

    @model_validator(mode="after")
    def _own_folders(self) -> "MailboxSettings":
        if len({self.folder, self.processed_folder, self.quarantine_folder}) < 3:
            raise ValueError("folder, processed_folder and quarantine_folder are three different folders")
        return self


class SmtpSettings(_Server):
    """The relay that takes our e-mails; with `folder`, they are put there instead."""

    host: str = ""
    port: int = 465
    folder: Path | None = None
    per_minute: int | None = Field(default=None, ge=1)  # e-mails; unless given 10, or at a relay on this machine any
    sender: str  # our own address, in From
    sender_name: str = "Partnership Team"
    envelope_sender: str = ""  # empty: the null sender, so that a bounce cannot loop
    own_addresses: tuple[str, ...] = ()  # further addresses of ours that are never written to

    @property
    def pace(self) -> int | None:
        """How many e-mails a minute; None where the relay is on this machine and keeps its own pace."""
        if self.per_minute is not None:
            return self.per_minute
        return None if self.folder or self.host in LOOPBACK else 10

    @model_validator(mode="after")
    def _somewhere_to_send(self) -> "SmtpSettings":
        if not self.host and self.folder is None:
            raise ValueError("give the relay's host, or a folder to put e-mails into")
        return self

    def access(self) -> dict[str, Any]:
        """As notify's adapter wants it."""
        written_as = {"sender": self.sender, "sender_name": self.sender_name, "envelope_sender": self.envelope_sender}
        return super().access() | written_as | {"folder": self.folder}


class SenderRules(_Section):
    """Domain patterns such as `iow.gov.uk`, `*.nhs.uk`. Untrusted wins over trusted."""

    trusted: tuple[str, ...] = ()
    untrusted: tuple[str, ...] = ()
    personal: tuple[str, ...] = ("gmail.com", "googlemail.com", "outlook.com", "hotmail.*", "yahoo.*", "icloud.com")
    authserv_id: str = ""  # whose Authentication-Results are believed; empty: nobody's
    require_pass: bool = False  # without its pass nobody is answered by the service alone
    limits: AcknowledgementLimits = AcknowledgementLimits()

    def policy(self) -> dict[str, Any]:
        """As notify's rules name them."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class WebSettings(_Section):
    """Where the pages are served; a proxy in front of them ends TLS."""

    host: str = "127.0.0.1"
    port: int = 8080
    secure_cookies: bool = True
    public_address: str = Field(default="", pattern="^(https?://.+)?$")  # as the team's browsers reach the pages
    sign_in: SignInSettings = SignInSettings()

    @model_validator(mode="after")
    def _the_provider_finds_back(self) -> "WebSettings":
        if self.sign_in.provider is not None and not self.public_address.startswith("https://"):
            raise ValueError("sign_in.provider needs public_address (https): the provider sends people back to it")
        return self


class Settings(BaseSettings):
    """Everything that differs from one installation to the next."""

    model_config = SettingsConfigDict(
        env_prefix="SCP_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    data_dir: Path = Path("var")
    database: str = ""  # an SQLAlchemy URL; empty: SQLite in the data folder
    site_folder: Path | None = None  # replaces files of `config/` one by one
    mailboxes: tuple[MailboxSettings, ...] = ()
    smtp: SmtpSettings | None = None
    senders: SenderRules = SenderRules()
    web: WebSettings = WebSettings()
    team: TeamRules = TeamRules()
    poll_seconds: int = Field(default=60, ge=1)
    keep_free_mb: int = Field(default=500, ge=0)  # with less room on the disk, mail waits in its mailbox
    log_format: Literal["json", "console"] = "json"

    @field_validator("mailboxes")
    @classmethod
    def _told_apart(cls, mailboxes: tuple[MailboxSettings, ...]) -> tuple[MailboxSettings, ...]:
        names = [box.name for box in mailboxes]
        if len(set(names)) < len(names):
            raise ValueError("each mailbox needs a name of its own; it is part of every message's identity")
        if set(names) & {"import"}:
            raise ValueError("a mailbox cannot be named import: mail from disk is kept under that name")
        return mailboxes

    @property
    def teams(self) -> dict[str, TeamRules]:
        """Whom to tell: by mailbox where one has a team of its own; under no name the team of all the others."""
        return {"": self.team} | {box.name: box.team for box in self.mailboxes if box.team is not None}

    def site_folder_of(self, account: str) -> Path | None:
        """Where the domain configuration of a mailbox's cases is; mail from disk has the general one."""
        own = next((box.site_folder for box in self.mailboxes if box.name == account), None)
        return own or self.site_folder

    @model_validator(mode="after")
    def _team_reads_elsewhere(self) -> "Settings":
        if self.own_addresses & {address.lower() for team in self.teams.values() for address in team.addresses}:
            raise ValueError("team.addresses: not the mailbox that this service reads, or it would read its own alerts")
        return self

    @property
    def database_url(self) -> str:
        """The configured database, else the embedded one."""
        return self.database or f"sqlite:///{self.data_dir / 'referrals.db'}"

    @property
    def own_domain(self) -> str:
        """What stands behind the `@` of our Message-IDs."""
        return self.smtp.sender.rpartition("@")[2] if self.smtp else "localhost"

    @property
    def own_addresses(self) -> frozenset[str]:
        """Every address that is ours, in lower case: mail from them is never answered."""
        smtp = (self.smtp.sender, *self.smtp.own_addresses) if self.smtp else ()
        users = (box.username for box in self.mailboxes if "@" in box.username)
        return frozenset(address.lower() for address in (*smtp, *users))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings' signature
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The order of the module's docstring; `.env` files are not read."""
        secrets = NestedSecretsSettingsSource(
            file_secret_settings,
            secrets_dir=os.environ.get("SCP_SECRETS_DIR") or None,
            secrets_prefix="",
            secrets_nested_delimiter="__",
        )
        return init_settings, env_settings, secrets, YamlConfigSettingsSource(settings_cls)


def load_settings(file: Path | None = None, **arguments: Any) -> Settings:
    """Settings from `file` (else `SCP_CONFIG`, else none), the environment and `arguments`. Raises ConfigError."""
    path = file or (Path(os.environ["SCP_CONFIG"]) if os.environ.get("SCP_CONFIG") else None)
    if path is not None and not path.is_file():
        raise ConfigError("is not there; correct --config or SCP_CONFIG", file=path)

    class _SettingsOfThisFile(Settings):
        model_config = SettingsConfigDict(yaml_file=path)

    try:
        return _SettingsOfThisFile(**arguments)
    except ValidationError as error:
        raise misfit(error, path) from error
    except yaml.MarkedYAMLError as error:
        raise not_yaml(error, path) from error
