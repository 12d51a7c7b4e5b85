"""Text files that are replaced whole or not at all, by one writer at a time."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from adr_tool.errors import FolderError

LOCK_SECONDS = 60.0
"""How long a writer waits for another one, in seconds."""

_HINTS = {
    errno.EACCES: "Make it writable, or name another folder with `--dir`",
    errno.EPERM: "Make it writable, or name another folder with `--dir`",
    errno.EROFS: "The file system is read-only: name another folder with `--dir`",
    errno.ENOENT: "Create the folder first, or look for a typing mistake in the path",
    errno.ENOTDIR: "A part of the path is a file: name another folder with `--dir`",
    errno.EISDIR: "Name a file, not a folder",
    errno.ENOSPC: "The disk is full: free some space, then repeat the command",
    errno.EDQUOT: "The quota is used up: free some space, then repeat the command",
    errno.EFBIG: "The limit for the size of a file is reached: raise it, then repeat the command",
    errno.ENAMETOOLONG: "Choose a shorter title",
}

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def read_text(path: Path) -> str:
    """Read a file so that writing the text again gives back the same bytes.

    Line ends and a byte order mark (as U+FEFF) stay. A byte that is not UTF-8 becomes a
    surrogate (PEP 383), which `replace_text` turns into that byte again.

    Raises:
        FolderError: The file is missing, a folder, or may not be read.
    """
    with _explained(path, "read"):
        return path.read_bytes().decode("utf-8", "surrogateescape")


def replace_text(path: Path, text: str) -> None:
    """Write a file whole: whoever reads it meets the old text or the new, never a part.

    Permission bits stay, and so does the owner where the system lets us. A symbolic link
    stays a link; what it points to is replaced.

    Raises:
        FolderError: The file cannot be written; it is as it was.
    """
    with _explained(path, "written"):
        target = Path(os.path.realpath(path))
        before = _writable(target)
        with _temporary(target.parent, _bytes(text), like=before) as temporary:
            temporary.replace(target)


def create_text(path: Path, text: str) -> None:
    """Write a new file whole; of several writers of one name exactly one succeeds.

    Raises:
        FileExistsError: The name is taken; what has it is untouched.
        FolderError: The file cannot be written; there is none.
    """
    with (
        _explained(path, "created", let_through=FileExistsError),
        _temporary(path.parent, _bytes(text)) as temporary,
    ):
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            _claim_and_move(temporary, path)


@contextmanager
def locked(place: Path, *, timeout: float = LOCK_SECONDS) -> Iterator[None]:
    """Keep other writers of the same log out for the length of the block.

    A process that has the lock may take it again. The lock ends with its process, so none is
    ever left behind; the file is, on purpose.

    Args:
        place: The lock file, the same for all writers of a log; a missing folder is made.
        timeout: How long one other writer may keep it, in seconds.

    Raises:
        FolderError: Another process keeps the lock, or the lock file cannot be written.
    """
    from filelock import FileLock, Timeout, UnixFileLock

    lock = FileLock(place, is_singleton=True)
    reentered = lock.is_locked
    with _explained(place, "locked"):
        while not lock.is_locked:
            holder = _holder(place)
            try:
                lock.acquire(timeout=timeout)
            except Timeout as error:
                # While it goes from hand to hand the queue moves, and our turn comes.
                if _holder(place) == holder:
                    raise _held_by_another(place, timeout) from error
        if reentered:
            lock.acquire()
    try:
        # On file systems without flock the library keeps notes of its own in this file.
        if isinstance(lock, UnixFileLock):
            with suppress(OSError):
                place.write_text(f"process {os.getpid()} on {socket.gethostname()}\n", "utf-8")
        yield
    finally:
        lock.release()


def _holder(place: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return place.read_text("utf-8").strip()
    return ""


def _held_by_another(place: Path, timeout: float) -> FolderError:
    holder = _holder(place) or "another process"
    return FolderError(
        f"Waited {timeout:g} s for {holder}, which is writing to this log and holds {place}",
        hint="Let it finish (an open editor?) or end that process, then repeat the command",
    )


def _writable(target: Path) -> os.stat_result | None:
    """Tell the state of a file that may be replaced, or None where there is none yet."""
    try:
        before = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(before.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, "Not a regular file")
    # A rename asks only for the folder's permission; a read-only file shall still bind us.
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return before


@contextmanager
def _temporary(
    folder: Path, content: bytes, *, like: os.stat_result | None = None
) -> Iterator[Path]:
    """Write a hidden file that is gone after the block, unless the block has moved it."""
    place = folder / f".adr-{secrets.token_hex(6)}.tmp"
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if like is not None:
                _take_over(descriptor, like)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        yield place
    finally:
        place.unlink(missing_ok=True)


def _take_over(descriptor: int, like: os.stat_result) -> None:
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) != (like.st_uid, like.st_gid):
        with suppress(OSError):
            os.fchown(descriptor, like.st_uid, like.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


def _claim_and_move(temporary: Path, path: Path) -> None:
    """Create without hard links: an empty file claims the name, the text replaces it."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        temporary.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


@contextmanager
def _explained(
    path: Path, done: str, *, let_through: type[OSError] | tuple[()] = ()
) -> Iterator[None]:
    try:
        yield
    except let_through:
        raise
    except OSError as error:
        message = f"{path} cannot be {done}: {error.strerror or error}"
        raise FolderError(message, hint=_HINTS.get(error.errno or 0)) from error
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        message = f"{path} cannot be {done}: {half} is half a character"
        raise FolderError(message, hint="Remove it from the text") from error
