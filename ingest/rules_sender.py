"""What a mail's sender and attachments give reason to look at twice. Flags only; none of them stops a mail."""

import re
from collections.abc import Iterable

from config.schema.screening import ScreeningRules
from ingest import sniff
from ingest.filenames import extension_of, is_unsafe_filename
from ingest.model import SourceMessage
from ingest.rules_machine import fits_name, local_part

_RESULT = re.compile(r"\b(spf|dkim|dmarc|compauth)\s*=\s*([a-z]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_DOCUMENTS = {"pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "jpg", "png", "txt"}


def sender_flags(message: SourceMessage, rules: ScreeningRules) -> list[str]:
    """Flags about who sent the mail, by the contract's names."""
    flags = []
    if message.sender is not None and _fits_domain(message.sender.domain, rules.personal_domains):
        flags.append("personal_sender")
    if authentication_failed(message, rules.authserv_id):
        flags.append("sender_not_verified")
    if _reply_goes_elsewhere(message):
        flags.append("reply_to_differs")
    if fits_name(local_part(message), rules.noreply_senders):
        flags.append("noreply_sender")
    if "header_line_break" in message.defects or any("\n" in value or "\r" in value for _, value in message.headers):
        flags.append("injection")
    return flags


def file_flags(filename: str, untrusted_filename: str, content: bytes, rules: ScreeningRules) -> list[str]:
    """Flags about one file, also for those inside an archive: it can run, or its name pretends something."""
    flags = []
    kind = sniff.sniff(content)
    dangerous = extension_of(filename) in rules.dangerous_extensions
    if dangerous or kind in sniff.EXECUTABLES:
        flags.append("dangerous_attachment")
    parts = filename.lower().split(".")
    doubled = dangerous and len(parts) > 2 and parts[-2] in _DOCUMENTS
    if is_unsafe_filename(untrusted_filename) or doubled:
        flags.append("unsafe_filename")
    return flags


def authentication_failed(message: SourceMessage, authserv_id: str) -> bool:
    """Whether the configured server itself says that the sender failed its check (RFC 8601).

    Only headers with the configured id count, as anybody can write the others; without an id nothing is known, and
    nothing here ever says that a sender is verified. Without a DMARC result, SPF and DKIM must both have failed.
    """
    if not authserv_id:
        return False
    for value in message.header_values("Authentication-Results"):
        identity, _, results = _COMMENT.sub(" ", value).partition(";")
        if identity.split()[:1] != [authserv_id.lower()] and identity.strip().lower() != authserv_id.lower():
            continue
        verdicts = {method.lower(): verdict.lower() for method, verdict in reversed(_RESULT.findall(results))}
        if "fail" in (verdicts.get("dmarc"), verdicts.get("compauth")):
            return True
        if "dmarc" not in verdicts and verdicts.get("spf") == "fail" and verdicts.get("dkim") == "fail":
            return True
    return False


def _fits_domain(domain: str, patterns: Iterable[str]) -> bool:
    """`gmail.com` is itself; `*.example` any domain below it; `hotmail.*` any national form."""
    return any(re.fullmatch(re.escape(pattern.lower()).replace(r"\*", r"[^@]+"), domain) for pattern in patterns)


def _reply_goes_elsewhere(message: SourceMessage) -> bool:
    if not any(value.strip() for value in message.header_values("Reply-To")):
        return False
    if message.sender is None or message.reply_to is None:
        return True
    return message.reply_to.domain != message.sender.domain
