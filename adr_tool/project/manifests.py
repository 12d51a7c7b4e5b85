"""Read what manifests of JavaScript, Python, Rust and PHP declare for production."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from adr_tool.project.trace import Sort, Trace, line_of

_COMPILED = re.compile(r"(?m)^#.*(?:pip-compile|uv pip compile)|^\s+# via\b|--hash=sha256:")
_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ASIDE = re.compile(r"(?i)(?:^|[-_])(?:dev|develop|development|tests?|testing|lint|docs?|ci|types)")
_SETUP = re.compile(r"install_requires\s*=\s*\[(?P<list>.*?)\]", re.DOTALL)
_QUOTED = re.compile(r"""["'](?P<words>[^"'\n]+)["']""")


def package_json(text: str) -> Iterator[Trace]:
    """`dependencies` of npm's manifest; those for development do not count."""
    declared = _table(_json(text), "dependencies")
    start = max(text.find('"dependencies"'), 0)
    for name in declared:
        yield Trace(Sort.NPM, name, line_of(text, f'"{name}"', start))


def composer_json(text: str) -> Iterator[Trace]:
    """`require` of Composer's manifest."""
    declared = [name for name in _table(_json(text), "require") if "/" in name]
    start = max(text.find('"require"'), 0)
    for name in declared:
        yield Trace(Sort.COMPOSER, name, line_of(text, f'"{name}"', start))
    yield from _language("php", declared)


def pyproject(text: str) -> Iterator[Trace]:
    """Dependencies and extras of `pyproject.toml`, Poetry's too; groups are for development."""
    read = _toml(text)
    project = _table(read, "project")
    extras = _table(project, "optional-dependencies")
    wanted = [_listed(project.get("dependencies"))]
    wanted += [_listed(value) for key, value in extras.items() if not _ASIDE.search(key)]
    stated = list(chain.from_iterable(wanted))
    poetry = _table(_table(read, "tool"), "poetry")
    stated += [name for name in _table(poetry, "dependencies") if name != "python"]
    yield from _required(stated, text)


def pipfile(text: str) -> Iterator[Trace]:
    """`[packages]` of a Pipfile."""
    yield from _required(list(_table(_toml(text), "packages")), text)


def requirements(text: str) -> Iterator[Trace]:
    """A list of requirements; one that a tool has resolved is a lock file."""
    if _COMPILED.search(text):
        return
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        name = _REQUIREMENT.match(line.strip())
        if name and "://" not in line.split("#")[0]:
            found.append(Trace(Sort.PYPI, _plain(name[0]), number))
    yield from found
    yield from _language("python", found)


def setup_py(text: str) -> Iterator[Trace]:
    """The list `install_requires`, where it is written out."""
    for stated in _SETUP.finditer(text):
        for quoted in _QUOTED.finditer(stated["list"]):
            yield from _required([quoted["words"]], text)


def cargo_toml(text: str) -> Iterator[Trace]:
    """Dependencies of a crate, also those of a workspace and for one target."""
    read = _toml(text)
    tables = [read, _table(read, "workspace"), *_tables(_table(read, "target"))]
    declared = [name for table in tables for name in _table(table, "dependencies")]
    for name in declared:
        yield Trace(Sort.CARGO, name, _keyed(text, name))
    yield from _language("rust", declared)


def version_catalog(text: str) -> Iterator[Trace]:
    """The libraries of a Gradle version catalog."""
    for stated in _table(_toml(text), "libraries").values():
        if isinstance(stated, str):
            module = stated.rpartition(":")[0]
        else:
            table = stated if isinstance(stated, dict) else {}
            module = table.get("module") or f"{table.get('group')}:{table.get('name')}"
        yield Trace(Sort.MAVEN, str(module), line_of(text, str(module).rpartition(":")[2]))


def _required(stated: Iterable[str], text: str) -> Iterator[Trace]:
    found = [begun[0] for words in stated if (begun := _REQUIREMENT.match(words.strip()))]
    for name in found:
        yield Trace(Sort.PYPI, _plain(name), _keyed(text, name))
    yield from _language("python", found)


def _language(name: str, declared: Iterable[object]) -> Iterator[Trace]:
    if any(True for _ in declared):
        yield Trace(Sort.LANGUAGE, name, 1)


def _keyed(text: str, name: str) -> int:
    """The line on which a name begins a key or a quoted requirement."""
    found = re.search(rf"""(?m)(?:^\s*|["'])\[?{re.escape(name)}(?![\w-])""", text)
    return text.count("\n", 0, found.end()) + 1 if found else 1


def _plain(name: str) -> str:
    """A Python package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _json(text: str) -> Mapping[str, Any]:
    return _parsed(json.loads, text)


def _toml(text: str) -> Mapping[str, Any]:
    return _parsed(tomllib.loads, text)


def _parsed(parse: Callable[[str], Any], text: str) -> Mapping[str, Any]:
    """What a parser makes of a text.

    Raises:
        ValueError: It cannot be parsed, or holds no table.
    """
    try:
        read = parse(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(read, dict):
        raise ValueError("no table")  # noqa: TRY004 - what is wrong is a text, not a type
    return read


def _table(read: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = read.get(key)
    return found if isinstance(found, dict) else {}


def _tables(read: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (value for value in read.values() if isinstance(value, dict))


def _listed(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
