"""The rules about content, safety and references: how bad each is, and what to say and do."""

from __future__ import annotations

from dataclasses import dataclass

from adr_tool.domain.finding import Severity

_INFO, _WARNING, _ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


@dataclass(frozen=True, slots=True)
class Rule:
    """What one code means to a reader.

    Attributes:
        severity: How bad it is.
        message: What is wrong; `{}` is the detail.
        hint: What to do about it.
        usual: Whether a reviewer would act on it in any log, so that it is on by default.
        settled: Whether it also concerns records that are no proposal any more.
    """

    severity: Severity
    message: str
    hint: str
    usual: bool = True
    settled: bool = False

    def words(self, detail: str) -> str:
        """The message about one place."""
        return self.message.replace("{}", detail) if detail else self.message.replace(": {}", "")


RULES: dict[str, Rule] = {
    "ADR502": Rule(
        _WARNING,
        "a part is missing: {}",
        "add it, or say in one sentence why there is nothing to say",
    ),
    "ADR503": Rule(_WARNING, "nothing stands under the heading: {}", "write it, or delete it"),
    "ADR504": Rule(
        _WARNING,
        "one option is no choice: {}",
        "name what else could be done, at least leaving things as they are",
    ),
    "ADR505": Rule(
        _WARNING, "the options do not match: {}", "list, argue and choose the same options"
    ),
    "ADR506": Rule(_WARNING, "title and outcome disagree: {}", "let both name what was decided"),
    "ADR507": Rule(
        _WARNING,
        "nothing speaks for an option: {}",
        "say what it would be good for, or strike it: nobody would have chosen it",
    ),
    "ADR508": Rule(
        _WARNING,
        "nothing speaks against the chosen option: {}",
        "say what it costs; every choice has a price",
    ),
    "ADR509": Rule(
        _WARNING, "the consequences name no downside: {}", "say what gets harder, or is given up"
    ),
    "ADR510": Rule(_WARNING, "the outcome gives no reason: {}", "add why: because …"),
    "ADR511": Rule(
        _WARNING,
        "the reason only repeats the choice: {}",
        "name the driver that decides it",
    ),
    "ADR512": Rule(
        _WARNING,
        "scores in a table look exact and are opinions",
        "write meets, partly, fails or unknown with a reason",
    ),
    "ADR513": Rule(
        _INFO,
        "praise that cannot be checked: {}",
        "say what was measured, or leave it out",
        usual=False,
    ),
    "ADR514": Rule(
        _INFO,
        "that others do it is no reason of your own: {}",
        "say why it fits here, or cite the source",
        usual=False,
    ),
    "ADR515": Rule(
        _INFO,
        "no word among the consequences tells of a downside",
        "say what gets harder, or is given up",
        usual=False,
    ),
    "ADR516": Rule(
        _INFO,
        "nothing says how one would see that it works",
        "name a test, a review or a measurement",
        usual=False,
    ),
    "ADR517": Rule(
        _INFO,
        "nothing says how to get back",
        "say what a way back would cost, or that there is none",
        usual=False,
    ),
    "ADR518": Rule(
        _INFO,
        "nothing says what would reopen it",
        "name a trigger, or set review-by",
        usual=False,
    ),
    "ADR519": Rule(
        _INFO, "the title is hard to cite: {}", "a short statement of what is decided", usual=False
    ),
    "ADR520": Rule(
        _INFO,
        "it is long: {}",
        "one decision per record; move the design elsewhere and link to it",
        usual=False,
    ),
    "ADR521": Rule(
        _INFO, "the context is thin: {}", "say what forces the decision now", usual=False
    ),
    "ADR522": Rule(
        _INFO,
        "it reads like a law (must, shall): {}",
        "decide here; keep the rules where they are enforced",
        usual=False,
    ),
    "ADR601": Rule(
        _ERROR,
        "looks like a secret: {}",
        "revoke it and take it out; in git's history it is public already",
        settled=True,
    ),
    "ADR602": Rule(
        _ERROR,
        "characters that nobody sees: {}",
        "delete them; they can hide words or turn text round",
        settled=True,
    ),
    "ADR603": Rule(
        _ERROR,
        "HTML that runs or loads something: {}",
        "delete it, or put it between backticks if it is an example",
        settled=True,
    ),
    "ADR604": Rule(
        _ERROR,
        "orders to a machine where no reader sees them: {}",
        "delete them, and ask who wrote them",
        settled=True,
    ),
    "ADR605": Rule(
        _INFO,
        "a comment that the page does not show: {}",
        "say it in the text, or delete it",
        usual=False,
        settled=True,
    ),
    "ADR606": Rule(
        _WARNING,
        "characters of no width, as pasting leaves: {}",
        "delete them; what is copied from here has them too",
        settled=True,
    ),
    "ADR701": Rule(
        _WARNING,
        "there is no such file: {}",
        "mend the link, or name what replaced it",
        settled=True,
    ),
    "ADR702": Rule(
        _INFO,
        "there is no such file in the repository: {}",
        "name what replaced it",
        usual=False,
        settled=True,
    ),
    "ADR703": Rule(
        _WARNING, "there is no such commit: {}", "name a commit of the main branch", settled=True
    ),
    "ADR704": Rule(
        _WARNING,
        "there is no such record: {}",
        "mend the number, or name the log that it is from",
        settled=True,
    ),
    "ADR705": Rule(
        _WARNING, "dated in the future: {}", "write the day on which it was decided", settled=True
    ),
}
"""Code → rule, for the findings that come from the text of one record."""
