"""Turns catalogued pages into what an engine stores."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from archive_search.errors import ReferenceInvalid
from archive_search.records import LANGUAGES, Kind, Page, PageText
from archive_search.references import parse_reference
from archive_search.search.engines.protocol import IndexDocument, SearchEngine
from archive_search.search.keys import FIELD_START, TEXT_LIMIT, stored_key
from archive_search.text.analysis import Analyser
from archive_search.text.tokens import tokenise, tokenise_plain

_Position = tuple[int, tuple[str, ...]]


def index_pages(engine: SearchEngine, analyser: Analyser, items: Iterable[tuple[Page, PageText]]) -> None:
    """Write pages to the index in one commit, each taking the place of its earlier state.

    Raises IndexOutdated, IndexDamaged, HomeLocked; the index is then as it was before.
    """
    engine.write(make_document(analyser, page, text) for page, text in items)


def make_document(analyser: Analyser, page: Page, text: PageText) -> IndexDocument:
    """``page`` with its words as keys: the text in the page's languages, the description in any language of its script."""
    tokens = [token.text for token in tokenise(text)[:TEXT_LIMIT]]
    languages = tuple(language for language in page.languages if language in LANGUAGES)
    return IndexDocument(
        page=page.id,
        positions=tuple(chain(_words(analyser, tokens, languages), _described(analyser, page), _reference(page.reference))),
        length=len(tokens),
        order=page.order,
        version=document_version(page),
        facets=_facets(page),
        years=page.years,
        closed_until=page.description.closed_until,
    )


def document_version(page: Page) -> str:
    """Digest of all that a page's document is made of: its description and the number of the reading shown."""
    return hashlib.sha256(repr(replace(page, image=None)).encode()).hexdigest()[:16]


def _words(analyser: Analyser, tokens: Sequence[str], languages: tuple[str, ...]) -> Iterator[_Position]:
    for position, word in enumerate(tokens):
        yield position, tuple(stored_key(kind, key) for kind, keys in analyser.keys(word, languages).items() for key in keys)


def _described(analyser: Analyser, page: Page) -> Iterator[_Position]:
    """Title, place and creator: each word findable anywhere and in its field."""
    for field in ("title", "place", "creator"):
        words = tokenise_plain(getattr(page.description, field) or "")
        for position, word in enumerate(words, start=FIELD_START[field]):
            keys = [(kind, key) for kind, found in analyser.keys(word).items() for key in found]
            yield position, tuple(stored_key(kind, key, within) for within in (None, field) for kind, key in keys)


def _reference(reference: str | None) -> Iterator[_Position]:
    """The reference as a whole, in every less complete form that people type, at its first position; then its words."""
    if reference is None:
        return
    start = FIELD_START["reference"]
    yield start, tuple(stored_key(Kind.EXACT, key, "reference") for key in _reference_keys(reference))
    for position, word in enumerate(tokenise_plain(reference), start=start + 1):
        yield position, (stored_key(Kind.EXACT, word.casefold(), "reference"),)


def _reference_keys(reference: str) -> tuple[str, ...]:
    try:
        return parse_reference(reference).index_keys
    except ReferenceInvalid:
        return ()


def _facets(page: Page) -> dict[str, str]:
    return {
        "language": page.language or "",
        "type": page.description.record_type.value,
        "place": (page.description.place or "").strip(),
        "institution": page.institution or "",
        "fonds": page.fonds or "",
        "script": page.script.value if page.script else "",
        "state": page.state.value,
    }
