"""What an acknowledgement says, carries and leaves out, down to the bytes on the wire."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from config.load import configuration_file, load_yaml
from config.schema.partnership import Partnership
from notify.compose import compose_acknowledgement
from notify.message_ids import own_message_id, safe_message_id, token_of
from notify.model import Acknowledgement, Envelope
from notify.wire import as_message

PARTNERSHIP = load_yaml(configuration_file("partnership.yaml"), Partnership)
NOW = datetime(2026, 11, 10, 16, 5, tzinfo=UTC)
KEY = b"k" * 32


def compose(answers="<abc@trust.example>", **facts):
    envelope = Envelope(
        recipient="nurse@trust.example",
        message_id=own_message_id("t1", KEY, "iowscp.example"),
        answers=answers,
        written_at=NOW,
        loop_token="instance-1",
    )
    known = {"token": "LIG-2026-99999", "references": ("LIG-2026-7KQP3",), "received_at": NOW, **facts}
    return compose_acknowledgement(Acknowledgement(**known), envelope, PARTNERSHIP)


def on_the_wire(email):
    return as_message(email, "lig.referrals@iowscp.example", "Partnership Team").as_bytes()


def test_it_names_the_reference_the_time_and_what_is_missing_and_says_that_nobody_is_on_call():
    text = compose(missing_headings=("Date of incident", "Agencies involved")).text
    assert "LIG-2026-7KQP3" in text
    assert "10 November 2026 at 4:05pm" in text
    assert "- Date of incident\n- Agencies involved\n" in text
    assert "NOT FOR\nCHILD PROTECTION REFERRALS" in text
    assert "999" in text


def test_nothing_is_said_to_be_missing_where_nothing_is():
    assert PARTNERSHIP.acknowledgement.missing_intro[:30] not in compose().text


def test_several_referrals_in_one_mail_are_all_named():
    text = " ".join(compose(references=("LIG-2026-AAAAA", "LIG-2026-BBBBB")).text.split())
    assert "LIG-2026-AAAAA, LIG-2026-BBBBB" in text


def test_a_part_that_could_not_be_read_is_owned_up_to():
    assert "could not open part of what you sent" in " ".join(compose(readable=False).text.split())


def test_the_thread_survives_the_long_message_ids_of_exchange():
    theirs = "<" + "A1B2C3D4E5F6" * 6 + "@LO2P123MB4567.GBRP123.PROD.OUTLOOK.example>"
    raw = on_the_wire(compose(answers=theirs))
    assert f"In-Reply-To: {theirs}\r\n".encode() in raw
    assert f"References: {theirs}\r\n".encode() in raw


def test_it_is_marked_as_automatic_by_every_convention():
    message = message_from_bytes(on_the_wire(compose()), policy=policy.default)
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Precedence"] == "auto_reply"
    assert message.get_content_type() == "text/plain"
    assert message["Date"].datetime == NOW


def test_every_line_fits_a_mail_window():
    assert max(len(line) for line in compose(missing_headings=("Date of incident",) * 3).text.splitlines()) <= 78


@given(st.text(max_size=300))
def test_no_message_id_from_a_mail_can_add_a_header(untrusted):
    message = message_from_bytes(on_the_wire(compose(answers=untrusted)), policy=policy.default)
    allowed = {
        "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
        "X-Auto-Response-Suppress", "Precedence", "X-Referral-Service-Loop", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert set(message.keys()) <= allowed
    assert len(message.get_all("To")) == 1


def test_unsound_message_ids_are_left_out_of_the_thread():
    for untrusted in (
        "",
        "no brackets",
        "<a b@c>",
        "<a@b>\r\nBcc: x@y.example",
        "<ü@b.example>",
        "<" + "x" * 300 + "@b>",
        "<=?utf-8?q?hi=0D=0ABcc:_x=40y.test?=@b.example>",
    ):
        assert safe_message_id(untrusted) == ""
        assert b"In-Reply-To" not in on_the_wire(compose(answers=untrusted))


def test_only_our_own_message_ids_are_recognised():
    ours = own_message_id("7f3k", KEY, "iowscp.example")
    assert token_of(ours, KEY) == "7f3k"
    assert token_of(ours.replace("7f3k", "7f3l"), KEY) is None
    assert token_of(ours, b"another key") is None
    assert token_of("<ack.7f3k@iowscp.example>", KEY) is None


def test_the_wording_holds_no_placeholder_for_anything_of_the_mail():
    source = Path(configuration_file("partnership.yaml")).read_text(encoding="utf-8")
    for word in ("{subject", "{name", "{child", "{sender", "{body"):
        assert word not in source
