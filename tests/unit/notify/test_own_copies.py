"""Where copies of sent mail are kept in several folders, one that has it settles the matter; a silent one does not."""

import pytest

from notify.own_copies import OwnCopies
from notify.ports import CopySearch


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ((), CopySearch.NOT_CONFIGURED),
        ((False,), CopySearch.NOT_FOUND),
        ((False, True), CopySearch.FOUND),
        ((None, True), CopySearch.FOUND),
        ((False, None), CopySearch.NO_ANSWER),
    ],
)
def test_one_copy_is_enough_and_silence_is_no_answer(answers, found):
    folders = [lambda _, answer=answer: answer for answer in answers]
    assert OwnCopies(folders=folders).find("<a@iowscp.example>") is found


def test_folders_behind_the_one_that_has_it_are_not_asked():
    asked = []
    OwnCopies(folders=[lambda _: True, asked.append]).find("<a@iowscp.example>")
    assert asked == []
