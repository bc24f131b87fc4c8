"""Faults of the mailbox, told apart by what an administrator can do about them."""


class MailboxUnavailable(Exception):
    """The mailbox cannot be read now. `retryable` is False where only a person can mend it (wrong password, say)."""

    def __init__(self, what_to_do: str, *, retryable: bool) -> None:
        super().__init__(what_to_do)
        self.retryable = retryable
