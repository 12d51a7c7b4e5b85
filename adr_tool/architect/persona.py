"""Sub-agent files: who the architect is, and what they would ask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of a persona's bank.

    Attributes:
        key: Its topic, for example `load` or `budget`.
        ask: The question.
        why: What its answer changes.
    """

    key: str
    ask: str
    why: str


@dataclass(frozen=True, slots=True)
class Persona:
    """A Claude Code sub-agent file, read as a description of a person.

    Attributes:
        name: Its name.
        description: When to ask this person; one paragraph.
        body: The system prompt.
        model: The model the file asks for, or empty.
        sha256: Hex digest of the file's bytes.
        bank: The questions of its `## Questions` section; empty where it has none.
        ignored: Front-matter keys that we never act on.
        origin: `shipped`, or the path of the file.
    """

    name: str
    description: str
    body: str
    model: str
    sha256: str
    bank: tuple[BankQuestion, ...]
    ignored: tuple[str, ...]
    origin: str
