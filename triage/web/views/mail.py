"""Mail: what needs a person, every mail there ever was, and one mail."""

from flask import Blueprint, abort, render_template

from triage.web.context import now, reader

pages = Blueprint("mail", __name__)


@pages.get("/needs-a-person")
def needs_person() -> str:
    """Mail that did not become a plain case."""
    items = reader().needs_person()
    tabs = {"open": len(reader().queue(now())), "needs_person": len(items)}
    return render_template("needs_person.html", heading="Needs a person", items=items, tabs=tabs)


@pages.get("/mail")
def all_mail() -> str:
    """Every mail, whatever became of it."""
    tabs = {"open": len(reader().queue(now())), "needs_person": len(reader().needs_person())}
    return render_template("all_mail.html", heading="All mail", items=reader().mail(), tabs=tabs)


@pages.get("/mail/<int:item_id>")
def one_mail(item_id: int) -> str:
    """One mail with its text and attachments."""
    item = reader().mail_item(item_id)
    if item is None:
        abort(404)
    return render_template("mail_item.html", heading=f"E-mail {item.id}", item=item)
