"""The demo's mailbox: committed mails are what the generator writes, and they hold what they are said to hold."""

import email
import email.policy
import io
import re
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pytest
import yaml

from tests.corpus.make_demo_mailbox import FOLDER, MAILS, made

EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text("utf-8"))
FILES = sorted(path.name for path in FOLDER.glob("*.eml"))
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
PHONE = re.compile(r"\b0\d{4} ?\d{6}\b")


def opened(name: str) -> EmailMessage:
    message = email.message_from_bytes((FOLDER / name).read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def files_of(message: EmailMessage) -> dict[str, bytes]:
    return {str(part.get_filename()): part.get_payload(decode=True) for part in message.walk() if part.get_filename()}


def test_the_committed_mailbox_is_what_the_generator_writes() -> None:
    written = dict(made())

    differing = [name for name, content in written.items() if (FOLDER / name).read_bytes() != content]

    assert differing == []
    assert sorted(written) == sorted([*FILES, "expected.yaml"])


def test_two_runs_give_the_same_bytes() -> None:
    assert dict(made()) == dict(made())


def test_every_mail_has_an_expectation_in_order_of_arrival() -> None:
    assert [entry["file"] for entry in EXPECTED] == FILES
    sent = [opened(name)["Date"].datetime for name in FILES if name != "18-possible-harm-again.eml"]
    assert sent == sorted(sent)


def test_the_mailbox_shows_every_kind_of_mail_that_the_demo_promises() -> None:
    kinds = {mail.message_class for mail in MAILS}

    others = {"newsletter", "auto_reply", "query", "wrong_pathway", "reply_no_form", "bounce", "encrypted", "duplicate"}
    assert kinds == {"referral", *others}
    assert sum(mail.new_cases for mail in MAILS) == 10
    assert {case["serious_incident"] for mail in MAILS for case in mail.cases} == {"met", "possible", "not_met"}


@pytest.mark.parametrize("name", FILES)
def test_each_mail_is_whole_and_names_only_invented_domains(name: str) -> None:
    message = opened(name)

    assert [part.defects for part in message.walk() if part.defects] == []
    assert message["Message-ID"]
    assert message["To"].addresses[0].addr_spec == "lig.referrals@iowscp.example"
    said = "\n".join([*(str(value) for value in message.values()), body_of(message)])
    assert {domain for domain in ADDRESS.findall(said) if not domain.endswith(".example")} == set()
    assert [number for number in PHONE.findall(said) if not number.startswith("01632 960")] == []


def test_cases_of_one_mail_count_as_its_new_cases() -> None:
    for entry in EXPECTED:
        assert len(entry.get("cases", [])) == entry["new_cases"], entry["file"]


def test_the_follow_up_answers_the_referral_that_it_is_linked_to() -> None:
    reply, referral = opened("12-follow-up.eml"), opened("02-lasting-harm-one-school.eml")

    assert reply["In-Reply-To"] == referral["Message-ID"]
    assert files_of(reply) == {}


def test_the_second_delivery_has_the_same_identity_and_content_by_another_way() -> None:
    first, again = opened("04-possible-harm.eml"), opened("18-possible-harm-again.eml")

    assert first["Message-ID"] == again["Message-ID"]
    assert files_of(first) == files_of(again)
    assert first["Received"] != again["Received"]


def test_the_locked_form_opens_with_its_password_only() -> None:
    (content,) = files_of(opened("17-locked-form.eml")).values()

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    with pikepdf.open(io.BytesIO(content), password="quayside") as pdf:
        assert len(pdf.pages) > 1


def test_the_damaged_form_cannot_be_opened() -> None:
    (content,) = files_of(opened("16-damaged-form.eml")).values()

    assert content.startswith(b"PK")
    assert b"PK\x05\x06" not in content  # the directory at a zip's end was lost


def test_a_word_form_and_its_pdf_copy_come_in_one_mail() -> None:
    assert sorted(Path(name).suffix for name in files_of(opened("14-word-and-pdf.eml"))) == [".docx", ".pdf"]
