"""Asks a program: the prompt on its standard input, the answer on its standard output."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO

from adr_tool.architect.conversation import Server
from adr_tool.architect.deadline import Report
from adr_tool.architect.exchange import Form, Reply, Request
from adr_tool.architect.faults import readable
from adr_tool.architect.ladder import Ladder
from adr_tool.architect.model import ModelArchitect
from adr_tool.architect.plain import in_words
from adr_tool.errors import ArchitectError, ReplyError

MOST_BYTES = 2_000_000
"""A program that says more than this gives no answer that we could use."""

_PIECE = 65_536
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_BY_HAND = "Try it by hand: `echo Hello | {name} …`; or go without: `--architect offline`."


class CommandArchitect(ModelArchitect):
    """An architect behind any program that reads a prompt and prints an answer.

    There is no shell in between, and the program works in an empty folder of its own:
    what may drive other tools finds nothing there to read or to change.

    Args:
        command: The program and its arguments, quoted as in a shell.
        cwd: Where a program is looked for that is named by a relative path.
        timeout: Seconds that one consultation may take in all.
        sleep: How to wait.
    """

    def __init__(
        self,
        command: str,
        *,
        cwd: Path,
        timeout: float = 180,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(sleep=sleep)
        self._command = command
        self._cwd = cwd
        self._timeout = timeout

    @contextmanager
    def server(self, effort: str) -> Iterator[Server]:  # noqa: ARG002 -- a program has its own
        """Get ready to run the program; whatever still runs at the end is killed."""
        program, *arguments = self._words()
        name = Path(program).name
        if os.sep in program:
            program = str(self._cwd / program)
        with TemporaryDirectory(prefix="adr-") as folder:
            door = _Door([program, *arguments], name, folder)
            try:
                yield Server(
                    door.receive,
                    host=name,
                    model=name,
                    timeout=self._timeout,
                    ladder=Ladder((Form.PLAIN,)),
                )
            finally:
                door.close()

    def _words(self) -> list[str]:
        try:
            words = shlex.split(self._command)
        except ValueError as error:
            what = f"The command cannot be read: {error}"
            raise ArchitectError(what, hint="Quote it as in a shell.") from error
        if words:
            return words
        hint = "For example: ADR_COMMAND='llm -m mistral'"
        raise ArchitectError("No command is set to be asked", hint=hint)


class _Door:
    """Runs the program once for each request."""

    def __init__(self, words: list[str], name: str, folder: str) -> None:
        self._words = words
        self._name = name
        self._folder = folder
        self._running: subprocess.Popen[bytes] | None = None
        self._closed = False

    def close(self) -> None:
        """Kill the program, where it still runs, and all that it started."""
        self._closed = True
        if process := self._running:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def receive(self, request: Request, _report: Report) -> Reply:
        """Run the program to its end; what it leaves running is its own business."""
        process = self._start()
        answer, complaints = bytearray(), bytearray()
        beside = Thread(target=_listen, args=(process.stderr, complaints), daemon=True)
        beside.start()
        Thread(target=_tell, args=(process.stdin, _as_text(request)), daemon=True).start()
        _listen(process.stdout, answer)
        code = process.wait()
        self._running = None
        beside.join(1)  # what it leaves running may hold this pipe open
        said = _last_line(complaints)
        if code:
            raise self._failed(code, said)
        if len(answer) > MOST_BYTES:
            raise ReplyError(f"{self._name} printed more than {MOST_BYTES // 1_000_000} MB")
        text = answer.decode(errors="replace")
        return Reply(text, "end_turn", aside=f"{self._name} said: {said}" if said else "")

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            # In a session of its own, no question to the terminal can hold it up.
            self._running = subprocess.Popen(  # noqa: S603 -- the person's own command, no shell
                self._words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self._folder,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            what = f"The command {self._name} cannot be run: {why}"
            hint = "Check ADR_COMMAND, or go without: `--architect offline`."
            raise ArchitectError(what, hint=hint) from error
        if self._closed:
            self.close()
        return self._running

    def _failed(self, code: int, said: str) -> ArchitectError:
        how = f"ended with exit code {code}" if code > 0 else f"was ended by signal {-code}"
        what = f"The command {self._name} {how}" + (f": {said}" if said else "")
        return ArchitectError(what, hint=_BY_HAND.format(name=self._name))


def _as_text(request: Request) -> bytes:
    """The whole request as one text."""
    parts = [request.system, in_words(request.schema)]
    for turn in request.turns:
        own = turn.role == "assistant"
        parts.append(
            f"# Your answer was\n\n{turn.content.strip()}\n\n# And now" if own else turn.content
        )
    return "\n\n".join(parts).encode(errors="replace") + b"\n"


def _tell(pipe: IO[bytes] | None, text: bytes) -> None:
    """Write a text to a program that may not want to hear all of it."""
    if pipe:
        with suppress(OSError), pipe:
            pipe.write(text)


def _listen(pipe: IO[bytes] | None, heard: bytearray) -> None:
    """Read to the end, and keep no more than can be used."""
    if pipe:
        with pipe:
            while piece := pipe.read(_PIECE):
                heard += piece if len(heard) <= MOST_BYTES else b""


def _last_line(said: bytearray) -> str:
    """What a program complained of last, on one clean line; or nothing."""
    lines = _COLOURS.sub("", said.decode(errors="replace")).splitlines()
    return next((line for line in map(readable, reversed(lines)) if line), "")
