"""Runs a folder of files by other makers through the readers, each in a child process, and prints what came of them.

    python -m benchmarks.foreign_files FOLDER [PATTERN]

For each kind of content: files, those of which nothing was read and why, errors of our own, children that were ended
(time, memory, crash), files over ten seconds of processor time, files taken for referrals. For Word files also the
characters that the file holds and that were neither given nor listed as lost; where the file says so, no word is
counted that Word itself does not show. Test suites of office and PDF programs make good folders. Exits with 1 on an
error of our own, an ended child or a lost character.
"""

import functools
import importlib
import io
import json
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree

from config.domain import load_fields
from extract.document import SourceDocument
from extract.errors import ZIP_FAULTS, DocumentRefused
from extract.formats import format_of
from extract.limited_process import LimitedProcess, Limits, Stopped
from extract.model import DocumentKind, InputFile
from extract.present import as_contract_json
from extract.read import read_message

LIMITS = Limits(wall_seconds=120, cpu_seconds=100, memory_bytes=3 * 1024**3)
SLOW = 10.0  # seconds of processor time
ENOUGH_ANSWERS = 3  # of a referral that is worth looking at
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LEFT_OUT = {WORD + "del", WORD + "moveFrom", WORD + "pPr", WORD + "rPr"}
SPELT_OTHERWISE = "[]()xX_\u00ad\u200b\ufeff"  # typed ticks are given as signs, invisible characters not at all


catalogue = functools.cache(load_fields)


def looked_at(content: bytes) -> bytes:
    """Runs in the child: one file's outcome as JSON."""
    begun, found = time.process_time(), format_of(content)
    reading = read_message([InputFile(name="file", content=content)], catalogue())
    extraction = reading.extractions[0]
    json.dumps(as_contract_json((reading.referrals or reading.extractions)[0]))
    outcome = {
        "format": found.name if found else "unknown",
        "kind": extraction.kind.value,
        "why": ",".join(extraction.warnings) if extraction.kind is DocumentKind.UNREADABLE else "",
        "answers": len(extraction.record.readings),
        "seconds": time.process_time() - begun,
        "fault": fault_behind(content) if "damaged" in extraction.warnings else "",
        "lost": lost_characters(content, extraction.document) if extraction.document else 0,
    }
    return json.dumps(outcome).encode()


def fault_behind(content: bytes) -> str:
    """The error of our own code that made a file `damaged`; empty for faults that the libraries for it found."""
    found = format_of(content)
    try:
        if found is not None:
            found.read(content)
    except DocumentRefused as refused:
        cause = refused.__cause__
        own = isinstance(cause, (IndexError, KeyError, AttributeError, TypeError, ZeroDivisionError, AssertionError))
        return type(cause).__name__ if own else ""
    return ""


def lost_characters(content: bytes, document: SourceDocument) -> int:
    """Characters of a Word file's body that are neither given nor in an element that the document lists as lost."""
    lost = {each.what for each in document.losses}
    if document.format != "docx" or lost & {"table_of_contents", "covered_cell", "unknown_element"}:
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(resolve_entities=False))
    except (KeyError, etree.XMLSyntaxError, *ZIP_FAULTS):
        return 0
    for spare in list(root.iter(FALLBACK)):
        spare.clear()
    written = Counter("".join("".join(text_of(each) for each in root.iter(WORD + "t")).split()))
    shown = "".join(span.text for each in document.paragraphs() for span in each.spans)
    missing = written - Counter("".join(shown.split()))
    return sum(number for letter, number in missing.items() if letter not in SPELT_OTHERWISE and letter.isalnum())


def text_of(element: etree._Element) -> str:
    return "" if any(each.tag in LEFT_OUT for each in element.iterancestors()) else element.text or ""


def main() -> None:
    folder, pattern = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "*"
    files = [each for each in sorted(folder.rglob(pattern)) if each.is_file()]
    counts: dict[str, Counter[str]] = {}
    notes: list[str] = []
    faults = 0
    function = importlib.import_module("benchmarks.foreign_files").looked_at  # by the name that the child imports
    process = LimitedProcess([function], warm_up=[(function, b"Name of child: Ada Finch")])
    for path in files:
        answer = process.call(function, path.read_bytes(), LIMITS)
        outcome: dict[str, Any] = {"format": path.suffix.lstrip(".") or "?"}
        if isinstance(answer, Stopped):
            outcome["kind"] = answer.value
            notes.append(f"{answer.value}: {path}")
        else:
            outcome = json.loads(answer)
        of_kind = counts.setdefault(outcome["format"], Counter())
        of_kind.update(["files", outcome["kind"]])
        of_kind.update({"characters lost": outcome.get("lost", 0)})
        faults += isinstance(answer, Stopped) or bool(outcome.get("fault") or outcome.get("lost"))
        notes += [f"{outcome['fault']}: {path}"] if outcome.get("fault") else []
        notes += [f"{outcome['lost']} characters lost: {path}"] if outcome.get("lost") else []
        notes += [f"{outcome['seconds']:.0f} s: {path}"] if outcome.get("seconds", 0) > SLOW else []
        is_referral = outcome["kind"] == "referral_form" and outcome["answers"] > ENOUGH_ANSWERS
        notes += [f"referral with {outcome['answers']} answers: {path}"] if is_referral else []
    process.close()
    for name, found in sorted(counts.items()):
        print(f"{name}: " + ", ".join(f"{key} {number}" for key, number in found.items() if number))
    print(*notes, sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
