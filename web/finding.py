"""What the result list and the viewer share: the matches in the text, numbered, and the line cut out of the scan."""

from collections.abc import Iterable
from dataclasses import dataclass

from archive_search.records import Box, Image
from archive_search.search.service import Match
from web.layout import original_box, strip_around, upright_box, upright_size


@dataclass(frozen=True, slots=True)
class Strip:
    """A line cut out of an upright page: what to cut, how large it is, and where the found words lie on it."""

    address: str
    """``x,y,w,h`` in pixels of the original."""
    width: int
    height: int
    marks: tuple[Box, ...]


def matches_in_text(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The matches that stand in the text, in reading order, one for each printed word; a match's number is its place here, from 1.

    Several words may be typed, and match, where one is printed (Narva-Jaanilinn).
    """
    found: list[Match] = []
    seen: set[int] = set()
    for match in matches:
        if match.line is not None and not seen.issuperset(match.words):
            seen.update(match.words)
            found.append(match)
    return tuple(found)


def number_on_line(matches: Iterable[Match], line: Box | None) -> int | None:
    """The number of the first match that lies on ``line``; None where there is none."""
    for number, match in enumerate(matches_in_text(matches), start=1):
        if line is not None and match.box is not None and lies_on(match.box, line):
            return number
    return None


def cut_strip(line: Box | None, words: Iterable[Box], image: Image | None) -> Strip | None:
    """The strip that shows ``line`` with ``words`` on it; boxes as in the original. None where there is nothing to see."""
    if image is None or line is None:
        return None
    marked = [upright_box(word, image) for word in words if lies_on(word, line)]
    part = strip_around(upright_box(line, image), marked[0] if marked else None, upright_size(image))
    if part is None:
        return None
    marks = tuple(Box(word.x - part.x, word.y - part.y, word.w, word.h) for word in marked)
    return Strip(",".join(str(value) for value in original_box(part, image)), part.w, part.h, marks)


def lies_on(word: Box, line: Box) -> bool:
    """Whether the middle of ``word`` lies on ``line``."""
    across, down = word.x + word.w / 2 - line.x, word.y + word.h / 2 - line.y
    return 0 <= across <= line.w and 0 <= down <= line.h
