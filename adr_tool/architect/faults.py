"""What a server's refusal means, and what a person can do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from math import isfinite

from adr_tool.errors import ArchitectError

NO_CREDENTIALS_HINT = (
    "Set ANTHROPIC_API_KEY (any value will do for a local server), or select a profile with "
    "ANTHROPIC_PROFILE, or go without a model: `--architect offline`."
)

# An error event inside a stream has no status of its own, only a type
# (https://platform.claude.com/docs/en/api/errors).
_STATUS_OF_TYPE = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
_PASSING = {408, 409, 429}
_OVERLOADED = 529
_TOO_MANY = 429
_SERVER_FAULT = 500
_ERROR = 400
_TOO_LARGE = 413
_LONGEST_DETAIL = 200
# What small servers say, in words of their own, about a prompt that is too long for them.
_SIZE = re.compile(
    r"(?:prompt|input|request|message)s?\b.{0,40}\btoo (?:long|large|many)|"
    r"context.{0,10}\b(?:length|size|window|limit)|n_ctx",
    re.IGNORECASE | re.DOTALL,
)
_UNKNOWN_TO_SERVER = {400, 415, 422, 501}
_KEY = re.compile(r"\b(?:sk|pk|key)-[\w-]{6,}")

_MEANINGS: Mapping[int, tuple[str, str]] = {
    400: (
        "{host} does not accept the request",
        "If it is another server than Anthropic's, name a model that it lists with `--model`.",
    ),
    401: (
        "{host} does not accept the credentials",
        "Check ANTHROPIC_API_KEY, or go without a model: `--architect offline`.",
    ),
    402: (
        "The account at {host} has no credit left, or its spend limit is reached",
        "Add credit or raise the limit, or go without a model: `--architect offline`.",
    ),
    403: (
        "The credentials may not use {model} at {host}",
        "Name another model with `--model`, or ask who manages the account.",
    ),
    404: (
        "{host} has no model {model}, or does not speak the Messages API at this address",
        "Check `--model`; the server's address is given without `/v1`.",
    ),
    413: (
        "What is asked is too large for {model} at {host}",
        "Give less with `--context` (`--show-prompt` prints all), or give the server more context.",
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A request that failed.

    Attributes:
        status: The HTTP status, or 0 where no connection came about.
        code: The API's stable error code, or empty.
        detail: The server's own words, untrusted; or empty.
        retry_after: Seconds that the server asks to wait, or None.
    """

    status: int
    code: str = ""
    detail: str = ""
    retry_after: float | None = None

    @property
    def may_pass(self) -> bool:
        """Whether the same request may succeed in a moment."""
        if "spend_limit" in self.code:
            return False
        return self.status == 0 or self.status in _PASSING or self.status >= _SERVER_FAULT

    @property
    def of_size(self) -> bool:
        """Whether there is too much for the server in the request."""
        refused = self.status in _UNKNOWN_TO_SERVER or self.status == _SERVER_FAULT
        return self.status == _TOO_LARGE or (refused and bool(_SIZE.search(self.detail)))

    @property
    def of_form(self) -> bool:
        """Whether the server may take the same question in another form."""
        return self.status in _UNKNOWN_TO_SERVER and not self.of_size


class FaultError(Exception):
    """A request failed; it is for the conversation to try again or to explain."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def status_of(status: int, kind: str | None) -> int:
    """The status of an error, also of one that came inside a successful response."""
    return status if status >= _ERROR else _STATUS_OF_TYPE.get(kind or "", _SERVER_FAULT)


def seconds_to_wait(headers: Mapping[str, str]) -> float | None:
    """What `retry-after` asks for, in seconds; None where it asks for nothing.

    It is a number or a date (RFC 9110, section 10.2.3); a date counts from the
    response's own `date`, so that no clock of ours matters.
    """
    asked = headers.get("retry-after", "")
    try:
        seconds = float(asked)
    except ValueError:
        seconds = _until(asked, headers.get("date", ""))
    return max(0.0, seconds) if isfinite(seconds) else None


def _until(then: str, now: str) -> float:
    try:
        return (parsedate_to_datetime(then) - parsedate_to_datetime(now)).total_seconds()
    except (ValueError, TypeError):
        return float("nan")


def explain(fault: Fault, *, host: str, model: str) -> ArchitectError:
    """The error that tells a person about a fault."""
    if fault.status == 0:
        return ArchitectError(
            f"{host} could not be reached",
            hint="Check the network and proxy, or go without a model: `--architect offline`.",
        )
    if fault.status == _TOO_MANY or "spend_limit" in fault.code:
        return _explain_limit(fault, host)
    what, hint = _MEANINGS.get(
        _TOO_LARGE if fault.of_size else fault.status,
        (_unlisted(fault.status), "Try again later, or use `--architect offline`."),
    )
    detail = "" if fault.status == 401 else readable(fault.detail)  # noqa: PLR2004 -- may quote the key
    said = f": {detail}" if detail else ""
    return ArchitectError(
        f"{what.format(host=host, model=model)} ({fault.status}){said}", hint=hint
    )


def _unlisted(status: int) -> str:
    if status == _OVERLOADED:
        return "{host} is overloaded"
    return "{host} failed" if status >= _SERVER_FAULT else "{host} refused the request"


def _explain_limit(fault: Fault, host: str) -> ArchitectError:
    if "spend_limit" in fault.code:
        what, hint = _MEANINGS[402]
        return ArchitectError(f"{what.format(host=host)} ({fault.status})", hint=hint)
    wait = fault.retry_after
    asks = f" and asks to wait {duration(wait)}" if wait else ""
    return ArchitectError(
        f"{host} takes no more requests for now{asks} ({fault.status})",
        hint="Try again then, or go without a model: `--architect offline`.",
    )


def duration(seconds: float) -> str:
    """A span of time in the largest unit that fits, for example `24 h`."""
    if seconds > timedelta.max.total_seconds():
        return "for ever"
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= size:
            return (
                f"{seconds / size:.3g} {unit}"
                if seconds < 1000 * size
                else f"{seconds / size:.0f} {unit}"
            )
    return f"{seconds:.3g} s"


def readable(words: str) -> str:
    """A server's words as one short line, without control characters, keys or HTML."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    if "<" in line:
        return ""
    return _KEY.sub("(key)", line)[:_LONGEST_DETAIL]
