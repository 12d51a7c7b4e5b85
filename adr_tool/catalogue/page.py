"""Write entries of the catalogue as Markdown: what `adr catalogue NAME` and our docs show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adr_tool.catalogue.catalogue import Catalogue
from adr_tool.catalogue.entries import Citation, Claim, Kind, KindQuestion, Technology
from adr_tool.domain.advice import Direction


def kind_page(catalogue: Catalogue, kind: Kind) -> str:
    """All about a kind: what decides it, who is in question, what goes wrong, how to move."""
    cite = _Numbers()
    known = tuple(catalogue.technologies[key] for key in catalogue.kinds_said(kind.id))
    parts = [f"# {kind.name}", kind.summary, "## What decides it"]
    for question in kind.questions:
        parts += [f"**{question.ask}** {question.why}", _answers(question, known)]
    parts += ["## Who is in question", *_candidates(kind, known, cite)]
    drivers = (f"{_words(d.attribute)}: {d.text} *Measured by:* {d.measure}" for d in kind.drivers)
    parts += ["## What to hold them against", _list(drivers)]
    failures = (
        f"**{f.scenario}** *Seen by:* {f.detection} *Response:* {f.response}{cite(f.source)}"
        for f in kind.failures
    )
    parts += ["## What goes wrong", _list(failures)]
    for way in kind.migrations:
        parts += ["## How to move, and back", f"{way.strategy}{cite(way.source)}"]
        parts += [_list(way.steps, "1."), f"*Rollback:* {way.rollback}"]
    checks = (
        f"{c.kind.capitalize()}: {c.what} *Passes when:* {c.pass_when}" for c in kind.confirmation
    )
    watched = (f"{w.signal} *Act when:* {w.threshold} *Then:* {w.action}" for w in kind.monitoring)
    parts += ["## How to confirm it", _list((*checks, *watched))]
    mistakes = (f"**{a.name}**: {a.text}" for a in kind.anti_decisions)
    parts += ["## How such decisions go wrong", _list(mistakes), *_pictures(kind)]
    related = (catalogue.kinds[r].name for r in kind.related if r in catalogue.kinds)
    parts += ["## Beside it", _list(related), cite.definitions()]
    return _joined(parts)


def technology_page(catalogue: Catalogue, technology: Technology) -> str:
    """All about a technology: what it is, when to choose it, what it costs, the way out."""
    cite = _Numbers()
    kinds = ", ".join(catalogue.kinds[k].name.lower() for k in technology.kinds)
    parts = [f"# {technology.name}", _said(technology.identity, cite), f"For: {kinds}."]
    if technology.ring:
        note = f" {technology.note}" if technology.note else ""
        parts.append(f"**Our radar: {technology.ring}.**{note} ({technology.own})")
    for title, direction in (("Choose it", Direction.GOOD), ("Avoid it", Direction.BAD)):
        labels = _labels(catalogue, technology)
        rules = (
            f"if {labels.get((r.question, r.answer), r.answer)}: {r.text}{cite(r.source)}"
            for r in technology.rules
            if r.direction is direction
        )
        parts += [f"## {title}", _list(rules)]
    trades = (
        f"{t.direction.capitalize()} for {_words(t.attribute).lower()}: {t.text}{cite(t.source)}"
        for t in technology.trade_offs
    )
    parts += ["## Strengths and weaknesses", _list(trades)]
    for title, claims in (
        ("Limits", technology.limits),
        ("Operations", technology.operations),
        ("Integration", technology.integration),
        ("The way out", technology.exit),
    ):
        parts += [f"## {title}", _list(_said(c, cite) for c in claims)]
    terms = (technology.licence, technology.governance)
    parts += ["## Licence and governance", _list(_said(c, cite) for c in terms if c)]
    return _joined([*parts, cite.definitions()])


class _Numbers:
    """Numbers for the sources of one page, in the order of their first use."""

    def __init__(self) -> None:
        self._used: dict[str, tuple[int, Citation]] = {}

    def __call__(self, source: Citation) -> str:
        number, _ = self._used.setdefault(source.url, (len(self._used) + 1, source))
        return f" [[{number}]]"

    def definitions(self) -> str:
        lines = []
        for number, source in self._used.values():
            checked = f", checked {source.checked}" if source.checked else ""
            title = f"{source.title}{checked}".replace('"', "'")
            lines.append(f'[{number}]: <{source.url}> "{title}"')
        return "\n".join(lines)


def _answers(question: KindQuestion, known: Iterable[Technology]) -> str:
    rows = ["| if the answer is | it speaks for | and against |", "| --- | --- | --- |"]
    for answer in question.answers:
        cells = [answer.label]
        for direction in (Direction.GOOD, Direction.BAD):
            key = (question.id, answer.id, direction)
            named = [t.name for t in known if key in _rule_keys(t)]
            cells.append(", ".join(named) or "–")
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _rule_keys(technology: Technology) -> set[tuple[str, str, Direction]]:
    return {(r.question, r.answer, r.direction) for r in technology.rules}


def _candidates(kind: Kind, known: Iterable[Technology], cite: _Numbers) -> Iterator[str]:
    yield _list(f"**{t.name}**: {_said(t.identity, cite)}" for t in known)
    yield "Where a title names none, these are compared: " + "; ".join(kind.option_classes) + "."


def _pictures(kind: Kind) -> Iterator[str]:
    if kind.pictures:
        yield "## Made clear"
    for picture in kind.pictures:
        snippet = picture.kind == "snippet"
        yield f"```{picture.language}\n{picture.text.rstrip()}\n```" if snippet else picture.text


def _labels(catalogue: Catalogue, technology: Technology) -> dict[tuple[str, str], str]:
    asked = (q for kind in technology.kinds for q in catalogue.kinds[kind].questions)
    return {(q.id, a.id): a.label for q in asked for a in q.answers}


def _said(claim: Claim | None, cite: _Numbers) -> str:
    return f"{claim.text}{cite(claim.source)}" if claim else ""


def _words(attribute: str) -> str:
    return attribute.replace("_", " ").capitalize()


def _list(items: Iterable[str], mark: str = "*") -> str:
    return "\n".join(f"{mark} {item}" for item in items)


def _joined(parts: Iterable[str]) -> str:
    """The parts with a blank line between them; a heading over nothing is left out."""
    told = [part for part in parts if part]
    shown = [
        part
        for part, after in zip(told, [*told[1:], "#"], strict=True)
        if not (part.startswith("## ") and after.startswith(("#", "[1]:")))
    ]
    return "\n\n".join(shown) + "\n"
