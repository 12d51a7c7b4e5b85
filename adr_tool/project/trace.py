"""A sign of a technology in one of a project's files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What is named: a package of a registry, or something that runs."""

    NPM = "npm"
    PYPI = "pypi"
    GEM = "gem"
    GO = "go"
    CARGO = "cargo"
    COMPOSER = "composer"
    MAVEN = "maven"
    NUGET = "nuget"
    HEX = "hex"
    IMAGE = "image"
    TERRAFORM = "terraform"
    ENGINE = "engine"
    PROVIDER = "provider"
    GROUP = "group"
    CHART = "chart"
    EXTENSION = "extension"
    STATEMENT = "statement"
    SCHEMA = "schema"
    SCHEME = "scheme"
    LANGUAGE = "language"


WORDS = {
    Sort.NPM: "npm package",
    Sort.PYPI: "Python package",
    Sort.GEM: "gem",
    Sort.GO: "Go module",
    Sort.CARGO: "crate",
    Sort.COMPOSER: "Composer package",
    Sort.MAVEN: "Maven artifact",
    Sort.NUGET: "NuGet package",
    Sort.HEX: "Hex package",
    Sort.IMAGE: "container image",
    Sort.TERRAFORM: "Terraform resource",
    Sort.ENGINE: "database engine",
    Sort.PROVIDER: "Terraform provider",
    Sort.GROUP: "Kubernetes API",
    Sort.CHART: "Helm chart",
    Sort.EXTENSION: "database extension",
    Sort.STATEMENT: "SQL statement",
    Sort.SCHEMA: "interface definition",
    Sort.SCHEME: "security scheme",
    Sort.LANGUAGE: "manifest",
}
"""What each sort is called in a sentence."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One name, and the 1-based line on which it stands."""

    sort: Sort
    name: str
    line: int


Reader = Callable[[str], Iterator[Trace]]
"""Reads one kind of file; raises ValueError where that is broken."""


def line_of(text: str, words: str, start: int = 0) -> int:
    """The 1-based line of the first place of some words from an offset on; 1 without one."""
    place = text.find(words, start)
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


def matched(pattern: re.Pattern[str], text: str, sort: Sort) -> Iterator[Trace]:
    """A trace for each match of a pattern with a group `name`."""
    for found in pattern.finditer(text):
        yield Trace(sort, found["name"], text.count("\n", 0, found.start("name")) + 1)
