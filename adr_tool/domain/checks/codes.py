"""The stable codes of findings, and what each stands for."""

CODES: dict[str, str] = {
    "ADR001": "unreadable record",
    "ADR002": "front matter that is not valid",
    "ADR003": "two places that disagree about the status",
    "ADR004": "a setting that is not known",
    "ADR101": "a number used more than once",
    "ADR102": "a number in the heading that is not the file's",
    "ADR201": "no status, or one that is not known",
    "ADR202": "superseded without a successor",
    "ADR203": "in force, and superseded",
    "ADR204": "superseded by a record that is not in force",
    "ADR205": "a review date or a stage of implementation that cannot be read",
    "ADR301": "a relation to a record that does not exist",
    "ADR302": "a relation that only one side states",
    "ADR303": "records that supersede each other in a circle",
    "ADR304": "two successors of one record",
    "ADR305": "a link whose text names another record than its target",
    "ADR306": "a relation to a section that does not exist",
    "ADR307": "a record that is amended many times",
    "ADR501": "a placeholder left in the text",
}
"""Every code and what it stands for; each has a section in docs/reference/checks.md."""
