"""Every failure a person can meet: message, hint and exit code."""

from __future__ import annotations


class AdrError(Exception):
    """A failure that is explained to a person instead of traced.

    Attributes:
        message: What happened and where, one sentence without a final stop.
        hint: What to type next, or None.
        exit_code: The process's exit code, as promised in docs/reference.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(AdrError):
    """The arguments contradict each other or name something that cannot be."""

    exit_code = 2


class NoTitleError(UsageError):
    """A new record was asked for without saying what is to be decided."""


class NothingToReadError(AdrError):
    """No log, or a log without records, where a command needs some."""

    exit_code = 2


class SettingsError(AdrError):
    """A settings file cannot be read or holds a value of the wrong type."""


class UnknownRecordError(AdrError):
    """A reference fits no record, or more than one."""


class MoveError(AdrError):
    """A status may not move this way, or a record is not ready for it."""


class EditError(AdrError):
    """A file cannot be edited without touching what is not ours."""


class FolderError(AdrError):
    """A log folder cannot be created, read or written."""


class HistoryError(AdrError):
    """Git refused, is in the middle of something, or is not there."""


class CommentError(AdrError):
    """A comment on a pull request could not be written."""


class ForgeError(AdrError):
    """A forge could not be asked about a pull request, or answered something else."""


class TemplateError(AdrError):
    """A template is missing or cannot be filled."""


class ArchitectError(AdrError):
    """The architect could not be consulted; what was answered is kept."""


class ReplyError(ArchitectError):
    """The architect replied, but not with a usable draft."""


class CatalogueError(AdrError):
    """An entry of the catalogue breaks its schema."""


class SiteError(AdrError):
    """The site could not be built."""


class IndexUnavailableError(AdrError):
    """Records cannot be searched on this machine."""
