"""Find the pull request that a person means, and where and with which token it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from adr_tool.errors import ForgeError, UsageError
from adr_tool.store.forge import PullRequest
from adr_tool.store.git_command import ask, git_in

_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^/@]*@)?|(?:[^/@:]*@)?)"
    r"(?P<host>(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+|localhost)"
    r"(?::\d+)?[:/]/*(?P<project>[\w.~-]+(?:/[\w.~-]+)+)/?"
)
_ADDRESS = re.compile(
    r"https?://(?P<host>[^/@\s]+)/(?P<project>[\w.~/-]+?)"
    r"/(?:pull|(?P<gitlab>-/merge_requests))/(?P<number>\d{1,9})(?:[/?#].*)?"
)
_IN_SUBJECT = re.compile(r"\A(?:Merge pull request #(\d+) |.*\(#(\d+)\)\Z)")
_IN_BODY = re.compile(r"^See merge request \S*!(\d+)$", re.MULTILINE)
_PUBLIC = {"github": "https://api.github.com", "gitlab": "https://gitlab.com/api/v4"}
_OTHER_NAMES = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}
_TOKEN = re.compile(r"[!-~]+")
_HEADERS = {
    "GITHUB_TOKEN": "Authorization",
    "GH_TOKEN": "Authorization",
    "GITLAB_TOKEN": "PRIVATE-TOKEN",
    "CI_JOB_TOKEN": "JOB-TOKEN",
}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a remote is: its server and the project on it."""

    host: str
    project: str


def remotes(root: Path) -> tuple[Remote, ...]:
    """The remotes that are on a server; `origin` first."""
    rows = [line.split() for line in ask(git_in(root), "remote", "-v").text.split("\n") if line]
    told = {name: found for name, url, *_ in rows if (found := _REMOTE.fullmatch(url))}
    ordered = sorted(told, key=lambda name: name != "origin")
    return tuple(_remote(told[name]) for name in ordered)


def _remote(found: re.Match[str]) -> Remote:
    host = found["host"].lower()
    return Remote(_OTHER_NAMES.get(host, host), found["project"].removesuffix(".git"))


def pull_request(
    wanted: str, known: Iterable[Remote], message: str, environ: Mapping[str, str]
) -> PullRequest:
    """The pull request that a person means.

    Args:
        wanted: A number, an address, or nothing for the one that CI or a merge names.
        known: The remotes: a token is sent to no server that a mere address names.
        message: The message of the last commit.
        environ: The environment's variables.

    Raises:
        UsageError: It is no pull request of this repository, or none can be told.
        ForgeError: The server's interface cannot be told.
    """
    every = tuple(known)
    stated = _ADDRESS.fullmatch(wanted)
    if stated:
        remote = Remote(stated["host"].lower(), stated["project"])
        if (remote.host, remote.project.lower()) not in {
            (r.host, r.project.lower()) for r in every
        }:
            raise UsageError(
                f"--from-pr: {wanted} is no pull request of a remote of this repository",
                hint="git remote -v shows them",
            )
        return _asked(remote, int(stated["number"]), environ, gitlab=bool(stated["gitlab"]))
    number = wanted.lstrip("#!") or _told_by(message, environ)
    if not number.isascii() or not number.isdecimal():
        hint = "give its number or address: --from-pr 12"
        raise UsageError(f"--from-pr: which pull request {wanted!r} is cannot be told", hint=hint)
    if not every:
        raise UsageError("--from-pr: no remote of this repository is on GitHub or GitLab")
    return _asked(every[0], int(number), environ, gitlab=False)


def _told_by(message: str, environ: Mapping[str, str]) -> str:
    """The number that CI names, or the message of the commit that merged it."""
    ref = re.fullmatch(r"refs/pull/(\d+)/\w+", environ.get("GITHUB_REF", ""))
    found = ref[1] if ref else environ.get("CI_MERGE_REQUEST_IID", "")
    subject = _IN_SUBJECT.match(message.partition("\n")[0])
    merged = _IN_BODY.search(message)
    named = (subject[1] or subject[2]) if subject else merged[1] if merged else ""
    return found or named


def _asked(remote: Remote, number: int, environ: Mapping[str, str], *, gitlab: bool) -> PullRequest:
    kind = _kind(remote.host, environ, gitlab=gitlab)
    api = _api(kind, remote.host, environ)
    path = "pull" if kind == "github" else "-/merge_requests"
    address = f"https://{remote.host}/{remote.project}/{path}/{number}"
    return PullRequest(kind, api, remote.project, number, address, _secrets(kind, api, environ))


def _kind(host: str, environ: Mapping[str, str], *, gitlab: bool) -> str:
    if gitlab or "gitlab" in host or environ.get("CI_SERVER_HOST") == host:
        return "gitlab"
    if "github" in host or environ.get("GITHUB_SERVER_URL", "").endswith(f"//{host}"):
        return "github"
    if environ.get("CI_API_V4_URL"):
        return "gitlab"
    if environ.get("GITHUB_API_URL"):
        return "github"
    hint = "set GITHUB_API_URL or CI_API_V4_URL to the address of its API"
    raise ForgeError(f"Whether {host} is a GitHub or a GitLab cannot be told", hint=hint)


def _api(kind: str, host: str, environ: Mapping[str, str]) -> str:
    """Where the interface begins: as the environment says, else by the server's name."""
    stated = environ.get("GITHUB_API_URL" if kind == "github" else "CI_API_V4_URL", "")
    usual = f"https://{host}/api/{'v3' if kind == 'github' else 'v4'}"
    api = stated.rstrip("/") or (_PUBLIC[kind] if host == f"{kind}.com" else usual)
    place = urlsplit(api)
    if place.scheme != "https" and not (place.scheme == "http" and place.hostname in _LOOPBACK):
        raise ForgeError(f"{api} would send your token in the open", hint="name an https address")
    return api


def _secrets(kind: str, api: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The token, for the server that it is for: the public one, or the one that is stated."""
    stated = environ.get("GITHUB_API_URL" if kind == "github" else "CI_API_V4_URL")
    if not stated and api != _PUBLIC[kind]:
        return {}
    names = ("GITHUB_TOKEN", "GH_TOKEN") if kind == "github" else ("GITLAB_TOKEN", "CI_JOB_TOKEN")
    name = next((name for name in names if environ.get(name)), None)
    if name is None:
        return {}
    token = environ[name].strip()
    if not _TOKEN.fullmatch(token):
        raise ForgeError(f"{name} has characters that no token has", hint="set it anew")
    return {_HEADERS[name]: f"Bearer {token}" if kind == "github" else token}
