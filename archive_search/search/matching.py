"""Finds the words of a hit on its page again: which words, by which kind, in which boxes, and the line to show them in."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from archive_search.records import Box, Kind, Line, Page, PageText
from archive_search.search.engines.protocol import Adjacent, Leaf, Pattern, Term
from archive_search.search.keys import FIELD_START, field_at, kind_of
from archive_search.search.reading import BOOSTS, QueryReading
from archive_search.text.tokens import Token, tokenise, tokenise_plain

SNIPPET_LENGTH = 240
"""Characters of text around a match."""

_Positions = Mapping[str, tuple[int, ...]]
_RANK = {kind: rank for rank, kind in enumerate(sorted(Kind, key=lambda kind: (kind is not Kind.EXACT, kind is not Kind.SPELLING)))}
"""Which kind explains a match best where several found it: as :class:`Kind` orders them, but ``приказъ`` is the old spelling of a typed
``приказ`` before it is a form of it. Scores go by the kinds' own order."""


@dataclass(frozen=True, slots=True)
class Match:
    """A word of a page that the query found. A phrase gives one match for each of its words."""

    text: str
    """As printed; a word broken at a line end is one match with its whole text."""
    kind: Kind
    """The best kind by which it was found."""
    term: str
    """What was typed."""
    line: int | None
    """Place of its line in :attr:`PageText.lines`; None = in the description of the page."""
    words: tuple[int, ...]
    """Places in :attr:`PageText.words`; two for a word broken at a line end."""
    boxes: tuple[Box, ...]
    """One for each of ``words`` that has a place on the image."""

    @property
    def box(self) -> Box | None:
        """Where the match begins on the image."""
        return self.boxes[0] if self.boxes else None

    def to_json(self) -> list[dict[str, object]]:
        """One entry for each box: a word broken at a line end has two."""
        return [{"text": self.text, "kind": self.kind.value, "box": list(box) if box else None} for box in self.boxes or (None,)]


@dataclass(frozen=True, slots=True)
class Snippet:
    """The text around the best match on one line; ``marks`` are the matched places in it."""

    text: str
    marks: tuple[tuple[int, int], ...]
    line_box: Box | None
    """Where the line of the best match lies on the image."""


class MatchedPage:
    """A page with the places where an engine found the keys of a query."""

    def __init__(self, page: Page, text: PageText, reading: QueryReading, positions: _Positions) -> None:
        self._page = page
        self._text = text
        self._words = text.words
        self._line_starts = list(accumulate((len(line.words) for line in text.lines), initial=0))
        self._tokens = tokenise(text) if positions else ()
        self._description: dict[str, tuple[str, ...]] = {}
        self.matches = (*self._matches(_found(reading, positions)), *self._dates(reading))

    def _matches(self, found: Mapping[int, tuple[Kind, str]]) -> Iterator[Match]:
        referred = False
        for position, (kind, term) in sorted(found.items()):
            field = field_at(position)
            if field == "reference" and referred:
                continue
            referred = referred or field == "reference"
            if field is not None:
                yield Match(self._described(field, position - FIELD_START[field]), kind, term, None, (), ())
            elif position < len(self._tokens):
                yield self._printed(self._tokens[position], kind, term)

    def _printed(self, token: Token, kind: Kind, term: str) -> Match:
        boxes = tuple(box for word in token.words if (box := self._words[word].box) is not None)
        return Match(token.text, kind, term, self._line_of(token.words[0]), token.words, boxes)

    def _line_of(self, word: int) -> int:
        return bisect_right(self._line_starts, word) - 1

    def _described(self, field: str, place: int) -> str:
        """The word at ``place`` of a part of the description; a reference is shown whole."""
        if field == "reference":
            return self._page.reference or ""
        if field not in self._description:
            self._description[field] = tokenise_plain(getattr(self._page.description, field) or "")
        words = self._description[field]
        return words[place] if place < len(words) else ""

    def _dates(self, reading: QueryReading) -> Iterator[Match]:
        years = self._page.years
        for typed in reading.years:
            if years and years[0] <= typed.last and years[1] >= typed.first:
                written = self._page.description.date or "-".join(dict.fromkeys(map(str, years)))
                yield Match(written, Kind.EXACT, typed.term, None, (), ())

    def snippet(self) -> Snippet:
        """The line with the most and best matches and what surrounds it; the beginning of the text where none matched."""
        best = self._best_line()
        if best is None:
            return Snippet(*self._excerpt(range(self._fitting(0, len(self._words))), ()), None)
        matches = [match for match in self.matches if match.line is not None]
        anchor = next(match.words[0] for match in matches if match.line == best)
        return Snippet(*self._excerpt(self._window(best, anchor), matches), line_box(self._text.lines[best]))

    def _best_line(self) -> int | None:
        terms: dict[int, dict[str, float]] = {}
        for match in self.matches:
            if match.line is not None:
                here = terms.setdefault(match.line, {})
                here[match.term] = max(here.get(match.term, 0.0), BOOSTS[match.kind])
        return max(terms, key=lambda line: (sum(terms[line].values()), -line), default=None)

    def _window(self, line: int, anchor: int) -> range:
        """The words of ``line`` with as much of its neighbours as fits; of a line that is too long, what surrounds ``anchor``."""
        start, end = self._line_starts[line], self._line_starts[line + 1]
        if self._length(start, end) > SNIPPET_LENGTH:
            start = max(start, anchor - 12)
            return range(start, self._fitting(start, end))
        room = SNIPPET_LENGTH - self._length(start, end)
        lowest = self._line_starts[max(line - 1, 0)]
        while start > lowest and len(self._words[start - 1].text) < room / 2:
            start -= 1
            room -= len(self._words[start].text) + 1
        highest = self._line_starts[min(line + 2, len(self._line_starts) - 1)]
        while end < highest and len(self._words[end].text) < room:
            room -= len(self._words[end].text) + 1
            end += 1
        return range(start, end)

    def _length(self, start: int, end: int) -> int:
        return sum(len(word.text) + 1 for word in self._words[start:end])

    def _fitting(self, start: int, end: int) -> int:
        """The first word after ``start`` that no longer fits, at most ``end``; one word always fits."""
        room = SNIPPET_LENGTH
        for place in range(start, end):
            room -= len(self._words[place].text) + 1
            if room < 0:
                return max(place, start + 1)
        return end

    def _excerpt(self, window: range, matches: Iterable[Match]) -> tuple[str, tuple[tuple[int, int], ...]]:
        matched = {word: match.text for match in matches for word in match.words}
        text, marks = "", []
        for place in window:
            text += " " if text else ""
            printed = self._words[place].text[:SNIPPET_LENGTH]
            if place in matched:
                marks.append(_mark(printed, matched[place], len(text)))
            text += printed
        return text, tuple(marks)


def _mark(printed: str, matched: str, offset: int) -> tuple[int, int]:
    """Where the matched word stands within the printed one, punctuation left out."""
    start = printed.find(matched)
    length = len(matched)
    if start < 0:
        bare = printed.strip("\"'.,;:!?()[]{}«»„“”-=¬\u2010\u2e17")
        start, length = (printed.find(bare), len(bare)) if bare else (0, len(printed))
    return offset + start, offset + start + length


def line_box(line: Line) -> Box | None:
    """Where a line lies on the image: its own box, else what its words cover."""
    if line.box is not None:
        return line.box
    boxes = [word.box for word in line.words if word.box is not None]
    if not boxes:
        return None
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.x + box.w for box in boxes) - left, max(box.y + box.h for box in boxes) - top)


def _found(reading: QueryReading, positions: _Positions) -> dict[int, tuple[Kind, str]]:
    """Every position that a typed word stands for, with its best kind and that word."""
    found: dict[int, tuple[Kind, str]] = {}
    for word in reading.words:
        for position, kind in leaf_positions(word.leaf, positions).items():
            if position not in found or _RANK[kind] < _RANK[found[position][0]]:
                found[position] = (kind, word.term)
    return found


def leaf_positions(leaf: Leaf, positions: _Positions) -> dict[int, Kind]:
    """The positions that a part of a query matches, with the best kind at each."""
    match leaf:
        case Term(alternatives):
            return _best(chain.from_iterable(part.keys for part in alternatives), positions)
        case Pattern():
            return _best((key for key in positions if leaf.fits(key)), positions)
        case Adjacent(terms):
            return _side_by_side([leaf_positions(term, positions) for term in terms])


def _best(keys: Iterable[str], positions: _Positions) -> dict[int, Kind]:
    found: dict[int, Kind] = {}
    for key in keys:
        kind = kind_of(key)
        for position in positions.get(key, ()):
            if position not in found or _RANK[kind] < _RANK[found[position]]:
                found[position] = kind
    return found


def _side_by_side(slots: Sequence[Mapping[int, Kind]]) -> dict[int, Kind]:
    starts = [start for start in slots[0] if all(start + offset in slot for offset, slot in enumerate(slots))]
    return {start + offset: slots[offset][start + offset] for start in starts for offset in range(len(slots))}
