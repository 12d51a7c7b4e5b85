"""What a senior architect remembers, with sources."""
