"""Run the command line with `python -m adr_tool`."""

from __future__ import annotations


def main() -> None:
    """Run `adr`."""
    from adr_tool.cli.main import adr

    adr()


if __name__ == "__main__":
    main()
