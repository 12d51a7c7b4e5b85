"""`adr search`, `adr related`, `adr for`: the records that bear on words, records and files."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import click

from adr_tool.cli.options import complete_ref, json_option
from adr_tool.cli.output import print_json, printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import NothingToReadError, UsageError

if TYPE_CHECKING:
    from adr_tool.domain.log import DecisionLog
    from adr_tool.domain.record import Record
    from adr_tool.workflow.concern import Concerns
    from adr_tool.workflow.finder import Found
    from adr_tool.workflow.relevant import Subject

_SENTENCE = 6
"""From so many words on nobody means a part of a title."""

_NUMBERED = re.compile(r"(?i)(?:[\w-]+/)?(?:adr[-_ ]?)?\d{1,6}|\S+\.(?:md|markdown|mdx)")

limit_option = click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="At the most so many.",
)


@click.command(
    "search",
    epilog="""\b
Examples:
  adr search payment retries
  adr search '"row level security"' 'postg*'
  adr search kafka --status accepted --tag events
  adr search 数据库 --json""",
)
@click.argument("words", nargs=-1, metavar="QUERY…")
@click.option(
    "--status", "statuses", multiple=True, metavar="S", help="Only these; repeatable, or S,S."
)
@click.option("--tag", "tags", multiple=True, metavar="T", help="Only with this tag; repeatable.")
@limit_option
@json_option
@pass_session
def search_command(
    session: Session,
    words: tuple[str, ...],
    statuses: tuple[str, ...],
    tags: tuple[str, ...],
    limit: int,
    *,
    as_json: bool,
) -> None:
    """Find records by their words; the best first, one in force before one that is not.

    A record needs one of the words, and ranks the higher the more and the rarer ones it has;
    a "phrase" has to stand as it is, and a word* may go on. A word that no record has is
    looked for as it may have been meant.
    """
    from adr_tool.workflow.find import picker

    asked = " ".join(words)
    if not asked.strip():
        hint = "for example adr search payment retries"
        raise UsageError("There is no word to search for", hint=hint)
    wanted = tuple(word for stated in statuses for word in stated.split(",") if word)
    space = session.workspace
    picks = picker(statuses=wanted, tags=tags, words=space.notation.statuses)
    require_records(session)
    found = space.finder.search(asked, limit=limit, picks=picks if wanted or tags else None)
    for word, instead in found.mended:
        what = f"looked for {', '.join(instead)}" if instead else "nothing is spelt like it"
        session.say(f"No record has {word!r}: {what}.")
    _show(session, found, as_json=as_json)


@click.command(
    "related",
    epilog="""\b
Examples:
  adr related 12
  adr related draft.md
  adr related "Which queue for payment events?\"""",
)
@click.argument("about", metavar="REF|PATH|TEXT", shell_complete=complete_ref)
@limit_option
@json_option
@pass_session
def related_command(session: Session, about: str, limit: int, *, as_json: bool) -> None:
    """Find the records in force that bear on a record or text, and that it does not cite.

    PATH may be any text file, `-` reads standard input, and what is neither a record nor a file
    is taken as the text itself.
    """
    from adr_tool.workflow.relevant import uncited

    require_records(session)
    found = uncited(session.workspace.finder, _subject(session, about), limit=limit)
    _show(session, found, as_json=as_json)


@click.command(
    "for",
    epilog="""\b
Examples:
  adr for src/payments/api.py
  adr for $(git diff --name-only main)
  adr for src/payments --json""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@json_option
@pass_session
def for_command(session: Session, paths: tuple[str, ...], *, as_json: bool) -> None:
    """Find the records that bear on files: by their globs, by markers, by paths they name.

    A record bears on a file that a glob of its `affects` means, that cites it (`@adr 12`,
    `ADR-0012`, its path), or whose path its text names.
    """
    from adr_tool.workflow.describe import as_data
    from adr_tool.workflow.find import banner

    require_records(session)
    found = concerns(session, paths)
    if as_json:
        print_json(
            [as_data(found.log, c.record) | {"reasons": list(c.reasons)} for c in found.records]
        )
        return
    if not found.records:
        session.say(f"No record bears on {', '.join(paths)}.")
    for one in found.records:
        click.echo(_head(found.log, one.record))
        for line in (*one.reasons, banner(found.log, one.record)):
            if line:
                click.echo(f"    {printable(line)}")


def concerns(session: Session, paths: tuple[str, ...]) -> Concerns:
    """What bears on files as a person types them."""
    from adr_tool.workflow.concern import concerning

    space = session.workspace
    rooted = [os.path.relpath((session.cwd / path).absolute(), space.root) for path in paths]
    outside = next((p for p, r in zip(paths, rooted, strict=True) if r.startswith("..")), None)
    if outside:
        raise UsageError(f"{outside} is outside the project", hint="name a file of this repository")
    folders = [space.folder_from_root.shown(folder) for folder in space.folder.folders]
    asked = [path.replace(os.sep, "/") for path in rooted]
    return concerning(space.finder, space.root, asked, folders)


def _subject(session: Session, about: str) -> Subject:
    """A record, else the text of a file, else the words themselves."""
    from adr_tool.workflow.relevant import subject_of_record, subject_of_text

    space = session.workspace
    if about == "-":
        return subject_of_text(sys.stdin.read())
    records = space.finder.named(about).candidates(about)
    if len(records) == 1:
        return subject_of_record(space.finder, space.folder, records[0])
    if (session.cwd / about).is_file():
        from adr_tool.store.writing import read_text

        return subject_of_text(read_text(session.cwd / about))
    few = len(about.split()) < _SENTENCE
    if few and (len(space.log.candidates(about)) == 1 or _NUMBERED.fullmatch(about)):
        return subject_of_record(space.finder, space.folder, space.log.find(about))
    return subject_of_text(about)


def require_records(session: Session) -> None:
    """Raise where the log has no files."""
    if not any(session.workspace.listing.files):
        raise NothingToReadError("The log has no records", hint="adr new makes one")


def _show(session: Session, found: Found, *, as_json: bool) -> None:
    from adr_tool.workflow.describe import as_data
    from adr_tool.workflow.find import banner
    from adr_tool.workflow.relevant import snippet_of

    for file in found.log.unreadable:
        session.say(f"Unreadable: {file.path}:{file.line}: {file.message}")
    pieces = [snippet_of(session.workspace.folder, hit, found.terms) for hit in found.hits]
    if as_json:
        print_json([
            as_data(found.log, hit.record)
            | {"score": round(hit.score, 4), "snippet": piece.marked()}
            for hit, piece in zip(found.hits, pieces, strict=True)
        ])  # fmt: skip
        return
    if not found.hits:
        session.say("No record fits.")
    for hit, piece in zip(found.hits, pieces, strict=True):
        click.echo(_head(found.log, hit.record))
        line = banner(found.log, hit.record)
        for text in (line, piece.marked()):
            if text:
                click.echo(f"    {printable(text)}")


def _head(log: DecisionLog, record: Record) -> str:
    parts = (log.id_of(record), record.status.value, record.title, f"({record.path})")
    return "  ".join(printable(" ".join(part.split())) for part in parts)
