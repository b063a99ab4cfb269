"""One line of an import file: a record that exists only as text (contract: ``import FILE.jsonl``)."""

import json
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
    text = values.get("text", "")
    if not isinstance(text, str) or len(text) > _MOST_CHARACTERS:
        raise RecordInvalid(line=number, detail="text")
    for name in _TEXT_FIELDS:
        if not isinstance(values.get(name), str | None):
            raise RecordInvalid(line=number, detail=name)
    if not text.strip() and not values.get("title"):
        raise RecordInvalid(line=number, detail="neither text nor title")
    description = Description(
        **{name: (values.get(name) or "").strip() or None for name in _TEXT_FIELDS},
        record_type=_record_type(values.get("type"), number),
        language=_language(values.get("language"), number),
        closed_until=_day(values.get("closed_until"), number),
    )
    return description, text


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RecordInvalid(line=number, detail=str(error)[:100]) from error
    if not isinstance(values, dict):
        raise RecordInvalid(line=number, detail="no object")
    return values


def _record_type(value: object, number: int) -> RecordType:
    if value is None or value == "":
        return RecordType.OTHER
    if not isinstance(value, str) or value not in _TYPES:
        raise RecordInvalid(line=number, detail=f"type {value!r}")
    return RecordType(value)


def _language(value: object, number: int) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value not in LANGUAGES:
        raise RecordInvalid(line=number, detail=f"language {value!r}")
    return value


def _day(value: object, number: int) -> str | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise RecordInvalid(line=number, detail=f"closed_until {value!r}") from error
