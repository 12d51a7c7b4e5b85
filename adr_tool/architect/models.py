"""Model names and prices, a dated table that ships with each release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from urllib.parse import urlsplit

from adr_tool.errors import ArchitectError

DEFAULT_MODEL = "opus"
"""Asked when neither the person nor the persona names a model."""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "opus": "claude-opus-5-5",
        "sonnet": "claude-sonnet-5-5",
        "haiku": "claude-haiku-5-5",
        "fable": "claude-fable-5-1",
    }
)
"""What the short names in persona files mean in this release."""

PRICES_AS_OF = date(2026, 10, 24)
"""Say this date beside every estimate; prices change between releases."""


@dataclass(frozen=True, slots=True)
class Price:
    """List price of one model, in US dollars per million tokens."""

    input: float
    output: float
    cache_write: float
    """Writing to the five-minute cache."""
    cache_read: float


PRICES: Mapping[str, Price] = MappingProxyType(
    {
        "claude-opus-5-5": Price(4, 20, 5, 0.20),
        "claude-sonnet-5-5": Price(2, 10, 2.50, 0.10),
        # Up to 100,000 prompt tokens, which our prompts never reach.
        "claude-haiku-5-5": Price(0.10, 0.50, 0.125, 0.01),
        "claude-fable-5-1": Price(10, 50, 12.50, 1),
        "claude-opus-5": Price(5, 25, 6.25, 0.50),
        "claude-opus-4-8": Price(5, 25, 6.25, 0.50),
        "claude-opus-4-7": Price(5, 25, 6.25, 0.50),
        "claude-opus-4-6": Price(5, 25, 6.25, 0.50),
        "claude-opus-4-5": Price(5, 25, 6.25, 0.50),
    }
)
"""Prices by full model id; a model that is not listed is priced in tokens only."""

_ANTHROPIC_HOST = "api.anthropic.com"


def is_foreign(base_url: str | None) -> bool:
    """Whether an address is somebody else's server; None is Anthropic's own."""
    return bool(base_url) and urlsplit(base_url or "").hostname != _ANTHROPIC_HOST


def model_id(name: str, *, base_url: str | None = None) -> str:
    """The full id behind a model's name.

    Args:
        name: An alias, `inherit`, a full id, or empty for the default.
        base_url: The server that will be asked; None is Anthropic's own.

    Raises:
        ArchitectError: The name is an alias and the server is not Anthropic's, where
            an alias means nothing.
    """
    wanted = name.strip()
    alias = DEFAULT_MODEL if wanted.lower() in {"", "inherit"} else wanted.lower()
    if alias not in ALIASES:
        return wanted
    if is_foreign(base_url):
        what = f"The model name `{wanted or DEFAULT_MODEL}` means nothing to"
        server = urlsplit(base_url or "").hostname
        raise ArchitectError(
            what + f" {server}, which is not Anthropic's",
            hint="Name the model in full as that server lists it, with `--model`.",
        )
    return ALIASES[alias]
