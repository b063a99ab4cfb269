"""How well a page was read: a guess from the recogniser's confidences and from what the words look like."""

import math
import re
from dataclasses import dataclass

from archive_search.records import PageState, PageText, Word

DOUBTFUL_BELOW = 0.6
UNREADABLE_BELOW = 0.34

_SURE = 0.85
_VOWELS = frozenset("aeiouyäöüõāēīōūåéèêàâîôûæøœąęóаеёиоуыэюяіѣѵ")
_NUMBER = re.compile(r"[^\w]*\d+([.,:/\-–—]\d+)*[^\w]*")
_WORD = re.compile(r"[^\w]*([^\W\d_]+(?:[-'’‘.][^\W\d_]+)*)[^\w]*")
_BLANK_INK = 0.002
_INK_OF_A_PICTURE = 0.15
_FEW_LETTERS_OF_A_PICTURE = 10
_FEW_LETTERS = 100
_LAYER_GARBAGE = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\x00-\x08]")
_MOST_LAYER_GARBAGE = 0.05
_LEAST_LAYER_PLAUSIBLE = 0.5


@dataclass(frozen=True, slots=True)
class Quality:
    """An estimate of one reading."""

    score: float
    """Estimated share of rightly read words, 0-1."""
    confidence: float
    """Mean confidence of the recogniser, weighted by word length."""
    plausible: float
    """Share of the text, by length, that consists of words which look like words of some language."""
    letters: int
    """Letters and digits in the text."""


def is_plausible(word: str) -> bool:
    """Whether ``word`` looks like a word, an abbreviation or a number of one of our languages: its script, case and vowels agree."""
    if _NUMBER.fullmatch(word):
        return True
    match = _WORD.fullmatch(word)
    if not match:
        return False
    letters = match.group(1)
    if len(letters) == 1 and word.rstrip(",;:)").endswith("."):
        return True  # "л." for a leaf, initials
    parts = re.split(r"[-'’‘.]", letters)
    return all(_is_plausible_part(part, is_whole=len(parts) == 1) for part in parts)


def _is_plausible_part(part: str, *, is_whole: bool) -> bool:
    if len(part) == 1:
        return not is_whole or part.lower() in _VOWELS or part.lower() in "вксжбzsv" or part.isupper()
    if len(part) > 30 or re.search(r"(.)\1\1", part.lower()):
        return False
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in part)
    if cyrillic not in (0, len(part)):
        return False
    if not (part.islower() or part.isupper() or part[1:].islower()):
        return False
    return len(part) <= 3 or any(letter in _VOWELS for letter in part.lower())


def assess(text: PageText) -> Quality:
    """The quality of ``text`` as far as it shows."""
    words = [word for word in text.words if any(character.isalnum() for character in word.text)]
    stray = sum(len(word.text) for word in text.words) - sum(len(word.text) for word in words)
    if not words:
        return Quality(0.0, 0.0, 0.0, 0)
    weights = [_weight(word) for word in words]
    total = sum(weights)
    confidence = sum(word.confidence * weight for word, weight in zip(words, weights, strict=True)) / total
    plausible = sum(weight for word, weight in zip(words, weights, strict=True) if is_plausible(word.text)) / (total + stray)
    letters = sum(character.isalnum() for word in words for character in word.text)
    return Quality(min(1.0, confidence * math.sqrt(plausible)), confidence, plausible, letters)


def _weight(word: Word) -> float:
    return float(min(len(word.text), 12))


def page_state(quality: Quality, *, ink: float) -> PageState:
    """What a reading of such quality makes of its page; ``ink`` is the share of strong ink on it.

    Where nothing sensible was read, there is nothing (specks, what shines through from the other side) or something that no model reads.
    """
    if quality.score < UNREADABLE_BELOW or not quality.letters:
        return PageState.BLANK if ink < _BLANK_INK else PageState.UNREADABLE
    if quality.letters < _FEW_LETTERS_OF_A_PICTURE and ink > _INK_OF_A_PICTURE:
        return PageState.UNREADABLE  # a photograph in which a word was seen
    return PageState.DOUBTFUL if quality.score < DOUBTFUL_BELOW else PageState.READ


def is_usable_layer(text: PageText, *, is_scan: bool) -> bool:
    """Whether the text layer of a PDF page can stand for recognition.

    A scan with few letters has only a stamp or a page number in its layer; a layer of wrong encoding has no plausible words.
    """
    plain = text.text
    letters = sum(character.isalpha() for character in plain)
    if not letters or (is_scan and letters < _FEW_LETTERS):
        return False
    garbage = sum(len(found) for found in _LAYER_GARBAGE.findall(plain))
    return garbage <= _MOST_LAYER_GARBAGE * len(plain) and assess(text).plausible >= _LEAST_LAYER_PLAUSIBLE
