from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.domain.secrets import KINDS, Secret, find_secrets, redact
from tests.domain.made_secrets import made

CORPORA = Path(__file__).parents[3] / "shared/corpora/files"


def test_there_is_an_example_of_each_kind() -> None:
    assert set(made()) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_is_replaced_by_its_kind_and_the_rest_stays(kind: str) -> None:
    text, secret = made()[kind]
    left, counts = redact(f"before\n{text}\nafter")
    assert secret not in left
    assert left == f"before\n{text.replace(secret, f'«secret:{kind}»')}\nafter".replace(
        "»«secret:azure-storage-key»==", "»"
    ).replace("»%3D", "»")
    assert counts == {kind: 1}


@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_is_found_in_quotes_and_in_a_code_span(kind: str) -> None:
    text, secret = made()[kind]
    for quoted in (f'"{text}"', f"'{text}'", f"`{text}`", f"({text})"):
        assert secret not in redact(quoted)[0]


@pytest.mark.parametrize(
    "text",
    [
        "password: changeme",
        "password = os.environ['DB_PASSWORD']",
        "password: ${DB_PASSWORD}",
        "secret: my-app-secret-1",
        "token: authentication",
        "The token: a short-lived credential",
        "api_key = get_api_key(1234)",
        "password=********",
        "postgres://user:password@localhost/db",
        "postgres://user:$PASSWORD@localhost/db",
        "https://example.org:8080/a@b",
        "token = base64.b64encode(user1)",
        "Authorization: Bearer <token>",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "550e8400-e29b-41d4-a716-446655440000",
        "sk-learn, sk-estimator-with-a-very-long-name-indeed",
        "pypi-server and npm_config_cache",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----",
        "eyJ is how each JWT begins",
    ],
)
def test_what_only_looks_a_little_like_a_secret_stays(text: str) -> None:
    assert redact(text)[0] == text


def test_a_key_without_an_end_hides_all_that_follows() -> None:
    assert redact("a\n-----BEGIN " + "PRIVATE KEY-----\nMIIE")[0] == "a\n«secret:private-key»"


def test_secrets_that_overlap_are_one() -> None:
    token = "gh" + "p_" + "a1" * 20
    text = f"https://app:{token}x9@host"
    assert redact(text)[0] == "https://app:«secret:github-token»@host"


@given(st.text(alphabet=st.sampled_from("skSK_-ant.:/@=' \naA1"), max_size=200))
def test_what_was_redacted_holds_no_secret(text: str) -> None:
    assert find_secrets(redact(text)[0]) == ()


def test_a_secret_says_where_it_stands_and_never_itself() -> None:
    text, secret = made()["npm-token"]
    assert find_secrets(text) == (Secret("npm-token", 4, 4 + len(secret)),)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_five_of_the_public_records_hold_what_looks_like_a_secret() -> None:
    files = [path for path in CORPORA.rglob("*") if path.is_file()]
    hits = [
        (path.name, secret.kind)
        for path in files
        for secret in find_secrets(path.read_text(encoding="utf-8", errors="replace"))
    ]
    # Two shortened private keys, a cookie, a bearer token and the password `guest`: all real
    # in their form, all shown on purpose.
    assert len(hits) <= 5
