"""Faults of the mailbox, told apart by what an administrator can do about them."""


class MailboxUnavailable(Exception):
    """The mailbox cannot be read now. `retryable` is False where only a person can mend it (wrong password, say).

    `code` is the same in one word, for health and alerts; `wait_seconds` is how long the server asked us to stay away.
    """

    def __init__(
        self,
        what_to_do: str,
        *,
        retryable: bool,
        code: str = "mailbox_unavailable",
        wait_seconds: float | None = None,
    ) -> None:
        super().__init__(what_to_do)
        self.retryable = retryable
        self.code = code
        self.wait_seconds = wait_seconds


class MessageTooLarge(Exception):
    """A message is larger than the configured limit: it stays in the mailbox, and the team is told."""


class TokenRefused(OSError):
    """No access token came: the text says what an administrator can do; `code` is the same in one word."""

    def __init__(self, what_to_do: str, *, retryable: bool, code: str) -> None:
        super().__init__(what_to_do)
        self.retryable = retryable
        self.code = code
