"""The trained model's files are used only as training wrote them."""

import shutil
from pathlib import Path

import pytest

from config.load import DEFAULTS, load_yaml
from config.schema.criteria import CriteriaSet
from config.schema.cues import load_cues
from triage.classify.decision import load_decision
from triage.classify.model_files import FILES, FOLDER, ModelRefused, verified, write_sums
from triage.classify.suggest import Classifier

CRITERIA = load_yaml(Path(DEFAULTS) / "criteria" / "wt2023.yaml", CriteriaSet)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def test_the_files_in_the_repository_are_those_that_training_wrote() -> None:
    assert set(verified(FOLDER)) == set(FILES)
    assert sum((FOLDER / name).stat().st_size for name in FILES) < 40_000_000


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_is_refused(copied: Path, name: str) -> None:
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied / name).write_bytes(content)
    with pytest.raises(ModelRefused, match=name):
        verified(copied)


def test_without_the_model_the_rules_read_alone_and_say_so(tmp_path: Path) -> None:
    sections = {"incident": "Baby Tilly, 7 weeks, died on 4 March. Both parents were arrested on suspicion of neglect."}
    found = Classifier(CRITERIA, load_cues(), tmp_path).suggest(sections)
    assert found.warnings == ("model_missing",)
    assert found.finding("serious_incident").value == "met"


def test_numbers_that_do_not_fit_are_refused(copied: Path) -> None:
    (copied / "decision.json").write_text("{}")
    write_sums(copied)
    with pytest.raises(ModelRefused):
        load_decision(verified(copied)["decision.json"])
