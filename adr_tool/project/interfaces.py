"""Read what interface definitions and SQL migrations promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.project.trace import Sort, Trace, matched

_OPENAPI = re.compile(r"""(?m)^\s*["']?(?P<key>openapi|swagger|asyncapi)["']?\s*:\s*["']?\d""")
_SCHEMES = re.compile(r"""["']?(?:securitySchemes|securityDefinitions)["']?\s*:""")
_SCHEME = re.compile(
    r"""["']?type["']?\s*:\s*["']?(?P<name>oauth2|openIdConnect|apiKey|mutualTLS)\b"""
)
_LEFT = re.compile(r"(?m)^(?=\S)")
_QUERY = re.compile(r"(?m)^\s*(?:extend\s+)?(?:type\s+(?:Query|Mutation)\b|schema\s*[@{])")
_SERVICE = re.compile(r"(?m)^\s*service\s+\w+\s*\{")
_EXTENSION = re.compile(
    r"""(?im)\bcreate\s+extension\s+(?:if\s+not\s+exists\s+)?["']?(?P<name>\w[\w-]*)"""
    r"""|^\s*enable_extension\s*\(?\s*["'](?:\w+\.)?(?P<railed>[\w-]+)"""
)
_ROW_LEVEL = re.compile(r"(?i)\benable\s+(?P<name>row\s+level\s+security)\b")


def openapi(text: str) -> Iterator[Trace]:
    """OpenAPI, Swagger or AsyncAPI, and the security schemes that it defines."""
    found = _OPENAPI.search(text)
    if not found:
        return
    name = "asyncapi" if found["key"] == "asyncapi" else "openapi"
    yield Trace(Sort.SCHEMA, name, text.count("\n", 0, found.start("key")) + 1)
    for start in _SCHEMES.finditer(text):
        end = _LEFT.search(text, start.end())
        above = text.count("\n", 0, start.end())
        defined = text[start.end() : end.start() if end else len(text)]
        for one in matched(_SCHEME, defined, Sort.SCHEME):
            yield Trace(Sort.SCHEME, one.name.lower(), one.line + above)


def protobuf(text: str) -> Iterator[Trace]:
    """A service that is called by gRPC; messages alone are a format."""
    found = _SERVICE.search(text)
    if found:
        yield Trace(Sort.SCHEMA, "protobuf", text.count("\n", 0, found.end()) + 1)


def graphql(text: str) -> Iterator[Trace]:
    """A schema with its queries; operations of a client are none."""
    found = _QUERY.search(text)
    if found:
        yield Trace(Sort.SCHEMA, "graphql", text.count("\n", 0, found.end()) + 1)


def migration(text: str) -> Iterator[Trace]:
    """Extensions of the database, and the statements by which it begins to judge who may read."""
    for found in _EXTENSION.finditer(text):
        name = (found["name"] or found["railed"]).lower()
        yield Trace(Sort.EXTENSION, name, text.count("\n", 0, found.start()) + 1)
    for one in matched(_ROW_LEVEL, text, Sort.STATEMENT):
        yield Trace(Sort.STATEMENT, " ".join(one.name.lower().split()), one.line)
