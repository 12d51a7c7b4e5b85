"""Sub-agent files: who the architect is, and what they would ask."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from adr_tool.errors import ArchitectError

_USED = ("name", "description", "model", "effort")

# Every key that Claude Code documents for a sub-agent file. In a header that is not
# valid YAML only these count as keys: descriptions carry dialogues, and their
# `user:` and `assistant:` would otherwise look like keys too.
_KNOWN = (
    *_USED,
    "tools",
    "disallowedTools",
    "permissionMode",
    "maxTurns",
    "skills",
    "mcpServers",
    "hooks",
    "memory",
    "background",
    "isolation",
    "color",
    "initialPrompt",
)
_EFFORTS = ("low", "medium", "high", "xhigh", "max")
_FENCE = "---"
_LINE = re.compile(r"([A-Za-z][A-Za-z-]*):(?:\s+(.*))?")
_HEADING = re.compile(r"#{1,2}\s")
_BANK_HEADING = re.compile(r"##\s+Questions\s*#*\s*", re.IGNORECASE)
_BANK_ITEM = re.compile(r"[-*]\s+\*\*([\w-]+)\*\*:?\s+(.+?)\s+[—–]\s+(.+)")


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of a persona's bank.

    Attributes:
        key: Its topic, for example `load` or `budget`.
        ask: The question.
        why: What its answer changes.
    """

    key: str
    ask: str
    why: str


@dataclass(frozen=True, slots=True)
class Persona:
    """A Claude Code sub-agent file, read as a description of a person.

    Attributes:
        name: Its name.
        description: When to ask this person; one paragraph.
        body: The system prompt.
        model: The model the file asks for, or empty.
        sha256: Hex digest of the file's bytes.
        bank: The questions of its `## Questions` section; empty where it has none.
        ignored: Front-matter keys that we never act on.
        origin: `shipped`, or the path of the file.
        effort: `low`, `medium`, `high`, `xhigh` or `max`; empty where the file names none.
    """

    name: str
    description: str
    body: str
    model: str
    sha256: str
    bank: tuple[BankQuestion, ...]
    ignored: tuple[str, ...]
    origin: str
    effort: str = ""

    @property
    def label(self) -> str:
        """Its name, and of what text it was: `backend-architect@sha256:3f2a…`."""
        return f"{self.name}@sha256:{self.sha256[:12]}"


def parse_persona(text: str, *, origin: str) -> Persona:
    """Read a Claude Code sub-agent file.

    The format is Markdown with a YAML header
    (https://code.claude.com/docs/en/sub-agents); the body is the system prompt. About
    one real file in eleven has a header that is not valid YAML; such a header is read
    line by line. Only `name`, `description`, `model` and `effort` are used.

    The bank is our own addition, a section that other tools read as prose::

        ## Questions

        - **load** How many requests per second at peak? — it rules out a single node

    The key, the question and, after an em dash, what the answer changes; an item may
    go on in indented lines.

    Args:
        text: The file, decoded from UTF-8 without translating its line ends.
        origin: `shipped`, or the path as the person knows it.

    Raises:
        ArchitectError: The file has no header, or its header has no name.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    header, body = _split(plain, origin)
    fields = _fields(header)
    name = _one_line(fields.get("name", ""))
    if not name:
        what = f"{origin} is no sub-agent file: its header has no `name`"
        raise ArchitectError(
            what,
            hint="Start the file with `---`, `name: …`, `description: …` and `---`.",
        )
    model = _one_line(fields.get("model", ""))
    effort = _one_line(fields.get("effort", "")).lower()
    return Persona(
        name=name,
        description=_first_paragraph(fields.get("description", "")),
        body=body,
        model="" if model == "inherit" else model,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        bank=_bank(body),
        ignored=tuple(key for key in fields if key not in _USED),
        origin=origin,
        effort=effort if effort in _EFFORTS else "",
    )


def _split(text: str, origin: str) -> tuple[str, str]:
    """The header without its fences, and the body."""
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == _FENCE]
    if len(ends) < 2 or ends[0] != 0:  # noqa: PLR2004 -- an opening and a closing fence
        what = f"{origin} is no sub-agent file: it has no header between two `---` lines"
        raise ArchitectError(
            what,
            hint="Name a file from `.claude/agents`, or one that `adr personas` lists.",
        )
    return "\n".join(lines[1 : ends[1]]), "\n".join(lines[ends[1] + 1 :]).strip()


def _fields(header: str) -> dict[str, str]:
    """The header's keys and values; a value that is no scalar is empty."""
    import yaml

    try:
        loaded = yaml.safe_load(header)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _fields_by_line(header)
    if not isinstance(loaded, dict):
        return _fields_by_line(header)
    return {
        str(key): "" if value is None or isinstance(value, dict | list) else str(value)
        for key, value in loaded.items()
    }


def _fields_by_line(header: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in header.split("\n"):
        found = _LINE.fullmatch(line.rstrip())
        if found and found[1] in _KNOWN:
            value = (found[2] or "").strip().replace("\\n", "\n")
            fields.setdefault(found[1], value.strip("\"'"))
    return fields


def _first_paragraph(text: str) -> str:
    return _one_line(re.split(r"\n\s*\n", text.strip())[0])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _bank(body: str) -> tuple[BankQuestion, ...]:
    found = (_BANK_ITEM.fullmatch(item) for item in _bank_items(body.split("\n")))
    return tuple(BankQuestion(key=m[1], ask=m[2], why=m[3]) for m in found if m)


def _bank_items(lines: list[str]) -> list[str]:
    """The list items of the `## Questions` section, each joined into one line."""
    items: list[str] = []
    inside = False
    for line in lines:
        if _HEADING.match(line):
            inside = bool(_BANK_HEADING.fullmatch(line))
        elif inside and line.startswith(("- ", "* ")):
            items.append(line.strip())
        elif inside and items and line.startswith((" ", "\t")):
            items[-1] = f"{items[-1]} {line.strip()}"
    return items
