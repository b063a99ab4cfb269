"""Answers an :class:`EngineQuery` with arrays: which pages match, how well, and what there is to narrow them by.

An engine that keeps postings on disk hands them over as arrays; everything after that happens here, a whole posting list at a time.
Visiting one posting after the other in Python costs many times as much (docs/decisions/0001-whoosh-distribution.md).

Scores are BM25 (Robertson and Zaragoza 2009, with the always positive idf of Lucene) with statistics of the visible pages only. Within a
term the best alternative counts, all alternatives under the one idf of their union: else a rare transcription would outrank the typed word.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from archive_search.search.engines.protocol import (
    FACETS,
    Adjacent,
    All,
    AnyOf,
    Column,
    EngineHit,
    EngineNode,
    EngineQuery,
    EngineResult,
    Leaf,
    Pattern,
    Term,
    Without,
    YearRange,
)

PATTERN_LIMIT = 2_000
"""Keys that one pattern may stand for."""

LOOSE_ADJACENT = 0.6
"""Factor on the score where not every word of a sequence stands in its first alternative."""

_K1 = 1.2
_B = 0.75
_POSITION_BITS = 32

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]


class Record(NamedTuple):
    """What an engine keeps for each page besides its keys. ``facets`` follow :data:`FACETS` without ``decade``."""

    page: str
    order: str
    version: str
    length: int
    years: tuple[int, int] | None
    closed_until: str | None
    facets: tuple[str, ...]


COLUMNS = tuple(name for name in FACETS if name != "decade")


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one key stands: ``docs`` rising, ``counts`` positions each, ``places`` (document and position in one number) rising."""

    docs: Ints
    counts: Ints
    places: Ints

    @property
    def size(self) -> int:
        """Bytes."""
        return self.docs.nbytes + self.counts.nbytes + self.places.nbytes


def make_postings(docs: Sequence[int], packed: bytes, counts: Sequence[int]) -> Postings:
    """Postings from document numbers and their positions, packed as 32-bit numbers one after the other."""
    numbers = np.asarray(docs, dtype=np.int64)
    lengths = np.asarray(counts, dtype=np.int64)
    places = np.frombuffer(packed, dtype=np.uint32).astype(np.int64)
    return Postings(numbers, lengths, (np.repeat(numbers, lengths) << _POSITION_BITS) | places)


def join_postings(parts: Sequence[tuple[int, Postings]]) -> Postings:
    """The postings of consecutive segments as one, each with the number of its first document."""
    if not parts:
        empty = np.empty(0, dtype=np.int64)
        return Postings(empty, empty, empty)
    if len(parts) == 1 and parts[0][0] == 0:
        return parts[0][1]
    return Postings(
        np.concatenate([part.docs + base for base, part in parts]),
        np.concatenate([part.counts for _, part in parts]),
        np.concatenate([part.places + (base << _POSITION_BITS) for base, part in parts]),
    )


class PostingSource(Protocol):
    """Where the evaluation finds keys."""

    def postings(self, key: str) -> Postings:
        """Where ``key`` stands, in numbers of the :class:`Corpus`; empty where it is unknown."""

    def expand(self, pattern: Pattern) -> Iterable[str]:
        """The keys that ``pattern`` stands for."""


@dataclass(frozen=True, slots=True)
class _View:
    """The pages one reader may see, with their statistics."""

    mask: Mask
    pages: int
    norm: Numbers
    """Length of each page against the average of the visible ones, as BM25 wants it."""


class Corpus:
    """The records of every page, document by document, as columns."""

    def __init__(self, records: Sequence[Record], deleted: Iterable[int]) -> None:
        self._records = records
        self._live = np.ones(len(records), dtype=np.bool_)
        self._live[np.fromiter(deleted, dtype=np.int64)] = False
        self._lengths = np.array([record.length for record in records], dtype=np.float64)
        self._dated = np.array([record.years is not None for record in records], dtype=np.bool_)
        self._first = np.array([record.years[0] if record.years else 0 for record in records], dtype=np.int64)
        self._last = np.array([record.years[1] if record.years else 0 for record in records], dtype=np.int64)
        self._closed, self._closed_codes = _encoded([record.closed_until or "" for record in records])
        self._columns = {name: _encoded([record.facets[place] for record in records]) for place, name in enumerate(COLUMNS)}
        self._views: dict[str | None, _View] = {}

    def __len__(self) -> int:
        return len(self._records)

    def page(self, doc: int) -> str:
        return self._records[doc].page

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Document numbers by page."""
        return {self._records[doc].page: doc for doc in np.flatnonzero(self._live).tolist()}

    def versions(self) -> dict[str, str]:
        return {self._records[doc].page: self._records[doc].version for doc in np.flatnonzero(self._live).tolist()}

    @cached_property
    def rank(self) -> Ints:
        """Place of each document in reference order."""
        by_order = sorted(range(len(self._records)), key=lambda doc: (self._records[doc].order, self._records[doc].page))
        rank = np.empty(len(by_order), dtype=np.int64)
        rank[by_order] = np.arange(len(by_order))
        return rank

    def view(self, today: str | None) -> _View:
        """What a reader sees on the ISO date ``today``; None = everything."""
        if today not in self._views:
            self._views[today] = self._view(today)
        return self._views[today]

    def _view(self, today: str | None) -> _View:
        open_codes = np.array([today is None or value <= today for value in self._closed], dtype=np.bool_)
        mask = self._live & open_codes[self._closed_codes] if len(self) else self._live
        pages = int(mask.sum())
        average = float(self._lengths[mask].mean()) if pages else 0.0
        return _View(mask, pages, _K1 * (1 - _B + _B * self._lengths / (average or 1.0)))

    def in_column(self, column: Column) -> Mask:
        if column.facet == "decade":
            return self.in_years(*_decade(column.value))
        values, codes = self._columns[column.facet]
        wanted = column.value.casefold()
        return np.array([value.casefold() == wanted for value in values] or [False], dtype=np.bool_)[codes]

    def in_years(self, first: int, last: int) -> Mask:
        return self._dated & (self._first <= last) & (self._last >= first)

    def counts(self, facet: str, mask: Mask) -> tuple[tuple[str, int], ...]:
        """Values of a facet among the pages in ``mask``, most frequent first (decades in time order)."""
        if facet == "decade":
            return self._decades(mask & self._dated)
        values, codes = self._columns[facet]
        numbers = np.bincount(codes[mask], minlength=len(values)).tolist()
        found = [(value, number) for value, number in zip(values, numbers, strict=False) if value and number]
        return tuple(sorted(found, key=lambda item: (-item[1], item[0])))

    def _decades(self, mask: Mask) -> tuple[tuple[str, int], ...]:
        """A page counts in every decade that its years touch."""
        if not mask.any():
            return ()
        first, last = self._first[mask] // 10, self._last[mask] // 10
        low = int(first.min())
        steps = np.zeros(int(last.max()) - low + 2, dtype=np.int64)
        np.add.at(steps, first - low, 1)
        np.add.at(steps, last - low + 1, -1)
        return tuple((str((low + place) * 10), number) for place, number in enumerate(np.cumsum(steps).tolist()) if number)


def _encoded(values: list[str]) -> tuple[list[str], NDArray[np.int32]]:
    """Distinct values and, for each given value, the place of its own among them."""
    places: dict[str, int] = {}
    codes = np.array([places.setdefault(value, len(places)) for value in values], dtype=np.int32)
    return list(places), codes


def _decade(value: str) -> tuple[int, int]:
    """First and last year of a decade as the facet names it; an empty span for anything else."""
    return (int(value), int(value) + 9) if value.isascii() and value.isdigit() else (1, 0)


def answer(query: EngineQuery, corpus: Corpus, source: PostingSource) -> EngineResult:
    """Find, count and order the pages that ``query`` asks for."""
    view = corpus.view(query.visible_on.isoformat() if query.visible_on else None)
    evaluation = _Evaluation(corpus, source, view)
    found = evaluation.node(query.node)
    mask = found.mask & view.mask
    filters = [(column.facet, corpus.in_column(column)) for column in query.filters]
    if query.years:
        filters.append(("decade", corpus.in_years(query.years.first, query.years.last)))
    docs = np.flatnonzero(_filtered(mask, filters))
    shown = _ordered(docs, found.scores, corpus.rank, query)
    places = evaluation.positions(list(leaves(query.node)), shown)
    hits = (EngineHit(corpus.page(doc), float(found.scores[doc]), places[doc]) for doc in shown)
    facets = {name: corpus.counts(name, _filtered(mask, [item for item in filters if item[0] != name])) for name in FACETS}
    return EngineResult(len(docs), tuple(hits), facets, tuple(evaluation.cut))


def positions(corpus: Corpus, source: PostingSource, page: str, wanted: Sequence[Leaf]) -> dict[str, tuple[int, ...]]:
    """Where the keys of ``wanted`` stand on one page; empty for an unknown page."""
    doc = corpus.numbers.get(page)
    if doc is None:
        return {}
    return _Evaluation(corpus, source, corpus.view(None)).positions(wanted, [doc])[doc]


def leaves(node: EngineNode) -> Iterator[Leaf]:
    """The parts of a query that stand for words on a page; what is excluded stands for none."""
    match node:
        case Term() | Adjacent() | Pattern():
            yield node
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)


def _filtered(mask: Mask, filters: Iterable[tuple[str, Mask]]) -> Mask:
    for _, other in filters:
        mask = mask & other
    return mask


def _ordered(docs: Ints, scores: Numbers, rank: Ints, query: EngineQuery) -> list[int]:
    """The part of ``docs`` that the query asks to see, in its order."""
    end = query.offset + query.limit
    if not query.by_order and end < len(docs):
        bound = np.partition(scores[docs], len(docs) - end)[len(docs) - end]
        docs = docs[scores[docs] >= bound]
    keys = (rank[docs],) if query.by_order else (rank[docs], -scores[docs])
    return [int(doc) for doc in docs[np.lexsort(keys)][query.offset : end]]


@dataclass(frozen=True, slots=True)
class _Found:
    mask: Mask
    scores: Numbers


class _Evaluation:
    """One query against one view of the corpus."""

    def __init__(self, corpus: Corpus, source: PostingSource, view: _View) -> None:
        self._corpus = corpus
        self._source = source
        self._view = view
        self._postings: dict[str, Postings] = {}
        self._expanded: dict[Pattern, tuple[str, ...]] = {}
        self.cut: list[str] = []

    def node(self, node: EngineNode) -> _Found:
        match node:
            case Term():
                return self._term(node)
            case Adjacent():
                return self._adjacent(node)
            case Pattern():
                return self._scored([(node.boost, self._frequencies(self._expand(node)))])
            case YearRange(first, last, boost):
                mask = self._corpus.in_years(first, last)
                return _Found(mask, mask.astype(np.float64) * boost)
            case Column():
                return self._constant(self._corpus.in_column(node))
            case Without(part):
                return self._constant(~self.node(part).mask)
            case All(parts):
                return self._fold(parts, np.logical_and, start=True)
            case AnyOf(parts):
                return self._fold(parts, np.logical_or, start=False)

    def _constant(self, mask: Mask) -> _Found:
        return _Found(mask, np.zeros(len(self._corpus)))

    def _fold(self, parts: Sequence[EngineNode], join: Callable[[Mask, Mask], Mask], *, start: bool) -> _Found:
        mask, scores = np.full(len(self._corpus), start), np.zeros(len(self._corpus))
        for part in parts:
            found = self.node(part)
            mask, scores = join(mask, found.mask), scores + found.scores
        return _Found(mask, scores)

    def _keys(self, key: str) -> Postings:
        if key not in self._postings:
            self._postings[key] = self._source.postings(key)
        return self._postings[key]

    def _frequencies(self, keys: Iterable[str]) -> Numbers:
        """How often each page holds any of ``keys``; the most frequent key counts, for several may stand at one position."""
        numbers = np.zeros(len(self._corpus))
        for key in keys:
            found = self._keys(key)
            numbers[found.docs] = np.maximum(numbers[found.docs], found.counts)
        return numbers

    def _term(self, term: Term) -> _Found:
        return self._scored([(part.boost, self._frequencies(part.keys)) for part in term.alternatives if part.keys])

    def _scored(self, alternatives: Sequence[tuple[float, Numbers]]) -> _Found:
        """BM25 of the best alternative, given each alternative's frequencies."""
        mask, best = np.zeros(len(self._corpus), dtype=np.bool_), np.zeros(len(self._corpus))
        for boost, numbers in alternatives:
            mask |= numbers > 0
            best = np.maximum(best, boost * numbers * (_K1 + 1) / (numbers + self._view.norm))
        found = int((mask & self._view.mask).sum())
        idf = math.log(1 + (self._view.pages - found + 0.5) / (found + 0.5))
        return _Found(mask, best * idf)

    def _adjacent(self, node: Adjacent) -> _Found:
        loose = self._runs([[key for part in term.alternatives for key in part.keys] for term in node.terms])
        strict = self._runs([[key for part in term.alternatives[:1] for key in part.keys] for term in node.terms])
        return self._scored([(1.0, strict), (LOOSE_ADJACENT, loose)])

    def _runs(self, slots: Sequence[Sequence[str]]) -> Numbers:
        """How often each page holds a key of each slot side by side."""
        starts: Ints | None = None
        for offset, keys in enumerate(slots):
            places = [self._keys(key).places for key in keys]
            here = np.unique(np.concatenate(places)) - offset if places else np.empty(0, dtype=np.int64)
            starts = here if starts is None else np.intersect1d(starts, here, assume_unique=True)
            if not len(starts):
                break
        docs = (starts if starts is not None else np.empty(0, dtype=np.int64)) >> _POSITION_BITS
        return np.bincount(docs, minlength=len(self._corpus)).astype(np.float64)

    def _expand(self, pattern: Pattern) -> tuple[str, ...]:
        """Keys of a pattern that stand on a visible page. Those of closed pages neither count nor fill the limit."""
        if pattern not in self._expanded:
            keys: list[str] = []
            for key in self._source.expand(pattern):
                if not self._view.mask[self._keys(key).docs].any():
                    continue
                if len(keys) == PATTERN_LIMIT:
                    self.cut.append(pattern.pattern)
                    break
                keys.append(key)
            self._expanded[pattern] = tuple(keys)
        return self._expanded[pattern]

    def positions(self, wanted: Sequence[Leaf], docs: Sequence[int]) -> dict[int, dict[str, tuple[int, ...]]]:
        """Where the keys of ``wanted`` stand on each of ``docs``."""
        found: dict[int, dict[str, tuple[int, ...]]] = {doc: {} for doc in docs}
        numbers = np.asarray(docs, dtype=np.int64)
        for key in dict.fromkeys(key for leaf in wanted for key in self._leaf_keys(leaf)):
            postings = self._keys(key)
            low = np.searchsorted(postings.places, numbers << _POSITION_BITS)
            high = np.searchsorted(postings.places, (numbers + 1) << _POSITION_BITS)
            for doc, start, end in zip(docs, low.tolist(), high.tolist(), strict=True):
                if start < end:
                    found[doc][key] = tuple((postings.places[start:end] & ((1 << _POSITION_BITS) - 1)).tolist())
        return found

    def _leaf_keys(self, leaf: Leaf) -> Iterator[str]:
        match leaf:
            case Term(alternatives):
                for part in alternatives:
                    yield from part.keys
            case Adjacent(terms):
                for term in terms:
                    yield from self._leaf_keys(term)
            case Pattern():
                yield from self._expand(leaf)
