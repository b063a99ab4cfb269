"""The order of lines on a page, told from where they stand.

The recogniser's own layout finds columns. It takes a list or a table for columns too, and so tears its rows apart: the number, the name and
the sum of an entry come in three places. Which of the two a page is shows in what stands on both sides of a gap: columns of prose are full
of long lines, two leaves have an empty fold between them, rows have a short cell on at least one side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive_search.records import Box, Line, PageText

_SAME_ROW = 0.5
_TOUCHING = 5
_SHORT_CELL = 15
_MOSTLY = 0.6
_FEW = 0.12
_LEAST_PAIRS = 3
_MOST_CROSSING = 0.15
_LEAST_LINES = 4
_SIDE_WIDTH = 0.3
_FILLED = 0.65
_MIDDLE = (0.4, 0.6)
_FOLD_WIDTH = 0.03
_NEAR = 0.8


class Layout(StrEnum):
    """How a page is to be read."""

    LINES = "lines"
    """One line under the other."""
    COLUMNS = "columns"
    ROWS = "rows"
    """A list or a table: each row a line."""


@dataclass(frozen=True, slots=True)
class _Placed:
    line: Line
    box: Box

    @property
    def right(self) -> int:
        return self.box.x + self.box.w

    def is_beside(self, other: "_Placed") -> bool:
        """Whether both stand at the same height, one to the right of the other."""
        shared = min(self.box.y + self.box.h, other.box.y + other.box.h) - max(self.box.y, other.box.y)
        apart = self.right <= other.box.x + _TOUCHING or other.right <= self.box.x + _TOUCHING
        return apart and shared > _SAME_ROW * min(self.box.h, other.box.h)


def layout_of(text: PageText) -> Layout:
    """What kind of page ``text`` comes from; its boxes must be those of a straightened page."""
    placed = _placed(text)
    if len(placed) < len(text.lines) or _gap(_mended(placed)) is not None:
        return Layout.COLUMNS
    return _layout(placed)


def arranged(text: PageText) -> PageText:
    """``text`` in the order of its layout: columns one after the other, what stands in a row joined; unclear pages stay as they came."""
    placed = _placed(text)
    if len(placed) < len(text.lines):
        return text
    placed = _mended(placed)
    gap = _gap(placed)
    if gap is None:
        return text if _layout(placed) is Layout.COLUMNS else in_rows(text)
    return PageText(tuple(line for part in _parts(placed, gap) for line in arranged(PageText(tuple(item.line for item in part))).lines))


def _mended(placed: "list[_Placed]") -> "list[_Placed]":
    """The lines, those joined that were cut in the middle: what follows is nearer than a line is high."""
    mended: list[_Placed] = []
    for item in sorted(placed, key=lambda item: item.box.x):
        before = next((other for other in mended if item.is_beside(other) and 0 <= item.box.x - other.right < _NEAR * item.box.h), None)
        if before is None:
            mended.append(item)
        else:
            mended[mended.index(before)] = _placed(PageText((_joined([before, item]),)))[0]
    places = {id(word): place for place, item in enumerate(placed) for word in item.line.words}
    return sorted(mended, key=lambda item: places[id(item.line.words[0])])


def _layout(placed: "Sequence[_Placed]") -> Layout:
    pairs = [(one, other) for number, one in enumerate(placed) for other in placed[:number] if one.is_beside(other)]
    beside = {id(line) for pair in pairs for line in pair}
    short = sum(min(len(one.line.text), len(other.line.text)) <= _SHORT_CELL for one, other in pairs)
    if len(pairs) >= _LEAST_PAIRS and short >= _MOSTLY * len(pairs):
        return Layout.ROWS
    return Layout.LINES if len(pairs) < _LEAST_PAIRS or len(beside) <= _FEW * len(placed) else Layout.COLUMNS


def _gap(placed: "Sequence[_Placed]") -> int | None:
    """Where the page falls into two columns of prose or two leaves, if it does."""
    if len(placed) < 2 * _LEAST_LINES:
        return None
    edges = sorted({item.right + _TOUCHING for item in placed})
    found = [(_crossing(placed, x), x) for x in edges]
    good = [(crossing, x) for crossing, x in found if crossing <= _MOST_CROSSING * len(placed) and _divides(placed, x, crossing)]
    return min(good)[1] if good else None


def _crossing(placed: "Sequence[_Placed]", x: int) -> int:
    return sum(item.box.x < x < item.right for item in placed)


def _divides(placed: "Sequence[_Placed]", x: int, crossing: int) -> bool:
    left, right = _sides(placed, x)
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    start, end = min(item.box.x for item in placed), max(item.right for item in placed)
    spans = [(min(item.box.x for item in side), max(item.right for item in side)) for side in (left, right)]
    if min(b - a for a, b in spans) < _SIDE_WIDTH * (end - start):
        return False
    is_prose = all(_fill(side, b - a) >= _FILLED for side, (a, b) in zip((left, right), spans, strict=True))
    fold = spans[1][0] - spans[0][1]
    middle = ((spans[0][1] + spans[1][0]) / 2 - start) / max(end - start, 1)
    is_fold = not crossing and fold >= _FOLD_WIDTH * (end - start) and _MIDDLE[0] <= middle <= _MIDDLE[1]
    return is_prose or is_fold


def _fill(side: "Sequence[_Placed]", width: int) -> float:
    """How much of a column its usual line fills."""
    return sorted(item.box.w for item in side)[len(side) // 2] / max(width, 1)


def _sides(placed: "Sequence[_Placed]", x: int) -> "tuple[list[_Placed], list[_Placed]]":
    return [item for item in placed if item.right <= x], [item for item in placed if item.box.x >= x]


def _parts(placed: "Sequence[_Placed]", x: int) -> "Iterator[list[_Placed]]":
    """Left and right side from top to bottom, cut by the lines that go across."""
    across = sorted((item for item in placed if item.box.x < x < item.right), key=lambda item: item.box.y)
    left, right = _sides(placed, x)
    upper = -1
    for line in [*across, None]:
        lower = line.box.y if line is not None else None
        for side in (left, right):
            part = [item for item in side if item.box.y >= upper and (lower is None or item.box.y < lower)]
            if part:
                yield part
        if line is not None:
            yield [line]
            upper = line.box.y


def in_rows(text: PageText) -> PageText:
    """``text`` from top to bottom, what stands side by side joined to one line from left to right."""
    rows: list[list[_Placed]] = []
    for placed in sorted(_placed(text), key=lambda placed: placed.box.y + placed.box.h / 2):
        row = next((row for row in rows[:-5:-1] if all(placed.is_beside(other) for other in row)), None)
        if row is None:
            rows.append([placed])
        else:
            row.append(placed)
    return PageText(tuple(_joined(sorted(row, key=lambda placed: placed.box.x)) for row in rows))


def _joined(row: list[_Placed]) -> Line:
    if len(row) == 1:
        return row[0].line
    return Line(tuple(word for placed in row for word in placed.line.words), _around([placed.line.box or placed.box for placed in row]))


def _placed(text: PageText) -> list[_Placed]:
    """The lines with the height that most of their words have: one tall stroke does not make a line tall."""
    found = []
    for line in text.lines:
        boxes = [word.box for word in line.words if word.box is not None]
        if boxes:
            upper = sorted(box.y for box in boxes)[len(boxes) // 2]
            lower = sorted(box.y + box.h for box in boxes)[len(boxes) // 2]
            left, right = min(box.x for box in boxes), max(box.x + box.w for box in boxes)
            found.append(_Placed(line, Box(left, upper, right - left, max(lower - upper, 1))))
    return found


def _around(boxes: list[Box]) -> Box:
    left, upper = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, upper, max(box.x + box.w for box in boxes) - left, max(box.y + box.h for box in boxes) - upper)
