"""hOCR 1.2 (the format of Tesseract and OCRopus): read leniently, written as XHTML."""

import re
from collections.abc import Iterator

from archive_search.errors import TranscriptInvalid
from archive_search.exchange.alto import choose
from archive_search.exchange.scale import Scale, Target, around, confidence, number, scale_of, spread
from archive_search.exchange.xml import Element, add, name_of, new_root, read_html, serialise, text_of
from archive_search.records import Box, Line, Page, PageText, Word
from archive_search.version import VERSION

_NAMESPACE = "http://www.w3.org/1999/xhtml"
_DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
_LINES = frozenset({"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"})
_PROPERTY = re.compile(r'\s*([A-Za-z_]+)((?:"[^"]*"|[^;"])*)(?:;|$)')


def read_hocr(data: bytes, *, frame: int | None = None, target: Target | None = None, path: str = "") -> PageText:
    """The text of an hOCR file with boxes in pixels of the ``target`` image.

    ``frame`` chooses a page from 0; None expects one page only. Raises :class:`TranscriptInvalid`.
    """
    root = read_html(data, path)
    pages = list(_of_class(root, frozenset({"ocr_page"})))
    if not pages:
        raise TranscriptInvalid(path=path, detail="no ocr_page")
    page = choose(pages, frame, path)
    whole = _edges(page)
    scale = scale_of("pixel", whole[2] - whole[0], whole[3] - whole[1], target or Target()) if whole else Scale()
    elements = list(_of_class(page, _LINES)) or list(_of_class(page, frozenset({"ocr_par"}))) or [page]
    lines = (_line(element, scale) for element in elements)
    return PageText(tuple(line for line in lines if line.words))


def _of_class(element: Element, classes: frozenset[str]) -> Iterator[Element]:
    """The outermost elements of these classes, in document order."""
    found: set[Element] = set()
    for child in element.iter():
        if name_of(child) and classes & set((child.get("class") or "").split()):
            found.add(child)
            if not any(ancestor in found for ancestor in child.iterancestors()):
                yield child


def _line(element: Element, scale: Scale) -> Line:
    box = _box(element, scale)
    found = list(_of_class(element, frozenset({"ocrx_word", "ocr_word"})))
    if not found:
        certain = _certain(element)
        return Line(tuple(Word(text, place, certain) for text, place in spread(text_of(element), box)), box)
    return Line(tuple(word for part in found for word in _words(part, scale)), box)


def _words(element: Element, scale: Scale) -> Iterator[Word]:
    box, certain = _box(element, scale), _certain(element)
    texts = text_of(element).split()
    for text, place in [(texts[0], box)] if len(texts) == 1 else spread(" ".join(texts), box):
        yield Word(text, place, certain)


def _certain(element: Element) -> float:
    """hOCR counts confidence in percent."""
    percent = number(_properties(element).get("x_wconf", ""))
    return confidence(None if percent is None else round(percent / 100, 6))  # undoes the error of dividing


def _box(element: Element, scale: Scale) -> Box | None:
    edges = _edges(element)
    return scale.box(*edges) if edges else None


def _edges(element: Element) -> tuple[float, float, float, float] | None:
    edges = [number(edge) for edge in _properties(element).get("bbox", "").split()]
    if len(edges) != 4:
        return None
    left, top, right, bottom = edges
    return None if left is None or top is None or right is None or bottom is None else (left, top, right, bottom)


def _properties(element: Element) -> dict[str, str]:
    """The ``title`` attribute, a list of named values with semicolons between."""
    return {match[1]: match[2].strip() for match in _PROPERTY.finditer(element.get("title") or "")}


def write_hocr(page: Page, text: PageText) -> str:
    """``text`` as hOCR 1.2 with boxes in pixels of the page's image."""
    root = new_root("html", _NAMESPACE, **({"lang": page.language} if page.language else {}))
    head = add(root, "head")
    add(head, "title", page.reference or page.description.title or page.id)
    add(head, "meta", **{"http-equiv": "Content-Type", "content": "text/html;charset=utf-8"})
    add(head, "meta", name="ocr-system", content=f"archive-search {VERSION}")
    add(head, "meta", name="ocr-capabilities", content="ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf")
    sheet = add(add(root, "body"), "div", class_="ocr_page", id="page_1", title=_page_title(page))
    lines = [line for line in text.lines if any(word.text for word in line.words)]
    if lines:
        area = _title(around([line.box for line in lines if line.box]))
        paragraph = add(add(sheet, "div", class_="ocr_carea", id="block_1_1", title=area), "p", class_="ocr_par", id="par_1_1", title=area)
        for index, line in enumerate(lines, 1):
            _write_line(paragraph, index, line)
    return serialise(root, _DOCTYPE)


def _write_line(paragraph: Element, index: int, line: Line) -> None:
    element = add(paragraph, "span", class_="ocr_line", id=f"line_1_{index}", title=_title(line.box))
    for place, word in enumerate((word for word in line.words if word.text), 1):
        title = "; ".join(part for part in (_title(word.box), f"x_wconf {_percent(word.confidence)}") if part)
        child = add(element, "span", word.text, class_="ocrx_word", id=f"word_1_{index}_{place}", title=title)
        child.tail = " "


def _percent(value: float) -> str:
    return f"{100 * value:.4f}".rstrip("0").rstrip(".")


def _page_title(page: Page) -> str:
    if page.image is None:
        return "bbox 0 0 0 0; ppageno 0"
    # Quotes and semicolons would end the value.
    path = re.sub(r'["\\;]', "_", page.image.path)
    image = page.image
    return f'image "{path}"; bbox 0 0 {image.width} {image.height}; ppageno {image.frame}; scan_res {image.dpi} {image.dpi}'


def _title(box: Box | None) -> str:
    return f"bbox {box.x} {box.y} {box.x + box.w} {box.y + box.h}" if box else ""
