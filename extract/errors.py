"""The one error of the readers: a document that is not read at all, with the reason as a code."""

import lzma
import struct
import zipfile
import zlib

# What `zipfile` raises for damaged packages, on opening them, listing them or reading an entry.
ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, LookupError,
    RuntimeError, OverflowError,
)  # fmt: skip


class DocumentRefused(Exception):
    """The document is not read. `code` names the reason and holds nothing of its content.

    `not_a_word_file`, `not_a_pdf`: something else; `damaged`: cut short or broken; `encrypted`: needs a password;
    `old_word_format`: the format before 2007; `has_doctype`: declares entities, as no real form does;
    `too_large`, `too_deep`: beyond what any form needs.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
