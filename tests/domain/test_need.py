from __future__ import annotations

import pytest

from adr_tool.domain.need import Happened, Need
from adr_tool.domain.scope import covers
from adr_tool.project.owners import owners_of, rules


@pytest.mark.parametrize(
    ("role", "name", "beside", "command"),
    [
        ("datastore", "MongoDB", ("PostgreSQL",), "adr new 'MongoDB vs PostgreSQL'"),
        ("datastore", "MongoDB", ("MySQL", "SQLite"), "adr new 'Use MongoDB as datastore'"),
        ("authentication", "Keycloak", ("OAuth 2.0",), "adr new 'Use Keycloak for authentication'"),
    ],
)
def test_rivals_are_compared_and_companions_are_not(
    role: str, name: str, beside: tuple[str, ...], command: str
) -> None:
    need = Need(role, name, Happened.ADDED, "go.mod", 3, "Go module x", beside)
    assert need.command == command


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("src/pay/**", "src/pay/api/go.mod", True),
        ("src/pay", "src/pay/go.mod", True),
        ("src/*/go.mod", "src/pay/api/go.mod", False),
        ("**/*.tf", "infra/main.tf", True),
        ("src/pay", "src/payroll/go.mod", False),
    ],
)
def test_a_glob_covers_a_folder_with_all_that_is_below_it(
    glob: str,
    path: str,
    expected: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert covers([glob], path) is expected


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("adr/", "@architects"),
        ("src/adr/", "@adr"),
        ("docs/a.md", "@docs"),
        ("docs/x/a.md", "@all"),
    ],
)
def test_the_last_rule_that_fits_a_path_names_its_owners(path: str, owner: str) -> None:
    stated = rules("* @all # everything\n[Section]\nadr/ @adr\n/adr/ @architects\ndocs/* @docs\n")
    rule = owners_of(path, stated)
    assert rule is not None
    assert rule.owners == (owner,)
