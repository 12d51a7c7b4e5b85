"""Run libFuzzer over a function that takes bytes; needs atheris, which no test does."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.fuzz.monsters import MONSTERS

CORPORA = Path(__file__).parents[3] / "shared/corpora/files"
_SEEDED = 500
_DEFAULTS = {"-max_len": "8192", "-timeout": "20", "-rss_limit_mb": "4096"}


def fuzz(name: str) -> None:
    """Call a function of `operations` with ever new bytes until the time is over or it raises."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["adr_tool"]):
        from tests.fuzz import operations
    with tempfile.TemporaryDirectory() as folder:
        seed(Path(folder))
        given = {argument.partition("=")[0] for argument in sys.argv[1:]}
        options = [f"{k}={v}" for k, v in _DEFAULTS.items() if k not in given]
        atheris.Setup([sys.argv[0], *sys.argv[1:], *options, folder], getattr(operations, name))
        atheris.Fuzz()


def seed(folder: Path) -> None:
    """Fill a folder with records of public projects, where they are at hand, and our monsters."""
    for index, path in enumerate(sorted(CORPORA.rglob("*.md"), key=_size)[:_SEEDED]):
        shutil.copyfile(path, folder / f"record-{index}")
    for index, make in enumerate(MONSTERS.values()):
        (folder / f"monster-{index}").write_text(make(300), "utf-8")


def _size(path: Path) -> tuple[int, Path]:
    """Small records first: they are read most often in the time there is."""
    return path.stat().st_size, path
