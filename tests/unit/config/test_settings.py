"""Settings: where they come from, and what a mistake in them says."""

import pytest

from config.errors import ConfigError
from config.settings import load_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in ("SCP_CONFIG", "SCP_SECRETS_DIR", "SCP_DATA_DIR", "SCP_WEB__PORT", "SCP_SMTP__PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_need_no_file():
    settings = load_settings()
    assert settings.database_url.startswith("sqlite:///")
    assert settings.mailboxes == ()


def test_environment_overrides_file_and_secret_files_fill_in(tmp_path, monkeypatch):
    file = write(
        tmp_path / "service.yaml",
        "web: {port: 9000}\n"
        "smtp: {host: relay.example, port: 587, tls: starttls, sender: lig@iowscp.example}\n"
        "senders: {trusted: ['*.nhs.uk']}\n",
    )
    write(tmp_path / "smtp__password", "from a file")
    monkeypatch.setenv("SCP_CONFIG", str(file))
    monkeypatch.setenv("SCP_SECRETS_DIR", str(tmp_path))
    monkeypatch.setenv("SCP_WEB__PORT", "9001")
    file_only = load_settings()
    assert file_only.web.port == 9001
    assert file_only.senders.trusted == ("*.nhs.uk",)
    assert file_only.smtp.password.get_secret_value() == "from a file"


def test_a_mistyped_key_names_file_and_line(tmp_path):
    file = write(tmp_path / "service.yaml", "web:\n  port: 9000\npoll_secnds: 5\n")
    with pytest.raises(ConfigError, match=r"service\.yaml:3: 'poll_secnds'"):
        load_settings(file)


def test_a_missing_file_is_said_in_words(tmp_path):
    with pytest.raises(ConfigError, match="is not there"):
        load_settings(tmp_path / "nowhere.yaml")


def test_broken_yaml_names_the_line(tmp_path):
    with pytest.raises(ConfigError, match=r":3: is not valid YAML"):
        load_settings(write(tmp_path / "service.yaml", "web:\n  port: [\n"))


def test_plain_text_to_another_machine_is_refused(tmp_path):
    text = "mailboxes:\n  - {host: mail.example, port: 143, tls: none}\n"
    with pytest.raises(ConfigError, match="this machine only"):
        load_settings(write(tmp_path / "service.yaml", text))


def test_passwords_do_not_show_when_settings_are_printed(tmp_path):
    text = "smtp: {host: relay.example, port: 465, username: u, password: hunter2, sender: a@b.example}\n"
    assert "hunter2" not in repr(load_settings(write(tmp_path / "service.yaml", text)))


def test_mailboxes_have_names_and_folders_of_their_own(tmp_path):
    box = "{host: mail.example, port: 993, username: a@b.example, password: p"
    file = write(tmp_path / "service.yaml", f"mailboxes:\n  - {box}}}\n  - {box}}}\n")
    with pytest.raises(ConfigError, match="name of its own"):
        load_settings(file)
    write(file, f"mailboxes:\n  - {box}, name: import}}\n")
    with pytest.raises(ConfigError, match="cannot be named import"):
        load_settings(file)
    write(file, f"mailboxes:\n  - {box}, processed_folder: INBOX}}\n")
    with pytest.raises(ConfigError, match="three different folders"):
        load_settings(file)


def test_each_mailbox_may_have_its_own_domain_configuration_and_team(tmp_path):
    box = "{host: mail.example, port: 993, username: a@b.example, password: p"
    own = "name: north, site_folder: /etc/north, team: {addresses: [team@north.example]}"
    text = f"site_folder: /etc/scp\nmailboxes:\n  - {box}}}\n  - {box}, {own}}}\n"
    settings = load_settings(write(tmp_path / "service.yaml", text))
    folders = [str(settings.site_folder_of(name)) for name in ("referrals", "north", "import")]
    assert folders == ["/etc/scp", "/etc/north", "/etc/scp"]
    assert {name: team.addresses for name, team in settings.teams.items()} == {"": (), "north": ("team@north.example",)}
    assert settings.mailboxes[1].access()["largest_message"] == 150 * 1024 * 1024


TENANT = "6f1d2c3b-4a59-4e68-8d77-9c0b1a2d3e4f"


def signing_in(**changes):
    provider = {"tenant": TENANT, "client_id": "an application", "client_secret": "hush"} | changes
    return {"public_address": "https://referrals.example", "sign_in": {"provider": provider}}


def test_a_provider_turns_local_accounts_off_unless_they_are_asked_for():
    assert load_settings().web.sign_in.local
    assert not load_settings(web=signing_in()).web.sign_in.local
    both = signing_in()
    both["sign_in"]["local_accounts"] = True
    assert load_settings(web=both).web.sign_in.local


def test_the_secret_of_the_provider_may_be_a_file(tmp_path, monkeypatch):
    write(tmp_path / "web__sign_in__provider__client_secret", "from a file")
    file = write(
        tmp_path / "service.yaml",
        "web:\n  public_address: https://referrals.example\n"
        f"  sign_in: {{provider: {{tenant: {TENANT}, client_id: an application}}}}\n",
    )
    monkeypatch.setenv("SCP_SECRETS_DIR", str(tmp_path))
    provider = load_settings(file).web.sign_in.provider
    assert provider.client_secret.get_secret_value() == "from a file"
    assert "from a file" not in repr(provider)


@pytest.mark.parametrize("tenant", ["common", "organizations", "council.onmicrosoft.com", ""])
def test_a_tenant_that_is_not_ones_own_by_its_id_is_refused(tenant):
    with pytest.raises(ConfigError, match="tenant"):
        load_settings(web=signing_in(tenant=tenant))


@pytest.mark.parametrize("address", ["", "http://referrals.example"])
def test_a_provider_needs_an_address_to_send_people_back_to(address):
    with pytest.raises(ConfigError, match="public_address"):
        load_settings(web=signing_in() | {"public_address": address})
