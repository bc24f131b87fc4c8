"""How long the pages take with many cases: fills a database with invented ones and asks for pages as a browser would.

    python -m benchmarks.many_cases [CASES] [--database URL]

Prints for each page the median and the 95th percentile of the time at the server, in milliseconds, the median of its
processor time (the same whatever else the machine does), and its number of queries.
"""

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, event, insert
from sqlalchemy.orm import Session

from config.domain import load_domain
from extract.document import Paragraph, Place, SourceDocument, Span
from triage.model import ENDED, CaseState
from triage.store.assembly import Store
from triage.store.case_lookup import bring_up_to_date
from triage.store.case_rows import document_to_bytes
from triage.store.tables_case import CaseLinkRow, CaseRow, DeadlineRow, FieldRow, FindingRow, QuoteRow
from triage.store.tables_mail import ItemRow, MailboxRow, OriginalRow, PartRow, ReceiptRow

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
_FIRST = "Ada Ben Cora Dara Eli Fay Gus Hana Ivo Jo Kit Lena Max Nia Oz Pia Quin Rae Sol Tam"
_LAST = "Abbot Birch Crane Dale Ember Frost Gale Heron Ives Jarrow Kestrel Linden Marsh Nettle Orchard Pike Reed"
FIRST, LAST = _FIRST.split(), _LAST.split()
ENDINGS = {CaseState.CLOSED: "no_further_action", CaseState.REDIRECTED: "lado", CaseState.WITHDRAWN: "by_referrer"}
STORY = (
    "The child was brought to the department with a fractured arm that the account given does not explain. "
    "Nurses, the health visitor and the school had each recorded concerns, and no joint meeting was held. "
)
ROUNDS = 40
FOUND = {"abuse_or_neglect": "suspected", "serious_harm": "evidenced", "serious_incident": "met", "child_died": "false"}

Rows = dict[type, list[dict[str, object]]]


def fill(engine: Engine, number: int, open_share: float = 0.02, seed: int = 7) -> None:
    """Write that many invented cases, the newest last; `open_share` of them, and at least thirty, are open."""
    chance = random.Random(seed)
    still_open = max(30, int(number * open_share))
    with Session(engine) as session, session.begin():
        box = MailboxRow(account="referrals", folder="INBOX", last_poll_at=NOW, last_good_poll_at=NOW)
        session.add(box)
        session.add(OriginalRow(sha256="0" * 64, size=1, stored_at=NOW))
        session.flush()
        for start in range(1, number + 1, 500):
            ids = range(start, min(start + 500, number + 1))
            for table, rows in _rows(ids, number, number - still_open, chance).items():
                session.execute(insert(table), rows)
    bring_up_to_date(engine)


def _rows(ids: range, total: int, ended_to: int, chance: random.Random) -> Rows:
    found: Rows = {
        each: []
        for each in (ItemRow, ReceiptRow, PartRow, CaseRow, CaseLinkRow, FieldRow, FindingRow, QuoteRow, DeadlineRow)
    }
    for number in ids:
        _add(found, number, total, number <= ended_to, chance)
    return found


def _add(found: Rows, number: int, total: int, ended: bool, chance: random.Random) -> None:
    """One mail with its form, and the case that it opened."""
    at = NOW - timedelta(hours=2 * (total - number))
    sender = f"nurse{number % 90}@trust{number % 9}.example"
    state = chance.choice(list(ENDINGS)) if ended else CaseState.TRIAGE
    _add_mail(found, number, at, sender)
    found[CaseRow].append(_case(number, at, state))
    found[CaseLinkRow].append({"case_id": number, "item_id": number, "relation": "opened", "reason": "referral"})
    read = {"confidence": 0.9, "file": "f.docx", "place": {"part": "page", "page": 1, "paragraph": 1}, "rival": False}
    answers = _answers(number, at.date(), sender, chance)
    found[FieldRow] += [
        {"case_id": number, "path": path, "value": value, "raw": value, **read} for path, value in answers.items()
    ]
    for index, (key, value) in enumerate(FOUND.items()):
        finding = number * 10 + index
        found[FindingRow].append({"id": finding, "case_id": number, "key": key, "value": value, "probability": 0.8})
        quote = {"section": "incident", "start": 0, "end": 20, "quote": STORY[:20], "against": False}
        found[QuoteRow].append({"finding_id": finding, **quote})
    for kind, days in (("acknowledge", 1), ("la_notification", 5)):
        counted = {"counted_from": at.date(), "due": at.date() + timedelta(days=days), "basis": "received"}
        found[DeadlineRow].append({"case_id": number, "kind": kind, "provisional": True, "set_by": "", **counted})


def _add_mail(found: Rows, number: int, at: datetime, sender: str) -> None:
    found[ItemRow].append(
        {
            "id": number,
            "dedupe_key": f"k{number}",
            "reference": f"M-{number:06}",
            "received_at": at,
            "sender": sender,
            "subject": f"Referral {number}",
            "text": "Please find attached.",
            "message_class": "referral",
            "needs_person": False,
            "reasons": [],
            "flags": [],
            "permission_reasons": [],
        }
    )
    where = {"mailbox_id": 1, "uidvalidity": 1, "uid": number, "first_seen_at": at, "arrived_at": at}
    found[ReceiptRow].append({"id": number, "sha256": "0" * 64, "state": "routed", "item_id": number, **where})
    paragraph = Paragraph(spans=(Span(text=STORY),), place=Place(part="page", page=1, paragraph=1))
    document = document_to_bytes(SourceDocument(format="docx", items=(paragraph,) * 30))
    form = {"path": "1", "filename": "f.docx", "kind": "referral_form", "sha256": "0" * 64, "size": 1, "warnings": []}
    found[PartRow].append({"id": number, "item_id": number, "document": document, **form})


def _case(number: int, at: datetime, state: CaseState) -> dict[str, object]:
    return {
        "id": number,
        "reference": f"LIG-{number:06}",
        "item_id": number,
        "form_part_id": number,
        "state": state.value,
        "opened_at": at,
        "received_at": at,
        "criteria_set": "wt2023",
        "configuration": "1",
        "sections": {"incident": STORY * 5},
        "missing": ["representative.name"],
        "flags": [],
        "warnings": [],
        "version": 1,
        "held_from": "",
        "ended_at": at if state in ENDED else None,
        "ended_reason": ENDINGS.get(state, ""),
    }


def _answers(number: int, received: date, sender: str, chance: random.Random) -> dict[str, str]:
    child = f"{chance.choice(FIRST)} {chance.choice(LAST)}-{chance.choice(LAST)}"
    born = date(2008, 1, 1) + timedelta(days=chance.randrange(6500))
    values = {
        "children[0].full_name": child,
        "children[0].dob": born.isoformat(),
        "children[0].nhs_number": f"{chance.randrange(10**10):010}",
        "children[0].postcode": f"ZZ{chance.randrange(100)} {chance.randrange(10)}ZZ",
        "children[0].address": f"{chance.randrange(200)} Mill Row",
        "family[0].name": f"{chance.choice(FIRST)} {child.split()[1]}",
        "family[0].relationship": "Mother",
        "incident.date": (received - timedelta(days=3)).isoformat(),
        "incident.summary": STORY * 5,
        "background": STORY * 5,
        "referrer.name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        "referrer.agency": f"Trust {number % 9}",
        "referrer.email": sender,
    }
    values |= {f"children[0].{name}": "unknown" for name in ("ethnicity", "religion", "school", "gp", "legal_status")}
    return values | {f"agencies[{index}].agency": f"Agency {index}" for index in range(6)}


def engine_of(store: Store) -> Engine:
    """The database under a store."""
    return store._engine  # noqa: SLF001 - what is measured is how it is asked


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that were sent meanwhile."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):  # type: ignore[no-untyped-def]
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def pages(number: int) -> dict[str, str | dict[str, str]]:
    """Addresses by name; a search is what is sent to it."""
    return {
        "queue": "/",
        "waiting for others": "/?show=waiting",
        "closed, page 7": "/closed?page=7",
        "all mail, page 3": "/mail?page=3",
        "an open case": f"/cases/LIG-{number:06}",
        "its criteria": f"/cases/LIG-{number:06}?view=criteria",
        "its history": f"/cases/LIG-{number:06}?view=history",
        "a closed case": "/cases/LIG-000012",
        "search for a name": {"words": "ada frost"},
        "search for a common word": {"words": "fractured", "which": "ended"},
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="?", type=int, default=20_000)
    parser.add_argument("--database", default="")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store, client = opened(Path(folder), arguments.database)
        start = time.perf_counter()
        fill(engine_of(store), arguments.cases)
        print(f"{arguments.cases} cases written in {time.perf_counter() - start:.0f} s")
        for name, wanted in pages(arguments.cases).items():
            wall, busy, queries = measured(client, engine_of(store), wanted)
            p95, half = sorted(wall)[int(len(wall) * 0.95) - 1], statistics.median(wall)
            busy95 = sorted(busy)[int(len(busy) * 0.95) - 1]
            print(f"{name:26} median {half:5.0f}   p95 {p95:5.0f}   processor p95 {busy95:5.0f}   {queries} queries")
        store.close()


def opened(folder: Path, database: str = ""):  # type: ignore[no-untyped-def]
    """A store with one caseworker, and a browser in which they are signed in."""
    from tests.web.conftest import token_of
    from tests.web.desks import letter_desk
    from triage.web.app import Ports, WebOptions, create_app

    store = Store(database or f"sqlite:///{folder / 'referrals.db'}", folder, load_domain())
    store.accounts.add("c", "C Person", "caseworker", "a long enough password")
    options = WebOptions(
        partnership_name="Benchmark", secret_key=b"k" * 32, clock=lambda: NOW, secure_cookies=False, version="0"
    )
    client = create_app(Ports(reader=store.reader, accounts=store.accounts, letters=letter_desk), options).test_client()
    form = {"csrf_token": token_of(client.get("/sign-in").text), "username": "c", "password": "a long enough password"}
    assert client.post("/sign-in", data=form).status_code == 303
    return store, client


def measured(
    client, engine: Engine, wanted: str | dict[str, str], rounds: int = ROUNDS
) -> tuple[list[float], list[float], int]:  # type: ignore[no-untyped-def]
    """Milliseconds of each round by the clock and of the processor, and the number of queries of the last one."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/search").text)
    assert token
    wall: list[float] = []
    busy: list[float] = []
    queries = 0
    for _ in range(rounds):
        with counted(engine) as sent:
            start, used = time.perf_counter(), time.process_time()
            if isinstance(wanted, str):
                answer = client.get(wanted)
            else:
                answer = client.post("/search", data=wanted | {"csrf_token": token[1]})
            wall.append((time.perf_counter() - start) * 1000)
            busy.append((time.process_time() - used) * 1000)
        queries = len(sent)
        assert answer.status_code == 200, (wanted, answer.status_code)
    return wall, busy, queries


if __name__ == "__main__":
    main()
