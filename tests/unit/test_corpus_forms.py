"""The corpus of invented forms: committed files are what the generator writes, each with a truth of the contract."""

import json

from tests.corpus.make_forms.build import FOLDER, made

KINDS = {"referral_form", "blank_form", "other_form", "supporting_document"}


def test_the_committed_forms_and_truths_are_what_the_generator_writes() -> None:
    written = {name: (content, truth) for name, content, truth in made()}

    for name, (content, truth) in written.items():
        assert (FOLDER / name).read_bytes() == content, name
        assert json.loads((FOLDER / f"{name}.truth.json").read_text("utf-8")) == truth, name
    committed = {path.name for path in FOLDER.iterdir() if not path.name.endswith(".truth.json")}
    assert committed == set(written)


def test_the_corpus_covers_ten_layouts_in_word_and_pdf() -> None:
    truths = [truth for _, _, truth in made()]
    referrals = [truth for truth in truths if truth["kind"] == "referral_form"]

    assert {truth["kind"] for truth in truths} == KINDS
    assert len({truth["layout"] for truth in referrals}) >= 10
    assert {truth["format"] for truth in referrals} == {"docx", "pdf", "pdf-acroform", "eml-plain"}


def test_no_truth_claims_what_the_form_prints_for_everybody() -> None:
    for name, _, truth in made():
        answers = json.dumps(truth["referral"] or {}, ensure_ascii=False)
        claimed = [words for words in truth["boilerplate"] if len(words.split()) > 3 and words in answers]
        assert claimed == [], name
