"""Whether Claude could be asked at all, told without loading the SDK."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def credentials_available(environ: Mapping[str, str]) -> bool:
    """Whether the SDK would find credentials; an empty variable counts as unset.

    It looks where the SDK looks, in its order: a key or token, a named profile,
    workload identity, the active profile on disk. It reads no secret, asks nobody,
    and does not know whether the credentials are any good.

    Args:
        environ: The environment, `HOME` included.
    """
    return (
        _any(environ, "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_PROFILE")
        or _has_workload_identity(environ)
        or _has_active_profile(environ)
    )


def _any(environ: Mapping[str, str], *names: str) -> bool:
    return any(environ.get(name) for name in names)


def _has_workload_identity(environ: Mapping[str, str]) -> bool:
    return (
        _any(environ, "ANTHROPIC_IDENTITY_TOKEN", "ANTHROPIC_IDENTITY_TOKEN_FILE")
        and _any(environ, "ANTHROPIC_FEDERATION_RULE_ID")
        and _any(environ, "ANTHROPIC_ORGANIZATION_ID")
    )


def _has_active_profile(environ: Mapping[str, str]) -> bool:
    folder = _profile_folder(environ)
    if folder is None:
        return False
    try:
        active = (folder / "active_config").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        active = ""
    try:
        return (folder / "configs" / f"{active or 'default'}.json").is_file()
    except (OSError, ValueError):
        return False


def _profile_folder(environ: Mapping[str, str]) -> Path | None:
    if configured := environ.get("ANTHROPIC_CONFIG_DIR"):
        return Path(configured)
    if home := environ.get("HOME"):
        return Path(home) / ".config" / "anthropic"
    return None
