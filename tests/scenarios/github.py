"""A job of GitHub Actions without GitHub: its environment, and its API on loopback."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "shop/backend"
NOT_ALLOWED = {
    "message": "Resource not accessible by integration",
    "documentation_url": "https://docs.github.com/rest/issues/comments#create-an-issue-comment",
    "status": "403",
}
BOT = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}


def comment(number: int, body: str, user: dict[str, Any] = BOT) -> dict[str, Any]:
    """A comment as the API shows it."""
    return {"id": number, "user": user, "body": body, "author_association": "NONE"}


class Handler(BaseHTTPRequestHandler):
    """The comments of one issue: GET with pages, POST, PATCH."""

    server: GitHub

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        page, size = int(query["page"][0]), int(query["per_page"][0])
        self._answer(200, self.server.comments[(page - 1) * size : page * size])

    def do_POST(self) -> None:
        if self._may_write():
            new = comment(1000 + len(self.server.comments), self._body())
            self.server.comments.append(new)
            self._answer(201, new)

    def do_PATCH(self) -> None:
        if self._may_write():
            number = int(self.path.rpartition("/")[2])
            (old,) = (one for one in self.server.comments if one["id"] == number)
            old["body"] = self._body()
            self._answer(200, old)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output clean."""

    def _may_write(self) -> bool:
        if not self.server.read_only:
            return True
        self._body()
        self._answer(403, NOT_ALLOWED)
        return False

    def _body(self) -> str:
        length = int(self.headers["content-length"])
        body: str = json.loads(self.rfile.read(length))["body"]
        return body

    def _answer(self, status: int, said: object) -> None:
        assert self.headers["authorization"] == "Bearer secret-of-the-job"
        self.server.asked.append(f"{self.command} {self.path}")
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())


class GitHub(ThreadingHTTPServer):
    """The API, as far as comments go."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.comments: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.read_only = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def writes(self) -> list[str]:
        return [one for one in self.asked if not one.startswith("GET")]


@dataclass(frozen=True)
class Job:
    """The variables of a job, and the files that belong to them."""

    folder: Path
    api: str
    event: str
    payload: dict[str, Any]
    token: str = "secret-of-the-job"  # noqa: S105 - of nothing
    more: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        path = self.folder / "summary.md"
        return path.read_text("utf-8") if path.exists() else ""

    @property
    def env(self) -> dict[str, str | None]:
        event = self.folder / "event.json"
        event.write_text(json.dumps(self.payload), "utf-8")
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.api,
            "GITHUB_EVENT_NAME": self.event,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_SHA": "1" * 40,
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_TOKEN": self.token or None,
            **self.more,
        }


def pull_request(base: str, head: str, repository: str = REPOSITORY) -> dict[str, Any]:
    """What the payload of a pull request has, as far as anybody reads it."""
    return {
        "action": "synchronize",
        "number": 12,
        "pull_request": {
            "number": 12,
            "base": {"ref": "main", "sha": base, "repo": {"full_name": REPOSITORY}},
            "head": {"ref": "change", "sha": head, "repo": {"full_name": repository}},
        },
        "repository": {"full_name": REPOSITORY, "default_branch": "main"},
    }


def push(before: str, ref: str = "refs/heads/main") -> dict[str, Any]:
    return {
        "ref": ref,
        "before": before,
        "repository": {"full_name": REPOSITORY, "default_branch": "main"},
    }


def merge_group(base: str) -> dict[str, Any]:
    return {
        "action": "checks_requested",
        "merge_group": {"base_sha": base, "base_ref": "refs/heads/main"},
        "repository": {"full_name": REPOSITORY, "default_branch": "main"},
    }


def annotated(out: str) -> list[tuple[str, str]]:
    """The levels and codes of the annotations in an output."""
    return re.findall(r"^::(error|warning|notice) file=[^:]*,title=(ADR\d+)::", out, re.MULTILINE)
