"""Who is consulted about a decision."""
