"""What holds for every page, the hostile case included: titles, headers, tokens, no script or style of anybody's."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import Environment, nodes

from tests.web.fake_cases import PAYLOAD
from triage.web import security

VIEWS = ("referral", "criteria", "messages", "history")
CASES = ("SCP-7F3K-2Q", "SCP-2M9D-8X", "SCP-9C4T-5B", "SCP-HHHH-HH")
FORMS = (
    "assign",
    "fields",
    "fields/children[0].dob",
    "fields/incident.summary",
    "fields/parallel.inquest",
    "clocks/la_notification",
    "next",
    "end",
    "reopen",
    "record",
    "join",
    "join/SCP-2M9D-8X",
    "changes",
)
PAGES = (
    "/",
    "/needs-a-person",
    "/mail",
    "/mail/11",
    "/mail/12",
    "/mail/66",
    "/health",
    "/closed",
    "/search",
    "/statistics",
    "/statistics?year=all",
    "/nowhere",
    "/forms",
    *(f"/cases/{case}/print" for case in CASES),
    *(f"/cases/{case}/notification" for case in CASES),
    *(f"/cases/SCP-7F3K-2Q/{form}" for form in FORMS),
    *(f"/cases/SCP-HHHH-HH/{form}" for form in FORMS if form != "next"),
    "/mail/66/link",
    "/mail/66/not-a-referral",
    *(f"/cases/{case}?view={view}" for case in CASES for view in VIEWS),
    "/cases/SCP-7F3K-2Q?names=shown",
    "/cases/SCP-7F3K-2Q?document=2",
    "/cases/SCP-7F3K-2Q?document=3&view=criteria",
    "/cases/SCP-HHHH-HH?document=2",
)
TEMPLATES = Path(security.__file__).parent / "templates"
STATIC = TEMPLATES.parent / "static"


class Page(HTMLParser):
    """Collects what the rules speak of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {}
        self.inside = ""
        self.inline = ""
        self.forms: list[bool] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self.inside = tag
        if tag == "form":
            self.forms.append(attributes.get("method") == "get")  # which only asks for a page, and changes nothing
        if tag == "input" and attributes.get("name") == "csrf_token" and attributes.get("value"):
            self.forms[-1] = True

    def handle_data(self, data: str) -> None:
        if self.inside in ("title", "h1"):
            self.words[self.inside] = self.words.get(self.inside, "") + data
        if self.inside in ("script", "style"):
            self.inline += data.strip()

    def handle_endtag(self, _tag: str) -> None:
        self.inside = ""


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, client: FlaskClient) -> Page:
    answer = client.get(request.param)
    assert answer.status_code == (404 if request.param == "/nowhere" else 200)
    return Page(answer.text)


def test_title_is_the_one_heading_and_the_name_of_the_service(page: Page) -> None:
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert page.words["title"] == f"{page.words['h1'].strip()} – Referrals"


def test_nothing_inline_and_nothing_from_elsewhere(page: Page) -> None:
    assert page.inline == ""
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        assert tag not in ("iframe", "object", "embed", "img", "base", "style"), tag
        if tag == "script":
            assert attributes == {"type": "module", "src": "/static/app.mjs"}
        for name in ("href", "src", "action"):
            value = attributes.get(name)
            assert value is None or value.startswith(("/", "#")), value
            assert value is None or not value.startswith("//"), value


def test_every_form_has_its_token(page: Page) -> None:
    assert page.forms
    assert all(page.forms)


def test_ids_are_unique_and_links_within_the_page_arrive(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    here = [a["href"][1:] for tag, a in page.tags if tag == "a" and (a.get("href") or "").startswith("#")]
    assert set(here) <= set(ids)


def test_markup_from_outside_stays_text(client: FlaskClient) -> None:
    for address in PAGES:
        answer = client.get(address)
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "{{" not in answer.text.replace("{{7*7}}", "")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/mail/66").text


def test_titles_and_addresses_never_hold_a_name(client: FlaskClient) -> None:
    for address in PAGES:
        page = Page(client.get(address).text)
        said = page.words["title"] + " ".join(a.get("href") or "" for tag, a in page.tags if tag == "a")
        assert not re.search("Rowan|Ellery|Amos|Okonjo|alert", said), address


def test_every_answer_carries_the_headers(client: FlaskClient) -> None:
    for address in (*PAGES, "/static/app.css", "/static/app.mjs", "/health/live", "/sign-in", "/files/1"):
        with client.get(address) as answer:
            headers = answer.headers
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        if not address.startswith("/static"):
            assert headers["Cache-Control"] == "no-store", address
    assert client.get("/").headers["Content-Security-Policy"] == security.POLICY


def test_a_fault_is_answered_in_our_own_style_and_without_its_words(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Rowan Ellery")

    monkeypatch.setattr(app.extensions["referrals"].ports.reader, "case", broken)
    answer = client.get("/cases/SCP-7F3K-2Q")
    assert answer.status_code == 500
    assert "<h1" in answer.text
    assert "Something went wrong" in answer.text
    logged = capsys.readouterr()
    assert "Rowan" not in answer.text + logged.out + logged.err


def templates() -> list[Path]:
    found = sorted(TEMPLATES.rglob("*.html"))
    assert len(found) > 10
    return found


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_templates_hand_over_no_raw_markup(path: Path) -> None:
    tree = Environment(extensions=["jinja2.ext.loopcontrols"], autoescape=True).parse(path.read_text())
    assert not [each.name for each in tree.find_all(nodes.Filter) if each.name in ("safe", "forceescape", "xmlattr")]
    assert not list(tree.find_all((nodes.MarkSafe, nodes.MarkSafeIfAutoescape, nodes.ScopedEvalContextModifier)))
    ours = {
        name if isinstance(name, str) else name[1]
        for each in tree.find_all(nodes.FromImport)
        if str(getattr(each.template, "value", "")).startswith("macros/")
        for name in each.names
    } | {each.name for each in tree.find_all(nodes.Macro)}
    for pair in tree.find_all(nodes.Pair):
        key = getattr(pair.key, "value", "")
        if str(key).lower().endswith("html") or key == "slots":
            called = pair.value.node.name if isinstance(pair.value, nodes.Call) else None
            assert called in ours, f"{path.name}: {key}"


def test_the_stylesheet_and_script_stay_small_and_call_nobody() -> None:
    style, script = (STATIC / "app.css").read_text(), (STATIC / "app.mjs").read_text()
    assert len(style.splitlines()) < 600
    assert len(script.splitlines()) < 150
    assert not re.search(r"url\(|@import|https?:", style)
    assert not re.search(r"innerHTML|eval|fetch|import |https?:|\.style\b", script)


def test_the_payload_really_is_hostile() -> None:
    assert {"<script>", "onerror", "{{"} <= {word for word in ("<script>", "onerror", "{{") if word in PAYLOAD}


def test_no_character_turns_the_direction_of_our_own_words(client: FlaskClient) -> None:
    assert "\u202e" in PAYLOAD
    for address in PAGES:
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", client.get(address).text), address
