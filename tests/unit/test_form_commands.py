"""The `forms` commands say what they did, and what is wrong in one line."""

from argparse import Namespace
from pathlib import Path

import pytest

from config.domain import load_domain
from extract.form_desk import FormDesk
from triage.arguments import parse_arguments
from triage.form_commands import forms

FORMS = Path(__file__).parents[1] / "corpus" / "forms"


def run(site: Path, *words: str) -> list[str]:
    """The lines that one command prints."""
    said: list[str] = []
    arguments: Namespace = parse_arguments(["forms", *words])
    forms(arguments, FormDesk(catalogue=load_domain(site).fields, site_folder=site), said.append)
    return said


def test_a_learned_form_is_named_when_it_is_tried(tmp_path: Path) -> None:
    learned = run(tmp_path, "learn", str(FORMS / "blank_four_columns.docx"), "--name", "County form")
    tried = run(tmp_path, "test", str(FORMS / "four_columns_struck_out.docx"))

    assert learned[0].startswith("county-form v1: ")
    assert (tmp_path / "forms" / "county-form-v1.yaml").is_file()
    assert tried[0] == "referral_form; county-form v1"
    assert any("children[0].dob" in line and "2024-06-03" in line and "known_form" in line for line in tried)


def test_what_is_blank_or_not_found_is_listed_with_its_question(tmp_path: Path) -> None:
    tried = run(tmp_path, "test", str(FORMS / "blank_four_columns.docx"))

    assert any("children[0].dob" in line and "left blank" in line and "[D.O.B.]" in line for line in tried)


def test_a_picture_is_written(tmp_path: Path) -> None:
    said = run(tmp_path, "draw", str(FORMS / "ruled_running_headers.pdf"), str(tmp_path / "out.png"))

    assert said[0].endswith("out.png")
    assert (tmp_path / "out.png").stat().st_size < 300_000


def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing more")

    with pytest.raises(ValueError, match="cannot be read"):
        run(tmp_path, "test", str(broken))


def test_our_own_blank_form_is_written_for_word_and_as_pdf(tmp_path: Path) -> None:
    said = run(tmp_path, "blank", str(tmp_path / "out"))

    assert [Path(line.split()[-1]).name for line in said] == ["referral-form.docx", "referral-form.pdf"]
    assert run(tmp_path, "test", str(tmp_path / "out" / "referral-form.docx"))[0].startswith("blank_form; ")
