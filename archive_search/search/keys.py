"""How the keys of the text analysis are told apart inside one index field, and where on a page they stand.

A stored key is ``[FIELD]KIND key``: a capital letter for the field of the description (none for a key that counts anywhere on the page), a
small letter for the kind, then the key itself.
"""

from archive_search.records import Kind

_KINDS = {
    Kind.EXACT: "e",
    Kind.FORM: "f",
    Kind.SPELLING: "s",
    Kind.SCRIPT: "c",
    Kind.NAME: "n",
    Kind.PLACE: "p",
    Kind.TRANSLATION: "t",
    Kind.OCR: "o",
}
_KIND_OF = {letter: kind for kind, letter in _KINDS.items()}

FIELDS = {"title": "T", "place": "P", "creator": "C", "reference": "R"}
"""Parts of the description that are searched as words, with their letters."""

FIELD_START = {name: place << 20 for place, name in enumerate(FIELDS, start=1)}
"""Position of a field's first word; words of the text count from 0."""

TEXT_LIMIT = 1 << 20
"""Words of one page that are searched; no printed page comes near it."""

KEY_LIMIT = 120
"""Characters of a key that count."""


def stored_key(kind: Kind, key: str, field: str | None = None) -> str:
    """``key`` as the engine stores it; ``field`` limits it to one of :data:`FIELDS`."""
    return (FIELDS[field] if field else "") + _KINDS[kind] + key[:KEY_LIMIT]


def kind_of(stored: str) -> Kind:
    """The kind of a stored key."""
    return _KIND_OF[stored[1] if stored[0].isupper() else stored[0]]


def field_at(position: int) -> str | None:
    """The description field that a position lies in; None for the text of the page."""
    return None if position < TEXT_LIMIT else list(FIELDS)[(position >> 20) - 1]
