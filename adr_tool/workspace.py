"""An opened project: settings, log folders, git and architect, each made when first asked."""

from __future__ import annotations

import hashlib
import os
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from adr_tool.document.notation import STANDARD, Notation
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import FilePattern
from adr_tool.domain.register import Register
from adr_tool.domain.status import Status
from adr_tool.domain.status_words import StatusWords
from adr_tool.errors import NothingToReadError, SettingsError
from adr_tool.settings import Loaded, Settings, load_settings
from adr_tool.store.discovery import Found, discover, discover_as_adr_tools

if TYPE_CHECKING:
    from adr_tool.architect.known_forms import KnownForms
    from adr_tool.architect.model import ModelArchitect
    from adr_tool.architect.persona import Persona
    from adr_tool.catalogue.catalogue import Catalogue
    from adr_tool.domain.digest import Digest
    from adr_tool.domain.record import Record
    from adr_tool.domain.register import Entry
    from adr_tool.store.answers import AnswerBook
    from adr_tool.store.folder import Folder, Listing
    from adr_tool.store.history import History
    from adr_tool.workflow.finder import Finder

_T = TypeVar("_T")


@dataclass(frozen=True)
class Workspace:
    """Everything a command may need, opened lazily.

    Attributes:
        cwd: The folder in which the person works, after `-C`.
        dirs: Log folders named with `--dir`; they override settings and discovery.
        environ: The environment's variables.
        before: The same project as it was opened before; what has not changed is not read again.
    """

    cwd: Path
    dirs: tuple[str, ...]
    environ: Mapping[str, str]
    before: Workspace | None = field(default=None, repr=False, compare=False)

    @cached_property
    def loaded(self) -> Loaded:
        """The settings, with the source of each."""
        return load_settings(self.cwd, self.environ)

    @property
    def settings(self) -> Settings:
        """The settings that are in force."""
        return self.loaded.settings

    @cached_property
    def found(self) -> Found:
        """Where the log is."""
        if self.dirs:
            root = discover(self.cwd).root
            return Found(root, tuple(self.cwd / d for d in self.dirs), "--dir")
        if self.settings.compat and not self.settings.logs:
            return discover_as_adr_tools(self.cwd)
        return discover(
            self.cwd,
            stated=self.settings.logs,
            root=self.loaded.root,
            own=self.notation.names,
        )

    @cached_property
    def notation(self) -> Notation:
        """The words and names that the log is kept in: ours, and those of the settings."""
        stated = self.settings
        superceded = stated.compat == "adr-tools"
        if not superceded and not (stated.statuses or stated.labels or stated.file_names):
            return STANDARD
        words = {word: Status(meaning) for word, meaning in stated.statuses.items()}
        names = FilePattern(stated.file_names) if stated.file_names else None
        return Notation(StatusWords(words), stated.labels, names, superceded)

    @property
    def has_log(self) -> bool:
        """Whether the folder that takes new records exists."""
        return bool(self.found.folders) and self.found.folders[0].is_dir()

    @property
    def root(self) -> Path:
        """The project's root: git's work tree, or the folder that the log belongs to."""
        return self.history.root if self.history else self.found.root

    @cached_property
    def folder(self) -> Folder:
        """The log folders.

        Raises:
            NothingToReadError: There is no log.
        """
        from adr_tool.store.folder import Folder

        if not self.found.folders:
            message = f"No decision log found in or above {self.cwd}"
            raise NothingToReadError(message, hint="adr init makes one; --dir names another folder")
        missing = [f for f in self.found.folders if not f.is_dir()]
        if missing:
            shown = ", ".join(os.path.relpath(f, self.cwd) for f in missing)
            message = f"The log folder {shown} ({self.found.how}) does not exist"
            raise NothingToReadError(message, hint="adr init makes it; --dir names another folder")
        return Folder(self.found.folders, self.cwd, self.caches, self.notation)

    @property
    def folder_from_root(self) -> Folder:
        """The log folders, with paths from the project's root: for what leaves the project.

        Raises:
            NothingToReadError: There is no log.
        """
        return replace(self.folder, base=self.root)

    @cached_property
    def listing(self) -> Listing:
        """The files of the log folders.

        Raises:
            NothingToReadError: There is no log.
        """
        return self.folder.listing()

    def concluded(self, question: str, conclude: Callable[[], _T]) -> _T:
        """What follows from the log alone; kept for as long as no file of it changes.

        Args:
            question: Tells one conclusion from another; has all that it depends on beside
                the log.
            conclude: Reads the log and concludes, in types that JSON has. What cannot be read
                may be readable tomorrow without a change, so then nothing is kept.
        """
        known: _T | None = self.folder.recall(question, self.listing)
        if known is not None:
            return known
        conclusion = conclude()
        if not self.log.unreadable:
            self.folder.remember(question, self.listing, conclusion)
        return conclusion

    def still_holds(self, later: Workspace) -> bool:
        """Whether what was read here is what a later opening would read."""
        return (
            self._is_of_same_log(later)
            and self.listing.files == later.listing.files
            and later.listing.is_settled
        )

    def _is_of_same_log(self, later: Workspace) -> bool:
        same = (self.found, self.notation) == (later.found, later.notation)
        return same and "listing" in self.__dict__

    @cached_property
    def reading(self) -> tuple[DecisionLog, dict[str, Digest]]:
        """The log, and each record's digest by path."""
        if self.before is not None and self.before.still_holds(self):
            return self.before.reading
        return self.folder.read_all(self.listing)

    @property
    def log(self) -> DecisionLog:
        """All records.

        Raises:
            NothingToReadError: There is no log.
        """
        return self.reading[0]

    @cached_property
    def register(self) -> Register[Record | Entry]:
        """The log at a glance, which takes less than all of it; empty where there is no log.

        One that was made moments before holds as long as the files have the same names: it
        places a record among them, and whoever edits one reads it anew.
        """
        if "reading" in self.__dict__:
            return self.log
        if not self.has_log:
            return Register(())
        before = self.before
        if before and before._is_of_same_log(self) and before.listing.has_same_names():  # noqa: SLF001
            return before.register
        return self.folder.register(self.listing)

    @cached_property
    def finder(self) -> Finder:
        """Finds records by their words."""
        from adr_tool.workflow.finder import finder_of

        return finder_of(self.folder, self.listing)

    @property
    def digests(self) -> dict[str, Digest]:
        """Each record's digest, by path."""
        return self.reading[1]

    @cached_property
    def history(self) -> History | None:
        """Git, or None outside a repository.

        Raises:
            HistoryError: The repository is bare, or git refuses it.
        """
        from adr_tool.store.history import open_history

        return open_history(self.cwd)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What a senior architect knows, under what the project itself says in its own files.

        Raises:
            CatalogueError: A file of the project has a fault; path and line are named.
        """
        from adr_tool.catalogue.catalogue import load_catalogue
        from adr_tool.catalogue.faults import require_own

        if self.unchecked_catalogue is not load_catalogue():
            require_own(self.unchecked_catalogue, date.today())  # noqa: DTZ011
        return self.unchecked_catalogue

    @cached_property
    def unchecked_catalogue(self) -> Catalogue:
        """The same, whatever faults the files of the project have.

        Raises:
            CatalogueError: A file is no YAML mapping with an id.
        """
        from adr_tool.catalogue.catalogue import FOLDER, load_catalogue, with_own

        own = [f / FOLDER for f in self.found.folders if (f / FOLDER).is_dir()]
        shown = [(folder, os.path.relpath(folder, self.cwd)) for folder in own]
        return with_own(load_catalogue(), shown)

    @property
    def lock_place(self) -> Path:
        """The file that writers lock: in git's folder, else among the temporary files."""
        if self.history:
            return self.history.git_dir / "adr.lock"
        from tempfile import gettempdir

        name = hashlib.sha256(os.fsencode(self.found.root)).hexdigest()[:16]
        return Path(gettempdir()) / f"adr-{os.getuid()}-{name}.lock"

    @cached_property
    def answers(self) -> AnswerBook:
        """Where typed answers wait."""
        from adr_tool.store.answers import AnswerBook

        if self.history:
            return AnswerBook(self.history.git_dir / "adr")
        return AnswerBook(self.found.root / ".adr")

    @property
    def caches(self) -> Path | None:
        """The person's folder for caches; None where there is none to be found."""
        if (stated := Path(self.environ.get("XDG_CACHE_HOME", ""))).is_absolute():
            return stated
        return self.home / ".cache" if self.home else None

    @property
    def home(self) -> Path | None:
        """The person's home folder, or None where there is none."""
        return Path(stated) if (stated := self.environ.get("HOME")) else None

    def persona(self, name: str | None) -> Persona:
        """A persona by name or path; the project's own one where none is named.

        Raises:
            ArchitectError: There is no such persona.
        """
        from adr_tool.architect.roster import find_persona

        return find_persona(name or self.settings.persona, self.cwd, self.home)

    def architect_name(self, mode: str) -> str:
        """Who is asked in a mode; in `auto` a command, else Claude, where one is configured."""
        from adr_tool.architect.credentials import credentials_available

        if mode != "auto":
            return mode
        if self.settings.command:
            return "command"
        asked = credentials_available(self.environ) or bool(self.settings.base_url)
        return "claude" if asked else "offline"

    def architect(self, name: str, model: str) -> ModelArchitect:
        """The architect behind which there is a model: `claude` or `command`.

        Raises:
            ArchitectError: The model's name means nothing to the server.
            SettingsError: A file of the project sends the person's key to another machine,
                or names a program to run.
        """
        timeout = self.settings.timeout
        if name == "command":
            from adr_tool.architect.command import CommandArchitect

            self._require_own_command()
            return CommandArchitect(self.settings.command, cwd=self.cwd, timeout=timeout)
        from adr_tool.architect.claude import ClaudeArchitect

        self._require_own_server()
        server = self.settings.base_url or None
        return ClaudeArchitect(model, base_url=server, known=self._known_forms, timeout=timeout)

    @property
    def _known_forms(self) -> KnownForms:
        """What was found out about servers; each machine counts the days in its own time."""
        from adr_tool.architect.known_forms import KnownForms

        place = self.caches / "adr" / "servers.json" if self.caches else None
        return KnownForms(place, date.today())  # noqa: DTZ011

    def _require_own_command(self) -> None:
        """A repository's file may not choose a program that runs on the person's machine."""
        origin = next(o for o in self.loaded.origins if o.name == "command")
        if origin.source not in ("default", "ADR_COMMAND"):
            message = f"{origin.source}: command would run a program that this file chooses"
            own = shlex.quote(self.settings.command)
            hint = f"if you trust it, set ADR_COMMAND={own} yourself; or use --architect offline"
            raise SettingsError(message, hint=hint)

    def _require_own_server(self) -> None:
        """A repository's file may name a server on this machine, never where keys are sent."""
        from urllib.parse import urlsplit

        origin = next(o for o in self.loaded.origins if o.name == "base_url")
        host = urlsplit(self.settings.base_url).hostname
        stated_by_file = origin.source not in ("default", "ADR_BASE_URL")
        if stated_by_file and host not in ("localhost", "127.0.0.1", "::1"):
            message = f"{origin.source}: base_url would send your key to {host}"
            hint = f"if you trust it, set ADR_BASE_URL={self.settings.base_url} yourself"
            raise SettingsError(message, hint=hint)
