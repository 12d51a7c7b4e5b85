"""Ask GitHub or GitLab who approved a pull request, by their REST interfaces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from adr_tool import __version__
from adr_tool.domain.approvals import Approvals, Review, Verdict, approvals
from adr_tool.errors import ForgeError
from adr_tool.store.refusals import printable

SECONDS = 20.0
"""How long an answer may take."""

_MOST_BYTES = 10_000_000
_MOST_PAGES = 50
_NEXT = re.compile(r'<([^<>]+)>\s*;[^,]*\brel="?next"?')
_ACCOUNT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}(?:\[bot\])?")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_VERDICTS = {
    "APPROVED": Verdict.APPROVED,
    "CHANGES_REQUESTED": Verdict.CHANGES_REQUESTED,
    "DISMISSED": Verdict.DISMISSED,
}


@dataclass(frozen=True, slots=True)
class PullRequest:
    """One pull or merge request, and how it is asked for.

    Attributes:
        kind: `github` or `gitlab`.
        api: Where the interface begins.
        project: `owner/name`; on GitLab with all groups.
        number: Its number in the project.
        address: Where a person sees it.
        secrets: Headers that open the interface; never shown.
    """

    kind: str
    api: str
    project: str
    number: int
    address: str
    secrets: Mapping[str, str]

    def __repr__(self) -> str:
        return f"PullRequest({self.address})"

    def approvals(self) -> Approvals:
        """Who approves it as it is now.

        Raises:
            ForgeError: It cannot be reached, refuses, or answers something else.
        """
        return self._on_github() if self.kind == "github" else self._on_gitlab()

    def _on_github(self) -> Approvals:
        """Source: docs.github.com/rest, "Get a pull request", "List reviews"."""
        start = f"{self.api}/repos/{quote(self.project)}/pulls/{self.number}"
        head = self._commit(_of(self._one(start), "head", "sha"))
        found = []
        for said in self._every(f"{start}/reviews?per_page=100"):
            verdict = _VERDICTS.get(str(_of(said, "state")))
            name = _account(_of(said, "user", "login"))
            if verdict and name:
                current = _of(said, "commit_id") == head
                person = _of(said, "user", "type") != "Bot" and not name.endswith("[bot]")
                found.append(Review(name, verdict, current, person))
        return approvals(self.address, head, found)

    def _on_gitlab(self) -> Approvals:
        """Source: docs.gitlab.com/api, "Get single MR", "MR approvals", "MR diff versions"."""
        start = f"{self.api}/projects/{quote(self.project, safe='')}/merge_requests/{self.number}"
        head = self._commit(_of(self._one(start), "sha"))
        said = _of(self._one(f"{start}/approvals"), "approved_by")
        given = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
        times = [_time(_of(one, "approved_at")) for one in given]
        pushed = self._pushed(start, head) if any(times) else None
        found = []
        for one, at in zip(given, times, strict=True):
            name = _account(_of(one, "user", "username"))
            current = at >= pushed if at and pushed else None
            person = not _of(one, "user", "bot")
            if name:
                found.append(Review(name, Verdict.APPROVED, current, person))
        return approvals(self.address, head, found)

    def _pushed(self, start: str, head: str) -> datetime | None:
        """When the last commit came to a merge request."""
        every = self._every(f"{start}/versions?per_page=100")
        own = (v for v in every if _of(v, "head_commit_sha") == head)
        return max(filter(None, (_time(_of(v, "created_at")) for v in own)), default=None)

    def _commit(self, said: object) -> str:
        if not isinstance(said, str) or not _COMMIT.fullmatch(said):
            self._fail("does not say what its last commit is")
        return said

    def _one(self, url: str) -> object:
        return self._get(url)[0]

    def _every(self, url: str) -> Iterator[object]:
        """The items of a list, page after page."""
        for _ in range(_MOST_PAGES):
            page, following = self._get(url)
            if not isinstance(page, list):
                self._fail("answered something else than a list")
            yield from page
            if following is None:
                return
            url = following
        self._fail(f"has more than {_MOST_PAGES} pages of reviews")

    def _get(self, url: str) -> tuple[object, str | None]:
        """One answer, and the address of the next page."""
        headers = {"Accept": "application/json", "User-Agent": f"adr/{__version__}"}
        request = Request(url, headers=headers)  # noqa: S310 - `api_of` lets HTTPS through alone
        for name, secret in self.secrets.items():
            # Such a header is not sent on when another address is named as the place.
            request.add_unredirected_header(name, secret)
        try:
            with build_opener(_SameServer).open(request, timeout=SECONDS) as answer:
                body, link = answer.read(_MOST_BYTES + 1), answer.headers.get("Link", "")
        except HTTPError as error:
            with error:
                self._refused(error)
        except (URLError, HTTPException, OSError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            self._fail(f"cannot be reached: {reason}", hint="repeat it later, or name --by WHO")
        if len(body) > _MOST_BYTES:
            self._fail("answered too much")
        following = _NEXT.search(link)
        try:
            told: object = json.loads(body)
        except ValueError:
            self._fail("answered something else than JSON; is the address that of its API?")
        return told, self._within(urljoin(url, following[1])) if following else None

    def _within(self, url: str) -> str:
        if urlsplit(url)[:2] != urlsplit(self.api)[:2]:
            self._fail("names another server for the rest of its answer")
        return url

    def _refused(self, error: HTTPError) -> NoReturn:
        variable = "GITHUB_TOKEN" if self.kind == "github" else "GITLAB_TOKEN"
        token = f"set {variable} to a token that may read pull requests of {self.project}"
        if "JOB-TOKEN" in self.secrets:
            token = "a job's own token may not read approvals: set GITLAB_TOKEN"  # noqa: S105
        waits = error.headers.get("Retry-After") or ""
        used_up = error.code == 429 or error.headers.get("X-RateLimit-Remaining") == "0"  # noqa: PLR2004
        if used_up and error.code in (403, 429):
            again = f" in {int(waits)} s" if waits.isdecimal() else " later"
            self._fail("answers no more for now, its limit is used up", hint=f"repeat it{again}")
        hints = {401: token, 403: token, 404: f"look at the number; where it is private, {token}"}
        self._fail(f"answered {error.code}", hint=hints.get(error.code, "repeat it later"))

    def _fail(self, what: str, *, hint: str | None = None) -> NoReturn:
        message = printable(f"{self.address}: {urlsplit(self.api).netloc} {what}")
        raise ForgeError(message, hint=hint)


class _SameServer(HTTPRedirectHandler):
    """Follows a moved repository on the same server, and nowhere else."""

    def redirect_request(self, req: Request, *rest: Any) -> Request | None:  # noqa: ANN401
        to = str(rest[-1])
        if urlsplit(to)[:2] != urlsplit(req.full_url)[:2]:
            return None
        again = super().redirect_request(req, *rest)
        if again:
            again.unredirected_hdrs.update(req.unredirected_hdrs)
        return again


def _of(said: object, *keys: str) -> object:
    """What stands below some keys; None where it is not so."""
    for key in keys:
        said = said.get(key) if isinstance(said, dict) else None
    return said


def _account(said: object) -> str:
    """An account's name, as it may stand in a record; empty where it is none."""
    return f"@{said}" if isinstance(said, str) and _ACCOUNT.fullmatch(said) else ""


def _time(said: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
