from __future__ import annotations

from pathlib import Path

import pytest

from adr_tool.store.forge_address import Remote, pull_request, remotes
from tests.scenarios.hub import Git

SHOP = Remote("github.com", "acme/shop")


def test_the_remotes_of_forges_are_read_however_they_are_written(project: Path, git: Git) -> None:
    for name, url in {
        "a": "git@github.com:acme/shop.git",
        "b": "ssh://git@ssh.github.com:443/acme/shop.git",
        "c": "https://x:secret@git.example.org:8443/acme/core/shop",
        "origin": "https://gitlab.com/acme/shop.git/",
        "d": "/srv/git/shop.git",
        "e": "file:///srv/git/shop.git",
        "f": "../shop.git",
    }.items():
        git(project, "remote", "add", name, url)
    assert remotes(project) == (
        Remote("gitlab.com", "acme/shop"),
        SHOP,
        SHOP,
        Remote("git.example.org", "acme/core/shop"),
    )


@pytest.mark.parametrize(
    ("environ", "message", "number"),
    [
        ({"GITHUB_REF": "refs/pull/7/merge"}, "Merge pull request #8 from a/b", 7),
        ({"CI_MERGE_REQUEST_IID": "7"}, "", 7),
        ({"GITHUB_REF": "refs/heads/main"}, "Merge pull request #8 from a/b\n\nUse X (#9)", 8),
        ({}, "Use X (#9)\n\n* Use Y (#3)", 9),
        ({}, "Merge branch 'x' into 'main'\n\nUse X\n\nSee merge request acme/shop!10", 10),
    ],
)
def test_ci_or_the_merge_names_the_pull_request(
    environ: dict[str, str], message: str, number: int
) -> None:
    assert pull_request("", [SHOP], message, environ).number == number


def test_a_token_is_for_the_public_server_or_the_one_that_is_stated() -> None:
    own = Remote("github.example.org", "acme/shop")
    token = {"GITHUB_TOKEN": "t", "GITLAB_TOKEN": "hush"}
    assert pull_request("7", [own], "", token).secrets == {}
    assert pull_request("7", [own], "", token).api == "https://github.example.org/api/v3"
    stated = token | {"GITHUB_API_URL": "https://github.example.org/api/v3/"}
    assert pull_request("7", [own], "", stated).secrets == {"Authorization": "Bearer t"}
    asked = pull_request("!7", [Remote("gitlab.com", "a/b/c")], "", token)
    assert asked.secrets == {"PRIVATE-TOKEN": "hush"}
    assert "hush" not in repr(asked)
    assert asked.address == "https://gitlab.com/a/b/c/-/merge_requests/7"
