"""Sentences: cut where a reader would cut, with exact offsets."""

import pytest

from config.schema.cues import load_cues
from triage.classify.sentences import MAX_SENTENCE, SentenceSplitter


@pytest.fixture(scope="module")
def splitter() -> SentenceSplitter:
    return SentenceSplitter(load_cues().words.abbreviations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Seen by Dr. Hale at St. Mary's c/o the ward. Sent home.",
            ["Seen by Dr. Hale at St. Mary's c/o the ward.", "Sent home."],
        ),
        ("12/03 HV visit, no reply\n14/03 HV visit, seen", ["12/03 HV visit, no reply", "14/03 HV visit, seen"]),
        ("- told school\n- told nobody else", ["told school", "told nobody else"]),
        ("• first point\n• second point", ["first point", "second point"]),
        ("hv rang school. school rang nobody", ["hv rang school.", "school rang nobody"]),
        ("Baby, 9/12, seen e.g. at clinic. Well then.", ["Baby, 9/12, seen e.g. at clinic.", "Well then."]),
        (
            "The health visitor wrote to the surgery about the\nbruise and had no reply.\n\nShe wrote again.",
            ["The health visitor wrote to the surgery about the\nbruise and had no reply.", "She wrote again."],
        ),
        ("Was it shared? No. It was not!", ["Was it shared?", "No.", "It was not!"]),
        ("   \n\x00 ", []),
    ],
)
def test_sentences_are_cut_where_a_reader_would(splitter: SentenceSplitter, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in splitter.split(text)] == expected


def test_long_notes_are_cut_at_semicolons_and_never_become_a_quote_of_a_page(splitter: SentenceSplitter) -> None:
    text = "; ".join(["seen at home, weight static, mother tired, plan reviewed with the nursery"] * 30)
    spans = splitter.split(text)
    assert len(spans) == 30
    assert all(end - start <= MAX_SENTENCE for start, end in splitter.split("word " * 5000))
