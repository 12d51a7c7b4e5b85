"""What asking costs: an estimate before, a sum after, and a limit that is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from adr_tool.architect.architect import Usage
from adr_tool.architect.deadline import Report
from adr_tool.architect.exchange import Receive, Reply, Request
from adr_tool.architect.models import PRICES, PRICES_AS_OF
from adr_tool.errors import ArchitectError

_CHARACTERS_PER_TOKEN = 3.2
"""Of English text, with the tokenizer of Claude 4.7 and later; a fair guess, not a count."""

_MILLION = 1_000_000


def price(usage: Usage, model: str) -> float | None:
    """US dollars at list price, without discounts for cached input; None where not known."""
    listed = PRICES.get(model)
    if listed is None:
        return None
    return (usage.input_tokens * listed.input + usage.output_tokens * listed.output) / _MILLION


def told(usage: Usage, model: str) -> str:
    """Tokens and price in words: `11,000 tokens in, 9,000 out, $0.22 (prices of …)`."""
    tokens = f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out"
    dollars = price(usage, model)
    if dollars is None:
        return f"{tokens}, price unknown"
    return f"{tokens}, ${dollars:.2f} (prices of {PRICES_AS_OF.isoformat()})"


def expected(request: Request) -> Usage:
    """What a request will need, roughly: its characters, and an answer of the usual length."""
    characters = len(request.system) + len(str(request.schema))
    characters += sum(len(turn.content) for turn in request.turns)
    return Usage(round(characters / _CHARACTERS_PER_TOKEN), request.answer_tokens)


@dataclass
class Budget:
    """What one act may cost, and what it has cost so far.

    Attributes:
        limit: US dollars, or None for no limit.
        spent: Tokens so far.
    """

    limit: float | None = None
    spent: Usage = field(default_factory=Usage)

    def require(self, request: Request, model: str) -> None:
        """Refuse a request that would not stay within the limit.

        Raises:
            ArchitectError: It would cost too much, or nobody knows what it costs.
        """
        if self.limit is None:
            return
        sofar, more = price(self.spent, model), price(expected(request), model)
        if sofar is None or more is None:
            what = f"The price of {model} is not known, so --max-cost cannot be kept"
            raise ArchitectError(what, hint="leave --max-cost out, or name a model with a price")
        if sofar + more > self.limit:
            what = f"The next step would cost about ${more:.2f} and ${sofar:.2f} is spent"
            what += f", more than --max-cost {self.limit:.2f}"
            raise ArchitectError(what, hint="raise --max-cost, or use --architect offline")


def budgeted(receive: Receive, budget: Budget, model: str) -> Receive:
    """Ask only what the budget allows, and add up what it costs."""

    def ask(request: Request, report: Report) -> Reply:
        budget.require(request, model)
        reply = receive(request, report)
        budget.spent = budget.spent + reply.usage
        return reply

    return ask
