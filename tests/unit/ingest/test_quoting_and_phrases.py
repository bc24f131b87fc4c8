"""What the sender wrote themselves, and the phrases found in it."""

import pytest
from pydantic import ValidationError

from config.schema.screening import PhraseRule
from ingest.phrases import found_phrases, matches
from ingest.quoting import own_words, text_to_read

OUTLOOK = "Thank you.\n\n________________________________\nFrom: LIG <a@x.example>\nSent: Monday\nTo: Ada\n\nOld words"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Thank you.\n> old\n>> older\nRegards", "Thank you.\nRegards"),
        (OUTLOOK, "Thank you.\n"),
        ("Yes.\n\nFrom: LIG\nSent: Monday\nOld", "Yes.\n"),
        ("Yes.\n-----Original Message-----\nOld", "Yes."),
        ("Yes.\nOn Mon, 2 Mar 2026 at 10:00, LIG <a@x.example> wrote:\nOld", "Yes."),
        (
            "Referral\nFrom: Harbour School\nChild: A\nIncident: B",
            "Referral\nFrom: Harbour School\nChild: A\nIncident: B",
        ),
        ("No history here", "No history here"),
        ("", ""),
    ],
)
def test_earlier_mail_is_left_out(text: str, own: str) -> None:
    assert own_words(text, "RE: Referral") == own


@pytest.mark.parametrize("subject", ["FW: concern", "Fwd: concern", " fw : concern"])
def test_forwarded_mail_is_kept_whole(subject: str) -> None:
    assert own_words(OUTLOOK, subject) == OUTLOOK


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("see child|children", "Please SEE\nchildren.", True),
        ("see ... today", "see the two older children and the baby today", True),
        ("see ... today", "see one two three four five six seven eight nine today", False),
        ("see ... today", "I will see. Call today", False),
        ("see ... today", "I will see\n\ntoday", False),
        ("refus* to go", "is refusing to go", True),
        ("by <time>", "by 3pm", True),
        ("by <time>", "by 3.15 p.m.", True),
        ("by <time>", "by noon", True),
        ("by <time>", "by post", False),
        ("isn't safe", "She isn’t safe", True),
        ("see", "oversee", False),
        ("a+b", "aab", False),
    ],
)
def test_phrases_are_rows_of_words(phrase: str, text: str, found: bool) -> None:
    assert matches(text, PhraseRule(phrases=(phrase,))) is found


def test_context_takes_a_phrase_back() -> None:
    rule = PhraseRule(phrases=("at risk",), not_after=("if", "not"), window=3)
    assert not matches("if she is at risk", rule)
    assert not matches("not at risk", rule)
    assert matches("if you ask me today then yes at risk", rule)
    assert matches("not at risk before. Now at risk", rule)
    assert list(found_phrases("at risk, at risk", rule)) == ["at risk"]


@pytest.mark.parametrize("phrase", ["", "...", "see ...", "... see", "a || b", "* see", "| see"])
def test_phrases_that_cannot_work_are_refused(phrase: str) -> None:
    with pytest.raises(ValidationError):
        PhraseRule(phrases=(phrase,))


INTERLEAVED = """Hi Sam, answers in between.

On Monday Sam Lee wrote:
> Dear colleague
>
> please answer these.
>
> 1. Name of child
Tyler Boon

> 2. Date of birth
9 July 2013
> 3. What happened?

He was found
by the river.

> Kind regards
> Sam
"""


def test_quoted_questions_stay_with_their_marks_above_the_answers_between_them() -> None:
    kept = [each for each in text_to_read(INTERLEAVED, "RE: your call", in_thread=True).splitlines() if each]
    assert kept == [
        "Hi Sam, answers in between.",
        "> 1. Name of child",
        "Tyler Boon",
        "> 2. Date of birth",
        "9 July 2013",
        "> 3. What happened?",
        "He was found",
        "by the river.",
    ]


def test_words_above_and_below_a_quoted_mail_answer_none_of_its_lines() -> None:
    text = "Thank you.\n\n> Name of child: Leo Marsh\n> Date of birth: 1/2/2015\n\nBest wishes\nJo\n"
    assert "Leo Marsh" not in text_to_read(text, "RE: referral", in_thread=True)


@pytest.mark.parametrize("said", ["My answers are in red.", "See my comments in blue", "I have replied in capitals"])
def test_answers_in_another_colour_stand_in_what_is_answered(said: str) -> None:
    text = f"{said}\n\nFrom: Sam Lee\nSent: 1 March 2026\nTo: Jo\n\nName of child: Leo Marsh\n"
    assert "Leo Marsh" in text_to_read(text, "RE: referral", in_thread=True)
