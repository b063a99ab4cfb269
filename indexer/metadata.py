"""The table in which an archivist says what the scans are (docs/reference/metadata-table.md)."""

import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from archive_search.dates import parse_date
from archive_search.errors import DateInvalid, InputNotFound, MetadataInvalid, ReferenceInvalid
from archive_search.names import printable
from archive_search.records import LANGUAGES, Description, RecordType
from archive_search.references import parse_reference

if TYPE_CHECKING:
    from _csv import Reader

_COLUMNS = ("file", "frame", "reference", "title", "date", "type", "language", "place", "creator", "closed_until")
_TYPES = frozenset(RecordType)
_DELIMITERS = ",;\t"
_PAGE_NUMBER = re.compile("0*[1-9][0-9]{0,8}")
_MOST_BYTES = 256 * 1024**2


class Problem(NamedTuple):
    """Something in the table that cannot be used as it stands; ``slug`` and ``data`` make its message."""

    line: int
    slug: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """Descriptions by file and frame."""

    path: Path
    rows: Mapping[Path, Mapping[int | None, Description]]
    """By the scan's :func:`place`, then by frame from 0; None = every frame."""
    problems: tuple[Problem, ...]
    """In the order of their lines. Rows with a problem count as far as they can be used."""

    def describe(self, path: Path, frame: int) -> Description | None:
        """What the table says of one page: the row for its frame, completed from the row for the whole file; None if nothing."""
        found = self.rows.get(place(path))
        if found is None:
            return None
        whole, own = found.get(None), found.get(frame)
        return _completed(own, whole) if own and whole else own or whole

    def unused(self, seen: Iterable[Path]) -> tuple[Path, ...]:
        """Files that the table names but a run did not meet."""
        return tuple(sorted(self.rows.keys() - {place(path) for path in seen}))


def place(path: Path) -> Path:
    """Where a file lies, whatever it is called: links resolved, letters composed (a Mac writes them decomposed)."""
    return Path(unicodedata.normalize("NFC", os.path.realpath(path)))


def read_metadata(path: Path) -> MetadataTable:
    """The table at ``path``: CSV in UTF-8, comma, semicolon or tab, with a header. Raises InputNotFound, MetadataInvalid."""
    text = _text(path)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return _table(path, lines)
    except csv.Error as error:
        raise MetadataInvalid(path=printable(path), problems=(f"line {lines.line_num}: {error}",)) from error


def _table(path: Path, lines: "Reader") -> MetadataTable:
    header = [name.strip().lower() for name in next(lines, [])]
    if "file" not in header:
        raise MetadataInvalid(path=printable(path), problems=("file: column missing",))
    problems = [Problem(1, "metadata-column-unknown", {"column": name}) for name in header if name and name not in _COLUMNS]
    rows: dict[Path, dict[int | None, Description]] = {}
    first = lines.line_num + 1
    for values in lines:
        if any(value.strip() for value in values):
            problems += _take(path, first, {name: _plain(value) for name, value in zip(header, values, strict=False)}, rows)
        first = lines.line_num + 1
    return MetadataTable(path, rows, tuple(problems))


def _plain(cell: str) -> str:
    """A cell as one line without characters that no database takes."""
    return " ".join(cell.replace("\0", "").split())


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise MetadataInvalid(path=printable(path), problems=(f"more than {_MOST_BYTES} bytes",))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MetadataInvalid(path=printable(path), problems=(f"not UTF-8 at byte {error.start}",)) from error
    except OSError as error:
        raise InputNotFound(path=printable(path)) from error


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def _take(table: Path, line: int, row: Mapping[str, str], rows: dict[Path, dict[int | None, Description]]) -> Iterator[Problem]:
    """Add one row; what is wrong with it comes back."""
    if not row.get("file"):
        yield Problem(line, "metadata-file-missing", {})
        return
    frame = row.get("frame") or None
    if frame is not None and not _PAGE_NUMBER.fullmatch(frame):
        yield Problem(line, "metadata-frame-invalid", {"value": frame})
        return
    yield from _doubts(line, row)
    description = _description(row)
    file = _file(table.parent, row["file"])
    if not os.path.lexists(file):
        yield Problem(line, "metadata-file-unknown", {"file": row["file"]})
    before = rows.setdefault(place(file), {}).setdefault(int(frame) - 1 if frame else None, description)
    if before is not description:
        yield Problem(line, "metadata-row-repeated" if before == description else "metadata-row-contradicts", {"file": row["file"]})


def _file(folder: Path, name: str) -> Path:
    """A spreadsheet made under Windows has backslashes; a name on Linux may have them too."""
    return folder / (name if os.path.lexists(folder / name) else name.replace("\\", "/"))


def _doubts(line: int, row: Mapping[str, str]) -> Iterator[Problem]:
    checks = {"reference": _is_reference, "date": _is_date, "type": _is_type, "language": _is_language, "closed_until": _is_day}
    for column, is_good in checks.items():
        if (value := row.get(column)) and not is_good(value):
            yield Problem(line, f"metadata-{column.replace('_', '-')}-invalid", {"value": value})


def _description(row: Mapping[str, str]) -> Description:
    """The row's values. A type or language that does not exist is left out; a closing day that cannot be read closes for good."""
    kind, language, closed = row.get("type", "").lower(), row.get("language", "").lower(), row.get("closed_until", "")
    return Description(
        reference=row.get("reference") or None,
        title=row.get("title") or None,
        date=row.get("date") or None,
        record_type=RecordType(kind) if _is_type(kind) else RecordType.OTHER,
        language=language if _is_language(language) else None,
        place=row.get("place") or None,
        creator=row.get("creator") or None,
        closed_until=(closed if _is_day(closed) else date.max.isoformat()) if closed else None,
    )


def _completed(own: Description, whole: Description) -> Description:
    missing = {field.name: getattr(whole, field.name) for field in fields(own) if getattr(own, field.name) in (None, RecordType.OTHER)}
    return replace(own, **missing)


def _is_reference(text: str) -> bool:
    try:
        parse_reference(text)
    except ReferenceInvalid:
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateInvalid:
        return False
    return True


def _is_type(text: str) -> bool:
    return text.lower() in _TYPES


def _is_language(text: str) -> bool:
    return text.lower() in LANGUAGES


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
