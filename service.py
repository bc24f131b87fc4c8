"""E-mailed safeguarding referrals: how a mail becomes a case, and what the service does on its schedule.

Read from the top: `process_message` is the whole story of one mail, `poll` one pass over the mailboxes, and `run`
repeats it beside the pages. The rooms do the work; this module only joins them, and nothing imports it. What the
commands may be told, and how their results are printed, is in `triage.commands`.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
from extract.model import Extraction, InputFile
from extract.read import read_message
from extract.sections import narrative_sections
from ingest import intake, screening
from ingest.archives import open_message
from ingest.dedupe import dedupe_key
from ingest.demo_server import DemoImapServer, DemoServerFailed
from ingest.errors import MailboxUnavailable
from ingest.file_mailbox import FileMailbox
from ingest.imap_connection import MailboxAccess
from ingest.imap_mailbox import ImapMailbox
from ingest.model import MessageClass, SourceMessage
from ingest.ports import Receipt
from notify import dispatch
from notify.acknowledger import Acknowledger
from notify.demo_sink import DemoSmtpSink
from notify.policy import AcknowledgementPolicy
from notify.ports import MailTransport
from notify.relay import RelayAccess, transport
from triage import casework, commands
from triage.arguments import parse_arguments
from triage.casework import Outcome, ReadFile, ReadMail, ReadReferral
from triage.classify.live_risk import LiveRiskReader
from triage.classify.suggest import Classifier
from triage.envelope import IMPORTED, incoming_mail
from triage.leaves import BODY, leaves
from triage.store.assembly import Store
from triage.store.instance_lock import AnotherInstanceRuns
from triage.store.unit_of_work import UnitOfWork
from triage.terminal import Progress
from triage.web import app, server

log = structlog.get_logger()


def now() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


class Service:
    """One installation: how it reads, what it keeps, and the flow of its mail. The store opens on first use."""

    def __init__(self, settings: Settings) -> None:
        """Raises ConfigError."""
        senders = settings.senders
        self.settings, self.data_dir = settings, settings.data_dir
        self.domain = load_domain(settings.site_folder)
        self.rules = self.domain.screening.for_site(personal_domains=senders.personal, authserv_id=senders.authserv_id)
        self.live_risk = LiveRiskReader(self.domain.cues)

    def process_message(self, receipt: Receipt, *, acknowledge: bool = True) -> Outcome:
        """One stored message becomes a mail with its cases. Loses nothing, decides nothing, may be repeated at will.

        Its original was committed before this. Cases, history, acknowledgement and pending move are one transaction;
        sending and moving come after it, from their rows.
        """
        message = open_message(self.store.book.original(receipt))
        thread = (*message.in_reply_to, *message.references)
        follows_up = self.acknowledger.answers_us(thread) or self.store.book.knows_thread(thread)
        mail = self.read_mail(message, follows_up=follows_up)
        arrived = mail.received_at if receipt.account == IMPORTED else receipt.received_at
        mail = replace(mail, dedupe_key=dedupe_key(message, receipt.account), received_at=arrived)
        with self.store.work(now()) as work:
            first = work.item_with_key(mail.dedupe_key)
            if first is not None:
                mail = replace(mail, message_class=MessageClass.DUPLICATE)
            verdict = self.acknowledger.verdict(incoming_mail(mail, receipt, work, follows_up=follows_up))
            if first is not None:
                taken = casework.note_duplicate(work, receipt, first)
            else:
                taken = casework.take_in(work, receipt, mail, self.domain)
                facts = casework.acknowledgement_facts(taken, self.domain)
                email = self.acknowledger.draft(verdict, facts, message.message_id, now())
                casework.settle_acknowledgement(work, taken, verdict, email, automatic=acknowledge)
            self._plan_move(work, receipt)
            work.commit()
        return Outcome(receipt=receipt, mail=mail, verdict=verdict, taken=taken)

    def read_mail(self, message: SourceMessage, *, follows_up: bool = False) -> ReadMail:
        """Read the mail's documents, suggest criteria for each referral, say what mail it is. Stores nothing."""
        screened = screening.screen(message, self.rules)
        files = leaves(message)
        reading = read_message([file for _, file in files], self.domain.fields)
        read = tuple(
            ReadFile(path=path, content=file.content, extraction=extraction)
            for (path, file), extraction in zip(files, reading.extractions, strict=True)
        )
        referrals = tuple(self._read_referral(extraction, read) for extraction in reading.referrals)
        kinds = [each.extraction.kind.value for each in read if each.path != BODY]
        in_body = any(referral.path == BODY for referral in referrals)
        return ReadMail(
            dedupe_key=message.dedupe_key,
            message=message,
            message_class=screening.decide_class(screened, kinds, in_body, follows_up),
            screening=screened,
            received_at=message.sent_at or now(),
            files=read,
            referrals=referrals,
        )

    def _read_referral(self, extraction: Extraction, files: Sequence[ReadFile]) -> ReadReferral:
        sections = narrative_sections(extraction.record)
        return ReadReferral(
            path=next(file.path for file in files if file.extraction.document is extraction.document),
            extraction=extraction,
            suggestion=self.classifier.suggest(sections),
            flags=("child_may_be_unsafe_now",) if self.live_risk.read(sections) else (),
        )

    def poll(self, progress: Progress = iter) -> list[Outcome]:
        """Fetch, process, send what is due, then move on the server what was decided.

        Raises MailboxUnavailable at the end: what had been stored before is processed and answered all the same.
        """
        fault: MailboxUnavailable | None = None
        for box in self.settings.mailboxes:
            try:
                intake.take_in(mailbox(box), self.store.book, now)
                self.store.book.note_poll(box.name, box.folder, now())
            except MailboxUnavailable as error:
                self.store.book.note_poll(box.name, box.folder, now(), "mailbox_unavailable")
                fault = error
        outcomes = self.process_stored(progress)
        self.send()
        if fault is not None:
            raise fault
        for box in self.settings.mailboxes:
            intake.carry_out_moves(mailbox(box), self.store.book, now)
        return outcomes

    def import_paths(self, paths: Sequence[Path], progress: Progress, *, acknowledge: bool) -> commands.Imported:
        """Mail from disk as if it had come by mail; answered only where `acknowledge` says so."""
        source = FileMailbox(paths, account=IMPORTED)
        intake.take_in(source, self.store.book, now)
        outcomes = self.process_stored(progress, acknowledge=acknowledge)
        self.send()
        named = [(source.name_of(each.receipt.uid), each) for each in outcomes if each.receipt.account == IMPORTED]
        return commands.Imported(outcomes=named, skipped=[(each.path, each.reason) for each in source.skipped])

    def process_stored(self, progress: Progress = iter, *, acknowledge: bool = True) -> list[Outcome]:
        """Every message that is stored and not yet a mail, oldest first. One that fails never stops the next."""
        outcomes = []
        for receipt in progress(self.store.book.unprocessed()):
            try:
                if self.store.book.begin_attempt(receipt):
                    outcomes.append(self.process_message(receipt, acknowledge=acknowledge))
                else:
                    self.set_aside(receipt)
            except Exception as error:  # noqa: BLE001 - the one message boundary: what a mail does stays with that mail
                self.store.book.note_failure(receipt, type(error).__name__)
                log.error("message_failed", receipt=receipt.id, error_type=type(error).__name__)
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
            dispatch.send_due(self.store.outbox, relay(smtp), now, rules)

    def _plan_move(self, work: UnitOfWork, receipt: Receipt, *, quarantine: bool = False) -> None:
        for box in self.settings.mailboxes:
            if box.name == receipt.account:
                work.plan_move(receipt, box.quarantine_folder if quarantine else box.processed_folder)

    def run(self, announce: Callable[[str], None], demo_notice: str = "") -> None:
        """Poll on schedule and serve the pages until told to stop. OSError where the pages' port is taken."""
        web, name, key = self.settings.web, self.domain.partnership.name, self.store.key("web")
        seen = {"partnership_name": name, "version": commands.VERSION, "demo_notice": demo_notice}
        options = app.WebOptions(secret_key=key, clock=now, secure_cookies=web.secure_cookies, **seen)
        pages = server.serve(app.create_app(self.store.reader, self.store.accounts, options), web.host, web.port)
        scheduler = BackgroundScheduler(timezone=UTC, job_defaults={"max_instances": 1, "coalesce": True})
        scheduler.add_job(self._poll_on_schedule, "interval", seconds=self.settings.poll_seconds, next_run_time=now())
        stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        pages.start()
        scheduler.start()
        announce(pages.address)
        stopping.wait()
        scheduler.shutdown(wait=True)
        pages.stop()

    def _poll_on_schedule(self) -> None:
        try:
            self.poll()
        except MailboxUnavailable as fault:
            log.warning("mailbox_unavailable", retryable=fault.retryable)

    def read_path(self, path: Path) -> commands.ReadPath:
        """A form or an e-mail on disk: what `extract` and `classify` print. Stores nothing."""
        files = [("1", InputFile(name=path.name, content=path.read_bytes()))]
        if path.suffix.lower() == ".eml":
            files = leaves(open_message(path.read_bytes()))
        reading = read_message([file for _, file in files], self.domain.fields)
        shown = (reading.referrals or reading.extractions)[0]
        return commands.ReadPath(extraction=present.as_contract_json(shown), sections=narrative_sections(shown.record))

    def checks(self) -> dict[str, Callable[[], object]]:
        """What `check` tries, each by name; a fault raises and says what to do."""
        boxes = {f"mailbox {box.name}": mailbox(box).open for box in self.settings.mailboxes}
        smtp = {"relay": relay(self.settings.smtp).check} if self.settings.smtp else {}
        return {"database and keys": lambda: self.store, "classifier": lambda: self.classifier, **boxes, **smtp}

    @cached_property
    def store(self) -> Store:
        """Opened and brought up to date. Raises OSError or SQLAlchemyError."""
        return Store(self.settings.database_url, self.settings.data_dir, self.domain)

    @cached_property
    def classifier(self) -> Classifier:
        """Loaded once."""
        return Classifier(self.domain.criteria, self.domain.cues)

    @cached_property
    def acknowledger(self) -> Acknowledger:
        """Bound to the keys of this store, by which it knows our own mail again."""
        policy = AcknowledgementPolicy(
            own_addresses=self.settings.own_addresses,
            loop_token=self.store.key("loop").hex()[:16],
            **self.settings.senders.policy(),
        )
        key, domain = self.store.key("message-id"), self.settings.own_domain
        return Acknowledger(partnership=self.domain.partnership, policy=policy, key=key, domain=domain)


def mailbox(box: MailboxSettings) -> ImapMailbox:
    """The adapter of one configured mailbox."""
    return ImapMailbox(MailboxAccess(**box.access()))


def relay(smtp: SmtpSettings) -> MailTransport:
    """The adapter of the configured relay, or of the folder in its place."""
    return transport(RelayAccess(**smtp.access()))


@contextmanager
def demo(port: int) -> Iterator[commands.Demo]:
    """A service on servers of its own on this machine; all of it is gone afterwards."""
    with TemporaryDirectory(prefix="referrals-demo-") as folder, DemoImapServer() as imap, DemoSmtpSink() as sink:
        here = {"host": "127.0.0.1", "tls": "none"}
        settings = load_settings(
            commands.DEMO / "service.yaml",
            data_dir=folder,
            mailboxes=[{**here, "port": imap.port, "username": imap.username, "password": imap.password}],
            smtp={**here, "port": sink.port, "sender": "lig.referrals@iowscp.example"},
            web={"port": port, "secure_cookies": False},
        )
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
    sys.exit(main())
