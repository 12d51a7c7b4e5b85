"""The rules that a log is checked against, by subject; each yields findings."""
