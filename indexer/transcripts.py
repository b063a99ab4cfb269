"""Transcripts that lie beside a scan: which file, and its text."""

from pathlib import Path

from archive_search.errors import SourceUnreadable
from archive_search.exchange.formats import read_transcript
from archive_search.records import PageText
from indexer.names import printable

_ENDINGS = (".alto.xml", ".page.xml", ".alto", ".page", ".xml", ".hocr", ".html", ".gt.txt", ".txt")
_FOLDERS = ("", "alto", "page")
_MOST_BYTES = 50 * 1024 * 1024


def find_transcript(path: Path, frame: int, frames: int) -> Path | None:
    """The transcript of page ``frame`` (from 0) of the scan at ``path``; None if there is none.

    It has the scan's name with another ending (``leaf7.xml``, ``leaf7.jpg.txt``) and lies beside it or in a folder ``alto`` or ``page``
    there, as the usual tools write it. In a file of several pages the page's number follows, from 1: ``roll_0003.xml``.
    """
    stems = [path.stem, path.name]
    if frames > 1:
        stems = [f"{stem}_{frame + 1:0{width}}" for stem in stems for width in (4, 3, 1)]
    for folder in _FOLDERS:
        for stem in stems:
            for ending in _ENDINGS:
                candidate = path.parent / folder / (stem + ending)
                if candidate.is_file():
                    return candidate
    return None


def read_beside(path: Path) -> PageText:
    """The text of a transcript. Raises :class:`archive_search.errors.TranscriptInvalid`, :class:`SourceUnreadable`."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SourceUnreadable(path=printable(path), detail="transcript too large")
        data = path.read_bytes()
    except OSError as error:
        raise SourceUnreadable(path=printable(path), detail=error.strerror or type(error).__name__) from error
    return read_transcript(path.name, data)
