"""The archive's terms in the reader's words."""

from collections.abc import Mapping

from flask import Flask

from archive_search.messages import reason_text
from archive_search.records import Kind, PageState, RecordType, Script
from archive_search.search.query import Note
from web.languages import current_language, language_name, lazy_gettext

RECORD_TYPES: Mapping[RecordType, object] = {
    RecordType.BURIAL: lazy_gettext("Burial register"),
    RecordType.EMPLOYMENT: lazy_gettext("Employment records"),
    RecordType.PAYROLL: lazy_gettext("Payroll ledger"),
    RecordType.BIRTH: lazy_gettext("Birth register"),
    RecordType.MARRIAGE: lazy_gettext("Marriage register"),
    RecordType.DEATH: lazy_gettext("Death register"),
    RecordType.CENSUS: lazy_gettext("Census"),
    RecordType.LAND: lazy_gettext("Land records"),
    RecordType.TAX: lazy_gettext("Tax records"),
    RecordType.COURT: lazy_gettext("Court records"),
    RecordType.MINUTES: lazy_gettext("Minutes"),
    RecordType.CORRESPONDENCE: lazy_gettext("Correspondence"),
    RecordType.NEWSPAPER: lazy_gettext("Newspaper"),
    RecordType.MAP: lazy_gettext("Map"),
    RecordType.PHOTOGRAPH: lazy_gettext("Photograph"),
    RecordType.INVENTORY: lazy_gettext("Inventory"),
    RecordType.OTHER: lazy_gettext("Other records"),
}

KINDS: Mapping[Kind, object] = {
    Kind.EXACT: lazy_gettext("the same word"),
    Kind.FORM: lazy_gettext("form of the word"),
    Kind.SPELLING: lazy_gettext("old spelling"),
    Kind.SCRIPT: lazy_gettext("other script"),
    Kind.NAME: lazy_gettext("form of the name"),
    Kind.PLACE: lazy_gettext("other name of the place"),
    Kind.TRANSLATION: lazy_gettext("word in another language"),
    Kind.OCR: lazy_gettext("likely misreading"),
}

OFFERED_KINDS = (Kind.FORM, Kind.SPELLING, Kind.SCRIPT)
"""Kinds besides the word itself that the text analysis makes by now: those that a reader is offered to leave out."""

STATES: Mapping[PageState, object] = {
    PageState.READ: lazy_gettext("read by machine"),
    PageState.DOUBTFUL: lazy_gettext("read by machine with doubts"),
    PageState.UNREADABLE: lazy_gettext("could not be read by machine"),
    PageState.BLANK: lazy_gettext("blank page"),
}

SCRIPTS: Mapping[Script, object] = {
    Script.CYRILLIC: lazy_gettext("Cyrillic"),
    Script.LATIN: lazy_gettext("Latin (roman type)"),
    Script.FRAKTUR: lazy_gettext("Fraktur"),
}

CALENDARS: Mapping[str, object] = {
    "julian": lazy_gettext("Julian calendar (old style)"),
    "gregorian": lazy_gettext("Gregorian calendar (new style)"),
}

"""How an odd query was read."""

FACETS: Mapping[str, object] = {
    "type": lazy_gettext("Kind of record"),
    "language": lazy_gettext("Language"),
    "place": lazy_gettext("Place"),
    "decade": lazy_gettext("Years"),
}
"""Facets that can narrow a search, in the order shown."""


def facet_value(facet: str, value: str) -> object:
    """How a value of ``facet`` is called; places keep their own names."""
    if facet == "language":
        return language_name(value)
    if facet == "type" and value in set(RecordType):
        return RECORD_TYPES[RecordType(value)]
    if facet == "decade" and value.isdecimal():
        return f"{value}–{int(value) + 9}"
    return value


def note_text(note: Note) -> str:
    """How an odd query was read, in words."""
    return reason_text(note.slug, note.data, current_language())


def set_up_vocabulary(app: Flask) -> None:
    """Let templates name the archive's terms."""
    app.add_template_filter(RECORD_TYPES.__getitem__, "record_type_name")
    app.add_template_filter(KINDS.__getitem__, "kind_name")
    app.add_template_filter(STATES.__getitem__, "state_name")
    app.add_template_filter(SCRIPTS.__getitem__, "script_name")
    app.add_template_filter(CALENDARS.__getitem__, "calendar_name")
    app.add_template_filter(note_text)
    app.add_template_global(facet_value)
