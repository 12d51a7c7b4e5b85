"""Records as people write them, made by hypothesis: every dialect, and what stands around."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import assume
from hypothesis import strategies as st

from adr_tool.document.reader import read
from adr_tool.domain.draft import Draft, DraftLink
from adr_tool.domain.link import LinkKind
from adr_tool.domain.status import Status

STATES = ("draft", "proposed", "accepted", "rejected", "deprecated")
NOTATIONS = {
    "front matter": "---\nnav: 0010 # n\nstatus: {status}\nx: 'y'\n---\n\n# T\n",
    "commented": "---\n# ours\nstatus: {status}   # for now\n\nz:   [a,  b]\n---\n# T\n",
    "quoted": '---\nstatus: "{status}"\n---\n\n# T\n',
    "bullet": "# T\n\n* Status: {status}\n* Date: 2024-05-01\n",
    "bold": "# T\n\n**Status:** {status}  \n**Date:** 2024-05-01\n",
    "line": "# T\n\nStatus: {status}\n",
    "quotation": "# T\n\n> Status: {status}\n> Date: 2024-05-01\n",
    "table": "# T\n\n| Status | {status} |\n|---|---|\n",
    "section": "# T\n\n## Status\n\n{status}\n",
    "setext": "T\n=\n\nStatus\n------\n\n{status}\n",
    "fenced": "# T\n\n```yaml\nStatus: draft\n```\n\n<!-- Status: draft -->\n\nStatus: {status}\n",
    "hidden": "# T\n\n## Status\n\n<!--\ndraft\n-->\n\n{status}\n\n~~~\nSupersedes ADR-3\n~~~\n",
    "badge": "# T\n\n![status](https://x.io/badge/status-{status}-red)\n",
}
"""The dialect → the head of a record in it."""

_PIECES = ["Status: accepted", "* Status: draft", "| Status | x |", "proposed", "---", "```", "~~~",
           "<!--", "-->", "> quote", "- item", "[a](b.md)", "superseded by [a](b.md)", "é 日 😀",
           "", "    code", "|", "\\", "*", "{a b}", "## Notes", "### More", "x  ", "\u202eRTL",
           "`a``", "[a]: b.md", "<details>", "&amp;", "***", "1. a", "\ufeff", "\x00",
           "- [x] done"]  # fmt: skip
BODIES = st.lists(st.sampled_from(_PIECES), max_size=12).map("\n".join)
"""What stands below a head."""


@dataclass(frozen=True, slots=True)
class Written:
    """A record in which the status is left open.

    Attributes:
        dialect: The name of its dialect.
        text: With `@@` where the status stands.
    """

    dialect: str
    text: str

    def stating(self, status: str) -> str:
        """The record with a status."""
        return self.text.replace("@@", status)


@st.composite
def written(draw: st.DrawFn) -> Written:
    """A record in some dialect, with any line ends, a BOM or none, a final newline or none.

    It states its status in one place: in the body, `Status: accepted` above `---` is a heading
    that states it once more.
    """
    dialect = draw(st.sampled_from(sorted(NOTATIONS)))
    head = NOTATIONS[dialect].replace("{status}", "@@")
    text = f"{head}\n## Context\n\n{draw(BODIES)}{draw(st.sampled_from(['', chr(10)]))}"
    ends = draw(st.sampled_from(["\n", "\r\n", "mixed"]))
    if ends == "mixed":
        lines = text.split("\n")
        marks = draw(st.lists(st.sampled_from(["\n", "\r\n"]), min_size=1, max_size=5))
        ended = [line + marks[i % len(marks)] for i, line in enumerate(lines[:-1])]
        text = "".join([*ended, lines[-1]])
    else:
        text = text.replace("\n", ends)
    made = Written(dialect, draw(st.sampled_from(["", "\ufeff"])) + text)
    assume(len(read(made.stating("accepted"), "0007-use-x.md").statuses) == 1)
    return made


_SPICE = ["#", ":", "'", '"', "`", "*", "_", "|", "[x]", "{a b}", "<b>", "&amp;", "\\", "日本語",
          "العربية", "שלום", "\u202e", "é", "e\u0301", "😀", "1.", "ADR-7", "- ", "yes", "0010",
          "~~", "—", "Status: x", "supersedes", "null", "%", "!", "@ana", "(", ")", "]",
          "  "]  # fmt: skip
_LETTERS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20
)
WORDS = (
    st.lists(st.one_of(st.sampled_from(_SPICE), _LETTERS), min_size=1, max_size=6)
    .map(" ".join)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
"""Words with all that means something to Markdown or YAML."""
_LONG = st.integers(1, 400).map(lambda times: " ".join(["sehr langer Name"] * times))


_LEADS = ("7 ", "7. ", "3 ", "3. ", "3) ", "#3 ", "3 - ", "3 – ", "ADR: ", "ADR-7: ", "RFC — ",
          "- ", "— ", "| ", ". ", "# ", "0007-", "7.1 ")  # fmt: skip
_TAILS = (" #", " ##", "#", " \\#", "\\", " <!--", " `<!--`", " -->", ": :", " [x](y)", " *x* _y_",
          " &lt;", " \\&", " `a\\`", " ``", " <b>", " {{ x }}", " &#55;")  # fmt: skip
TITLES = st.builds(
    lambda lead, words, tail: f"{lead}{words}{tail}",
    st.just("") | st.sampled_from(_LEADS),
    WORDS | _LONG,
    st.just("") | st.sampled_from(_TAILS),
)
"""Titles, with all that could be taken for a number, a mark, an escape or a comment."""
TAGS = WORDS | st.sampled_from(["{a}", "{a b}", "'a'", '"a"', "a, b"])
"""Tags, those in braces and quotes too."""
STATUSES = [status for status in Status if status is not Status.UNKNOWN]
LINKS = st.lists(
    st.sampled_from(
        [
            DraftLink(kind, words, f"ADR-000{number}", f"[{number}. Use x](000{number}-use-x.md)")
            for number, (kind, words) in enumerate(
                [
                    (LinkKind.SUPERSEDES, "Supersedes"),
                    (LinkKind.AMENDS, "Amends"),
                    (LinkKind.RELATES_TO, "Relates to"),
                ],
                start=3,
            )
        ]
    ),
    unique=True,
).map(tuple)
"""Relations of a new record."""


def drafts() -> st.SearchStrategy[Draft]:
    """Any draft that a person could ask for."""
    return st.builds(
        Draft,
        number=st.just(7),
        title=TITLES,
        status=st.sampled_from(STATUSES),
        date=st.dates().map(str),
        tags=st.lists(TAGS, max_size=3).map(tuple),
        links=LINKS,
    )
