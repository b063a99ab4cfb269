"""From a path to the pictures in it: what is a scan, what kind, how many pages, and each page's picture."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive_search import images
from archive_search.errors import FileTooLarge, InputNotFound, SourceChanged, SourceEmpty, SourceUnreadable, TooManyPages
from archive_search.images import Picture
from archive_search.limits import DEFAULT_LIMITS, Limits
from archive_search.names import printable
from archive_search.records import PageText
from indexer import pdf, pdftext
from indexer.quality import is_usable_layer

PDF_TYPE = "application/pdf"

NOT_A_SCAN = "not-a-scan"
HIDDEN = "hidden-file"
NOT_A_FILE = "not-a-file"

_PDF_HEADER_WITHIN = 1024
"""Readers accept a PDF header anywhere in the first 1024 bytes (ISO 32000-1, annex H, note 13)."""
_CHUNK = 1024 * 1024
_SIGNATURES = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",  # TIFF, BigTIFF
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"\x00\x00\x00\x0cjP  ",  # JPEG 2000
    b"\xff\x4f\xff\x51",
    b"8BPS",
    b"P4\n",
    b"P5\n",
    b"P6\n",
)
_SCAN_SUFFIXES = frozenset(
    {
        ".avif",
        ".bmp",
        ".dcx",
        ".dib",
        ".gif",
        ".heic",
        ".heif",
        ".jfif",
        ".jp2",
        ".jpe",
        ".jpeg",
        ".jpf",
        ".jpg",
        ".jpx",
        ".j2k",
        ".pbm",
        ".pcx",
    }
    | {".pdf", ".pgm", ".png", ".pnm", ".ppm", ".psd", ".sgi", ".tga", ".tif", ".tiff", ".webp"}
)


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a scan file is."""

    sha256: str
    """Hexadecimal."""
    size: int
    """Bytes."""
    media_type: str
    """By content, whatever the file is called."""
    frames: int
    """Pages in it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One page of a scan file as any viewer shows it."""

    image: Picture
    """Greyscale or RGB."""
    dpi: int
    """Dots per inch along the lines of text."""
    width: int
    height: int
    text: PageText | None
    """The text layer of a PDF page, if there is a usable one; boxes in pixels of ``image``."""
    stretch: float = 1.0
    """Horizontal by vertical resolution; other than 1 for faxes."""


def discover(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file under ``paths``, each once, folder by folder in order of names; a folder that cannot be listed stands for itself.

    Links to folders are followed, but no folder is entered twice. Raises :class:`InputNotFound` at once if a path does not exist.
    """
    given = tuple(paths)
    for path in given:
        if not os.path.lexists(path):
            raise InputNotFound(path=printable(path))
    return _walk(given)


def _walk(given: tuple[Path, ...]) -> Iterator[Path]:
    entered: set[tuple[int, int]] = set()
    named: set[tuple[tuple[int, int], str]] = set()
    for path in given:
        if path.is_dir():
            yield from _walk_folder(path, entered, named)
            continue
        folder = _identity(path.parent)
        if folder not in entered and (folder, path.name) not in named:
            named.add((folder, path.name))
            yield path


def _walk_folder(folder: Path, entered: set[tuple[int, int]], named: set[tuple[tuple[int, int], str]]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        identity = _identity(here)
        if identity in entered:
            continue
        entered.add(identity)
        try:
            entries = sorted(os.scandir(here), key=lambda entry: os.fsencode(entry.name))
        except OSError:
            yield here
            continue
        waiting.extend(here / entry.name for entry in reversed(entries) if _is_folder(entry))
        yield from (here / entry.name for entry in entries if not _is_folder(entry) and (identity, entry.name) not in named)


def _identity(folder: Path) -> tuple[int, int]:
    try:
        found = folder.stat()
    except OSError:
        return (-1, hash(folder))
    return found.st_dev, found.st_ino


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def skip_reason(path: Path) -> str | None:
    """Why ``path`` is left out although it was found: ``hidden-file``, ``not-a-file``, ``not-a-scan``; None if it is to be read.

    A file is a scan if it starts like one or is called like one: a PDF called ``.txt`` is read, an empty ``.tif`` is tried and fails.
    """
    if path.name.startswith("."):
        return HIDDEN
    try:
        mode = path.stat().st_mode
    except OSError:
        return None
    if stat.S_ISDIR(mode):
        return None
    if not stat.S_ISREG(mode):
        return NOT_A_FILE
    return None if path.suffix.lower() in _SCAN_SUFFIXES or _starts_like_a_scan(path) else NOT_A_SCAN


def _head(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(_PDF_HEADER_WITHIN)


def _starts_like_a_scan(path: Path) -> bool:
    try:
        head = _head(path)
    except OSError:
        return True
    return head.startswith(_SIGNATURES) or _is_pdf(head) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] == b"ftypavif"


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head and not head.startswith(_SIGNATURES)


def probe(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> SourceInfo:
    """What the file at ``path`` is. It parses untrusted bytes: call it in a worker (:func:`indexer.workers.run_tasks`).

    Raises a :class:`SourceError`: unreadable, empty, encrypted, too large, too many pages, changed while being read.
    """
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            raise SourceUnreadable(path=printable(path), detail="no file, or a folder that cannot be listed")
        if before.st_size > limits.file_size:
            raise FileTooLarge(path=printable(path), size=before.st_size, limit=limits.file_size)
        if not before.st_size:
            raise SourceEmpty(path=printable(path))
        digest = _sha256(path)
        media_type, frames = _kind_and_frames(path, limits)
        after = path.stat()
    except OSError as error:
        raise SourceUnreadable(path=printable(path), detail=error.strerror or type(error).__name__) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise SourceChanged(path=printable(path))
    if frames > limits.frames:
        raise TooManyPages(path=printable(path), pages=frames, limit=limits.frames)
    return SourceInfo(digest, before.st_size, media_type, frames)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _kind_and_frames(path: Path, limits: Limits) -> tuple[str, int]:
    if _is_pdf(_head(path)):
        return PDF_TYPE, pdf.count_pages(path)
    return images.count_frames(path, limits)


def load_frame(path: Path, frame: int, limits: Limits = DEFAULT_LIMITS) -> Frame:
    """Page ``frame`` (from 0) of the file at ``path``. Call it in a worker, as :func:`probe`.

    Raises a :class:`SourceError`.
    """
    try:
        if _is_pdf(_head(path)):
            return _pdf_frame(path, frame, limits)
        image, dpi, stretch = images.load_image(path, frame, limits)
    except OSError as error:
        raise SourceUnreadable(path=printable(path), detail=error.strerror or str(error)[:200]) from error
    return Frame(image, dpi, image.width, image.height, None, stretch)


def _pdf_frame(path: Path, frame: int, limits: Limits) -> Frame:
    page = pdf.render_page(path, frame, limits)
    text = pdftext.text_layer(path, frame, page.image.width, page.image.height) if page.has_text else None
    usable = text if text is not None and is_usable_layer(text, is_scan=page.is_scan) else None
    return Frame(page.image, page.dpi, page.image.width, page.image.height, usable)
