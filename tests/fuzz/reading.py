"""Feed bytes that libFuzzer grows to everything that reads a record.

`python -m tests.fuzz.reading [-max_total_time=600 …]`, in an environment that also has atheris;
the options are libFuzzer's. It is seeded from `../shared/corpora` where that is at hand.
"""

from __future__ import annotations

from tests.fuzz.harness import fuzz

if __name__ == "__main__":
    fuzz("read_bytes")
