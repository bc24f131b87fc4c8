"""What is in force, for the administrator: settings without secrets, rules with their versions, contacts with dates."""

import platform
from datetime import date, timedelta
from importlib import metadata

from flask import Blueprint, render_template

from config.schema.partnership import Contact
from triage.web.context import desk, now, services

STALE = timedelta(days=183)  # after which a printed number or address is to be checked again
_LIBRARIES = ("flask", "sqlalchemy", "cryptography", "authlib", "argon2-cffi", "spacy", "onnxruntime", "pypdfium2")

pages = Blueprint("settings", __name__, url_prefix="/settings")


@pages.get("")
def show() -> str:
    """Read only: each is changed where it says it comes from."""
    domain = desk().domain
    contacts = (domain.partnership.contact, *domain.partnership.urgent_contacts)
    return render_template(
        "settings.html",
        heading="Settings",
        domain=domain,
        contacts=[(each, _is_stale(each, now().date())) for each in contacts],
        shown=services().options.shown_settings,
        versions=_versions(),
    )


def _is_stale(contact: Contact, today: date) -> bool:
    return today - contact.last_checked > STALE


def _versions() -> list[tuple[str, str]]:
    found = [("This service", services().options.version), ("Python", platform.python_version())]
    return found + [(name, metadata.version(name)) for name in _LIBRARIES]
