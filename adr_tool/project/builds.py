"""Read what manifests of Ruby, Go, the JVM, .NET and Elixir declare for production."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adr_tool.project.trace import Sort, Trace, matched

_GEM = re.compile(r"""^\s*gem[\s(]+["'](?P<name>[\w.-]+)["'](?P<rest>.*)""")
_GROUP = re.compile(r"^\s*group[\s(]+(?P<names>.*?)\bdo\b")
_ASIDE = re.compile(r"development|test|ci\b|docs?\b")
_END = re.compile(r"^\s*end\b")
_BLOCK = re.compile(r"\bdo\b(?:\s*\|[^|]*\|)?\s*(?:#.*)?$|^\s*(?:if|unless|case)\b")
_GEMSPEC = re.compile(
    r"""(?m)^\s*\w+\.add_(?:runtime_)?dependency[\s(]+["'](?P<name>[\w.-]+)["']"""
)
_GO = re.compile(r"^\s*(?:require\s+)?(?P<name>[\w.-]+\.[\w.-]+/[^\s]+)\s+v\S+(?P<rest>.*)$")
_MAJOR = re.compile(r"/v\d+$")
_MANAGED = re.compile(
    r"<dependencyManagement>.*?</dependencyManagement>|<plugin>.*?</plugin>|<!--.*?-->", re.DOTALL
)
_DEPENDENCY = re.compile(r"<dependency>(?P<body>.*?)</dependency>", re.DOTALL)
_GRADLE = re.compile(
    r"""(?m)^\s*(?:implementation|api|compile|compileOnly|runtimeOnly)\b[\s(]*(?:platform\()?"""
    r"""["'](?P<name>[\w.-]+:[\w.-]+)"""
)
_NUGET = re.compile(r"<Package(?:Reference|Version)\s+[^>]*?Include=\"(?P<name>[^\"]+)\"")
_HEX = re.compile(r"(?m)^(?!.*only:)\s*\{:(?P<name>\w+),")


def gemfile(text: str) -> Iterator[Trace]:
    """Gems outside of groups for development and test."""
    blocks: list[bool] = []
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        group, gem = _GROUP.match(line), _GEM.match(line)
        if group:
            blocks.append(bool(_ASIDE.search(group["names"])))
        elif _END.match(line) and blocks:
            blocks.pop()
        elif gem and not any(blocks) and not _ASIDE.search(_groups(gem["rest"])):
            found.append(Trace(Sort.GEM, gem["name"], number))
        elif _BLOCK.search(line):
            blocks.append(False)
    yield from found
    if found:
        yield Trace(Sort.LANGUAGE, "ruby", 1)


def _groups(rest: str) -> str:
    return rest[rest.index("group") :] if "group" in rest else ""


def gemspec(text: str) -> Iterator[Trace]:
    """Dependencies of a gem at run time."""
    yield from matched(_GEMSPEC, text, Sort.GEM)


def go_mod(text: str) -> Iterator[Trace]:
    """The modules that a Go module requires itself."""
    yield Trace(Sort.LANGUAGE, "go", 1)
    closed = re.sub(r"(?ms)^(?:replace|exclude|retract|tool)\s*\(.*?^\)", _blanked, text)
    for number, line in enumerate(closed.split("\n"), start=1):
        found = _GO.match(line)
        if found and "// indirect" not in found["rest"]:
            yield Trace(Sort.GO, _MAJOR.sub("", found["name"]), number)


def pom(text: str) -> Iterator[Trace]:
    """Dependencies of a Maven project; what it only manages, tests or builds with is none."""
    own = _MANAGED.sub(_blanked, text)
    found = []
    for dependency in _DEPENDENCY.finditer(own):
        body = dependency["body"]
        group, artifact, scope = (_tag(body, tag) for tag in ("groupId", "artifactId", "scope"))
        if scope not in ("test", "import"):
            line = own.count("\n", 0, dependency.start()) + 1
            found.append(Trace(Sort.MAVEN, f"{group}:{artifact}", line))
    yield from _of_language("jvm", found)


def gradle(text: str) -> Iterator[Trace]:
    """Dependencies of a Gradle build, where they are written out."""
    yield from _of_language("jvm", matched(_GRADLE, text, Sort.MAVEN))


def msbuild(text: str) -> Iterator[Trace]:
    """Packages of a .NET project, or of a central list of them."""
    said = re.sub(r"(?s)<!--.*?-->", _blanked, text)
    yield from _of_language("dotnet", matched(_NUGET, said, Sort.NUGET))


def mix(text: str) -> Iterator[Trace]:
    """Dependencies of an Elixir project in every environment."""
    yield from _of_language("elixir", matched(_HEX, text, Sort.HEX))


def _of_language(name: str, found: Iterable[Trace]) -> Iterator[Trace]:
    """Dependencies, and the language that a file with any of them is written for."""
    told = tuple(found)
    yield from told
    if told:
        yield Trace(Sort.LANGUAGE, name, 1)


def _tag(body: str, name: str) -> str:
    found = re.search(rf"<{name}>\s*([^<]*?)\s*</{name}>", body)
    return found[1] if found else ""


def _blanked(found: re.Match[str]) -> str:
    """As many lines without words, so that later ones keep their numbers."""
    return "\n" * found.group().count("\n")
