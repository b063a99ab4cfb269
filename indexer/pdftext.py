"""Text layers of PDFs with word boxes: everything that we ask of pdfminer.six."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTItem, LTPage, LTTextLine
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfminer.utils import Rect, apply_matrix_rect

from archive_search.records import Box, Line, PageText, Word


@dataclass(frozen=True, slots=True)
class _View:
    """What part of the page (in points, origin bottom left) becomes how many pixels."""

    left: float
    bottom: float
    right: float
    top: float
    width: int
    height: int


def text_layer(path: Path, number: int, width: int, height: int) -> PageText | None:
    """The words of page ``number`` (from 0), boxes in pixels of the page rendered to ``width`` x ``height``; None if they cannot be had.

    Whether the words make sense is not judged here (see :func:`indexer.quality.is_usable_layer`).
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        found = _layout(path, number)
    except (
        PDFException,
        PSException,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        AssertionError,
        RecursionError,
        OSError,
    ):
        return None
    if found is None or found[1][2] <= found[1][0] or found[1][3] <= found[1][1]:
        return None
    page, crop = found
    view = _View(*crop, width, height)
    lines = tuple(line for item in _lines(page) if (line := _line(item, view)) is not None)
    return PageText(lines) if lines else None


def _layout(path: Path, number: int) -> tuple[LTPage, Rect] | None:
    """The page's items, and the part of it that is shown (its crop box), in the coordinates of the upright page."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams(all_texts=True))
    with path.open("rb") as source:
        page = next(PDFPage.get_pages(source, [number]), None)
        if page is None:
            return None
        PDFPageInterpreter(resources, device).process_page(page)
    return device.get_result(), apply_matrix_rect(_upright(page), page.cropbox)


def _upright(page: PDFPage) -> tuple[float, float, float, float, float, float]:
    """The turn that pdfminer applies to a page with /Rotate (``PDFPageInterpreter.process_page``)."""
    x0, y0, x1, y1 = page.mediabox
    turns = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}
    return turns.get(page.rotate, (1, 0, 0, 1, -x0, -y0))


def _lines(item: LTItem) -> Iterator[LTTextLine]:
    if isinstance(item, LTTextLine):
        yield item
    elif isinstance(item, LTContainer):
        for child in item:
            yield from _lines(child)


def _line(found: LTTextLine, view: _View) -> Line | None:
    words = tuple(_words(found, view))
    if not words:
        return None
    return Line(words, union([word.box for word in words if word.box is not None]))


def _words(line: LTTextLine, view: _View) -> Iterator[Word]:
    """Characters up to the next space, real or inferred by pdfminer."""
    letters: list[str] = []
    boxes: list[Rect] = []
    for item in [*line, None]:
        text = item.get_text() if item is not None and hasattr(item, "get_text") else " "
        if text.strip():
            letters.append(text.strip())
            if isinstance(item, LTChar):
                boxes.append(item.bbox)
        elif letters:
            yield Word("".join(letters), _pixel_box(boxes, view) if boxes else None, 1.0)
            letters, boxes = [], []


def _pixel_box(boxes: list[Rect], view: _View) -> Box:
    """From points, origin bottom left, to pixels, origin top left."""
    across, down = view.width / (view.right - view.left), view.height / (view.top - view.bottom)
    left, right = min(box[0] for box in boxes) - view.left, max(box[2] for box in boxes) - view.left
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    x, y = round(left * across), round((view.top - top) * down)
    return Box(x, y, max(1, round((right - left) * across)), max(1, round((top - bottom) * down)))


def union(boxes: list[Box]) -> Box | None:
    """The smallest box around ``boxes``; None for none."""
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.x + box.w for box in boxes) - x, max(box.y + box.h for box in boxes) - y)
