"""Numbers with a unit, in English, German and French: what they amount to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import isclose

_SPACE = "[ \u00a0\u202f]"
NUMBER = rf"(?:\d{{1,3}}(?:(?:{_SPACE}|['’.,])\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
_TIMES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "bn": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "Tsd.": 1e3, "Tausend": 1e3, "Mio.": 1e6, "Mio": 1e6, "Millionen": 1e6, "Mrd.": 1e9,
    "Milliarden": 1e9, "mille": 1e3, "millions": 1e6, "milliards": 1e9,
}  # fmt: skip
_SECONDS = {
    r"ns|nanoseconds?": 1e-9,
    r"[µμu]s|microseconds?": 1e-6,
    r"ms|msecs?|milliseconds?|Millisekunden?|millisecondes?": 1e-3,
    r"s|secs?|seconds?|Sekunden?|secondes?": 1,
    r"min|mins|minutes?|Minuten?": 60,
    r"h|hrs?|hours?|Stunden?|heures?": 3600,
    r"days?|Tage?n?|jours?": 86_400,
    r"weeks?|Wochen?|semaines?": 604_800,
    r"months?|Monate?n?|mois": 2_629_800,
    r"years?|Jahre?n?|ans|années?": 31_557_600,
}
_BYTES = {
    r"bytes?|Bytes": 1,
    r"[kK]B|kilobytes?": 1e3,
    r"KiB": 2**10,
    r"MB|megabytes?": 1e6,
    r"MiB": 2**20,
    r"GB|gigabytes?": 1e9,
    r"GiB": 2**30,
    r"TB|terabytes?": 1e12,
    r"TiB": 2**40,
    r"PB|petabytes?": 1e15,
    r"PiB": 2**50,
}
_BITS = {r"kbps|kbit/s": 1e3, r"Mbps|Mbit/s|MBit/s": 1e6, r"Gbps|Gbit/s|GBit/s": 1e9}
_MONEY = {
    "dollar": r"US\$|\$|USD|dollars?|Dollar",
    "euro": r"€|EUR|[eE]uros?",
    "pound": r"£|GBP",
    "franc": r"CHF|francs?|Franken",
    "yen": r"¥|JPY",
}
_COUNTED = {
    "request": r"requests?|reqs?|Anfragen?|requêtes?|queries|calls|API calls|Aufrufe",
    "transaction": r"transactions?|Transaktionen",
    "message": r"messages?|msgs?|Nachrichten",
    "event": r"events?|Ereignisse",
    "user": r"users?|Nutzer(?:innen)?n?|Benutzern?|utilisateurs?|visitors?",
    "customer": r"customers?|clients?|Kunden|tenants?|Mandanten",
    "order": r"orders?|Bestellungen|commandes",
    "row": r"rows?|records|documents|Zeilen|Datensätze|objects",
    "connection": r"connections?|Verbindungen|connexions?",
    "person": r"engineers?|developers?|devs|people|persons?|employees?|Entwickler(?:innen)?n?|"
    r"Personen|Mitarbeitern?|développeurs?|personnes?",
    "machine": r"nodes|servers|instances|pods|replicas|machines|Knoten|Server|Instanzen|serveurs",
    "team": r"teams|services|repositories|repos",
}  # fmt: skip
_MANY = (
    r"(?:(?:concurrent|simultaneous|parallel|daily|weekly|monthly|active|peak|paying|open|new|"
    r"registered|write|read|gleichzeitigen?|aktiven?|täglichen?|zahlenden?)\s+){0,2}"
)
_FEW = 10
"""Fewer machines or teams than this are a design, not a figure."""


def _any(forms: object) -> str:
    return "|".join(forms)  # type: ignore[arg-type]


_PERIOD = (
    rf"(?:\s?/\s?|\s+(?:per|an?|each|pro|je|par)\s+)(?P<period>{_any(_SECONDS)}|d|sec|mo|month|yr)"
    r"(?!\w)"
)
_FORM = re.compile(
    r"(?P<skip>\d{4}-\d{2}(?:-\d{2})?(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|\d{1,2}:\d{2}"
    r"|\bv?\d+\.\d+\.\d+[\w.-]*)"
    rf"|(?<![\w.])(?P<before>{_any(_MONEY.values())})\s?(?P<money>{NUMBER})(?P<times_m>k|K|M|bn)?"
    rf"(?![\w])(?:\s(?P<times_w>million|billion|thousand|Millionen|Mio\.?|Mrd\.?))?(?:{_PERIOD})?"
    rf"|(?:(?<![\w.,/#$€£-])|(?<=\d[-–]))(?P<number>{NUMBER})"
    rf"(?:\s?(?P<times>{'|'.join(map(re.escape, sorted(_TIMES, key=len, reverse=True)))})(?!\w)|"
    r"(?P<short>[kKM])(?=\s|/))?"
    r"(?:"
    r"\s?(?P<percent>%|percent(?!\w)|per cent|Prozent(?!\w)|pour ?cent(?!\w))"
    rf"|(?:{_SPACE}|-)?(?P<time>{_any(_SECONDS)})(?!\w)"
    rf"|\s?(?P<bits>{_any(_BITS)})(?!\w)"
    rf"|\s?(?P<size>{_any(_BYTES)})(?!\w)(?:{_PERIOD.replace('period', 'size_period')})?"
    rf"|\s?(?P<after>{_any(_MONEY.values())})(?!\w)(?:{_PERIOD.replace('period', 'after_period')})?"
    r"|\s?(?P<per_second>rps|qps|tps|RPS|QPS|TPS|ops/s|IOPS)(?!\w)"
    rf"|\s+{_MANY}(?P<counted>{_any(_COUNTED.values())})(?!\w)"
    rf"(?:{_PERIOD.replace('period', 'counted_period')})?"
    rf"|{_PERIOD.replace('period', 'bare_period')}"
    r")"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last one.
        number: What the digits alone may mean: `5.000` is five, or five thousand.
        amounts: The same in the base unit of its measure.
        measure: `time`, `size`, `percent`, `money` or `count`.
        of: The currency, or what is counted; empty where it is not said.
        period: Seconds in which so much happens; 0 where it is not said.
    """

    start: int
    end: int
    number: frozenset[float]
    amounts: frozenset[float]
    measure: str
    of: str = ""
    period: float = 0

    def is_same(self, other: Quantity) -> bool:
        """Whether another one, which may be read in more than one way, says the same.

        Of this one only the larger reading counts: nobody writes five as `5.000`.
        """
        if self.measure != other.measure or (self.of and other.of and self.of != other.of):
            return False
        mine, theirs = self.period, other.period
        scale = mine / theirs if mine and theirs else 1
        most = max(self.amounts)
        return any(isclose(most, amount * scale, rel_tol=1e-6) for amount in other.amounts)


def quantities(text: str) -> Iterator[Quantity]:
    """Find the numbers with a unit; versions, dates and names with digits are none."""
    for found in _FORM.finditer(text):
        if found["skip"] is None:
            quantity = _quantity(found)
            if quantity:
                yield quantity


def plain_numbers(text: str) -> frozenset[float]:
    """What the numbers of a text may mean, whether or not a unit follows."""
    return frozenset(n for found in re.finditer(NUMBER, text) for n in _meanings(found.group()))


def counted_numbers(text: str) -> frozenset[float]:
    """What the numbers may mean behind which a word stands: `5,000 books`."""
    found = re.findall(rf"(?<![\w.,/#-])({NUMBER})\s+[^\W\d_]", text)
    return frozenset(n for digits in found for n in _meanings(digits))


def _quantity(found: re.Match[str]) -> Quantity | None:
    times = found["times"] or found["short"] or found["times_m"] or found["times_w"] or ""
    number = frozenset(
        n * _TIMES.get(times, 1) for n in _meanings(found["number"] or found["money"])
    )
    factor, measure, of, period = _unit(found)
    if measure == "count" and not _is_figure(number, of):
        return None
    amounts = frozenset(n * factor for n in number)
    return Quantity(*found.span(), number, amounts, measure, of, period)


def _is_figure(number: frozenset[float], of: str) -> bool:
    """Whether so many of a thing is a figure; a fraction is part of a version."""
    few = _FEW if of in {"machine", "team"} else 2
    return any(n >= few and n.is_integer() for n in number)


def _unit(found: re.Match[str]) -> tuple[float, str, str, float]:
    """Factor, measure, what of, and period."""
    if found["percent"]:
        return 1, "percent", "", 0
    if found["time"]:
        return _seconds(found["time"]), "time", "", 0
    if found["bits"]:
        return _factor(_BITS, found["bits"]) / 8, "size", "", 1
    if found["size"]:
        return _factor(_BYTES, found["size"]), "size", "", _seconds(found["size_period"])
    if currency := found["before"] or found["after"]:
        period = _seconds(found["period"] or found["after_period"])
        return 1, "money", _named(_MONEY, currency), period
    of = _named(_COUNTED, found["counted"]) if found["counted"] else ""
    period = _seconds(found["counted_period"] or found["bare_period"])
    return 1, "count", of, 1 if found["per_second"] else period


def _meanings(digits: str) -> tuple[float, ...]:
    """Read a number: a point or comma may group thousands or begin a fraction."""
    plain = re.sub(rf"{_SPACE}|['’]", "", digits)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return (float(plain),)
    whole, fraction = re.split(r"[.,](?=\d+$)", plain)
    joined = re.sub(r"[.,]", "", plain)
    if len(set(marks)) > 1 or len(marks) == 1:
        split = float(f"{re.sub('[.,]', '', whole)}.{fraction}")
        grouped = len(fraction) == 3 and len(set(marks)) == 1  # noqa: PLR2004 - thousands
        return (split, float(joined)) if grouped else (split,)
    return (float(joined),)


@cache
def _seconds(unit: str | None) -> float:
    short = {"d": "day", "sec": "s", "mo": "month", "yr": "year"}
    return _factor(_SECONDS, short.get(unit, unit)) if unit else 0


def _factor(units: dict[str, float], word: str) -> float:
    return next(factor for form, factor in units.items() if re.fullmatch(form, word))


def _named(names: dict[str, str], word: str) -> str:
    return next(name for name, form in names.items() if re.fullmatch(form, word))
