"""A form that somebody filled in inside an HTML mail is read by its table, not by the mail's plain words."""

from collections.abc import Sequence
from email.message import EmailMessage

import pytest

from config.load import DEFAULTS, load_yaml
from config.schema.fields import FieldCatalogue
from extract.read import read_message
from ingest.parse import parse_message
from triage.leaves import BODY, leaves

ROWS = (
    ("Child's name", "Leo Marsh"),
    ("Date of birth", "3 May 2019"),
    ("Looked after", "Yes / <b style='background:yellow'>No</b> / Not known"),
    ("Date of incident", "4 April 2026"),
    ("What happened", "Leo was found unresponsive at home and taken to hospital."),
    ("Referrer", "Jo Field"),
)
PLAIN = "Leo was seen on 4 April 2026. The table is in the HTML text."


@pytest.fixture(scope="module")
def catalogue() -> FieldCatalogue:
    return load_yaml(DEFAULTS / "fields.yaml", FieldCatalogue)


def mail(rows: Sequence[tuple[str, str]]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Jo Field <jo@school.example>", "LIG referral"
    cells = "".join(f"<tr><td>{label}</td><td>{answer}</td></tr>" for label, answer in rows)
    markup = f"<html><body><p>LIG referral form</p><table>{cells}</table><p>Kind regards<br>Jo</p></body></html>"
    message.set_content(PLAIN)
    message.add_alternative(markup, subtype="html")
    return message.as_bytes()


def test_a_table_is_read_with_what_was_picked_in_it(catalogue: FieldCatalogue) -> None:
    (body,) = leaves(parse_message(mail(ROWS)))
    assert (body[0], body[1].declared_type, body[1].is_mail_body) == (BODY, "text/html", True)
    (referral,) = read_message([body[1]], catalogue).referrals
    assert referral.record.as_plain()["children"] == [
        {"full_name": "Leo Marsh", "dob": "2019-05-03", "looked_after": "no"}
    ]
    assert referral.record.value("referrer.name") == "Jo Field"


def test_a_signature_laid_out_in_a_table_is_no_form() -> None:
    (body,) = leaves(parse_message(mail((("Jo Field", "Marsh School"), ("01632 960104", "jo@school.example")))))
    assert body[1].declared_type == "text/plain"
    assert body[1].content.decode().strip() == PLAIN


def test_of_an_answer_only_the_own_words_are_read() -> None:
    earlier = (
        "<p>-----Original Message-----<br>From: Ann Lowe<br>Sent: 3 May 2026<br>Subject: LIG referral</p><p>Old</p>"
    )
    answer = EmailMessage()
    answer["From"], answer["Subject"] = "Jo Field <jo@school.example>", "Re: LIG referral"
    answer["In-Reply-To"] = "<1@marsh.example>"
    cells = "".join(f"<tr><td>{label}</td><td>{said}</td></tr>" for label, said in ROWS)
    answer.set_content(f"<html><body><p>Thank you</p>{earlier}<table>{cells}</table></body></html>", subtype="html")
    (body,) = leaves(parse_message(answer.as_bytes()))
    assert body[1].declared_type == "text/plain"
    assert "Leo Marsh" not in body[1].content.decode()
