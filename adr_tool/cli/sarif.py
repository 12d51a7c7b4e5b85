"""Write findings in SARIF 2.1.0, which GitHub's code scanning and many editors read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from adr_tool import __version__
from adr_tool.domain.checks.codes import CODES
from adr_tool.domain.finding import Finding, Severity, fingerprints

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """The log of one run.

    Args:
        findings: What was found, with paths from the root of the repository.

    Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    rules = sorted({finding.code for finding in findings})
    driver = {"name": "adr", "version": __version__, "rules": [_rule(code) for code in rules]}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "adr/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(f, name, rules) for f, name in fingerprints(findings)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    meaning = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": f"{meaning[:1].upper()}{meaning[1:]}."},
        "help": {
            "text": f"{code} is explained in the reference of checks. "
            f"`adr check --ignore {code}` leaves it out."
        },
    }


def _result(finding: Finding, fingerprint: str, rules: Sequence[str]) -> dict[str, Any]:
    words = f"{finding.message}. Hint: {finding.hint}" if finding.hint else finding.message
    return {
        "ruleId": finding.code,
        "ruleIndex": rules.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(words)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.path), "uriBaseId": _ROOT},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
        "partialFingerprints": {"adrFinding/v1": fingerprint},
    }


def _plain(words: str) -> str:
    """A message in which the words of a record make no link.

    Source: SARIF 2.1.0, 3.11.6: a link in a plain message is `[text](destination)`.
    """
    return words.replace("](", "] (")
