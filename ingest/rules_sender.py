"""What a mail's sender and attachments give reason to look at twice. Flags only; none of them stops a mail."""

import re
from collections.abc import Iterable

from config.schema.screening import ScreeningRules
from ingest import sniff
from ingest.filenames import extension_of, is_unsafe_filename
from ingest.model import SourceMessage
from ingest.rules_machine import fits_name, local_part

_RESULT = re.compile(r"\b(spf|dkim|dmarc|compauth)\s*=\s*([a-z]+)", re.IGNORECASE)
_ABOUT = re.compile(r"\bheader\.from\s*=\s*([^\s;]{1,253})", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_DOCUMENTS = {"pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "jpg", "png", "txt"}


def sender_flags(message: SourceMessage, rules: ScreeningRules) -> list[str]:
    """Flags about who sent the mail, by the contract's names."""
    flags = []
    if message.sender is not None and _fits_domain(message.sender.domain, rules.personal_domains):
        flags.append("personal_sender")
    verdict = authentication_verdict(message, rules.authserv_id)
    if verdict == "fail" or (not rules.authserv_id and says_failed(message)):
        flags.append("sender_not_verified")
    if not message.recipients:
        flags.append("blind_copy")
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


EXCHANGE_ONLINE = "exchange-online"  # writes its results without an id, above every other header of its kind


def authentication_verdict(message: SourceMessage, authserv_id: str) -> str:
    """`pass`, `fail` or `none` by the configured server's own topmost header (RFC 8601), `unknown` without one.

    Anybody can write such a header, so those of others count for nothing and without a configured id nobody is ever
    verified. Pass means DMARC pass; without a DMARC result, SPF and DKIM must both have failed for a fail.
    """
    results = _own_results(message, authserv_id)
    if results is None:
        return "unknown"
    verdicts = {method.lower(): verdict.lower() for method, verdict in reversed(_RESULT.findall(results))}
    if "fail" in (verdicts.get("dmarc"), verdicts.get("compauth")):
        return "fail"
    if verdicts.get("dmarc") == "pass":
        return "pass" if _speaks_of(results, message.sender.domain if message.sender else "") else "none"
    no_dkim = verdicts.get("dkim", "none") != "pass"
    return "fail" if "dmarc" not in verdicts and verdicts.get("spf") == "fail" and no_dkim else "none"


def says_failed(message: SourceMessage) -> bool:
    """Whether any header at all says that DMARC failed. Nobody forges that, so without a known server it is heeded."""
    values = message.header_values("Authentication-Results")
    found = [pair for value in values for pair in _RESULT.findall(_COMMENT.sub(" ", value))]
    return any(method.lower() in ("dmarc", "compauth") and verdict.lower() == "fail" for method, verdict in found)


def _speaks_of(results: str, domain: str) -> bool:
    """Where the result names the domain that it is about, it must be the sender's."""
    named = {each.lower().rpartition("@")[2].rstrip(".") for each in _ABOUT.findall(results)}
    return bool(domain) and all(domain == each or domain.endswith(f".{each}") for each in named)


def _own_results(message: SourceMessage, authserv_id: str) -> str | None:
    values = [_COMMENT.sub(" ", value) for value in message.header_values("Authentication-Results")]
    if authserv_id == EXCHANGE_ONLINE:
        return next((value for value in values[:1] if "=" in value.partition(";")[0]), None)
    for value in values if authserv_id else []:
        identity, _, results = value.partition(";")
        if identity.lower().split()[:1] == [authserv_id.lower()]:
            return results
    return None


def _fits_domain(domain: str, patterns: Iterable[str]) -> bool:
    """`gmail.com` is itself; `*.example` any domain below it; `hotmail.*` any national form."""
    return any(re.fullmatch(re.escape(pattern.lower()).replace(r"\*", r"[^@]+"), domain) for pattern in patterns)


def _reply_goes_elsewhere(message: SourceMessage) -> bool:
    if not any(value.strip() for value in message.header_values("Reply-To")):
        return False
    if message.sender is None or message.reply_to is None:
        return True
    return message.reply_to.domain != message.sender.domain
