"""Read CODEOWNERS: who has to agree to a change of a path."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLACES = ("CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where forges look for it."""

_SECTION = re.compile(r"\^?\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the file: a pattern of paths, and the owners of what it fits."""

    pattern: str
    owners: tuple[str, ...]
    line: int

    def fits(self, path: str) -> bool:
        """Whether it is about a path, which ends in `/` where it is a folder."""
        return bool(re.match(_expression(self.pattern), path))


def rules(text: str) -> tuple[Rule, ...]:
    """The rules of a file, in its order."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.split("#")[0].split()
        if words and not _SECTION.match(words[0]):
            found.append(Rule(words[0], tuple(words[1:]), number))
    return tuple(found)


def owners_of(path: str, stated: tuple[Rule, ...]) -> Rule | None:
    """The rule that decides about a path: the last one that fits it."""
    return next((rule for rule in reversed(stated) if rule.fits(path)), None)


def _expression(pattern: str) -> str:
    """A gitignore-like pattern as a regular expression; a folder has all that is below it."""
    rooted = "/" in pattern.rstrip("/")
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    meant = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    body = "".join(meant.get(part, re.escape(part)) for part in parts)
    # `docs/*` owns the files of a folder, and none below it.
    end = r"/?\Z" if pattern.endswith("/*") else r"(?:/|\Z)"
    return f"{'' if rooted else '(?:.*/)?'}{body}{end}"
