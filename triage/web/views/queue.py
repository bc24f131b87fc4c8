"""The queue: what must be done today."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta

from flask import Blueprint, render_template, request

from triage.amounts import count
from triage.read_lists import ListCounts, ListQuery
from triage.read_models import ServiceHealth
from triage.web.context import being_read, now, reader, rules_here, signed_in
from triage.web.narrowing import ORDERS, asked, panel, parameters, without
from triage.web.phrases import in_words, sending_reason
from triage.web.times import as_moment
from triage.web.wording import ALERTS, FAULTS
from triage.web.wording_work import WAITING_STATES

MOST_PAGES = 100_000
SILENT_FOR = timedelta(minutes=15)  # without a good look at the mailbox: the queue says so

pages = Blueprint("queue", __name__)


LISTS = {"open": "Open referrals", "yours": "Your referrals", "waiting": "Waiting for others"}


@pages.get("/")
def open_cases() -> str:
    """Open cases, of one list where `show` names it; narrowed and in another order where the address says so."""
    health, tabs = reader().health(now()), list_counts()
    show = _one_of(LISTS, "show", "open")
    narrowed, order = asked(request.args, rules_here().criteria), _one_of(ORDERS, "sort", "")
    return render_template(
        "queue.html",
        heading=LISTS[show],
        show=show,
        found=reader().case_page(replace(_query(show), narrowing=narrowed, order=order), now()),
        shown=parameters(narrowed, show, order),
        order=order,
        orders=ORDERS,
        panel=panel(narrowed, rules_here().criteria),
        less={name: parameters(without(narrowed, name), show, order) for name in asdict(narrowed)},
        summary=_summary(tabs),
        troubles=troubles(health),
        being_read=being_read(),
        tabs=tabs,
        health=health,
        may_change=signed_in().changes_cases,
    )


@pages.get("/closed")
def ended_cases() -> str:
    """Cases that have ended."""
    found = reader().case_page(ListQuery(ended=True, page=asked_page()), now())
    return render_template("ended.html", heading="Closed referrals", found=found, tabs=list_counts())


def list_counts() -> ListCounts:
    """How many stand in each list, for its tab."""
    return reader().counts(signed_in().id, tuple(sorted(WAITING_STATES)), now())


def asked_page() -> int:
    """Which page of a list the address asks for."""
    return min(request.args.get("page", default=1, type=int), MOST_PAGES)


def _one_of(known: Mapping[str, str], name: str, otherwise: str) -> str:
    """What the address says under this name, where it is known."""
    said = request.args.get(name, otherwise)
    return said if said in known else otherwise


def _query(show: str) -> ListQuery:
    return ListQuery(
        assignee_id=signed_in().id if show == "yours" else None,
        states=tuple(sorted(WAITING_STATES)) if show == "waiting" else (),
        page=asked_page(),
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
    if health.sending_held:
        found.append(f"No acknowledgement goes out: {sending_reason(health.sending_held)}.")
    if health.relay_fault:
        found.append(f"E-mails of ours wait: {sending_reason(health.relay_fault)}.")
    if health.failed_emails:
        found.append(f"{count(health.failed_emails, 'e-mail')} could not be sent. Telephone instead.")
    if health.stuck_messages:
        found.append(f"{count(health.stuck_messages, 'message')} of the mailbox could not be taken in.")
    return [*found, *(in_words(ALERTS, code) for code in health.alerts)]


def _summary(counts: ListCounts) -> list[str]:
    sentences = [f"{counts.open} open."]
    if counts.unsafe:
        sentences.append(f"In {counts.unsafe} a child may be unsafe now.")
    if counts.overdue:
        sentences.append(f"{counts.overdue} {'is' if counts.overdue == 1 else 'are'} overdue.")
    if counts.needs_person:
        words = count(counts.needs_person, "e-mail")
        sentences.append(f"{words} {'needs' if counts.needs_person == 1 else 'need'} a person.")
    return sentences
