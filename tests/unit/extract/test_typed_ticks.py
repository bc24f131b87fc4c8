"""Lone ticks and crosses among alternatives without boxes: whose they are, and when nobody can say."""

import pytest

from config.schema.fields import FieldCatalogue
from extract.choices import read_choice
from extract.document import Mark, MarkState, Span
from tests.unit.extract.invented_forms import document, line, record, table


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Yes     X No     Not known", ("No",)),
        ("X Yes     No     Not known", ("Yes",)),
        ("Yes     No     x Not known", ("Not known",)),
        ("Yes X     No     NK", ("Yes",)),
        ("Yes / No ✓ / Not known", ("No",)),
        ("✓ Yes No NK", ("Yes",)),
        ("Yes No NK ✓", ("NK",)),
        ("Yes X No NK", ()),  # as near to both
        ("Yes  x No  x NK", ("No", "NK")),
    ],
)
def test_a_lone_tick_belongs_to_the_alternative_beside_it(text: str, chosen: tuple[str, ...]) -> None:
    choice = read_choice([Span(text=text)])
    assert choice is not None
    assert choice.chosen == chosen


def test_a_tick_read_as_a_box_without_others_picks_the_alternative_behind_it() -> None:
    tick = Span(text="✓", mark=Mark(state=MarkState.ON, evidence="glyph"))
    choice = read_choice([Span(text="Yes     "), tick, Span(text=" No     Not known   plan ended in May")])
    assert choice is not None
    assert choice.chosen == ("No",)
    assert choice.rest == "plan ended in May"


@pytest.mark.parametrize("text", ["Yes x 2 in May", "No x-ray was taken, not known why", "Seen by Mr X", "Yes"])
def test_an_x_in_words_ticks_nothing(text: str) -> None:
    choice = read_choice([Span(text=text)])
    assert choice is None or not choice.chosen


def test_a_crossed_no_is_never_read_as_yes(catalogue: FieldCatalogue) -> None:
    read = record(
        catalogue,
        document(
            line("The child", heading=True),
            table(
                ("*Name", "Ines Corran"),
                ("*Child protection plan", ("Yes     X No     Not known", "ended 2024")),
                ("*Looked after", "X Yes     No     Not known"),
            ),
        ),
    )
    child = read["children"][0]
    assert (child["cp_plan"], child["looked_after"]) == ("no", "yes")
    assert child["cp_plan_detail"] == "ended 2024"
