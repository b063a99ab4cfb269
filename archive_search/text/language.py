"""The language of a text, old spelling in mind.

Character n-grams with naive Bayes over texts of our own, each also in the old spelling of its language. Small, and loaded in a quarter of
a second; ``docs/decisions/0002-analysers.md`` has the comparison that led here.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from archive_search.errors import LanguageUnknown
from archive_search.records import LANGUAGES, Script
from archive_search.text.alphabets import LATIN_LANGUAGES, exact_form, script_of
from archive_search.text.language_samples import SAMPLES
from archive_search.text.tokens import tokenise_plain

_LONGEST = 4
_SMOOTH = 0.3
"""Counted for an n-gram that a language's sample lacks."""
_ENOUGH = 400
"""Words of a text that are looked at: more never changed an answer."""

_OLD_SPELLING: dict[str, tuple[tuple[str, str], ...]] = {
    "et": (("v", "w"), (r"(?<=[aeiouõäöü])([bdgklmnprst])(?=[aeiou])", r"\1\1"), ("õ", "ö")),
    "lv": (
        ("dž", "dsch"), ("č", "tsch"), ("š|ž", "sch"), ("ā", "ah"), ("ē", "eh"), ("ī", "ih"), ("ū", "uh"), ("ie", "ee"),
        ("z", "s"), ("c", "z"), ("v", "w"), ("ķ", "k"), ("ļ", "l"), ("ņ", "n"), ("ģ", "g"),
    ),
    "fi": (("v", "w"),),
    "sv": ((r"\bv(?=[aeio])", "hv"), (r"v\b", "f"), ("v", "fv"), ("kv", "qv")),
    "de": (("ei", "ey"), ("t(?=[aeu])", "th"), ("k", "ck")),
}  # fmt: skip


def identify(text: str, candidates: Sequence[str] = LANGUAGES) -> tuple[tuple[str, float], ...]:
    """``candidates`` with their probabilities, which add up to 1, likeliest first; even where the text has no letters.

    Raises :class:`LanguageUnknown` for a candidate that is none of ours.
    """
    for code in candidates:
        if code not in LANGUAGES:
            raise LanguageUnknown(language=code, known=LANGUAGES)
    words = [exact_form(word) for word in tokenise_plain(text)[:_ENOUGH]]
    latin = [word for word in words if script_of(word) is Script.LATIN]
    cyrillic = [word for word in words if script_of(word) is Script.CYRILLIC]
    shares = _shares(latin, cyrillic, tuple(dict.fromkeys(candidates)))
    return tuple(sorted(shares.items(), key=lambda item: -item[1]))


def _shares(latin: list[str], cyrillic: list[str], candidates: tuple[str, ...]) -> dict[str, float]:
    """Cyrillic words speak for Russian in proportion to their number, Latin words for the others."""
    among = [code for code in candidates if code in LATIN_LANGUAGES]
    if not (latin and among) and not (cyrillic and "ru" in candidates):
        return dict.fromkeys(candidates, 1 / len(candidates)) if candidates else {}
    total = (len(latin) if among else 0) + (len(cyrillic) if "ru" in candidates else 0)
    shares = {code: share * len(latin) / total for code, share in _bayes(latin, among).items()}
    return shares | ({"ru": len(cyrillic) / total} if "ru" in candidates else {})


def _bayes(words: list[str], among: list[str]) -> dict[str, float]:
    """Probabilities of the Latin languages ``among``, softened because neighbouring n-grams are not independent."""
    model = _model()
    counts = Counter(gram for word in words for gram in _grams(word))
    scores = {code: sum(count * model[code].get(gram, 0.0) for gram, count in counts.items()) for code in among}
    best = max(scores.values(), default=0.0)
    weights = {code: math.exp((score - best) / _LONGEST) for code, score in scores.items()}
    return {code: weight / sum(weights.values()) for code, weight in weights.items()}


def _grams(word: str) -> Iterator[str]:
    """The n-grams of a word with its bounds, up to four characters, and the word itself where it is short."""
    bounded = f" {word} "
    for length in range(1, _LONGEST + 1):
        for start in range(len(bounded) - length + 1):
            yield bounded[start : start + length]


@cache
def _model() -> dict[str, dict[str, float]]:
    """For each language the log-likelihood of an n-gram against the mean of all languages; what is seen nowhere says nothing."""
    counts = {code: Counter(gram for word in _training(code) for gram in _grams(word)) for code in LATIN_LANGUAGES}
    vocabulary = set().union(*counts.values())
    logs: dict[str, dict[str, float]] = {}
    for code, seen in counts.items():
        totals = Counter[int]()
        for gram, count in seen.items():
            totals[len(gram)] += count
        logs[code] = {gram: math.log((seen[gram] + _SMOOTH) / (totals[len(gram)] + _SMOOTH * 10 ** len(gram))) for gram in vocabulary}
    means = {gram: sum(logs[code][gram] for code in logs) / len(logs) for gram in vocabulary}
    return {code: {gram: value - means[gram] for gram, value in table.items()} for code, table in logs.items()}


def _training(code: str) -> list[str]:
    modern = [exact_form(word) for word in tokenise_plain(SAMPLES[code])]
    return modern + [_old(word, code) for word in modern]


def _old(word: str, code: str) -> str:
    for pattern, result in _OLD_SPELLING.get(code, ()):
        word = re.sub(pattern, result, word)
    return word
