"""PDF pages as pictures: everything that we ask of pypdfium2."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw

from archive_search.errors import OutOfMemory, SourceEmpty, SourceEncrypted, SourceTooLarge, SourceUnreadable
from archive_search.images import Picture, without_colour
from archive_search.limits import Limits
from archive_search.names import printable

POINTS_PER_INCH = 72.0
USUAL_DPI = 300
LOWEST_DPI = 50
HIGHEST_DPI = 600
_DOMINANT_SHARE = 0.4
_FORM_DEPTH = 4
_MOST_OBJECTS = 2000


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One rendered page."""

    image: Picture
    dpi: int
    is_scan: bool
    """One image covers most of the page."""
    has_text: bool
    """There are characters in the page, visible or not."""


def count_pages(path: Path) -> int:
    """Raises :class:`SourceEncrypted`, :class:`SourceUnreadable`, :class:`SourceEmpty`."""
    with _opened(path) as document:
        pages = len(document)
    if not pages:
        raise SourceEmpty(path=printable(path))
    return pages


def render_page(path: Path, number: int, limits: Limits) -> PdfPage:
    """Page ``number`` (from 0) at the resolution of the scan on it, else at 300 dpi; less where the limit on pixels asks for it.

    Raises :class:`SourceTooLarge` if an image on it would unfold beyond the limit, :class:`SourceUnreadable`, :class:`SourceEncrypted`.
    """
    with _opened(path) as document:
        page = document[number]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise SourceEmpty(path=printable(path))
        scan = _dominant_image_dpi(page, width * height, path, limits)
        dpi = _bounded_dpi(scan or USUAL_DPI, width, height, path, limits)
        image = page.render(scale=dpi / POINTS_PER_INCH, may_draw_forms=False).to_pil()
        text = page.get_textpage()
        has_text = text.count_chars() > 0
    return PdfPage(without_colour(image.convert("RGB") if image.mode != "L" else image), dpi, scan is not None, has_text)


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    name = printable(path)
    document = None
    try:
        with path.open("rb") as source:
            document = pypdfium2.PdfDocument(source)
            yield document
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise SourceEncrypted(path=name) from error
        raise SourceUnreadable(path=name, detail=str(error)[:200]) from error
    except MemoryError as error:
        raise OutOfMemory(path=name) from error
    finally:
        if document is not None:
            document.close()


def _dominant_image_dpi(page: pypdfium2.PdfPage, area: float, path: Path, limits: Limits) -> int | None:
    """Resolution of the image that covers most of the page; None if none does.

    Every image is held against the limit first, for the renderer unfolds an image whole, however small it is drawn.
    """
    best, best_area = None, area * _DOMINANT_SHARE
    for seen, item in enumerate(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=_FORM_DEPTH)):
        if seen >= _MOST_OBJECTS:
            break
        assert isinstance(item, pypdfium2.PdfImage)
        columns, rows = item.get_px_size()
        if columns * rows > limits.pixels:
            raise SourceTooLarge(path=printable(path), pixels=columns * rows, limit=limits.pixels)
        matrix = item.get_matrix()
        width, height = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
        if width * height > best_area:
            best_area = width * height
            best = round(max(columns / width, rows / height) * POINTS_PER_INCH)
    return best


def _bounded_dpi(dpi: int, width: float, height: float, path: Path, limits: Limits) -> int:
    inches = width * height / POINTS_PER_INCH**2
    most = int((limits.pixels / inches) ** 0.5)
    if most < LOWEST_DPI:
        raise SourceTooLarge(path=printable(path), pixels=int(inches * USUAL_DPI**2), limit=limits.pixels)
    return min(max(dpi, LOWEST_DPI), HIGHEST_DPI, most)
