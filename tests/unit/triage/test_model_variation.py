"""Variation of training texts: whatever is drawn, the labels that are learnt from it still hold."""

import random

from triage.classify.targets import CLASSES, KEYS
from triage.classify.training.variation import Line, Text, Variation

NOTHING = frozenset[str]()


def line(plain: str, section: str = "incident", speaks: str = "", denies: str = "") -> Line:
    return Line(
        plain=plain, section=section, evidence=frozenset(speaks.split()), denied=frozenset(denies.split()) or NOTHING
    )


def text(*lines: Line, flips: tuple[str, ...] = ()) -> Text:
    positive = {key for each in lines for key in each.evidence}
    return Text(lines=lines, values={key: int(key in positive) for key in KEYS}, flips=flips)


TEXTS = [
    text(
        line("baby ora died in oxmere", speaks="child_died"),
        line("her father is on bail", speaks="abuse_or_neglect"),
        line("it rained"),
        line("oxmere holds a file", "background", speaks="cross_border"),
        line("nobody else is named", "background", denies="single_agency_concern"),
    ),
    text(
        line("tam fell at school"),
        line("the surgery lost his notes", "rationale", speaks="single_agency_concern improvements_needed"),
        line("his uncle died last year", "rationale", denies="child_died"),
        flips=("single_agency_concern",),
    ),
]


def drawn(count: int = 400) -> list[tuple[Text, Text]]:
    variation = Variation(TEXTS, ["oxmere"], random.Random(3))
    return [(each, variation.drawn(each)) for _ in range(count) for each in TEXTS]


def test_a_positive_label_that_is_learnt_has_its_sentences_and_a_negative_one_has_none() -> None:
    for _, version in drawn():
        assert version.lines
        speaks = {key for each in version.lines for key in each.evidence}
        for key, value in version.values.items():
            assert bool(value) == (key in speaks) or key == "improvements_needed"
            assert 0 <= value < len(CLASSES[key])


def test_a_sentence_that_denies_comes_in_only_where_the_text_does_not_say_so() -> None:
    for before, version in drawn():
        for each in version.lines:
            own = {other.plain for other in before.lines}
            if each.denied and each.plain not in own:
                assert all(before.values[key] == 0 for key in each.denied)


def test_keys_of_a_contrast_pair_keep_their_value() -> None:
    for before, version in drawn():
        assert all(version.values[key] == before.values[key] for key in before.flips)


def test_places_elsewhere_get_other_names_alike_in_one_text() -> None:
    names = set()
    for before, version in drawn(100):
        if before is TEXTS[0]:
            found = {each.plain.split()[-1] for each in version.lines if each.plain.startswith("baby ora")}
            found |= {each.plain.split()[0] for each in version.lines if each.plain.endswith("holds a file")}
            assert len(found) <= 1
            names |= found
    assert len(names) > 10


def test_the_same_chance_draws_the_same_versions() -> None:
    assert [version for _, version in drawn(20)] == [version for _, version in drawn(20)]
