"""The commands: each asks the service for something and prints it. What they may be told is in `triage.arguments`."""

import json
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import Any, Protocol

from config.errors import ConfigError
from extract.model import OnPage
from triage import form_commands, terminal
from triage.casework import Outcome
from triage.classify.evaluate import as_table, evaluate
from triage.classify.present import as_contract_json
from triage.classify.suggest import Classifier
from triage.judged import as_report
from triage.stand_ins import retraining_row
from triage.store.assembly import Store
from triage.store.instance_lock import only_instance
from triage.terminal import Progress

VERSION = "0.1.0"
DEMO_PEOPLE = (
    ("demo", "Demo Officer", "manager"),
    ("caseworker", "Demo Caseworker", "caseworker"),
    ("admin", "Demo Administrator", "administrator"),
)
DEMO = Path(__file__).parents[1] / "config" / "demo"  # settings and mail of the demonstration


@dataclass(frozen=True, kw_only=True)
class ReadPath:
    """A form or an e-mail on disk, read: the contract's `extract --json` object, and its narrative."""

    extraction: Mapping[str, Any]
    sections: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of each message by its file's name, in order; and the files that are no mail, each with a code."""

    outcomes: Sequence[tuple[str, Outcome]]
    skipped: Sequence[tuple[Path, str]]
    before: int = 0  # messages among the files that an earlier run had taken in


class Installation(Protocol):
    """What the commands ask of the service."""

    @property
    def data_dir(self) -> Path:
        """Where it keeps its files."""

    @property
    def store(self) -> Store:
        """Everything it keeps; opens on first use."""

    @property
    def classifier(self) -> Classifier:
        """Suggests criteria for a narrative."""

    def poll(self, progress: Progress = ...) -> Sequence[Outcome]:
        """One pass over the mailboxes."""

    def import_paths(self, paths: Sequence[Path], progress: Progress, *, acknowledge: bool) -> "Imported":
        """Mail from disk."""

    def read_path(self, path: Path, on_page: OnPage | None = None) -> ReadPath:
        """A form or an e-mail on disk."""

    @property
    def forms(self) -> form_commands.FormDesk:
        """Learns forms and tries files on them."""

    def checks(self) -> Mapping[str, Callable[[], object]]:
        """What to try, by name; a fault raises and says what to do."""

    def run(self, announce: Callable[[str], None], demo_notice: str = "") -> None:
        """Serve until told to stop."""


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A service on servers of its own on this machine."""

    service: Installation
    deliver: Callable[[bytes, datetime], None]  # one mail into the demo's mailbox
    received: Callable[[], int]  # how many e-mails the demo's relay has taken


StartDemo = Callable[[int], AbstractContextManager[Demo]]


def execute(arguments: Namespace, service: Installation, start_demo: StartDemo) -> int:
    """Run one command; its exit status."""
    if arguments.command == "demo":
        with start_demo(arguments.port) as demo:
            return show_demo(arguments, demo)
    if arguments.command in LOCKED:
        with only_instance(service.data_dir):
            return COMMANDS[arguments.command](arguments, service)
    return COMMANDS[arguments.command](arguments, service)


def fail(problem: str, status: int = 1) -> int:
    """One line on standard error, no traceback."""
    sys.stderr.write(" ".join(problem.split()) + "\n")
    return status


def say(text: str) -> None:
    """One result on standard output."""
    sys.stdout.write(text + "\n")


def show_demo(arguments: Namespace, demo: Demo) -> int:
    """Fill the demo's mailbox, read it with the service, and serve the pages."""
    mails = sorted(DEMO.glob("*.eml"))
    say(f"A mail server and a relay run on this machine; {len(mails)} invented e-mails arrive.")
    for path in terminal.progress(mails, "Delivering"):
        demo.deliver(path.read_bytes(), datetime.now(UTC))
    outcomes = demo.service.poll(partial(terminal.progress, what="Reading"))
    say("\n" + terminal.queue_as_text(tuple(demo.service.store.reader.queue(datetime.now(UTC)))))
    waiting = len(demo.service.store.reader.needs_person())
    say(f"\n{len(outcomes)} e-mails read, {demo.received()} acknowledgements sent, {waiting} e-mails need a person.")
    if arguments.once:
        return 0
    password = secrets.token_urlsafe(6)
    for username, name, role in DEMO_PEOPLE:
        demo.service.store.accounts.add(username, name, role, password)
    notice = "Demonstration: every person and event here is invented."
    demo.service.run(lambda address: say(terminal.demo_as_text(address, "demo", password)), notice)
    return 0


def _run(_arguments: Namespace, service: Installation) -> int:
    service.run(lambda address: say(f"The queue is at {address}"))
    return 0


def _poll(_arguments: Namespace, service: Installation) -> int:
    outcomes = service.poll(partial(terminal.progress, what="Reading"))
    say(f"{len(outcomes)} e-mails processed.")
    return 0


def _import(arguments: Namespace, service: Installation) -> int:
    bar = partial(terminal.progress, what="Importing")
    imported = service.import_paths(arguments.paths, bar, acknowledge=arguments.acknowledge)
    for file, outcome in imported.outcomes:
        plain = terminal.import_as_plain(file, outcome)
        say(_one_line(plain) if arguments.json else terminal.import_as_text(file, outcome))
    for path, reason in imported.skipped:
        fail(f"{path}: {reason.replace('_', ' ')}")
    if imported.before:
        fail(f"{imported.before} messages had been taken in before; they were left as they are.")
    return 0 if imported.outcomes or imported.before or not imported.skipped else 1


def _extract(arguments: Namespace, service: Installation) -> int:
    return _read_each(arguments, service, lambda path, read: {**read.extraction, "file": str(path)})


def _classify(arguments: Namespace, service: Installation) -> int:
    rows = [path for path in arguments.files if path.suffix == ".jsonl"]
    for path in rows:
        for row in _labelled(path):
            suggestion = service.classifier.suggest(row["sections"])
            say(_one_line(as_contract_json(suggestion, {"id": row["id"]})))
    arguments.files = [path for path in arguments.files if path not in rows]
    return _read_each(arguments, service, partial(_with_criteria, service.classifier))


def _with_criteria(classifier: Classifier, path: Path, read: ReadPath) -> dict[str, Any]:
    suggestion = as_contract_json(classifier.suggest(read.sections), {"file": str(path)})
    warnings = {"warnings": [*read.extraction["warnings"], *suggestion["warnings"]]}
    return {**read.extraction, **suggestion, **warnings}


def _read_each(arguments: Namespace, service: Installation, as_plain: Callable[[Path, ReadPath], Any]) -> int:
    status = 0
    for path in arguments.files:
        try:
            with terminal.pages_told(asked=arguments.progress) as on_page:
                plain = as_plain(path, service.read_path(path, on_page))
        except OSError as error:
            status = fail(f"{path}: cannot be read ({error.strerror})")
            continue
        say(_one_line(plain) if arguments.json else json.dumps(plain, ensure_ascii=False, indent=2))
    return status


def _queue(arguments: Namespace, service: Installation) -> int:
    rows = tuple(service.store.reader.queue(datetime.now(UTC)))
    say(_one_line(terminal.queue_as_plain(rows)) if arguments.json else terminal.queue_as_text(rows))
    return 0


def _case(arguments: Namespace, service: Installation) -> int:
    view = service.store.reader.case(arguments.reference, datetime.now(UTC))
    if view is None:
        return fail(f"there is no case {arguments.reference}; `queue` lists the open ones")
    say(_one_line(terminal.case_as_plain(view)) if arguments.json else terminal.case_as_text(view))
    return 0


def _check(_arguments: Namespace, service: Installation) -> int:
    say("ok       configuration")
    status = 0
    for name, attempt in service.checks().items():
        try:
            attempt()
        except Exception as error:  # noqa: BLE001 - whatever is wrong here is what the command is for
            say(f"PROBLEM  {name}: {' '.join(str(error).split())}")
            status = 1
        else:
            say(f"ok       {name}")
    return status


def _verify_history(_arguments: Namespace, service: Installation) -> int:
    found = service.store.reader.check_history()
    if not found.holds:
        return fail(f"the history is NOT as it was written: {terminal.history_fault(found)}; keep everything as it is")
    say(f"{found.lines} lines of history, chain unbroken. Last line: {found.head or 'none'}")
    return 0


def _forms(arguments: Namespace, service: Installation) -> int:
    try:
        form_commands.forms(arguments, service.forms, say)
    except (OSError, ValueError) as error:
        return fail(str(error))
    return 0


def _evaluate(arguments: Namespace, service: Installation) -> int:
    if arguments.file:
        say(as_table(evaluate(_labelled(arguments.file), service.classifier)))
        return 0
    cases = service.store.judged.all()
    say(as_report(cases))
    if arguments.export:
        rows = "".join(_one_line(retraining_row(case)) + "\n" for case in cases)
        arguments.export.write_text(rows, encoding="utf-8")
        say("Exported. Names that only a narrative holds may be left: read every line before it leaves this machine.")
    return 0


def _add_person(arguments: Namespace, service: Installation) -> int:
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < 12:
        return fail("a password needs at least 12 characters")
    service.store.accounts.add(arguments.username, arguments.name, arguments.role, password)
    say(f"{arguments.username} can sign in.")
    return 0


def _labelled(path: Path) -> Iterable[dict[str, Any]]:
    """The rows of a file of referrals. Raises ConfigError naming the line that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield {**row, "id": row["id"], "sections": dict(row["sections"])}
            except (ValueError, KeyError, TypeError) as error:
                raise ConfigError(
                    'is no {"id": …, "sections": {…}}; correct the line', file=path, line=number
                ) from error


def _one_line(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False)


LOCKED = {"run", "poll", "import"}  # they work on the mailbox or the ledger, so one at a time
COMMANDS: dict[str, Callable[[Namespace, Installation], int]] = {
    "run": _run,
    "poll": _poll,
    "import": _import,
    "extract": _extract,
    "classify": _classify,
    "queue": _queue,
    "case": _case,
    "check": _check,
    "verify-history": _verify_history,
    "forms": _forms,
    "evaluate": _evaluate,
    "add-person": _add_person,
}
