"""The states of one file through its commits, read from what git prints."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

_START = b"\x1e"
_PART = "\x1f"
FORMAT = "--format=%x1e%H%x1f%cs%x1f%an%x1f%s"
_RENAMES = ("R", "C")


@dataclass(frozen=True, slots=True)
class Version:
    """A file as one commit left it.

    Attributes:
        commit: The commit's id.
        date: The day of the commit, ISO, where the committer was.
        author: The name of who wrote it.
        subject: The first line of the message.
        name: The file's path from the repository's root, `/` between folders.
        blob: The id of its content; zeros where the commit took it away.
        text: The content, byte for byte as `writing.read_text` would; None where it went.
        former: The path before this commit; the same as `name` where it was not renamed.
    """

    commit: str
    date: str
    author: str
    subject: str
    name: str
    blob: str
    text: str | None = None
    former: str = ""


def read_log(out: bytes) -> list[Version]:
    """Read `git log --raw -z` in our format; the oldest comes first.

    Source: git-log(1), `--raw`: `:modes old new letter NUL path NUL [path NUL]`.
    """
    found: list[Version] = []
    words = iter(out.split(b"\0"))
    head: list[str] = []
    for raw in words:
        word = raw.lstrip(b"\n")
        if word.startswith(_START):
            head = word[1:].decode("utf-8", "replace").rstrip("\n").split(_PART)
            continue
        if not word.startswith(b":"):
            continue
        _, _, _, blob, letter = word.decode().split(" ")
        former = name = os.fsdecode(next(words))
        if letter.startswith(_RENAMES):
            name = os.fsdecode(next(words))
        commit, date, author, subject = head
        found.append(Version(commit, date, author, subject, name, blob, former=former))
        if letter.startswith("C"):
            # Records of one template look like copies: what was copied is another decision.
            break
    return found[::-1]


def with_texts(versions: list[Version], out: bytes) -> tuple[Version, ...]:
    """Put the contents to versions, as `git cat-file --batch` prints them in their order."""
    texts = (
        None if raw is None else raw.decode("utf-8", "surrogateescape") for raw in contents(out)
    )
    pairs = zip(versions, texts, strict=True)
    return tuple(v if text is None else replace(v, text=text) for v, text in pairs)


def contents(out: bytes) -> Iterator[bytes | None]:
    """Each content that `git cat-file --batch` printed; None for one that is missing.

    Source: git-cat-file(1), batch output: `id type size LF content LF`, or `id missing LF`.
    """
    place = 0
    while place < len(out):
        end = out.index(b"\n", place)
        words = out[place:end].split(b" ")
        place = end + 1
        if words[-1] == b"missing":
            yield None
            continue
        size = int(words[-1])
        yield out[place : place + size]
        place += size + 1
