from __future__ import annotations

import pytest

from adr_tool.architect.models import ALIASES, PRICES, PRICES_AS_OF, is_foreign, model_id
from adr_tool.errors import ArchitectError


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("opus", "claude-opus-5-5"),
        ("Sonnet", "claude-sonnet-5-5"),
        ("haiku", "claude-haiku-5-5"),
        ("", "claude-opus-5-5"),
        ("inherit", "claude-opus-5-5"),
        ("claude-opus-4-8", "claude-opus-4-8"),
        ("Qwen3:8b", "Qwen3:8b"),
    ],
)
def test_a_name_has_a_full_id(name: str, full: str) -> None:
    assert model_id(name) == full
    assert model_id(name, base_url="https://api.anthropic.com/") == full


@pytest.mark.parametrize("name", ["opus", "", "inherit"])
def test_an_alias_means_nothing_to_another_server(name: str) -> None:
    with pytest.raises(ArchitectError, match="means nothing to localhost"):
        model_id(name, base_url="http://localhost:11434")


def test_a_full_id_goes_to_any_server() -> None:
    assert model_id("qwen3:8b", base_url="http://localhost:11434") == "qwen3:8b"


def test_only_anthropics_own_host_is_not_foreign() -> None:
    assert not is_foreign(None)
    assert not is_foreign("https://api.anthropic.com")
    assert is_foreign("https://api.anthropic.com.example.org")


def test_every_alias_has_a_price_with_a_date() -> None:
    assert set(ALIASES.values()) <= set(PRICES)
    assert PRICES_AS_OF.isoformat() == "2026-10-24"
    assert (PRICES["claude-opus-5-5"].input, PRICES["claude-opus-5-5"].output) == (4, 20)
