"""Which language a text is written in; None where that is not certain."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

_SAMPLE = 6_000
_LEAST_HITS = 4
_CLEARLY = 1.5
_SCRIPTS = re.compile(
    r"(?P<kana>[\u3041-\u30ff])|(?P<han>[\u4e00-\u9fff])|(?P<cyrillic>[\u0430-\u044f])"
)
_LATIN = re.compile(r"[a-zà-öø-ÿœß]+")


class Language(StrEnum):
    """The languages whose words we know."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    PORTUGUESE = "pt"
    CHINESE = "zh"
    JAPANESE = "ja"
    RUSSIAN = "ru"


_FREQUENT = {
    Language.ENGLISH: "the of and is are for with this that it be as not we will by from or have",
    Language.GERMAN: "der die das und ist nicht mit für den wir ein eine wird auf im zu sind werden",
    Language.FRENCH: "le les des est et une pour dans nous que pas sur du qui avec sont être au",
    Language.SPANISH: "el los las es y una para en se del por con al lo como son pero más",
    Language.PORTUGUESE: "os as é e uma para em não do da com ao dos das são mas mais pela",
}
_LANGUAGES_OF: dict[str, list[Language]] = {}
for _language, _words in _FREQUENT.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_language)


def language_of(text: str) -> Language | None:
    """Tell the language by its script, or by the words that every text in it has.

    Words that stand in two of the languages count for both; one has to be clearly ahead.
    """
    sample = text[:_SAMPLE].lower()
    if sample.isascii():
        return _latin_language(sample)
    letters = Counter(match.lastgroup for match in _SCRIPTS.finditer(sample))
    latin = len(_LATIN.findall(sample))
    if letters["kana"] + letters["han"] > latin:
        # Japanese always has kana between its Han characters, Chinese has none.
        often = letters["kana"] * 10 > letters["han"]
        return Language.JAPANESE if often else Language.CHINESE
    if letters["cyrillic"] > 2 * latin:
        return Language.RUSSIAN
    return _latin_language(sample)


def _latin_language(sample: str) -> Language | None:
    hits = Counter(
        language for word in _LATIN.findall(sample) for language in _LANGUAGES_OF.get(word, ())
    )
    first, second = [*hits.most_common(2), (None, 0), (None, 0)][:2]
    if first[1] < _LEAST_HITS or first[1] < _CLEARLY * second[1]:
        return None
    return first[0]
