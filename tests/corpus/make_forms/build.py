"""Write the corpus of invented forms and their truths: `python -m tests.corpus.make_forms.build [FOLDER]`.

Every run gives the same bytes. The layouts print what a case holds; the truth holds what they printed.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.corpus import demo_referral_mails
from tests.corpus.make_forms import (
    cases,
    cases_more,
    demo_cases,
    demo_cases_more,
    described,
    others,
    pdf_fillable,
    pdf_printed,
    word_controls,
    word_grid,
    word_others,
    word_tables,
)
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
    Form(
        name="four_columns_struck_out.docx",
        layout="four_columns",
        format="docx",
        make=partial(word_tables.four_columns, office=("LIG/26/031", "08/10/2026", "09/10/2026")),
        case=cases.pennard,
    ),
    Form(
        name="children_in_rows_bold.docx",
        layout="children_in_rows",
        format="docx",
        make=word_grid.children_in_rows,
        case=cases.lanyon,
    ),
    Form(
        name="content_controls.docx",
        layout="content_controls",
        format="docx",
        make=word_controls.content_controls,
        case=cases.ashgrove,
    ),
    Form(
        name="ruled_running_headers.pdf",
        layout="ruled",
        format="pdf",
        make=pdf_printed.ruled_pages,
        case=cases.delacourt,
    ),
    Form(name="tab_stops.pdf", layout="tab_stops", format="pdf", make=pdf_printed.tab_stops, case=cases.winterbourne),
    Form(
        name="children_in_columns_highlight.docx",
        layout="children_in_columns",
        format="docx",
        make=word_others.children_in_columns,
        case=cases_more.hallgate,
    ),
    Form(
        name="legacy_fields.docx",
        layout="legacy_fields",
        format="docx",
        make=word_controls.legacy_fields,
        case=cases_more.kittering,
    ),
    Form(
        name="fillable_named.pdf",
        layout="fillable_named",
        format="pdf-acroform",
        make=pdf_fillable.named_fields,
        case=cases_more.novak_lisle,
    ),
    Form(
        name="fillable_numbered.pdf",
        layout="fillable_numbered",
        format="pdf-acroform",
        make=pdf_fillable.numbered_fields,
        case=cases_more.arundale,
    ),
    Form(
        name="bracket_paragraphs.docx",
        layout="bracket_paragraphs",
        format="docx",
        make=word_others.bracket_paragraphs,
        case=cases_more.dempster,
    ),
    Form(
        name="content_controls_sparse.docx",
        layout="content_controls",
        format="docx",
        make=word_controls.content_controls,
        case=cases_more.fairweather,
    ),
    Form(
        name="ruled_long_narratives.pdf",
        layout="ruled",
        format="pdf",
        make=pdf_printed.ruled_pages,
        case=demo_cases.nadia_thorne,
    ),
    Form(
        name="tab_stops_long_narratives.pdf",
        layout="tab_stops",
        format="pdf",
        make=pdf_printed.tab_stops,
        case=demo_cases.erin_castleton,
    ),
    Form(
        name="fillable_numbered_long.pdf",
        layout="fillable_numbered",
        format="pdf-acroform",
        make=pdf_fillable.numbered_fields,
        case=demo_cases.sky_hollander,
    ),
    Form(
        name="children_in_rows_gaps.docx",
        layout="children_in_rows",
        format="docx",
        make=word_grid.children_in_rows,
        case=demo_cases_more.marchetti,
    ),
    Form(
        name="typed_answers.eml",
        layout="typed_answers",
        format="eml-plain",
        make=demo_referral_mails.typed_answers_mail,
        case=demo_cases_more.jonah_teague,
    ),
)


def made() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Each form's file name, bytes and truth."""
    for form in FORMS:
        case = form.case()
        content = form.make(case)
        truth = {
            "file": form.name,
            "kind": "referral_form",
            "layout": form.layout,
            "format": form.format,
            "referral": case.record(),
            "criteria_labels": case.labels,
            "boilerplate": case.boilerplate,
        }
        if case.tolerated:
            truth["tolerated"] = case.tolerated
        yield form.name, content, truth
    yield from others.made()
    yield from described.made()


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
