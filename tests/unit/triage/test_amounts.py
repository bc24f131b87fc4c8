"""One working day is one working day, on pages and on a terminal."""

import pytest

from triage.amounts import count, time_left


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "overdue by 2 working days"), (-1, "overdue by 1 working day"), (0, "due today"), (1, "1 working day left")],
)
def test_working_days_left_are_told_in_words(days: int, words: str) -> None:
    assert time_left(days) == words
    assert count(2, "try", "tries") == "2 tries"
