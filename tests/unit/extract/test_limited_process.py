"""A function on hostile content can neither take anything with it nor stop the next call."""

import os
import threading
import time

import pytest

from extract.limited_process import MOST_NOTES, LimitedProcess, Limits, Stopped
from tests.unit.extract import hostile_functions as hostile

ALL = [value for name, value in vars(hostile).items() if getattr(value, "__module__", "") == hostile.__name__]


@pytest.fixture(scope="module")
def process():
    secret = "SCP_SMTP__PASSWORD"
    os.environ[secret] = "quayside-secret"
    limited = LimitedProcess(ALL)
    yield limited
    limited.close()
    del os.environ[secret]


def test_content_goes_in_and_the_result_comes_back(process):
    content = bytes(range(256)) * 20_000
    assert process.call(hostile.reversed_bytes, content) == content[::-1]
    assert process.call(hostile.reversed_bytes, b"") == b""


def test_the_child_has_no_secrets_and_no_descriptors(process):
    assert b"quayside-secret" not in process.call(hostile.environment, b"")
    open_ones = process.call(hostile.descriptors, b"").decode().split(",")
    assert set(open_ones) <= {"0", "1", "2", "3", "4", "5"}  # the last is the listing's own


@pytest.mark.parametrize(
    ("function", "limits", "reason"),
    [
        (hostile.hang, Limits(wall_seconds=0.3), Stopped.TIMED_OUT),
        (hostile.spin, Limits(cpu_seconds=1), Stopped.TIMED_OUT),
        (hostile.eat_memory, Limits(), Stopped.OUT_OF_MEMORY),
        (hostile.write_much, Limits(file_bytes=1_000_000), Stopped.CRASHED),
        (hostile.die, Limits(), Stopped.CRASHED),
        (hostile.leave, Limits(), Stopped.CRASHED),
        (hostile.raise_something, Limits(), Stopped.CRASHED),
        (hostile.answer_endlessly, Limits(result_bytes=1_000_000), Stopped.TOO_MUCH),
        (hostile.lie_about_the_length, Limits(), Stopped.CRASHED),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_whatever_the_child_does_is_a_reason_and_the_next_call_works(process, function, limits, reason):
    assert process.call(function, b"x", limits) is reason
    assert process.call(hostile.reversed_bytes, b"ab") == b"ba"


def test_nothing_of_a_call_lives_on(process, tmp_path):
    growing = tmp_path / "growing"
    assert process.call(hostile.leave_a_process_behind, str(growing).encode()) == b"left"
    size = growing.stat().st_size
    time.sleep(0.2)  # twenty times what the process left behind takes for its next letter
    assert growing.stat().st_size == size


def test_a_worker_that_has_gone_is_replaced(process):
    process.call(hostile.reversed_bytes, b"ab")
    process._worker.kill()
    process._worker.wait()
    assert process.call(hostile.reversed_bytes, b"ab") == b"ba"


def test_threads_may_call_at_once(process):
    results = {}

    def call(number):
        results[number] = process.call(hostile.reversed_bytes, str(number).encode() * 100_000)

    threads = [threading.Thread(target=call, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: str(number).encode() * 100_000 for number in range(8)}


def test_only_functions_that_were_named_may_be_called():
    limited = LimitedProcess([hostile.reversed_bytes])
    with pytest.raises(ValueError, match="not named"):
        limited.call(hostile.die, b"")


def test_notes_come_while_the_child_works_and_the_result_after_them(process):
    told = []
    assert process.call(hostile.count_aloud, b"abc", None, told.append) == b"cba"
    assert told == [b"1", b"2", b"3"]


@pytest.mark.parametrize(
    ("function", "reason", "told"),
    [
        (hostile.tell_without_end, Stopped.TOO_MUCH, [b"still here"] * MOST_NOTES),
        (hostile.tell_a_novel, Stopped.TOO_MUCH, []),
        (hostile.tell_and_die, Stopped.CRASHED, [b"1"]),
        (hostile.reversed_bytes, Stopped.CRASHED, []),  # takes nothing to tell by
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_whatever_a_child_tells_is_bounded(process, function, reason, told):
    notes = []
    assert process.call(function, b"x", Limits(wall_seconds=20), notes.append) is reason
    assert notes == told
    assert process.call(hostile.reversed_bytes, b"ab") == b"ba"


def test_notes_that_nobody_asked_for_are_no_answer(process):
    assert process.call(hostile.tell_unasked, b"x") is Stopped.TOO_MUCH
