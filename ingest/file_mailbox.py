"""Mail from disk as a mailbox: `.eml`, `.msg`, mbox, Maildirs, and folders of them. Nothing is changed or moved."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.mbox_file import read_span, spans
from ingest.model import ListedMessage
from ingest.outlook_message import is_outlook_message
from ingest.ports import FolderStatus

UID_BITS = 52  # exact in every JSON reader, and far beyond chance collisions
_HEADER = re.compile(rb"\A(?:From |[!-9;-~]+:)")
_EML, _OUTLOOK, _MBOX = {".eml"}, {".msg"}, {".mbox", ".mbx"}

Reader = Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class SkippedFile:
    """A file that is no mail, with a code: `not_mail`, `cannot_be_read`, `not_found`."""

    path: Path
    reason: str


class FileMailbox:
    """`Mailbox` over files, in the order of the paths given and by name within a folder."""

    def __init__(self, paths: Sequence[Path], account: str = "import") -> None:
        self.account = account
        self.folder = "files"
        self.skipped: tuple[SkippedFile, ...] = ()
        self._paths = tuple(paths)
        self._messages: dict[int, tuple[str, int, Reader]] = {}

    def open(self) -> FolderStatus:
        """Look through the paths once; `skipped` then tells what was left out and why."""
        skipped: list[SkippedFile] = []
        self._messages = {}
        for path in self._paths:
            for name, read in _messages_at(path, "", skipped, given=True):
                self._add(name, read, path, skipped)
        self.skipped = tuple(skipped)
        return FolderStatus(uidvalidity=1, exists=len(self._messages))

    def list_uids(self, above: int = 0) -> Sequence[int]:  # noqa: ARG002 - the port's signature
        """Every message in order: these numbers come from names and contents, so none is above another."""
        return tuple(self._messages)

    def describe(self, uids: Sequence[int]) -> Sequence[ListedMessage]:
        """Their sizes. No date: the file system's is not when the mail came."""
        return tuple(ListedMessage(uid=uid, size=self._messages[uid][1]) for uid in uids)

    def list_messages(self) -> Sequence[ListedMessage]:
        """Every message in order."""
        return self.describe(self.list_uids())

    def fetch(self, uid: int) -> bytes | None:
        """The message, or None where its file is no longer there or has changed."""
        if uid not in self._messages:
            return None
        name, _, read = self._messages[uid]
        try:
            content = read()
        except (OSError, KeyError):
            return None
        return content if uid in (_uid(name, content), _uid(name, content, again=1)) else None

    def name_of(self, uid: int) -> str:
        """The file's name, within the given folder; `archive.mbox#3` for the third message of such a file.

        A message that an earlier run had taken in and not finished has lost its name.
        """
        return self._messages[uid][0] if uid in self._messages else f"earlier import {uid}"

    def move(self, uid: int, target_folder: str) -> bool:  # noqa: ARG002 - the port's signature
        """Files stay where they are."""
        return True

    def move_many(self, uids: Sequence[int], target_folder: str) -> set[int]:  # noqa: ARG002 - the port's signature
        """Files stay where they are."""
        return set(uids)

    def close(self) -> None:
        """Nothing is held open."""

    def _add(self, name: str, read: Reader, path: Path, skipped: list[SkippedFile]) -> None:
        try:
            content = read()
        except OSError:
            skipped.append(SkippedFile(path=path, reason="cannot_be_read"))
            return
        again = 0
        while (uid := _uid(name, content, again=again)) in self._messages:
            if again:
                return  # the same file given a third time
            again += 1
        self._messages[uid] = (name, len(content), read)


def _uid(name: str, content: bytes, *, again: int = 0) -> int:
    """Stable from run to run: the same file gives the same receipt. `again` tells two equal files apart."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + content + b"\0" * again).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - UID_BITS) or 1


def _messages_at(path: Path, within: str, skipped: list[SkippedFile], *, given: bool) -> Iterator[tuple[str, Reader]]:
    """The messages of a file or folder; `within` is the part of their names that stands for folders around it."""
    if path.is_dir():
        yield from _in_folder(path, "" if given else f"{within}{path.name}/", skipped)
    elif not path.exists():
        skipped.append(SkippedFile(path=path, reason="not_found"))
    else:
        yield from _in_file(path, f"{within}{path.name}", skipped, given=given)


def _in_folder(folder: Path, within: str, skipped: list[SkippedFile]) -> Iterator[tuple[str, Reader]]:
    if (folder / "cur").is_dir() and (folder / "new").is_dir():
        entries = [each for part in ("cur", "new") for each in (folder / part).iterdir() if each.is_file()]
        for each in sorted(entries, key=lambda entry: entry.name):
            yield f"{within}{each.name}", each.read_bytes
        return
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not each.name.startswith("."):
            yield from _messages_at(each, within, skipped, given=False)


def _in_file(path: Path, name: str, skipped: list[SkippedFile], *, given: bool) -> Iterator[tuple[str, Reader]]:
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as file:
            start = file.read(1024)
        if suffix in _MBOX or (given and suffix not in _EML and start.startswith(b"From ")):
            yield from _in_mbox(path, name)
        elif _is_mail(path, suffix, start, given=given):
            yield name, path.read_bytes
        else:
            skipped.append(SkippedFile(path=path, reason="not_mail"))
    except OSError:
        skipped.append(SkippedFile(path=path, reason="cannot_be_read"))


def _is_mail(path: Path, suffix: str, start: bytes, *, given: bool) -> bool:
    if suffix in _OUTLOOK:
        return is_outlook_message(path.read_bytes())
    return suffix in _EML or (given and suffix != ".json" and _HEADER.match(start) is not None)


def _in_mbox(path: Path, name: str) -> Iterator[tuple[str, Reader]]:
    for number, (first, last) in enumerate(spans(path), start=1):
        yield f"{name}#{number}", partial(read_span, path, first, last)
