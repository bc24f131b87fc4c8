"""The queue: what must be done today."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, render_template, request

from triage.read_models import QueueRow, ServiceHealth
from triage.web.context import now, reader, signed_in
from triage.web.phrases import in_words, sending_reason
from triage.web.times import as_moment, count
from triage.web.wording import FAULTS, LIVE_RISK
from triage.web.wording_work import WAITING_STATES

SILENT_FOR = timedelta(minutes=15)  # without a good look at the mailbox: the queue says so

pages = Blueprint("queue", __name__)


LISTS = {"open": "Open referrals", "yours": "Your referrals", "waiting": "Waiting for others"}


@pages.get("/")
def open_cases() -> str:
    """Open cases, most urgent first; of one list of them where `show` names it."""
    everything, health = reader().queue(now()), reader().health(now())
    asked = request.args.get("show", "open")
    show = asked if asked in LISTS else "open"
    tabs = list_counts(everything)
    return render_template(
        "queue.html",
        heading=LISTS[show],
        show=show,
        rows=_listed(everything, show),
        summary=_summary(everything, tabs["needs_person"]),
        troubles=troubles(health),
        tabs=tabs,
        health=health,
        may_change=signed_in().changes_cases,
    )


@pages.get("/closed")
def ended_cases() -> str:
    """Cases that have ended."""
    return render_template("ended.html", heading="Closed referrals", rows=reader().ended(now()), tabs=list_counts())


def list_counts(rows: Sequence[QueueRow] | None = None) -> dict[str, int]:
    """How many stand in each list, for its tab."""
    everything = reader().queue(now()) if rows is None else rows
    counts = {show: len(_listed(everything, show)) for show in LISTS}
    return counts | {"needs_person": len(reader().needs_person())}


def _listed(rows: Sequence[QueueRow], show: str) -> list[QueueRow]:
    if show == "yours":
        return [row for row in rows if row.assignee_id == signed_in().id]
    if show == "waiting":
        return [row for row in rows if row.state in WAITING_STATES]
    return list(rows)


def troubles(health: ServiceHealth) -> list[str]:
    """What is wrong with intake or sending, one sentence each; empty while all is well."""
    found = []
    last = health.last_good_poll_at
    reason = f" Reason: {in_words(FAULTS, health.poll_fault)}." if health.poll_fault else ""
    if last is None:
        found.append(f"The mailbox has not been read yet, so new referrals may be missing here.{reason}")
    elif now() - last > SILENT_FOR:
        found.append(f"The mailbox was last read at {as_moment(last)}. New referrals may be missing here.{reason}")
    if health.sending_held:
        found.append(f"No acknowledgement goes out: {sending_reason(health.sending_held)}.")
    if health.relay_fault:
        found.append(f"E-mails of ours wait: {sending_reason(health.relay_fault)}.")
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
