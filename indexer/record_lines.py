"""One line of an import file: a record that exists only as text (contract: ``import FILE.jsonl``)."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from archive_search.errors import RecordInvalid
from archive_search.records import LANGUAGES, Description, RecordType

_TEXT_FIELDS = ("reference", "title", "date", "place", "creator")
_TYPES = frozenset(RecordType)
_MOST_CHARACTERS = 5_000_000


def parse_record(line: bytes, number: int) -> tuple[Description, str]:
    """The description and the text that a line holds. Fields that we do not know are passed over. Raises RecordInvalid."""
    values = _object(line, number)
    text = _text(values, "text", number)
    described = {name: " ".join(_text(values, name, number).split()) or None for name in _TEXT_FIELDS}
    if not text.strip() and not described["title"]:
        raise RecordInvalid(line=number, detail="neither text nor title")
    description = Description(
        **described,
        record_type=_record_type(values.get("type"), number),
        language=_language(values.get("language"), number),
        closed_until=_day(values.get("closed_until"), number),
    )
    return description, text


def _text(values: Mapping[str, Any], name: str, number: int) -> str:
    """A field's text, empty if it is missing; a number is taken as written (``"date": 1892``)."""
    value = values.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or len(text := str(value)) > _MOST_CHARACTERS:
        raise RecordInvalid(line=number, detail=name)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise RecordInvalid(line=number, detail=f"{name}: half a character")
    return text.replace("\0", "")


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # also the limit on digits of a number
        raise RecordInvalid(line=number, detail=str(error)[:100]) from error
    if not isinstance(values, dict):
        raise RecordInvalid(line=number, detail="no object")
    return values


def _record_type(value: object, number: int) -> RecordType:
    if value is None or value == "":
        return RecordType.OTHER
    if not isinstance(value, str) or value.lower() not in _TYPES:
        raise RecordInvalid(line=number, detail=f"type {value!r}"[:100])
    return RecordType(value.lower())


def _language(value: object, number: int) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value.lower() not in LANGUAGES:
        raise RecordInvalid(line=number, detail=f"language {value!r}"[:100])
    return value.lower()


def _day(value: object, number: int) -> str | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise RecordInvalid(line=number, detail=f"closed_until {value!r}"[:100]) from error
