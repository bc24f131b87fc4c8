"""Originals on disk: named by the hash of what they hold, encrypted, written and synced before any row names them."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes, AES-GCM's own size (NIST SP 800-38D)


class OriginalDamaged(Exception):
    """A stored original is not what was stored: restore it from a backup."""


class Originals:
    """A folder of encrypted originals under one 256-bit key."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)

    def put(self, content: bytes) -> str:
        """Store and return the SHA-256 hex. On return the bytes are on disk; storing the same again changes nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        if not path.exists():
            nonce = secrets.token_bytes(_NONCE)
            write_durably(path, nonce + self._cipher.encrypt(nonce, content, sha256.encode()))
        return sha256

    def get(self, sha256: str) -> bytes:
        """The original. Raises OriginalDamaged where it is missing or does not match its hash."""
        try:
            sealed = self._path(sha256).read_bytes()
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], sha256.encode())
        except (OSError, InvalidTag) as error:
            raise OriginalDamaged(sha256) from error

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def write_durably(path: Path, content: bytes) -> None:
    """Write so that after a power cut all of it is there or nothing: temporary file, sync, rename, sync folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    _sync_folder(path.parent.parent)


def load_or_create_key(path: Path) -> bytes:
    """The 32-byte key of `path`, made on first use, readable by its owner only."""
    if not path.exists():
        write_durably(path, secrets.token_bytes(32))
    return path.read_bytes()


def derive_key(master: bytes, purpose: str) -> bytes:
    """A 32-byte key of its own for each purpose (HMAC-SHA256), so that one that leaks opens nothing else."""
    return hmac.new(master, purpose.encode(), hashlib.sha256).digest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
