"""What a person typed, kept in a file before anything can go wrong."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from adr_tool.domain.naming import slug
from adr_tool.errors import UsageError
from adr_tool.store.writing import replace_text


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything a person typed for one draft.

    Attributes:
        flags: The other options of the command, by name; each a list of texts.
        questions: What was asked, each with key, question, reason and choices.
    """

    title: str
    answers: dict[str, str]
    options: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    flags: dict[str, list[str]] = field(default_factory=dict)
    questions: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerBook:
    """The folder in which typed answers wait until their record is written."""

    folder: Path

    def path(self, title: str) -> Path:
        """Where the answers for a title are kept."""
        return self.folder / f"answers-{slug(title)}.json"

    def keep(self, typed: Typed) -> Path:
        """Write the answers down, replacing earlier ones for the same title."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.path(typed.title)
        text = json.dumps(asdict(typed), ensure_ascii=False, indent=2) + "\n"
        if not path.exists():
            path.touch(mode=0o600)
        replace_text(path, text)
        return path

    def put_aside(self, title: str) -> Path | None:
        """Move the answers of an earlier, unfinished draft out of the way; None without any."""
        path = self.path(title)
        if not path.is_file():
            return None
        return path.replace(path.with_suffix(".json~"))

    def replies(self, title: str) -> Replies:
        """Where a model's answers about a title are kept."""
        return Replies(self.folder / f"replies-{slug(title)}")

    def drop(self, title: str) -> None:
        """Forget everything that was kept for a title, once its record is written."""
        self.path(title).unlink(missing_ok=True)
        self.path(title).with_suffix(".json~").unlink(missing_ok=True)
        self.replies(title).drop()
        with suppress(OSError):
            self.folder.rmdir()

    def latest(self) -> Typed | None:
        """The answers that were kept last, or None."""
        if not self.folder.is_dir():
            return None
        kept = sorted(self.folder.glob("answers-*.json"), key=lambda p: p.stat().st_mtime)
        return read_answers(kept[-1]) if kept else None


@dataclass(frozen=True, slots=True)
class Replies:
    """The folder in which a model's answers about one title wait: paid for, not yet a record."""

    folder: Path

    def recall(self, key: str) -> str | None:
        """The whole answer that was kept under a key; None where there is none."""
        try:
            return self._whole(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, key: str, text: str) -> None:
        """Keep a whole answer, in place of the pieces that were heard of it."""
        self._make()
        replace_text(self._whole(key), text)
        self._part(key).unlink(missing_ok=True)

    def hear(self, key: str, piece: str) -> None:
        """Keep a piece of an answer that is still coming in; it survives the process."""
        self._make()
        with self._part(key).open("a", encoding="utf-8", errors="replace") as file:
            file.write(piece)

    def drop(self) -> None:
        """Forget them."""
        if self.folder.is_dir():
            for kept in self.folder.iterdir():
                kept.unlink(missing_ok=True)
            with suppress(OSError):
                self.folder.rmdir()

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _whole(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _part(self, key: str) -> Path:
        return self.folder / f"{key}.part"


def read_answers(path: Path) -> Typed:
    """Read an answers file: what `keep` wrote, or a plain mapping of key to answer.

    Raises:
        UsageError: The file cannot be read, or is no JSON object of texts.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read as answers: {error.strerror}") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as answers: {error}") from error
    answers = raw.get("answers", raw) if isinstance(raw, dict) else None
    if not isinstance(answers, dict) or not all(isinstance(v, str) for v in answers.values()):
        hint = 'it should look like {"load": "200 requests per second"}'
        raise UsageError(f"{path}: is no JSON object of answers", hint=hint)
    kept = raw if "answers" in raw else {}
    return Typed(
        str(kept.get("title", "")),
        answers,
        _texts(kept.get("options", []), path),
        _texts(kept.get("context", []), path),
        _flags(kept.get("flags", {}), path),
        _questions(kept.get("questions", []), path),
    )


def _texts(raw: object, path: Path) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(text, str) for text in raw):
        raise UsageError(f"{path}: options, context and flags have to be lists of texts")
    return tuple(raw)


def _flags(raw: object, path: Path) -> dict[str, list[str]]:
    if not isinstance(raw, dict):
        raise UsageError(f"{path}: flags have to be an object of lists of texts")
    return {name: list(_texts(stated, path)) for name, stated in raw.items()}


def _questions(raw: object, path: Path) -> tuple[dict[str, str], ...]:
    asked = raw if isinstance(raw, list) else []
    if not all(isinstance(q, dict) and all(isinstance(v, str) for v in q.values()) for q in asked):
        raise UsageError(f"{path}: questions have to be objects of texts")
    return tuple(asked)
