"""Run the command line with `python -m adr_tool`."""

from __future__ import annotations

import gc

_OBJECTS = 100_000


def main() -> None:
    """Run `adr`; an interrupt is an interrupt from the first import on."""
    # Nearly all that is read of a log lives to the end: to look for waste every 700 objects,
    # as Python does, costs a fifth of the time that a large log takes.
    gc.set_threshold(_OBJECTS)
    try:
        from adr_tool.cli.main import adr

        adr()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
