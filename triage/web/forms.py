"""What a form sent, which of its answers are missing or wrong, and what a guard said of the change. No pages."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, Concatenate, cast

from flask import abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from triage.casework.desk import By, CaseChange, Edit, MailChange
from triage.casework.guards import Refused, UnknownCase
from triage.web.context import desk, now, signed_in

_NOTICE = "notice"  # a code for the next page: what was done, or `refused:` and the guard that spoke
LONGEST_TEXT = 4000  # characters of a reason or note
PAGE = "main"  # in `Wrong`: of the form as a whole, not of one of its answers

Wrong = dict[str, str]  # everything that is missing or wrong: the id of the box, and the code of what is wrong with it


def sent() -> MultiDict[str, str]:
    """The answers of this request: sent now, or typed before and laid out again."""
    return cast("MultiDict[str, str]", g.get("answers") or request.form)


def text_of(name: str, most: int = LONGEST_TEXT) -> str:
    """One answer, without blanks around it and with the line ends of this system."""
    return sent().get(name, "").replace("\r\n", "\n").strip()[:most]


def date_of(prefix: str) -> date | None:
    """A date of three boxes; None where they do not make one."""
    try:
        day, month, year = (int(text_of(f"{prefix}-{part}", 4)) for part in ("day", "month", "year"))
        return date(year, month, day)
    except ValueError:
        return None


def typed_date(prefix: str) -> dict[str, str]:
    """What was typed into the three boxes."""
    return {part: text_of(f"{prefix}-{part}", 4) for part in ("day", "month", "year")}


def filled(name: str, code: str = "reason_missing", *, box: str = "") -> Wrong:
    """Nothing wrong where something stands in a box."""
    return {} if text_of(name) else {box or name: code}


def chosen(name: str, choices: Collection[str], code: str = "not_a_choice", *, box: str = "") -> Wrong:
    """Nothing wrong where the answer is one of those on offer."""
    return {} if sent().get(name, "") in choices else {box or name: code}


def dated(prefix: str, latest: date | None = None) -> Wrong:
    """Nothing wrong where three boxes make a date, and none after `latest`."""
    day = date_of(prefix)
    if day is None:
        return {f"{prefix}-day": "not_a_date"}
    return {f"{prefix}-day": "date_ahead"} if latest is not None and day > latest else {}


def placed(refused: str, **boxes: str) -> Wrong:
    """The word of a guard at the box that it is about, by its code; else it is about the form as a whole."""
    return {boxes.get(refused, PAGE): refused} if refused else {}


def change_case(
    verb: Callable[Concatenate[CaseChange, ...], object], reference: str, *rest: Any, version: int | None = None
) -> str:
    """Do it at the version that the form was drawn for. Gives the code of the guard that spoke, or nothing."""
    version = request.form.get("version", default=0, type=int) if version is None else version
    edit = Edit(who=signed_in(), now=now(), reference=reference, version=version)
    try:
        desk().change_case(verb, edit, *rest)
    except UnknownCase:
        abort(404)
    except Refused as refused:
        return refused.code
    return ""


def change_mail(verb: Callable[Concatenate[MailChange, ...], object], item_id: int, *rest: Any) -> str:
    """The same for a mail; an unknown case to join it to is a guard like the others."""
    try:
        desk().change_mail(verb, By(who=signed_in(), now=now()), item_id, *rest)
    except Refused as refused:
        return refused.code
    return ""


def to_case(reference: str, refused: str, done: str, view: str = "referral", anchor: str = "") -> ResponseReturnValue:
    """Back to the case, which says what was done or why it was not."""
    notify(refused, done)
    return redirect(url_for("case.show", reference=reference, view=view, _anchor=anchor or None), 303)


def notify(refused: str, done: str) -> None:
    """Leave word for the next page. Codes only: the cookie is signed, not sealed."""
    session[_NOTICE] = f"refused:{refused}" if refused else done


def take_notice() -> tuple[str, bool]:
    """The code left for this page, and whether it is that of a guard; said once."""
    code = str(session.pop(_NOTICE, ""))
    return code.removeprefix("refused:"), code.startswith("refused:")
