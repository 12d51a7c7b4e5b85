"""Read what GitHub Actions tells a job about the change that it runs for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adr_tool.errors import UsageError

_NOTHING = "0" * 40
"""What GitHub calls the commit before the first one of a branch."""


@dataclass(frozen=True, slots=True)
class CiEvent:
    """A change, as the job that checks it is told of it.

    Attributes:
        name: The kind of event: `push`, `pull_request`, `merge_group`, …
        bases: Revisions to hold the change against, the best first; empty where there is none.
        files: The address below which the files of this commit are shown; may be empty.
        summary: The file that takes the summary of the job, where there is one.
        api: The address of the API.
        repository: `owner/name`.
        pull: The number of the pull request; None without one.
        from_fork: Whether the pull request comes from another repository, whose token may
            not write.
        token: What may write a comment; may be empty. Shown by no representation.
    """

    name: str
    bases: tuple[str, ...]
    files: str = ""
    summary: Path | None = None
    api: str = ""
    repository: str = ""
    pull: int | None = None
    from_fork: bool = False
    token: str = field(default="", repr=False)


def ci_event(environ: Mapping[str, str]) -> CiEvent | None:
    """What the environment of a job tells; None outside of GitHub Actions.

    Raises:
        UsageError: The file that tells of the event is missing or is no JSON object.

    Source: https://docs.github.com/actions/reference/variables-reference and
        https://docs.github.com/webhooks/webhook-events-and-payloads
    """
    if environ.get("GITHUB_ACTIONS") != "true":
        return None
    payload = _payload(environ.get("GITHUB_EVENT_PATH", ""))
    repository = environ.get("GITHUB_REPOSITORY", "")
    server = environ.get("GITHUB_SERVER_URL", "https://github.com")
    pull = _object(payload, "pull_request")
    summary = environ.get("GITHUB_STEP_SUMMARY", "")
    head = _object(_object(pull, "head"), "repo").get("full_name")
    number = pull.get("number")
    # The merge of a pull request that is checked out is no commit of the repository later on.
    commit = _object(pull, "head").get("sha") or environ.get("GITHUB_SHA", "")
    return CiEvent(
        name=environ.get("GITHUB_EVENT_NAME", ""),
        bases=_bases(payload),
        files=f"{server}/{repository}/blob/{commit}" if repository and commit else "",
        summary=Path(summary) if summary else None,
        api=environ.get("GITHUB_API_URL", "https://api.github.com"),
        repository=repository,
        pull=number if isinstance(number, int) else None,
        from_fork=bool(pull) and head != repository,
        token=environ.get("GITHUB_TOKEN", ""),
    )


def _bases(payload: dict[str, Any]) -> tuple[str, ...]:
    """The commits that the payload names, then the default branch."""
    default = _object(payload, "repository").get("default_branch")
    found = [
        _object(_object(payload, "pull_request"), "base").get("sha"),
        _object(payload, "merge_group").get("base_sha"),
        payload.get("before"),
    ]
    # The push that makes the default branch has nothing before it.
    if "before" in payload and payload.get("ref") != f"refs/heads/{default}":
        found.append(f"origin/{default}")
    return _named(found)


def _named(found: list[Any]) -> tuple[str, ...]:
    """What may be handed to git: a revision from outside is never an option."""
    named = (one for one in found if isinstance(one, str) and one not in ("", _NOTHING))
    return tuple(dict.fromkeys(one for one in named if not one.startswith("-")))


def _payload(path: str) -> dict[str, Any]:
    if not path:
        return {}
    try:
        payload = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"GITHUB_EVENT_PATH: {path} cannot be read: {error}"
        raise UsageError(message, hint="adr ci --base REV needs no event") from error
    return payload if isinstance(payload, dict) else {}


def _object(of: dict[str, Any], key: str) -> dict[str, Any]:
    found = of.get(key)
    return found if isinstance(found, dict) else {}
