"""What the command line may say. Wrong usage ends the program with status 2 and says what would have been right."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command and its arguments (None: of this process); `command` is always set."""
    parser = argparse.ArgumentParser(prog="service.py", description="E-mailed safeguarding referrals.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="the service.yaml (else the variable SCP_CONFIG)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="a whole working system on this machine, with invented mail")
    demo.add_argument("--port", type=int, default=8080, help="of the pages; 0 picks a free one (8080)")
    demo.add_argument("--once", action="store_true", help="end as soon as the queue is filled")
    commands.add_parser("run", help="the service: polling, sending and the pages")
    commands.add_parser("poll", help="one pass: fetch, process, send what is due")

    imports = commands.add_parser("import", help="process mail from disk as if it had come by mail")
    imports.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help=".eml, .mbox, a Maildir, or a folder of them"
    )
    imports.add_argument("--acknowledge", action="store_true", help="send the acknowledgements that the rules allow")
    _json(imports)
    for name, what in (("extract", "print the referral record of"), ("classify", "the same, and the criteria of")):
        reading = commands.add_parser(name, help=f"{what} forms or e-mails; nothing is stored")
        reading.add_argument("files", type=Path, nargs="+", metavar="FILE")
        told = "say on standard error which page of a scan is read, also where that is no terminal"
        reading.add_argument("--progress", action="store_true", help=told)
        _json(reading)

    _json(commands.add_parser("queue", help="the triage queue"))
    case = commands.add_parser("case", help="one case with fields, criteria, evidence, messages and history")
    case.add_argument("reference", metavar="REF")
    _json(case)

    _upkeep(commands)
    return parser.parse_args(argv)


def _upkeep(commands: Any) -> None:
    commands.add_parser("verify-history", help="is the history as it was written: no line changed, dropped or added")
    forms = commands.add_parser("forms", help="write our blank form, teach another, try a file, draw what is read")
    actions = forms.add_subparsers(dest="action", required=True, metavar="ACTION")
    learn = actions.add_parser("learn", help="a blank form, into the site's `forms` folder")
    learn.add_argument("--name", default="", help="of the form (the file's)")
    test = actions.add_parser("test", help="what would be read, and by which rule; nothing is stored")
    draw = actions.add_parser("draw", help="a picture of a PDF with a box on every reading")
    for action in (learn, test, draw):
        action.add_argument("file", type=Path, metavar="FILE")
    draw.add_argument("picture", type=Path, metavar="OUT.png")
    blank = actions.add_parser("blank", help="the partnership's own form, for Word and as a fillable PDF")
    blank.add_argument("folder", type=Path, metavar="FOLDER")
    commands.add_parser("check", help="is everything in order, and what to do about what is not")
    evaluation = commands.add_parser(
        "evaluate", help="score the classifier against labelled referrals, or judged cases"
    )
    evaluation.add_argument("file", type=Path, nargs="?", metavar="FILE.jsonl", help="(the cases judged here)")
    evaluation.add_argument("--export", type=Path, metavar="OUT.jsonl", help="judged cases with stand-ins for people")
    person = commands.add_parser("add-person", help="a local account, or a new password for one; asks for the password")
    person.add_argument("username")
    person.add_argument("--name", required=True, help="as shown in the history")
    person.add_argument("--role", choices=("caseworker", "manager", "viewer", "administrator"), default="caseworker")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document for each input, and nothing else")
