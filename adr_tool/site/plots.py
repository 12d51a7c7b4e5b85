"""Plots as inline SVG with a table of the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adr_tool.site.drawing import cut, element, figure, title, words
from adr_tool.site.markup import escape

_WIDTH = 560.0
_BAR = 24.0
_NAMES = 150.0
_NAME = 22
_HEIGHT = 220.0
_BOTTOM = 26.0
_AXIS = 40.0
_RIGHT = 30.0
_LETTER = 7.0

Part = tuple[str, int]
"""A class of the style sheet's tones, and a figure."""


def bars(label: str, rows: Sequence[tuple[str, Sequence[Part]]]) -> str:
    """Lying bars, each made of parts.

    Args:
        label: What is shown.
        rows: The name of each bar, and its parts.
    """
    most = max((sum(count for _, count in parts) for _, parts in rows), default=0) or 1
    room = _WIDTH - _NAMES - 50
    drawn: list[str] = []
    for index, (name, parts) in enumerate(rows):
        y = index * _BAR
        drawn.append(
            words(cut(name, _NAME), _NAMES - 8, y + 16, text_anchor="end", class_="adr-axis")
        )
        x = _NAMES
        for tone, count in parts:
            width = room * count / most
            said = title(f"{name}: {count} {tone}")
            bar = element(
                "rect",
                said,
                x=x,
                y=y + 4,
                width=width,
                height=_BAR - 8,
                class_=f"adr-bar adr-bar--{tone}",
            )
            drawn.append(bar)
            x += width
        total = sum(count for _, count in parts)
        drawn.append(words(str(total), x + 6, y + 16, class_="adr-axis"))
    return figure("".join(drawn), width=_WIDTH, height=len(rows) * _BAR + 4, label=label)


def steps(label: str, points: Sequence[tuple[str, int]]) -> str:
    """A line through figures that stand at equal distances."""
    most = max((count for _, count in points), default=0) or 1
    room = _WIDTH - _AXIS - _RIGHT
    apart = room / max(1, len(points) - 1)
    places = [
        (_AXIS + apart * n, 10 + (_HEIGHT - _BOTTOM - 10) * (1 - count / most))
        for n, (_, count) in enumerate(points)
    ]
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    floor = _HEIGHT - _BOTTOM
    area = f"M{places[0][0]:.1f} {floor:.1f}L{line}L{places[-1][0]:.1f} {floor:.1f}Z"
    drawn = [
        element("path", d=area, class_="adr-area"),
        element("path", d=f"M{line}", class_="adr-line"),
        element("path", d=f"M{_AXIS} {floor}H{_WIDTH - _RIGHT}", class_="adr-year"),
        words(str(most), _AXIS - 8, 14, text_anchor="end", class_="adr-axis"),
        words("0", _AXIS - 8, floor + 4, text_anchor="end", class_="adr-axis"),
        *_ticks(points, places),
    ]
    return figure("".join(drawn), width=_WIDTH, height=_HEIGHT, label=label)


def _ticks(
    points: Sequence[tuple[str, int]], places: Sequence[tuple[float, float]]
) -> Iterable[str]:
    apart = _LETTER * (max(len(name) for name, _ in points) + 1)
    last = -apart
    for (name, _), (x, _) in zip(points, places, strict=True):
        if x - last >= apart:
            last = x
            yield words(name, x, _HEIGHT - 8, text_anchor="middle", class_="adr-axis")


def twin(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The figures of a plot as a table."""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        '<details class="adr-twin"><summary>As a table</summary>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
    )
