"""Faults of the relay."""


class TransportRefused(Exception):
    """The relay did not take the e-mail. `code` is the reply code or a word of ours, never the relay's text.

    `permanent`: trying again will not help. `outcome_unknown`: the connection broke after the e-mail was handed over.
    `relay_out`: it is not about this e-mail, so there is no use in trying the next one now.
    """

    def __init__(
        self, code: str, *, permanent: bool = False, outcome_unknown: bool = False, relay_out: bool = False
    ) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.outcome_unknown = outcome_unknown
        self.relay_out = relay_out
