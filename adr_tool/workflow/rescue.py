"""Take a proposal that only another branch has into the log, as a rejected record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from adr_tool.document.editor import add_note, set_status
from adr_tool.document.keys import scalar
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import record_id, renumbered
from adr_tool.domain.numbers import Taken
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status, may_move
from adr_tool.errors import FolderError, MoveError, UnknownRecordError
from adr_tool.store import refs
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.snapshot import Snapshot, names_today, snapshot
from adr_tool.store.writing import create_text
from adr_tool.workflow.elsewhere import everywhere
from adr_tool.workflow.number import taken_in_all
from adr_tool.workflow.own_number import with_number
from adr_tool.workflow.save import Saved


@dataclass(frozen=True, slots=True)
class Rescued:
    """A record on its way into the log.

    Attributes:
        record: As the branch has it.
        source: The log of that branch.
        author: Who proposed it; empty where that is not known here.
        path: Where it goes.
        text: What is written.
        number: The number that it gets; None without one.
    """

    record: Record
    source: Snapshot
    author: str
    path: Path
    text: str
    number: int | None

    @property
    def is_renumbered(self) -> bool:
        """Whether its own number is taken."""
        return self.number != self.record.number

    def message(self, reason: str) -> str:
        """The commit's message: what, why, and where it comes from."""
        name = f"{record_id(self.number)}: " if self.number is not None else ""
        trailers = [f"Rescued-from: {self.source.rev} {self.source.commit}"]
        trailers += [f"Proposed-by: {self.author}"] if self.author else []
        parts = [f"Reject {name}{self.record.title}", reason, "\n".join(trailers)]
        return "\n\n".join(filter(None, parts)) + "\n"


def rescue(folder: Folder, history: History, log: DecisionLog, what: str) -> Rescued:
    """Find a record on another branch, and write it as it is to stand in this one.

    Args:
        folder: The log folders.
        history: Git.
        log: The log of the work tree.
        what: `REV:REF`, or the REF of a record that only one branch has.

    Raises:
        UnknownRecordError: No record fits, or several do.
        MoveError: It has been decided there, so that a merge has to bring it.
        FolderError: It stands in the log already.
    """
    source, record = _found(folder, history, log, what)
    _require_undecided(record, source.rev)
    name = next(n for n, shown in source.names.items() if shown == record.path)
    if any((own.path, own.title) == (record.path, record.title) for own in log.records):
        raise FolderError(f"{record.path} is in this branch already", hint="adr reject rejects it")
    number = _number(record, folder, history, log)
    path = _place(history.root / name, folder, history)
    text = source.texts[record.path]
    notation = folder.notation.of(log)
    if number is not None and record.number is not None and number != record.number:
        path = Path(renumbered(path.as_posix(), number, folder.notation.names))
        text = with_number(text, folder.shown(path), (record.number, number), notation)
    shown = folder.shown(path)
    if record.status is not Status.REJECTED:
        text = set_status(text, shown, Status.REJECTED, notation)
    words = scalar(f"{source.rev} {source.commit}")
    text = add_note(text, shown, "rescued-from", words, notation)
    author = refs.author_of(history.root, source.commit, name)
    return Rescued(record, source, author, path, text, number)


def write(rescued: Rescued, message: str, history: History | None) -> Saved:
    """Write the record, and commit it.

    Raises:
        FolderError: A file of that name is there already, or it cannot be written.
    """
    try:
        rescued.path.parent.mkdir(parents=True, exist_ok=True)
        create_text(rescued.path, rescued.text)
    except FileExistsError as error:
        raise FolderError(f"{rescued.path.name} is there already") from error
    if history is None:
        return Saved((rescued.path,), None)
    history.commit((rescued.path,), message)
    return Saved((rescued.path,), history.branch())


def _found(
    folder: Folder, history: History, log: DecisionLog, what: str
) -> tuple[Snapshot, Record]:
    rev, colon, ref = what.rpartition(":")
    if colon and rev:
        source = snapshot(folder, history.root, rev)
        return source, source.log.find(ref)
    every = everywhere(folder, history.root, log)
    others = DecisionLog(tuple(r for r in every.log.records if r.path in every.refs))
    if not others.candidates(what):
        hint = "adr list --all-refs shows what other branches have; git fetch brings more of them"
        raise UnknownRecordError(f"No record of another branch fits {what!r}", hint=hint)
    record = others.find(what)
    source = snapshot(folder, history.root, every.refs[record.path])
    return source, source.log.find(record.path)


def _require_undecided(record: Record, rev: str) -> None:
    if record.status is Status.REJECTED or may_move(record.status, Status.REJECTED):
        return
    message = f"{record.path} is {record.status} on {rev}: it is no proposal"
    raise MoveError(message, hint=f"git merge {rev} brings it as it was decided")


def _number(record: Record, folder: Folder, history: History, log: DecisionLog) -> int | None:
    """Its own number; where another record has that, the next free one, as `new` takes it."""
    if record.number is None:
        return None
    taken = taken_in_all(folder, history)
    here = any(own.number == record.number for own in log.records)
    return taken.following if here or _is_held(record, taken, folder, history) else record.number


def _is_held(record: Record, taken: Taken, folder: Folder, history: History) -> bool:
    """Whether another file of a branch has its number; a reservation may be its own."""
    held = (h for h in taken.elsewhere if h.number == record.number and h.where)
    return any(folder.shown(history.root / h.what) != record.path for h in held)


def _place(path: Path, folder: Folder, history: History) -> Path:
    """Where it stood, if that is a log folder today; else the folder of new records."""
    names = names_today(folder, history.root)
    below = path.relative_to(history.root).as_posix()
    inside = any(not name or below.startswith(f"{name}/") for name in names)
    return path if inside else folder.folders[0] / path.name
