"""Criteria sets by year: which is in force, a site's overlay over it, and that no wording is taken for evidence."""

from pathlib import Path

import pytest

from config.criteria_sets import SHIPPED, load_criteria, wordings
from config.errors import ConfigError
from config.load import DEFAULTS, load_yaml
from config.schema.criteria import CriteriaSet
from triage.classify.boilerplate import PrintedText

IN_FORCE = load_criteria()
SETS = {name: load_yaml(DEFAULTS / "criteria" / f"{name}.yaml", CriteriaSet) for name in SHIPPED}


def site(tmp_path: Path, text: str) -> Path:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "wt2023.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_set_in_force_is_that_of_2023_and_all_sets_have_the_same_keys_one_after_another_in_time() -> None:
    assert IN_FORCE.id == "wt2023"
    assert len({tuple(each.key for each in found.criteria) for found in SETS.values()}) == 1
    assert SETS["scr2015"].effective_to < SETS["wt2018"].effective_from  # type: ignore[operator]
    assert SETS["wt2018"].effective_to < SETS["wt2023"].effective_from  # type: ignore[operator]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_wording_of_any_year_is_taken_for_a_fact(name: str) -> None:
    printed = PrintedText(IN_FORCE)
    assert [each for each in wordings(SETS[name]) if not printed.covers(each)] == []
    assert not printed.covers("The baby died in intensive care and her father has been arrested.")


def test_an_overlay_adds_its_wording_and_titles_to_the_set_that_it_names(tmp_path: Path) -> None:
    text = (DEFAULTS / "criteria" / "example-local.yaml").read_text(encoding="utf-8")
    found = load_criteria(site(tmp_path, text))
    assert found.id == "wt2023-local-example"
    assert [each.key for each in found.criteria] == [each.key for each in IN_FORCE.criteria]
    assert found.criterion("cross_border").title == "Over the water"
    assert found.criterion("cross_border").printed[1:] == IN_FORCE.criterion("cross_border").printed
    assert PrintedText(found).covers("Box 11 - did anything happen over the water, or with agencies there?")
    assert [each.code for each in found.notify_only] == [each.code for each in IN_FORCE.notify_only]


def test_an_overlay_of_nothing_that_ships_or_with_a_criterion_of_its_own_is_refused(tmp_path: Path) -> None:
    begin = "id: x\ntitle: X\neffective_from: 2024-01-01\n"
    row = "criteria:\n  - {key: KEY, part: B, title: T, printed: [P]}\n"
    folder = site(tmp_path, begin + "based_on: wt1999\n" + row.replace("KEY", "child_died"))
    with pytest.raises(ConfigError, match="no set 'wt1999'"):
        load_criteria(folder)
    (folder / "criteria" / "wt2023.yaml").write_text(begin + "based_on: wt2018\n" + row.replace("KEY", "own_idea"))
    with pytest.raises(ConfigError, match="'own_idea' is no criterion"):
        load_criteria(folder)
