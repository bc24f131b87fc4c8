"""The queue: what must be done today."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, render_template

from triage.read_models import QueueRow, ServiceHealth
from triage.web.context import now, reader
from triage.web.phrases import in_words
from triage.web.times import as_moment, count
from triage.web.wording import FAULTS, LIVE_RISK

SILENT_FOR = timedelta(minutes=15)  # without a good look at the mailbox: the queue says so

pages = Blueprint("queue", __name__)


@pages.get("/")
def open_cases() -> str:
    """Open cases, most urgent first."""
    rows, waiting, health = reader().queue(now()), reader().needs_person(), reader().health(now())
    return render_template(
        "queue.html",
        heading="Open referrals",
        rows=rows,
        summary=_summary(rows, len(waiting)),
        troubles=troubles(health),
        tabs={"open": len(rows), "needs_person": len(waiting)},
        health=health,
    )


def troubles(health: ServiceHealth) -> list[str]:
    """What is wrong with intake or sending, one sentence each; empty while all is well."""
    found = []
    last = health.last_good_poll_at
    reason = f" Reason: {in_words(FAULTS, health.poll_fault)}." if health.poll_fault else ""
    if last is None:
        found.append(f"The mailbox has not been read yet, so new referrals may be missing here.{reason}")
    elif now() - last > SILENT_FOR:
        found.append(f"The mailbox was last read at {as_moment(last)}. New referrals may be missing here.{reason}")
    if health.failed_emails:
        found.append(f"{count(health.failed_emails, 'e-mail')} could not be sent. Telephone instead.")
    return found


def _summary(rows: Sequence[QueueRow], waiting: int) -> list[str]:
    unsafe = sum(LIVE_RISK in row.flags for row in rows)
    overdue = sum(row.working_days_left is not None and row.working_days_left < 0 for row in rows)
    sentences = [f"{len(rows)} open."]
    if unsafe:
        sentences.append(f"In {unsafe} a child may be unsafe now.")
    if overdue:
        sentences.append(f"{overdue} {'is' if overdue == 1 else 'are'} overdue.")
    if waiting:
        sentences.append(f"{count(waiting, 'e-mail')} {'needs' if waiting == 1 else 'need'} a person.")
    return sentences
