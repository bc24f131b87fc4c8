"""Forms with many names: none is looked for where its letters do not stand."""

import pytest

from extract.asked_fields import without_name


def test_a_name_that_a_question_does_not_hold_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Ada{number} Finch" for number in range(400)]
    label, name = without_name("Is Ada7 looked after?", names)
    assert (label, name) == ("Is child looked after?", "Ada7 Finch")

    def searched(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("extract.asked_fields.re.search", searched)
    assert without_name("Is Leo looked after?", names)[0] == "Is Leo looked after?"
