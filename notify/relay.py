"""Which transport serves a configured relay."""

from notify.folder_transport import FolderTransport
from notify.ports import MailTransport
from notify.relay_access import RelayAccess
from notify.smtp_transport import SmtpTransport

__all__ = ["RelayAccess", "transport"]


def transport(access: RelayAccess) -> MailTransport:
    """SMTP, or the folder in its place."""
    if access.folder is not None:
        return FolderTransport(access.folder, access.sender, access.sender_name)
    return SmtpTransport(access)
