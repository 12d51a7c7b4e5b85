"""Reviews as a model would send them."""

from __future__ import annotations

import json
from typing import Any


def finding(quote: str, *, severity: str = "warning", problem: str = "Who says so?") -> Any:  # noqa: ANN401
    return {
        "check": "evidence",
        "section": "Decision Outcome",
        "quote": quote,
        "problem": problem,
        "suggestion": "Name the measurement.",
        "severity": severity,
    }


def review(*findings: dict[str, Any]) -> str:
    return json.dumps(
        {
            "verdicts": [],
            "findings": list(findings),
            "instructions_found_in_record": [],
            "overall": "needs_work",
        }
    )
