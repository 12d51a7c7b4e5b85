"""Draft every brief in every way that is possible, and print what was counted as one table."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from adr_tool.architect.architect import Usage
from adr_tool.architect.budget import Budget, told
from adr_tool.architect.conversation import Means
from adr_tool.architect.model import ModelArchitect
from adr_tool.errors import AdrError
from adr_tool.workspace import Workspace
from tests.evaluation.behaviour import Behaviour, observed
from tests.evaluation.canaries import canaries
from tests.evaluation.cases import Case, all_cases
from tests.evaluation.drafts import Baseline, Made, make
from tests.evaluation.metrics import Scores, judged, total
from tests.evaluation.recordings import families, lying, recordings

WITHOUT_A_MODEL = (Baseline.EMPTY, Baseline.OFFLINE)
NAMES = {
    Baseline.EMPTY: "B0 empty template",
    Baseline.OFFLINE: "B1 offline, with answers",
    Baseline.ONE_SHOT: "B2 one shot",
    Baseline.PERSONA: "B3 persona only",
    Baseline.FULL: "B5 full",
}
WORDS = {
    "fits": "the answer has the shape",
    "checks": "checks of content passed",
    "whole": "inner references that lead somewhere",
    "traceable": "statements with a source that holds",
    "assumed": "assumptions and general knowledge",
    "figures": "figures that nobody gave",
    "links": "links that nobody gave",
    "records": "records that do not exist",
    "others": "paths, commits, requests, names made up",
    "unmarked": "of all these without a mark",
    "recall": "decisive topics asked for",
    "precision": "questions that bear on the answer sheet",
    "mention": "risks mentioned that must be",
    "forbidden": "claims that nobody should make",
    "disciplined": "status, date and deciders are ours",
    "acceptable": "the choice is acceptable",
    "undecided": "nothing is chosen",
    "words": "words, on average",
}
BEHAVIOUR = {
    "twins": "the choice flips or holds with a flipped fact",
    "order": "the same with the options turned round",
    "leaning": "the same although the person leans elsewhere",
    "canaries": "the same with an order planted",
    "blocked": "undecided where nobody could decide",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One way of drafting, over all briefs.

    Attributes:
        costs: Tokens and price in words, or `no model`.
    """

    name: str
    scores: Scores
    drafts: int
    costs: str


def table(columns: Sequence[Column]) -> str:
    """The figures of layer 1 as Markdown."""
    lines = [f"| | {' | '.join(column.name for column in columns)} |"]
    lines.append("| --- |" + " ---: |" * len(columns))
    for field in fields(Scores):
        cells = [_cell(field.name, column.scores) for column in columns]
        lines.append(f"| {WORDS[field.name]} | {' | '.join(cells)} |")
    lines.append(f"| drafts | {' | '.join(str(column.drafts) for column in columns)} |")
    lines.append(f"| cost | {' | '.join(column.costs for column in columns)} |")
    return "\n".join(lines)


def _cell(name: str, scores: Scores) -> str:
    share = getattr(scores, name)
    return f"{share.rate:.0f}" if name == "words" else str(share)


def behaviour_table(seen: Behaviour) -> str:
    """The figures of layer 2 as Markdown, with what went wrong."""
    lines = ["| when one thing is changed | as it must be |", "| --- | ---: |"]
    lines += [f"| {words} | {getattr(seen, name)} |" for name, words in BEHAVIOUR.items()]
    if seen.missed:
        lines += ["", "Not as it must be:", "", *(f"* {words}" for words in seen.missed)]
    return "\n".join(lines)


def column(name: str, made: Sequence[Made], today: str, costs: str = "no model") -> Column:
    """Judge the drafts of one way."""
    return Column(name, total(judged(one, today) for one in made), len(made), costs)


def without_a_model(cases: Sequence[Case], today: str) -> list[Column]:
    """The columns that need nobody."""
    return [
        column(NAMES[way], [make(case, way, None, today) for case in cases], today)
        for way in WITHOUT_A_MODEL
    ]


def recorded(cases: Sequence[Case], today: str) -> tuple[list[Column], Behaviour]:
    """The columns of the answers that were kept: as they are, and with each family of lies."""
    every = {twin.name: twin for case in cases for twin in (case, *map(case.twin, case.twins))}
    kept = {name: one for name, one in recordings().items() if name in every}
    made = {name: make(every[name], Baseline.FULL, one, today) for name, one in kept.items()}
    columns = [column("recorded", list(made.values()), today)] if made else []
    for family in families() if made else ():
        these = [
            make(every[name], Baseline.FULL, lying(one, family), today)
            for name, one in kept.items()
        ]
        columns.append(column(f"lies: {family}", these, today))
    return columns, observed(cases, lambda case: made.get(case.name), made, ())


def asked(
    cases: Sequence[Case], model: ModelArchitect, name: str, today: str
) -> tuple[list[Column], Behaviour]:
    """The columns for which a model is asked, and how it behaves.

    Raises:
        ArchitectError: It could not be reached, or would cost more than it may.
    """
    columns, full = [], dict[str, Made]()
    for way in (Baseline.ONE_SHOT, Baseline.PERSONA, Baseline.FULL):
        made = [make(case, way, model, today) for case in cases]
        costs = told(sum((one.usage for one in made), start=Usage()), name)
        columns.append(column(NAMES[way], made, today, costs))
        full = {one.case.name: one for one in made}

    def draft(case: Case) -> Made:
        return make(case, Baseline.FULL, model, today)

    return columns, observed(cases, draft, full, canaries().values())


def report(options: argparse.Namespace) -> str:
    """Do what was asked for, as Markdown."""
    today, cases = options.date, [all_cases()[name] for name in options.briefs]
    columns, parts, costs = without_a_model(cases, today), [], ""
    made_by = "no model"
    if options.architect == "recorded":
        more, seen = recorded(cases, today)
        columns += more
        parts.append(behaviour_table(seen))
        made_by = "; ".join(sorted({one.made for one in recordings().values()}))
    elif options.architect != "offline":
        space = Workspace(Path.cwd(), (), os.environ)
        made_by = options.model or space.settings.model
        model = space.architect(options.architect, made_by)
        with model.server("") as server:
            made_by = server.model
        model.means = Means(Budget(options.max_cost))
        more, seen = asked(cases, model, made_by, today)
        columns += more
        parts.append(behaviour_table(seen))
        costs = f" All requests together: {told(model.means.budget.spent, made_by)}."
    head = f"{len(cases)} briefs, architect `{options.architect}` ({made_by}), {today}.{costs}"
    return "\n\n".join([head, table(columns), *parts]) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, and write the report."""
    known = list(all_cases())
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.run", description=__doc__)
    parser.add_argument(
        "--architect", choices=["offline", "claude", "command", "recorded"], default="offline"
    )
    parser.add_argument("--briefs", nargs="+", choices=known, default=known, metavar="NAME")
    parser.add_argument("--model", default="")
    parser.add_argument("--max-cost", type=float, metavar="DOLLARS")
    parser.add_argument("--date", default=date.today().isoformat())  # noqa: DTZ011 - a person's day
    parser.add_argument("--out", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        text = report(options)
    except AdrError as error:
        sys.stderr.write(f"{error.message}\n{error.hint or ''}\n")
        return error.exit_code
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
