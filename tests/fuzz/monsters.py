"""Texts of any size that make a careless reader slow, and what each is made of."""

from __future__ import annotations

from collections.abc import Callable

HEAD = "# 7. Use x\n\n* Status: accepted\n* Date: 2024-05-01\n\n## Context\n\n"


def _run(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _in_body(piece: str) -> Callable[[int], str]:
    return lambda size: HEAD + _run(piece)(size)


def _in_status(piece: str) -> Callable[[int], str]:
    """One very long line in which a status, then a relation, is looked for."""
    return lambda size: f"# 7. Use x\n\n## Status\n\nAccepted {_run(piece)(size)}\n"


def _in_relation(piece: str) -> Callable[[int], str]:
    """One very long line of a relation, in the status section."""
    return lambda size: f"# 7. Use x\n\n## Status\n\nAccepted\n\nAmends {_run(piece)(size)}\n"


def _in_label(piece: str) -> Callable[[int], str]:
    return lambda size: f"# 7. Use x\n\nStatus: accepted\nAmends: {_run(piece)(size)}x\n"


def _in_front_matter(piece: str) -> Callable[[int], str]:
    return lambda size: f"---\nstatus: accepted\n{_run(piece)(size)}\n---\n\n# Use x\n"


def _deep_list(size: int) -> str:
    depth = int((2 * size) ** 0.5)
    return HEAD + "".join(f"{' ' * 2 * i}- x\n" for i in range(depth // 2))


def _bomb(_size: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 40)]
    lines += ["tags: *a39", "supersedes: *a39", "affects: *a39"]
    return "---\nstatus: accepted\n" + "\n".join(lines) + "\n---\n\n# Use x\n"


def _aliases(size: int) -> str:
    body = "".join(f"k{i}: &k{i} v\nl{i}: *k{i}\n" for i in range(size // 24))
    return f"---\nstatus: accepted\n{body}---\n\n# Use x\n"


def _ticks(size: int) -> str:
    """Runs of backticks, each of another length, so that none ever closes."""
    return HEAD + " ".join("`" * n for n in range(1, int((2 * size) ** 0.5)))


def _keys(size: int) -> str:
    body = "".join(f"key{i}: value {i}\n" for i in range(size // 20))
    return f"---\nstatus: accepted\n{body}---\n\n# Use x\n"


MONSTERS: dict[str, Callable[[int], str]] = {
    "nested lists": _deep_list,
    "nested list markers on a line": _in_body("- "),
    "nested numbered markers on a line": _in_body("1. "),
    "nested quotes on a line": _in_body("> "),
    "quotes without spaces": _in_body(">"),
    "quote and list markers": _in_body("> - "),
    "one line of a letter": _in_body("a"),
    "one line of words": _in_body("word "),
    "one line of spaces": _in_body(" "),
    "one line of tabs": _in_body("\t"),
    "status of words": _in_status("word "),
    "status of letters": _in_status("a"),
    "status of spaces": _in_status(" "),
    "status of status words": _in_status("not accepted "),
    "status of relations": _in_status("superseded by "),
    "status of supersessions with targets": _in_status("superseded by [a](1.md), "),
    "status of choices": _in_status("accepted | "),
    "status of slashes": _in_status("accepted / "),
    "status of opening brackets": _in_status("["),
    "status of closing brackets": _in_status("]"),
    "status of bracket pairs": _in_status("[]"),
    "status of nested brackets": _in_status("[a["),
    "status of images": _in_status("![a"),
    "status of empty images": _in_status("[![]("),
    "status of links that never end": _in_status("[a]("),
    "status of links with parentheses": _in_status("[a](b("),
    "status of parentheses": _in_status("(was "),
    "status of nested parentheses": _in_status("(was (a) "),
    "status of strikes": _in_status("~~ "),
    "status of a strike": _in_status("~"),
    "status of comments": _in_status("<!-- "),
    "status of tags": _in_status("<a "),
    "status of angles": _in_status("<"),
    "status of autolinks": _in_status("<a.md"),
    "status of urls": _in_status("https://"),
    "status of paths": _in_status("a.md/"),
    "status of dotted words": _in_status("a."),
    "status of dashed words": _in_status("ab-"),
    "status of capitals": _in_status("ADR"),
    "status of digits": _in_status("1"),
    "status of ids": _in_status("ADR-1 "),
    "status of numbers": _in_status("1, "),
    "status of backticks": _in_status("`"),
    "status of asterisks": _in_status("*"),
    "status of bold words": _in_status("**a** "),
    "status of open bold": _in_status("**a "),
    "status of underscores": _in_status("_"),
    "status of backslashes": _in_status("\\"),
    "status of quotation marks": _in_status('"'),
    "status of braces": _in_status("{"),
    "status of and": _in_status("and "),
    "status of commas": _in_status(","),
    "status of replaced": _in_status("replaced "),
    "status of dates": _in_status("2024-05-"),
    "status of badges": _in_status("![status](x/badge/a-"),
    "a status line of tabs": lambda n: f"# T\n\nStatus:{_run(chr(9))(n)}x\n",
    "many label lines": lambda n: "# T\n\n" + _run("Status: accepted\n")(n),
    "many relations": lambda n: "# T\n\n" + _run("Amends: [x](0001-x.md)\n")(n),
    "many different relations": lambda n: (
        "# T\n\n" + "".join(f"* Amends: [x](0{i}-x.md)\n" for i in range(n // 28))
    ),
    "many table rows": lambda n: "# T\n\n" + _run("| Status | accepted |\n")(n),
    "one table row": _in_body("| "),
    "one table row of bars": _in_body("|"),
    "one table row of rules": _in_body("|-"),
    "a rule of asterisks": _in_body("* "),
    "a broken rule": lambda n: HEAD + _run("* ")(n) + "a",
    "a broken rule of dashes": lambda n: HEAD + _run("-")(n) + "a",
    "a broken delimiter row": lambda n: f"{HEAD}| a |\n{_run('-' * 9 + '|')(n)}a\n",
    "asterisks": _in_body("*"),
    "underscores": _in_body("_"),
    "emphasis": _in_body("*a_ "),
    "opening brackets": _in_body("["),
    "closing brackets": _in_body("]"),
    "opening images": _in_body("!["),
    "links": _in_body("[a](b.md) "),
    "links that never end": _in_body("[a]("),
    "links with parentheses": _in_body("[a](b("),
    "links with titles that never end": _in_body('[a](b "'),
    "links elsewhere that never end": _in_body("[ADR-1](//a "),
    "links with other titles that never end": _in_body("[a](b '"),
    "links with titles in parentheses that never end": _in_body("[a](b ("),
    "links with angles that never end": _in_body("[a](<b"),
    "links in links": lambda n: HEAD + "[" * (n // 5) + "](a)" * (n // 5),
    "images in images": lambda n: HEAD + "![" * (n // 6) + "](a)" * (n // 6),
    "comments that never end": _in_body("<!-- "),
    "comments": _in_body("<!-- a --> "),
    "comment starts": lambda n: HEAD + "a " + _run("<!-")(n),
    "tags that never end": _in_body("<a "),
    "tags with attributes that never end": _in_body("<a b='"),
    "attributes": lambda n: f"{HEAD}x <a {_run('b=c ')(n)}\n",
    "attribute names": lambda n: f"{HEAD}x <a {_run('b ')(n)}=\n",
    "details": _in_body("<details "),
    "angles": _in_body("<"),
    "autolinks": _in_body("<a:"),
    "entities": _in_body("&a;"),
    "backticks of all lengths": _ticks,
    "backticks": _in_body("`"),
    "backtick pairs": _in_body("`a` "),
    "open backticks": _in_body("`a ``"),
    "backslashes": _in_body("\\"),
    "braces": _in_body("{"),
    "braces with words": _in_body("{a b "),
    "placeholders": _in_body("{a b} "),
    "definitions": _in_body("[a]: b\n"),
    "definitions that never end": _in_body("[a]: b '\n"),
    "definition names": _in_body("[a\n"),
    "definitions over two lines": _in_body("[a]:\n"),
    "headings": _in_body("# a\n"),
    "headings of one line": lambda n: HEAD + "# " + _run("a #")(n),
    "a heading of marks": _in_body("#"),
    "a heading of spaces": lambda n: f"{HEAD}# a{' ' * n}b\n",
    "headings that mean status": _in_body("## Status\n\nAccepted\n\n"),
    "setext headings": _in_body("a\n=\n\n"),
    "a setext heading": lambda n: f"a\n{'=' * n}b\n",
    "a title of digits": lambda n: f"# {_run('1')(n)}\n\nStatus: accepted\n",
    "a title of marks": lambda n: f"# 7 {_run('- ')(n)}x\n\nStatus: accepted\n",
    "a title of spaces": lambda n: f"# 7.{_run(' ')(n)}x\n\nStatus: accepted\n",
    "headings of words": _in_body("# a heading of words\n"),
    "headings of different words": lambda n: (
        HEAD + "".join(f"## A heading number {i}\n\n" for i in range(n // 29))
    ),
    "setext headings of words": _in_body("a heading of words\n==\n\n"),
    "definitions of words": _in_body("[a word]: words.md 'words'\n"),
    "fences of words": _in_body("```words\nwords\n```\n"),
    "lines of words": _in_body("a line of words\n"),
    "paragraphs of words": _in_body("a paragraph of words\n\n"),
    "items of words": _in_body("- an item of words\n"),
    "status sections of words": _in_body("## Status\n\nAccepted by words\n\n"),
    "fences": _in_body("```\n"),
    "fences that never close": _in_body("```a\n"),
    "a fence of tildes": _in_body("~"),
    "blank lines": _in_body("\n"),
    "carriage returns": _in_body("\r"),
    "mixed newlines": _in_body("\n\r\r\n"),
    "front matter of keys": _keys,
    "front matter of one key": _in_front_matter("status: accepted\n"),
    "front matter of aliases": _aliases,
    "front matter bomb": _bomb,
    "front matter of brackets": _in_front_matter("["),
    "front matter of list items": lambda n: _in_front_matter("- x\n")(n).replace(
        "- x", "t:\n- x", 1
    ),
    "front matter of nested lists": _in_front_matter("- "),
    "front matter of nested mappings": _in_front_matter("? "),
    "front matter of spaces": _in_front_matter(" "),
    "front matter of letters": _in_front_matter("a"),
    "front matter of words": _in_front_matter("a b "),
    "front matter of quotation marks": _in_front_matter('"'),
    "front matter of relations": lambda n: _in_front_matter(" ADR-1,")(n).replace(
        "\n ", "\nsupersedes: [", 1
    ),
    "front matter that never ends": lambda n: "---\n" + _run("a: b\n")(n),
    "front matter that never ends, of words": lambda n: "---\n" + _run("a b ")(n),
    "front matter of bad keys": _in_front_matter("a: b: c\n"),
    "byte order marks": _run("\ufeff"),
    "nulls": _in_body("\0"),
    "wide letters": _in_body("状"),
    "related records": lambda n: f"{HEAD}## Related\n\n" + _run("- [a](1.md)\n")(n),
    "a related line of words": lambda n: f"{HEAD}## Related\n\n" + _run("a ")(n) + "[",
    "a status history": lambda n: "# T\n\n## Status\n\n" + _run("2024-05-01 accepted\n")(n),
    "a status of tasks": lambda n: "# T\n\n## Status\n\n" + _run("- [ ] accepted\n")(n),
    "a status of relations only": lambda n: "# T\n\n## Status\n\n" + _run("Amends [a](1.md)\n")(n),
    "label of spaces": lambda n: f"# T\n\nStatus: a{' ' * n}b\nNext: a{' ' * n}b\n",
    "row of spaces": lambda n: f"# T\n\n| Status | a{' ' * n}b\n{' ' * n}(|\n",
    "front matter of deep lists": lambda n: f"---\nt:\n{_run('- ')(n)}x\n---\n",
    "front matter of deep flow lists": lambda n: f"---\nt: {_run('[')(n)}\n---\n",
    "front matter of deep flow mappings": lambda n: f"---\nt: {_run('{a: ')(n)}\n---\n",
    "front matter of deep questions": lambda n: f"---\n{_run('? ')(n)}\n---\n",
    "front matter that holds itself": lambda _size: (
        "---\ntags: &t [*t, a]\nstatus: &s {a: *s}\n---\n"
    ),
    "a key of spaces": lambda n: f"---\na: b: c\nkey{' ' * n}x\nkey: a{' ' * n}b\n---\n",
    "a key that is long": lambda n: f"---\na: b: c\n{_run('ab -')(n)}\n---\n",
    "braces and backticks of all lengths": lambda n: _ticks(n) + " {a b}",
    "braces and backticks": lambda n: f"{HEAD}{{a b}} {_run('`')(n)}\n",
    "braces and open backticks": lambda n: f"{HEAD}{{a b}} {_run('`a ``b ```c')(n)}\n",
    "images and links": lambda n: HEAD + "![" * (n // 12) + "[a](b) " * (n // 12),
    "relation of spaces and a target": lambda n: (
        f"# T\n\n## Status\n\nOk\n\nAmends [a](1.md){' ' * n}x [b](2.md)\n"
    ),
    "relation of own words": lambda n: (
        f"# T\n\n## Status\n\nOk\n\n{_run('*')(n)}a{_run(' ')(n)}[b](2.md\n"
    ),
    "a target that is long": lambda n: f"# T\n\nAmends: [a](a{_run('-a')(n)}.md)\n",
    "a target of digits": lambda n: (
        f"# T\n\n| [a]({_run('1')(n)} | b\nOwn: [a]({_run('.md#1')(n)})\n"
    ),
    "a diagram of directives": lambda n: f"{HEAD}```mermaid\n{_run('%%{ ')(n)}\n```\n",
    "relation of spaces": _in_relation(" "),
    "label of spaces that relate": _in_label(" "),
    "relation of brackets": _in_relation("["),
    "label of brackets that relate": _in_label("["),
    "relation of closing brackets": _in_relation("]"),
    "label of closing brackets that relate": _in_label("]"),
    "relation of wiki brackets": _in_relation("[[a"),
    "label of wiki brackets that relate": _in_label("[[a"),
    "relation of links that never end": _in_relation("[a]("),
    "label of links that never end that relate": _in_label("[a]("),
    "relation of parentheses in links": _in_relation("[a](b("),
    "label of parentheses in links that relate": _in_label("[a](b("),
    "relation of angles in links": _in_relation("[a](<b"),
    "label of angles in links that relate": _in_label("[a](<b"),
    "relation of autolinks": _in_relation("<a.md"),
    "label of autolinks that relate": _in_label("<a.md"),
    "relation of urls": _in_relation("https://"),
    "label of urls that relate": _in_label("https://"),
    "relation of paths": _in_relation("a.a/"),
    "label of paths that relate": _in_label("a.a/"),
    "relation of letters": _in_relation("a"),
    "label of letters that relate": _in_label("a"),
    "relation of capitals": _in_relation("A"),
    "label of capitals that relate": _in_label("A"),
    "relation of dashed words": _in_relation("ab-"),
    "label of dashed words that relate": _in_label("ab-"),
    "relation of underscored words": _in_relation("ab_"),
    "label of underscored words that relate": _in_label("ab_"),
    "relation of ids": _in_relation("ADR-1 "),
    "label of ids that relate": _in_label("ADR-1 "),
    "relation of digits": _in_relation("1"),
    "label of digits that relate": _in_label("1"),
    "relation of numbers": _in_relation("1, "),
    "label of numbers that relate": _in_label("1, "),
    "relation of hashes": _in_relation("#"),
    "label of hashes that relate": _in_label("#"),
    "relation of backslashes": _in_relation("\\\\"),
    "label of backslashes that relate": _in_label("\\\\"),
    "relation of fractions": _in_relation("1/"),
    "label of fractions that relate": _in_label("1/"),
    "relation of and": _in_relation("and "),
    "label of and that relate": _in_label("and "),
    "relation of dashes and ids": _in_relation("A-1#"),
    "label of dashes and ids that relate": _in_label("A-1#"),
}
"""What it is → how to make one of about so many characters."""
