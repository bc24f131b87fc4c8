"""Search: by POST, so that no name ever stands in an address; that somebody searched is recorded, not for what."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from triage.read_models import SearchQuery
from triage.web.context import now, reader, signed_in
from triage.web.forms import date_of, text_of, typed_date

WHICH = ("all", "open", "ended")
LONGEST = 200  # characters

pages = Blueprint("search", __name__)


@pages.get("/search")
def ask() -> str:
    """The empty form."""
    return _page(SearchQuery(), None, "")


@pages.post("/search")
def find() -> ResponseReturnValue:
    """What fits."""
    which = request.form.get("which", "all")
    query = SearchQuery(
        words=text_of("words", LONGEST),
        received_from=date_of("from"),
        received_to=date_of("to"),
        which=which if which in WHICH else "all",
    )
    broken = any(any(typed_date(name).values()) and date_of(name) is None for name in ("from", "to"))
    if broken:
        return _page(query, None, "not_a_date"), 400
    if not (query.words or query.received_from or query.received_to):
        return _page(query, None, "nothing_asked"), 400
    rows = reader().search(query, now())
    reader().note_looked("searched", signed_in(), now(), detail=f"found {len(rows)}")
    return _page(query, rows, "")


def _page(query: SearchQuery, rows: object, refused: str) -> str:
    return render_template(
        "search.html",
        heading="Search",
        query=query,
        rows=rows,
        refused=refused,
        error=refused,
        from_day=typed_date("from"),
        to_day=typed_date("to"),
    )
