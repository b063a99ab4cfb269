"""Cuts pieces out of stored page pictures. The only module of the web that knows Pillow."""

import io
from pathlib import Path

from PIL import Image

from archive_search.records import Box
from web.layout import within

_QUALITY = 80


def cut(picture: Path, box: Box, size: tuple[int, int]) -> bytes | None:
    """A JPEG of the part ``box`` of a stored picture; None where the box misses it.

    ``box`` counts in a page of ``size`` pixels; the picture may be a smaller copy of it. Raises OSError for a picture that cannot be read.
    """
    with Image.open(picture) as image:
        across, down = image.width / size[0], image.height / size[1]
        left, top = int(box.x * across), int(box.y * down)
        scaled = Box(left, top, max(1, round(box.w * across)), max(1, round(box.h * down)))
        part = within(scaled, image.width, image.height)
        if part is None:
            return None
        piece = image.crop((part.x, part.y, part.x + part.w, part.y + part.h))
        target = io.BytesIO()
        piece.convert("L" if piece.mode == "L" else "RGB").save(target, "JPEG", quality=_QUALITY)
        return target.getvalue()
