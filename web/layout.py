"""From pixels of the original image to the upright picture that people see."""

from archive_search.records import Box, Image


def upright_size(image: Image) -> tuple[int, int]:
    """Width and height of the page when it stands upright, in pixels of the original's scale."""
    return (image.height, image.width) if image.turn in (90, 270) else (image.width, image.height)


def upright_box(box: Box, image: Image) -> Box:
    """Where ``box`` of the original image lies on the upright one."""
    match image.turn:
        case 90:
            return Box(image.height - box.y - box.h, box.x, box.h, box.w)
        case 180:
            return Box(image.width - box.x - box.w, image.height - box.y - box.h, box.w, box.h)
        case 270:
            return Box(box.y, image.width - box.x - box.w, box.h, box.w)
        case _:
            return box


def original_box(box: Box, image: Image) -> Box:
    """The reverse of :func:`upright_box`."""
    match image.turn:
        case 90:
            return Box(box.y, image.height - box.x - box.w, box.h, box.w)
        case 180:
            return Box(image.width - box.x - box.w, image.height - box.y - box.h, box.w, box.h)
        case 270:
            return Box(image.width - box.y - box.h, box.x, box.h, box.w)
        case _:
            return box


def within(box: Box, width: int, height: int) -> Box | None:
    """The part of ``box`` that lies on a picture of this size; None where nothing does."""
    left, top = max(0, box.x), max(0, box.y)
    right, bottom = min(width, box.x + box.w), min(height, box.y + box.h)
    return Box(left, top, right - left, bottom - top) if left < right and top < bottom else None


_STRIP_PROPORTION = 10
"""A strip is at most this many times as wide as high, so that it can be read on a telephone's width."""


def strip_around(line: Box, word: Box | None, size: tuple[int, int]) -> Box | None:
    """The part of an upright page to cut out for a result list: the line with some air, centred on ``word`` where it is too long.

    None where the line lies outside the page.
    """
    air = max(4, line.h // 3)
    height = line.h + 2 * air
    width = min(line.w + 2 * air, height * _STRIP_PROPORTION)
    left = line.x - air
    if word is not None:
        centred = word.x + word.w // 2 - width // 2
        left = min(max(centred, left), line.x + line.w + air - width)
    return within(Box(left, line.y - air, width, height), *size)
