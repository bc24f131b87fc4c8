"""Documents read in a child process: all of one mail in one call, and one by one where that call comes to nothing.

So a hostile document costs itself and never its neighbours. The child's answer is checked as the word of a stranger.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from config.domain import load_fields
from config.schema.fields import FieldCatalogue
from extract.document import Envelope
from extract.limited_process import LimitedProcess, Limits, Stopped, Tell
from extract.messages import gather
from extract.model import DocumentKind, Extraction, InputFile, MessageReading, OnPage, PageDone
from extract.read import read_message, told_of_each
from extract.scan_budget import ScanBudget, within

NOT_SAFE = "could_not_be_read_safely"
MOST_PAGES = 10_000  # of a file or a mail; a child that tells of more is not believed
# Recognising a scanned page takes some seconds of processor time, and address space far beyond the memory it uses.
WHOLE_MAIL = Limits(wall_seconds=300, cpu_seconds=240, memory_bytes=3 * 1024**3)
ONE_FILE = Limits(wall_seconds=120, cpu_seconds=100, memory_bytes=3 * 1024**3)
_WARM_UP = b"""Referral form

Name of child: Ada Finch
Date of birth: 1 May 2015
Date of incident: 2 June 2026
Summary of incident: She was seen by a nurse.
Police investigation: No
Referrer: Bea Lark, nurse, 01632 960001, b.lark@harbour.example
"""
_LENGTH = struct.Struct(">Q")
_PAGE = struct.Struct(">IIII")  # page, pages, attachment, attachments


@dataclass(frozen=True, kw_only=True)
class _Wire:
    """A reading without its repetitions: the document of a referral is that of the file it stands in."""

    extractions: tuple[Extraction, ...]
    referrals: tuple[tuple[int, Extraction], ...]


_WIRE = TypeAdapter(_Wire)


@dataclass(frozen=True, kw_only=True)
class _Packed:
    """What a child is given: the files, the site's configuration, and how long it may take."""

    site_folder: str
    files: tuple[InputFile, ...]
    wall_seconds: float
    cpu_seconds: float


def read_packed(content: bytes, tell: Tell | None = None) -> bytes:
    """Runs in the child: packed files in, what they gave out. `tell` is given each page that had to be recognised."""
    packed = _unpack_files(content)
    on_page = None if tell is None else lambda done: tell(_packed(done))
    with within(ScanBudget(wall_seconds=packed.wall_seconds, cpu_seconds=packed.cpu_seconds)):
        reading = read_message(packed.files, _catalogue(packed.site_folder), on_page)
    return _WIRE.dump_json(_as_wire(reading), exclude_defaults=True)


@dataclass(frozen=True, kw_only=True)
class SafeReader:
    """Reads the files of a mail in children of `process`; `site` is the folder of a site's own configuration."""

    process: LimitedProcess
    site: Path | None = None

    def read_message(self, files: Sequence[InputFile], on_page: OnPage | None = None) -> MessageReading:
        """As `extract.read.read_message`; a file that no child survives is UNREADABLE, with NOT_SAFE as warning.

        `on_page` must not raise. It is told the numbers that the child gives: good to look at, not to rely on.
        """
        reading = self._read(files, WHOLE_MAIL, on_page)
        return reading if reading is not None else self._one_by_one(files, on_page)

    def _one_by_one(self, files: Sequence[InputFile], on_page: OnPage | None) -> MessageReading:
        found: list[Extraction] = []
        for file, told in zip(files, told_of_each(files, on_page), strict=True):
            alone = self._read([file], ONE_FILE, told)
            found.append(alone.extractions[0] if alone is not None else _not_read(file))
        bodies = {number: found[number].record for number, file in enumerate(files) if file.is_mail_body}
        return gather(found, bodies)

    def _read(self, files: Sequence[InputFile], limits: Limits, on_page: OnPage | None) -> MessageReading | None:
        on_note = None if on_page is None else partial(_pass_on, on_page)
        answer = self.process.call(read_packed, _pack_files(files, self.site, limits), limits, on_note)
        if isinstance(answer, Stopped):
            return None
        try:
            return _from_wire(_WIRE.validate_json(answer), len(files))
        except (ValidationError, IndexError, RecursionError):
            return None


def warm_up(site_folder: Path | None) -> bytes:
    """Content with which `read_packed` loads its configuration and compiles its patterns, once for all children."""
    return _pack_files([InputFile(name="warm-up", content=_WARM_UP, is_mail_body=True)], site_folder)


def _packed(done: PageDone) -> bytes:
    return _PAGE.pack(done.page, done.pages, done.attachment, done.attachments)


def _pass_on(on_page: OnPage, note: bytes) -> None:
    """What makes no sense is left out."""
    if len(note) != _PAGE.size:
        return
    page, pages, attachment, attachments = _PAGE.unpack(note)
    if 1 <= page <= pages <= MOST_PAGES and 1 <= attachment <= attachments <= MOST_PAGES:
        on_page(PageDone(page=page, pages=pages, attachment=attachment, attachments=attachments))


def _envelope_as_list(envelope: Envelope | None) -> list[str] | None:
    if envelope is None:
        return None
    sent = envelope.sent.isoformat() if envelope.sent else ""
    return [each.encode("utf-8", "replace").decode() for each in (envelope.sender_name, envelope.sender_address, sent)]


def _envelope(packed: list[str] | None) -> Envelope | None:
    if packed is None:
        return None
    name, address, sent = packed
    return Envelope(sender_name=name, sender_address=address, sent=date.fromisoformat(sent) if sent else None)


def _not_read(file: InputFile) -> Extraction:
    kind = DocumentKind.OTHER_DOCUMENT if file.is_mail_body else DocumentKind.UNREADABLE
    return Extraction(file=file.name, kind=kind, warnings=(NOT_SAFE,))


def _as_wire(reading: MessageReading) -> _Wire:
    places = []
    for referral in reading.referrals:
        documents = [each.document for each in reading.extractions]
        number = next(n for n, document in enumerate(documents) if document is referral.document)
        places.append((number, replace(referral, document=None)))
    return _Wire(extractions=reading.extractions, referrals=tuple(places))


def _from_wire(wire: _Wire, expected: int) -> MessageReading:
    """Raises IndexError where the numbers do not fit."""
    if len(wire.extractions) != expected or len(wire.referrals) > expected or any(n < 0 for n, _ in wire.referrals):
        raise IndexError
    referrals = (replace(each, document=wire.extractions[number].document) for number, each in wire.referrals)
    return MessageReading(extractions=wire.extractions, referrals=tuple(referrals))


def _pack_files(files: Sequence[InputFile], site_folder: Path | None, limits: Limits = ONE_FILE) -> bytes:
    about = [
        [
            each.name.encode("utf-8", "replace").decode(),
            each.declared_type,
            each.inline,
            each.is_mail_body,
            each.is_container,
            _envelope_as_list(each.envelope),
        ]
        for each in files
    ]
    seconds = [limits.wall_seconds, limits.cpu_seconds]
    head = json.dumps({"site": str(site_folder) if site_folder else "", "seconds": seconds, "files": about}).encode()
    blocks = (head, *(each.content for each in files))
    return b"".join(_LENGTH.pack(len(block)) + block for block in blocks)


def _unpack_files(content: bytes) -> _Packed:
    blocks, position = [], 0
    while position < len(content):
        length = int(_LENGTH.unpack_from(content, position)[0])
        start = position + _LENGTH.size
        blocks.append(content[start : start + length])
        position = start + length
    head = json.loads(blocks[0])
    files = [
        InputFile(
            name=name,
            content=block,
            declared_type=declared,
            inline=inline,
            is_mail_body=body,
            is_container=container,
            envelope=_envelope(envelope),
        )
        for (name, declared, inline, body, container, envelope), block in zip(head["files"], blocks[1:], strict=True)
    ]
    wall, cpu = head["seconds"]
    return _Packed(site_folder=head["site"], files=tuple(files), wall_seconds=wall, cpu_seconds=cpu)


@cache
def _catalogue(site_folder: str) -> FieldCatalogue:
    return load_fields(Path(site_folder) if site_folder else None)
