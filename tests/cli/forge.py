"""A real HTTP server on loopback that serves the recorded shapes of GitHub's and GitLab's API."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered at one address."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class _Handler(BaseHTTPRequestHandler):
    server: Forge

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        reply = self.server.replies.get(self.path, Reply({"message": "Not Found"}, 404))
        body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output clean."""


class Forge(ThreadingHTTPServer):
    """Answers as it is told, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: dict[str, Reply] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def github(self, head: str, *reviews: Any) -> None:  # noqa: ANN401
        """Serve pull request 12 of acme/shop."""
        start = "/repos/acme/shop/pulls/12"
        self.replies[start] = Reply(
            {
                "number": 12,
                "state": "open",
                "html_url": "https://github.com/acme/shop/pull/12",
                "merged": False,
                "user": {"login": "cleo", "id": 3, "type": "User"},
                "head": {"label": "acme:pg", "ref": "pg", "sha": head},
                "base": {"label": "acme:main", "ref": "main", "sha": "0" * 40},
            }
        )
        self.replies[f"{start}/reviews?per_page=100"] = Reply(list(reviews))

    def gitlab(self, head: str, *approved: Any, pushed: str = "2026-11-20T10:00:00.000Z") -> None:  # noqa: ANN401
        """Serve merge request 12 of acme/core/shop."""
        start = "/projects/acme%2Fcore%2Fshop/merge_requests/12"
        web = "https://gitlab.com/acme/core/shop/-/merge_requests/12"
        self.replies[start] = Reply(
            {"id": 155, "iid": 12, "project_id": 7, "state": "opened", "sha": head, "web_url": web}
        )
        self.replies[f"{start}/approvals"] = Reply(
            {"id": 155, "iid": 12, "approvals_required": 1, "approvals_left": 0}
            | {"approved_by": list(approved), "approved": True}
        )
        version = {"id": 110, "head_commit_sha": head, "created_at": pushed, "state": "collected"}
        self.replies[f"{start}/versions?per_page=100"] = Reply([version])


def review(login: str, state: str, commit: str, kind: str = "User") -> dict[str, Any]:
    """A review in the shape of GitHub's `GET /repos/{owner}/{repo}/pulls/{number}/reviews`."""
    return {
        "id": 80,
        "user": {"login": login, "id": 1, "type": kind, "site_admin": False},
        "body": "",
        "state": state,
        "html_url": "https://github.com/acme/shop/pull/12#pullrequestreview-80",
        "submitted_at": "2026-11-21T12:00:00Z",
        "commit_id": commit,
        "author_association": "MEMBER",
    }


def approval(username: str, at: str | None = None) -> dict[str, Any]:
    """An approval in the shape of GitLab's `GET …/merge_requests/:iid/approvals`."""
    user = {"id": 1, "name": username.title(), "username": username, "state": "active"}
    return {"user": user} | ({"approved_at": at} if at else {})


@contextmanager
def serving() -> Iterator[Forge]:
    """Run a server for the length of the block."""
    forge = Forge()
    thread = threading.Thread(target=forge.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield forge
    finally:
        forge.shutdown()
        forge.server_close()
        thread.join()
