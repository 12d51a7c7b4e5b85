"""Pieces of inline SVG; the style sheet colours them, so that they follow light and dark."""

from __future__ import annotations

import html

from adr_tool.site.markup import one_line

Value = str | float


def element(tag: str, *children: str, **attributes: Value) -> str:
    """An element; `_` stands for `-` in a name, a trailing one is dropped.

    Children are SVG, values of attributes are escaped here.
    """
    words = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{tag}{words}>{''.join(children)}</{tag}>"


def words(text: str, x: float, y: float, **attributes: Value) -> str:
    """A line of text."""
    return element("text", html.escape(one_line(text)), x=x, y=y, **attributes)


def title(text: str) -> str:
    """What an element is, for a pointer that rests on it and for those who listen."""
    return element("title", html.escape(one_line(text)))


def figure(svg: str, *, width: float, height: float, label: str, style: str = "") -> str:
    """A drawing in a page, as wide as it needs and scrolled where there is no room."""
    drawn = element(
        "svg",
        svg,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="group",
        aria_label=label,
    )
    kind = f"adr-drawing {style}".strip()
    scroll = f'tabindex="0" role="region" aria-label="{html.escape(one_line(label))}"'
    return f'<div class="{kind}" data-search-exclude {scroll}>{drawn}</div>\n'


def cut(text: str, most: int) -> str:
    """A text in at most so many characters."""
    plain = one_line(text).replace("`", "")
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def lines(text: str, most: int, count: int = 2) -> list[str]:
    """A text in lines of at most so many characters; what does not fit is cut."""
    found: list[str] = [""]
    for word in one_line(text).replace("`", "").split(" "):
        joined = f"{found[-1]} {word}".strip()
        if len(joined) <= most or not found[-1]:
            found[-1] = joined
        else:
            found.append(word)
    kept = found[:count]
    if len(found) > count:
        kept[-1] = f"{kept[-1]} {found[count]}"
    return [cut(line, most) for line in kept]


def _value(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return html.escape(str(value), quote=True)
