"""From a page to its words: one printed word is one token, a word broken at a line end is one word again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive_search.records import Line, PageText
from archive_search.text.alphabets import clean

_BREAKS = "-\u2010\u2011\u00ac\u2e17=\u2e40"
"""What divides a word at a line end; ``=`` and ``⸗`` are the double hyphen of Fraktur, ``¬`` is what some engines write for one."""

_SOFT_HYPHEN = "\u00ad"

_RUN = r"[^\W_]+(?:[\u0300-\u036f\u0483-\u0489]+[^\W_]*)*"
_PIECE = re.compile(rf"{_RUN}(?:['\u2019\u2018\u02bc\u00b4`]{_RUN})*")
_COMPOUND = re.compile(rf"{_PIECE.pattern}(?:[-\u2010\u2011]{_PIECE.pattern})*")

_AFTER_HANGING_HYPHEN = frozenset({"und", "oder", "u", "och", "и", "или"})
"""After ``Haus-`` at a line end these are words of their own (``Haus- und Hofbesitzer``), never the second half of one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as search counts it; its position is its place in what :func:`tokenise` gives."""

    text: str
    """As printed in NFC, case kept, line-break hyphen gone: ``руково-`` + ``димое`` -> ``руководимое``."""
    words: tuple[int, ...]
    """Places in :attr:`PageText.words` that it covers: two for a joined line break; several tokens may share one (``Narva-Jaanilinn``)."""


def tokenise(page: PageText) -> tuple[Token, ...]:
    """Every word of ``page`` in reading order. Punctuation gives no token; a mark with digits (``Р-1234``, ``567а``) stays whole.

    A hyphen at a line end is taken for a break when the next line begins with a lower-case letter.
    """
    return tuple(_tokens(page))


def tokenise_plain(text: str) -> tuple[str, ...]:
    """The words of a title or a query, cut as :func:`tokenise` cuts a page."""
    return tuple(token.text for token in tokenise(PageText.from_plain(text)))


def _tokens(page: PageText) -> Iterator[Token]:
    held: Token | None = None
    ordinal = 0
    for line in page.lines:
        if not line.words:
            continue
        tokens, broken = _line(line, ordinal)
        ordinal += len(line.words)
        if held is not None:
            if tokens and _goes_on(line, tokens[0].text):
                tokens[0] = Token(held.text + tokens[0].text, held.words + tokens[0].words)
            else:
                yield held
        held = tokens.pop() if broken and tokens else None
        yield from tokens
    if held is not None:
        yield held


def _line(line: Line, first: int) -> tuple[list[Token], bool]:
    """Tokens of a line, and whether its last word is broken at the line end."""
    texts = [_hyphenated(word.text) for word in line.words]
    tokens = [Token(piece, (first + place,)) for place, text in enumerate(texts) for piece in _pieces(text)]
    end = " ".join(texts).rstrip()
    stem = end.rstrip(_BREAKS).rstrip()
    return tokens, bool(tokens) and stem != end and stem.endswith(tokens[-1].text) and stem[-1].isalpha()


@lru_cache(1 << 16)
def _hyphenated(text: str) -> str:
    """``text`` cleaned; a soft hyphen at its end becomes a printed one, which is what it stands for there."""
    ending = "-" if text.endswith(_SOFT_HYPHEN) else ""
    return clean(text) + ending


@lru_cache(1 << 16)  # a search cuts every page it shows, and most words of an archive come again and again
def _pieces(text: str) -> tuple[str, ...]:
    compounds = _COMPOUND.findall(text)
    return tuple(piece for compound in compounds for piece in ([compound] if _is_mark(compound) else _PIECE.findall(compound)))


def _is_mark(compound: str) -> bool:
    """Whether it is a signature or number of letters and digits, such as ``Р-1234`` or ``02091-C-71``."""
    return any(map(str.isalpha, compound)) and any(map(str.isnumeric, compound))


def _goes_on(line: Line, piece: str) -> bool:
    """Whether ``line``, whose first token is ``piece``, begins with the second half of a broken word."""
    start = clean(line.words[0].text).lstrip()
    return start.startswith(piece) and piece[0].islower() and piece not in _AFTER_HANGING_HYPHEN
