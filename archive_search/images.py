"""Pictures: everything that we ask of Pillow.

Other modules hold a :data:`Picture` and hand it back here, or take its pixels with :func:`pixels`.
"""

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from archive_search.errors import OutOfMemory, SourceEmpty, SourceTooLarge, SourceUnreadable
from archive_search.limits import Limits
from archive_search.names import printable
from archive_search.records import Box

Picture = Image.Image
Pixels = NDArray[np.uint8]

UNTRUSTED_FORMATS = frozenset(
    {"EPS", "WMF", "GRIB", "BUFR", "HDF5", "MPEG", "FITS", "FPX", "MIC", "IPTC", "GBR", "XVTHUMB", "CUR", "FLI", "IM", "PALM"}
)
"""Formats that Pillow names but that no scanner writes: EPS starts Ghostscript, several are stubs without a decoder."""

MULTI_PAGE_FORMATS = frozenset({"TIFF", "DCX"})
"""Formats whose frames are pages. The frames of a GIF are an animation, the second one of an MPO is a preview."""

_DECODER_ERRORS = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
)
"""Fuzzed files make Pillow raise nearly anything."""
_TIFF_SUBFILE_TYPE = 254
_REDUCED_RESOLUTION = 1
_ORIENTATION = 0x0112
_ORIENTATIONS_ON_THE_SIDE = (5, 6, 7, 8)
_BELIEVABLE_DPI = (60, 2400)
_SCREEN_DPI = 100
_SMALLEST_SCAN = 900
_USUAL_SHEET_INCHES = 11.7


def count_frames(path: Path, limits: Limits) -> tuple[str, int]:
    """Media type and number of pages of the image file at ``path``.

    Raises :class:`SourceUnreadable`, :class:`SourceEmpty`, :class:`SourceTooLarge`.
    """
    with _translated(path, limits), _opened(path, limits) as image:
        media_type = Image.MIME.get(image.format or "", f"image/{(image.format or 'unknown').lower()}")
        if image.format not in MULTI_PAGE_FORMATS:
            return media_type, 1
        frames = sum(1 for _ in _page_frames(image, limits))
    if not frames:
        raise SourceEmpty(path=printable(path))
    return media_type, frames


def load_image(path: Path, frame: int, limits: Limits) -> tuple[Picture, int, float]:
    """The picture of one page as greyscale or RGB on white, its resolution in dots per inch, and its vertical stretch.

    An orientation tag is applied. The stretch is horizontal by vertical resolution: 2.08 for a fax at 204 x 98 dpi, else 1.
    Raises :class:`SourceUnreadable`, :class:`SourceTooLarge`, :class:`OutOfMemory`.
    """
    with _translated(path, limits), _opened(path, limits) as image:
        if image.format in MULTI_PAGE_FORMATS:
            _go_to_page(image, frame, limits)
        _check_size(image, path, limits)
        declared = image.info.get("dpi")
        lies_on_its_side = image.getexif().get(_ORIENTATION, 1) in _ORIENTATIONS_ON_THE_SIDE
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        picture = _to_grey_or_rgb(image)
    horizontal, vertical = _resolution(declared, picture.size)
    if lies_on_its_side:
        horizontal, vertical = vertical, horizontal
    return picture, max(horizontal, vertical), horizontal / vertical


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[Image.Image]:
    Image.init()
    Image.MAX_IMAGE_PIXELS = limits.pixels
    # An open file, not a name: Pillow maps a named file into memory, and then unpacks an uncompressed TIFF with an orientation tag wrongly
    # (13.0.0: ImageFile.load maps the turned size) and dies with the file if it is cut short meanwhile.
    with path.open("rb") as source, Image.open(source, formats=sorted(set(Image.OPEN) - UNTRUSTED_FORMATS)) as image:
        yield image


@contextmanager
def _translated(path: Path, limits: Limits) -> Iterator[None]:
    """Whatever Pillow's decoders let through becomes one of our errors."""
    name = printable(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (SourceUnreadable, SourceTooLarge, SourceEmpty):
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        found = re.search(r"\((\d+) pixels\)", str(error))
        raise SourceTooLarge(path=name, pixels=int(found.group(1)) if found else limits.pixels + 1, limit=limits.pixels) from error
    except MemoryError as error:
        raise OutOfMemory(path=name, limit=limits.memory) from error
    except UnidentifiedImageError as error:
        raise SourceUnreadable(path=name, detail="no image format that we know") from error
    except _DECODER_ERRORS as error:
        raise SourceUnreadable(path=name, detail=f"{type(error).__name__}: {error}"[:200]) from error


def _page_frames(image: Image.Image, limits: Limits) -> Iterator[int]:
    """Frames that are pages; a reduced-resolution copy (TIFF 6.0, NewSubfileType bit 0) is none.

    A frame whose directory is broken counts: reading it then fails as that page, and the pages before it are kept.
    """
    for frame in range(limits.frames + 1):
        try:
            image.seek(frame)
        except EOFError:
            return
        except _DECODER_ERRORS:
            if frame:
                yield frame
            return
        tags = getattr(image, "tag_v2", {})
        if frame and int(tags.get(_TIFF_SUBFILE_TYPE, 0) or 0) & _REDUCED_RESOLUTION:
            continue
        yield frame


def _go_to_page(image: Image.Image, page: int, limits: Limits) -> None:
    for number, frame in enumerate(_page_frames(image, limits)):
        if number == page:
            image.seek(frame)
            return
    raise EOFError(f"no page {page + 1}")


def _check_size(image: Image.Image, path: Path, limits: Limits) -> None:
    count = image.width * image.height
    if count > limits.pixels:
        raise SourceTooLarge(path=printable(path), pixels=count, limit=limits.pixels)
    if not count:
        raise SourceEmpty(path=printable(path))


def _to_grey_or_rgb(image: Image.Image) -> Picture:
    if image.mode.startswith(("I", "F")):
        return _to_eight_bits(image)
    if image.mode in ("RGBA", "RGBa", "LA", "La", "PA") or "transparency" in image.info:
        opaque = Image.new("RGBA", image.size, (255, 255, 255, 255))
        opaque.alpha_composite(image.convert("RGBA"))
        image = opaque.convert("RGB")
    if image.mode in ("1", "L"):
        return image.convert("L")
    return without_colour(image.convert("RGB"))


def _to_eight_bits(image: Image.Image) -> Picture:
    """Scanners store 10, 12 or 16 significant bits in 16; the largest value tells which."""
    values = np.asarray(image, dtype=np.float32)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if image.mode.startswith("F") and high <= 1.0:
        low, top = min(low, 0.0), 1.0
    else:
        low, top = min(low, 0.0), float(2 ** max(8, int(np.ceil(np.log2(max(high, 1.0) + 1)))) - 1)
    scaled = np.nan_to_num((values - low) * (255.0 / (top - low)))
    return Image.fromarray(np.clip(scaled, 0, 255).astype(np.uint8))


def without_colour(image: Picture) -> Picture:
    """``image`` as greyscale if it shows no colour (a third of the memory), else itself."""
    if image.mode == "L":
        return image
    small = image.copy()
    small.thumbnail((400, 400))
    channels = np.asarray(small, dtype=np.int16)
    spread = channels.max(axis=2) - channels.min(axis=2)
    return image.convert("L") if int(np.percentile(spread, 99.9)) <= 8 else image


def _resolution(declared: object, size: tuple[int, int]) -> tuple[int, int]:
    """Horizontal and vertical dots per inch; a guess from the sheet size where the file says nothing believable."""
    guess = round(min(max(max(size) / _USUAL_SHEET_INCHES, 75), 600))
    try:
        horizontal, vertical = (float(value) for value in declared)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return guess, guess
    low, high = _BELIEVABLE_DPI
    if not (low <= horizontal <= high and low <= vertical <= high):
        return guess, guess
    if horizontal < _SCREEN_DPI and max(size) > _SMALLEST_SCAN:
        return guess, guess  # 72 and 96 are what cameras and programs write when they know nothing
    return round(horizontal), round(vertical)


def pixels(picture: Picture) -> Pixels:
    """Grey values, 0 black to 255 white, rows first."""
    return np.asarray(picture if picture.mode == "L" else picture.convert("L"))


def from_pixels(values: Pixels) -> Picture:
    return Image.fromarray(np.ascontiguousarray(values))


def grey(picture: Picture) -> Picture:
    return picture if picture.mode == "L" else picture.convert("L")


def turned(picture: Picture, degrees: int) -> Picture:
    """``picture`` turned clockwise by 0, 90, 180 or 270 degrees, without loss."""
    steps = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return picture.transpose(steps[degrees]) if degrees else picture


def rotated(picture: Picture, degrees: float, paper: int) -> Picture:
    """``picture`` turned counter-clockwise by a small angle about its centre and enlarged to hold its corners; ``paper`` fills the rest."""
    return picture.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=paper)


def resized(picture: Picture, size: tuple[int, int]) -> Picture:
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def bordered(picture: Picture, margin: int, paper: int) -> Picture:
    return ImageOps.expand(picture, margin, paper)


def blurred(picture: Picture, radius: float) -> Picture:
    return picture.filter(ImageFilter.GaussianBlur(radius))


def lightest_nearby(picture: Picture, size: int) -> Picture:
    """Each pixel as light as the lightest within ``size`` (odd) pixels around."""
    return picture.filter(ImageFilter.MaxFilter(size))


def divided(picture: Picture, paper: Picture) -> Picture:
    """``picture`` against its ``paper``: the paper becomes white everywhere."""
    light = np.maximum(pixels(paper), 1).astype(np.uint16)
    return from_pixels(np.minimum(pixels(picture).astype(np.uint16) * 255 // light, 255).astype(np.uint8))


def cropped(picture: Picture, edges: Sequence[int]) -> Picture:
    """Part of ``picture``: left, upper, right, lower edge."""
    left, upper, right, lower = edges
    return picture.crop((left, upper, right, lower))


def stacked(parts: Sequence[Picture], gap: int) -> Picture:
    """Greyscale ``parts`` one under the other on white."""
    whole = Image.new("L", (max(part.width for part in parts) + 2 * gap, sum(part.height + gap for part in parts) + gap), 255)
    upper = gap
    for part in parts:
        whole.paste(part, (gap, upper))
        upper += part.height + gap
    return whole


def fitted(picture: Picture, side: int) -> Picture:
    """``picture`` made small enough that no side is longer than ``side`` pixels."""
    scale = side / max(picture.size)
    if scale >= 1:
        return picture
    return resized(picture, (max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))


def jpeg(picture: Picture, quality: int = 82) -> bytes:
    """``picture`` as a JPEG file."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, progressive=True)
    return out.getvalue()


def cut(picture: Path, box: Box, size: tuple[int, int]) -> bytes | None:
    """A JPEG of the part ``box`` of a picture of our own making; None where the box misses it.

    ``box`` counts in a page of ``size`` pixels; the picture may be a smaller copy of it. Raises OSError for a picture that cannot be read.
    """
    with Image.open(picture) as image:
        across, down = image.width / size[0], image.height / size[1]
        left, top = max(0, int(box.x * across)), max(0, int(box.y * down))
        right = min(image.width, left + max(1, round(box.w * across)))
        bottom = min(image.height, top + max(1, round(box.h * down)))
        return jpeg(image.crop((left, top, right, bottom)), quality=80) if left < right and top < bottom else None
