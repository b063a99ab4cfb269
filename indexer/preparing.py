"""A page made ready for the recogniser, with the way back to its own pixels.

Only what helps the page at hand is done: measured, no step helps everywhere, and some destroy faint pages (Tesseract's own Sauvola).
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from archive_search import images
from archive_search.images import Picture
from archive_search.records import Box, Line, PageText, Word

GOAL_DPI = 300
_ENLARGE_BELOW_DPI = 200
_REDUCE_ABOVE_DPI = 450
_MOST_PIXELS = 40_000_000
_MARGIN = 24
_INK_DPI = 100
_OVERVIEW_SIDE = 1400
_INK = 0.72
_STRONG_INK = 0.6
_FAINT_INK = 0.82
_EDGE_SHARE = 0.03
_MOST_SKEW = 5.0
_LEAST_SKEW = 0.3
_LOW_CONTRAST = 95
_BLANK_SHARE = 0.0001
_SAMPLE_INCHES = (4.0, 0.75)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a x + b y + c, y' = d x + e y + f: from pixels of one picture to pixels of another."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def after(self, first: "Affine") -> "Affine":
        """The mapping that applies ``first``, then this one."""
        c, f = self.point(first.c, first.f)
        return Affine(
            self.a * first.a + self.b * first.d,
            self.a * first.b + self.b * first.e,
            c,
            self.d * first.a + self.e * first.d,
            self.d * first.b + self.e * first.e,
            f,
        )

    def box(self, box: Box, width: int, height: int) -> Box:
        """The smallest upright rectangle around the mapped ``box``, within a picture of ``width`` x ``height``."""
        corners = [self.point(x, y) for x in (box.x, box.x + box.w) for y in (box.y, box.y + box.h)]
        left, right = (min(max(round(f(x for x, _ in corners)), 0), width) for f in (min, max))
        top, bottom = (min(max(round(f(y for _, y in corners)), 0), height) for f in (min, max))
        return Box(min(left, width - 1), min(top, height - 1), max(right - left, 1), max(bottom - top, 1))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page as the recogniser gets it."""

    image: Picture
    """Greyscale, text about upright, some paper around it."""
    dpi: int
    to_original: Affine
    """From pixels of ``image`` to pixels of the original image."""
    width: int
    """Of the original image."""
    height: int
    turn: int
    """Degrees clockwise by which the original was turned."""
    skew: float
    """Degrees counter-clockwise by which it was straightened."""
    flattened: bool
    ink: float
    """Share of the page that is strong ink: what shines through from the other side does not count, faint writing may not either."""
    marks: float
    """Share of the page that is darker than its paper at all."""

    @property
    def is_blank(self) -> bool:
        """Whether there is surely nothing to read. Where something shines through, only the recogniser's failure tells."""
        return self.marks < _BLANK_SHARE

    def to_original_text(self, text: PageText) -> PageText:
        """``text`` with its boxes in pixels of the original image."""
        return PageText(tuple(self._line(line) for line in text.lines))

    def _line(self, line: Line) -> Line:
        words = tuple(Word(word.text, self._box(word.box), word.confidence) for word in line.words)
        return Line(words, self._box(line.box))

    def _box(self, box: Box | None) -> Box | None:
        return None if box is None else self.to_original.box(box, self.width, self.height)


def prepare(
    picture: Picture, dpi: int, *, turn: int = 0, stretch: float = 1.0, straighten: bool = True, flatten: bool | None = None
) -> Prepared:
    """``picture`` turned clockwise by ``turn``, straightened, brought to a resolution that suits the recogniser, and bordered.

    ``flatten`` evens out the paper's grey; None: only on pages of low contrast. ``stretch`` is the vertical enlargement that a fax needs.
    """
    width, height = picture.size
    page = images.turned(images.grey(picture), turn)
    way = _turn_back(turn, width, height)
    across, down = _scale(page.size, dpi, 1.0 if turn in (90, 270) else stretch)
    if (across, down) != (1.0, 1.0):
        size = (max(1, round(page.width * across)), max(1, round(page.height * down)))
        way = way.after(Affine(a=page.width / size[0], e=page.height / size[1]))
        page = images.resized(page, size)
    working_dpi = max(round(dpi * across), 1)
    tone = _tone(page, working_dpi)
    ink = tone < _INK
    flattened = _is_low_contrast(page, ink) if flatten is None else flatten
    if flattened:
        page = _flatten(page, working_dpi)
    paper = _paper_grey(page, working_dpi)
    skew = _skew(ink) if straighten else 0.0
    if skew:
        before = page.size
        page = images.rotated(page, skew, paper)
        way = way.after(_rotate_back(skew, before, page.size))
    page = images.bordered(page, _MARGIN, paper)
    way = way.after(Affine(c=-_MARGIN, f=-_MARGIN))
    return Prepared(page, working_dpi, way, width, height, turn, skew, flattened, _share(tone, _STRONG_INK), _share(tone, _FAINT_INK))


def with_turn(prepared: Prepared, degrees: int) -> Prepared:
    """``prepared`` turned clockwise by another 90, 180 or 270 degrees, without reworking it."""
    image = images.turned(prepared.image, degrees)
    way = prepared.to_original.after(_turn_back(degrees, *prepared.image.size))
    return replace(prepared, image=image, to_original=way, turn=(prepared.turn + degrees) % 360)


def _scale(size: tuple[int, int], dpi: int, stretch: float) -> tuple[float, float]:
    factor = 1.0
    if dpi < _ENLARGE_BELOW_DPI:
        factor = min(GOAL_DPI / dpi, 2.0)
    elif dpi > _REDUCE_ABOVE_DPI:
        factor = GOAL_DPI / dpi
    count = size[0] * size[1] * stretch * factor * factor
    if count > _MOST_PIXELS:
        factor *= math.sqrt(_MOST_PIXELS / count)
    return factor, factor * stretch


def _turn_back(turn: int, width: int, height: int) -> Affine:
    """From a picture turned clockwise by ``turn`` to itself before, ``width`` x ``height``."""
    if turn == 90:
        return Affine(0.0, 1.0, 0.0, -1.0, 0.0, height)
    if turn == 180:
        return Affine(-1.0, 0.0, width, 0.0, -1.0, height)
    if turn == 270:
        return Affine(0.0, -1.0, width, 1.0, 0.0, 0.0)
    return Affine()


def _rotate_back(degrees: float, before: tuple[int, int], after: tuple[int, int]) -> Affine:
    """From a picture rotated counter-clockwise about its centre to itself before."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = after[0] / 2, after[1] / 2
    return Affine(cosine, -sine, before[0] / 2 - cosine * x + sine * y, sine, cosine, before[1] / 2 - sine * x - cosine * y)


def _tone(page: Picture, dpi: int) -> NDArray[np.float32]:
    """Grey against the paper around it, 0 black to 1 paper, at about 100 dots per inch."""
    small = _overview(page, dpi)
    values = images.pixels(small).astype(np.float32)
    paper = images.pixels(_paper(small)).astype(np.float32)
    return np.minimum(values / np.maximum(paper, 1.0), 1.0)


def _overview(page: Picture, dpi: int) -> Picture:
    scale = min(_INK_DPI / dpi, _OVERVIEW_SIDE / max(page.size), 1.0)
    return images.resized(page, (max(1, round(page.width * scale)), max(1, round(page.height * scale))))


def _paper(small: Picture) -> Picture:
    """The paper without the writing: the lightest grey within about a tenth of an inch, smoothed."""
    coarse = images.resized(small, (max(1, small.width // 3), max(1, small.height // 3)))
    return images.resized(images.blurred(images.lightest_nearby(coarse, 5), 4), small.size)


def _paper_grey(page: Picture, dpi: int) -> int:
    """What is added around the page has the paper's own grey: a white frame around grey paper reads as a ruled box."""
    return int(np.median(images.pixels(_overview(page, dpi))))


def _flatten(page: Picture, dpi: int) -> Picture:
    return images.divided(page, images.resized(_paper(_overview(page, dpi)), page.size))


def _is_low_contrast(page: Picture, ink: Mask) -> bool:
    """Whether writing and paper differ by less than about a third of the range."""
    small = images.pixels(images.resized(page, (ink.shape[1], ink.shape[0])))
    if not ink.any() or ink.all():
        return False
    return float(np.median(small[~ink])) - float(np.percentile(small[ink], 20)) < _LOW_CONTRAST


def _without_edges(tone: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scans show the scanner's lid at the edges."""
    rows, columns = (round(side * _EDGE_SHARE) for side in tone.shape)
    return tone[rows : tone.shape[0] - rows or None, columns : tone.shape[1] - columns or None]


def _share(tone: NDArray[np.float32], below: float) -> float:
    """Share of the page darker than ``below``, single specks left out."""
    strong = _without_edges(tone) < below
    if strong.shape[0] < 3 or strong.shape[1] < 3:
        return float(strong.mean()) if strong.size else 0.0
    neighbours = np.zeros(strong.shape, np.uint8)
    for down, across in ((down, across) for down in (-1, 0, 1) for across in (-1, 0, 1) if down or across):
        neighbours += np.roll(strong, (down, across), axis=(0, 1))
    return float((strong & (neighbours >= 2)).mean())


def _skew(ink: Mask) -> float:
    """Degrees counter-clockwise that make lines of text level; 0 where the page does not say so clearly.

    The profile of ink per row is sharpest at the right angle (Postl 1986).
    """
    rows, columns = np.nonzero(ink)
    if len(rows) < 500 or len(rows) > ink.size * 0.4:
        return 0.0
    if len(rows) > 120_000:
        step = len(rows) // 120_000 + 1
        rows, columns = rows[::step], columns[::step]
    coarse = np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.5)
    scores = [_sharpness(rows, columns, float(angle)) for angle in coarse]
    peak = float(coarse[int(np.argmax(scores))])
    fine = np.arange(peak - 0.45, peak + 0.46, 0.15)
    best, angle = max((_sharpness(rows, columns, float(angle)), float(angle)) for angle in fine)
    level = _sharpness(rows, columns, 0.0)
    is_clear = best > 1.3 * float(np.median(scores)) and best > 1.05 * level
    return angle if is_clear and _LEAST_SKEW <= abs(angle) < _MOST_SKEW else 0.0


def _sharpness(rows: NDArray[np.intp], columns: NDArray[np.intp], degrees: float) -> float:
    level = np.rint(rows - columns * math.tan(math.radians(degrees))).astype(np.int64)
    profile = np.bincount(level - level.min()).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


def sample(prepared: Prepared) -> Picture:
    """A small part of the page with as much text as possible: some lines from its upper and some from its lower half, one under the other.

    Text is where ink and paper change most often along a row; pictures and stains change less.
    """
    page, dpi = prepared.image, prepared.dpi
    ink = _tone(page, dpi) < _INK
    changes = ink[:, 1:] != ink[:, :-1]
    scale = ink.shape[1] / page.width
    width, height = (max(1, round(inches * dpi * scale)) for inches in _SAMPLE_INCHES)
    middle = len(changes) // 2
    halves = ((0, len(changes)),) if len(changes) < 3 * height else ((0, middle), (middle, len(changes)))
    spots = [_richest(changes, first, last, width, height if len(halves) > 1 else last) for first, last in halves]
    parts = (images.cropped(page, tuple(round(edge / scale) for edge in spot)) for spot in spots)
    return images.stacked([part if prepared.flattened else _flatten(part, dpi) for part in parts], _MARGIN)


def _richest(changes: Mask, first: int, last: int, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, upper, right, lower edge of the part between two rows that has the most text."""
    upper = first + _densest(changes[first:last].sum(axis=1), height)
    left = _densest(changes[upper : upper + height].sum(axis=0), width)
    return left, upper, min(left + width, changes.shape[1]), min(upper + height, changes.shape[0])


def _densest(counts: NDArray[np.int64], window: int) -> int:
    """Where the ``window`` with the largest sum starts."""
    if window >= len(counts):
        return 0
    sums = np.concatenate(([0], np.cumsum(counts)))
    return int(np.argmax(sums[window:] - sums[:-window]))
