"""Our readers beside tools that turn documents into text: processor time a form, and what is left of the answers.

    python -m benchmarks.form_readers [FOLDER]

Reads every Word and PDF form of the folder (the test corpus, if none is named) with our readers and with docx2python,
markitdown, unstructured and docling, as far as they are installed beside this project; nothing else needs them.
For each: milliseconds of processor time a form (the better of two rounds), how many times ours, and how many of the
written answers stand in the text it gives; at the end, how many the whole service finds under their names. Dates, ticks
and choices are left out: only names, numbers and words can be compared between texts.
"""

import importlib
import json
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import structlog

from config.domain import load_domain
from extract.document import Paragraph, Table
from extract.docx_reader import read_docx
from extract.model import InputFile
from extract.pdf_reader import read_pdf
from extract.read import read_message

FORMS = Path(__file__).parents[1] / "tests" / "corpus" / "forms"
ROUNDS = 2
_CHOSEN = re.compile(r"(true|false|yes|no|unknown|not_applicable|\d{4}-\d\d-\d\d|[a-z]+(_[a-z]+)*)")

Reader = Callable[[Path], str]


def ours(path: Path) -> str:
    """The text of our layout-neutral document."""
    content = path.read_bytes()
    return " ".join(_texts((read_docx if path.suffix == ".docx" else read_pdf)(content).items))


def _texts(items: tuple[Paragraph | Table, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Paragraph):
            yield item.text
        else:
            yield from (text for row in item.rows for cell in row for text in _texts(cell.content))


def others() -> dict[str, Reader]:
    """The tools that are installed, each as a reader of a path."""
    found: dict[str, Reader] = {}
    for name, made in (("docx2python", _docx2python), ("markitdown", _markitdown)):
        found |= _if_installed(name, made)
    for name, made in (("unstructured", _unstructured), ("docling", _docling)):
        found |= _if_installed(name, made)
    return found


def _if_installed(name: str, made: Callable[[Any], Reader]) -> dict[str, Reader]:
    try:
        return {name: made(importlib.import_module(name))}
    except ImportError:
        return {}


def _docx2python(module: Any) -> Reader:
    return lambda path: str(module.docx2python(path).text) if path.suffix == ".docx" else ""


def _markitdown(module: Any) -> Reader:
    converter = module.MarkItDown(enable_plugins=False)
    return lambda path: str(converter.convert(str(path)).text_content)


def _unstructured(module: Any) -> Reader:
    partition = importlib.import_module(f"{module.__name__}.partition.docx").partition_docx
    return lambda path: "\n".join(map(str, partition(str(path)))) if path.suffix == ".docx" else ""


def _docling(module: Any) -> Reader:
    converter = importlib.import_module(f"{module.__name__}.document_converter").DocumentConverter()
    return lambda path: str(converter.convert(str(path)).document.export_to_text()) if path.suffix == ".docx" else ""


def answers(record: Any) -> Iterator[str]:
    """Every written answer of a record: no dates, ticks or choices."""
    if isinstance(record, dict):
        for each in record.values():
            yield from answers(each)
    elif isinstance(record, list):
        for each in record:
            yield from answers(each)
    elif isinstance(record, str) and record and not _CHOSEN.fullmatch(record):
        yield record


def plain(text: str) -> str:
    """Letters and digits alone, small."""
    return "".join(re.findall(r"\w+", text.casefold()))


def share(wanted: list[str], text: str) -> tuple[int, int]:
    """How many of the answers stand in the text, and of how many."""
    there = plain(text)
    return sum(plain(each) in there for each in wanted), len(wanted)


def measured(read: Reader, paths: list[Path], truths: dict[Path, list[str]]) -> tuple[float, int, int, int]:
    """Milliseconds a form, answers there, answers wanted, forms read; a form that the tool refuses counts as unread."""
    spent, there, wanted, forms = 0.0, 0, 0, 0
    for path in paths:
        text, best = "", float("inf")
        for _ in range(ROUNDS):
            start = time.process_time()
            try:
                text = read(path)
            except Exception:  # noqa: BLE001 - somebody else's tool may raise anything: it has not read the form
                text = ""
            best = min(best, time.process_time() - start)
        if text:
            found, of = share(truths[path], text)
            spent, there, wanted, forms = spent + best, there + found, wanted + of, forms + 1
    return 1000 * spent / max(1, forms), there, wanted, forms


def main() -> None:
    warnings.filterwarnings("ignore")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FORMS
    fields = load_domain(None).fields

    def service(path: Path) -> str:
        reading = read_message([InputFile(name=path.name, content=path.read_bytes())], fields)
        return json.dumps([each.record.as_plain() for each in reading.extractions], ensure_ascii=False)

    for suffix in (".docx", ".pdf"):
        paths = sorted(path for path in folder.glob(f"*{suffix}") if Path(f"{path}.truth.json").exists())
        truths = {path: list(answers(json.loads(Path(f"{path}.truth.json").read_text())["referral"])) for path in paths}
        base = measured(ours, paths, truths)
        for name, read in {"ours": ours, **others(), "ours, as fields": service}.items():
            cost, there, wanted, forms = base if read is ours else measured(read, paths, truths)
            if forms:
                line = f"{cost:8.1f} ms ({cost / base[0]:6.1f} times ours), answers there {there}/{wanted}"
                print(f"{suffix[1:]:5} {name:16} {forms:3} forms {line}")


if __name__ == "__main__":
    main()
