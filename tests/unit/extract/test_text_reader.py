"""Plain text of mails: lines, headings, ticks, and what belongs to quoted mails."""

import pytest

from extract.text_reader import read_text


def lines(text: str) -> list[str]:
    return [each.text for each in read_text(text).paragraphs()]


def headings(text: str) -> list[str]:
    return [each.text for each in read_text(text).paragraphs() if each.heading]


def losses(text: str) -> list[str]:
    return [each.what for each in read_text(text).losses]


def test_each_line_with_words_is_a_paragraph_with_its_number():
    document = read_text("Dear team,\r\n\r\nName: Ada Quill\r\nBorn:\t3 May 2019  \r\n")

    assert [(each.text, each.place.part, each.place.paragraph) for each in document.paragraphs()] == [
        ("Dear team,", "body", 1),
        ("Name: Ada Quill", "body", 2),
        ("Born:\t3 May 2019", "body", 3),
    ]
    assert document.format == "text"


@pytest.mark.parametrize("text", ["", "\n\n  \n", "-----\n"])
def test_nothing_gives_no_paragraphs(text):
    assert lines(text) == []


WRAPPED = """\
Summary of incident: the school nurse saw Ada on the Monday and again on the
Thursday, and each time rang the family, who told her that they would see to
it: nobody did.
Background: none known.
Address: 12 Quay Lane
Newport

Ada was seen at home on the following day by a health visitor, who had known
her for some time.
"""


def test_lines_wrapped_by_the_mail_program_are_joined_again():
    assert lines(WRAPPED) == [
        "Summary of incident: the school nurse saw Ada on the Monday and again on the "
        "Thursday, and each time rang the family, who told her that they would see to it: nobody did.",
        "Background: none known.",
        "Address: 12 Quay Lane",
        "Newport",
        "Ada was seen at home on the following day by a health visitor, who had known her for some time.",
    ]


def test_lines_are_left_alone_where_the_text_is_not_wrapped():
    long = "Background: " + "the family had been known to several services for years and " * 4
    text = f"{long.strip()}\nThis line is about as long as a wrapped one would be in a mail, and stays\nits own line.\n"

    assert len(lines(text)) == 3


def test_a_wrapped_list_keeps_its_items():
    text = "Agencies that were involved at the time, as far as our own records now tell:\n- School nursing\n- Housing\n"

    assert lines(text)[1:] == ["- School nursing", "- Housing"]
    assert [each.list_item for each in read_text(text).paragraphs()] == [False, True, True]


FORM = """\
Dear team,

CHILD 1
Child's name: Ada Quill
Disability:
Looked after: No

Summary of incident:
Ada was seen at home.

What has been done so far?
The plan was reviewed.

3. Agencies involved

School nursing
Family informed:

REFERRER
Name: Bea Lark
"""


def test_headings_are_lines_in_capitals_and_questions_with_their_answers_below():
    assert headings(FORM) == [
        "CHILD 1",
        "Summary of incident:",
        "What has been done so far?",
        "3. Agencies involved",
        "REFERRER",
    ]


def test_labels_without_an_answer_are_no_headings():
    found = {each.text: each.heading for each in read_text(FORM).paragraphs()}

    assert found["Disability:"] is False
    assert found["Family informed:"] is False


@pytest.mark.parametrize("answer", ["YES", "N/A", "PO30 1UD", "AB123456", "12 Quay Lane", "3 May 2019"])
def test_short_answers_are_no_headings(answer):
    assert headings(f"Some question\n\n{answer}\n\nSomething else\n") == []


def test_a_name_in_capitals_below_its_label_is_an_answer():
    assert headings("Name of child:\nADA QUILL\n\nAbout") == ["Name of child:"]


def test_a_line_underlined_by_signs_is_a_heading_and_the_signs_are_dropped():
    document = read_text("About the child\n---------------\nName: Ada Quill\n")

    assert [(each.text, each.heading) for each in document.paragraphs()] == [
        ("About the child", True),
        ("Name: Ada Quill", False),
    ]


def test_words_between_stars_are_bold():
    (paragraph,) = read_text("*Child's name:* Ada Quill").paragraphs()

    assert [(each.text, each.bold) for each in paragraph.spans] == [("Child's name:", True), (" Ada Quill", False)]


def test_ticks_are_spans_of_their_own():
    (paragraph,) = read_text("Looked after: [x] Yes [ ] No ☐ Not known").paragraphs()

    assert [(each.text, each.mark.state.value, each.mark.evidence) for each in paragraph.spans if each.mark] == [
        ("☒", "on", "typed"),
        ("☐", "off", "typed"),
        ("☐", "off", "glyph"),
    ]


def test_quoted_lines_are_left_out_and_counted():
    text = "Thank you.\n> Please send the form.\n>> Which one?\nIt is below.\n"

    assert lines(text) == ["Thank you.", "It is below."]
    assert losses(text) == ["quoted_line", "quoted_line"]


OUTLOOK = "From: Bea Lark <bea@quay.example>\nSent: 3 May 2025 10:00\nTo: Team\nSubject: A form\n\nOld words"


@pytest.mark.parametrize(
    ("divider", "loss"),
    [
        ("-----Original Message-----\nOld words", "quoted_mail"),
        ("________________________________\n" + OUTLOOK, "quoted_mail"),
        (OUTLOOK, "quoted_mail"),
        ("On Mon, 3 May 2025 at 10:00, Bea Lark <bea@quay.example> wrote:\nOld words", "quoted_mail"),
        ("On Mon, 3 May 2025 at 10:00, Bea Lark\n<bea@quay.example> wrote:\nOld words", "quoted_mail"),
        ("---------- Forwarded message ---------\nOld words", "forwarded_mail"),
        ("Begin forwarded message:\n\nOld words", "forwarded_mail"),
    ],
)
def test_everything_below_a_divider_is_left_out_and_counted(divider, loss):
    assert lines(f"New words\n\n{divider}\nmore\n") == ["New words"]
    assert losses(f"New words\n\n{divider}\nmore\n") == [loss]


@pytest.mark.parametrize(
    "text",
    [
        "From: Bea Lark\nI write about a child.",
        "On Monday the nurse wrote: please call. She did.",
        "Seen at school.\nOn 3 May 2025 at 10:00 the school nurse wrote:\nplease call",
        "Date: 3 May 2025\nTo: the team\nSubject: a child",
    ],
)
def test_words_that_resemble_a_divider_are_kept(text):
    assert losses(text) == []
    assert lines(text) == text.split("\n")


def test_a_divider_with_nothing_above_it_divides_nothing():
    assert lines("\n" + OUTLOOK)[-1] == "Old words"
    assert lines("On 3 May 2025, Bea <bea@quay.example> wrote:\n> Which child?\nAda Quill")[1:] == ["Ada Quill"]


def test_signature_and_disclaimer_stay():
    text = "Many thanks\n-- \nBea Lark\nSchool nurse\n\nThis e-mail is confidential.\n"

    assert lines(text) == ["Many thanks", "--", "Bea Lark", "School nurse", "This e-mail is confidential."]


def test_invisible_characters_and_wide_spaces_are_tidied():
    assert lines("\ufeffName:\u00a0Ada\u200b Qu\u00adill\x00") == ["Name: Ada Quill"]


def test_long_hostile_lines_end_quickly_and_keep_every_word():
    for line in ("[ " * 50_000, "* " * 50_000, "_" * 100_000, "a:" * 50_000, "(" * 100_000, "On " + "x" * 100_000):
        assert len(lines(f"First\n{line}\nLast")) >= 2


def test_what_is_beyond_all_measure_is_cut_and_counted():
    document = read_text(f"{'words ' * 199}words\n" * 2_000)

    assert [each.what for each in document.losses] == ["too_long"]
    assert len(document.items) == 1_667
