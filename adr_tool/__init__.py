"""Architecture decision records: drafted, reviewed, linked, published."""

__version__ = "0.1.0"
