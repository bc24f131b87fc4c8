"""Files that only their recipient can open: told by what they are, so that they are never shown as empty or damaged."""

import io
import zipfile

from extract.errors import ZIP_FAULTS
from extract.model import InputFile

_TYPES = {
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "application/pgp-encrypted",
    "application/x-microsoft-rpmsg-message",
}
_ENDINGS = (".p7m", ".rpmsg", ".switch", ".pgp", ".gpg")
_PGP_MESSAGE = b"-----BEGIN PGP MESSAGE-----"
_ENCRYPTED_FLAG = 0x1


def is_protected(file: InputFile) -> bool:
    """Encrypted mail (S/MIME, PGP, rights management, Egress), or an archive that asks for a password."""
    by_kind = file.declared_type.lower() in _TYPES or file.name.lower().endswith(_ENDINGS)
    return by_kind or file.content.lstrip()[:30].startswith(_PGP_MESSAGE) or _is_locked_archive(file.content)


def _is_locked_archive(content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(entry.flag_bits & _ENCRYPTED_FLAG for entry in archive.infolist())
    except ZIP_FAULTS:
        return False
