"""E-mailed safeguarding referrals: how a mail becomes a case, and what the service does on its schedule.

Read from the top: `process_message` is the whole story of one mail, `poll` one pass over the mailboxes, and `run`
repeats it beside the pages. The rooms do the work; this module only joins them, and nothing imports it. What the
commands may be told, and how their results are printed, is in `triage.commands`.
"""

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from config.domain import load_domain
from config.errors import ConfigError
from config.logging import set_up_logging
from config.settings import MailboxSettings, Settings, SmtpSettings, load_settings
from extract import present
from extract.form_desk import FormDesk
from extract.limited_process import LimitedProcess
from extract.model import InputFile
from extract.safe_reading import SafeReader, read_packed, warm_up
from extract.sections import narrative_sections
from ingest import intake, safe_parsing
from ingest.dedupe import dedupe_key
from ingest.demo_server import DemoImapServer, DemoServerFailed
from ingest.errors import MailboxUnavailable
from ingest.file_mailbox import FileMailbox
from ingest.idle import WakeUps
from ingest.imap_connection import MailboxAccess
from ingest.imap_mailbox import ImapMailbox, polled
from ingest.mail_class import MailJudge
from ingest.model import MessageClass
from ingest.oauth_tokens import token_source
from ingest.ports import Receipt
from ingest.rounds import Rounds
from notify import dispatch
from notify.acknowledger import Acknowledger
from notify.demo_sink import DemoSmtpSink
from notify.policy import AcknowledgementPolicy
from notify.ports import MailTransport
from notify.relay import RelayAccess, transport
from triage import belonging, casework, commands, telling
from triage.arguments import parse_arguments
from triage.classify.live_risk import LiveRiskReader
from triage.classify.suggest import Classifier
from triage.envelope import IMPORTED, incoming_mail
from triage.leaves import leaves
from triage.reading_mail import Readers, read_mail, unread_mail
from triage.store.assembly import Store
from triage.store.instance_lock import AnotherInstanceRuns
from triage.store.unit_of_work import UnitOfWork
from triage.terminal import Progress
from triage.web import app, server


def now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


class Service:
    """One installation: how it reads, what it keeps, and the flow of its mail. The store opens on first use."""

    def __init__(self, settings: Settings) -> None:
        """Raises ConfigError."""
        self.settings, self.data_dir = settings, settings.data_dir
        self.domain = load_domain(settings.site_folder)
        self.forms = FormDesk(catalogue=self.domain.fields, site_folder=settings.site_folder)

    def process_message(self, receipt: Receipt, *, acknowledge: bool = True) -> casework.Outcome:
        """One stored message becomes a mail with its cases. Loses nothing, decides nothing, may be repeated at will.

        Its original was committed before. Cases, history, acknowledgement and pending move commit together; then follow
        sending and moving, from their rows.
        """
        mail, replies = self.read_original(self.store.book.original(receipt))
        arrived = mail.received_at if receipt.account == IMPORTED else receipt.received_at
        mail = replace(mail, dedupe_key=dedupe_key(mail.dedupe_key, receipt.account), received_at=arrived)
        with self.store.work(now()) as work:
            first = work.item_with_key(mail.dedupe_key)
            repeated = replace(mail, message_class=MessageClass.DUPLICATE)
            mail = belonging.settle(work, mail, replies) if first is None else repeated
            verdict = self.acknowledger.verdict(incoming_mail(mail, receipt, work, follows_up=replies.follow_up))
            if first is not None:
                taken = casework.note_duplicate(work, receipt, first)
            else:
                taken = casework.take_in(work, receipt, mail, self.domain)
                facts = casework.acknowledgement_facts(taken, self.domain)
                email = self.acknowledger.draft(verdict, facts, mail.message_id, now())
                casework.settle_acknowledgement(work, taken, verdict, email, automatic=acknowledge)
            self._plan_move(work, receipt)
            work.commit()
        return casework.Outcome(receipt=receipt, mail=mail, verdict=verdict, taken=taken)

    def read_original(self, original: bytes) -> tuple[casework.ReadMail, belonging.OurReplies]:
        """What one mail gives, read in child processes, and which of our mails it answers. Stores nothing."""
        message = safe_parsing.parsed(self._reader.process.call(safe_parsing.parse_packed, original))
        if message is None:
            return unread_mail(original, now()), belonging.OurReplies()
        replies = belonging.our_replies(message, self.acknowledger.answers_us, self.store.book.knows_thread)
        return read_mail(message, self._readers, answers_us=replies.follow_up, now=now()), replies

    def poll(self, progress: Progress = iter) -> list[casework.Outcome]:
        """Fetch, process, send what is due, then move on the server what was decided.

        Raises MailboxUnavailable at the end: what had been stored before is processed and answered all the same.
        """
        with self.store.polling.held(now) as ours:
            if not ours:
                return []  # another process polls
            fault = self._rounds.take_in(self.store.book, now)
            outcomes = self.process_stored(progress)
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
        """Every message that is stored and not yet a mail, oldest first. One that fails never stops the next."""
        outcomes = []
        for receipt in progress(self.store.book.unprocessed(now())):
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
            casework.set_aside(work, receipt, self.domain)
            self._plan_move(work, receipt, quarantine=True)
            work.commit()

    def send(self) -> None:
        """One round over the outbox."""
        if (smtp := self.settings.smtp) is not None:
            rules = dispatch.SendingRules(per_minute=smtp.pace, limits=self.settings.senders.limits)
            dispatch.send_due(self.store.outbox, _relay(smtp), now, rules)

    def _plan_move(self, work: UnitOfWork, receipt: Receipt, *, quarantine: bool = False) -> None:
        for box in self.settings.mailboxes:
            if (box.name, box.folder) == (receipt.account, receipt.folder):
                work.plan_move(receipt, box.quarantine_folder if quarantine else box.processed_folder)

    def run(self, announce: Callable[[str], None], demo_notice: str = "") -> None:
        """Poll on schedule and serve the pages until told to stop. OSError where the pages' port is taken."""
        web, name, key = self.settings.web, self.domain.partnership.name, self.store.key("web")
        seen = {"partnership_name": name, "version": commands.VERSION, "demo_notice": demo_notice}
        options = app.WebOptions(secret_key=key, clock=now, secure_cookies=web.secure_cookies, **seen)
        pages = server.serve(app.create_app(self.store.reader, self.store.accounts, options), web.host, web.port)
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
        """What cannot wait, by e-mail to the team and without personal data."""
        desk = self.acknowledger.alert_desk(self.settings.team, self.domain.wording.alerts)
        telling.tell_team(self.store, desk, self.settings.team, self.settings.web.public_address, now())

    def read_path(self, path: Path) -> commands.ReadPath:
        """A form or an e-mail on disk: what `extract` and `classify` print. Stores nothing."""
        content, is_mail = path.read_bytes(), path.suffix.lower() in (".eml", ".msg")
        message = (
            safe_parsing.parsed(self._reader.process.call(safe_parsing.parse_packed, content)) if is_mail else None
        )
        files = leaves(message) if message else [("1", InputFile(name=path.name, content=content))]
        reading = self._reader.read_message([file for _, file in files])
        shown = (reading.referrals or reading.extractions)[0]
        return commands.ReadPath(extraction=present.as_contract_json(shown), sections=narrative_sections(shown.record))

    def checks(self) -> dict[str, Callable[[], object]]:
        """What `check` tries, each by name; a fault raises and says what to do."""
        boxes = {f"mailbox {box.name}": ImapMailbox(_access_to(box)).open for box in self.settings.mailboxes}
        smtp = {"relay": _relay(self.settings.smtp).check} if self.settings.smtp else {}
        return {"database and keys": lambda: self.store, "classifier": lambda: self.classifier, **boxes, **smtp}

    @cached_property
    def store(self) -> Store:
        """Opened and brought up to date. Raises OSError or SQLAlchemyError."""
        return Store(self.settings.database_url, self.settings.data_dir, self.domain)

    @cached_property
    def _rounds(self) -> Rounds:
        return Rounds(mailboxes=[polled(_access_to(box), box.moved_to) for box in self.settings.mailboxes])

    @cached_property
    def _reader(self) -> SafeReader:
        # A worker, started once, that forks a child for each call: hostile content is read in no other place.
        warm = ((read_packed, warm_up(self.settings.site_folder)), (safe_parsing.parse_packed, b""))
        return SafeReader(
            process=LimitedProcess((read_packed, safe_parsing.parse_packed), warm), site=self.settings.site_folder
        )

    @cached_property
    def _readers(self) -> Readers:
        senders, prefix = self.settings.senders, self.domain.partnership.reference_prefix
        live_risk = LiveRiskReader(self.domain.cues)
        return Readers(
            mail=MailJudge(rules=self.domain.screening.for_site(senders.personal, senders.authserv_id, prefix)),
            documents=self._reader.read_message,
            sections=narrative_sections,
            suggest=lambda sections: self.classifier.suggest(sections),  # noqa: PLW0108 - loads on first use
            is_unsafe_now=lambda sections: live_risk.read(sections) is not None,
        )

    @cached_property
    def classifier(self) -> Classifier:
        """Loaded once."""
        return Classifier(self.domain.criteria, self.domain.cues)

    @cached_property
    def acknowledger(self) -> Acknowledger:
        """Bound to the keys of this store, by which it knows our own mail again."""
        ours, loop = self.settings.own_addresses, self.store.key("loop").hex()[:16]
        policy = AcknowledgementPolicy(own_addresses=ours, loop_token=loop, **self.settings.senders.policy())
        key, domain = self.store.key("message-id"), self.settings.own_domain
        return Acknowledger(partnership=self.domain.partnership, policy=policy, key=key, domain=domain)


def _access_to(box: MailboxSettings) -> MailboxAccess:
    return MailboxAccess(**box.access(), token=token_source(box.credentials))


def _relay(smtp: SmtpSettings) -> MailTransport:
    return transport(RelayAccess(**smtp.access(), token=token_source(smtp.credentials)))


@contextmanager
def demo(port: int) -> Iterator[commands.Demo]:
    """A service on servers of its own on this machine; all of it is gone afterwards."""
    with TemporaryDirectory(prefix="referrals-demo-") as folder, DemoImapServer() as imap, DemoSmtpSink() as sink:
        here = {"host": "127.0.0.1", "tls": "none"}
        box = {**here, "port": imap.port, "username": imap.username, "password": imap.password}
        smtp = {**here, "port": sink.port, "sender": "lig.referrals@iowscp.example"}
        web = {"port": port, "secure_cookies": False}
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
