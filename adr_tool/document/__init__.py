"""How a decision is written: text to record and back, no files."""
