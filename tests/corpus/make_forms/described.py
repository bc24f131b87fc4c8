"""Forms that are described as data: `layouts/*.json` hold lines, tables and the truth of what they print.

Cells and lines mark formatting as `<b>`, `<i>`, `<s>` (struck out), `<u>`, `<g>` (small and grey); a cell that begins
with `#` is shaded, one given as [text, columns] is merged.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.corpus.make_forms.word import GREY, cell, package, paragraph, run, table

LAYOUTS = Path(__file__).parent / "layouts"
WIDTH = 9600  # of a table, in twentieths of a point
SHADE = "D9D9D9"
_TAG = re.compile(r"(</?[bisug]>)")


def made() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Each described form's file name, bytes and truth."""
    for path in sorted(LAYOUTS.glob("*.json")):
        described = json.loads(path.read_text("utf-8"))
        mail = described.get("mail")
        name = f"{path.stem}.{'eml' if mail else 'docx'}"
        content = "\n".join(mail).encode() if mail else _word(described)
        kind = {"file": name, "kind": "referral_form", "layout": path.stem, "format": "eml-plain" if mail else "docx"}
        yield name, content, {**kind, **described["truth"]}


def _word(described: dict[str, Any]) -> bytes:
    body: list[str] = []
    for block in described["blocks"]:
        if "table" in block:
            body.append(_table(block["table"]))
        elif "heading" in block:
            body.append(paragraph(*_runs(block["heading"], {}), style="Heading1"))
        else:
            body.append(paragraph(*_runs(block["line"], {})))
    return package(body, header=described["header"], footer=described["footer"])


def _table(rows: Sequence[Sequence[str | list[Any]]]) -> str:
    spans = [[(each, 1) if isinstance(each, str) else (str(each[0]), int(each[1])) for each in row] for row in rows]
    columns = max(sum(span for _, span in row) for row in spans)
    width = WIDTH // columns
    made_rows = [[_cell(text, span, width) for text, span in row] for row in spans]
    return table(made_rows, [width] * columns)


def _cell(text: str, span: int, width: int) -> str:
    shaded = text.startswith("#")
    look: dict[str, bool] = {}
    lines = [paragraph(*_runs(line, look)) for line in text.removeprefix("#").split("\n")]
    return cell(*lines, width=width * span, span=span, shade=SHADE if shaded else "")


def _runs(text: str, look: dict[str, bool]) -> list[str]:
    """The runs of one line; `look` is what earlier lines left switched on."""
    runs: list[str] = []
    for piece in _TAG.split(text):
        tag = re.fullmatch(r"<(/?)(\w)>", piece)
        if tag:
            look[tag[2]] = not tag[1]
        elif piece:
            small = look.get("g", False)
            runs.append(
                run(
                    piece,
                    bold=look.get("b", False),
                    italic=look.get("i", False),
                    strike=look.get("s", False),
                    underline=look.get("u", False),
                    colour=GREY if small else "",
                    size=8 if small else 0,
                )
            )
    return runs
