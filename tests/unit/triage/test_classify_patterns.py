"""The notation of cues: what it finds, and that no shipped cue can run away on a long text."""

import re

import pytest

from config.schema.cues import CueLexicon, load_cues
from triage.classify.patterns import WordSets, compile_cue, stems_of

SETS = {"agency": ("school", "health visit*")}


@pytest.fixture(scope="module")
def lexicon() -> CueLexicon:
    return load_cues()


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("fail* to", "they failed to ask", True),
        ("fail* to", "the failure of it", False),
        ("{agency} .. closed", "the health visitor then closed the case", True),
        ("{agency} .. closed", "the shop closed", False),
        ("(not|never) (been )?shared", "it was never been shared", True),
        ("@ weeks", "after 12 weeks", True),
        ("told ... nobody", "she was told about it by the ward and told nobody", True),
        ("(very |quite )*late", "very quite very late", True),
        ("nurse", "nursery", False),
    ],
)
def test_a_cue_finds_what_its_notation_says(pattern: str, text: str, found: bool) -> None:
    cue = compile_cue(pattern, SETS)
    assert (cue.find(text, stems_of(text)) is not None) is found


def test_the_cheap_tests_before_an_expression_never_hide_a_match(lexicon: CueLexicon) -> None:
    texts = (
        "the health visitor thought the school had rung us and nobody told the gp, which was a missed opportunity",
        "he was placed with us by kent, was not known to any service and died on 3 may; both parents were arrested",
        "it is the third such case in two years and the panel suggests that a local review may be more appropriate",
        "she has a brain injury, was ventilated for 3 days, and it is too early to say whether it will be permanent",
    )
    for pattern in _patterns(lexicon):
        cue = compile_cue(pattern, _sets(lexicon))
        for text in texts:
            assert (cue.find(text, stems_of(text)) is None) is (cue.expression.search(text) is None), pattern


def test_no_shipped_cue_repeats_a_group_without_end(lexicon: CueLexicon) -> None:
    for pattern in _patterns(lexicon):
        expression = compile_cue(pattern, _sets(lexicon)).expression.pattern
        assert not re.search(r"(?<!\\)\)[*+]", expression), pattern


def _patterns(lexicon: CueLexicon) -> list[str]:
    families = [family for cues in lexicon.keys.values() for family in cues.families]
    found = [pattern for family in families for pattern in (*family.patterns, *family.unless)]
    live = lexicon.live_risk
    return [*found, *live.danger, *live.worry, *live.present, *live.action, *live.past]


def _sets(lexicon: CueLexicon) -> WordSets:
    return {**lexicon.words.sets, **lexicon.live_risk.sets}
