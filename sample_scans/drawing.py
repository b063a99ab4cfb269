"""Sets the pages of the sample scans in type: ink on a white sheet, with the place of every word."""

import math
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from texts import Columns, Field, Rule, Sheet, Table, Text

Ink = NDArray[np.float32]
"""Coverage 0-1 of every pixel."""

FACES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "roman": (("C059-Roman.otf",), ("C059-Bold.otf",)),
    "oldstyle": (("P052-Roman.otf",), ("P052-Bold.otf",)),
    "sans": (("NimbusSans-Regular.otf",), ("NimbusSans-Bold.otf",)),
    "old": (("OldStandard-Regular.ttf",), ("OldStandard-Bold.ttf",)),
    "fraktur": (("UnifrakturMaguntia_400Regular.ttf",), ("UnifrakturCook_700Bold.ttf", "UnifrakturMaguntia_400Regular.ttf")),
    "typed-ru": (("GNUTypewriter.ttf", "PTM55F.ttf"), ("GNUTypewriter.ttf", "PTM75F.ttf")),
    "typed-et": (("GNUTypewriter.ttf", "PTM55F.ttf"), ("GNUTypewriter.ttf", "PTM75F.ttf")),
    "typed-lv": (("Courier Prime.otf",), ("Courier Prime Bold.otf",)),
    "typed-en": (("Courier Prime.otf",), ("Courier Prime Bold.otf",)),
}
"""Regular and bold font files of each face; a later file lends the characters that the first lacks."""

STROKED = {"ꞥ": "n", "ꞣ": "k", "ꞡ": "g", "ꞧ": "r", "ł": "l", "Ꞥ": "N", "Ꞣ": "K"}
"""Letters of old Latvian print: the base letter with a slanting stroke, which no Fraktur face has."""

COMPOSED = dict.fromkeys("āēīōūčšžķļņģâêîôûõĀĒĪŌŪČŠŽĶĻŅĢ")
"""Letters that the shaper composes from base and accent where a face has both but not the letter itself."""


class GlyphMissing(LookupError):
    """A face has no glyph for a character of its text."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and its box in pixels of the sheet: left, top, width, height."""

    text: str
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Drawn:
    """A sheet set in type."""

    ink: Ink
    rules: Ink
    words: list[Placed] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    dpi: int = 200


@cache
def font_folders() -> dict[str, Path]:
    """Every installed font file by name; ``FONT_PATHS`` are searched too."""
    found: dict[str, Path] = {}
    for root in FONT_PATHS:
        for path in sorted(Path(root).rglob("*")):
            if path.suffix.lower() in (".ttf", ".otf"):
                found.setdefault(path.name, path)
    return found


FONT_PATHS: list[str] = ["/usr/share/fonts", "/usr/local/share/fonts"]


@cache
def characters(name: str) -> frozenset[int]:
    if name not in font_folders():
        raise SystemExit(f"font file {name} is not installed; the packages are named at the top of generate.py")
    return frozenset(TTFont(font_folders()[name]).getBestCmap())


@cache
def font(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_folders()[name], pixels, layout_engine=ImageFont.Layout.RAQM)


def has(name: str, word: str) -> bool:
    known = characters(name)
    return all(ord(c) in known or c in STROKED or (c in COMPOSED and "raktur" in name) for c in word)


def font_for(face: str, bold: bool, word: str, pixels: int) -> ImageFont.FreeTypeFont:
    """The first font of a face that has every letter of a word; raises GlyphMissing."""
    for name in FACES[face][1 if bold else 0]:
        if has(name, word):
            return font(name, pixels)
    raise GlyphMissing(f"{face}: {word!r}")


def long_s(text: str) -> str:
    """Fraktur spelling of s: long inside a word, round at its end and at a seam marked ``|``."""
    return re.sub(r"s(?=[^\W\d_]|¬)", "ſ", text.replace("s|", "\0")).replace("\0", "s").replace("|", "")


class Setter:
    """Draws words on a sheet and remembers where they stand."""

    def __init__(self, sheet: Sheet, dpi: int, chance: random.Random, looseness: float = 1.0) -> None:
        self.sheet, self.dpi, self.chance, self.looseness = sheet, dpi, chance, looseness
        size = (round(sheet.paper[0] / 25.4 * dpi), round(sheet.paper[1] / 25.4 * dpi))
        self.image, self.lines_image = Image.new("L", size, 0), Image.new("L", size, 0)
        self.pen, self.ruler = ImageDraw.Draw(self.image), ImageDraw.Draw(self.lines_image)
        self.margin = sheet.margin / 25.4 * dpi
        self.left, self.right, self.y = self.margin, size[0] - self.margin, self.margin
        self.words: list[Placed] = []
        self.lines: list[str] = []
        self.height = size[1]

    def pixels(self, scale: float = 1.0) -> int:
        return round(self.sheet.size * scale * self.dpi / 72)

    def leading(self, scale: float = 1.0) -> float:
        return self.pixels(scale) * (1.42 if self.sheet.face == "fraktur" else 1.38) * self.looseness

    def width(self, word: str, face: str, bold: bool, scale: float) -> float:
        return font_for(face, bold, word, self.pixels(scale)).getlength(base_letters(word))

    def word(self, word: str, x: float, baseline: float, face: str, bold: bool, scale: float) -> float:
        """Draws a word and returns its width."""
        used = font_for(face, bold, word, self.pixels(scale))
        shown = base_letters(word)
        if face.startswith("typed"):
            box = self.typed(shown, x, baseline, used)
        else:
            self.pen.text((x, baseline), shown, font=used, fill=255, anchor="ls")
            box = self.pen.textbbox((x, baseline), shown, font=used, anchor="ls")
            self.strokes(word, x, baseline, used)
        self.words.append(Placed(word, (box[0], box[1], box[2] - box[0], box[3] - box[1])))
        return float(used.getlength(shown))

    def typed(self, word: str, x: float, baseline: float, used: ImageFont.FreeTypeFont) -> tuple[float, float, float, float]:
        """Types a word: each type bar hits a little high or low and with its own force."""
        boxes = []
        for index, letter in enumerate(word):
            at = (x + used.getlength(word[:index]) + self.chance.gauss(0, 0.25), baseline + self.chance.gauss(0, self.dpi / 500))
            self.pen.text(at, letter, font=used, fill=self.chance.randint(205, 255), anchor="ls")
            boxes.append(self.pen.textbbox(at, letter, font=used, anchor="ls"))
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def strokes(self, word: str, x: float, baseline: float, used: ImageFont.FreeTypeFont) -> None:
        for index, letter in enumerate(word):
            if letter in STROKED:
                start = x + used.getlength(base_letters(word[:index]))
                wide, size = used.getlength(STROKED[letter]), used.size
                middle = baseline - size * (0.28 if letter == "ł" else 0.12)
                ends = (start - wide * 0.1, middle + size * 0.1, start + wide * 1.05, middle - size * 0.1)
                self.pen.line(ends, 255, max(2, round(size / 22)))

    def line(self, words: Sequence[str], left: float, right: float, align: str, face: str, bold: bool, scale: float) -> None:
        """One line of words at the current height."""
        baseline = self.y + self.leading(scale) * 0.74
        space = self.width("n", face, bold, scale) * (1.0 if face.startswith("typed") else 0.52)
        widths = [self.width(word, face, bold, scale) for word in words]
        slack = right - left - sum(widths) - space * (len(words) - 1)
        x = left + {"centre": slack / 2, "right": slack}.get(align, 0)
        if align == "justify" and len(words) > 1 and not face.startswith("typed"):
            space += slack / (len(words) - 1)
        for word, wide in zip(words, widths, strict=True):
            self.word(word, x, baseline, face, bold, scale)
            x += wide + space

    def wrap(self, text: str, wide: float, face: str, bold: bool, scale: float, indent: float = 0) -> list[list[str]]:
        """Words of each line; breaks at ``¬`` with a hyphen where the room is short."""
        space = self.width("n", face, bold, scale) * (1.0 if face.startswith("typed") else 0.52)
        rows: list[list[str]] = [[]]
        room = wide - indent
        for word in text.split():
            rest = word
            while rest:
                head, tail = self.fitting(rest, room, face, bold, scale)
                if head is None and rows[-1]:
                    rows.append([])
                    room = wide
                    continue
                if head is None:
                    raise ValueError(f"{rest!r} is wider than its column")
                rows[-1].append(head)
                rest = tail
                room -= self.width(rows[-1][-1], face, bold, scale) + space
                if rest:
                    rows.append([])
                    room = wide
        return rows

    def fitting(self, word: str, room: float, face: str, bold: bool, scale: float) -> tuple[str | None, str]:
        parts = word.split("¬")
        for count in range(len(parts), 0, -1):
            head = "".join(parts[:count]) + ("-" if count < len(parts) else "")
            if self.width(head, face, bold, scale) <= room:
                return head, "¬".join(parts[count:])
        return None, word

    def text(self, block: Text, left: float, right: float) -> None:
        """A paragraph at the current height."""
        face = block.face or self.sheet.face
        shown = long_s(block.text) if face == "fraktur" else block.text
        indent = self.pixels() * 1.6 if block.align == "justify" else 0
        rows = self.wrap(shown, right - left, face, block.bold, block.scale, indent)
        for number, words in enumerate(rows):
            last = number == len(rows) - 1
            align = "left" if last and block.align == "justify" else block.align
            self.line(words, left + (indent if number == 0 else 0), right, align, face, block.bold, block.scale)
            self.lines.append(" ".join(words))
            self.y += self.leading(block.scale)
        self.y += self.leading() * block.gap

    def entry(self, block: Field) -> None:
        """A label and what was entered after it, on a dotted line."""
        face, other = self.sheet.face, self.sheet.entries or self.sheet.face
        baseline = self.y + self.leading() * 0.74
        x = self.left
        for word in block.label.split():
            x += self.word(word, x, baseline, face, False, 1.0) + self.width("n", face, False, 1.0) * 0.52
        x = max(x + self.pixels() * 0.5, self.left + (self.right - self.left) * 0.2)
        for at in np.arange(x, self.right, self.dpi / 28):
            self.ruler.ellipse((at, baseline + self.dpi / 22, at + self.dpi / 150, baseline + self.dpi / 22 + self.dpi / 150), 110)
        for word in block.entry.split():
            x += self.word(word, x, baseline, other, False, 1.0) + self.width("n", other, False, 1.0) * (1 if "typed" in other else 0.6)
        self.lines.append(f"{block.label} {block.entry}")
        self.y += self.leading() * (1 + block.gap)

    def table(self, block: Table) -> None:
        """A ruled table; a row of the expected text has its cells one after the other with tabs between."""
        total = sum(block.widths)
        edges = [self.left + (self.right - self.left) * sum(block.widths[:i]) / total for i in range(len(block.widths) + 1)]
        top = self.y
        self.row(block.head, edges, self.sheet.face, block.scale * 0.88, centred=True)
        for cells in block.rows:
            self.row(cells, edges, self.sheet.entries or self.sheet.face, block.scale, centred=False)
        for edge in edges:
            self.ruler.line((edge, top, edge, self.y), 210, max(2, self.dpi // 110))
        self.ruler.line((self.left, top, self.right, top), 220, max(2, self.dpi // 80))
        self.y += self.leading() * 0.6

    def row(self, cells: Sequence[str], edges: Sequence[float], face: str, scale: float, *, centred: bool) -> None:
        pad = self.pixels() * 0.4
        top = self.y + self.leading(scale) * 0.2
        bottoms, texts = [], []
        for cell, start, end in zip(cells, edges, edges[1:], strict=False):
            self.y = top
            rows = self.wrap(cell, end - start - 2 * pad, face, False, scale) if cell else []
            for words in rows:
                self.line(words, start + pad, end - pad, "centre" if centred else "left", face, False, scale)
                self.y += self.leading(scale) * 0.92
            bottoms.append(self.y)
            texts.append(" ".join(" ".join(words) for words in rows))
        self.lines.append("\t".join(text for text in texts if text))
        self.y = max(bottoms) + self.leading(scale) * 0.22
        self.ruler.line((edges[0], self.y, edges[-1], self.y), 200, max(2, self.dpi // 110))

    def columns(self, block: Columns) -> None:
        """Columns of equal width with a line between them."""
        top, gap = self.y, self.dpi * 0.34
        wide = (self.right - self.left - gap * (len(block.columns) - 1)) / len(block.columns)
        bottoms = []
        for number, texts in enumerate(block.columns):
            self.y = top
            start = self.left + number * (wide + gap)
            for text in texts:
                self.text(text, start, start + wide)
            bottoms.append(self.y)
        for number in range(1, len(block.columns)):
            x = self.left + number * (wide + gap) - gap / 2
            self.ruler.line((x, top, x, max(bottoms)), 255, max(2, self.dpi // 90))
        self.y = max(bottoms)

    def rule(self) -> None:
        self.y += self.leading() * 0.1
        self.ruler.line((self.left, self.y, self.right, self.y), 230, max(2, self.dpi // 80))
        self.y += self.leading() * 0.5


def base_letters(word: str) -> str:
    return "".join(STROKED.get(c, c) for c in word)


def draw(sheet: Sheet, dpi: int, chance: random.Random) -> Drawn:
    """Sets a sheet, lines spread to fill the paper; raises GlyphMissing, or ValueError where the text does not fit."""
    if sheet.face == "kurrent":
        return scrawl(sheet, dpi, chance)
    setter = set_blocks(sheet, Setter(sheet, dpi, random.Random(0)))
    used, room = setter.y - setter.margin, setter.height - 2.4 * setter.margin
    loosest = 1.1 if any(isinstance(block, Columns) for block in sheet.blocks) else 1.5
    setter = set_blocks(sheet, Setter(sheet, dpi, chance, min(loosest, max(1.0, 0.97 * room / max(used, 1)))))
    if setter.y > setter.height - setter.margin * 0.4:
        raise ValueError(f"text runs off the paper: {setter.lines[0]} ({setter.y:.0f} of {setter.height})")
    return Drawn(as_ink(setter.image), as_ink(setter.lines_image), setter.words, setter.lines, dpi)


def set_blocks(sheet: Sheet, setter: Setter) -> Setter:
    for block in sheet.blocks:
        match block:
            case Text():
                setter.text(block, setter.left, setter.right)
            case Field():
                setter.entry(block)
            case Table():
                setter.table(block)
            case Columns():
                setter.columns(block)
            case Rule():
                setter.rule()
    return setter


def as_ink(image: Image.Image) -> Ink:
    return np.asarray(image, dtype=np.float32) / 255


SHAPES: dict[str, tuple[int, str]] = {
    **dict.fromkeys("aoec", (2, "")),
    **dict.fromkeys("nurixv", (2, "")),
    **dict.fromkeys("mw", (3, "")),
    **dict.fromkeys("bdklt", (2, "up")),
    **dict.fromkeys("gjpqyz", (2, "down")),
    **dict.fromkeys("fhsß", (1, "both")),
}
"""Kurrent letters as the eye sees them: how many slanting strokes, and whether a loop goes up, down or both."""


def scrawl(sheet: Sheet, dpi: int, chance: random.Random) -> Drawn:
    """Slanted joined strokes in the manner of German Kurrent: to the eye a hand, to a machine nothing. No words are claimed."""
    setter = Setter(sheet, dpi, chance)
    height = setter.pixels() * 0.42
    x, y = setter.left, setter.margin + height * 3
    for text in (block.text for block in sheet.blocks if isinstance(block, Text)):
        for word in text.split():
            if x + len(word) * height * 0.85 > setter.right:
                x, y = setter.left + chance.uniform(0, height), y + height * chance.uniform(3.9, 4.3)
            x = handwritten(setter, word, x, y + chance.gauss(0, height * 0.12), height, chance) + height * chance.uniform(0.9, 1.5)
    return Drawn(as_ink(setter.image), as_ink(setter.lines_image), [], [], dpi)


def handwritten(setter: Setter, word: str, x: float, y: float, height: float, chance: random.Random) -> float:
    points: list[tuple[float, float]] = [(x, y)]
    for index, letter in enumerate(word):
        strokes, loop = SHAPES.get(letter.lower(), (2, ""))
        tall = height * (2.3 if letter.isupper() and index == 0 else 1.0)
        for _ in range(strokes):
            up = tall * chance.uniform(0.8, 1.1)
            points += [(x + up * 0.5, y - up), (x + up * 0.5 - up * 0.28, y + chance.gauss(0, height * 0.08))]
            x += height * chance.uniform(0.30, 0.42)
        if loop in ("up", "both"):
            points += [(x + height * 1.2, y - height * 2.2), (x + height * 0.9, y - height * 2.5), (x + height * 0.1, y)]
        if loop in ("down", "both"):
            points += [(x - height * 0.5, y + height * 1.5), (x - height * 0.9, y + height * 1.3), (x + height * 0.4, y - height * 0.2)]
        x += height * chance.uniform(0.12, 0.24)
    curve = smooth(points)
    for (ax, ay), (bx, by) in pairwise(curve):
        press = 1.0 + 2.2 * max(0.0, (by - ay)) / (math.hypot(bx - ax, by - ay) + 1e-6)
        wide = max(1, round(setter.dpi / 200 * press))
        setter.pen.line((ax, ay, bx, by), chance.randint(200, 255), wide)
    return x


def smooth(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Corners cut four times (Chaikin), so that the pen seems to swing."""
    path = list(points)
    for _ in range(3):
        cut = [path[0]]
        for (ax, ay), (bx, by) in pairwise(path):
            cut += [(ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25), (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75)]
        path = [*cut, path[-1]]
    return path
