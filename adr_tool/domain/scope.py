"""Which paths a record says that it affects."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MEANT = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def covers(globs: Iterable[str], path: str) -> bool:
    """Whether globs fit a path from the repository's root; a folder has all that is below it."""
    return any(re.fullmatch(_expression(glob), path) for glob in globs)


def _expression(glob: str) -> str:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob.strip().removeprefix("./").strip("/"))
    return "".join(_MEANT.get(part, re.escape(part)) for part in parts) + "(?:/.*)?"
