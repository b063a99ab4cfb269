"""Turns a freshly set sheet into a scan of an old one: worn ink, aged paper, a crooked page on a scanner.

Strengths by name in ``Sheet.age``: ``skew`` (degrees), ``curl`` (waviness, mm), ``stain`` (number), ``bleed`` (0-1, the other side
showing through), ``fold`` (creases), ``faint`` (worn ribbon), ``press`` (uneven letterpress), ``yellow`` (newsprint), ``speck`` (dirt of
a 1-bit scan), ``plain`` (a clean, evenly lit scan that keeps a PNG small).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from augraphy import BleedThrough, InkBleed, Letterpress, LowInkRandomLines, NoiseTexturize, Stains
from drawing import Drawn, Placed
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Box = tuple[float, float, float, float]
Map = Callable[[NDArray[np.float32], NDArray[np.float32]], tuple[NDArray[np.float32], NDArray[np.float32]]]


@dataclass(frozen=True, slots=True)
class Scanned:
    """A finished image (BGR) and its words with boxes in its pixels."""

    picture: Picture
    words: tuple[Placed, ...]


def age(drawn: Drawn, damage: Mapping[str, float], back: Drawn | None, chance: np.random.Generator, *, colour: bool) -> Scanned:
    """Ages a sheet; ``back`` is what stands on its other side."""
    page = worn_ink(drawn, damage, chance)
    paper = aged_paper(page.shape[:2], damage, chance, colour=colour)
    if back is not None and damage.get("bleed"):
        paper = shining_through(paper, back, damage["bleed"])
    page = np.clip(paper.astype(np.float32) * (page.astype(np.float32) / 255), 0, 255).astype(np.uint8)
    page = creased(page, round(damage.get("fold", 0)), chance)
    return laid_on_scanner(page, drawn.words, damage, chance, drawn.dpi)


def worn_ink(drawn: Drawn, damage: Mapping[str, float], chance: np.random.Generator) -> Picture:
    """Ink on white as print or typewriter leave it."""
    ink = np.clip(drawn.ink * 0.88, 0, 1)
    if damage.get("faint"):
        ink = ink * (0.42 + 0.40 * cloud(ink.shape, 9, chance))
    picture = grey_to_bgr(255 * (1 - np.maximum(ink, drawn.rules * 0.75)))
    if damage.get("faint"):
        picture = LowInkRandomLines(count_range=(25, 40), use_consistent_lines=False, noise_probability=0.06, p=1)(picture)
    if damage.get("press"):
        picture = Letterpress(n_samples=(200, 300), n_clusters=(200, 300), std_range=(1500, 4000), value_range=(150, 210), p=1)(picture)
    if not damage.get("plain") and picture.min() < 200:
        picture = InkBleed(intensity_range=(0.3, 0.5), kernel_size=(3, 3), severity=(0.2, 0.3), p=1)(picture)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.55), dtype=np.uint8)


def aged_paper(shape: tuple[int, int], damage: Mapping[str, float], chance: np.random.Generator, *, colour: bool) -> Picture:
    """An empty sheet (BGR) with its tint, its clouds and its stains."""
    if damage.get("plain"):
        return np.full((*shape, 3), 238, np.uint8)
    tint = np.array((168, 205, 222) if damage.get("yellow") else (200, 221, 231), np.float32)
    if not colour:
        tint = np.full(3, 222, np.float32)
    shade = 0.90 + 0.10 * cloud(shape, 5, chance) + 0.03 * cloud(shape, 60, chance)
    paper = np.clip(tint * (shade * browned_edges(shape))[..., None], 0, 255).astype(np.uint8)
    span = (300, 500)
    texture = NoiseTexturize(sigma_range=(2, 4), turbulence_range=(2, 4), texture_width_range=span, texture_height_range=span, p=1)
    paper = texture(paper)
    for _ in range(round(damage.get("stain", 0))):
        paper = blotched(foxed(paper), chance)
    return np.asarray(paper if colour else grey_to_bgr(cv2.cvtColor(paper, cv2.COLOR_BGR2GRAY)), dtype=np.uint8)


def browned_edges(shape: tuple[int, int]) -> NDArray[np.float32]:
    """Light falling off over the outermost part of a sheet, where hands and air have been."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    inwards = np.minimum(np.minimum(rows, shape[0] - rows), np.minimum(columns, shape[1] - columns))
    return np.asarray(1 - 0.16 * np.exp(-inwards / (shape[1] * 0.02)), dtype=np.float32)


def foxed(paper: Picture) -> Picture:
    """Brown specks of mould and rust."""
    specks = Stains(stains_type="fine_stains", stains_blend_method="darken", stains_blend_alpha=1.0, p=1)(np.full_like(paper, 255))
    dark = 1 - cv2.GaussianBlur(cv2.cvtColor(specks, cv2.COLOR_BGR2GRAY), (0, 0), 1.5).astype(np.float32) / 255
    return np.asarray(paper * (1 - dark[..., None] * np.array((0.50, 0.34, 0.24), np.float32)), dtype=np.uint8)


def blotched(paper: Picture, chance: np.random.Generator) -> Picture:
    """A water stain with its darker rim."""
    high, wide = paper.shape[:2]
    radius = chance.uniform(0.08, 0.2) * wide
    rows, columns = np.mgrid[0:high, 0:wide].astype(np.float32)
    far = np.hypot(columns - chance.uniform(0, wide), rows - chance.uniform(0, high)) + (cloud((high, wide), 6, chance) - 0.5) * radius
    inside = 1 / (1 + np.exp(np.clip((far - radius) / 3, -50, 50)))
    rim = np.exp(-(((far - radius) / 7) ** 2))
    dark = (0.10 * inside + 0.10 * rim)[..., None] * np.array((1.5, 1.0, 0.8), np.float32)
    return np.asarray(np.clip(paper * (1 - dark), 0, 255), dtype=np.uint8)


def shining_through(paper: Picture, back: Drawn, strength: float) -> Picture:
    """The other side's ink, mirrored and blurred, on the empty sheet."""
    through = 255 * (1 - cv2.resize(back.ink, (paper.shape[1], paper.shape[0])))
    shadow = BleedThrough(p=1)
    soft = shadow.generate_bleeding_ink(grey_to_bgr(through), (0.1, 0.2), (0, 0), (9, 9), 2)
    soft = cv2.GaussianBlur(np.asarray(soft, dtype=np.uint8)[:, ::-1], (0, 0), 2.2)
    return np.asarray(paper * (1 - strength * (1 - soft.astype(np.float32) / 255)), dtype=np.uint8)


def creased(page: Picture, folds: int, chance: np.random.Generator) -> Picture:
    """Sharp creases where a letter was folded."""
    high, wide = page.shape[:2]
    light = np.ones((high, wide), np.float32)
    for number in range(folds):
        at = high * (number + 1) / (folds + 1) + chance.uniform(-0.02, 0.02) * high
        slope = chance.uniform(-0.006, 0.006)
        far = np.arange(high, dtype=np.float32)[:, None] - (at + slope * np.arange(wide, dtype=np.float32)[None, :])
        light -= 0.13 * np.exp(-((far / 2.2) ** 2)) - 0.04 * np.exp(-(((far - 6) / 5) ** 2))
    return np.asarray(np.clip(page * light[..., None], 0, 255), dtype=np.uint8)


def laid_on_scanner(page: Picture, words: list[Placed], damage: Mapping[str, float], chance: np.random.Generator, dpi: int) -> Scanned:
    """The page turned a little, its surface a little wavy, with the boxes carried along."""
    high, wide = page.shape[:2]
    angle = math.radians(damage.get("skew", 0))
    wave, phase = damage.get("curl", 0) * dpi / 25.4, float(chance.uniform(0, 6.28))
    cos, sin, cx, cy = math.cos(angle), math.sin(angle), wide / 2, high / 2

    def forward(x: float, y: float) -> tuple[float, float]:
        y += wave * math.sin(2 * math.pi * x / (wide * 1.6) + phase)
        return cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos

    rows, columns = np.mgrid[0:high, 0:wide].astype(np.float32)
    x = cx + (columns - cx) * cos + (rows - cy) * sin
    y = cy - (columns - cx) * sin + (rows - cy) * cos
    y -= wave * np.sin(2 * math.pi * x / (wide * 1.6) + phase)
    edge = tuple(int(v) for v in np.median(page.reshape(-1, 3), axis=0)) if damage.get("plain") or damage.get("speck") else (58, 60, 62)
    turned = cv2.remap(page, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=edge)
    return Scanned(np.asarray(turned, dtype=np.uint8), tuple(Placed(word.text, carried(word.box, forward)) for word in words))


def carried(box: Box, forward: Callable[[float, float], tuple[float, float]]) -> Box:
    """The upright rectangle round a box that was moved by ``forward``."""
    x, y, w, h = box
    points = [forward(x + w * i / 4, y + h * j) for i in range(5) for j in (0, 1)]
    lefts, tops = [p[0] for p in points], [p[1] for p in points]
    return min(lefts), min(tops), max(lefts) - min(lefts), max(tops) - min(tops)


def bilevel(picture: Picture, specks: float, chance: np.random.Generator) -> NDArray[np.bool_]:
    """Black and white (True = white) with the ragged edges and the dirt of a quick scan."""
    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (0, 0), 0.8).astype(np.float32)
    grey += (cloud(grey.shape, 220, chance) - 0.5) * 46
    white = grey > 128
    for _ in range(round(260 * specks)):
        row, column = chance.integers(0, grey.shape[0] - 3), chance.integers(0, grey.shape[1] - 3)
        size = chance.integers(1, 4)
        white[row : row + size, column : column + chance.integers(1, 4)] = False
    return np.asarray(white, dtype=np.bool_)


def side_by_side(first: Scanned, second: Scanned) -> Scanned:
    """Two leaves of an open book in one image, darker towards the fold."""
    both = np.concatenate([first.picture, second.picture], axis=1)
    wide, middle = both.shape[1], first.picture.shape[1]
    far = np.abs(np.arange(wide, dtype=np.float32) - middle)
    light = 1 - 0.45 * np.exp(-far / 28) - 0.25 * np.exp(-((far / 5) ** 2))
    moved = tuple(Placed(word.text, (word.box[0] + middle, *word.box[1:])) for word in second.words)
    return Scanned(np.asarray(np.clip(both * light[None, :, None], 0, 255), dtype=np.uint8), first.words + moved)


def turned(scanned: Scanned, degrees: int) -> Scanned:
    """The image turned clockwise by 0, 90, 180 or 270 degrees, its boxes with it."""
    picture, words = scanned.picture, scanned.words
    for _ in range(degrees // 90 % 4):
        high = picture.shape[0]
        words = tuple(Placed(word.text, (high - word.box[1] - word.box[3], word.box[0], word.box[3], word.box[2])) for word in words)
        picture = np.asarray(cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE), dtype=np.uint8)
    return Scanned(picture, words)


def cloud(shape: tuple[int, ...], cells: int, chance: np.random.Generator) -> NDArray[np.float32]:
    """Smooth noise 0-1 with about ``cells`` hills across."""
    small = chance.random((max(2, cells * shape[0] // shape[1]), cells)).astype(np.float32)
    return np.asarray(np.clip(cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), 0, 1), dtype=np.float32)


def grey_to_bgr(grey: NDArray[np.float32] | Picture) -> Picture:
    return np.asarray(cv2.cvtColor(np.clip(grey, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR), dtype=np.uint8)
