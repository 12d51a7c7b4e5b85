"""Keep one comment of ours on a pull request, through the REST API of GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from adr_tool import __version__
from adr_tool.errors import CommentError

_TIMEOUT = 20
_MOST_PAGES = 30
_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class StickyComment:
    """The one comment that begins with a marker and was written by a bot.

    A person's comment that begins so is left alone: a token that may write comments may
    also rewrite those of others.

    Attributes:
        api: The address of the API.
        repository: `owner/name`.
        pull: The number of the pull request.
        token: What is allowed to read and write comments.
        marker: The first line of the comment.
    """

    api: str
    repository: str
    pull: int
    token: str
    marker: str

    def put(self, text: str, *, begin: bool = True) -> str:
        """Write the comment, in place of the one that is there.

        Args:
            text: The whole comment; its first line is the marker.
            begin: Whether one is begun where there is none yet.

        Returns:
            `written`, `rewritten`, or `as it was`; empty where none was begun.

        Raises:
            CommentError: The token may not, or the server cannot be reached or refuses.
        """
        there = next(self._ours(), None)
        if there is None:
            if begin:
                self._ask("POST", f"{self._issue}/comments", {"body": text})
            return "written" if begin else ""
        if there.get("body", "").replace("\r\n", "\n").rstrip() == text.rstrip():
            return "as it was"
        place = f"/repos/{self.repository}/issues/comments/{int(there['id'])}"
        self._ask("PATCH", place, {"body": text})
        return "rewritten"

    @property
    def _issue(self) -> str:
        return f"/repos/{self.repository}/issues/{self.pull}"

    def _ours(self) -> Iterator[dict[str, Any]]:
        for page in range(1, _MOST_PAGES + 1):
            said = self._ask("GET", f"{self._issue}/comments?per_page={_A_PAGE}&page={page}")
            comments = said if isinstance(said, list) else []
            yield from (one for one in comments if self._is_ours(one))
            if len(comments) < _A_PAGE:
                return

    def _is_ours(self, comment: dict[str, Any]) -> bool:
        by = comment.get("user") or {}
        first = str(comment.get("body") or "").split("\n", 1)[0]
        return by.get("type") == "Bot" and first.rstrip() == self.marker

    def _ask(self, method: str, place: str, body: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Ask the API once.

        Source: https://docs.github.com/rest/issues/comments
        """
        request = Request(  # noqa: S310 - the scheme is checked
            self._require_http() + place,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "User-Agent": f"adr/{__version__}",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with _opener().open(request, timeout=_TIMEOUT) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise CommentError(_refused(error)) from error
        except (URLError, OSError, ValueError) as error:
            raise CommentError(f"{self.api} cannot be asked: {error}") from error

    def _require_http(self) -> str:
        if urlsplit(self.api).scheme not in ("http", "https"):
            raise CommentError(f"{self.api!r} is no address of an API")
        return self.api.rstrip("/")


class _NoRedirects(HTTPRedirectHandler):
    """The token goes to the server that was named, and to no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as inherited
        return None


def _opener() -> OpenerDirector:
    return build_opener(_NoRedirects)


def _refused(error: HTTPError) -> str:
    if error.code in (401, 403, 404):
        return f"the token may not write comments here (HTTP {error.code})"
    return f"the server answered HTTP {error.code}"
