"""Which of the numbers and addresses in our letters nobody has checked for long. Pure."""

from datetime import date, timedelta

from config.schema.partnership import Contact, Partnership

CHECK_EVERY = timedelta(days=183)  # six months: some pages still print the number of an arrangement that ended


def unchecked(partnership: Partnership, today: date) -> tuple[Contact, ...]:
    """Those whose last check is more than six months ago, or lies in the future and so cannot be right."""
    printed = (*partnership.urgent_contacts, partnership.contact)
    return tuple(each for each in printed if today - each.last_checked > CHECK_EVERY or each.last_checked > today)


def require_checked(partnership: Partnership, today: date) -> None:
    """Raises ValueError that names what to check."""
    old = unchecked(partnership, today)
    if old:
        named = ", ".join(f"{each.label} ({each.value}, {each.last_checked:%d %B %Y})" for each in old)
        raise ValueError(f"check these and write today's date to last_checked in partnership.yaml: {named}")
