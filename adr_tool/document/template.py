"""Fill a template: draft to text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from adr_tool.document.anchors import anchor
from adr_tool.document.heading import heading
from adr_tool.document.keys import scalar
from adr_tool.domain.advice import (
    Advice,
    Argument,
    Direction,
    Flow,
    Option,
    OptionKind,
    Rule,
    Source,
)
from adr_tool.domain.draft import Draft
from adr_tool.errors import TemplateError

_JINJA = re.compile(r"\{\{|\{%|\{#")
_WORDS = re.compile(r"\b(NUMBER|TITLE|DATE|STATUS)\b")
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_MOST_ARGUMENTS = 2
_BLANK_LINES = re.compile(r"\n{3,}")


def fill(template: str, draft: Draft, parts: Mapping[str, str], name: str = "template") -> str:
    """Fill a template.

    A template is a Jinja document over `draft`, or a file of adr-tools: without Jinja
    marks, the words NUMBER, TITLE, DATE and STATUS are replaced (adr-tools, `adr new`).

    Args:
        template: The template's text.
        draft: What it is filled with.
        parts: Other templates that it may import, by name.
        name: What to call the template in an error.

    Returns:
        The record's text, with one final newline and no run of blank lines.

    Raises:
        TemplateError: The template is not valid; the message names the line.
    """
    if not _JINJA.search(template):
        return _WORDS.sub(lambda m: _bare_words(draft)[m[1]], template)
    try:
        page = _compiled(template, tuple(parts.items()), name)
        text = page.render(
            draft=draft, advice=draft.advice, cite=_Citations(draft), **_bare_words(draft)
        )
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.name}:{error.lineno}: {error.message}") from error
    except (jinja2.TemplateError, *_FAULTS) as error:
        raise TemplateError(f"{name}: {error}") from error
    return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"


@lru_cache(maxsize=8)
def _compiled(template: str, parts: tuple[tuple[str, str], ...], name: str) -> jinja2.Template:
    """Compile a template once: that takes far longer than to fill it."""
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.DictLoader({**dict(parts), name: template}),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(_FILTERS)
    return environment.get_template(name)


def _bare_words(draft: Draft) -> dict[str, str]:
    return {
        "NUMBER": "" if draft.number is None else str(draft.number),
        "TITLE": draft.title,
        "DATE": draft.date,
        "STATUS": draft.status.value.capitalize(),
    }


class _Citations:
    """Numbers public sources in the order in which the text first needs them."""

    def __init__(self, draft: Draft) -> None:
        self._known = {source.url: source for source in draft.sources}
        self._used: dict[str, int] = {}

    def __call__(self, ref: str) -> str:
        """Write ` [1]` for a URL that is a public source; nothing for anything else."""
        if ref not in self._known:
            return ""
        number = self._used.setdefault(ref, len(self._used) + 1)
        return f" [[{number}]]"

    def definitions(self) -> str:
        """The link definitions of all sources that were cited, with the date of the check."""
        lines = []
        for url, number in self._used.items():
            source = self._known[url]
            checked = f", checked {source.checked}" if source.checked else ""
            title = f"{source.title}{checked}".replace('"', "'")
            lines.append(f'[{number}]: <{url}> "{title}"')
        return "\n".join(lines)

    def listed(self) -> tuple[tuple[int, str, str], ...]:
        """Number, title and date of every source that was cited."""
        return tuple(
            (number, self._known[url].title, self._known[url].checked)
            for url, number in self._used.items()
        )


def _one_line(text: str) -> str:
    """Flatten a text so that it cannot leave its list item or table cell."""
    return " ".join(text.split())


def _cell(text: str) -> str:
    # A bar behind an odd number of backslashes is escaped already.
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", _one_line(text))


def _sentence(text: str) -> str:
    plain = _one_line(text)
    return plain if not plain or plain.endswith((".", "!", "?", ":")) else f"{plain}."


def _opening(text: str) -> str:
    """Begin with a capital, unless the first word is a name with a spelling of its own."""
    word = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if word.isalpha() and word.islower() else text


def _clause(text: str) -> str:
    return _one_line(text).rstrip(".")


def _lead(direction: Direction) -> str:
    return f"{direction.value.capitalize()}, because "


def _label(source: Source) -> str:
    """What to say about a statement's source where it is not obvious; else nothing."""
    return _LABELS.get(source, "")


_LABELS = {
    Source.ASSUMPTION: " *(assumption)*",
    Source.GENERAL_KNOWLEDGE: " *(model's general knowledge, unverified)*",
}


def _origin(option: Option) -> str:
    """Who brought an option in, when it was not the person who asks."""
    ours = option.kind is OptionKind.STATUS_QUO and option.source is Source.ASSUMPTION
    if option.source is Source.GIVEN or ours:
        return ""
    if option.source is Source.CATALOGUE:
        return " *(class of options from the catalogue)*"
    return " *(suggested by the model, not yet considered by the team)*"


def _one_sided(option: Option) -> str:
    """What to say of an option that is argued for, or against, alone."""
    argued = {argument.direction for argument in option.arguments}
    if argued and Direction.BAD not in argued:
        return "*(no argument against it was given)*"
    if argued and Direction.GOOD not in argued:
        return "*(no argument for it was given)*"
    return ""


def _strongest(option: Option) -> tuple[Argument, ...]:
    """Two arguments for and two against; a record is read, not studied."""
    shown: list[Argument] = []
    for direction in (Direction.GOOD, Direction.BAD):
        shown += [a for a in option.arguments if a.direction is direction][:_MOST_ARGUMENTS]
    return tuple(shown)


def _weaker(option: Option) -> tuple[Argument, ...]:
    shown = _strongest(option)
    return tuple(argument for argument in option.arguments if argument not in shown)


def _fired(advice: Advice) -> tuple[Rule, ...]:
    return tuple(rule for rule in advice.rules if rule.fired_by)


def _open(advice: Advice) -> tuple[Rule, ...]:
    return tuple(rule for rule in advice.rules if not rule.fired_by)


def _mermaid(advice: Advice) -> str:
    """Draw components and flows; every label is quoted, so that none can end a statement."""
    ids = {c.id: f"n{i}" for i, c in enumerate(advice.components)}
    boxes = [f'  {ids[c.id]}["{_quoted(c.name)}"]' for c in advice.components]
    arrows = [_arrow(f, ids) for f in advice.flows if f.source in ids and f.target in ids]
    return "\n".join(("flowchart LR", *boxes, *arrows))


def _arrow(flow: Flow, ids: dict[str, str]) -> str:
    words = ", ".join(w for w in (flow.what, flow.protocol) if w)
    label = f'|"{_quoted(words)}"|' if words else ""
    return f"  {ids[flow.source]} -->{label} {ids[flow.target]}"


def _quoted(text: str) -> str:
    """Write a label: what Mermaid would read as an entity, a directive or HTML is words here."""
    plain = _one_line(text).replace("&lt;", "<").replace("`", "'")
    return "".join(_IN_LABELS.get(char, char) for char in plain)


_IN_LABELS = {
    "#": "#35;", "&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "%": "#37;", "\\": "#92;",
}  # fmt: skip


_FILTERS = {
    "heading": heading,
    "line": _one_line,
    "cell": _cell,
    "sentence": _sentence,
    "opening": _opening,
    "clause": _clause,
    "lead": _lead,
    "label": _label,
    "anchor": anchor,
    "origin": _origin,
    "one_sided": _one_sided,
    "strongest": _strongest,
    "weaker": _weaker,
    "fired": _fired,
    "open_rules": _open,
    "mermaid": _mermaid,
    "yaml": scalar,
}
