"""The metadata table: what an archivist says about each file, as a spreadsheet saves it."""

import csv
import datetime
import io
import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from archive_search.dates import parse_date
from archive_search.errors import DateInvalid, InputNotFound, MetadataInvalid, ReferenceInvalid
from archive_search.records import LANGUAGES, Description, RecordType
from archive_search.references import parse_reference
from indexer.names import printable

if TYPE_CHECKING:
    from _csv import Reader

COLUMNS = ("file", "frame", "reference", "title", "date", "type", "language", "place", "creator", "closed_until")
"""Contract of the table. ``file`` is relative to the table's folder; ``frame`` counts from 1, empty means every page of the file."""

CLOSED_FOR_GOOD = "9999-12-31"
"""Stands for an end of closure that cannot be read: such a page stays closed."""

_MOST_BYTES = 200 * 1024 * 1024
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the table."""

    line: int
    """From 1, as an editor counts."""
    slug: str
    """``column-unknown``, ``column-repeated``, ``row-malformed``, ``row-without-file``, ``row-file-not-found``, ``row-repeated``,
    ``row-contradicts``, ``frame-invalid``, ``type-unknown``, ``language-unknown``, ``date-invalid``, ``reference-invalid``,
    ``closed-until-invalid``."""
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """A table that was read."""

    path: Path
    rows: Mapping[str, Mapping[int | None, Description]]
    """By file (see :func:`file_key`), then by frame from 0; None = every page of the file."""
    problems: tuple[Problem, ...]

    def describe(self, path: Path, frame: int) -> Description | None:
        """What the table says about page ``frame`` (from 0) of ``path``: its own row, gaps filled from the row of the whole file."""
        found = self.rows.get(file_key(path))
        if found is None:
            return None
        whole, own = found.get(None), found.get(frame)
        return _merged(whole, own) if whole and own else own or whole


def _merged(whole: Description, own: Description) -> Description:
    empty = Description()
    gaps = {item.name for item in fields(Description) if getattr(own, item.name) == getattr(empty, item.name)}
    return replace(own, **{name: getattr(whole, name) for name in gaps})


def file_key(path: Path) -> str:
    """What makes two names of a file the same: links resolved, letters composed (a Mac writes them decomposed)."""
    return unicodedata.normalize("NFC", os.path.realpath(path))


def read_metadata(path: Path) -> MetadataTable:
    """The table at ``path``: CSV with a header, separated by commas, semicolons or tabs, in UTF-8.

    What is wrong in a row is reported and the rest of the row used. Raises :class:`InputNotFound`, and :class:`MetadataInvalid` where
    nothing can be used: no UTF-8, no header, no column ``file``.
    """
    text = _text(path)
    delimiter = _delimiter(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        return _Reader(path, rows).table()
    except csv.Error as error:
        raise _unusable(path, Problem(rows.line_num, "row-malformed", {"detail": str(error)})) from error


def _unusable(path: Path, *problems: Problem) -> MetadataInvalid:
    return MetadataInvalid(path=printable(path), problems=problems)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _unusable(path, Problem(1, "file-too-large", {"size": path.stat().st_size, "limit": _MOST_BYTES}))
        data = path.read_bytes()
    except OSError as error:
        raise InputNotFound(path=printable(path)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _unusable(path, Problem(line, "not-utf-8")) from error


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


class _Reader:
    """Goes through the rows once and keeps what it finds."""

    def __init__(self, path: Path, rows: "Reader") -> None:
        self._path = path
        self._rows = rows
        self._problems: list[Problem] = []
        self._found: dict[str, dict[int | None, Description]] = {}
        self._lines: dict[tuple[str, int | None], int] = {}

    def table(self) -> MetadataTable:
        header = [name.strip().lower() for name in next(self._rows, [])]
        if "file" not in header:
            raise _unusable(self._path, Problem(1, "column-missing", {"column": "file"}))
        for column in dict.fromkeys(header):
            if column and column not in COLUMNS:
                self._note(1, "column-unknown", column=column)
            if column and header.count(column) > 1:
                self._note(1, "column-repeated", column=column)
        start = self._rows.line_num + 1
        for cells in self._rows:
            if any(cell.strip() for cell in cells):
                self._row(start, header, cells)
            start = self._rows.line_num + 1
        return MetadataTable(self._path, self._found, tuple(self._problems))

    def _note(self, line: int, slug: str, **data: object) -> None:
        self._problems.append(Problem(line, slug, data))

    def _row(self, line: int, header: list[str], cells: list[str]) -> None:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            self._note(line, "row-malformed", detail=f"{len(cells)} cells, {len(header)} columns")
        values = {name: " ".join(cell.replace("\0", "").split()) for name, cell in reversed(list(zip(header, cells, strict=False)))}
        if not values.get("file"):
            self._note(line, "row-without-file")
            return
        frame = self._frame(line, values.get("frame", ""))
        if frame != _NO_FRAME:
            self._keep(line, values["file"], frame, self._description(line, values))

    def _frame(self, line: int, text: str) -> int | None:
        if not text:
            return None
        if text.isdecimal() and 0 < int(text[:9]) == int(text):
            return int(text) - 1
        self._note(line, "frame-invalid", frame=text)
        return _NO_FRAME

    def _keep(self, line: int, name: str, frame: int | None, description: Description) -> None:
        path = self._file(name)
        if not path.exists():
            self._note(line, "row-file-not-found", file=name)
        key = file_key(path)
        frames = self._found.setdefault(key, {})
        if frame not in frames:
            frames[frame] = description
            self._lines[key, frame] = line
            return
        slug = "row-repeated" if frames[frame] == description else "row-contradicts"
        self._note(line, slug, file=name, other=self._lines[key, frame])

    def _file(self, name: str) -> Path:
        folder = self._path.parent
        path = folder / name
        return path if path.exists() or "\\" not in name else folder / name.replace("\\", "/")

    def _description(self, line: int, values: Mapping[str, str]) -> Description:
        for slug, data in _faults(values):
            self._note(line, slug, **data)
        kind, language = values.get("type", "").lower(), values.get("language", "").lower()
        return Description(
            reference=values.get("reference") or None,
            title=values.get("title") or None,
            date=values.get("date") or None,
            record_type=RecordType(kind) if kind in set(RecordType) else RecordType.OTHER,
            language=language if language in LANGUAGES else None,
            place=values.get("place") or None,
            creator=values.get("creator") or None,
            closed_until=closing_date(values.get("closed_until", "")),
        )


_NO_FRAME = -1


def closing_date(text: str) -> str | None:
    """``text`` as an ISO date; None for an empty text, :data:`CLOSED_FOR_GOOD` for one that cannot be read."""
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return CLOSED_FOR_GOOD


def _faults(values: Mapping[str, str]) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong in the cells of a row."""
    kind, language, closed = (values.get(name, "") for name in ("type", "language", "closed_until"))
    if kind and kind.lower() not in set(RecordType):
        yield "type-unknown", {"type": kind, "known": ", ".join(RecordType)}
    if language and language.lower() not in LANGUAGES:
        yield "language-unknown", {"language": language, "known": ", ".join(LANGUAGES)}
    if closing_date(closed) == CLOSED_FOR_GOOD and closed != CLOSED_FOR_GOOD:
        yield "closed-until-invalid", {"text": closed}
    if reference := values.get("reference"):
        try:
            parse_reference(reference)
        except ReferenceInvalid:
            yield "reference-invalid", {"text": reference}
    if date := values.get("date"):
        try:
            parse_date(date)
        except DateInvalid:
            yield "date-invalid", {"text": date}
