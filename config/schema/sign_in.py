"""How people sign in to the pages: by the council's Entra tenant, by local accounts, or both. Part of the settings."""

from pydantic import Field, SecretStr

from config.schema.base import Frozen


class ProviderSettings(Frozen):
    """This application in the council's Entra tenant, by which people sign in (OpenID Connect)."""

    tenant: str = Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")  # its id; never `common` or a name
    client_id: str = Field(min_length=1)
    client_secret: SecretStr
    authority: str = Field(default="https://login.microsoftonline.com", pattern="^https://[^/]+$")


class SignInSettings(Frozen):
    """How people sign in to the pages."""

    provider: ProviderSettings | None = None
    local_accounts: bool | None = None  # unless given: only where there is no provider
    codes: bool = True  # one-time codes beside the passwords of local accounts
    idle_minutes: int = Field(default=15, ge=1)
    longest_hours: int = Field(default=8, ge=1)

    @property
    def local(self) -> bool:
        """Whether local accounts may sign in."""
        return self.provider is None if self.local_accounts is None else self.local_accounts
