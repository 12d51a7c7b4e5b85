"""The pipeline that publishes a log from its forge, written once into the project."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from adr_tool.errors import SiteError

PLACES = {
    "github": ".github/workflows/decisions.yml",
    "gitlab": ".gitlab/decisions.yml",
}
"""Forge → where its pipeline goes, from the root of the repository."""


def write_pipeline(root: Path, forge: str) -> Path:
    """Write the pipeline of a forge; one that is there is never replaced.

    Raises:
        SiteError: It is there already.
    """
    place = root / PLACES[forge]
    text = (files("adr_tool.site") / "assets" / "ci" / f"{forge}.yml").read_text("utf-8")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        message = f"{PLACES[forge]} is there already"
        raise SiteError(message, hint="move it away to have it written anew") from error
    except OSError as error:
        raise SiteError(f"{PLACES[forge]} cannot be written: {error.strerror}") from error
    return place
