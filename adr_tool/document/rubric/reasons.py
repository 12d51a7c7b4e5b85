"""Doubts about why: no reason, an empty one, scores or praise in its place, no price paid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.document.outline import Line
from adr_tool.document.rubric.anatomy import Anatomy, Passage, Profile
from adr_tool.document.rubric.doubt import Doubt
from adr_tool.document.rubric.language import Language
from adr_tool.document.rubric.options import chosen_in, count_arguments, items_of
from adr_tool.document.rubric.parts import Part
from adr_tool.document.rubric.vocabulary import (
    BECAUSE,
    CHOSEN,
    DOWNSIDE,
    FASHION,
    MARKETING,
    REASON,
)

_LEAST_REASON = 4  # words besides the name; more explain it in one way or another
_SHORT_REASON = 12
_LEAST_CONSEQUENCES = 20
_LEAST_SCORES = 4
_LEAST_OVERLAP = 0.6
_STEM = 5
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_NONE = re.compile(
    r"(?:none|n/?a|nothing|no (?:negative|downsides?|drawbacks?|disadvantages?)[^.]{0,40}|keine|aucune?"
    r"|ningun[oa]|nenhum[oa]?|无|沒有|没有|なし|特になし|нет|отсутствуют|-|—)[.!。]?",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"^(?:weight|gewicht|gewichtung|poids|peso|权重|重み|вес)\b", re.IGNORECASE)
_SUM = re.compile(
    r"^(?:(?:weighted |total )?(?:total|sum|score|points)|summe|gesamt|punkte|somme|puntuación"
    r"|pontuação|总分|合计|合計|итого|сумма)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[*_]*\d{1,3}(?:[.,]\d+)?(?:\s*/\s*\d{1,3})?%?[*_]*$")
_EMPTY_REASONS = re.compile(
    r"(?:it|this|that|they)(?: is|'s| are| was)? (?:simply |just |clearly |the )*"
    r"(?:best|better|right|good|great|superior|preferred|obvious|chosen)(?: (?:option|choice|solution|one|fit))?"
    r"|es (?:ist )?(?:die |das )?(?:beste|bessere|richtige)(?: (?:option|lösung|wahl))?(?: ist)?"
    r"|c'est (?:la )?(?:meilleure|bonne)(?: (?:option|solution))?"
    r"|es la mejor(?: opción)?|é a melhor(?: opção)?|(?:它)?(?:是)?最好的?(?:选择|方案)?|это лучш\w+ (?:вариант|решение)",
    re.IGNORECASE,
)
_ARGUED = (
    Part.OPTIONS,
    Part.OUTCOME,
    Part.RATIONALE,
    Part.CONSEQUENCES,
    Part.GOOD,
    Part.ARGUMENTS,
)
_SENTENCE = re.compile(r"[^.!?。！？]+")
_INLINE = re.compile(r"`[^`]*`|\[[^\]]*\]\([^)]*\)|https?://\S+|\"[^\"\n]*\"|“[^”\n]*”")


def doubts(anatomy: Anatomy) -> Iterator[Doubt]:
    """Find what is wrong with the reasons and the consequences."""
    yield from _scores(anatomy)
    if anatomy.profile is Profile.CUSTOM:
        return
    yield from _no_downside(anatomy)
    language = anatomy.language
    if language is None:
        return
    yield from _no_reason(anatomy, language)
    yield from _repeated(anatomy, language)
    yield from _praise(anatomy, language)


def size(words: str) -> int:
    """How many words a text has; two Han or kana characters count as one."""
    wide = len(_CJK.findall(words))
    return len(_WORD.findall(_CJK.sub(" ", words))) + wide // 2


def _no_downside(anatomy: Anatomy) -> Iterator[Doubt]:
    """Consequences that are told from one side only (Fairy Tale, Free Lunch Coupon)."""
    below = anatomy.of(Part.CONSEQUENCES)
    good = [p for p in anatomy.of(Part.GOOD) if p.within is Part.CONSEQUENCES]
    bad = [p for p in anatomy.of(Part.BAD) if p.within is Part.CONSEQUENCES]
    if good and all(_says_nothing(p) for p in bad):
        yield Doubt((bad or good)[0].line, "ADR509")
        return
    for passage in below if not good else ():
        for_it, against, neutral = count_arguments(passage.lines)
        labelled = for_it + neutral == items_of(passage.lines)
        if for_it and labelled and not against and not anatomy.of(Part.BAD):
            yield Doubt(passage.line, "ADR509", f"{for_it} good, none bad")
        elif not for_it and not bad and anatomy.language:
            yield from _no_downside_in_words(passage, DOWNSIDE[anatomy.language])


def _no_downside_in_words(passage: Passage, words: re.Pattern[str]) -> Iterator[Doubt]:
    said = passage.words
    if size(said) >= _LEAST_CONSEQUENCES and not words.search(said.lower()):
        yield Doubt(passage.line, "ADR515")


def _says_nothing(passage: Passage) -> bool:
    lines = [re.sub(r"^[\s*+>-]+|\*\*|__", "", li.text).strip() for li in passage.prose]
    return all(_NONE.fullmatch(line) or not line for line in lines)


def _no_reason(anatomy: Anatomy, language: Language) -> Iterator[Doubt]:
    """An outcome that only names what was chosen (MADR: "because {justification}")."""
    outcome = anatomy.first(Part.OUTCOME)
    if outcome is None or anatomy.of(Part.RATIONALE) or outcome.headings:
        return
    said = outcome.words
    found = CHOSEN.search(said)
    name = chosen_in(said[found.end() :]) if found else None
    if found is None or name is None or REASON[language].search(said.lower()):
        return
    if size(said[found.end() :]) - size(name.words) < _LEAST_REASON:
        yield Doubt(outcome.line, "ADR510", name.words)


def _repeated(anatomy: Anatomy, language: Language) -> Iterator[Doubt]:
    """A reason that says the choice once more: a load balancer, because it balances load."""
    mark = BECAUSE.get(language)
    outcome = anatomy.first(Part.OUTCOME)
    if mark is None or outcome is None:
        return
    for line in outcome.prose:
        lowered = line.text.lower()
        found = mark.search(lowered)
        if not found:
            continue
        reason = next(iter(_SENTENCE.findall(lowered[found.end() :])), "").strip(" :：,，")
        choice = (_SENTENCE.findall(lowered[: found.start()]) or [""])[-1]
        if _EMPTY_REASONS.fullmatch(reason) or _overlaps(reason, choice):
            yield Doubt(line.number, "ADR511", reason)
        return


def _overlaps(reason: str, choice: str) -> bool:
    said, chosen = _stems(reason), _stems(choice)
    return (
        len(said) > 1
        and size(reason) <= _SHORT_REASON
        and len(said & chosen) >= _LEAST_OVERLAP * len(said)
    )


def _stems(words: str) -> set[str]:
    """The first letters of each longer word: `balances` and `balancer` share theirs."""
    found = [w.lower() for w in _WORD.findall(words) if len(w) > 3]  # noqa: PLR2004 - it, the
    return {w[:_STEM] for w in found}


def _scores(anatomy: Anatomy) -> Iterator[Doubt]:
    """A table with weights, or with a row of totals: figures that nobody measured."""
    rows: list[tuple[Line, list[str]]] = []
    for line in (*anatomy.prose, Line(0, 0, "", 0, prose=True)):
        if "|" in line.text and line.prose:
            rows.append((line, [c.strip() for c in line.text.strip().strip("|").split("|")]))
            continue
        if _is_scored([cells for _, cells in rows]):
            yield Doubt(rows[0][0].number, "ADR512")
        rows = []


def _is_scored(rows: list[list[str]]) -> bool:
    figures = sum(bool(_NUMBER.match(cell)) for row in rows for cell in row)
    if figures < _LEAST_SCORES:
        return False
    weighed = any(_WEIGHT.match(cell.strip("*_ ")) for cell in rows[0])
    summed = any(
        _SUM.match(row[0].strip("*_ ")) and sum(bool(_NUMBER.match(c)) for c in row[1:]) > 1
        for row in rows[1:]
    )
    scored = any(_SUM.match(cell.strip("*_ ")) for cell in rows[0][1:])
    return weighed or summed or (scored and not _is_measured(rows))


def _is_measured(rows: list[list[str]]) -> bool:
    """Whether cells carry units, as measurements do."""
    return any(
        re.search(r"\d\s?(?:ms|s|MB|GB|kB|KB|€|\$|%|req|rps|µs)\b", c) for r in rows for c in r
    )


def _praise(anatomy: Anatomy, language: Language) -> Iterator[Doubt]:
    for line in anatomy.argued(*_ARGUED):
        found = MARKETING[language].search(_INLINE.sub(" ", line.text.lower()))
        if found:
            yield Doubt(line.number, "ADR513", found.group())
    yield from _fashion(anatomy.argued(Part.OUTCOME, Part.RATIONALE), language)


def _fashion(lines: tuple[Line, ...], language: Language) -> Iterator[Doubt]:
    """A sentence that gives as its reason that others do it too, and no source."""
    for line in lines:
        for sentence in _SENTENCE.findall(_INLINE.sub(" ", line.text.lower())):
            found = FASHION[language].search(sentence)
            if found and REASON[language].search(sentence) and "](" not in line.text:
                yield Doubt(line.number, "ADR514", found.group())
                return
