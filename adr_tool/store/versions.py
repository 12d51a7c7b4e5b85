"""The states of one file through its commits, read from what git prints."""

from __future__ import annotations

import os
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
    """

    commit: str
    date: str
    author: str
    subject: str
    name: str
    blob: str
    text: str | None = None


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
        name = next(words)
        if letter.startswith(_RENAMES):
            name = next(words)
        commit, date, author, subject = head
        found.append(Version(commit, date, author, subject, os.fsdecode(name), blob))
        if letter.startswith("C"):
            # Records of one template look like copies: what was copied is another decision.
            break
    return found[::-1]


def with_texts(versions: list[Version], out: bytes) -> tuple[Version, ...]:
    """Put the contents to versions, as `git cat-file --batch` prints them in their order.

    Source: git-cat-file(1), batch output: `id type size LF content LF`, or `id missing LF`.
    """
    found = []
    place = 0
    for version in versions:
        end = out.index(b"\n", place)
        words = out[place:end].split(b" ")
        place = end + 1
        if words[-1] == b"missing":
            found.append(version)
            continue
        size = int(words[-1])
        text = out[place : place + size].decode("utf-8", "surrogateescape")
        found.append(replace(version, text=text))
        place += size + 1
    return tuple(found)
