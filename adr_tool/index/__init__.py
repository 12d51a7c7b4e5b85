"""How records are found again."""
