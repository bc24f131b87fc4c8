"""Bold words in a line of plain ones stand by themselves, clearly bolder ones only."""

import pytest

from extract.scan_weights import by_weight


def runs(*words: tuple[str, float]) -> list[tuple[list[str], bool]]:
    return [([text for text, _ in part], bolder) for part, bolder in by_weight(words, lambda each: each)]


def test_the_answer_in_bold_among_options_is_a_run_of_its_own() -> None:
    assert runs(("Yes", 3.3), ("No", 5.1), ("NK", 3.7)) == [(["Yes"], False), (["No"], True), (["NK"], False)]
    assert runs(("Yes", 4.9), ("No", 3.1), ("NK", 3.3)) == [(["Yes"], True), (["No", "NK"], False)]


def test_a_bold_question_comes_apart_from_the_hint_behind_it() -> None:
    words = [("What", 4.7), ("happened?", 4.5), ("Keep", 2.6), ("to", 2.6), ("facts.", 2.5)]
    assert runs(*words) == [(["What", "happened?"], True), (["Keep", "to", "facts."], False)]


@pytest.mark.parametrize(
    "words",
    [
        [("Yes", 3.5), ("No", 4.1), ("NK", 3.7)],  # within what short words vary by
        [("999", 5.0), ("551", 5.0), ("above", 3.3)],  # digits say nothing
        [("Y", 5.0), ("No", 3.3)],  # nor do single letters
        [("seen", 0.0), ("once", 3.3)],  # nor what could not be measured
        [("alone", 3.3)],
    ],
)
def test_what_differs_little_or_says_nothing_is_one_run(words) -> None:
    assert runs(*words) == [([text for text, _ in words], False)]
