"""Make a log: its folder and its first record, accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from adr_tool.domain.advice import (
    Advice,
    Argument,
    Attribute,
    Confidence,
    Confirmation,
    Consequence,
    Direction,
    Driver,
    Migration,
    Option,
    OptionKind,
    Outcome,
    Source,
    Statement,
)
from adr_tool.domain.draft import Draft
from adr_tool.domain.naming import parse_file_name, record_id
from adr_tool.domain.status import Status
from adr_tool.errors import FolderError
from adr_tool.workflow.gather import Request
from adr_tool.workflow.propose import Place, write
from adr_tool.workflow.save import Committer, Saved

TITLE = "Record architecture decisions"


def begin(
    folder: Path,
    place: Callable[[Path], Place],
    *,
    today: str,
    history: Committer | None,
    pointer: tuple[Path, str] | None = None,
) -> tuple[Path, Saved]:
    """Make a log folder with its first record.

    Args:
        folder: The folder.
        place: How records are written in it.
        today: The date of the record.
        history: Git, or None to commit nothing.
        pointer: A file that says where the log is, and its one line.

    Raises:
        FolderError: The folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "name another folder, or make this one writable"
        raise FolderError(f"{folder} cannot be made: {error.strerror}", hint=hint) from error
    request = Request(TITLE, status=Status.ACCEPTED)
    first = Draft(None, TITLE, Status.ACCEPTED, today, advice=_advice())
    path, saved = write(first, request, place(folder), None)
    paths = saved.paths
    if pointer:
        pointer[0].write_text(f"{pointer[1]}\n", encoding="utf-8")
        paths = (*paths, pointer[0])
    if history is None:
        return path, Saved(paths, None)
    number = parse_file_name(path.name).number
    name = f"{record_id(number)}: " if number is not None else ""
    history.commit(paths, f"Accept {name}{TITLE}\n")
    return path, Saved(paths, history.branch())


def _advice() -> Advice:
    chosen = "Markdown records in the repository, written with adr"
    other = "No written decisions"
    question = "How do we keep the reasons for our architecture where the next person finds them?"
    why = (
        "Decisions that are costly to undo are made in meetings, chats and pull requests. "
        "A year later the code shows what was done, and nobody remembers why."
    )
    return Advice(
        question=question,
        context=(Statement(why, Source.GIVEN, ""),),
        facts=(),
        open_questions=(),
        drivers=(
            _driver("D1", Attribute.MAINTAINABILITY, "a newcomer can find out why without asking"),
            _driver("D2", Attribute.TEAM, "writing one down takes minutes, not a meeting"),
        ),
        options=(
            _option(chosen, "it is reviewed and versioned with the code it explains",
                    "somebody has to write it"),
            _option(other, "it costs nothing today", "the reasons leave with the people"),
        ),
        comparison=(),
        rules=(),
        outcome=Outcome(
            chosen,
            "a text beside the code is reviewed, versioned and found like the code",
            Confidence.HIGH,
            (),
            "",
        ),
        consequences=(
            _consequence("every decision has a date, a status and a reason", Direction.GOOD),
            _consequence("a change of mind is a new record, not a rewrite", Direction.NEUTRAL),
            _consequence("each decision asks for some minutes of writing", Direction.BAD),
        ),
        trade_offs=(), components=(), flows=(), qualities=(), failures=(),
        migration=Migration("", (), "", Source.GIVEN, ""),
        confirmation=(
            Confirmation("The log is read by the tool", "test", "`adr check` finds no error in CI"),
        ),
        monitoring=(), costs=(), standards=(), revisit=(), illustrations=(), pitfalls=(),
        related=(),
    )  # fmt: skip


def _driver(key: str, attribute: Attribute, text: str) -> Driver:
    return Driver(key, attribute, text, "", Source.GIVEN, "")


def _consequence(text: str, direction: Direction) -> Consequence:
    return Consequence("", text, direction, Source.GIVEN, "")


def _option(name: str, good: str, bad: str) -> Option:
    nothing = Statement("", Source.GIVEN, "")
    arguments = (
        Argument(good, Direction.GOOD, Attribute.MAINTAINABILITY, Source.GIVEN, ""),
        Argument(bad, Direction.BAD, Attribute.COST, Source.GIVEN, ""),
    )
    return Option(
        name, OptionKind.CANDIDATE, Source.GIVEN, nothing, arguments, *(nothing,) * 5, (), ()
    )
