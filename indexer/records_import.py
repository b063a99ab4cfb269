"""Lines of an import file: records that exist only as text."""

import json
from collections.abc import Mapping

from archive_search.errors import RecordInvalid
from archive_search.records import LANGUAGES, Description, RecordType
from indexer.metadata import CLOSED_FOR_GOOD, closing_date

_MOST_BYTES = 20 * 1024 * 1024
_TEXT_FIELDS = ("reference", "title", "date", "place", "creator")


def parse_record(line: bytes | str, number: int) -> tuple[Description, str]:
    """Description and text of the record in ``line``, the ``number``-th of its file.

    A JSON object with ``reference``, ``title``, ``type``, ``language``, ``date``, ``text``, ``place``, ``creator``, ``closed_until``; other
    fields are passed over. Title or text must be there. Raises :class:`RecordInvalid` with the line and what is wrong with it.
    """
    record = _object(line, number)
    values = {name: _string(record, name, number) for name in (*_TEXT_FIELDS, "type", "language", "closed_until")}
    text = _string(record, "text", number, keep_lines=True) or ""
    if not text and not values["title"]:
        raise RecordInvalid(line=number, detail="neither title nor text")
    kind, language = (values["type"] or RecordType.OTHER).lower(), values["language"]
    if kind not in set(RecordType):
        raise RecordInvalid(line=number, detail=f"type {kind!r} is none of {', '.join(RecordType)}")
    if language is not None and language.lower() not in LANGUAGES:
        raise RecordInvalid(line=number, detail=f"language {language!r} is none of {', '.join(LANGUAGES)}")
    closed = closing_date(values["closed_until"] or "")
    if closed == CLOSED_FOR_GOOD and values["closed_until"] != CLOSED_FOR_GOOD:
        raise RecordInvalid(line=number, detail=f"closed_until {values['closed_until']!r} is no date like 2061-01-01")
    plain = {name: values[name] for name in _TEXT_FIELDS}
    described = Description(**plain, record_type=RecordType(kind), language=language and language.lower(), closed_until=closed)
    return described, text


def _object(line: bytes | str, number: int) -> Mapping[str, object]:
    if len(line) > _MOST_BYTES:
        raise RecordInvalid(line=number, detail=f"longer than {_MOST_BYTES} bytes")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        record = json.loads(text)
    except UnicodeDecodeError as error:
        raise RecordInvalid(line=number, detail="not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise RecordInvalid(line=number, detail=f"not JSON: {error}"[:200]) from error
    if not isinstance(record, dict):
        raise RecordInvalid(line=number, detail="not a JSON object")
    return record


def _string(record: Mapping[str, object], name: str, number: int, *, keep_lines: bool = False) -> str | None:
    """A field's text; None if it is missing, null or empty. Numbers are taken as written: ``"date": 1892``."""
    value = record.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RecordInvalid(line=number, detail=f"{name} is no text")
    text = str(value).replace("\0", "")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise RecordInvalid(line=number, detail=f"{name} holds half a character")
    return (text.strip() if keep_lines else " ".join(text.split())) or None
