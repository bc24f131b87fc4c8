"""Every kind of mail, imported from a folder in name order into an empty store, comes out as a careful person says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.kinds_of_mail import samples

ROOT = Path(__file__).parents[2]
SAMPLES = {sample.name: sample for sample in samples()}
SENDERS = {
    "SCP_SENDERS__TRUSTED": '["*.example"]',
    "SCP_SENDERS__UNTRUSTED": '["freemail.example", "parcel-notice.example", "lists.*"]',
    "SCP_SENDERS__PERSONAL": '["gmail.com"]',
}


def imported(folder: Path, data_dir: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SCP_")}
    command = [sys.executable, "service.py", "import", "--json", str(folder)]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, **SENDERS, **settings, "SCP_DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder, data_dir = tmp_path_factory.mktemp("mails"), tmp_path_factory.mktemp("var")
    for sample in SAMPLES.values():
        (folder / sample.name).write_bytes(sample.content)
    first = imported(folder, data_dir)
    assert first.returncode == 0, first.stderr
    return first, folder, data_dir


@pytest.fixture(scope="module")
def said(run):
    return {row["file"]: row for row in map(json.loads, run[0].stdout.splitlines())}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_mail_is_what_a_careful_person_says(said, name):
    row, expected = said[name], SAMPLES[name].expected
    assert row["class"] in expected.classes, row["reasons"]
    assert row["acknowledge"] in expected.acknowledge, row["reasons"]
    assert len(row["new_cases"]) == expected.cases
    assert set(expected.flags) <= set(row["flags"])
    assert set(expected.names) <= {each["filename"] for each in row["attachments"]}
    if expected.linked is not None:
        assert len(row["linked_cases"]) == expected.linked


def test_order_is_that_of_the_names(said):
    assert list(said) == sorted(SAMPLES)


def test_what_cannot_be_read_or_decided_needs_a_person(said):
    for name, row in said.items():
        if row["class"] in ("encrypted", "wrong_pathway", "query", "correction") or "damaged" in name:
            assert row["needs_person"], name


def test_a_second_run_takes_nothing_twice_and_says_so(run):
    _, folder, data_dir = run
    again = imported(folder, data_dir)
    assert (again.returncode, again.stdout) == (0, "")
    assert f"{len(SAMPLES)} messages had been taken in before" in again.stderr
