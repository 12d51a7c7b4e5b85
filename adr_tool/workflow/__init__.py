"""The verbs, one per file: no printing, no prompting."""
