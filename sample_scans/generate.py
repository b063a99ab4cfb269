"""Rebuilds every scan of this folder with its expected text, word boxes and metadata.

``python generate.py [--only NAME] [--fonts FOLDER]`` needs the packages of ``requirements.txt`` (a virtual environment of its own) and
these fonts:

* Debian: ``fonts-urw-base35`` (C059, P052, Nimbus), ``fonts-oldstandard``, ``fonts-gnutypewriter``, ``fonts-paratype``,
  ``fonts-courier-prime``, ``fonts-dejavu-core``;
* npm: ``@expo-google-fonts/unifrakturmaguntia`` and ``@expo-google-fonts/unifrakturcook``, 0.4.1 (``npm install`` them anywhere and name
  that folder with ``--fonts``; Debian has no Fraktur face with a long s and accents that compose the Latvian alphabet).

The same fonts and packages give the same bytes, whatever is left out with ``--only``. Users of the samples and the tests need none of this.
"""

import argparse
import csv
import json
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import ageing
import cv2
import drawing
import numpy as np
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from texts import SCANS, Scan, Sheet

SEED = 1892
HERE = Path(__file__).parent
COLUMNS = ("file", "frame", "reference", "title", "date", "type", "language", "place", "creator", "closed_until")
EXIF_TURN = {1: 0, 3: 180, 6: 270, 8: 90}
"""Degrees clockwise by which the pixels are stored turned, so that a viewer that obeys the tag shows them upright."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="rebuild this file only (repeatable)")
    parser.add_argument("--fonts", action="append", default=[], metavar="FOLDER", help="look for fonts here too (repeatable)")
    options = parser.parse_args()
    drawing.FONT_PATHS.extend(options.fonts)
    rl_config.invariant = 1
    boxes = {} if not (HERE / "words.jsonl").exists() else {(row["file"], row["frame"]): row for row in read_boxes()}
    for scan in SCANS:
        if not options.only or scan.name in options.only:
            print(scan.name, file=sys.stderr)
            boxes = {key: row for key, row in boxes.items() if key[0] != scan.name}
            boxes |= {(scan.name, row["frame"]): row for row in build(scan)}
    write_boxes(boxes)
    write_metadata()


def build(scan: Scan) -> Iterator[dict[str, object]]:
    """Writes a scan and its expected text; yields its rows of ``words.jsonl``."""
    seed = zlib.crc32(f"{SEED} {scan.name}".encode()) & 0x7FFFFFFF
    random.seed(seed)
    np.random.seed(seed)  # augraphy draws from the global generators
    cv2.setRNGSeed(seed)
    chance = np.random.default_rng(seed)
    drawn = [drawing.draw(sheet, scan.dpi, random.Random(seed + number)) for number, sheet in enumerate(scan.sheets)]
    frames = [] if scan.mode == "digital" else list(scanned(scan, drawn, chance))
    texts = ["\n".join(page.lines) for page in drawn]
    if scan.spread:
        texts = ["\n".join(texts)]
    (HERE / f"{Path(scan.name).stem}.gt.txt").write_text("\n\f\n".join(texts) + "\n", encoding="utf-8")
    write(scan, frames, drawn, chance)
    if scan.mode == "digital":
        frames = [ageing.Scanned(np.zeros((*page.ink.shape, 3), np.uint8), tuple(page.words)) for page in drawn]
    for number, frame in enumerate(frames, 1):
        high, wide = frame.picture.shape[:2]
        rows = [[word.text, *pixels(word.box, wide, high)] for word in frame.words]
        yield {"file": scan.name, "frame": number, "size": [wide, high], "dpi": scan.dpi, "words": rows}


def pixels(box: ageing.Box, wide: int, high: int) -> tuple[int, int, int, int]:
    """The box in whole pixels, inside the image."""
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    return left, top, min(wide, int(box[0] + box[2] + 1)) - left, min(high, int(box[1] + box[3] + 1)) - top


def scanned(scan: Scan, drawn: Sequence[drawing.Drawn], chance: np.random.Generator) -> Iterator[ageing.Scanned]:
    """The images of a file in order, turned as they are stored (an EXIF turn aside)."""
    aged = [
        ageing.age(page, sheet.age, other_side(drawn, number), chance, colour=scan.mode == "colour")
        for number, (page, sheet) in enumerate(zip(drawn, scan.sheets, strict=True))
    ]
    if scan.spread:
        aged = [ageing.side_by_side(aged[0], aged[1])]
    yield from (ageing.turned(page, scan.turn) for page in aged)


def other_side(drawn: Sequence[drawing.Drawn], number: int) -> drawing.Drawn:
    """What shines through: the sheet before, or the sheet's own text where there is only one."""
    return drawn[number - 1]


def write(scan: Scan, frames: Sequence[ageing.Scanned], drawn: Sequence[drawing.Drawn], chance: np.random.Generator) -> None:
    path = HERE / scan.name
    match path.suffix:
        case ".jpg":
            write_jpeg(path, scan, frames[0])
        case ".png":
            write_png(path, scan, frames[0])
        case ".tif":
            write_tiff(path, scan, frames, chance)
        case ".pdf":
            write_pdf(path, scan, frames, drawn)


def as_image(scan: Scan, frame: ageing.Scanned) -> Image.Image:
    if scan.mode == "colour":
        return Image.fromarray(cv2.cvtColor(frame.picture, cv2.COLOR_BGR2RGB))
    return Image.fromarray(cv2.cvtColor(frame.picture, cv2.COLOR_BGR2GRAY))


def write_jpeg(path: Path, scan: Scan, frame: ageing.Scanned) -> None:
    exif = Image.Exif()
    image = as_image(scan, frame)
    if scan.exif != 1:
        exif[0x0112] = scan.exif
        image = image.rotate(-EXIF_TURN[scan.exif], expand=True)
    image.save(path, quality=scan.quality, optimize=True, dpi=(scan.dpi, scan.dpi), exif=exif)


def write_png(path: Path, scan: Scan, frame: ageing.Scanned) -> None:
    """Sixteen greys: what many office scanners deliver, and small."""
    grey = np.asarray(as_image(scan, frame))
    steps = Image.fromarray((np.round(grey / 17.0)).astype(np.uint8), "P")
    steps.putpalette([value * 17 for value in range(16) for _ in range(3)])
    steps.save(path, optimize=True, bits=4, dpi=(scan.dpi, scan.dpi))


def write_tiff(path: Path, scan: Scan, frames: Sequence[ageing.Scanned], chance: np.random.Generator) -> None:
    dpi = (scan.dpi, scan.dpi)
    if scan.mode == "bilevel":
        specks = [sheet.age.get("speck", 0) for sheet in scan.sheets]
        images = [Image.fromarray(ageing.bilevel(f.picture, s, chance)) for f, s in zip(frames, specks, strict=True)]
        images[0].save(path, compression="group4", dpi=dpi, save_all=True, append_images=images[1:])
    else:
        images = [as_image(scan, frame) for frame in frames]
        images[0].save(path, compression="jpeg", quality=scan.quality, dpi=dpi, save_all=True, append_images=images[1:])


def write_pdf(path: Path, scan: Scan, frames: Sequence[ageing.Scanned], drawn: Sequence[drawing.Drawn]) -> None:
    canvas = Canvas(str(path), pageCompression=1, invariant=1)
    canvas.setTitle(path.stem)
    for number, sheet in enumerate(scan.sheets):
        wide, high = sheet.paper[0] / 25.4 * 72, sheet.paper[1] / 25.4 * 72
        canvas.setPageSize((wide, high))
        if scan.mode == "digital":
            set_text(canvas, sheet, drawn[number], scan.dpi, high)
        else:
            jpeg = BytesIO()
            as_image(scan, frames[number]).save(jpeg, "JPEG", quality=scan.quality, optimize=True)
            canvas.drawImage(ImageReader(jpeg), 0, 0, wide, high)
        if scan.mode == "hidden":
            hide_text(canvas, frames[number], scan.dpi, high)
        canvas.showPage()
    canvas.save()


def set_text(canvas: Canvas, sheet: Sheet, drawn: drawing.Drawn, dpi: int, high: float) -> None:
    """Real letters at the places where the drawn ones stand."""
    register_font("DejaVuSerif.ttf")
    for word in drawn.words:
        put(canvas, word.text, word.box, dpi, high, "DejaVuSerif.ttf")


def hide_text(canvas: Canvas, frame: ageing.Scanned, dpi: int, high: float) -> None:
    """Invisible letters (render mode 3) over the words of the image."""
    register_font("DejaVuSerif.ttf")
    for word in frame.words:
        put(canvas, word.text, word.box, dpi, high, "DejaVuSerif.ttf", mode=3)


def put(canvas: Canvas, text: str, box: ageing.Box, dpi: int, high: float, font: str, mode: int = 0) -> None:
    """A word stretched to fill its box, with a space after it so that words stay apart."""
    scale = 72 / dpi
    x, y, w, h = (value * scale for value in box)
    size = 11.0
    line = canvas.beginText(x, high - y - h * 0.82)
    line.setFont(font, size)
    line.setTextRenderMode(mode)
    line.setHorizScale(100 * w / pdfmetrics.stringWidth(text, font, size))
    line.textOut(text + " ")
    canvas.drawText(line)


def register_font(name: str) -> None:
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(drawing.font_folders()[name])))


def read_boxes() -> Iterator[dict[str, object]]:
    for line in (HERE / "words.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def write_boxes(boxes: dict[tuple[object, object], dict[str, object]]) -> None:
    order = {scan.name: number for number, scan in enumerate(SCANS)}
    rows = sorted((row for key, row in boxes.items() if key[0] in order), key=lambda row: (order[str(row["file"])], row["frame"]))
    text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    (HERE / "words.jsonl").write_text(text, encoding="utf-8")


def write_metadata() -> None:
    with (HERE / "metadata.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        table.writeheader()
        for scan in SCANS:
            for row in scan.rows:
                table.writerow({"file": scan.name, **asdict(row), "frame": row.frame or ""})


if __name__ == "__main__":
    main()
