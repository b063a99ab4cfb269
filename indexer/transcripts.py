"""Transcripts that lie beside a scan: which file, and its text."""

from dataclasses import dataclass
from pathlib import Path

from archive_search.errors import TranscriptInvalid
from archive_search.exchange.formats import read_transcript, transcript_format
from archive_search.exchange.scale import Target
from archive_search.names import printable
from archive_search.records import PageText

_ENDINGS = (".alto.xml", ".page.xml", ".alto", ".page", ".xml", ".hocr", ".html", ".gt.txt", ".txt")
_FOLDERS = ("", "alto", "page")
_MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Beside:
    """A transcript of a page."""

    path: Path
    frame: int | None
    """Which page of the transcript; None where it has only one."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a transcript says."""

    text: PageText
    form: str
    """``alto``, ``page``, ``hocr`` or ``text``."""


def find_transcript(path: Path, frame: int, frames: int) -> Beside | None:
    """The transcript of page ``frame`` (from 0) of the scan at ``path``; None if there is none.

    It has the scan's name with another ending (``leaf7.xml``, ``leaf7.jpg.txt``) and lies beside it or in a folder ``alto`` or ``page``
    there, as the usual tools write it. A scan of several pages has one transcript for all, or one for each with the page's number behind
    its name, from 1: ``roll_0003.xml``.
    """
    stems = (path.stem, path.name)
    if frames > 1:
        numbered = tuple(f"{stem}_{frame + 1:0{width}}" for stem in stems for width in (4, 3, 1))
        return _first(path.parent, numbered, None) or _first(path.parent, stems, frame)
    return _first(path.parent, stems, None)


def _first(folder: Path, stems: tuple[str, ...], frame: int | None) -> Beside | None:
    candidates = (folder / place / (stem + ending) for place in _FOLDERS for stem in stems for ending in _ENDINGS)
    return next((Beside(candidate, frame) for candidate in candidates if candidate.is_file()), None)


def read_beside(found: Beside, size: tuple[int, int], dpi: int) -> Transcript:
    """The text of a transcript, boxes in pixels of the scan, which has ``size`` and ``dpi``. Raises :class:`TranscriptInvalid`."""
    name = printable(found.path)
    try:
        if found.path.stat().st_size > _MOST_BYTES:
            raise TranscriptInvalid(path=name, detail=f"larger than {_MOST_BYTES} bytes")
        data = found.path.read_bytes()
    except OSError as error:
        raise TranscriptInvalid(path=name, detail=error.strerror or type(error).__name__) from error
    text = read_transcript(name, data, frame=found.frame, target=Target(size, dpi))
    return Transcript(text, transcript_format(data, name))
