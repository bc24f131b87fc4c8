"""E-mailed safeguarding referrals: how a mail becomes a case, and what the service does on its schedule.

Read from the top: `process_message` is the whole story of one mail, `poll` one pass over the mailboxes, and `run`
repeats it beside the pages. The rooms do the work; this module only joins them, and nothing imports it. What the
commands may be told, and how their results are printed, is in `triage.commands`.
"""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from config.errors import ConfigError
from config.logging import set_up_logging
from config.settings import MailboxSettings, Settings, SmtpSettings, load_settings
from extract import present
from extract.form_desk import FormDesk
from extract.model import InputFile, OnPage
from extract.sections import narrative_sections
from ingest import intake
from ingest.dedupe import dedupe_key
from ingest.demo_server import DemoImapServer, DemoServerFailed
from ingest.errors import MailboxUnavailable
from ingest.file_mailbox import FileMailbox
from ingest.idle import WakeUps
from ingest.imap_connection import MailboxAccess
from ingest.imap_mailbox import ImapMailbox, polled
from ingest.model import MessageClass
from ingest.oauth_tokens import token_source
from ingest.ports import Receipt
from ingest.room import has_room
from ingest.rounds import Rounds
from ingest.sent_folder import SentFolder
from ingest.turns import MOST_AT_ONCE, Turns
from notify import dispatch
from notify.contacts import require_checked
from notify.demo_sink import DemoSmtpSink
from notify.own_copies import OwnCopies
from notify.ports import MailTransport
from notify.relay import RelayAccess, transport
from triage import belonging, casework, commands, telling
from triage.arguments import parse_arguments
from triage.classify.model_files import FOLDER, verified
from triage.classify.suggest import Classifier
from triage.envelope import IMPORTED, incoming_mail
from triage.installed_pages import Told, installed_pages, provider_checks
from triage.known_cases import KnownCases
from triage.leaves import leaves
from triage.reading_mail import read_mail, unread_mail
from triage.site import Site, Sites
from triage.store.assembly import Store
from triage.store.instance_lock import AnotherInstanceRuns
from triage.store.unit_of_work import UnitOfWork
from triage.terminal import Progress
from triage.web import server


def now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


class Service:
    """One installation: how it reads, what it keeps, and the flow of its mail. The store opens on first use."""

    def __init__(self, settings: Settings) -> None:
        """Raises ConfigError."""
        self.settings, self.data_dir = settings, settings.data_dir
        self.sites = Sites(settings, lambda purpose: self.store.key(purpose))  # noqa: PLW0108 - the store opens later
        self.forms = FormDesk(catalogue=self.sites.general.domain.fields, site_folder=settings.site_folder)

    def process_message(self, receipt: Receipt, *, acknowledge: bool = True) -> casework.Outcome:
        """One stored message becomes a mail with its cases. Loses nothing, decides nothing, may be repeated at will.

        Its original was committed before. Cases, history, acknowledgement and pending move commit together; then follow
        sending and moving, from their rows.
        """
        site = self.sites.of(receipt.account)  # the partnership whose mailbox it is, with its own rules
        mail, replies = self.read_original(self.store.book.original(receipt), site)
        arrived = mail.received_at if receipt.account == IMPORTED else receipt.received_at
        mail = replace(mail, dedupe_key=dedupe_key(mail.dedupe_key, receipt.account), received_at=arrived)
        with self.store.work(now()) as work:
            first = work.item_with_key(mail.dedupe_key)
            repeated = replace(mail, message_class=MessageClass.DUPLICATE)
            known = KnownCases(work=work, apart=self.sites.apart_from(receipt.account))
            mail = belonging.settle(known, mail, replies) if first is None else repeated
            verdict = site.acknowledger.verdict(incoming_mail(mail, receipt, work, follows_up=replies.follow_up))
            if first is not None:
                taken = casework.note_duplicate(work, receipt, first)
            else:
                taken = casework.take_in(work, receipt, mail, site.domain)
                facts = casework.acknowledgement_facts(taken, site.domain)
                email = site.acknowledger.draft(verdict, facts, mail.message_id, now())
                casework.settle_acknowledgement(work, taken, verdict, email, automatic=acknowledge)
            self._plan_move(work, receipt, quarantine=casework.SERVER_PLACEHOLDER in mail.flags)
            work.commit()
        return casework.Outcome(receipt=receipt, mail=mail, verdict=verdict, taken=taken)

    def read_original(self, original: bytes, site: Site) -> tuple[casework.ReadMail, belonging.OurReplies]:
        """What one mail gives, read in child processes, and which of our mails it answers. Stores nothing."""
        message = site.parse(original)
        if message is None:
            return unread_mail(original, now()), belonging.OurReplies()
        replies = belonging.our_replies(message, site.acknowledger.answers_us, self.store.book.knows_thread)
        return read_mail(message, site.readers, answers_us=replies.follow_up, now=now()), replies

    def poll(self, progress: Progress = iter) -> list[casework.Outcome]:
        """Fetch, process, send what is due, then move on the server what was decided; again while much waits.

        Raises MailboxUnavailable at the end: what had been stored before is processed and answered all the same.
        """
        outcomes: list[casework.Outcome] = []
        turns, turn = Turns(), None
        with self.store.polling.held(now) as ours:
            while ours and (turn is None or len(turn) == MOST_AT_ONCE):  # else another process polls, or all is done
                fault = self._rounds.take_in(self.store.book, now)
                turn = turns.next(tuple(self.store.book.unprocessed(now())), self.store.book.original)
                outcomes += self.process(progress(turn))
                self.send()
                fault = self._rounds.move(self.store.book, now) or fault
                if fault is not None:
                    raise fault
        return outcomes

    def reconcile(self) -> None:
        """The nightly comparison of all folders with what was taken in; what is found is processed by the next poll."""
        with self.store.polling.held(now) as ours:
            if ours:
                self._rounds.reconcile(self.store.book, now)

    def import_paths(self, paths: Sequence[Path], progress: Progress, *, acknowledge: bool) -> commands.Imported:
        """Mail from disk as if it had come by mail; answered only where `acknowledge` says so."""
        source = FileMailbox(paths, account=IMPORTED)
        report = intake.take_in(source, self.store.book, now)
        outcomes = self.process_stored(progress, acknowledge=acknowledge)
        self.send()
        named = [(source.name_of(each.receipt.uid), each) for each in outcomes if each.receipt.account == IMPORTED]
        skipped = [(each.path, each.reason) for each in source.skipped]
        return commands.Imported(outcomes=named, skipped=skipped, before=report.listed - report.fetched)

    def process_stored(self, progress: Progress = iter, *, acknowledge: bool = True) -> list[casework.Outcome]:
        """Every message that is stored and not yet a mail, oldest first."""
        return self.process(progress(self.store.book.unprocessed(now())), acknowledge=acknowledge)

    def process(self, waiting: Iterable[Receipt], *, acknowledge: bool = True) -> list[casework.Outcome]:
        """These messages, one after another. One that fails never stops the next."""
        outcomes = []
        for receipt in self.sites.reading.each(waiting):
            try:
                if self.store.book.begin_attempt(receipt, now()):
                    outcomes.append(self.process_message(receipt, acknowledge=acknowledge))
                else:
                    self.set_aside(receipt)
            except Exception as error:  # noqa: BLE001 - the one message boundary: what a mail does stays with that mail
                self.store.book.note_failure(receipt, type(error).__name__)
                structlog.get_logger().error("message_failed", receipt=receipt.id, error_type=type(error).__name__)
        return outcomes

    def set_aside(self, receipt: Receipt) -> None:
        """A message that has failed every try: an item for a person, with its original, and no answer to anybody."""
        with self.store.work(now()) as work:
            casework.set_aside(work, receipt, self.sites.of(receipt.account).domain)
            self._plan_move(work, receipt, quarantine=True)
            work.commit()

    def send(self) -> None:
        """One round over the outbox."""
        if (smtp := self.settings.smtp) is not None:
            copies = OwnCopies(
                folders=[SentFolder(_sent(box)).holds for box in self.settings.mailboxes if box.sent_folder]
            )
            rules = dispatch.SendingRules(per_minute=smtp.pace, limits=self.settings.senders.limits, copies=copies)
            dispatch.send_due(self.store.outbox, _relay(smtp), now, rules)

    def _plan_move(self, work: UnitOfWork, receipt: Receipt, *, quarantine: bool = False) -> None:
        for box in self.settings.mailboxes:
            if (box.name, box.folder) == (receipt.account, receipt.folder):
                work.plan_move(receipt, box.quarantine_folder if quarantine else box.processed_folder)

    def run(self, announce: Callable[[str], None], demo_notice: str = "") -> None:
        """Poll on schedule and serve the pages until told to stop. OSError where the pages' port is taken."""
        told = Told(clock=now, version=commands.VERSION, demo_notice=demo_notice, blank_form=self.forms.blank_form)
        web = self.settings.web
        pages = server.serve(installed_pages(self.settings, self.store, self.sites, told), web.host, web.port)
        scheduler = BackgroundScheduler(timezone=UTC, job_defaults={"max_instances": 1, "coalesce": True})
        scheduler.add_job(self._poll_on_schedule, "interval", seconds=self.settings.poll_seconds, next_run_time=now())
        scheduler.add_job(self.reconcile, "cron", hour=2)
        scheduler.add_job(self.tell_team, "interval", minutes=5)
        woken = [_access_to(box) for box in self.settings.mailboxes if box.wake_up]
        stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        pages.start()
        scheduler.start()
        announce(pages.address)
        with WakeUps(woken, lambda: scheduler.add_job(self._poll_on_schedule, id="woken", replace_existing=True)):
            stopping.wait()
        scheduler.shutdown(wait=True)
        pages.stop()

    def _poll_on_schedule(self) -> None:
        with suppress(MailboxUnavailable):  # already in the log and on the health page
            self.poll()

    def tell_team(self) -> None:
        """What cannot wait, by e-mail to each team and without personal data."""
        teams, address = self.settings.teams, self.settings.web.public_address
        for account, rules in teams.items():
            team = telling.Team(account=account, rules=rules, others=frozenset(teams) - {account})
            telling.tell_team(self.store, self.sites.of(account).alert_desk(rules), team, address, now())

    def read_path(self, path: Path, on_page: OnPage | None = None) -> commands.ReadPath:
        """A form or an e-mail on disk: what `extract` and `classify` print. Stores nothing."""
        content, is_mail = path.read_bytes(), path.suffix.lower() in (".eml", ".msg")
        site = self.sites.general
        message = site.parse(content) if is_mail else None
        files = leaves(message) if message else [("1", InputFile(name=path.name, content=content))]
        reading = site.documents.read_message([file for _, file in files], on_page)
        shown = (reading.referrals or reading.extractions)[0]
        return commands.ReadPath(extraction=present.as_contract_json(shown), sections=narrative_sections(shown.record))

    def checks(self) -> dict[str, Callable[[], object]]:
        """What `check` tries, each by name; a fault raises and says what to do."""
        boxes = {f"mailbox {box.name}": ImapMailbox(_access_to(box)).open for box in self.settings.mailboxes}
        boxes |= {
            f"sent mail of {box.name}": ImapMailbox(_sent(box)).open
            for box in self.settings.mailboxes
            if box.sent_folder
        }
        smtp = {"relay": _relay(self.settings.smtp).check} if self.settings.smtp else {}
        numbers = {"numbers in letters": lambda: require_checked(self.sites.general.domain.partnership, now().date())}
        own = {"database and keys": lambda: self.store, "classifier": lambda: self.classifier}
        own["trained reader"] = lambda: verified(FOLDER)
        return own | boxes | smtp | numbers | provider_checks(self.settings, now)

    @cached_property
    def store(self) -> Store:
        """Opened and brought up to date. Raises OSError or SQLAlchemyError."""
        general, own = self.sites.general.domain, self.sites.domains()
        return Store(self.settings.database_url, self.settings.data_dir, general, own)

    @cached_property
    def _rounds(self) -> Rounds:
        boxes = [polled(_access_to(box), box.moved_to) for box in self.settings.mailboxes]
        return Rounds(mailboxes=boxes, has_room=lambda: has_room(self.data_dir, self.settings.keep_free_mb))

    @property
    def classifier(self) -> Classifier:
        """Of the general configuration, loaded once."""
        return self.sites.general.classifier


def _access_to(box: MailboxSettings) -> MailboxAccess:
    return MailboxAccess(**box.access(), token=token_source(box.credentials))


def _sent(box: MailboxSettings) -> MailboxAccess:
    return replace(_access_to(box), folder=box.sent_folder)


def _relay(smtp: SmtpSettings) -> MailTransport:
    return transport(RelayAccess(**smtp.access(), token=token_source(smtp.credentials)))


@contextmanager
def demo(port: int) -> Iterator[commands.Demo]:
    """A service on servers of its own on this machine; all of it is gone afterwards."""
    with TemporaryDirectory(prefix="referrals-demo-") as folder, DemoImapServer() as imap, DemoSmtpSink() as sink:
        here = {"host": "127.0.0.1", "tls": "none"}
        box = {**here, "port": imap.port, "username": imap.username, "password": imap.password}
        smtp = {**here, "port": sink.port, "sender": "lig.referrals@iowscp.example"}
        web = {"port": port, "secure_cookies": False, "sign_in": {"codes": False}}
        settings = load_settings(commands.DEMO / "service.yaml", data_dir=folder, mailboxes=[box], smtp=smtp, web=web)
        yield commands.Demo(service=Service(settings), deliver=imap.deliver, received=lambda: len(sink.received))


def main(argv: Sequence[str] | None = None) -> int:
    """One command of the command line. 0 done; 1 the work failed; 2 wrong usage or configuration."""
    arguments = parse_arguments(argv)
    try:
        settings = load_settings(arguments.config)
        set_up_logging(settings.log_format)
        return commands.execute(arguments, Service(settings), demo)
    except ConfigError as error:
        return commands.fail(str(error), status=2)
    except (MailboxUnavailable, DemoServerFailed, AnotherInstanceRuns, OSError) as error:
        return commands.fail(str(error))


if __name__ == "__main__":
    raise SystemExit(main())
