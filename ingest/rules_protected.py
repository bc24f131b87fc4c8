"""Mail whose content a person has to open: encrypted, or only a link to where it waits. No link is ever followed."""

import re

from config.schema.screening import ScreeningRules
from ingest import sniff
from ingest.model import Attachment, SourceMessage
from ingest.phrases import matches
from ingest.quoting import own_words
from ingest.rules_machine import documents_of, fits_name
from ingest.signed_mail import signed_content
from ingest.unpack import unpack_zip

_MAX_PORTAL_TEXT = 2_500  # characters; whoever writes more has said what there is to say
_FEW_WORDS = 80  # a greeting, one sentence and a signature
# Object identifiers of CMS content types (RFC 5652, 5083) in DER.
_ENVELOPED = (bytes.fromhex("06092a864886f70d010703"), bytes.fromhex("060b2a864886f70d0109100117"))
_SIGNED = bytes.fromhex("06092a864886f70d010702")
_OID_REACH = 64  # octets at the start of a CMS structure that hold its type
_PGP = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
_HOST = re.compile(r"https?://([^\s/<>\"']{1,253})(/[^\s<>\"']{0,400})?", re.IGNORECASE)
_RPMSG_TYPE = "application/x-microsoft-rpmsg-message"


def protected_reasons(message: SourceMessage, rules: ScreeningRules) -> list[str]:
    """Codes of every protection found on the mail itself; `portal_link` where it only points to its content."""
    reasons = []
    if "multipart/encrypted" in message.content_types or "application/pgp-encrypted" in message.content_types:
        reasons.append("pgp")
    elif _PGP.search(message.untrusted_text):
        reasons.append("pgp_inline")
    if _is_rights_protected(message):
        reasons.append("rights_protected")
    reasons += sorted({code for each in message.attachments if (code := _protection(each)) is not None})
    if not reasons and _is_portal_mail(message, rules):
        reasons.append("portal_link")
    return reasons


def _is_rights_protected(message: SourceMessage) -> bool:
    """Microsoft's rights management, by its part, its file or its class header."""
    return (
        _RPMSG_TYPE in message.content_types
        or any(each.filename.lower().endswith(".rpmsg") for each in message.attachments)
        or any("rpmsg.message" in value.lower() for value in message.header_values("Content-Class"))
    )


def _protection(attachment: Attachment) -> str | None:
    name, start = attachment.filename.lower(), attachment.content[:_OID_REACH]
    if attachment.declared_type in ("application/pkcs7-mime", "application/x-pkcs7-mime") or name.endswith(".p7m"):
        if any(mark in start for mark in _ENVELOPED):
            return "smime_encrypted"
        readable = _SIGNED in start and signed_content(attachment.content) is not None
        return None if readable else "smime_opaque" if _SIGNED in start else "smime_encrypted"
    if name.endswith(".switch"):
        return "egress"
    if name.endswith((".pgp", ".gpg")):
        return "pgp_file"
    kind = sniff.sniff(attachment.content)
    if kind == "encrypted-office":
        return "password_office"
    return "password_archive" if kind == "zip" and unpack_zip(attachment.content) == "encrypted" else None


def _is_portal_mail(message: SourceMessage, rules: ScreeningRules) -> bool:
    """Nothing else attached, little text, and a portal's file, its wording, or hardly more than its address."""
    text = own_words(message.untrusted_text, message.untrusted_subject)
    portal_files = sum(fits_name(each.filename, rules.portal_files) for each in message.attachments)
    if documents_of(message) > portal_files or len(text) > _MAX_PORTAL_TEXT:
        return False
    if portal_files or matches(f"{message.untrusted_subject}.\n\n{text}", rules.portal_words):
        return True
    # A bare home page is an advertisement in somebody's footer.
    links = [f"{host}{path}".lower() for host, path in _HOST.findall(text) if len(path) > 1]
    words_beside = len(_HOST.sub("", text).split())
    return words_beside <= _FEW_WORDS and any(_is_portal(link, host) for link in links for host in rules.portal_hosts)


def _is_portal(link: str, host: str) -> bool:
    return link.startswith(host) or f".{host}" in link.partition("?")[0]
