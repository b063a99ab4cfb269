"""Reads a typed query for the engine: which keys each word stands for, by which kinds of likeness."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive_search.errors import ReferenceInvalid
from archive_search.records import LANGUAGES, Kind, RecordType
from archive_search.references import parse_reference
from archive_search.search.engines.protocol import (
    Adjacent,
    All,
    Alternative,
    AnyOf,
    Column,
    EngineNode,
    Leaf,
    Pattern,
    Term,
    Without,
    YearRange,
)
from archive_search.search.keys import FIELDS, stored_key
from archive_search.search.query import And, Everything, InField, Node, Not, Note, Or, Phrase, Wildcard, Word, Years, YearSpan
from archive_search.text.alphabets import exact_form
from archive_search.text.analysis import Analyser
from archive_search.text.tokens import tokenise_plain

BOOSTS = {
    Kind.EXACT: 1.0,
    Kind.FORM: 0.8,
    Kind.SPELLING: 0.65,
    Kind.SCRIPT: 0.5,
    Kind.NAME: 0.45,
    Kind.PLACE: 0.4,
    Kind.TRANSLATION: 0.35,
    Kind.OCR: 0.3,
}
"""How much a match of each kind is worth beside the word as typed."""

_DATE_BOOST = 0.1
"""Score of a page whose date holds a year typed among other words, where the year itself does not stand on the page."""

_EARLIEST, _LATEST = 0, 9999
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}|2100")
_HYPHENS = re.compile(r"[-\u2010\u2011]")


@dataclass(frozen=True, slots=True)
class WordReading:
    """A typed word that is looked for, and how."""

    term: str
    """As typed."""
    leaf: Leaf
    words: tuple[str, ...]
    """The words to explain (a phrase and a pattern stand for themselves)."""


@dataclass(frozen=True, slots=True)
class YearReading:
    """A typed year that may also be the page's date."""

    term: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class QueryReading:
    """A query as the engine gets it (``node`` None: nothing to look for), with what it takes to explain a hit."""

    node: EngineNode | None
    words: tuple[WordReading, ...]
    years: tuple[YearReading, ...]
    notes: tuple[Note, ...]


def read_query(node: Node | None, analyser: Analyser, kinds: frozenset[Kind], *, exact: bool = False) -> QueryReading:
    """What ``node`` looks for by ``kinds``; ``exact``: the words as typed and nothing else."""
    reader = _Reader(analyser, kinds, exact=exact)
    found = reader.node(node, None) if node is not None else None
    return QueryReading(found, tuple(reader.words), tuple(reader.years), tuple(reader.notes))


def read_reference(text: str) -> WordReading | None:
    """``text`` as the reference code that it is, in whatever style; None for anything else."""
    try:
        reference = parse_reference(text)
    except ReferenceInvalid:
        return None
    keys = tuple(stored_key(Kind.EXACT, key, "reference") for key in reference.query_keys)
    return WordReading(reference.format(), Term((Alternative(keys, BOOSTS[Kind.EXACT]),)), ())


class _Reader:
    def __init__(self, analyser: Analyser, kinds: frozenset[Kind], *, exact: bool) -> None:
        self._analyser = analyser
        self._kinds = kinds
        self._exact = exact
        self._excluded = 0
        self.words: list[WordReading] = []
        self.years: list[YearReading] = []
        self.notes: list[Note] = []

    def node(self, node: Node, field: str | None) -> EngineNode | None:
        """The part for the engine; None where there is nothing to look for."""
        match node:
            case And(parts):
                found = self._nodes(parts, field)
                return All(found) if found else None
            case Or(parts):
                found = self._nodes(parts, field)
                return AnyOf(found) if found else None
            case Not(part):
                return self._without(part, field)
            case InField(name, part):
                return self.node(part, name)
            case Everything():
                return All(())
            case Years(first, last):
                return YearRange(_EARLIEST if first is None else first, _LATEST if last is None else last)
            case _:
                return self._leaf(node, field)

    def _nodes(self, parts: Iterable[Node], field: str | None) -> tuple[EngineNode, ...]:
        found = (self.node(part, field) for part in parts)
        return tuple(part for part in found if part is not None)

    def _without(self, part: Node, field: str | None) -> EngineNode | None:
        self._excluded += 1
        found = self.node(part, field)
        self._excluded -= 1
        return Without(found) if found is not None else None

    def _leaf(self, node: Word | Phrase | Wildcard | YearSpan, field: str | None) -> EngineNode | None:
        if field in ("type", "language"):
            return self._column(node, field)
        within = field if field in FIELDS else None
        match node:
            case Word(text):
                return self._word(text, within)
            case Phrase(text):
                return self._phrase(text, within)
            case Wildcard(pattern):
                return self._wildcard(pattern, within)
            case YearSpan(first, last):
                return self._span(first, last, within)

    def _column(self, node: Word | Phrase | Wildcard | YearSpan, field: str) -> EngineNode:
        """``type:`` and ``language:`` take the names of the contract."""
        text = _text_of(node).strip()
        known = [kind.value for kind in RecordType] if field == "type" else list(LANGUAGES)
        if text.casefold() not in known:
            self._note("unknown-value", field=field, text=text)
        return Column(field, text)

    def _word(self, text: str, field: str | None) -> EngineNode | None:
        found = self._plain_word(text, field)
        others = [part for part in (self._reference(text, field), self._date(text, field)) if part is not None]
        if found is None or not others:
            return found if found is not None else AnyOf(tuple(others)) if others else None
        return AnyOf((found, *others))

    def _plain_word(self, text: str, field: str | None) -> Leaf | None:
        tokens = tokenise_plain(text)
        if not tokens:
            if text.strip("+-*?"):
                self._note("nothing-to-search", text=text)
            return None
        if field == "reference":
            return self._side_by_side(text, [_exact_term(token, field) for token in tokens], ())
        return self._side_by_side(text, [self._term(token, field) for token in tokens], tokens)

    def _side_by_side(self, text: str, terms: Sequence[Term], words: tuple[str, ...]) -> Leaf:
        return self._looked_for(text, terms[0] if len(terms) == 1 else Adjacent(tuple(terms)), words)

    def _term(self, token: str, field: str | None) -> Term:
        if not self._kinds:
            self._note("no-kinds")
        found = self._analyser.query_keys(token)
        kinds = [kind for kind in Kind if kind in self._kinds and found.get(kind)]
        return Term(tuple(Alternative(tuple(stored_key(kind, key, field) for key in found[kind]), BOOSTS[kind]) for kind in kinds))

    def _phrase(self, text: str, field: str | None) -> EngineNode | None:
        """Quotes ask for the form as typed, whatever kinds are switched on."""
        terms = [_exact_term(token, field) for token in tokenise_plain(text)]
        if not terms:
            self._note("nothing-to-search", text=text)
            return None
        found = self._side_by_side(text, terms, ())
        reference = self._reference(text, field)
        return AnyOf((found, reference)) if reference is not None else found

    def _wildcard(self, pattern: str, field: str | None) -> EngineNode | None:
        """A pattern over the words as printed. A question mark at the end may as well end a question."""
        pieces = [piece for piece in _HYPHENS.split(pattern) if any(map(str.isalnum, piece))]
        parts = [self._pattern(piece, field) if "*" in piece or "?" in piece else self._plain_word(piece, field) for piece in pieces]
        found = [part for part in parts if part is not None]
        if not found:
            return None
        node = found[0] if len(found) == 1 else All(tuple(found))
        question = pattern.rstrip("?")
        if "*" in question or "?" in question:
            return node
        plain = self._plain_word(question, field)
        return AnyOf((node, plain)) if plain is not None else node

    def _pattern(self, piece: str, field: str | None) -> EngineNode | None:
        folded = "".join(part if part in ("*", "?") else exact_form(part) for part in re.split(r"([*?])", piece) if part)
        return self._looked_for(piece, Pattern(stored_key(Kind.EXACT, "", field), folded, 1.0), ())

    def _span(self, first: int, last: int, field: str | None) -> EngineNode:
        """Two years: the date of the page, or the numbers as they stand in the text."""
        text = f"{first}-{last}"
        printed = self._side_by_side(text, [_exact_term(str(year), field) for year in (first, last)], ())
        if field is not None or self._exact:
            return printed
        self._dated(YearReading(text, first, last))
        return AnyOf((printed, YearRange(first, last, _DATE_BOOST)))

    def _date(self, text: str, field: str | None) -> EngineNode | None:
        if field is not None or self._exact or Kind.EXACT not in self._kinds or not _YEAR.fullmatch(text):
            return None
        self._dated(YearReading(text, int(text), int(text)))
        return YearRange(int(text), int(text), _DATE_BOOST)

    def _reference(self, text: str, field: str | None) -> EngineNode | None:
        if field not in (None, "reference"):
            return None
        found = read_reference(text)
        if found is None:
            return None
        self._note("read-as-reference", text=found.term)
        return self._looked_for(found.term, found.leaf, ())

    def _looked_for(self, text: str, leaf: Leaf, words: tuple[str, ...]) -> Leaf:
        if not self._excluded:
            self.words.append(WordReading(text, leaf, words))
        return leaf

    def _dated(self, reading: YearReading) -> None:
        if not self._excluded:
            self.years.append(reading)

    def _note(self, slug: str, **data: str | int) -> None:
        note = Note(slug, data)
        if note not in self.notes:
            self.notes.append(note)


def _exact_term(token: str, field: str | None) -> Term:
    return Term((Alternative((stored_key(Kind.EXACT, exact_form(token), field),), BOOSTS[Kind.EXACT]),))


def _text_of(node: Word | Phrase | Wildcard | YearSpan) -> str:
    match node:
        case Word(text) | Phrase(text) | Wildcard(text):
            return text
        case YearSpan(first, last):
            return f"{first}-{last}"
