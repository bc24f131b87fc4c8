"""The demo's mailbox, imported from its folder, comes out as its own list of expectations says."""

import json

import pytest
import yaml

from tests.integration.test_import_kinds import ROOT, imported

DEMO = ROOT / "config" / "demo"
EXPECTED = yaml.safe_load((DEMO / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    done = imported(DEMO, tmp_path_factory.mktemp("var"), SCP_SENDERS__PERSONAL='["freemail.example"]')
    assert done.returncode == 0, done.stderr
    return {row["file"]: row for row in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: entry["file"])
def test_each_mail_of_the_demo_is_as_expected(said, entry):
    row = said[entry["file"]]
    assert row["class"] in {entry["class"], *entry.get("class_accept", ())}, row["reasons"]
    assert row["acknowledge"] in entry.get("acknowledge_accept", [entry["acknowledge"]]), row["reasons"]
    assert len(row["new_cases"]) in entry.get("new_cases_accept", [entry["new_cases"]])
    assert set(entry.get("flags", ())) <= set(row["flags"])
    if "links_to" in entry:
        assert row["linked_cases"] == said[entry["links_to"]]["new_cases"]
