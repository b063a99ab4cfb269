"""From the coordinates of a transcript to pixels of the original image."""

import math
from dataclasses import dataclass

from archive_search.records import Box

_UNITS_PER_INCH = {"mm10": 254.0, "inch1200": 1200.0}
_FARTHEST = 1_000_000
"""Pixels; no scanner makes wider images, but broken files name such places."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of the image that a transcript describes."""

    size: tuple[int, int] | None = None
    """Width and height in pixels."""
    dpi: int | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Factors to pixels of the original image; None where the transcript's unit cannot be related to it."""

    x: float | None = 1.0
    y: float | None = 1.0

    def box(self, left: float, top: float, right: float, bottom: float) -> Box | None:
        """The rectangle in pixels; None where it has no extent or lies nowhere."""
        edges = (left, top, right, bottom)
        if self.x is None or self.y is None or not all(math.isfinite(edge) and abs(edge) < _FARTHEST for edge in edges):
            return None
        x, y = max(0, round(left * self.x)), max(0, round(top * self.y))
        w, h = round(right * self.x) - x, round(bottom * self.y) - y
        return Box(x, y, w, h) if w > 0 and h > 0 else None


def scale_of(unit: str, width: float | None, height: float | None, target: Target) -> Scale:
    """How a page of ``width`` x ``height`` of ``unit`` (``pixel``, ``mm10``, ``inch1200``) lies on the target image.

    The image's size decides where both sizes are known, as transcripts are often made from a smaller copy; else its resolution.
    """
    if target.size and width and height and math.isfinite(width) and math.isfinite(height):
        x, y = target.size[0] / width, target.size[1] / height
        # The same size but for rounding means the same pixels.
        return Scale() if unit == "pixel" and abs(x - 1) < 0.005 and abs(y - 1) < 0.005 else Scale(x, y)
    if unit == "pixel":
        return Scale()
    if target.dpi and unit in _UNITS_PER_INCH:
        factor = target.dpi / _UNITS_PER_INCH[unit]
        return Scale(factor, factor)
    return Scale(None, None)


def number(text: str | None) -> float | None:
    """``text`` as a number; None where it is none."""
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and math.isfinite(value) else None


def confidence(value: float | None) -> float:
    """``value`` within 0-1; 1 where a transcript says nothing, as a person's does."""
    return 1.0 if value is None else min(1.0, max(0.0, value))


def spread(text: str, box: Box | None) -> list[tuple[str, Box | None]]:
    """The words of a line that is only boxed as a whole, each with the part of the box that its letters take up: an estimate."""
    words = text.split()
    if box is None:
        return [(word, None) for word in words]
    letters = max(1, len(" ".join(words)))
    placed: list[tuple[str, Box | None]] = []
    start = 0
    for word in words:
        left, right = box.x + box.w * start // letters, box.x + box.w * (start + len(word)) // letters
        placed.append((word, Box(left, box.y, max(1, right - left), box.h)))
        start += len(word) + 1
    return placed


def around(boxes: list[Box]) -> Box | None:
    """The smallest box around all; None for none."""
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.x + box.w for box in boxes) - x, max(box.y + box.h for box in boxes) - y)
