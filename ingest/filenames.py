"""File names out of mails and archives: decoded, and cleaned for display. No file is ever written under such a name."""

import re
import unicodedata
from email.message import Message
from email.utils import collapse_rfc2231_value

from ingest.header_text import decode_words, raw_to_text, unfold

MAX_NAME = 120  # characters
_MAX_PARAMETERS = 8 * 1024  # characters of a header that are read: 80,000 RFC 2231 pieces cost seconds
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def declared_filename(disposition: str, content_type: str) -> str:
    """The name as the sender gave it (RFC 2183, 2231, and the encoded words that many send instead), or empty."""
    for name, value, parameter in (
        ("Content-Disposition", disposition, "filename"),
        ("Content-Type", content_type, "name"),
    ):
        given = header_parameter(name, value, parameter)
        if given:
            return decode_words(given.strip('"'))  # a closing quote may be missing
    return ""


def header_parameter(header: str, raw_value: str, parameter: str) -> str:
    """One parameter of a structured header, RFC 2231 resolved; empty where absent or malformed."""
    carrier = Message()
    carrier[header] = unfold(raw_to_text(raw_value[:_MAX_PARAMETERS])).strip()
    try:
        value = carrier.get_param(parameter, "", header=header)
        return collapse_rfc2231_value(value).strip() if value else ""
    except (ValueError, LookupError, TypeError, IndexError):
        return ""


def clean_filename(name: str) -> str:
    """The last path component without control, bidi and zero-width characters, at most 120; may be empty."""
    component = re.split(r"[/\\]", name)[-1]
    visible = "".join(each for each in unicodedata.normalize("NFC", component) if _is_visible(each))
    tidy = " ".join(_FORBIDDEN.sub("_", visible).split()).strip(". ")
    stem, dot, extension = tidy.rpartition(".")
    if (stem or extension).lower() in _RESERVED:
        tidy = f"_{tidy}"
    if len(tidy) <= MAX_NAME:
        return tidy
    kept = f"{dot}{extension}" if dot and len(extension) <= 10 else ""
    return tidy[: MAX_NAME - len(kept)].rstrip(". ") + kept


def is_unsafe_filename(name: str) -> bool:
    """Whether a name tries to be something else: a path, hidden or reversed letters, over-long, a reserved device."""
    if not name.strip():
        return False
    cleaned = clean_filename(name)
    return not cleaned or cleaned != " ".join(unicodedata.normalize("NFC", name).split()).rstrip(". ")


def extension_of(name: str) -> str:
    """The part behind the last dot in lower case, without the dot; empty where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_visible(character: str) -> bool:
    """Blanks stay; controls, format characters (bidi, zero-width), surrogates and line separators go."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
