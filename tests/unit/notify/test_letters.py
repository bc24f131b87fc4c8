"""Letters by a person's click: what they say, what they may not hold, when an agency is reminded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.domain import load_domain
from config.errors import ConfigError
from notify.contacts import require_checked, unchecked
from notify.letters import LetterDesk
from notify.message_ids import token_of
from notify.model import Letter, LetterKind, PersonalKind, PersonalValue
from notify.policy import AcknowledgementPolicy
from notify.samples import samples
from notify.wire import as_message

DOMAIN = load_domain()
ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 10, 16, 5, tzinfo=UTC)
DUE = date(2026, 11, 24)
CHILD = frozenset(
    {
        PersonalValue(kind=PersonalKind.NAME, value="Imogen Vale-Hart"),
        PersonalValue(kind=PersonalKind.DATE_OF_BIRTH, value="2019-03-04"),
        PersonalValue(kind=PersonalKind.NHS_NUMBER, value="9434765919"),
        PersonalValue(kind=PersonalKind.ADDRESS, value="12 Lantern Street, Newport, PO30 1UD"),
    }
)


DESK = LetterDesk(
    partnership=DOMAIN.partnership,
    wording=DOMAIN.wording.letters,
    policy=AcknowledgementPolicy(own_addresses=frozenset({"lig@iowscp.example"}), loop_token="instance-1"),
    key=b"k" * 32,
    domain="iowscp.example",
)


def order(kind=LetterKind.REQUEST_INFORMATION, **changes):
    given = Letter(
        kind=kind,
        recipient="nurse@trust.example",
        reference="LIG-2026-7KQP3",
        token="lig20267kqp3l1",
        written_at=NOW,
        headings=("Date of the incident", "Agencies involved"),
        due=DUE,
        asked=NOW.date(),
        choice={LetterKind.REDIRECT: "lado", LetterKind.OUTCOME: "local_learning"}.get(kind, ""),
    )
    return replace(given, **changes)


def letter(kind=LetterKind.REQUEST_INFORMATION, **changes):
    return DESK.draft(order(kind, **changes))


def found_in(said, forbidden=CHILD):
    draft = letter()
    email = DESK.revised(order(), draft.subject, f"{draft.text}\n{said}")
    return DESK.personal_data(order(), email, forbidden)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_names_the_reference_whom_to_ring_and_fits_a_mail_window(kind):
    email = letter(kind)
    assert "LIG-2026-7KQP3" in email.subject
    assert "999" in email.text
    assert "{" not in email.subject + email.text
    assert max(len(line) for line in email.text.splitlines()) <= 78
    assert email.text.count("\n\n\n") == 0
    assert set(as_message(email, "lig@iowscp.example", "Team").keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "X-Referral-Service-Loop", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip


def test_requests_list_headings_and_the_day_by_which_an_answer_is_hoped_for():
    for kind in (LetterKind.REQUEST_INFORMATION, LetterKind.AGENCY_REQUEST):
        assert "- Date of the incident\n- Agencies involved" in letter(kind).text
        assert "24 November 2026" in " ".join(letter(kind).text.split())


def test_a_letter_answers_the_referrers_mail_where_its_message_id_is_sound():
    assert letter(answers="<a@trust.example>").in_reply_to == "<a@trust.example>"
    assert letter(answers="<a@trust.example>\r\nBcc: x@y.example").in_reply_to == ""


def test_a_choice_that_is_not_offered_is_refused():
    with pytest.raises(KeyError):
        letter(LetterKind.OUTCOME, choice="criteria_met")


def test_a_changed_subject_stays_one_line():
    email = DESK.revised(order(), "Your referral\r\nBcc: x@y.example", "Dear all\r\n\r\n")
    assert (email.subject, email.text) == ("Your referral Bcc: x@y.example", "Dear all\n")
    assert (email.recipient, email.message_id) == (letter().recipient, letter().message_id)


@pytest.mark.parametrize("subject", ["=?utf-8?q?hi=0D=0ABcc:_x=40y.test?=", "hi\r\nBcc: x@y.test", "hi\u2028there"])
def test_no_typed_subject_makes_a_header_of_its_own(subject):
    message = as_message(DESK.revised(order(), subject, "x"), "lig@iowscp.example", "Team")
    assert len(message.get_all("Subject")) == 1
    assert message["Bcc"] is None


def test_an_answer_to_a_letter_is_known_by_its_message_id():
    assert token_of(letter().message_id, DESK.key) == "lig20267kqp3l1"
    assert token_of(letter().message_id, b"x" * 32) is None


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("named.nurse@trust.example", True),
        ("o'neill+lig@police.example", True),
        ("lig@iowscp.example", False),
        ("LIG+case7@iowscp.example", False),
        ("", False),
        ("nurse", False),
        ("a@b.example, c@d.example", False),
        ("Nurse <nurse@trust.example>", False),
        ("nurse@trust.example\r\nBcc: x@y.example", False),
        ("nurse@trust", False),
    ],
)
def test_a_letter_goes_to_one_plain_address_that_is_not_ours(address, fits):
    assert DESK.may_write_to(address) is fits


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("about Imogen Vale-Hart", PersonalKind.NAME),
        ("about IMOGEN  VALE HART", PersonalKind.NAME),
        ("about Vale-Hart, Imogen", PersonalKind.NAME),
        ("about Imogen", PersonalKind.NAME),
        ("Imogen's school", PersonalKind.NAME),
        ("Imogne was seen", PersonalKind.NAME),
        ("Imógen was seen", PersonalKind.NAME),
        ("ImogenValeHart.pdf", PersonalKind.NAME),
        ("I\u200bmogen", PersonalKind.NAME),
        ("born 04/03/2019", PersonalKind.DATE_OF_BIRTH),
        ("born 4.3.19", PersonalKind.DATE_OF_BIRTH),
        ("born 2019-03-04", PersonalKind.DATE_OF_BIRTH),
        ("born 4th of March 2019", PersonalKind.DATE_OF_BIRTH),
        ("born March 4, 2019", PersonalKind.DATE_OF_BIRTH),
        ("born 04032019", PersonalKind.DATE_OF_BIRTH),
        ("943 476 5919", PersonalKind.NHS_NUMBER),
        ("NHS no. 943-476-5919", PersonalKind.NHS_NUMBER),
        ("at 12 Lantern Street", PersonalKind.ADDRESS),
        ("at 12, lantern st.", PersonalKind.ADDRESS),
        ("PO301UD", PersonalKind.ADDRESS),
        ("po30 1ud", PersonalKind.ADDRESS),
    ],
)
def test_personal_data_is_found_however_it_is_written(said, kind):
    assert found_in(said) == (kind,)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Please reply by 24 November 2026.",
        "Ring 01632 960123 or 01983 823436.",
        "We met in Newport.",
        "The heart of it",
    ],
)
def test_harmless_words_are_let_through(said):
    assert found_in(said) == ()


def test_a_childs_name_that_our_own_wording_uses_counts_only_in_full():
    will = frozenset({PersonalValue(kind=PersonalKind.NAME, value="Will Team")})
    assert found_in("", will) == ()
    assert found_in("about Will Team", will) == (PersonalKind.NAME,)


def test_numbers_that_nobody_checked_for_half_a_year_are_named():
    checked = min(each.last_checked for each in DOMAIN.partnership.urgent_contacts)
    assert unchecked(DOMAIN.partnership, checked + timedelta(days=183)) == ()
    with pytest.raises(ValueError, match="999"):
        require_checked(DOMAIN.partnership, checked + timedelta(days=184))


def test_a_mistyped_placeholder_is_found_when_the_wording_is_loaded(tmp_path):
    wording = (ROOT / "config" / "wording" / "letters.yaml").read_text("utf-8")
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "letters.yaml").write_text(wording.replace("by {due}", "by {deu}"), "utf-8")
    with pytest.raises(ConfigError, match="deu"):
        load_domain(tmp_path)


def test_the_committed_samples_are_what_the_wording_says():
    folder = ROOT / "docs" / "letters"
    assert {path.stem: path.read_text("utf-8") for path in folder.glob("*.txt")} == samples(DOMAIN)
