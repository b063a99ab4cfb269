"""Search options as address parameters, and back. The names are the command line's (contract)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from archive_search.records import LANGUAGES, Kind, RecordType
from archive_search.search.service import SearchQuery

MAX_QUERY = 1000
"""Characters of a query; the rest is cut, and the reader is told."""
MAX_PLACE = 200
MAX_LIMIT = 100
"""Hits on one page of results."""
MAX_DEPTH = 10_000
"""How many hits one can leaf through; later ones need a narrower search."""
DEFAULT_LIMIT = 20
MAX_YEAR = 2999

_YES = frozenset({"", "1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter that could not be used and was left out, or was cut."""

    name: str
    value: str


class _Parameters:
    """Reads one request's parameters, noting what cannot be used."""

    def __init__(self, values: MultiDict[str, str]) -> None:
        self.values = values
        self.problems: list[Problem] = []

    def one(self, name: str, read: Callable[[str], T], default: T) -> T:
        """The first value of ``name`` as ``read`` understands it; ``default`` where it is absent, blank or no use."""
        value = self.values.get(name, "").strip()
        if not value:
            return default
        try:
            return read(value)
        except ValueError:
            self.problems.append(Problem(name, value[:MAX_PLACE]))
            return default

    def several(self, name: str, read: Callable[[str], T]) -> frozenset[T]:
        """Every value of a parameter that may be repeated or hold a comma-separated list."""
        found: list[T] = []
        for value in ",".join(self.values.getlist(name)).split(","):
            if not value.strip():
                continue
            try:
                found.append(read(value.strip()))
            except ValueError:
                self.problems.append(Problem(name, value[:MAX_PLACE]))
        return frozenset(found)

    def text(self, name: str, longest: int) -> str:
        """The first value of ``name``, cut to ``longest`` characters."""
        value = self.values.get(name, "")
        if len(value) > longest:
            self.problems.append(Problem(name, value[: longest // 10]))
        return value[:longest]

    def flag(self, name: str) -> bool:
        """Whether the switch ``name`` is there and not turned off."""
        value = self.values.get(name, "0").strip().lower()
        if value not in _YES | _NO:
            self.problems.append(Problem(name, value[:MAX_PLACE]))
        return value in _YES


def read_query(values: MultiDict[str, str]) -> tuple[SearchQuery, tuple[Problem, ...]]:
    """The search that the parameters ask for. Never raises: what cannot be used is left out and named."""
    given = _Parameters(values)
    limit = given.one("limit", _between(1, MAX_LIMIT), DEFAULT_LIMIT)
    query = SearchQuery(
        text=given.text("q", MAX_QUERY),
        exact=given.flag("exact"),
        without=given.several("without", _member(Kind)),
        only=given.several("only", _member(Kind)),
        year_from=given.one("from", _between(1, MAX_YEAR), None),
        year_to=given.one("to", _between(1, MAX_YEAR), None),
        language=given.one("language", _language, None),
        place=given.text("place", MAX_PLACE).strip() or None,
        record_type=given.one("type", _member(RecordType), None),
        limit=limit,
        page=given.one("page", _between(1, max(1, MAX_DEPTH // limit)), 1),
    )
    return query, tuple(given.problems)


def write_query(query: SearchQuery) -> list[tuple[str, str]]:
    """The parameters that ask for ``query``, without those that say nothing."""
    rows: list[tuple[str, Any]] = [("q", query.text), ("exact", "1" if query.exact else None)]
    rows += [("without", kind) for kind in Kind if kind in query.without]
    rows += [("only", kind) for kind in Kind if kind in query.only]
    rows += [("from", query.year_from), ("to", query.year_to), ("language", query.language), ("place", query.place)]
    rows += [("type", query.record_type)]
    rows += [("limit", query.limit if query.limit != DEFAULT_LIMIT else None), ("page", query.page if query.page != 1 else None)]
    return [(name, str(value)) for name, value in rows if value is not None]


def query_string(parameters: Iterable[tuple[str, str]]) -> str:
    """Parameters as they stand in an address, question mark included."""
    return "?" + urlencode(list(parameters), errors="replace")


def _between(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        # int() alone would take "1_9", "+5" and digits of any length.
        if not (value.isascii() and value.isdigit() and len(value) <= 9) or not lowest <= int(value) <= highest:
            raise ValueError(value)
        return int(value)

    return read


def _member(kind: type[E]) -> Callable[[str], E]:
    return lambda value: kind(value.lower())


def _language(value: str) -> str:
    if value.lower() not in LANGUAGES:
        raise ValueError(value)
    return value.lower()
