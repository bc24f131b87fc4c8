"""Faults of the relay."""


class TransportRefused(Exception):
    """The relay did not take the e-mail. `permanent`: trying again will not help. `code` holds the reply code only."""

    def __init__(self, code: str, *, permanent: bool) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
