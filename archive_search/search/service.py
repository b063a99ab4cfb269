"""Search for those who answer people, and the only way to texts and images for them: access rules are applied here."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from archive_search.access.access import Access
from archive_search.errors import PageClosed
from archive_search.records import Box, Kind, Page, PageText, RecordType
from archive_search.search.engines.protocol import All, AnyOf, Column, EngineHit, EngineNode, EngineQuery, SearchEngine, YearRange
from archive_search.search.matching import Match as Match
from archive_search.search.matching import MatchedPage
from archive_search.search.query import And, InField, Note, Parsed, Word, parse_query
from archive_search.search.reading import QueryReading, read_query, read_reference
from archive_search.text.analysis import Analyser

MAX_LIMIT = 1_000
"""Hits on one result page."""


class PageStore(Protocol):
    """What search needs of the catalogue."""

    def page(self, id: str) -> Page:
        """Raises PageNotFound."""

    def pages(self, ids: Iterable[str]) -> dict[str, Page]: ...

    def text(self, id: str) -> PageText: ...

    def texts(self, ids: Iterable[str]) -> dict[str, PageText]: ...

    def file_pages(self, file_reference: str) -> list[Page]: ...


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a person asks for; any text is allowed."""

    text: str
    exact: bool = False
    """The words as typed, nothing else."""
    without: frozenset[Kind] = frozenset()
    only: frozenset[Kind] = frozenset()
    """Empty = every kind."""
    year_from: int | None = None
    year_to: int | None = None
    language: str | None = None
    place: str | None = None
    """A place as the facet names it; anything else is looked for among the words of places."""
    record_type: RecordType | None = None
    limit: int = 20
    page: int = 1

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of likeness that count."""
        if self.exact:
            return frozenset({Kind.EXACT})
        return (self.only or frozenset(Kind)) - self.without


@dataclass(frozen=True, slots=True)
class TermReading:
    """What a typed word was taken for: for each kind the words it stands for, those found on the pages shown among them."""

    term: str
    kinds: dict[Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A page found."""

    page: Page
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]
    """Matched places in the snippet."""
    matches: tuple[Match, ...]
    line_box: Box | None
    """The line to cut out of the image for the result list."""

    def to_json(self) -> dict[str, object]:
        description = self.page.description
        return {
            "page": self.page.id,
            "reference": self.page.reference or description.reference,
            "title": description.title,
            "date": description.date,
            "language": self.page.language,
            "score": round(self.score, 6),
            "snippet": self.snippet,
            "matches": [entry for match in self.matches for entry in match.to_json()],
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one :class:`SearchQuery`."""

    query: SearchQuery
    total: int
    took_ms: float
    read_as: tuple[TermReading, ...]
    notes: tuple[Note, ...]
    """How an odd query was read."""
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    next: int | None = None
    """Number of the next result page."""

    def to_json(self) -> dict[str, object]:
        """The contract of ``search --json`` and ``/api/search``."""
        return {
            "query": self.query.text,
            "total": self.total,
            "took_ms": self.took_ms,
            "read_as": [
                {"term": term.term, "kinds": {kind.value: list(words) for kind, words in term.kinds.items()}} for term in self.read_as
            ],
            "hits": [hit.to_json() for hit in self.hits],
            "facets": {name: [{"value": value, "count": count} for value, count in values] for name, values in self.facets.items()},
            "next": self.next,
        }


class SearchService:
    """Finds pages and hands out texts. Safe to share between threads."""

    def __init__(self, catalogue: PageStore, engine: SearchEngine, analyser: Analyser) -> None:
        self._catalogue = catalogue
        self._engine = engine
        self._analyser = analyser

    def search(self, query: SearchQuery, access: Access) -> SearchResult:
        """The pages that ``access`` may see, best first; ``*`` lists everything in reference order.

        Raises IndexOutdated, IndexDamaged; no text typed raises.
        """
        started = time.perf_counter()
        parsed = parse_query(query.text)
        reading = self._read(parsed, query)
        limit, number = min(max(query.limit, 1), MAX_LIMIT), max(query.page, 1)
        asked = self._asked(parsed, reading, query, access)
        result = self._engine.search(replace(asked, offset=(number - 1) * limit, limit=limit))
        hits = self._hits(result.hits, reading, access)
        notes = (*parsed.notes, *reading.notes, *(Note("pattern-cut", {"text": pattern}) for pattern in result.cut))
        return SearchResult(
            query=query,
            total=result.total,
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            read_as=self._read_as(reading, query.kinds, hits),
            notes=notes,
            hits=hits,
            facets=result.facets,
            next=number + 1 if result.total > number * limit else None,
        )

    def page(self, id: str, access: Access) -> Page:
        """Raises PageNotFound, PageClosed."""
        page = self._catalogue.page(id)
        if not access.allows(page):
            raise PageClosed(page=id, until=page.description.closed_until, title=page.description.title)
        return page

    def text(self, id: str, access: Access) -> PageText:
        """Raises PageNotFound, PageClosed."""
        self.page(id, access)
        return self._catalogue.text(id)

    def matches(self, id: str, query: SearchQuery, access: Access) -> tuple[Match, ...]:
        """Every word of one page that the query finds, in reading order, then those of its description. Raises PageNotFound, PageClosed."""
        page = self.page(id, access)
        reading = self._read(parse_query(query.text), query)
        positions = self._engine.positions(id, [word.leaf for word in reading.words])
        return MatchedPage(page, self._catalogue.text(id), reading, positions).matches

    def file(self, reference: str, access: Access) -> tuple[Page, ...]:
        """The pages of an archival file in their order, without those that this reader may not see."""
        return tuple(page for page in self._catalogue.file_pages(reference) if access.allows(page))

    def _read(self, parsed: Parsed, query: SearchQuery) -> QueryReading:
        """The query by its words and, where it is a reference with spaces in it, as that reference."""
        reading = read_query(parsed.node, self._analyser, query.kinds, exact=query.exact)
        whole = read_reference(query.text.strip()) if isinstance(parsed.node, And) else None
        if whole is None:
            return reading
        node = AnyOf((whole.leaf, *([reading.node] if reading.node is not None else [])))
        return QueryReading(node, (whole,), (), (Note("read-as-reference", {"text": whole.term}),))

    def _asked(self, parsed: Parsed, reading: QueryReading, query: SearchQuery, access: Access) -> EngineQuery:
        visible_on = None if access.everything else access.today
        filters = [Column(name, value) for name, value in (("language", query.language), ("type", query.record_type)) if value]
        years = None
        if query.year_from is not None or query.year_to is not None:
            years = YearRange(query.year_from or 0, 9999 if query.year_to is None else query.year_to)
        node = reading.node
        place = self._place(query.place, visible_on) if query.place else None
        if node is None:
            narrowed = parsed.node is None and (filters or years or place)
            node = All(()) if narrowed else AnyOf(())
        if isinstance(place, Column):
            filters.append(place)
        elif place is not None:
            node = All((node, place))
        return EngineQuery(node, visible_on, tuple(filters), years, by_order=not reading.words)

    def _place(self, place: str, visible_on: date | None) -> EngineNode:
        """The pages described with this place, or, where none is, those whose place holds its words."""
        if place.casefold() in {value.casefold() for value in self._engine.values("place", visible_on)}:
            return Column("place", place)
        return read_query(InField("place", Word(place)), self._analyser, frozenset(Kind)).node or AnyOf(())

    def _hits(self, found: Sequence[EngineHit], reading: QueryReading, access: Access) -> tuple[Hit, ...]:
        ids = [hit.page for hit in found]
        pages, texts = self._catalogue.pages(ids), self._catalogue.texts(ids)
        # The index may lag behind the catalogue; what the catalogue closes is closed.
        seen = [hit for hit in found if hit.page in pages and access.allows(pages[hit.page])]
        return tuple(_hit(pages[hit.page], texts.get(hit.page, PageText()), reading, hit) for hit in seen)

    def _read_as(self, reading: QueryReading, kinds: frozenset[Kind], hits: Sequence[Hit]) -> tuple[TermReading, ...]:
        """For each typed word what the analysis makes of it, then the words it was found as on the pages of this result."""
        read: dict[str, dict[Kind, dict[str, None]]] = {}
        for word in reading.words:
            here = read.setdefault(word.term, {})
            for kind, forms in (item for token in word.words for item in self._analyser.forms(token).items()):
                if kind in kinds:
                    here.setdefault(kind, {}).update(dict.fromkeys(forms))
        for match in (match for hit in hits for match in hit.matches if match.text):
            read.setdefault(match.term, {}).setdefault(match.kind, {})[_shown(match)] = None
        return tuple(TermReading(term, {kind: tuple(found[kind]) for kind in Kind if kind in found}) for term, found in read.items())


def _shown(match: Match) -> str:
    """A matched word without its case; what is more than a word as it stands."""
    return match.text if " " in match.text else match.text.casefold()


def _hit(page: Page, text: PageText, reading: QueryReading, found: EngineHit) -> Hit:
    matched = MatchedPage(page, text, reading, found.positions)
    snippet = matched.snippet()
    return Hit(page, found.score, snippet.text, snippet.marks, matched.matches, snippet.line_box)
