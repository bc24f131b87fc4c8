"""Puts e-mails into a folder instead of sending them: for trials without a relay, and for tests."""

import hashlib
import os
from pathlib import Path

from notify.errors import TransportRefused
from notify.model import OutgoingEmail
from notify.wire import as_bytes


class FolderTransport:
    """MailTransport that writes each e-mail as one `.eml` file, named by time and Message-ID: a resend adds none."""

    def __init__(self, folder: Path, sender: str, sender_name: str) -> None:
        self._folder, self._sender, self._sender_name = folder, sender, sender_name

    def open(self) -> None:
        """The folder is there. Raises TransportRefused."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TransportRefused("folder_not_writable", relay_out=True) from error

    def send(self, email: OutgoingEmail) -> None:
        """Returns once the file is on disk under its name. Raises TransportRefused."""
        self.open()
        content = as_bytes(email, self._sender, self._sender_name)
        mark = hashlib.sha256(email.message_id.encode()).hexdigest()[:12]
        target = self._folder / f"{email.written_at:%Y%m%dT%H%M%S}-{mark}.eml"
        part = target.with_suffix(".part")
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except OSError as error:
            raise TransportRefused("folder_not_writable", relay_out=True) from error

    def close(self) -> None:
        """Nothing to end."""

    def check(self) -> None:
        """The folder can be made. Raises TransportRefused."""
        self.open()
