"""How a reading lies in the catalogue: lists of numbers and texts, no names repeated for every word."""

from collections.abc import Sequence
from typing import Any

from archive_search.records import Box, Line, PageText, Word


def pack(text: PageText) -> list[Any]:
    """``[[box|null, [[text, confidence, x, y, w, h] | [text, confidence], …]], …]``."""
    return [[list(line.box) if line.box else None, [_pack_word(word) for word in line.words]] for line in text.lines]


def unpack(lines: Sequence[Any]) -> PageText:
    """The reading that :func:`pack` put away."""
    return PageText(tuple(Line(tuple(_unpack_word(word) for word in words), Box(*box) if box else None) for box, words in lines))


def _pack_word(word: Word) -> list[Any]:
    return [word.text, round(word.confidence, 4), *(word.box or ())]


def _unpack_word(packed: Sequence[Any]) -> Word:
    text, confidence, *box = packed
    return Word(text, Box(*box) if box else None, confidence)
