"""Feed bytes that libFuzzer grows to every edit, and hold each to its promise.

`python -m tests.fuzz.editing [-max_total_time=600 …]`, as `tests.fuzz.reading`.
"""

from __future__ import annotations

from tests.fuzz.harness import fuzz

if __name__ == "__main__":
    fuzz("edit_bytes")
