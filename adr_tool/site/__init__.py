"""The published log."""
