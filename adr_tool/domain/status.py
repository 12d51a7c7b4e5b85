"""The statuses of a decision, the words for them, and the moves between them."""

from __future__ import annotations

import re
from enum import StrEnum


class Status(StrEnum):
    """Where a decision stands; `UNKNOWN` when the record does not say."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


MOVES: dict[Status, frozenset[Status]] = {
    Status.UNKNOWN: frozenset(
        {Status.PROPOSED, Status.ACCEPTED, Status.REJECTED, Status.DEPRECATED, Status.SUPERSEDED}
    ),
    Status.DRAFT: frozenset({Status.PROPOSED, Status.ACCEPTED, Status.REJECTED}),
    Status.PROPOSED: frozenset({Status.ACCEPTED, Status.REJECTED}),
    Status.ACCEPTED: frozenset({Status.DEPRECATED, Status.SUPERSEDED}),
    Status.REJECTED: frozenset({Status.PROPOSED}),
    Status.DEPRECATED: frozenset({Status.SUPERSEDED, Status.ACCEPTED}),
    Status.SUPERSEDED: frozenset({Status.ACCEPTED}),
}
"""Which status may follow which; staying where one is is no move."""

WORDS: dict[Status, tuple[str, ...]] = {
    Status.DRAFT: (
        "draft",
        "wip",
        "work in progress",
        "rascunho",
        "borrador",
        "brouillon",
        "entwurf",
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
        "experimental",
        "candidate",
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
        "publish",
        "published",
        "recommended",
        "amended",
        "ratified",
        "superseded in part",
        "partially superseded",
        "partly superseded",
        "amended in part",
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

_BY_WORD = {word: status for status, words in WORDS.items() for word in words}
_CJK = re.compile(r"[぀-ヿ㐀-鿿]")


def _pattern() -> re.Pattern[str]:
    """Match any status word; longest first, whole words where the script has words."""
    ordered = sorted(_BY_WORD, key=len, reverse=True)
    parts = [re.escape(w) if _CJK.search(w) else rf"\b{re.escape(w)}\b" for w in ordered]
    return re.compile("|".join(parts))


_ANY_WORD = _pattern()
_STRUCK = re.compile(r"~~.*?~~")
_DECORATION = re.compile(r"[*_`{}\[\]<>\"']")


def parse_status(raw: str) -> tuple[Status, str]:
    """Read a status as people write it.

    The first status word decides; what follows it is the note, for example
    `Accepted. Amended by ADR-12` is accepted with the note `Amended by ADR-12`.

    Args:
        raw: The value as it stands in the record, one line or several; only the first
            line that says something counts.

    Returns:
        The status, `UNKNOWN` where no word is known, and the note.
    """
    found = find_status_word(raw)
    if found is None:
        said = [line.strip() for line in raw.splitlines() if line.strip()]
        return Status.UNKNOWN, said[0] if said else ""
    word = raw[slice(*found)].lower().replace("-", " ")
    line = raw[found[1] :].splitlines()[0] if raw[found[1] :] else ""
    note = line.strip(" \t.,;:!()-–—*_`{}\"'")
    return _BY_WORD.get(word, _BY_WORD.get(word.replace(" ", "-"), Status.UNKNOWN)), " ".join(
        note.split()
    )


def find_status_word(written: str) -> tuple[int, int] | None:
    """Find the word that decides a status: its span in the text as written, or None."""
    blank = _STRUCK.sub(lambda m: " " * len(m.group()), written)
    plain = _DECORATION.sub(" ", blank).lower()
    for line in re.finditer(r"[^\r\n]+", plain):
        if not line.group().strip():
            continue
        found = _ANY_WORD.search(line.group().replace("-in-part", " in part"))
        return (line.start() + found.start(), line.start() + found.end()) if found else None
    return None


def may_move(old: Status, new: Status) -> bool:
    """Tell whether a record may go from one status to another."""
    return new in MOVES[old]


IN_FORCE = frozenset({Status.ACCEPTED})
"""The statuses whose records are guidance."""
