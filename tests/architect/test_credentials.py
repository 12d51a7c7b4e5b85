from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from adr_tool.architect.credentials import credentials_available

TRIO = {
    "ANTHROPIC_IDENTITY_TOKEN": "t",
    "ANTHROPIC_FEDERATION_RULE_ID": "r",
    "ANTHROPIC_ORGANIZATION_ID": "o",
}


@pytest.mark.parametrize("name", ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_PROFILE"])
def test_one_of_these_is_enough_unless_it_is_empty(name: str) -> None:
    assert credentials_available({name: "x"})
    assert not credentials_available({name: ""})


def test_an_empty_environment_has_no_credentials() -> None:
    assert not credentials_available({})


@pytest.mark.parametrize("missing", TRIO)
def test_workload_identity_needs_all_three(missing: str) -> None:
    assert credentials_available(TRIO)
    assert not credentials_available({**TRIO, missing: ""})


def test_the_token_of_workload_identity_may_be_in_a_file() -> None:
    assert credentials_available(
        {**TRIO, "ANTHROPIC_IDENTITY_TOKEN": "", "ANTHROPIC_IDENTITY_TOKEN_FILE": "/token"}
    )


def test_a_folder_of_profiles_counts_when_its_active_profile_exists(tmp_path: Path) -> None:
    environ = {"ANTHROPIC_CONFIG_DIR": str(tmp_path)}
    assert not credentials_available(environ)
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs" / "default.json").write_text("{}")
    assert credentials_available(environ)
    (tmp_path / "active_config").write_text("work\n")
    assert not credentials_available(environ)
    (tmp_path / "configs" / "work.json").write_text("{}")
    assert credentials_available(environ)


def test_the_usual_folder_of_profiles_is_found_from_home(tmp_path: Path) -> None:
    profile = tmp_path / ".config/anthropic/configs/default.json"
    profile.parent.mkdir(parents=True)
    profile.write_text("{}")
    assert credentials_available({"HOME": str(tmp_path)})
    assert not credentials_available({"HOME": str(tmp_path / "elsewhere")})


def test_neither_this_nor_prompts_models_and_personas_load_anything_heavy() -> None:
    modules = "credentials", "models", "persona", "prompt", "conversation"
    load = "; ".join(f"import adr_tool.architect.{name}" for name in modules)
    tell = "import sys; print({'anthropic', 'pydantic', 'yaml'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{load}; {tell}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
