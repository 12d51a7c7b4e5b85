"""Each setting once: type, default, meaning, and which source won."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from adr_tool.domain.ids import IDS
from adr_tool.domain.link import LinkKind
from adr_tool.domain.naming import FilePattern
from adr_tool.domain.status import Status
from adr_tool.errors import SettingsError

Value = str | bool | int | tuple[str, ...] | Mapping[str, str]
"""What a setting may hold."""

STATUSES = tuple(status.value for status in Status if status is not Status.UNKNOWN)
LABELLED = ("status", "date", "decision-makers", "tags", *(kind.value for kind in LinkKind))


FIRST_STATUSES = ("draft", "proposed", "accepted", "rejected")
COMPATIBLE: dict[str, dict[str, Any]] = {
    "adr-tools": {
        "folder": "doc/adr",
        "template": "nygard",
        "architect": "none",
        "commit": False,
        "status": "accepted",
    }
}
"""Tools that ours can stand in for, and the defaults that this changes."""


def _setting(default: Any, meaning: str, choices: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    return field(default=default, metadata={"meaning": meaning, "choices": choices})


def _table(meaning: str, choices: tuple[str, ...]) -> Any:  # noqa: ANN401
    return field(default_factory=dict, metadata={"meaning": meaning, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project or a person may set; defaults suit a new project."""

    folder: str = _setting("adr", "Folder that `adr init` makes, relative to the project's root.")
    logs: tuple[str, ...] = _setting(
        (), "Log folders, relative to the project's root; empty means they are discovered."
    )
    template: str = _setting("madr", "Name or path of the template for new records.")
    status: str = _setting("proposed", "Status of new records.", FIRST_STATUSES)
    compat: str = _setting(
        "",
        "`adr-tools` makes everything as with that tool: `doc/adr`, plain records accepted at "
        "once, no consultation, no commit, bare lists.",
        ("", *COMPATIBLE),
    )
    architect: str = _setting(
        "auto",
        "Who drafts: `auto` asks your command or Claude, where one is configured, and else drafts "
        "offline.",
        ("auto", "claude", "command", "offline", "none"),
    )
    persona: str = _setting("backend-architect", "Persona that the architect takes on.")
    model: str = _setting("opus", "Model that Claude's architect uses: an alias or a full id.")
    base_url: str = _setting("", "Address of another server that speaks the Messages API.")
    command: str = _setting(
        "",
        "Program that `command` asks: it reads the prompt and prints the answer; `llm -m mistral`. "
        "Only the variable counts: a file of a repository may not choose what runs here.",
    )
    self_review: bool = _setting(
        True, "Whether a model's draft is reviewed once with fresh eyes, and repaired at most once."
    )
    timeout: int = _setting(180, "Seconds that a model may take for one consultation, in all.")
    commit: bool = _setting(True, "Whether every act commits its own paths.")
    file_names: str = _setting(
        "",
        "How records are named, with `{number}`, `{date}` and `{slug}`: `DR-{number}-{slug}`; "
        "empty means that the log's files tell.",
    )
    ids: str = _setting(
        "",
        "How new records are told apart: `sequential` numbers, the `date` in the file's name, or "
        "`draft`: `draft-slug.md`, which gets its number at `adr accept`; empty means that the "
        "log's files tell.",
        IDS,
    )
    acceptance: str = _setting(
        "explicit",
        "What accepts a proposal: `explicit` is `adr accept` alone; with `on-merge` the merge into "
        "the default branch does, and `adr accept --merged` writes it down.",
        ("explicit", "on-merge"),
    )
    reserve: bool = _setting(
        False, "Whether `adr new` claims each number on the remote (`refs/adr/NNNN`)."
    )
    statuses: Mapping[str, str] = _table(
        'The project\'s own words for a status: `trial = "proposed"`.', STATUSES
    )
    labels: Mapping[str, str] = _table(
        'The project\'s own labels, front-matter keys and headings: `Reifegrad = "status"`.',
        LABELLED,
    )
    rubric: str = _setting(
        "usual",
        "Which checks of the content apply (ADR502 to ADR522): `usual` are those that a reviewer "
        "acts on, in proposals, and all in what `adr` drafted; `full` is all in all records.",
        ("usual", "full"),
    )
    stale_after: int = _setting(
        90, "Days without a change after which `adr due` shows a proposal as overdue."
    )
    site_name: str = _setting("Architecture decisions", "Name of the published site.")
    site_url: str = _setting("", "Address at which the site is published; feeds need it whole.")


@dataclass(frozen=True, slots=True)
class Origin:
    """A setting's value and the source that won: `default`, a file, or a variable."""

    name: str
    value: Value
    source: str


@dataclass(frozen=True, slots=True)
class UnknownSetting:
    """A key of a settings file that means nothing: where it stands, and what may be meant."""

    path: Path
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings with their origins, and what was wrong with their sources.

    Attributes:
        unknown: The settings that are not known.
        root: The folder of the settings file, or None where there is none.
    """

    settings: Settings
    origins: tuple[Origin, ...]
    unknown: tuple[UnknownSetting, ...]
    root: Path | None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to tell a person about the sources, one sentence each."""
        return tuple(f"{said.path}:{said.line}: {said.message}" for said in self.unknown)


def load_settings(start: Path, environ: Mapping[str, str]) -> Loaded:
    """Read `adr.toml` or `[tool.adr]` of `pyproject.toml`, found upward, then `ADR_*`.

    Raises:
        SettingsError: A file cannot be read, or a value has the wrong type. All wrong
            values are named, not the first one only.
    """
    path, table = _find(start)
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    unknown: list[UnknownSetting] = []
    problems: list[str] = []
    known = {f.name for f in fields(Settings)}
    for key, raw in table.items():
        name = key.replace("-", "_")
        if name not in known:
            if path:
                unknown.append(UnknownSetting(path, _line_of(key, path), _unknown(key)))
            continue
        _take(name, raw, str(path), (values, sources, problems))
    for name in known:
        variable = f"ADR_{name.upper()}"
        if environ.get(variable):
            _take(name, _from_text(name, environ[variable]), variable, (values, sources, problems))
    _stand_in(values, sources)
    problems += _contradiction(values, sources)
    if problems:
        raise SettingsError("; ".join(problems), hint="adr settings shows what may be set")
    settings = Settings(**values)
    origins = tuple(
        Origin(f.name, getattr(settings, f.name), sources.get(f.name, "default"))
        for f in fields(Settings)
    )
    return Loaded(settings, origins, tuple(unknown), path.parent if path else None)


def _stand_in(values: dict[str, Any], sources: dict[str, str]) -> None:
    """Fill in the defaults of the tool that ours stands in for; what is stated wins."""
    for name, value in COMPATIBLE.get(values.get("compat", ""), {}).items():
        if name not in values:
            values[name], sources[name] = value, f"compat ({sources['compat']})"


def _find(start: Path) -> tuple[Path | None, dict[str, Any]]:
    for folder in (start, *start.parents):
        own = folder / "adr.toml"
        if own.is_file():
            return own, _toml(own)
        project = folder / "pyproject.toml"
        if project.is_file():
            tools = _toml(project).get("tool")
            table = tools.get("adr") if isinstance(tools, dict) else None
            if isinstance(table, dict):
                return project, table
        if (folder / ".git").exists():
            break
    return None, {}


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _take(
    name: str,
    raw: Any,  # noqa: ANN401 - whatever TOML holds
    source: str,
    into: tuple[dict[str, Any], dict[str, str], list[str]],
) -> None:
    values, sources, problems = into
    setting = next(f for f in fields(Settings) if f.name == name)
    value = tuple(raw) if isinstance(raw, list) else raw
    wanted = type(getattr(Settings(), name))
    problem = _problem(value, wanted, setting.metadata["choices"]) or _format_of(name, value)
    if problem:
        problems.append(f"{source}: {name} {problem}, not {raw!r}")
    else:
        values[name], sources[name] = value, source


def _problem(value: object, wanted: type[object], choices: tuple[str, ...]) -> str:
    """What a value has to be and is not; empty where it is."""
    items = _items(value)
    one = wanted if wanted in (bool, int) else str
    if type(value) is not wanted or not all(isinstance(item, one) for item in items):
        return f"must be {_KINDS.get(wanted, 'a text')}"
    if choices and not all(item in choices for item in items):
        return f"must be one of {', '.join(choices)}"
    return ""


_KINDS = {
    bool: "true or false",
    int: "a whole number",
    tuple: "a list of texts",
    dict: "a table of texts",
}


def _items(value: object) -> tuple[object, ...]:
    if isinstance(value, dict):
        return tuple(value.values())
    return value if isinstance(value, tuple) else (value,)


def _format_of(name: str, value: object) -> str:
    if name == "timeout" and not value:
        return "must be at least 1"
    if name == "file_names" and value:
        try:
            FilePattern(str(value))
        except ValueError as error:
            return str(error)
    return ""


def _contradiction(values: Mapping[str, Any], sources: Mapping[str, str]) -> list[str]:
    """Names of files that cannot have what the ids need."""
    ids, names = values.get("ids", ""), values.get("file_names", "")
    if not ids or not names:
        return []
    numbered = FilePattern(names).is_numbered
    if numbered is not (ids == "date"):
        return []
    wrong = "has {number}" if numbered else "has no {number}"
    return [f"{sources['ids']}: ids is {ids}, but file_names {wrong}: {names!r}"]


def _from_text(name: str, text: str) -> Value:
    default = getattr(Settings(), name)
    if isinstance(default, bool):
        words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
        return words.get(text.lower(), text)
    if isinstance(default, int):
        return int(text) if text.isdecimal() else text
    if isinstance(default, dict):
        pairs = (pair.partition("=") for pair in text.split(","))
        return {key.strip(): value.strip() for key, _, value in pairs}
    return tuple(text.split(":")) if isinstance(default, tuple) else text


def _line_of(key: str, path: Path) -> int:
    """The line on which a key of our table stands; 1 where it cannot be told."""
    key_line = re.compile(
        rf"""[ \t]*(?:\[(?:tool\.adr\.)?)?["']?{re.escape(key)}["']?[ \t]*[=.\]]"""
    )
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if key_line.match(line)), 1)


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key.replace("-", "_"), [f.name for f in fields(Settings)], n=1)
    guess = f"; did you mean {near[0]}?" if near else ""
    return f"unknown setting {key!r}{guess}"
