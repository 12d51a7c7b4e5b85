"""What in a text may harm who reads it: secrets, hidden characters, live HTML, hidden orders."""

from __future__ import annotations

import base64
import binascii
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from adr_tool.document.outline import Line, Outline
from adr_tool.document.rubric.doubt import Doubt
from adr_tool.document.visible import titles
from adr_tool.domain.record import Record
from adr_tool.domain.secrets import find_secrets
from adr_tool.domain.status import Status

# Zero-width characters, a byte-order mark inside, invisible operators; overrides of direction
# (https://trojansource.codes); tags, in which whole sentences can be written.
_UNSEEN = re.compile(
    "[\u200b\u2060-\u2064\u206a-\u206f\u180e\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e01ef]"
    "|(?<=[\\x20-\\x7e])[\u200c\u200d\u200e\u200f](?=[\\x20-\\x7e])"
)
_ZERO_WIDTH = "[\u200b-\u200f\u2060\ufeff]"
_PASTED = re.compile(
    rf"(?<!{_ZERO_WIDTH})(?:(?<!\w){_ZERO_WIDTH}+|{_ZERO_WIDTH}+(?!\w|{_ZERO_WIDTH}))"
)
"""Beside a blank or a mark they split no word; more than a few in a line may hide a text."""
_MOST_PASTED = 4
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_CODE = ("    ", "\t")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:[^\n]|\n(?!\n)){1,2000}?(?<!`)\1(?!`)")
_LIVE = re.compile(
    r"<(?:script|iframe|style)(?=[\s>])"
    r"|<(?:object|embed|form|link|meta|base|applet)\s+[\w:-]+\s*="
    r"|<[a-z][\w-]*\s[^<>]*?\bon[a-z]{3,}\s*=\s*[\"'\w]"
    r"|(?:\]\(|(?:href|src)\s*=\s*[\"']?)\s*(?:javascript|vbscript|data:text/html)\s*:?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_HIDDEN = re.compile(
    r"^ {0,3}\[[^\]\n]*\]:[ \t]*(?:#|<>)[ \t]*(?P<comment>\S.*)$"
    r"|(?P<styled><[^<>]{0,500}style\s*=[^<>]{0,500}(?:display\s*:\s*none|visibility\s*:\s*hidden"
    r"|font-size\s*:\s*0|opacity\s*:\s*0)[^<>]*>[^<]{0,2000})"
    r"|!\[(?P<alt>[^\]\n]{12,})\]",
    re.MULTILINE | re.IGNORECASE,
)
_ORDERS = re.compile(
    r"ignore[rz]? .{0,40}\b(?:instructions?|rules|prompts?|consignes|règles|instruções|regras)\b"
    r"|disregard .{0,40}\b(?:instructions?|rules|prompts?)\b|system ?prompt"
    r"|\byou are (?:now )?(?:an? )?(?:ai|assistant|language model|reviewer|helpful)\b|\bas an ai\b"
    r"|\b(?:ai|llm|assistant|agent|reviewer|model|claude|gpt|copilot)s?\s*[:,]\s*(?:please |you must )?"
    r"(?:approve|accept|ignore|do not|don't|set|say|report|mark|merge|skip|recommend)\b"
    r"|\b(?:set|change) (?:the )?status (?:to )?[\"']?accepted"
    r"|\bapprove this (?:record|adr|pr|pull request|decision)\b"
    r"|\b(?:print|reveal|output|show) (?:the |your |all )?(?:environment|env vars?|secrets?|api keys?|prompt)\b"
    r"|\bdo not (?:mention|report|flag|reveal) this\b"
    r"|ignoriere .{0,40}(?:anweisung|regeln|vorgaben)|setze den status auf|genehmige diese"
    r"|approuve(?:z)? (?:cette|ce)\b|ignora .{0,40}(?:instrucciones|reglas)|aprueba (?:esta|este)\b"
    r"|aprove (?:esta|este)\b|忽略.{0,15}(?:指令|指示|规则|说明)|系统提示|批准(?:此|这|该)"
    r"|(?:指示|命令|ルール).{0,10}無視|システムプロンプト|承認してください"
    r"|игнорируй.{0,40}(?:инструкци|указани|правил)|системн\w+ промпт|одобри эт",
    re.IGNORECASE | re.DOTALL,
)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{32,}={0,2}")
_OF_TOOLS = re.compile(
    r"\s*/?(?:markdownlint|prettier|toc\b|/toc|vale|cspell|codespell|textlint|lint|doctoc|start|end\b"
    r"|markdown-link-check|spdx|copyright|licen[cs]e|more\b|alex|truncate|endoc|optional|omit|embed|adr:)",
    re.IGNORECASE,
)
_SHOWN = 60
# An elided key, or the password of a server on one's own machine or a documentation's.
_EXAMPLE = re.compile(r"\.{6}|…|^[^\s@]+@(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)?example\.)")
_HOST = 40
_KEY = re.compile(r"[A-Za-z0-9+/]{16}")
"""What a block of a private key is full of, unless only its first and last line are shown."""


def unsafe(outline: Outline, record: Record) -> Iterator[Doubt]:
    """Find what may harm people, tools or models that read a record."""
    for secret in find_secrets(outline.text):
        if _EXAMPLE.search(outline.text[secret.start : secret.end + _HOST]):
            continue
        if secret.kind == "private-key" and not _KEY.search(
            outline.text[secret.start : secret.end]
        ):
            continue
        yield Doubt(outline.text.count("\n", 0, secret.start) + 1, "ADR601", secret.kind)
    yield from _unseen(outline)
    yield from _live(outline)
    if (
        "<!--" in outline.text
        or "](" in outline.text
        or "style" in outline.text
        or "]:" in outline.text
    ):
        yield from _hidden(outline, is_open=record.status in (Status.DRAFT, Status.PROPOSED))


def _unseen(outline: Outline) -> Iterator[Doubt]:
    text = outline.text
    if text.isascii() or not _UNSEEN.search(text, 1):
        return
    mixed = bool(_RIGHT_TO_LEFT.search(text))
    for line in outline.lines:
        if line.text.isascii():
            continue
        words = _FLAG.sub("", line.text if line.start else line.text.removeprefix("\ufeff"))
        found = _UNSEEN.findall(words)
        # A text that runs both ways may steer its direction.
        odd = [c for c in found if not (mixed and c in "\u200e\u200f\u2066\u2067\u2068\u2069")]
        if odd:
            names = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in odd[:8]))
            left = [c for c in _UNSEEN.findall(_PASTED.sub("", words)) if c in odd]
            code = "ADR602" if left or len(odd) > _MOST_PASTED else "ADR606"
            yield Doubt(line.number, code, f"{len(odd)} of {names}")


def _live(outline: Outline) -> Iterator[Doubt]:
    if "<" not in outline.text and "script:" not in outline.text:
        return
    # Four spaces make code of a line, unless it goes on a list item.
    said = [li.text if li.prose and not li.text.startswith(_CODE) else "" for li in outline.lines]
    seen: set[int] = set()
    for match in _LIVE.finditer(_CODE_SPAN.sub(_blank, "\n".join(said))):
        number = match.string.count("\n", 0, match.start()) + 1
        if number not in seen:
            seen.add(number)
            yield Doubt(number, "ADR603", " ".join(match.group().split())[:_SHOWN])


def _blank(span: re.Match[str]) -> str:
    """As many lines as a code span has, and nothing on them."""
    return "\n" * span.group().count("\n")


def _hidden(outline: Outline, *, is_open: bool) -> Iterator[Doubt]:
    fenced = _fenced(outline)
    starts = [line.start for line in outline.lines]
    for start, words, is_comment in _hidden_texts(outline.text):
        number = bisect_right(starts, start)
        line = outline.lines[number - 1]
        if number in fenced or line.text.startswith(_CODE) or _in_code(line, start):
            continue
        order = _ORDERS.search(words) or _ORDERS.search(_decoded(words))
        if order:
            yield Doubt(number, "ADR604", " ".join(order.group().split())[:_SHOWN])
        elif is_comment and not is_open and words.strip() and not _OF_TOOLS.match(words):
            yield Doubt(number, "ADR605", " ".join(words.split())[:_SHOWN])


def _hidden_texts(text: str) -> Iterator[tuple[int, str, bool]]:
    """Offset and words of what a page does not show, and whether it is a comment."""
    for match in _COMMENT.finditer(text):
        yield match.start(), match[1], True
    for match in _HIDDEN.finditer(text):
        yield match.start(), match[match.lastgroup or 0], False
    for match in titles(text):
        yield match.start(), match["title"], False


def _fenced(outline: Outline) -> set[int]:
    """The numbers of the lines inside fences of code."""
    found: set[int] = set()
    inside = False
    for line in outline.lines:
        edge = not line.prose and line.text.lstrip(" \t>-*+0123456789.").startswith(("```", "~~~"))
        inside ^= edge
        if inside and not edge:
            found.add(line.number)
    return found


@lru_cache(maxsize=1)
def _code_spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _CODE_SPAN.finditer(text)) if "`" in text else ()


def _in_code(line: Line, start: int) -> bool:
    at = start - line.start
    spans = _code_spans(line.text)
    before = bisect_right(spans, (at, len(line.text)))
    return before > 0 and at < spans[before - 1][1]


def _decoded(words: str) -> str:
    """What stands in the base64 of some words."""
    found = []
    for blob in _BASE64.findall(words):
        try:
            found.append(base64.b64decode(blob + "=" * (-len(blob) % 4)).decode())
        except (binascii.Error, ValueError):
            continue
    return " ".join(found)
