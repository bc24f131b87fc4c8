"""Write the demo's mailbox: `python -m tests.corpus.make_demo_mailbox [FOLDER]`, by default `config/demo`.

Finished mails from invented agencies, in the order of arrival, and `expected.yaml`, which says what each mail is and
what becomes of it. In the demo every domain that ends in `.example` is trusted but `freemail.example` and `lists.*`.
Every run gives the same bytes.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.corpus import demo_other_mails, demo_referral_mails

FOLDER = Path(__file__).parents[2] / "config" / "demo"


@dataclass(frozen=True, kw_only=True)
class DemoMail:
    """One mail and what is expected of it; `also` holds further right answers where more than one will do."""

    file: str
    what: str
    message_class: str
    new_cases: int
    acknowledge: bool | str
    make: Callable[[], bytes]
    also: dict[str, list[Any]] | None = None
    flags: tuple[str, ...] = ()
    links_to: str = ""
    cases: tuple[dict[str, Any], ...] = ()

    def expectation(self) -> dict[str, Any]:
        """The entry of `expected.yaml`."""
        entry: dict[str, Any] = {
            "file": self.file,
            "what": self.what,
            "class": self.message_class,
            "new_cases": self.new_cases,
            "acknowledge": self.acknowledge,
        }
        entry |= {f"{key}_accept": values for key, values in (self.also or {}).items()}
        if self.flags:
            entry["flags"] = list(self.flags)
        if self.links_to:
            entry["links_to"] = self.links_to
        if self.cases:
            entry["cases"] = list(self.cases)
        return entry


def _case(child: str, incident: str, *indicated: str, unclear: str = "") -> dict[str, Any]:
    case: dict[str, Any] = {"child": child, "serious_incident": incident, "indicated": list(indicated)}
    return case | ({"unclear": unclear.split()} if unclear else {})


MAILS = (
    DemoMail(
        file="01-death-two-authorities.eml",
        what="Word form of content controls, picture in the signature",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=demo_referral_mails.death_two_authorities,
        cases=(
            _case(
                "Nadia Rose Thorne",
                "met",
                "improvements_needed",
                "recurrent_themes",
                "multi_agency_working",
                "cross_border",
                unclear="single_agency_concern",
            ),
        ),
    ),
    DemoMail(
        file="02-lasting-harm-one-school.eml",
        what="Word form of tables, answers struck out",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=demo_referral_mails.lasting_harm_one_school,
        cases=(_case("Erin Castleton", "met", "improvements_needed", "recurrent_themes", "single_agency_concern"),),
    ),
    DemoMail(
        file="03-newsletter.eml",
        what="bulletin of a mailing list",
        message_class="newsletter",
        new_cases=0,
        acknowledge=False,
        make=demo_other_mails.newsletter,
    ),
    DemoMail(
        file="04-possible-harm.eml",
        what="ruled PDF with drawn ticks; the outcome for the child is not yet known",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=demo_referral_mails.possible_harm,
        cases=(
            _case(
                "Arlo Penhale",
                "possible",
                "improvements_needed",
                "multi_agency_working",
                unclear="single_agency_concern",
            ),
        ),
    ),
    DemoMail(
        file="05-out-of-office.eml",
        what="automatic reply",
        message_class="auto_reply",
        new_cases=0,
        acknowledge=False,
        make=demo_other_mails.out_of_office,
    ),
    DemoMail(
        file="06-unregistered-placement.eml",
        what="fillable PDF",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=demo_referral_mails.unregistered_placement,
        cases=(
            _case(
                "Sky Hollander",
                "met",
                "improvements_needed",
                "multi_agency_working",
                "national_panel_local_review",
                "single_agency_concern",
                "cross_border",
                "institutional_setting",
            ),
        ),
    ),
    DemoMail(
        file="07-two-families.eml",
        what="two referrals in one mail: Word paragraphs, and a PDF laid out by tab stops that denies every criterion",
        message_class="referral",
        new_cases=2,
        acknowledge=True,
        make=demo_referral_mails.two_families,
        cases=(
            _case("Orla Brightwell", "met", "no_agency_involvement", unclear="improvements_needed"),
            _case("Caleb Inskip", "not_met"),
        ),
    ),
    DemoMail(
        file="08-question.eml",
        what="which form to use",
        message_class="query",
        new_cases=0,
        acknowledge="hold",
        make=demo_other_mails.question,
        also={"acknowledge": ["hold", False]},
    ),
    DemoMail(
        file="09-typed-into-the-mail.eml",
        what="referral in the text of the mail",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=demo_referral_mails.typed_into_the_mail,
        cases=(
            _case(
                "Jonah Teague",
                "met",
                "improvements_needed",
                "multi_agency_working",
                "single_agency_concern",
                unclear="institutional_setting",
            ),
        ),
    ),
    DemoMail(
        file="10-gaps.eml",
        what="Word form with a column for each child; no date of incident, no approval",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=demo_referral_mails.gaps,
        cases=(
            _case("Dante Marchetti", "met", "improvements_needed", "multi_agency_working", "single_agency_concern"),
        ),
    ),
    DemoMail(
        file="11-protection-form.eml",
        what="form for the safeguarding hub, a child may be unsafe now",
        message_class="wrong_pathway",
        new_cases=0,
        acknowledge="hold",
        make=demo_other_mails.protection_form,
        also={"acknowledge": ["hold", False]},
        flags=("urgent", "child_may_be_unsafe_now"),
    ),
    DemoMail(
        file="12-follow-up.eml",
        what="answer to the sender's own referral, no form",
        message_class="reply_no_form",
        new_cases=0,
        acknowledge=False,
        make=demo_other_mails.follow_up,
        also={"acknowledge": [False, "hold"]},
        links_to="02-lasting-harm-one-school.eml",
    ),
    DemoMail(
        file="13-personal-sender.eml",
        what="old Word form with form fields, from a private address",
        message_class="referral",
        new_cases=1,
        acknowledge="hold",
        make=demo_referral_mails.personal_sender,
        flags=("personal_sender",),
        cases=(
            _case(
                "Bram Sorrell",
                "met",
                "improvements_needed",
                "multi_agency_working",
                "single_agency_concern",
                "institutional_setting",
            ),
        ),
    ),
    DemoMail(
        file="14-word-and-pdf.eml",
        what="one referral as Word form and as PDF",
        message_class="referral",
        new_cases=1,
        acknowledge=True,
        make=demo_referral_mails.word_and_pdf,
        cases=(
            _case(
                "Hugo Tremayne", "met", "improvements_needed", "multi_agency_working", unclear="single_agency_concern"
            ),
        ),
    ),
    DemoMail(
        file="15-bounce.eml",
        what="report of a receipt that did not arrive",
        message_class="bounce",
        new_cases=0,
        acknowledge=False,
        make=demo_other_mails.bounce,
    ),
    DemoMail(
        file="16-damaged-form.eml",
        what="Word form that broke off on its way",
        message_class="referral",
        new_cases=0,
        acknowledge="hold",
        make=demo_other_mails.damaged_form,
        also={"class": ["referral", "unreadable"], "new_cases": [0, 1], "acknowledge": ["hold", True]},
    ),
    DemoMail(
        file="17-locked-form.eml",
        what="PDF that asks for a password",
        message_class="encrypted",
        new_cases=0,
        acknowledge="hold",
        make=demo_other_mails.locked_form,
        also={"new_cases": [0, 1], "acknowledge": ["hold", True]},
        flags=("encrypted",),
    ),
    DemoMail(
        file="18-possible-harm-again.eml",
        what="mail 04, delivered a second time",
        message_class="duplicate",
        new_cases=0,
        acknowledge=False,
        make=demo_referral_mails.possible_harm_again,
        links_to="04-possible-harm.eml",
    ),
)
HEADER = """\
# What each mail of the demo is and what becomes of it, in the order of arrival. `..._accept` lists further right
# answers; `indicated` the criteria of parts B and C that the referral's words indicate (the others they do not);
# `unclear` those on which two careful readers may differ.
"""


def made() -> Iterator[tuple[str, bytes]]:
    """Each file of the demo's mailbox: its name and bytes."""
    for each in MAILS:
        yield each.file, each.make()
    entries = [each.expectation() for each in MAILS]
    yield "expected.yaml", (HEADER + yaml.safe_dump(entries, sort_keys=False, width=110)).encode()


def write(folder: Path = FOLDER) -> None:
    """Write the mailbox into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
