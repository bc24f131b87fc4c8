"""The `forms` commands: write our blank form, teach another, try a file, draw what was read. Each says what it did."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from config.schema.known_forms import KnownForm
from extract.model import Extraction

LONGEST_VALUE = 60  # characters of an answer on the screen


class Trial(Protocol):
    """What would be read of a file."""

    @property
    def extraction(self) -> Extraction:
        """The record with its readings, and what was not found."""

    @property
    def known_form(self) -> str:
        """Name and version of the form; empty where nobody has taught it."""


class FormDesk(Protocol):
    """What the commands ask of the reading side. A file that cannot be read raises ValueError or OSError."""

    def learn(self, path: Path, name: str) -> tuple[Path, KnownForm]:
        """Learn a blank form and write it down."""

    def test(self, path: Path) -> Trial:
        """What would be read; nothing is stored."""

    def draw(self, path: Path, target: Path) -> int:
        """A picture with a box on every reading."""

    def blank(self, folder: Path) -> Sequence[Path]:
        """Write the partnership's own form; the files."""

    def blank_form(self, ending: str) -> bytes:
        """The partnership's own form as `docx` or `pdf`."""


def forms(arguments: Namespace, desk: FormDesk, say: Callable[[str], None]) -> None:
    """One of the four. Raises ValueError or OSError with what is wrong."""
    if arguments.action == "learn":
        path, form = desk.learn(arguments.file, arguments.name)
        unnamed = [each.label for each in form.questions if not each.path]
        say(f"{form.name} v{form.version}: {len(form.questions)} questions, written to {path}")
        say(f"{len(unnamed)} of them are read by their place or need a `path` there: {'; '.join(unnamed[:12])}")
    elif arguments.action == "blank":
        for path in desk.blank(arguments.folder):
            say(f"written to {path}")
    elif arguments.action == "draw":
        say(f"{desk.draw(arguments.file, arguments.picture)} readings drawn on {arguments.picture}")
    else:
        for line in trial_lines(desk.test(arguments.file)):
            say(line)


def trial_lines(trial: Trial) -> Iterator[str]:
    """What would be read, a line each: field, answer, how sure, by which rule, and under which printed question."""
    extraction = trial.extraction
    yield f"{extraction.kind.value}; {trial.known_form or 'no known form'}"
    for reading in extraction.record.readings:
        value = " ".join(reading.value.split())
        short = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"
        yield f"{reading.path:32} {reading.confidence:.2f}  {reading.rule:24} [{reading.label[:40]}] {short}"
    for question in extraction.open_questions:
        what = "unreadable" if question.unreadable else "left blank"
        yield f"{question.path:32}       {what:24} [{question.label[:40]}]"
    printed = {question.path for question in extraction.open_questions}
    for path, heading in extraction.missing_labels:
        if path not in printed:
            yield f"{path:32}       {'required, not found':24} [{heading[:40]}]"
