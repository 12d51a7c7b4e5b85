"""Where records live: folders, files and git."""
