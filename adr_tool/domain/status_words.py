"""The words in which people write a status, in many languages, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from adr_tool.domain.status import Status

WORDS: dict[Status, tuple[str, ...]] = {
    Status.DRAFT: (
        "draft",
        "wip",
        "work in progress",
        "rascunho",
        "borrador",
        "brouillon",
        "entwurf",
        "incomplete",
        "unfinished",
        "草案",
        "草稿",
        "ドラフト",
        "下書き",
        "черновик",
    ),
    Status.PROPOSED: (
        "proposed",
        "proposal",
        "provisional",
        "in review",
        "under review",
        "review",
        "pending",
        "open",
        "in discussion",
        "rfc",
        "request for comments",
        "request for comment",
        "vorgeschlagen",
        "vorschlag",
        "proposé",
        "proposée",
        "propose",
        "propuesto",
        "propuesta",
        "proposto",
        "proposta",
        "提议",
        "提案",
        "提案中",
        "已提议",
        "предложено",
        "предложен",
        "candidate",
        "planned",
        "planning",
    ),
    Status.ACCEPTED: (
        "accepted",
        "accept",
        "approved",
        "implemented",
        "implementable",
        "implementing",
        "released",
        "active",
        "adopted",
        "agreed",
        "decided",
        "in force",
        "final",
        "complete",
        "completed",
        "done",
        "完成",
        "已完成",
        "publish",
        "published",
        "recommended",
        "amended",
        "ratified",
        "superseded in part",
        "partially superseded",
        "partly superseded",
        "amended in part",
        "extended",
        "extended in part",
        "akzeptiert",
        "angenommen",
        "accepté",
        "acceptée",
        "adopté",
        "adoptée",
        "validé",
        "validée",
        "approuvé",
        "aceptado",
        "aceptada",
        "aceito",
        "aceita",
        "aprovado",
        "aprobado",
        "已接受",
        "接受",
        "已采纳",
        "采纳",
        "已通过",
        "通过",
        "承認済み",
        "承認",
        "採用",
        "採択",
        "принято",
        "принят",
        "принята",
        "утверждено",
    ),
    Status.REJECTED: (
        "rejected",
        "declined",
        "withdrawn",
        "not accepted",
        "not adopted",
        "abgelehnt",
        "verworfen",
        "rejeté",
        "rejetée",
        "refusé",
        "rechazado",
        "rechazada",
        "rejeitado",
        "rejeitada",
        "已拒绝",
        "拒绝",
        "已否决",
        "却下",
        "不採用",
        "отклонено",
        "отклонён",
        "отклонен",
    ),
    Status.DEPRECATED: (
        "deprecated",
        "retired",
        "obsolete",
        "obsoleted",
        "moot",
        "withdrawn after acceptance",
        "veraltet",
        "déprécié",
        "dépréciée",
        "obsolète",
        "obsoleto",
        "obsoleta",
        "descontinuado",
        "已弃用",
        "弃用",
        "废弃",
        "已废弃",
        "非推奨",
        "廃止",
        "устарело",
        "устарел",
    ),
    Status.SUPERSEDED: (
        "superseded",
        "superceded",
        "superseeded",
        "replaced",
        "supplanted",
        "invalidated",
        "retired by",
        "ersetzt",
        "abgelöst",
        "remplacé",
        "remplacée",
        "reemplazado",
        "reemplazada",
        "sustituido",
        "substituído",
        "substituido",
        "substituída",
        "已取代",
        "取代",
        "已被取代",
        "被取代",
        "已替代",
        "被替代",
        "置き換え",
        "заменено",
        "заменён",
        "заменен",
    ),
}
"""The words that mean a status, lower case, in the languages we ship."""

_CJK = re.compile(r"[぀-ヿ㐀-鿿]")


class StatusWords:
    """The words that mean a status in a log: ours in many languages, and a project's own.

    Args:
        own: A project's own words, in any case; they win over ours.
    """

    def __init__(self, own: Mapping[str, Status] = MappingProxyType({})) -> None:
        self.own = {_plain(word): status for word, status in own.items()}
        shipped = {word: status for status, words in WORDS.items() for word in words}
        self.by_word = shipped | self.own

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any of the words; longest first, whole words where the script has words."""
        ordered = sorted(self.by_word, key=len, reverse=True)
        spaced = [r"[\s_-]+".join(re.escape(p) for p in w.split()) for w in ordered]
        whole = "|".join(p for p, w in zip(spaced, ordered, strict=True) if not _CJK.search(w))
        parts = "|".join(p for p, w in zip(spaced, ordered, strict=True) if _CJK.search(w))
        return re.compile(rf"(?<![^\W_])(?:{whole})(?![^\W_])|{parts}", re.IGNORECASE)

    def meaning(self, word: str) -> Status:
        """The status that a word means, `UNKNOWN` where it is none of the words."""
        return self.by_word.get(_plain(word), Status.UNKNOWN)


def _plain(words: str) -> str:
    return re.sub(r"[\s_-]+", " ", words.lower())


SHIPPED = StatusWords()
_MARKUP = re.compile(r"<!--.*?(?:-->|$)|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>", re.DOTALL)
_UNSAID = re.compile(r"~~.*?~~|<!--.*?(?:-->|$)|\{\{[^{}]*+\}\}", re.DOTALL)
_NEGATED = (
    r"(?i)(?:\b(?:not|never|no longer|nicht|non|no|não|не)(?:[\s-]+(?:yet|been|encore))?[\s-]+"
    r"|[未不非没])$"
)
_TARGET = r"\((?:[^()]|\([^()]*+\))*+\)"
_LINK = re.compile(rf"!?\[(?:!\[[^\[\]]*+\]{_TARGET}|[^\[\]])*+\]{_TARGET}")
_LONGEST_NEGATION = 40
_MARKED = re.compile(r"\*\*.+?\*\*")
_AROUND = " \t.,;:!–—*_`{}\"'-"
_LEAST_CHOICES = {"|": 2, "/": 3}


def parse_status(raw: str, words: StatusWords = SHIPPED) -> tuple[Status, str]:
    """Read a status as people write it.

    The first status word decides; what follows it is the note, for example
    `Accepted. Amended by ADR-12` is accepted with the note `Amended by ADR-12`. A list of
    choices that a template left (`proposed | accepted`) is no status.

    Args:
        raw: The value as it stands in the record, one line or several; only the first
            line that says something counts.
        words: The words that count.

    Returns:
        The status, `UNKNOWN` where no word is known, and the note.
    """
    found = find_status_word(raw, words)
    if found is None:
        said = [line.strip() for line in raw.splitlines() if line.strip()]
        return Status.UNKNOWN, said[0] if said else ""
    return words.meaning(raw[slice(*found)]), _note(raw, found)


def find_status_word(written: str, words: StatusWords = SHIPPED) -> tuple[int, int] | None:
    """Find the word that decides a status: its span in the text as written, or None.

    What is struck out, commented out, negated (`not implemented`) or a template's own
    (`{{ draft.status }}`) is not said.
    """
    said = _UNSAID.sub(lambda m: " " * len(m.group()), written)
    for line in re.finditer(r"[^\r\n]+", said):
        if line.group().strip():
            return _word_in(said, _deciding(line, words), words)
    return None


def _deciding(line: re.Match[str], words: StatusWords) -> tuple[int, int]:
    """The part of a line that may decide: all of it, or of several choices the marked one."""
    if not offers_choices(line.group(), words):
        return line.span()
    marked = [m.span() for m in _MARKED.finditer(line.string, *line.span())]
    return marked[0] if len(marked) == 1 else (line.end(), line.end())


def _word_in(said: str, part: tuple[int, int], words: StatusWords) -> tuple[int, int] | None:
    for found in words.pattern.finditer(said, *part):
        before = max(part[0], found.start() - _LONGEST_NEGATION)
        if not re.search(_NEGATED, said[before : found.start()]):
            return found.span()
    return None


def offers_choices(line: str, words: StatusWords = SHIPPED) -> bool:
    """Tell whether a line offers statuses to choose from instead of stating one."""
    for mark, least in _LEAST_CHOICES.items():
        if mark not in line:
            continue
        offered = [part.strip(_AROUND + "[]<>") for part in re.split(rf"[：:{mark}]", line)]
        if sum(words.meaning(part) is not Status.UNKNOWN for part in offered) >= least:
            return True
    return False


def _note(raw: str, word: tuple[int, int]) -> str:
    """What follows the status word on its line; behind the link, where it stands in one."""
    links = [m.end() for m in _LINK.finditer(raw) if m.start() < word[0] < m.end()]
    rest = raw[max([word[1], *links]) :]
    line = _MARKUP.sub("", re.split(r"[\r\n]", rest, maxsplit=1)[0]).strip(_AROUND)
    if line.startswith("(") and line.endswith(")") and ")" not in line[:-1]:
        line = line[1:-1]
    return " ".join(line.strip(_AROUND).split())


def is_linked(written: str, word: tuple[int, int]) -> bool:
    """Tell whether a status word stands inside a Markdown link or a badge."""
    return any(m.start() < word[0] < m.end() for m in _LINK.finditer(written))
