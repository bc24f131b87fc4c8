"""Statistics of a financial year or of all years, as tables, charts and CSV. Small counts only for managers who ask."""

from datetime import date

from flask import Blueprint, Response, abort, render_template, request

from triage.statistics import Statistics
from triage.web.context import desk, now, reader, signed_in
from triage.web.history_view import criterion_title
from triage.web.phrases import capitalize_first, in_words
from triage.web.table_file import as_csv
from triage.web.wording_work import BARS, BLOCKS, ENDINGS

SUPPRESSED = "hidden"

pages = Blueprint("statistics", __name__)


@pages.get("/statistics")
def show() -> str:
    """The page."""
    found = _statistics()
    return render_template(
        "statistics.html",
        heading="Statistics",
        found=found,
        period=_period_in_words(found),
        year=_year(),
        years=_years(),
        may_be_exact=signed_in().role == "manager",
        name_of=name_of,
        suppressed=SUPPRESSED,
    )


@pages.get("/statistics.csv")
def table() -> Response:
    """The same numbers to keep; the download is recorded."""
    found = _statistics()
    reader().note_looked("statistics_downloaded", signed_in(), now())
    rows = [
        (BLOCKS[block.name][0], name_of(block.name, bar.name), SUPPRESSED if bar.count is None else bar.count)
        for block in found.blocks
        for bar in block.bars
    ]
    return as_csv("statistics", ("Table", "Row", "Cases"), rows)


def name_of(block: str, code: str) -> str:
    """A row's name in words; agencies stay as they are."""
    if block == "agencies":
        return "Agency not read" if code == "not_read" else code
    if block.startswith("criteria"):
        return criterion_title((desk().domain, *desk().domains.values()), code)
    return capitalize_first(in_words(ENDINGS if block == "endings" else BARS, code))


def _statistics() -> Statistics:
    exact = request.args.get("exact") == "yes"
    if exact:
        if signed_in().role != "manager":
            abort(403)
        reader().note_looked("exact_numbers_shown", signed_in(), now())
    year = _year()
    start, end = (date(year, 4, 1), date(year + 1, 3, 31)) if year else (None, None)
    return reader().statistics(start, end, now(), exact=exact)


def _year() -> int:
    """The year in which the financial year begins; 0 for all years."""
    if request.args.get("year") == "all":
        return 0
    asked = request.args.get("year", type=int)
    return asked if asked in _years() else _years()[0]


def _years() -> list[int]:
    today = now().date()
    latest = today.year if (today.month, today.day) >= (4, 1) else today.year - 1
    return [latest - back for back in range(6)]


def _period_in_words(found: Statistics) -> str:
    return f"1 April {found.start.year} to 31 March {found.start.year + 1}" if found.start else "All years"
