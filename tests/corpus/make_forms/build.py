"""Write the corpus of invented forms and their truths: `python -m tests.corpus.make_forms.build [FOLDER]`.

Every run gives the same bytes. The layouts print what a case holds; the truth holds what they printed.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.corpus.make_forms import cases, others, pdf_printed, word_controls, word_tables
from tests.corpus.make_forms.case import Case

FOLDER = Path(__file__).parent.parent / "forms"


@dataclass(frozen=True, kw_only=True)
class Form:
    """One file of the corpus."""

    name: str
    layout: str
    format: str
    make: Callable[[Case], bytes]
    case: Callable[[], Case]


FORMS = (
    Form(name="four_columns_struck_out.docx", layout="four_columns", format="docx", make=word_tables.four_columns, case=cases.pennard),
    Form(name="children_in_rows_bold.docx", layout="children_in_rows", format="docx", make=word_tables.children_in_rows, case=cases.lanyon),
    Form(name="content_controls.docx", layout="content_controls", format="docx", make=word_controls.content_controls, case=cases.ashgrove),
    Form(name="ruled_two_pages.pdf", layout="ruled", format="pdf", make=pdf_printed.ruled_pages, case=cases.delacourt),
    Form(name="tab_stops.pdf", layout="tab_stops", format="pdf", make=pdf_printed.tab_stops, case=cases.winterbourne),
)  # fmt: skip


def made() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Each form's file name, bytes and truth."""
    for form in FORMS:
        case = form.case()
        content = form.make(case)
        truth = {
            "file": form.name, "kind": "referral_form", "layout": form.layout, "format": form.format,
            "referral": case.record(), "criteria_labels": case.labels, "boilerplate": case.boilerplate,
        }  # fmt: skip
        if case.tolerated:
            truth["tolerated"] = case.tolerated
        yield form.name, content, truth
    yield from others.made()


def write(folder: Path = FOLDER) -> int:
    """Write all forms and truths into the folder; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, content, truth in made():
        (folder / name).write_bytes(content)
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{name}.truth.json").write_text(text, encoding="utf-8")
        count += 1
    return count


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
