from __future__ import annotations

import pytest

from adr_tool.site.sanitise import clean


@pytest.mark.parametrize(
    ("unsafe", "safe"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ("<style>body{display:none}</style>b", "b"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="java\nscript:x()">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ("<form><input name=q><iframe src=x></iframe></form>", ""),
        ('<input type="checkbox" disabled>', '<input type="checkbox" disabled="">'),
        ('<div id="__config" class="md-overlay x">a</div>', '<div class="x">a</div>'),
        ('<h2 id="mit-größe.1">a</h2>', '<h2 id="mit-größe.1">a</h2>'),
        ('<div data-md-component="search">a</div>', "<div>a</div>"),
        ('<td style="text-align:right;background:url(x)">', ""),
        ("<svg onload='x()'><script>x</script><style>y</style></svg>", "<svg></svg>"),
        (
            '<svg><a href="javascript:x()"><image href="//x/"></image></a></svg>',
            "<svg><a></a></svg>",
        ),
        ('<svg><foreignObject><img src="x" onerror="x()"></foreignObject></svg>', "<svg></svg>"),
        ('<img src="a.png" alt="b" onerror="x()">', '<img src="a.png" alt="b">'),
    ],
)
def test_what_could_act_is_taken_out(unsafe: str, safe: str) -> None:
    assert clean(unsafe) == safe


@pytest.mark.parametrize(
    "source", ["https://example.org/a.png", "//example.org/a.png", "/\\example.org/a", "HTTP://x/a"]
)
def test_an_image_of_another_site_is_not_loaded(source: str) -> None:
    assert "<img" not in clean(f'<p><img src="{source}" alt="badge"></p>')
    assert "badge" in clean(f'<p><img src="{source}" alt="badge"></p>')


def test_an_image_of_another_site_can_be_followed() -> None:
    shown = clean('<img alt="badge" src="https://example.org/a.png">')
    assert 'href="https://example.org/a.png">badge</a>' in shown


def test_a_broken_link_is_a_mark_and_no_link() -> None:
    shown = clean('<p><a href="#adr-broken" title="t">the <em>plan</em></a></p>')
    assert (
        shown == '<p><span class="adr-broken" title="target not found">the <em>plan</em></span></p>'
    )
    assert 'class="adr-broken"' in clean('<p><img alt="plan" src="#adr-broken"></p>')


def test_a_file_without_an_address_shows_its_path() -> None:
    shown = clean('<a href="#adr-file=src/a%20%3Cb%3E.py">code</a>')
    assert "code (<code>src/a &lt;b&gt;.py</code>)</span>" in shown


@pytest.mark.parametrize(
    "line",
    [
        '%%{init: {"securityLevel": "loose"}}%%',
        "classDef x fill:url(https://example.org/x)",
        'A@{ img: "https://example.org/x.png" }',
    ],
)
def test_a_diagram_may_only_draw(line: str) -> None:
    escaped = line.replace('"', "&quot;")
    shown = clean(f'<pre class="mermaid"><code>{escaped}\nflowchart LR\n  A--&gt;B\n</code></pre>')
    assert "init" not in shown
    assert "url(" not in shown
    assert "img:" not in shown
    assert "A--&gt;B" in shown


def test_a_label_of_a_diagram_keeps_its_words_but_loads_nothing() -> None:
    label = "A[&lt;b&gt;x&lt;/b&gt;&lt;br/&gt;&lt;img src=x&gt;&lt;img &lt;i src=x&gt;]"
    shown = clean(f'<pre class="mermaid"><code>{label} &lt;|-- B</code></pre>')
    assert shown.count("&lt;b&gt;x&lt;/b&gt;&lt;br/&gt;") == 1
    assert "&lt;img" not in shown
    assert "&lt;i " not in shown
    assert "&lt;|-- B" in shown
