"""What the catalogue derives from a description: reference in its parts, years of the date, place in the order."""

from typing import Any

from archive_search.dates import parse_date
from archive_search.errors import DateInvalid, ReferenceInvalid
from archive_search.records import Description
from archive_search.references import Reference, parse_reference


def columns_of(description: Description, *, country: str | None, institution: str | None) -> dict[str, Any]:
    """The values of the page's columns that follow from ``description``.

    A reference or a date that cannot be read stays as written and derives nothing.
    """
    return {
        "reference_written": description.reference,
        "title": description.title,
        "date_written": description.date,
        "record_type": description.record_type.value,
        "language_described": description.language,
        "place": description.place,
        "creator": description.creator,
        "closed_until": description.closed_until,
        **_reference_columns(description.reference, institution),
        **_date_columns(description.date, country),
    }


def order_of(reference: str | None, source: str, frame: int) -> str:
    """Sorts pages by reference, those without one behind the others by their source."""
    parsed = read_reference(reference)
    leaf = f"0 {parsed.sort_key}" if parsed else f"0 {reference}" if reference else "1"
    return f"{leaf} {source} {frame:06}"


def read_reference(text: str | None) -> Reference | None:
    """``text`` in its parts; None where it is no reference."""
    try:
        return parse_reference(text) if text else None
    except ReferenceInvalid:
        return None


def _reference_columns(text: str | None, institution: str | None) -> dict[str, Any]:
    parsed = read_reference(text)
    if parsed is None:
        return {"reference": text, "file_reference": text, "file_key": text, "institution": institution, "fonds": None}
    file = parsed.unit
    return {
        "reference": parsed.format(),
        "file_reference": file.format(),
        "file_key": file.key,
        "institution": parsed.institution or institution,
        "fonds": parsed.fonds,
    }


def _date_columns(text: str | None, country: str | None) -> dict[str, Any]:
    try:
        parsed = parse_date(text, country=country) if text else None
    except DateInvalid:
        parsed = None
    if parsed is None:
        return {"edtf": None, "year_from": None, "year_to": None, "calendar": None}
    return {"edtf": parsed.edtf, "year_from": parsed.years[0], "year_to": parsed.years[1], "calendar": parsed.calendar}
