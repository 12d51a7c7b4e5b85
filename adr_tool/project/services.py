"""Read what runs beside the code: Compose, Kubernetes, Helm and Terraform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.project.trace import Sort, Trace, matched

_IMAGE = re.compile(
    r"""(?m)^\s*(?:-\s+)?["']?image["']?\s*:\s*["']?(?P<name>[^\s"'#{}$][^\s"'#{}]*)"""
)
_API = re.compile(r"""(?m)^apiVersion:\s*["']?(?P<name>[\w.-]+\.[\w.-]+)/""")
_CHARTS = re.compile(r"(?ms)^dependencies:\s*\n(?P<list>(?:[ \t-].*?\n|\s*\n)+)")
_CHART = re.compile(r"""(?m)^\s*-?\s*name:\s*["']?(?P<name>[\w.-]+)""")
_RESOURCE = re.compile(r'(?m)^\s*resource\s+"(?P<name>\w+)"')
_PROVIDER = re.compile(r'(?m)^\s*provider\s+"(?P<name>[\w-]+)"')
_REQUIRED = re.compile(r'(?m)^\s*source\s*=\s*"(?:[\w.-]+/)?[\w-]+/(?P<name>[\w-]+)"\s*$')
_REQUIRED_BLOCK = re.compile(r"required_providers\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_ENGINE = re.compile(r'(?m)^\s*engine\s*=\s*"(?P<name>[\w-]+)"')


def compose(text: str) -> Iterator[Trace]:
    """The images of the services."""
    for one in matched(_IMAGE, text, Sort.IMAGE):
        yield Trace(Sort.IMAGE, image_name(one.name), one.line)


def kubernetes(text: str) -> Iterator[Trace]:
    """Images and API groups of manifests, also of templates that only Helm can read."""
    if not re.search(r"(?m)^apiVersion:", text):
        return
    yield from compose(text)
    yield from matched(_API, text, Sort.GROUP)


def helm_chart(text: str) -> Iterator[Trace]:
    """The charts that a Helm chart depends on."""
    for block in _CHARTS.finditer(f"{text}\n"):
        above = text.count("\n", 0, block.start("list"))
        for one in matched(_CHART, block["list"], Sort.CHART):
            yield Trace(Sort.CHART, one.name, one.line + above)


def terraform(text: str) -> Iterator[Trace]:
    """Resource types, providers and database engines."""
    yield from matched(_RESOURCE, text, Sort.TERRAFORM)
    yield from matched(_PROVIDER, text, Sort.PROVIDER)
    yield from matched(_ENGINE, text, Sort.ENGINE)
    for block in _REQUIRED_BLOCK.finditer(text):
        above = text.count("\n", 0, block.start())
        for one in matched(_REQUIRED, block.group(), Sort.PROVIDER):
            yield Trace(Sort.PROVIDER, one.name, one.line + above)


def image_name(reference: str) -> str:
    """The last part of a container image's name, without registry, tag and digest."""
    return reference.split("@", maxsplit=1)[0].rpartition("/")[2].partition(":")[0].lower()
