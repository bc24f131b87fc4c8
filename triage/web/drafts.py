"""Forms of a case that were not sent off: kept when a session has ended meanwhile, and laid out again afterwards.

Only for the person who typed it: whose session it was is kept in the signed cookie, beside the session's own id.
"""

from flask import g, request, session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from triage.web.context import now, reader, services, signed_in

WHO = "who"  # account of the last session, in the cookie
MOST = 60_000  # characters of all answers together
_OURS = frozenset({"csrf_token", "version", "other_version", "password"})


def remember_who() -> None:
    """Note in the cookie whose session this is."""
    if session.get(WHO) != signed_in().id:
        session[WHO] = signed_in().id


def rescue(forms: frozenset[str]) -> bool:
    """Keep what a session that has ended meanwhile has sent to one of the blueprints `forms`; whether there was any."""
    who = session.pop(WHO, None)
    reference = (request.view_args or {}).get("reference", "")
    if request.method != "POST" or request.blueprint not in forms or not reference or not isinstance(who, int):
        return False
    keep(reference, who)
    return True


def keep(reference: str, account_id: int) -> None:
    """Keep what was sent to this page; it is shown again only to somebody who may see the case then."""
    answers = {name: request.form.getlist(name) for name in request.form if name not in _OURS}
    if answers and sum(len(value) for values in answers.values() for value in values) <= MOST:
        services().ports.reader.keep_draft(reference, account_id, form_name(), answers, now())


def recall() -> None:
    """Lay out on this page what the person had typed into it."""
    reference = (request.view_args or {}).get("reference", "")
    if request.method == "GET" and reference:
        found = reader().draft(reference, signed_in().id, form_name())
        if found is not None:
            g.answers = MultiDict([(name, each) for name, values in found.answers.items() for each in values])
            g.draft_at = found.saved_at


def forget_when_done(response: Response, forms: frozenset[str]) -> Response:
    """What was sent and taken is no draft any more: a page that leads on has taken it."""
    reference = (request.view_args or {}).get("reference", "")
    taken = request.method == "POST" and response.status_code == 303 and request.blueprint in forms
    if taken and reference and "caseworker" in g:
        reader().drop_draft(reference, signed_in().id, form_name())
    return response


def form_name() -> str:
    """Which form of the case the address is of: `record`, `fields/children[0].dob`."""
    return request.path.partition("/cases/")[2].partition("/")[2][:60]
