"""Tell where a change gives decisions, or what they govern, to other owners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adr_tool.domain.need import Bearing, Happened, Need
from adr_tool.project.owners import PLACES, Rule, owners_of, rules
from adr_tool.workflow.govern import Governing


def new_owners(
    old: Mapping[str, str], new: Mapping[str, str], governing: Governing
) -> Iterator[Need]:
    """Each change of who has to agree to the log, or to a path that a record in force affects."""
    for place in PLACES:
        if old.get(place) == new.get(place):
            continue
        before, after = rules(old.get(place, "")), rules(new.get(place, ""))
        for path, bearings in _watched(governing):
            was, now = owners_of(path, before), owners_of(path, after)
            if _owners(was) and _owners(was) != _owners(now):
                reason = f"{path} was owned by {_named(was)}, now by {_named(now)}"
                line = now.line if now else 1
                name = f"the owners of {path}"
                yield Need(
                    "ownership", name, Happened.CHANGED, place, line, reason, bearings=bearings
                )


def _watched(governing: Governing) -> Iterator[tuple[str, tuple[Bearing, ...]]]:
    """The log folders, and the paths without a pattern that records in force affect."""
    for folder in governing.folders:
        yield f"{folder}/", ()
    for record in governing.log.records:
        for glob in record.affects if record.in_force else ():
            plain = glob.removesuffix("/**").removesuffix("/*")
            if "*" not in plain:
                yield plain, (Bearing(record, "affects"),)


def _owners(rule: Rule | None) -> frozenset[str]:
    return frozenset(rule.owners) if rule else frozenset()


def _named(rule: Rule | None) -> str:
    return " ".join(rule.owners) if rule and rule.owners else "nobody"
