"""PAGE XML (PRImA Research Lab): versions 2010 to 2019 are read, 2019-07-15 is written."""

from collections.abc import Iterator
from datetime import UTC, datetime

from archive_search.errors import TranscriptInvalid
from archive_search.exchange.alto import choose
from archive_search.exchange.scale import Scale, Target, around, confidence, number, scale_of, spread
from archive_search.exchange.xml import Element, add, children, descendants, name_of, new_root, read_xml, serialise
from archive_search.records import Box, Line, Page, PageText, Word
from archive_search.version import VERSION

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"

_NOWHERE = "0,0 0,0"
"""Coordinates are mandatory in PAGE; a place without extent stands for none."""


def read_page(data: bytes, *, frame: int | None = None, target: Target | None = None, path: str = "") -> PageText:
    """The text of a PAGE file with boxes in pixels of the ``target`` image, regions in the file's reading order.

    ``frame`` is there for likeness with the other formats; a PAGE file has one page. Raises :class:`TranscriptInvalid`.
    """
    root = read_xml(data, path)
    if name_of(root) != "PcGts":
        raise TranscriptInvalid(path=path, detail=f"root is {name_of(root)}, not PcGts")
    page = choose(list(children(root, "Page")), frame, path)
    scale = scale_of("pixel", number(page.get("imageWidth")), number(page.get("imageHeight")), target or Target())
    lines = (line for region in _in_order(page) for line in _region(region, scale))
    return PageText(tuple(line for line in lines if line.words))


def _in_order(page: Element) -> list[Element]:
    """Text regions, those that the reading order names first and in that order; a region goes where the one around it goes."""
    order = next(children(page, "ReadingOrder"), None)
    ranks = {name: rank for rank, name in enumerate(_references(order))} if order is not None else {}
    regions = list(descendants(page, "TextRegion"))
    return sorted(regions, key=lambda region: _rank(region, ranks))


def _references(group: Element) -> Iterator[str]:
    def place(element: Element) -> float:
        index = number(element.get("index"))
        return float("inf") if index is None else index

    for child in sorted(group, key=place):
        reference = child.get("regionRef")
        if reference:
            yield reference
        if name_of(child) not in {"RegionRef", "RegionRefIndexed"}:
            yield from _references(child)


def _rank(region: Element, ranks: dict[str, int]) -> int:
    element: Element | None = region
    while element is not None:
        rank = ranks.get(element.get("id") or "")
        if rank is not None:
            return rank
        element = element.getparent()
    return len(ranks)


def _region(region: Element, scale: Scale) -> Iterator[Line]:
    lines = [_line(line, scale) for line in children(region, "TextLine")]
    if any(line.words for line in lines) or len(list(descendants(region, "TextRegion"))) > 1:
        yield from lines  # the text of a region around others repeats theirs
        return
    text, certain = _equivalent(region)  # some transcripts type a whole region at once
    for row in text.splitlines():
        yield Line(tuple(Word(word, None, certain) for word in row.split()))


def _line(element: Element, scale: Scale) -> Line:
    """A line's own text is what a person corrected; its words' boxes are kept where the words can be told apart in it."""
    box = _box(element, scale)
    words = tuple(word for part in children(element, "Word") for word in _word(part, scale))
    text, certain = _equivalent(element)
    texts = text.split()
    if not texts or [word.text for word in words] == texts:
        return Line(words, box)
    if len(texts) == len(words):
        return Line(tuple(Word(text, word.box, word.confidence) for text, word in zip(texts, words, strict=True)), box)
    return Line(tuple(Word(text, place, certain) for text, place in spread(text, box)), box)


def _word(element: Element, scale: Scale) -> Iterator[Word]:
    text, certain = _equivalent(element)
    box = _box(element, scale)
    for part, place in [(text, box)] if len(text.split()) == 1 else spread(text, box):
        yield Word(part.strip(), place, certain)


def _equivalent(element: Element) -> tuple[str, float]:
    """The best of the element's texts (lowest index) and its confidence."""
    texts = sorted(children(element, "TextEquiv"), key=lambda text: number(text.get("index")) or 0)
    if not texts:
        return "", 1.0
    content = next((child.text or "" for name in ("Unicode", "PlainText") for child in children(texts[0], name) if child.text), "")
    return content, confidence(number(texts[0].get("conf")))


def _box(element: Element, scale: Scale) -> Box | None:
    coords = next(children(element, "Coords"), None)
    points = list(_points(coords)) if coords is not None else []
    if not points:
        return None
    across, down = [x for x, _ in points], [y for _, y in points]
    return scale.box(min(across), min(down), max(across), max(down))


def _points(coords: Element) -> Iterator[tuple[float, float]]:
    """``points="x,y x,y"``; versions before 2013 have an element for each point."""
    pairs = [pair.split(",") for pair in (coords.get("points") or "").split()]
    pairs += [[point.get("x") or "", point.get("y") or ""] for point in children(coords, "Point")]
    for pair in pairs:
        if len(pair) == 2:
            x, y = number(pair[0]), number(pair[1])
            if x is not None and y is not None:
                yield x, y


def write_page(page: Page, text: PageText, *, written: datetime | None = None) -> str:
    """``text`` as PAGE 2019-07-15 in pixels of the page's image; ``written`` is the time it names, by default now."""
    moment = (written or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = new_root("PcGts", NAMESPACE)
    metadata = add(root, "Metadata")
    add(metadata, "Creator", f"archive-search {VERSION}")
    add(metadata, "Created", moment)
    add(metadata, "LastChange", moment)
    image = page.image
    width, height = (image.width, image.height) if image else (0, 0)
    sheet = add(root, "Page", imageFilename=image.path if image else "", imageWidth=str(width), imageHeight=str(height))
    lines = [line for line in text.lines if any(word.text for word in line.words)]
    if lines:
        region = add(sheet, "TextRegion", id="region")
        add(region, "Coords", points=_outline(around([line.box for line in lines if line.box])))
        for index, line in enumerate(lines):
            _write_line(region, index, line)
    return serialise(root)


def _write_line(region: Element, index: int, line: Line) -> None:
    element = add(region, "TextLine", id=f"line{index}")
    add(element, "Coords", points=_outline(line.box))
    for place, word in enumerate(word for word in line.words if word.text):
        child = add(element, "Word", id=f"word{index}-{place}")
        add(child, "Coords", points=_outline(word.box))
        add(add(child, "TextEquiv", conf=repr(float(word.confidence))), "Unicode", word.text)
    add(add(element, "TextEquiv"), "Unicode", " ".join(word.text for word in line.words if word.text))


def _outline(box: Box | None) -> str:
    if box is None:
        return _NOWHERE
    right, bottom = box.x + box.w, box.y + box.h
    return f"{box.x},{box.y} {right},{box.y} {right},{bottom} {box.x},{bottom}"
