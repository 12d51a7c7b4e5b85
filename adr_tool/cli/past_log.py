"""Open the log as it was at a revision, and say on stderr what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_tool.errors import HistoryError

if TYPE_CHECKING:
    from adr_tool.cli.session import Session
    from adr_tool.store.history import History
    from adr_tool.store.snapshot import Snapshot


def require_history(session: Session) -> History:
    """The repository.

    Raises:
        HistoryError: There is none.
    """
    history = session.workspace.history
    if history is None:
        raise HistoryError(
            "Not in a git repository: there is no history", hint="git init begins one"
        )
    return history


def log_at(session: Session, rev: str) -> Snapshot:
    """The log at a revision; which commit that is, and where the log was, goes to stderr."""
    from adr_tool.store.revisions import day_of
    from adr_tool.store.snapshot import snapshot

    root = require_history(session).root
    then = snapshot(session.workspace.folder, root, rev)
    session.say(f"At {rev}: commit {then.commit[:8]} of {day_of(root, then.commit)}.")
    for today, former in then.moved.items():
        session.say(f"{today or '.'} was {former or '.'} then.")
    return then
