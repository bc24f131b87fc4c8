"""The classifier on invented referrals: values, quotes, and what must never be evidence."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.load import DEFAULTS, load_yaml
from config.schema.criteria import CriteriaSet
from config.schema.cues import load_cues
from triage.classify.evaluate import as_table, evaluate
from triage.classify.present import as_contract_json
from triage.classify.suggest import Classifier
from triage.model import Suggestion

CRITERIA = load_yaml(Path(DEFAULTS) / "criteria" / "wt2023.yaml", CriteriaSet)
CLASSIFIER = Classifier(CRITERIA, load_cues())
FLAGS = (
    "improvements_needed",
    "recurrent_themes",
    "multi_agency_working",
    "national_panel_local_review",
    "single_agency_concern",
    "no_agency_involvement",
    "cross_border",
    "institutional_setting",
)


def suggest(incident: str, rationale: str = "") -> Suggestion:
    return CLASSIFIER.suggest({"incident": incident, "rationale": rationale})


def value(key: str, incident: str, rationale: str = "") -> str | bool:
    return suggest(incident, rationale).finding(key).value


def test_a_death_under_police_enquiry_meets_the_test_with_quotes_of_its_parts() -> None:
    incident = "Baby Tilly, 7 weeks, died on 4 March. Both parents were arrested on suspicion of neglect and bailed."
    found = suggest(incident)
    assert found.finding("child_died").value is True
    assert found.finding("abuse_or_neglect").value == "suspected"
    assert found.finding("serious_incident").value == "met"
    parts = {*found.finding("child_died").evidence, *found.finding("abuse_or_neglect").evidence}
    assert parts <= set(found.finding("serious_incident").evidence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("His stepfather was convicted of cruelty in May.", "known"),
        ("She has been on a child protection plan for neglect since June.", "known"),
        ("9/52 M, #femur, ?NAI, both parents RUI.", "suspected"),
        ("A section 47 enquiry is open and the explanation has changed twice.", "suspected"),
        (
            "Police and social care are satisfied that it was an accident. There are no safeguarding concerns.",
            "not_indicated",
        ),
        ("His mother was abused as a child herself.", "not_indicated"),
    ],
)
def test_abuse_or_neglect_is_known_suspected_or_not_indicated(text: str, expected: str) -> None:
    assert value("abuse_or_neglect", "The child was brought to hospital on Monday. " + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Her grandmother died in 2019 and she misses her.",
        "The consultant says that he could have died.",
        "He had wanted to die and is glad now that he did not.",
        "Mr Pell, 41, died of a heart attack at work.",
    ],
)
def test_another_death_or_one_that_did_not_happen_is_not_the_childs(text: str) -> None:
    assert value("child_died", "Child A, 12, is at home with his family. " + text) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She has a hypoxic brain injury and will need lifelong care.", "evidenced"),
        ("He was ventilated for three days and has made a full recovery.", "evidenced"),
        ("It is too early to say whether there will be lasting damage; the scan result is awaited.", "possible"),
        ("He had a small bruise, was discharged the same day and is back to normal.", "not_indicated"),
    ],
)
def test_serious_harm_is_evidenced_possible_or_not_indicated(text: str, expected: str) -> None:
    assert value("serious_harm", text) == expected


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "multi_agency_working",
            "The hospital thought the health visitor had rung us and she thought the hospital had.",
        ),
        ("multi_agency_working", "Information held by the police was not shared with the school or the GP."),
        ("single_agency_concern", "Our own team closed the referral without seeing him, contrary to policy."),
        ("recurrent_themes", "It is the third such case in two years and the same finding as in the last audit."),
        ("no_agency_involvement", "No agency knew of her: no GP, no school, no health visitor, and that troubles us."),
        ("cross_border", "He was placed with us by Kent and the Kent social worker holds the file."),
        ("institutional_setting", "She was restrained by two night staff in our residential unit."),
        (
            "national_panel_local_review",
            "The national Panel considered the case and suggests that a local review is more appropriate.",
        ),
        ("improvements_needed", "It was a missed opportunity, and the bruise should have been recorded."),
    ],
)
def test_plain_statements_of_the_criteria_are_found(key: str, text: str) -> None:
    found = suggest(text).finding(key)
    assert found.value is True
    assert found.evidence


@pytest.mark.parametrize("key", ["single_agency_concern", "multi_agency_working"])
def test_a_concern_about_agencies_brings_improvements_with_it(key: str) -> None:
    text = {
        "single_agency_concern": "Our own team closed the referral without seeing him, contrary to policy.",
        "multi_agency_working": "Information held by the police was not shared with the school or the GP.",
    }[key]
    assert value("improvements_needed", text) is True


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("multi_agency_working", "There are no concerns about joint working and information was shared promptly."),
        ("national_panel_local_review", "The national Panel has not yet considered the case."),
        ("cross_border", "No other authority or police force is involved; the family have always lived here."),
        ("single_agency_concern", "I have no concern about any single agency."),
    ],
)
def test_a_denial_is_shown_against_and_not_for(key: str, text: str) -> None:
    found = suggest(text).finding(key)
    assert found.value is False
    assert [quote.quote for quote in found.against] == [text]


def test_printed_criteria_are_never_evidence_whatever_the_year_of_the_form() -> None:
    lines = [f"☒ {wording}" for criterion in CRITERIA.criteria for wording in criterion.printed]
    lines += [line.replace("ICB", "CCG").replace("organisations or agencies", "agencies") for line in lines]
    found = suggest("\n".join(lines), "\n".join(CRITERIA.form_text))
    assert [finding.key for finding in found.findings if finding.positive or finding.against] == []


def test_a_fact_in_the_words_of_a_form_is_still_a_fact() -> None:
    assert value("child_died", "The child died. Her father has been arrested and bailed by the police.") is True
    local = "The national Panel considered it on 3 May and suggests a local review."
    assert value("national_panel_local_review", local) is True


def test_the_fact_beside_the_printed_wording_is_the_evidence() -> None:
    fact = "Information held by the police was not shared with the school."
    printed = CRITERIA.criterion("multi_agency_working").printed[0]
    found = suggest(f"{printed}\n{fact}").finding("multi_agency_working")
    assert [quote.quote for quote in found.evidence] == [fact]


@pytest.mark.parametrize("sections", [{}, {"incident": ""}, {"incident": " \n\x00", "rationale": "\t"}])
def test_nothing_written_gives_nothing_but_a_warning(sections: dict[str, str]) -> None:
    found = CLASSIFIER.suggest(sections)
    assert found.warnings == ("text_too_short",)
    assert not any(finding.positive for finding in found.findings)


def test_another_language_is_said_to_be_one() -> None:
    german = (
        "Das Kind wurde am Montag mit einem gebrochenen Arm in das Krankenhaus gebracht und die Eltern sagten, es sei "
    )
    assert "not_english" in CLASSIFIER.suggest({"incident": german * 3}).warnings


@pytest.mark.parametrize(
    "unit", ["a", ".", "\n", " ", '."', "- ", "no ", "police did not share it with school and ", "😀 "]
)
def test_a_megabyte_of_one_thing_is_read_in_bounded_steps(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    found = CLASSIFIER.suggest({"incident": text})
    assert "text_cut" in found.warnings
    assert all(len(quote.quote) <= 420 for finding in found.findings for quote in finding.evidence)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text(max_size=12), st.text(max_size=400), max_size=4))
def test_any_text_gives_every_key_and_exact_quotes(sections: dict[str, str]) -> None:
    found = CLASSIFIER.suggest(sections)
    assert [finding.key for finding in found.findings] == [criterion.key for criterion in CRITERIA.criteria]
    for finding in found.findings:
        assert not finding.positive or finding.evidence
        for quote in (*finding.evidence, *finding.against):
            assert sections[quote.section][quote.start : quote.end] == quote.quote


def test_the_contracts_json_has_identity_first_and_all_keys() -> None:
    document = as_contract_json(suggest("Baby Tilly died on 4 March and her father was arrested."), {"id": "X1"})
    assert list(document)[:2] == ["id", "criteria_set"]
    assert set(FLAGS) <= set(document)
    assert document["child_died"]["evidence"][0].keys() == {"quote", "section", "start", "end"}
    assert json.loads(json.dumps(document)) == document


def test_the_evaluation_counts_graded_and_plain_keys() -> None:
    labels = {"child_died": True, "abuse_or_neglect": "suspected", "recurrent_themes": True}
    row = {"sections": {"incident": "Baby Tilly died on 4 March and her father was arrested."}, "labels": labels}
    evaluation = evaluate([row], CLASSIFIER)
    assert evaluation.score("child_died").f1 == 1.0
    assert evaluation.score("abuse_or_neglect").exact == 1
    assert evaluation.score("recurrent_themes").missed == 1
    assert evaluation.score("cross_border").of == 0
    assert evaluation.quotes == evaluation.quotes_exact > 0
    assert "child_died" in as_table(evaluation)


@pytest.mark.parametrize(
    "text",
    [
        "Our client, a care leaver, died at his flat, aged nineteen years and two months. Probation knew him.",
        "The patient (female, 36) died by suicide at home on 19 January. Her doctor had seen her in December.",
        "A woman of 31 was found dead in her car last spring, and the coroner has now given her verdict.",
    ],
)
def test_the_death_of_somebody_grown_is_shown_against_a_childs(text: str) -> None:
    died = suggest(text).finding("child_died")
    assert died.value is False
    assert died.evidence == ()


@pytest.mark.parametrize(
    "text",
    [
        "Baby Tilly, born to Ms K, 24, died in hospital on 3 May after a fall; her father, 31, was arrested.",
        "Jude died on Sunday aged 19 weeks. His mother, aged 22, and her partner were arrested for neglect.",
        "Kit died at home on 3 May. His mother, 24, was arrested and the police are treating his death as suspicious.",
    ],
)
def test_the_age_of_a_parent_does_not_hide_a_childs_death(text: str) -> None:
    assert suggest(text).finding("child_died").value is True


def test_the_death_of_a_care_leaver_is_still_said_to_be_notified() -> None:
    found = suggest("Our client, a care leaver, died at his flat, aged nineteen years. Probation knew him.")
    assert "notify_care_leaver_death" in found.warnings
