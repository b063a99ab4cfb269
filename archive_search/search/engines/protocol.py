"""What the search service asks of an engine, in ready-made keys only.

An engine stores keys at positions and finds them again; it knows no language. Whoever analyses (``search/indexing.py`` for pages,
``search/service.py`` for queries) makes the keys, so a second engine behind this protocol gives the same hits.

Rules for every implementation:

* Pages closed on ``EngineQuery.visible_on`` do not exist for that query: not in hits, totals, facets, values, nor in the statistics that
  scores are made of (a score that moves when a closed page is added tells that the word stands on it).
* ``write`` and ``delete`` are one commit each: after a crash the index is as before or as after it.
* Opening changes nothing on disk. A stamp that is not ours raises :class:`~archive_search.errors.IndexOutdated`, unreadable files raise
  :class:`~archive_search.errors.IndexDamaged`; the caller offers ``rebuild``.
* Any number of processes read while one writes; a second writer gets :class:`~archive_search.errors.HomeLocked`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol

FACETS = ("language", "type", "place", "decade", "institution", "fonds", "script", "state")
"""Names of the facets; ``decade`` is made of the years, the others are columns of :class:`IndexDocument`."""

INDEX_SCHEMA = 1
"""Changes whenever what an engine stores for a page changes."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was written with; stands beside it."""

    schema: int
    analysis: str

    def __str__(self) -> str:
        return f"{self.schema}/{self.analysis}"


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One page as the engine stores it. Empty strings mean unknown."""

    page: str
    positions: tuple[tuple[int, tuple[str, ...]], ...]
    """Rising positions, each with the keys that stand there (see :mod:`archive_search.search.keys`)."""
    length: int
    """Words, for the length correction of scores."""
    order: str
    """Sorts pages in reference order; also breaks ties of score."""
    version: str
    """Digest of everything that went into this document; tells whether it is still up to date."""
    facets: Mapping[str, str] = field(default_factory=dict)
    """Values of :data:`FACETS` without ``decade``."""
    years: tuple[int, int] | None = None
    closed_until: str | None = None
    """ISO date from which on the public may see the page."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Keys of one kind; a page that holds any of them matches."""

    keys: tuple[str, ...]
    boost: float
    """Factor on the score, 0-1; the best alternative of a term counts."""


@dataclass(frozen=True, slots=True)
class Term:
    """One typed word: any of its alternatives."""

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Terms at positions that follow each other."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every key that begins with ``prefix`` and goes on as ``pattern`` says (``*``: any characters, ``?``: one)."""

    prefix: str
    pattern: str
    boost: float

    @property
    def start(self) -> str:
        """What every such key begins with."""
        return self.prefix + re.split(r"[*?]", self.pattern, maxsplit=1)[0]

    def fits(self, key: str) -> bool:
        return key.startswith(self.prefix) and _expression(self.pattern).fullmatch(key, len(self.prefix)) is not None


@dataclass(frozen=True, slots=True)
class YearRange:
    """Pages whose years overlap these, both ends included."""

    first: int
    last: int
    boost: float = 0.0
    """A constant score; 0 filters only."""


@dataclass(frozen=True, slots=True)
class Column:
    """Pages with this value of a facet, in any letter case."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class All:
    """Pages that match every part; nothing is every page."""

    parts: tuple["EngineNode", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Pages that match a part; nothing is no page."""

    parts: tuple["EngineNode", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Pages that do not match."""

    part: "EngineNode"


@lru_cache(1_000)
def _expression(pattern: str) -> re.Pattern[str]:
    """``pattern`` as a regular expression; of a run of wildcards with a ``*`` only one stays, for several make matching slow."""
    single = re.sub(r"\*[*?]*|\?[*?]*\*[*?]*", lambda run: "?" * run.group().count("?") + "*", pattern)
    return re.compile("".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in single), re.DOTALL)


Leaf = Term | Adjacent | Pattern
EngineNode = Leaf | YearRange | Column | All | AnyOf | Without


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """What to find, among which pages, and which part of the list to return."""

    node: EngineNode
    visible_on: date | None
    """The day on which the reader asks; None = a reader who may see everything."""
    filters: tuple[Column, ...] = ()
    """Kept apart from ``node``: a facet is counted without its own filter, so that the reader sees what else there is."""
    years: YearRange | None = None
    by_order: bool = False
    """List in reference order instead of by score."""
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class EngineHit:
    """A page found, with the positions of the query's keys on it."""

    page: str
    score: float
    positions: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class EngineResult:
    """``total`` pages were found; ``hits`` is the part asked for."""

    total: int
    hits: tuple[EngineHit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    """For each of :data:`FACETS` its values with the number of pages, most frequent first (decades in time order)."""
    cut: tuple[str, ...] = ()
    """Patterns that stand for more keys than the engine follows."""


class SearchEngine(Protocol):
    """An index of pages. Safe to share between threads."""

    def stamp(self) -> Stamp | None:
        """What the index was written with; None where there is no index yet."""

    def write(self, documents: Iterable[IndexDocument]) -> None:
        """Add pages in one commit, replacing those with the same identifier."""

    def delete(self, pages: Iterable[str]) -> None:
        """Remove pages in one commit; unknown ones are no error."""

    def rebuild(self) -> AbstractContextManager["SearchEngine"]:
        """An empty index to write to; it takes the place of this one when the block ends without an error."""

    def search(self, query: EngineQuery) -> EngineResult:
        """Pages by falling score (then in reference order), totals and facets."""

    def positions(self, page: str, leaves: Sequence[Leaf]) -> dict[str, tuple[int, ...]]:
        """Where the keys of these leaves stand on one page; the caller has checked that the reader may see it."""

    def values(self, facet: str, visible_on: date | None) -> tuple[str, ...]:
        """Values of a facet among the pages visible on that day."""

    def documents(self) -> Iterator[str]:
        """Identifiers of every page in the index, for ``verify``; no access rules."""

    def versions(self) -> dict[str, str]:
        """The version of every page in the index, for ``verify``; no access rules."""

    def close(self) -> None:
        """Let go of files."""
