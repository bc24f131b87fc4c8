"""Sentences packed into windows: none lost, none too long, whatever their lengths."""

from hypothesis import given
from hypothesis import strategies as st

from triage.classify.windows import BREAK, MAX_SENTENCE_TOKENS, WINDOW, windows

LENGTHS = st.lists(st.integers(min_value=1, max_value=400), min_size=1, max_size=60)


@given(LENGTHS, st.frozensets(st.integers(min_value=1, max_value=59)))
def test_every_sentence_is_in_some_window_with_its_own_tokens(lengths: list[int], breaks: frozenset[int]) -> None:
    sentences = [[1000 + number] * length for number, length in enumerate(lengths)]
    seen = set()
    for window in windows(sentences, breaks):
        assert len(window.tokens) <= WINDOW
        for sentence, start, end in window.places:
            assert list(window.tokens[start:end]) == sentences[sentence][:MAX_SENTENCE_TOKENS]
            seen.add(sentence)
    assert seen == set(range(len(sentences)))


def test_the_next_window_repeats_the_end_of_the_last() -> None:
    first, second = windows([[1000 + number] * 40 for number in range(20)], frozenset())
    assert {place[0] for place in first.places} & {place[0] for place in second.places}


def test_a_new_section_is_marked() -> None:
    (window,) = windows([[7], [8]], frozenset({1}))
    assert window.tokens[1:4] == (7, BREAK, 8)
