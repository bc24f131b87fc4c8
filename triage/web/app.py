"""Builds the web application. What each page shows is in `views`; who may see it in `access`."""

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from triage import amounts
from triage.being_read import in_words as page_in_words
from triage.casework.desk import Desk
from triage.web import (
    access,
    errors,
    phrases,
    security,
    times,
    wording,
    wording_intake,
    wording_joining,
    wording_letters,
    wording_work,
)
from triage.web.context import Ports, Services, WebOptions, attach, now
from triage.web.forms import take_notice
from triage.web.history_view import detail_in_words
from triage.web.names import plain_sighted
from triage.web.places import place_in_words
from triage.web.referral_view import value_in_words
from triage.web.views import (
    calendar,
    case,
    casework,
    codes,
    confining,
    drafting,
    files,
    health,
    intake,
    joining,
    letters,
    mail,
    mailroom,
    papers,
    people,
    pictures,
    provider,
    queue,
    recording,
    regaining,
    search,
    settings,
    statistics,
)

__all__ = ["Ports", "WebOptions", "create_app"]

_VIEWS = (
    queue, mail, case, papers, casework, recording, joining, letters, mailroom, intake, search, statistics, files,
    health, confining, codes, provider, calendar, people, settings, drafting, pictures, regaining,
)  # fmt: skip
TITLE = "Referrals"  # the end of every page's title


def create_app(ports: Ports, options: WebOptions) -> Flask:
    """The application over the given ports. ValueError for a secret key under 16 bytes."""
    if len(options.secret_key) < 16:
        raise ValueError("the secret key of the pages needs at least 16 bytes")
    app = Flask(__name__)
    app.secret_key = options.secret_key
    attach(app, Services(ports=ports, options=options, desk=Desk(ports.reader)))
    security.protect(app, options.secure_cookies)
    access.close_pages(app)
    errors.show_errors(app)
    for view in _VIEWS:
        app.register_blueprint(view.pages)
    _prepare_templates(app, options)
    return app


def _prepare_templates(app: Flask, options: WebOptions) -> None:
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(f"{app.root_path}/templates"), macros])
    app.jinja_env.finalize = plain_sighted
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        moment=times.as_moment,
        day=times.as_weekday,
        time_left=amounts.time_left,
        next_step=times.next_step,
        deadline=times.deadline_sentence,
        warnings=phrases.warnings,
        not_shown=phrases.not_shown,
        sending_reason=phrases.sending_reason,
        event=phrases.event_sentence,
        event_detail=detail_in_words,
        value=value_in_words,
        place=place_in_words,
        page_done=page_in_words,
        capitalize_first=phrases.capitalize_first,
        age=lambda moment: times.as_age(moment, now()),
    )
    app.jinja_env.globals.update(
        words=phrases.in_words,
        tag_of=phrases.in_tag,
        count=amounts.count,
        notice=take_notice,
        wording=wording,
        work=wording_work,
        joins=wording_joining,
        intake_words=wording_intake,
        letter_words=wording_letters,
        options=options,
        title=TITLE,
    )
