"""Tables to keep as CSV, in which no cell can be taken for a formula. No pages."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def as_csv(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A download. `name` holds no names of people; UTF-8 with a mark, so that a spreadsheet reads it rightly."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([inert(each) for each in row] for row in rows)
    return Response(
        table.getvalue().encode("utf-8-sig"),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def inert(value: object) -> str:
    """The cell as text; one that a spreadsheet would calculate begins with an apostrophe."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or (text[:1] in "\t\r\n" and text) else text
