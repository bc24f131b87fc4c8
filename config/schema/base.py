"""What every configuration type shares: frozen, and no unknown keys."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A configuration value: immutable, and a mistyped key is an error rather than silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
