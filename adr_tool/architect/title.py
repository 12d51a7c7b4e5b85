"""Understand a title as people type it: options, the one chosen, the purpose, a problem."""

from __future__ import annotations

import re

from adr_tool.architect.brief import Subject

_ASK = re.compile(
    r"^(?:should\s+(?:we|i|they)|shall\s+we|do\s+we|can\s+we|could\s+we|which|what)\s+",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"^(?:use|adopt|choose|pick|select|introduce|go\s+with|switch\s+to|move\s+to|migrate\s+to|"
    r"standardi[sz]e\s+on|prefer|build\s+on|rely\s+on|run\s+on|deploy\s+(?:to|on)|"
    r"choos(?:e|ing)\s+between|decide\s+between|choice\s+(?:of|between))\s+(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^(?:.*?\b)?between\s+(.+?)\s+and\s+(.+)$", re.IGNORECASE)
_FROM_TO = re.compile(
    r"^(?:migrate|move|switch|change|convert|port)\s+(?:.{0,40}?\s)?from\s+(.+?)\s+to\s+(.+)$",
    re.IGNORECASE,
)
_REPLACE = re.compile(r"^replac(?:e|ing)\s+(.+?)\s+(?:with|by)\s+(.+)$", re.IGNORECASE)
_OVER = re.compile(r"^(.+?)\s+(?:over|instead\s+of|rather\s+than)\s+(.+)$", re.IGNORECASE)
_VERSUS = re.compile(r"\s+(?:vs\.?|versus|v\.)\s+", re.IGNORECASE)
_OR = re.compile(r"\s*,?\s+or\s+|\s*,\s*", re.IGNORECASE)
_PURPOSE = re.compile(
    r"^(?P<option>.+?)\s+(?:for|as|to\s+(?=[a-z]+\s)|in\s+(?=our|the|my)|when|because)\s*(?P<purpose>.+)$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"^(?P<what>.*)\b(?:in|on|with|using|via|through|into|inside|at)\s+(?!our\b|my\b)(?P<option>\S.*)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]+)\]\(https?:[^)]*\)")
_TOPIC = re.compile(r"^(?P<topic>[^:]{2,40}):\s+(?P<rest>.+)$")
_PROBLEM = re.compile(
    r"\b(?:slow|slowly|takes?|taking|latency|time[sd]?\s*out|timeouts?|crash\w*|fail(?:s|ing|ure)?|down|"
    r"outages?|bottleneck|too\s+(?:much|many|large|expensive|slow)|can(?:no|')t|does\s*n.t|problem|"
    r"issue|under\s+load|unreliable|flaky|lost|losing|leaks?|errors?|scal(?:e|ing)|costs?\s+too)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"^(?:an?\s+|the\s+|new\s+|design\s+|build\s+(?:an?\s+)?|"
    r"(?:we|i)\s+(?:need|want|wish|would\s+like)\s+)",
    re.IGNORECASE,
)
_MOST_WORDS = 5


def understand(title: str, given: tuple[str, ...] = ()) -> Subject:
    """Split a title into what it asks and the options that it names.

    Args:
        title: As typed, for example `Kafka or RabbitMQ for order events`.
        given: Options that were named beside the title; they come first.

    Returns:
        The subject; options keep the spelling and order in which they were typed.
    """
    typed = " ".join(title.split())
    bare = _LINK.sub(r"\1", typed).replace("`", "").rstrip("?!. ").lstrip("¿¡ ")
    asked = bool(_ASK.match(bare)) or typed.endswith("?")
    stem = _VERB.sub("", _ASK.sub("", bare, count=1), count=1)
    topic = _TOPIC.match(stem)
    stem = topic["rest"] if topic else stem
    options, chosen, purpose = _split(stem, asked=asked, bare=bare)
    named = tuple(dict.fromkeys((*given, *options)))
    compared = len(options) > 1 and not chosen
    heading = typed
    if compared and not asked:
        subject = f"{topic['topic']}: " if topic else ""
        heading = f"{subject}{_enumerated(options)}{_for(bare, stem)}?"
        if 0 <= bare.find(purpose or "?") < bare.find(options[0]):
            heading = f"{bare}?"
    problem = not named and bool(_PROBLEM.search(bare) or _WISH.match(bare) or asked)
    return Subject(typed, heading, named, chosen, purpose, problem)


def _split(stem: str, *, asked: bool, bare: str) -> tuple[tuple[str, ...], str, str]:
    """The options, the chosen one, and the purpose of what remains of a title."""
    for pattern in (_REPLACE, _FROM_TO):
        found = pattern.match(bare)
        if found:
            new, purpose = _purpose(found[2])
            return (new, found[1].strip()), "" if asked else new, purpose
    between = _BETWEEN.match(bare)
    if between:
        last, purpose = _purpose(between[2])
        first = (p.strip() for p in between[1].split(",") if p.strip())
        return (*first, last), "", purpose
    over = _OVER.match(stem)
    if over and _is_name(over[1]):
        second, purpose = _purpose(over[2])
        return (over[1].strip(), second), "" if asked else over[1].strip(), purpose
    several, purpose = _several(stem)
    if several:
        return several, "", purpose
    return _single(stem, asked=asked, bare=bare)


def _several(stem: str) -> tuple[tuple[str, ...], str]:
    if _VERSUS.search(stem):
        head, purpose = _purpose(stem)
        parts = [p for piece in _VERSUS.split(head) for p in _OR.split(piece)]
        if len(_VERSUS.split(head)) == 1:
            parts, purpose = _VERSUS.split(stem), ""
        return tuple(p.strip() for p in parts if p.strip()), purpose
    head, purpose = _purpose(stem)
    if re.search(r"\bor\b", head, re.IGNORECASE):
        first, *more = [p.strip() for p in _OR.split(head) if p.strip()] or [""]
        place = _WHERE.match(first)
        if place and more:
            purpose = purpose or place["what"].strip()
            first, *more = (_located(part) for part in (first, *more))
        if more and all(_is_name(p) for p in (first, *more)):
            return tuple(_ARTICLE.sub("", part) for part in (first, *more)), purpose
    return (), ""


def _located(words: str) -> str:
    """What stands behind `in` or `with`: of `store it in S3 or on disk`, S3 and disk."""
    found = _WHERE.match(words)
    return _ARTICLE.sub("", found["option"]) if found else words


def _single(stem: str, *, asked: bool, bare: str) -> tuple[tuple[str, ...], str, str]:
    uses = bool(_VERB.match(_ASK.sub("", bare, count=1)))
    asks_what = bool(re.match(r"^(?:which|what)\b", bare, re.IGNORECASE))
    if not uses or asks_what:
        return (), "", _purpose(stem)[1]
    option, purpose = _purpose(stem)
    return (option,), "" if asked else option, purpose


def _purpose(words: str) -> tuple[str, str]:
    found = _PURPOSE.match(words.strip())
    if found:
        return found["option"].strip(), found["purpose"].strip()
    return words.strip(), ""


def _is_name(words: str) -> bool:
    return 0 < len(words.split()) <= _MOST_WORDS


def _enumerated(options: tuple[str, ...]) -> str:
    return " or ".join((", ".join(options[:-1]), options[-1]))


def _for(bare: str, stem: str) -> str:
    """The purpose with its preposition, as it was typed behind the last option."""
    found = _PURPOSE.match(stem)
    return stem[found.end("option") :].rstrip() if found and bare.endswith(stem) else ""
