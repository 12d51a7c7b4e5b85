"""Run the command line with `python -m adr_tool`."""

from __future__ import annotations


def main() -> None:
    """Run `adr`; an interrupt is an interrupt from the first import on."""
    try:
        from adr_tool.cli.main import adr

        adr()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
