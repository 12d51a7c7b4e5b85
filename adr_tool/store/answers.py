"""What a person typed, kept in a file before anything can go wrong."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from adr_tool.domain.naming import slug
from adr_tool.errors import UsageError
from adr_tool.store.writing import replace_text


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything a person typed for one draft."""

    title: str
    answers: dict[str, str]
    options: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


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

    def drop(self, title: str) -> None:
        """Forget the answers for a title, once its record is written."""
        self.path(title).unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def latest(self) -> Typed | None:
        """The answers that were kept last, or None."""
        if not self.folder.is_dir():
            return None
        kept = sorted(self.folder.glob("answers-*.json"), key=lambda p: p.stat().st_mtime)
        return read_answers(kept[-1]) if kept else None


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
    )


def _texts(raw: object, path: Path) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(text, str) for text in raw):
        raise UsageError(f"{path}: options and context have to be lists of texts")
    return tuple(raw)
