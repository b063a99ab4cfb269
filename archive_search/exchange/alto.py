"""ALTO (Library of Congress): versions 2 to 4 are read, 4.4 is written."""

from collections.abc import Iterator

from archive_search.errors import TranscriptInvalid
from archive_search.exchange.scale import Scale, Target, around, confidence, number, scale_of, spread
from archive_search.exchange.xml import Element, add, children, descendants, name_of, new_root, read_xml, serialise
from archive_search.records import Box, Line, Page, PageText, Word

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
HYPHENS = "-\u00ad\u2010¬⸗"
"""Signs that may stand for a hyphen at the end of a line."""

_PARTS = ("TopMargin", "LeftMargin", "PrintSpace", "RightMargin", "BottomMargin")
"""Parts of a page in the order in which a person reads them; files name the print space last."""


def read_alto(data: bytes, *, frame: int | None = None, target: Target | None = None, path: str = "") -> PageText:
    """The text of an ALTO file with boxes in pixels of the ``target`` image.

    ``frame`` chooses a page from 0; None expects one page only. Raises :class:`TranscriptInvalid`.
    """
    root = read_xml(data, path)
    if name_of(root) != "alto":
        raise TranscriptInvalid(path=path, detail=f"root is {name_of(root)}, not alto")
    page = choose(list(descendants(root, "Page")), frame, path)
    unit = next((element.text or "" for element in descendants(root, "MeasurementUnit")), "pixel").strip()
    scale = scale_of(unit, number(page.get("WIDTH")), number(page.get("HEIGHT")), target or Target())
    parts = sorted(page, key=lambda part: _PARTS.index(name_of(part)) if name_of(part) in _PARTS else len(_PARTS))
    lines = (_line(line, scale) for part in parts for line in descendants(part, "TextLine"))
    return PageText(tuple(line for line in lines if line.words))


def choose(pages: list[Element], frame: int | None, path: str) -> Element:
    """Page ``frame`` of a transcript. Raises :class:`TranscriptInvalid` where it is missing, or where None cannot tell which is meant."""
    if frame is None and len(pages) == 1:
        return pages[0]
    if frame is None or frame >= len(pages):
        raise TranscriptInvalid(path=path, detail=f"{len(pages)} pages, wanted {'one' if frame is None else f'number {frame + 1}'}")
    return pages[frame]


def _line(element: Element, scale: Scale) -> Line:
    words: list[Word] = []
    for child in children(element, "String", "HYP"):
        if name_of(child) == "String":
            words.extend(_words(child, scale))
        elif words:
            words[-1] = _hyphened(words[-1], child, scale)
    return Line(tuple(words), _box(element, scale))


def _words(element: Element, scale: Scale) -> Iterator[Word]:
    """One word, several where a file puts a whole phrase into one String."""
    certain = confidence(number(element.get("WC")))
    box = _box(element, scale)
    texts = (element.get("CONTENT") or "").split()
    for text, place in [(texts[0], box)] if len(texts) == 1 else spread(" ".join(texts), box):
        yield Word(text, place, certain)


def _hyphened(word: Word, hyphen: Element, scale: Scale) -> Word:
    """A word with the hyphen as printed, which ALTO keeps beside it; some files have it in both places."""
    sign = "".join((hyphen.get("CONTENT") or "").split())
    if not sign or word.text.endswith(sign):
        return word
    boxes = [box for box in (word.box, _box(hyphen, scale)) if box is not None]
    return Word(word.text + sign, around(boxes) if word.box else None, word.confidence)


def _box(element: Element, scale: Scale) -> Box | None:
    left, top, width, height = (number(element.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    if left is None or top is None or width is None or height is None:
        return None
    return scale.box(left, top, left + width, top + height)


def write_alto(page: Page, text: PageText) -> str:
    """``text`` as ALTO 4.4 in pixels of the page's image; words broken at a line's end carry ``SUBS_TYPE``."""
    root = new_root("alto", NAMESPACE, SCHEMAVERSION="4.4")
    description = add(root, "Description")
    add(description, "MeasurementUnit", "pixel")
    size = {}
    if page.image:
        add(add(description, "sourceImageInformation"), "fileName", page.image.path)
        size = {"WIDTH": str(page.image.width), "HEIGHT": str(page.image.height)}
    sheet = add(add(root, "Layout"), "Page", ID="page", PHYSICAL_IMG_NR=str(page.image.frame + 1 if page.image else 1), **size)
    space = add(sheet, "PrintSpace", **({"HPOS": "0", "VPOS": "0"} | size if size else {}))
    lines = [line for line in text.lines if any(word.text for word in line.words)]
    if lines:
        block = add(space, "TextBlock", ID="block", **_place(around([line.box for line in lines if line.box])))
        for index in range(len(lines)):
            _write_line(block, index, lines)
    return serialise(root)


def _write_line(block: Element, index: int, lines: list[Line]) -> None:
    line = lines[index]
    element = add(block, "TextLine", ID=f"line{index}", **_place(line.box))
    words = [word for word in line.words if word.text]
    for place, word in enumerate(words):
        if place:
            add(element, "SP")
        breaks = place == len(words) - 1 and _joined(lines, index) is not None
        subs = _subs(lines, index) if breaks else _subs(lines, index - 1, second=True) if place == 0 else {}
        content = word.text[:-1] if breaks else word.text
        add(element, "String", ID=f"word{index}-{place}", CONTENT=content, WC=repr(float(word.confidence)), **subs, **_place(word.box))
        if breaks:
            add(element, "HYP", CONTENT=word.text[-1])


def _joined(lines: list[Line], index: int) -> str | None:
    """The whole word that the end of line ``index`` and the start of the next make up; None where no word is broken there."""
    if not 0 <= index < len(lines) - 1:
        return None
    first = next(word.text for word in reversed(lines[index].words) if word.text)
    second = next(word.text for word in lines[index + 1].words if word.text)
    broken = len(first) > 1 and first[-1] in HYPHENS and first[-2].isalpha() and second[0].isalpha()
    return first[:-1] + second.rstrip(HYPHENS + ".,;:!?") if broken else None


def _subs(lines: list[Line], index: int, *, second: bool = False) -> dict[str, str]:
    whole = _joined(lines, index)
    return {"SUBS_TYPE": "HypPart2" if second else "HypPart1", "SUBS_CONTENT": whole} if whole else {}


def _place(box: Box | None) -> dict[str, str]:
    return {"HPOS": str(box.x), "VPOS": str(box.y), "WIDTH": str(box.w), "HEIGHT": str(box.h)} if box else {}
