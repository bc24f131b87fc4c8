"""Facts in the sentences of a letter."""

import pytest

from extract.letter_sentences import facts_of


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Leo lives with his mother, Ana Petrov, at 3 Mill Row, Saltby, PO30 9XX.",
            {
                "family[].name": "Ana Petrov",
                "family[].relationship": "mother",
                "children[].address": "3 Mill Row, Saltby",
                "children[].postcode": "PO30 9XX",
            },
        ),
        (
            "The police are investigating under reference SB/2026/55.",
            {"parallel.police_investigation": "yes", "parallel.crime_reference": "SB/2026/55"},
        ),
        ("The parents are not aware that I write.", {"notifications.family_informed": "no"}),
        (
            "I have discussed this with Jo Field, Director of Practice, who agrees.",
            {
                "representative.name": "Jo Field",
                "representative.role": "Director of Practice",
                "representative.discussed": "yes",
                "representative.approved": "yes",
            },
        ),
        ("I have spoken to Jo Field, our lead, who will say whether they agree.", {
            "representative.name": "Jo Field", "representative.role": "lead", "representative.discussed": "yes",
        }),
        ("Nothing of the kind was said to the police officers at the school gate.", {}),
    ],
)  # fmt: skip
def test_a_sentence_gives_what_it_says_in_common_words(sentence: str, facts: dict[str, str]) -> None:
    assert {said.path: said.value for said in facts_of(sentence)} == facts
