"""Tesseract through pytesseract: the recogniser that is always there."""

import os
import resource
import shlex
import subprocess
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import groupby

import pytesseract

from archive_search.errors import OutOfMemory, PageTimeout, RecogniserFailed, ToolMissing
from archive_search.images import Picture
from archive_search.records import Box, Line, PageText, Word
from indexer.ocr.engine import Orientation

_PACKAGE = "tesseract-ocr"
_HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
_LINE_LEVEL, _WORD_LEVEL = "4", "5"
_SHORTEST_WAIT = 0.5


class Tesseract:
    """The installed Tesseract, one process a call, one thread each.

    One thread because its OpenMP threads spin while they wait: on two cores they cost 5-7 times the processor time and are slower.
    """

    def __init__(self) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"

    @cached_property
    def version(self) -> str:
        try:
            return f"tesseract {pytesseract.get_tesseract_version()}"
        except pytesseract.TesseractNotFoundError as error:
            raise ToolMissing(tool="tesseract", package=_PACKAGE) from error
        except SystemExit as error:
            raise RecogniserFailed(detail=str(error)[:200]) from error

    def models(self) -> frozenset[str]:
        # pytesseract.get_languages leaves out names with capitals, so also Fraktur.
        try:
            listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False, timeout=60)
        except FileNotFoundError as error:
            raise ToolMissing(tool="tesseract", package=_PACKAGE) from error
        rows = listed.stdout.decode("utf-8", "replace").splitlines()[1:]
        return frozenset(row.strip().removeprefix("script/") for row in rows if row.strip())

    def recognise(self, image: Picture, model: str, *, dpi: int, psm: int, seconds: float) -> PageText:
        options = shlex.join(["--oem", "1", "--psm", str(psm), "--dpi", str(dpi)])
        table = _call(image, seconds, lambda picture, wait: pytesseract.image_to_data(picture, lang=model, config=options, timeout=wait))
        return parse_table(table)

    def orientation(self, image: Picture, *, dpi: int, seconds: float) -> Orientation | None:
        try:
            found = _call(image, seconds, lambda picture, wait: pytesseract.image_to_osd(picture, config=f"--dpi {dpi}", timeout=wait))
        except RecogniserFailed:  # "Too few characters" is an error exit
            return None
        values = dict(row.split(": ", 1) for row in found.splitlines() if ": " in row)
        turn = values.get("Rotate", "0")
        return Orientation(int(turn) % 360 if turn.isdigit() else 0, values.get("Script", ""))


def _call(image: Picture, seconds: float, call: Callable[[Picture, float], str]) -> str:
    """What Tesseract wrote. It can take too long, fail, or end well without a result: three errors."""
    # Raw greymap: pytesseract writes a PNG unless told otherwise, whose compression costs more time than it saves.
    picture = image.copy() if image.mode in ("L", "RGB") else image.convert("L")
    picture.format = "PPM"
    wait = max(seconds, _SHORTEST_WAIT)
    try:
        return call(picture, wait)
    except pytesseract.TesseractNotFoundError as error:
        raise ToolMissing(tool="tesseract", package=_PACKAGE) from error
    except pytesseract.TesseractError as error:
        raise _failure(error) from error
    except FileNotFoundError as error:
        raise RecogniserFailed(detail="no result file") from error
    except UnicodeDecodeError as error:
        raise RecogniserFailed(detail="result is no UTF-8") from error
    except SystemExit as error:  # pytesseract's answer to a program that does not say its version
        raise RecogniserFailed(detail=str(error)[:200]) from error
    except RuntimeError as error:
        raise PageTimeout(seconds=round(wait)) from error


def _failure(error: pytesseract.TesseractError) -> RecogniserFailed | OutOfMemory:
    if "bad_alloc" in error.message or "Cannot allocate" in error.message:
        return OutOfMemory(limit=resource.getrlimit(resource.RLIMIT_AS)[0])
    return RecogniserFailed(detail=f"exit {error.status}: {error.message[:200]}")


def parse_table(table: str) -> PageText:
    """Tesseract's TSV as lines of words. Raises :class:`RecogniserFailed` if it is no such table."""
    rows = table.splitlines()
    if not rows or rows[0] != _HEADER:
        raise RecogniserFailed(detail="no table in the result")
    cells = (row.split("\t", 11) for row in rows[1:])
    entries = [entry for entry in cells if len(entry) == 12 and entry[0] in (_LINE_LEVEL, _WORD_LEVEL)]
    try:
        lines = tuple(
            line for _, group in groupby(entries, key=lambda entry: tuple(entry[1:5])) if (line := _line(list(group))) is not None
        )
    except ValueError as error:
        raise RecogniserFailed(detail="broken table in the result") from error
    return PageText(lines)


def _line(entries: list[list[str]]) -> Line | None:
    words = tuple(_words(entries))
    if not words:
        return None
    return Line(words, next((_box(entry) for entry in entries if entry[0] == _LINE_LEVEL), None))


def _words(entries: list[list[str]]) -> Iterator[Word]:
    for entry in entries:
        text = entry[11].strip()
        if entry[0] == _WORD_LEVEL and text:
            yield Word(text, _box(entry), min(max(float(entry[10]) / 100, 0.0), 1.0))


def _box(entry: list[str]) -> Box:
    return Box(*(int(value) for value in entry[6:10]))
