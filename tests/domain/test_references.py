from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.domain.references import ReferenceKind, references

KIND = ReferenceKind


@pytest.mark.parametrize(
    ("text", "kind", "words", "number"),
    [
        ("see PR #99999", KIND.REQUEST, "PR #99999", 99999),
        ("see pull request 42", KIND.REQUEST, "pull request 42", 42),
        ("MR !77 has it", KIND.REQUEST, "MR !77", 77),
        ("as in #123", KIND.REQUEST, "#123", 123),
        ("fixes #5", KIND.REQUEST, "fixes #5", 5),
        ("issue #5", KIND.REQUEST, "issue #5", 5),
        ("in src/missing.py.", KIND.PATH, "src/missing.py", 0),
        ("in `missing.py`", KIND.PATH, "missing.py", 0),
        ("in `src/missing/`", KIND.PATH, "src/missing/", 0),
        ("in `src/missing`", KIND.PATH, "src/missing", 0),
        ("in ../../etc/x.conf", KIND.PATH, "../../etc/x.conf", 0),
        ("by .github/workflows/ci.yml", KIND.PATH, ".github/workflows/ci.yml", 0),
        ("see ADR-0999", KIND.RECORD, "ADR-0999", 999),
        ("see adr 12", KIND.RECORD, "adr 12", 12),
        ("since 3f786850e387550f", KIND.COMMIT, "3f786850e387550f", 0),
        ("since commit 1234567", KIND.COMMIT, "1234567", 0),
        ("ask @platform-team", KIND.PERSON, "@platform-team", 0),
        ("ask @org/team.", KIND.PERSON, "@org/team", 0),
        ("at http://x.example/a.", KIND.ADDRESS, "http://x.example/a", 0),
        ("at `http://x.example/a`", KIND.ADDRESS, "http://x.example/a", 0),
        ("at example.com/a.html", KIND.ADDRESS, "example.com/a.html", 0),
        ("within `40 ms`", KIND.FIGURE, "40 ms", 0),
        ("up to 5,000 req/s.", KIND.FIGURE, "5,000 req/s", 0),
    ],
)
def test_a_reference_is_found_with_its_kind(
    text: str, kind: ReferenceKind, words: str, number: int
) -> None:
    (found,) = references(text)
    assert (found.kind, found.text, found.number) == (kind, words, number)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "HTTP/2, TCP/IP, CI/CD, I/O, and/or, 24/7, 80/20, client/server",
        "S3, p99, EC2, OAuth2, IPv6, UTF-8, SHA-256, RFC 7231, ISO/IEC 25010:2023, IEEE 754",
        "Python 3.11, PostgreSQL 16.2, v1.2.3, HTTP 404, port 5432, 2026-11-22, 22.11.2026, 10:30",
        "Node.js, Vue/Nuxt.js, ASP.NET, e.g. 1,2, i.e. that, etc.and so on, application/json",
        "the #1 reason, C# 12, C#8, color #1a2b3c4d, &#35;",
        "550e8400-e29b-41d4-a716-446655440000, defaced, deadbeef, 0000000",
        "`@Transactional` and `GET /orders/{id}`, /health, /etc/hosts",
        "mail ana@example.org, git@example.org:a/b",
        "[words](<https://x.example/ADR-55/40ms>)",
        "[unverified]",
    ],
)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert references(text) == ()


@given(st.text(alphabet=st.sampled_from("a1/.#@ `\\[](<>)-%$ADRms:"), max_size=80))
def test_references_stand_apart_and_where_they_say(text: str) -> None:
    end = 0
    for found in references(text):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end
