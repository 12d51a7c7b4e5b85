"""The words of a text as the index holds them, and where a word stands in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_WIDE}]+|[^\W_{_WIDE}]+")
_IS_WIDE = re.compile(rf"[{_WIDE}]")


def words(text: str) -> list[str]:
    """The words of a text, folded: no capitals, no accents, one form of each character.

    Chinese, Japanese and Korean put no spaces between words: each two neighbouring characters
    are a word, and the last one by itself, so that a single character finds what begins with it.
    """
    return [word for run in _RUN.findall(folded(text)) for word in _of_run(run)]


def folded(text: str) -> str:
    """A text without capitals and accents; `ß` is `ss`, a decomposed `ü` is the composed one."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in apart if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFKC", bare)


def _of_run(run: str) -> list[str]:
    if not _IS_WIDE.match(run):
        return [run]
    return [run[i : i + 2] for i in range(len(run))]


def runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each run of letters stands in a text as it is, and how it reads folded."""
    for found in re.finditer(r"[\w\u0300-\u036f]+", text):
        yield found.start(), found.end(), folded(found.group())


def is_wide(word: str) -> bool:
    """Whether a word is of a script that is written without spaces."""
    return bool(_IS_WIDE.match(word))


def is_single_wide(word: str) -> bool:
    """Whether a word is one character of a script that is written without spaces."""
    return len(word) == 1 and is_wide(word)
