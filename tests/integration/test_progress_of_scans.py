"""While a scan is read in its confined process, people can see how far it is: on the pages and on a terminal."""

import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
import yaml

import service
from config.settings import load_settings
from tests.unit.extract.scan_files import page, scanned_pdf

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scan():
    return scanned_pdf(*[page()] * 3)


@pytest.fixture
def configuration(tmp_path):
    file = tmp_path / "service.yaml"
    file.write_text(yaml.safe_dump({"data_dir": str(tmp_path / "var")}), encoding="utf-8")
    return file


def mail_with(scan):
    mail = EmailMessage()
    mail["From"], mail["To"] = "Nurse <nurse@trust.example>", "lig@partnership.example"
    mail["Subject"], mail["Message-ID"] = "Referral of Harriet Lowe", "<scan-1@trust.example>"
    mail["Date"] = "Mon, 23 Nov 2026 08:00:00 +0000"
    mail.set_content("The referral is attached as a scan.")
    mail.add_attachment(scan, maintype="application", subtype="pdf", filename="Harriet Lowe.pdf")
    return bytes(mail)


def test_a_mail_that_is_being_read_tells_which_it_is_and_its_pages(configuration, scan, tmp_path, monkeypatch):
    installation = service.Service(load_settings(configuration))
    reading, seen = installation.sites.reading, []
    page_done = reading.page_done

    def looked_at(done):
        page_done(done)
        seen.append(reading.current)

    monkeypatch.setattr(reading, "page_done", looked_at)
    (tmp_path / "mail.eml").write_bytes(mail_with(scan))
    imported = installation.import_paths([tmp_path / "mail.eml"], iter, acknowledge=False)
    ((_, outcome),) = imported.outcomes
    assert {each.message_id for each in seen} == {outcome.receipt.id}
    assert [(each.done.page, each.done.pages, each.done.attachment) for each in seen] == [
        (1, 3, 1),
        (2, 3, 1),
        (3, 3, 1),
    ]
    assert "Harriet" not in repr(seen)
    assert reading.current is None
    installation.store.close()


def test_extract_says_the_page_on_standard_error_where_asked(configuration, scan, tmp_path):
    form = tmp_path / "Harriet Lowe.pdf"
    form.write_bytes(scan)
    command = [sys.executable, "service.py", "--config", str(configuration), "extract", "--json"]
    told = subprocess.run([*command, "--progress", str(form)], cwd=ROOT, capture_output=True, text=True, check=True)
    quiet = subprocess.run([*command, str(form)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stderr.splitlines() == ["page 1 of 3", "page 2 of 3", "page 3 of 3"]
    assert quiet.stderr == ""
    assert told.stdout == quiet.stdout
