"""How far a reading is from the truth: characters, words in order, words in any order."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−⸗", "-"),
        **dict.fromkeys("„“”‟«»″", '"'),
        **dict.fromkeys("‚‘’‛‹›′ʼ`´", "'"),
        "ſ": "s",
    }
)
_LEADERS = re.compile(r"(?:[.·•…]\s*){3,}|…")
_TERM = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """One page against its truth, after :func:`folded`."""

    characters: int
    """Characters of the truth."""
    wrong_characters: int
    """Insertions, deletions and substitutions that turn the reading into the truth."""
    words: int
    wrong_words: int
    terms: int
    """Words of the truth as a search sees them: case and punctuation aside."""
    found_terms: int
    """Those that the reading has anywhere, each as often as in the truth."""
    is_empty: bool
    """The reading has no character at all, and the truth has."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Several pages together; shares, 0-1 and above."""

    pages: int
    character_error: float
    """Pooled: wrong characters of all pages by characters of all pages."""
    word_error: float
    """Mean of the pages' word error rates, so that a long page weighs no more than a short one."""
    word_recall: float
    """Pooled share of the terms found, in any order: what a search could find."""
    empty: int


def folded(text: str) -> str:
    """``text`` without differences that do not count.

    Composed (NFC); white space, a line break too, is one space; long s is s; all dashes are alike, all quotes, and all rows of leader dots.
    """
    composed = unicodedata.normalize("NFC", text).translate(_SAME)
    return " ".join(_LEADERS.sub(" … ", composed).split())


def score(read: str, truth: str) -> Score:
    """Compare a reading with the truth."""
    have, want = folded(read), folded(truth)
    have_words, want_words = have.split(), want.split()
    return Score(
        characters=len(want),
        wrong_characters=edit_distance(have, want),
        words=len(want_words),
        wrong_words=edit_distance(have_words, want_words),
        terms=_terms(want).total(),
        found_terms=(_terms(have) & _terms(want)).total(),
        is_empty=bool(want) and not have,
    )


def _terms(text: str) -> Counter[str]:
    return Counter(_TERM.findall(text.casefold()))


def pooled(scores: Iterable[Score]) -> Quality:
    """Several pages, at least one, taken together."""
    pages = list(scores)
    return Quality(
        pages=len(pages),
        character_error=sum(page.wrong_characters for page in pages) / max(sum(page.characters for page in pages), 1),
        word_error=sum(page.wrong_words / max(page.words, 1) for page in pages) / len(pages),
        word_recall=sum(page.found_terms for page in pages) / max(sum(page.terms for page in pages), 1),
        empty=sum(page.is_empty for page in pages),
    )


def edit_distance(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Fewest insertions, deletions and substitutions (Levenshtein) that turn ``one`` into ``other``.

    A column of the table in one long integer, a bit a row: G. Myers, J. ACM 46 (1999) 395, in the form of H. Hyyrö (2003).
    Two pages of 4,500 characters take some 10 ms.
    """
    if not one:
        return len(other)
    rows: dict[Hashable, int] = {}
    for row, item in enumerate(one):
        rows[item] = rows.get(item, 0) | 1 << row
    every, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    rising, falling, distance = every, 0, len(one)
    for item in other:
        equal = rows.get(item, 0)
        diagonal = (((equal & rising) + rising) ^ rising) | equal | falling
        right_up = falling | (every & ~(diagonal | rising))
        right_down = rising & diagonal
        distance += bool(right_up & last) - bool(right_down & last)
        right_up = (right_up << 1) | 1
        rising = ((right_down << 1) | ~(diagonal | right_up)) & every
        falling = right_up & diagonal & every
    return distance
