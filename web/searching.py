"""The search page: the box, how the query was read, filters, the list of hits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request

from archive_search.records import LANGUAGES, Kind, Page, RecordType
from archive_search.search.service import Hit, SearchQuery, SearchResult
from web.finding import Strip, cut_strip, number_on_line
from web.home import EVERYTHING
from web.parameters import MAX_DEPTH, read_query
from web.room import current_room
from web.vocabulary import FACETS, OFFERED_KINDS

searching = Blueprint("searching", __name__)

MAX_WORDS_READ = 15
"""Words of one kind that are shown where the page says how a query was read."""

MAX_FACET_VALUES = 12
"""Values of a facet that are listed; the form takes any."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page found."""

    page: Page
    pieces: tuple[tuple[str, bool], ...]
    """The snippet in pieces, each with whether it is marked."""
    strip: Strip | None
    number: int | None
    """Which match of the page the strip shows; the viewer opens there."""
    reasons: tuple[tuple[Kind, str], ...]
    """Kinds other than the word itself by which the page was found, each with a printed word."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Ways to narrow the search by one property."""

    name: str
    title: object
    values: tuple[tuple[str, int, SearchQuery], ...]
    """Value, number of pages, and the search narrowed by it (or widened again, where it is the chosen one)."""
    chosen: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed word was read: for each kind the words it stands for, and how many more there are than shown."""

    term: str
    kinds: tuple[tuple[Kind, tuple[str, ...], int], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the search without it."""

    name: str
    value: str
    without: SearchQuery


@searching.get("/search")
def show() -> str:
    """The result list. An empty box lists everything."""
    query, problems = read_query(request.args)
    asked = query if query.text.strip() else replace(query, text=EVERYTHING)
    room = current_room()
    result = room.search.search(asked, room.access)
    return render_template(
        "search.html",
        query=query,
        problems=problems,
        result=result,
        hits=[found(hit) for hit in result.hits],
        facets=list(_facets(query, result)),
        chips=list(_chips(query)),
        readings=list(_readings(result)),
        first_page=replace(query, page=1),
        first=(query.page - 1) * query.limit + 1,
        previous=replace(query, page=query.page - 1) if query.page > 1 else None,
        next=replace(query, page=result.next) if result.next and result.next * query.limit <= MAX_DEPTH else None,
        cut=MAX_DEPTH if result.next and result.next * query.limit > MAX_DEPTH else None,
        kinds=list(Kind),
        offered=OFFERED_KINDS,
        record_types=list(RecordType),
        languages=LANGUAGES,
    )


def marked(text: str, marks: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is marked."""
    pieces, end = [], 0
    for start, stop in sorted(marks):
        if start < end:
            continue
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def found(hit: Hit) -> Found:
    """``hit`` as the result list shows it."""
    boxes = [box for match in hit.matches for box in match.boxes]
    strip = cut_strip(hit.line_box, boxes, hit.page.image)
    kinds = {match.kind: match for match in reversed(hit.matches) if match.kind is not Kind.EXACT and match.text}
    reasons = tuple((kind, kinds[kind].text) for kind in Kind if kind in kinds)
    return Found(hit.page, tuple(marked(hit.snippet, hit.marks)), strip, number_on_line(hit.matches, hit.line_box), reasons)


def _readings(result: SearchResult) -> Iterator[Reading]:
    for reading in result.read_as:
        rows = [(kind, tuple(reading.kinds.get(kind, ()))) for kind in Kind]
        kinds = tuple((kind, words[:MAX_WORDS_READ], max(0, len(words) - MAX_WORDS_READ)) for kind, words in rows if words)
        if kinds:
            yield Reading(reading.term, kinds)


def _facets(query: SearchQuery, result: SearchResult) -> Iterator[Facet]:
    chosen = {"type": query.record_type, "language": query.language, "place": query.place, "decade": _decade(query)}
    for name, title in FACETS.items():
        counted = result.facets.get(name, ())[:MAX_FACET_VALUES]
        rows = [(value, count, narrowed(query, name, None if value == chosen[name] else value)) for value, count in counted]
        if rows:
            yield Facet(name, title, tuple(rows), chosen[name])


def narrowed(query: SearchQuery, facet: str, value: str | None) -> SearchQuery:
    """``query`` with ``facet`` set to ``value`` (None = taken off), from the first page of hits."""
    match facet:
        case "type":
            return replace(query, page=1, record_type=RecordType(value) if value else None)
        case "language":
            return replace(query, page=1, language=value)
        case "decade":
            first = int(value) if value else None
            return replace(query, page=1, year_from=first, year_to=first + 9 if first is not None else None)
        case _:
            return replace(query, page=1, place=value)


def _decade(query: SearchQuery) -> str | None:
    first, last = query.year_from, query.year_to
    return str(first) if first is not None and last == first + 9 and first % 10 == 0 else None


def _chips(query: SearchQuery) -> Iterator[Chip]:
    base = replace(query, page=1)
    if query.exact:
        yield Chip("exact", "", replace(base, exact=False))
    for kind in Kind:
        if kind in query.without:
            yield Chip("without", kind, replace(base, without=query.without - {kind}))
        if kind in query.only:
            yield Chip("only", kind, replace(base, only=query.only - {kind}))
    if query.year_from is not None:
        yield Chip("from", str(query.year_from), replace(base, year_from=None))
    if query.year_to is not None:
        yield Chip("to", str(query.year_to), replace(base, year_to=None))
    for name, value in (("language", query.language), ("place", query.place), ("type", query.record_type)):
        if value:
            yield Chip(name, value, narrowed(query, name, None))
