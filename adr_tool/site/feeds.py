"""The changes of status as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import hashlib
import json
from xml.sax.saxutils import escape, quoteattr

from adr_tool.site.addresses import INDEX
from adr_tool.site.edition import Edition, Move, name
from adr_tool.site.markup import one_line

ATOM = "feed.xml"
JSON = "feed.json"
_MOST = 50


def feeds(edition: Edition) -> dict[str, str]:
    """Both feeds, by the name of their file.

    Addresses are whole where the site's own is known, else relative to the feed.
    """
    return {ATOM: _atom(edition), JSON: _json(edition)}


def _atom(edition: Edition) -> str:
    home = edition.facts.home
    base = f" xml:base={quoteattr(home)}" if home else ""
    entries = "".join(_entry(edition, move) for move in edition.moves[:_MOST])
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom"{base}>\n'
        f"<title>{_text(edition.facts.name)}</title>\n"
        f"<id>{_identity(home, edition.facts.name)}</id>\n"
        f"<updated>{_moment(edition.moves[0].day if edition.moves else edition.today)}</updated>\n"
        f'<link rel="self" href={quoteattr(home + ATOM)}/>\n'
        f"<link href={quoteattr(home or './')}/>\n"
        f"{entries}</feed>\n"
    )


def _entry(edition: Edition, move: Move) -> str:
    who = ", ".join(move.record.decision_makers) or edition.facts.name
    return (
        f"<entry>\n<title>{_text(_said(move))}</title>\n"
        f"<id>{_identity(edition.facts.home, *_key(move))}</id>\n"
        f"<link href={quoteattr(_address(edition, move))}/>\n"
        f"<updated>{_moment(move.day)}</updated>\n"
        f"<author><name>{_text(who)}</name></author>\n"
        f"<category term={quoteattr(move.status.value)}/>\n"
        f"<summary>{_text(move.record.summary or _said(move))}</summary>\n</entry>\n"
    )


def _json(edition: Edition) -> str:
    home = edition.facts.home
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(edition.facts.name),
    }
    if home:
        feed |= {"home_page_url": home, "feed_url": home + JSON}
    feed["items"] = [
        {
            "id": _identity(home, *_key(move)),
            "url": _address(edition, move),
            "title": one_line(_said(move)),
            "content_text": one_line(move.record.summary or _said(move)),
            "date_published": _moment(move.day),
            "authors": [{"name": one_line(who)} for who in move.record.decision_makers],
            "tags": [move.status.value, *move.record.tags],
        }
        for move in edition.moves[:_MOST]
    ]
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _said(move: Move) -> str:
    was = f" (was {move.former})" if move.former else ""
    return f"{name(move.record)}: {move.status}{was}"


def _key(move: Move) -> tuple[str, ...]:
    return move.record.path, move.day, move.status.value


def _address(edition: Edition, move: Move) -> str:
    url = edition.addresses.url(INDEX, edition.addresses.page(move.record))
    return edition.facts.home + url.removeprefix("./")


def _identity(*parts: str) -> str:
    """An id that stays the same from build to build, wherever the site stands."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
    return f"urn:sha256:{digest}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(words: str) -> str:
    return escape(one_line(words))
