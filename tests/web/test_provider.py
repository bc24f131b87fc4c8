"""Signing in by a provider: only a token of its own keys, for us, for this try and for now is believed."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.web.local_provider import CLIENT, SECRET, TENANT, LocalProvider, running
from triage.web.provider import Provider, ProviderRefused, ProviderRules

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[LocalProvider]:
    with running() as provider:
        yield provider


@pytest.fixture
def local(server: LocalProvider, monkeypatch: pytest.MonkeyPatch) -> LocalProvider:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # this one is on the same machine
    server.claims, server.metadata, server.token = {}, {}, None
    server.key = server.published[0]
    server.published = [server.key]
    server.now = int(NOW.timestamp())
    return server


@pytest.fixture
def ours(local: LocalProvider) -> Provider:
    return Provider(rules(local))


def rules(local: LocalProvider, **changes: str) -> ProviderRules:
    given = {"tenant": TENANT, "client_id": CLIENT, "client_secret": SECRET, "authority": local.address}
    return ProviderRules(redirect_uri="https://referrals.example/sign-in/provider/return", **(given | changes))


def sign_in(local: LocalProvider, ours: Provider, now: datetime = NOW):
    address, attempt = ours.begin()
    return ours.finish(local.approve(address), attempt, now)


def test_the_check_asks_for_addresses_and_keys_and_says_what_is_wrong(local: LocalProvider, ours: Provider) -> None:
    ours.check(NOW)
    unknown = Provider(rules(local, tenant="00000000-0000-0000-0000-00000000000f"))
    with pytest.raises(ConnectionError, match=r"check the (tenant|way out)") as told:
        unknown.check(NOW)
    assert SECRET not in str(told.value)


def refused(local: LocalProvider, ours: Provider, now: datetime = NOW) -> str:
    with pytest.raises(ProviderRefused) as error:
        sign_in(local, ours, now)
    return error.value.code


def test_somebody_with_a_role_is_let_in_under_what_never_changes(local: LocalProvider, ours: Provider) -> None:
    person = sign_in(local, ours)

    assert person.subject == f"{TENANT}:object-1"
    assert (person.name, person.username, person.role) == ("Robin Ash", "robin.ash@council.example", "caseworker")


def test_the_browser_is_sent_with_state_nonce_and_a_challenge(local: LocalProvider, ours: Provider) -> None:
    address, attempt = ours.begin()
    again, other = ours.begin()

    assert address.startswith(f"{local.address}/{TENANT}/authorize?")
    assert "code_challenge_method=S256" in address
    assert attempt.verifier not in address
    assert len({attempt.state, attempt.nonce, attempt.verifier, other.state, other.nonce, other.verifier}) == 6
    assert again != address


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://login.microsoftonline.com/common/v2.0"},
        {"iss": None},
        {"aud": "another application"},
        {"aud": [CLIENT, "another application"]},
        {"aud": None},
        {"tid": "11111111-2222-4333-8444-555555555555"},
        {"tid": None},
        {"nonce": "of another try"},
        {"nonce": None},
        {"exp": int(NOW.timestamp()) - 121},
        {"exp": None},
        {"nbf": int(NOW.timestamp()) + 600},
        {"iat": int(NOW.timestamp()) + 600},
        {"iat": None},
        {"oid": None},
    ],
    ids=str,
)
def test_a_token_for_anybody_or_anything_else_is_refused(local, ours, claims) -> None:
    local.claims = claims

    assert refused(local, ours) == "not_proven"


def test_two_minutes_between_the_clocks_are_forgiven(local: LocalProvider, ours: Provider) -> None:
    assert sign_in(local, ours, NOW - timedelta(seconds=100))
    local.claims = {"exp": int(NOW.timestamp()) - 100}
    assert sign_in(local, ours)


def test_a_token_without_signature_is_refused(local: LocalProvider, ours: Provider) -> None:
    def part(value: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    address, attempt = ours.begin()
    claims = {"iss": local.issuer, "aud": CLIENT, "tid": TENANT, "oid": "x", "nonce": attempt.nonce}
    claims |= {"iat": local.now, "exp": local.now + 60, "roles": ["manager"]}
    for head in ({"alg": "none"}, {"alg": "None", "typ": "JWT"}):
        local.token = f"{part(head)}.{part(claims)}."
        with pytest.raises(ProviderRefused) as error:
            ours.finish(local.approve(address), attempt, NOW)
        assert error.value.code == "not_proven"


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(local: LocalProvider, ours: Provider) -> None:
    address, attempt = ours.begin()
    claims = {"iss": local.issuer, "aud": CLIENT, "tid": TENANT, "oid": "x", "nonce": attempt.nonce}
    claims |= {"iat": local.now, "exp": local.now + 60, "roles": ["manager"]}
    secret = OctKey.import_key(base64.b64encode(local.key.as_pem(private=False)))
    local.token = jwt.encode({"alg": "HS256", "kid": local.key.kid}, claims, secret)
    with pytest.raises(ProviderRefused) as error:
        ours.finish(local.approve(address), attempt, NOW)
    assert error.value.code == "not_proven"


def test_a_token_of_other_keys_is_refused(local: LocalProvider, ours: Provider) -> None:
    local.key = RSAKey.generate_key(2048, {"kid": "one"})

    assert refused(local, ours) == "not_proven"


def test_new_keys_of_the_provider_are_learned(local: LocalProvider, ours: Provider) -> None:
    sign_in(local, ours)
    local.key = RSAKey.generate_key(2048, {"kid": "two"})
    local.published = [*local.published, local.key]

    assert refused(local, ours) == "not_proven"  # keys were asked for a moment ago
    assert sign_in(local, ours, NOW + timedelta(minutes=2)).role == "caseworker"


def test_an_answer_to_another_try_is_refused(local: LocalProvider, ours: Provider) -> None:
    address, attempt = ours.begin()
    _, other = ours.begin()
    answer = local.approve(address)
    for wrong, tried in ((answer, other), (answer | {"state": ""}, attempt), ({"code": answer["code"]}, attempt)):
        with pytest.raises(ProviderRefused) as error:
            ours.finish(wrong, tried, NOW)
        assert error.value.code == "stale"


def test_a_stolen_code_is_worth_nothing_without_its_verifier(local: LocalProvider, ours: Provider) -> None:
    address, attempt = ours.begin()
    with pytest.raises(ProviderRefused) as error:
        ours.finish(local.approve(address), replace(attempt, verifier="another" * 8), NOW)
    assert error.value.code == "not_proven"


def test_a_person_who_declines_is_told_so(ours: Provider) -> None:
    _, attempt = ours.begin()
    with pytest.raises(ProviderRefused) as error:
        ours.finish({"state": attempt.state, "error": "access_denied"}, attempt, NOW)
    assert error.value.code == "declined"


@pytest.mark.parametrize(
    ("roles", "role"),
    [(["Manager", "viewer"], "manager"), (["administrator", "viewer"], "administrator"), (["viewer"], "viewer")],
)
def test_of_several_roles_one_counts(local, ours, roles, role) -> None:
    local.claims = {"roles": roles}

    assert sign_in(local, ours).role == role


@pytest.mark.parametrize("roles", [None, [], ["Global Reader"], "manager"])
def test_nobody_is_let_in_without_a_role_of_this_application(local, ours, roles) -> None:
    local.claims = {"roles": roles, "groups": ["manager"], "_claim_names": {"groups": "src1"}}

    assert refused(local, ours) == "no_role"


def test_many_groups_change_nothing(local: LocalProvider, ours: Provider) -> None:
    local.claims = {"_claim_names": {"groups": "src1"}, "hasgroups": True}

    assert sign_in(local, ours).role == "caseworker"


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"},
        {"authorization_endpoint": "https://elsewhere.example/authorize"},
        {"token_endpoint": "https://elsewhere.example/token"},
        {"jwks_uri": "https://elsewhere.example/keys"},
        {"jwks_uri": None},
    ],
    ids=str,
)
def test_addresses_of_another_host_or_issuer_are_not_believed(local, ours, metadata) -> None:
    local.metadata = metadata

    assert refused(local, ours) == "not_proven"


def test_a_provider_that_cannot_be_reached_signs_nobody_in(local: LocalProvider) -> None:
    away = Provider(rules(local, authority="http://127.0.0.1:9"))

    with pytest.raises(ProviderRefused) as error:
        away.begin()
    assert error.value.code == "unreachable"
    assert away.sign_out_address() == ""


def test_the_provider_says_where_to_sign_out(local: LocalProvider, ours: Provider) -> None:
    assert ours.sign_out_address() == f"{local.address}/{TENANT}/logout"
