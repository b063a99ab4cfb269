"""From paths to pictures: which files are scans, what is in them, and how the bad ones end."""

import hashlib
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from archive_search.errors import (
    FileTooLarge,
    InputNotFound,
    SourceEmpty,
    SourceEncrypted,
    SourceError,
    SourceTooLarge,
    SourceUnreadable,
    TooManyPages,
)
from archive_search.limits import DEFAULT_LIMITS, Limits
from archive_search.names import printable
from indexer.reading import HIDDEN, NOT_A_FILE, NOT_A_SCAN, discover, load_frame, probe, skip_reason
from indexer.workers import run_tasks


def picture(mode: str = "L", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """White with a black upper left quarter."""
    image = Image.new("L", size, 255)
    image.paste(0, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def corners(image: Image.Image) -> tuple[int, int, int, int]:
    """Grey of upper left, upper right, lower left, lower right."""
    grey = image.convert("L")
    right, lower = grey.width - 3, grey.height - 3
    values = (grey.getpixel(place) for place in ((2, 2), (right, 2), (2, lower), (right, lower)))
    return tuple(255 * (int(value) > 127) for value in values if isinstance(value, int | float))  # type: ignore[return-value]


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def bomb(path: Path, side: int = 35_000) -> Path:
    """A small PNG that says it has ``side`` x ``side`` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b""))
    return path


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [
        ("1", "tif"),
        ("L", "png"),
        ("P", "png"),
        ("RGB", "jpg"),
        ("CMYK", "tif"),
        ("CMYK", "jpg"),
        ("RGBA", "png"),
        ("LA", "png"),
        ("I;16", "tif"),
    ],
)
def test_every_kind_of_pixel_becomes_grey_or_rgb(tmp_path: Path, mode: str, suffix: str) -> None:
    if mode == "I;16":
        deep = Image.new("I;16", (60, 40), 65535)
        deep.paste(0, (0, 0, 30, 20))
        path = saved(tmp_path / f"leaf.{suffix}", deep)
    else:
        path = saved(tmp_path / f"leaf.{suffix}", picture(mode))
    frame = load_frame(path, 0)
    assert frame.image.mode in ("L", "RGB")
    assert (frame.width, frame.height) == (60, 40)
    assert corners(frame.image) == (0, 255, 255, 255)


def test_transparent_paper_is_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 30, 20))
    frame = load_frame(saved(tmp_path / "leaf.png", image), 0)
    assert corners(frame.image) == (0, 255, 255, 255)


def test_twelve_bits_stored_in_sixteen_keep_their_contrast(tmp_path: Path) -> None:
    values = np.full((40, 60), 4000, np.uint16)
    values[:20, :30] = 100
    frame = load_frame(saved(tmp_path / "leaf.tif", Image.fromarray(values)), 0)
    assert corners(frame.image) == (0, 255, 255, 255)


@pytest.mark.parametrize("suffix", ["jpg", "tif"])
@pytest.mark.parametrize(
    ("orientation", "size", "expected"),
    [(3, (60, 40), (255, 255, 255, 0)), (6, (40, 60), (255, 0, 255, 255)), (8, (40, 60), (255, 255, 0, 255))],
)
def test_orientation_tag_is_applied(
    tmp_path: Path, suffix: str, orientation: int, size: tuple[int, int], expected: tuple[int, int, int, int]
) -> None:
    image = picture()
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"exif": exif} if suffix == "jpg" else {"tiffinfo": {274: orientation}}
    frame = load_frame(saved(tmp_path / f"leaf.{suffix}", image, **options), 0)
    assert frame.image.size == size
    assert corners(frame.image) == expected


def test_every_page_of_a_tiff_is_found_and_its_reduced_copy_is_none(tmp_path: Path) -> None:
    pages = [Image.new("L", (30 + number, 40), 255) for number in range(3)]
    path = saved(tmp_path / "roll.tif", pages[0], save_all=True, append_images=pages[1:])
    assert probe(path).frames == 3
    assert [load_frame(path, number).width for number in range(3)] == [30, 31, 32]
    with pytest.raises(SourceUnreadable):
        load_frame(path, 3)


def test_frames_of_an_animation_are_one_page(tmp_path: Path) -> None:
    frames = [Image.new("L", (30, 30), shade) for shade in (0, 120, 255)]
    assert probe(saved(tmp_path / "turning.gif", frames[0], save_all=True, append_images=frames[1:])).frames == 1


@pytest.mark.parametrize(
    ("dpi", "size", "expected"),
    [
        ((300, 300), (600, 400), 300),
        ((72, 72), (2480, 3508), 300),
        ((1, 1), (2480, 3508), 300),
        (None, (2480, 3508), 300),
        ((96, 96), (500, 700), 96),
    ],
)
def test_resolution_is_believed_only_if_it_may_be_true(
    tmp_path: Path, dpi: tuple[int, int] | None, size: tuple[int, int], expected: int
) -> None:
    path = saved(tmp_path / "leaf.png", Image.new("L", size, 255), **({"dpi": dpi} if dpi else {}))
    assert load_frame(path, 0).dpi == expected


def test_fax_with_half_the_lines_says_so(tmp_path: Path) -> None:
    frame = load_frame(saved(tmp_path / "fax.tif", Image.new("1", (1728, 1100), 1), dpi=(204, 98)), 0)
    assert frame.dpi == 204
    assert frame.stretch == pytest.approx(2.08, abs=0.01)


def test_kind_is_decided_by_content(tmp_path: Path) -> None:
    path = saved(tmp_path / "leaf.jpg", picture(), format="PNG")
    renamed = path.rename(tmp_path / "leaf.txt")
    info = probe(renamed)
    assert info.media_type == "image/png"
    assert info.sha256 == hashlib.sha256(renamed.read_bytes()).hexdigest()
    assert skip_reason(renamed) is None


def test_what_is_no_scan_is_left_out(tmp_path: Path) -> None:
    for name in ("table.csv", "notes.txt", "queries.toml", "README.md", "generate.py", "words.jsonl", "page.xml", "data.json", "unnamed"):
        (tmp_path / name).write_text("file,reference\n")
        assert skip_reason(tmp_path / name) == NOT_A_SCAN
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    assert skip_reason(tmp_path / ".DS_Store") == HIDDEN
    os.mkfifo(tmp_path / "pipe.tif")
    assert skip_reason(tmp_path / "pipe.tif") == NOT_A_FILE
    (tmp_path / "empty.tif").touch()
    assert skip_reason(tmp_path / "empty.tif") is None


def test_discover_finds_each_file_once(tmp_path: Path) -> None:
    inner = tmp_path / "b" / "inner"
    inner.mkdir(parents=True)
    for path in (tmp_path / "z.tif", tmp_path / "a.tif", inner / "c.tif"):
        path.touch()
    (inner / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.tif").symlink_to(tmp_path / "nowhere")
    expected = [tmp_path / "a.tif", tmp_path / "gone.tif", tmp_path / "self", tmp_path / "z.tif", inner / "c.tif"]
    assert list(discover([tmp_path])) == expected
    assert list(discover([tmp_path, tmp_path / "a.tif", inner, tmp_path])) == expected
    assert sorted(discover([tmp_path / "a.tif", tmp_path / "a.tif", tmp_path])) == sorted(expected)


def test_missing_path_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound):
        discover([tmp_path, tmp_path / "nowhere"])


def test_odd_names_are_read_and_printable(tmp_path: Path) -> None:
    names = [b"new\nline.png", b"\xff\xfe latin1 \xe4.png", "кириллица.png".encode(), b"tab\t'quote\".png"]
    for name in names:
        picture().save(os.fsdecode(os.fsencode(tmp_path) + b"/" + name), format="PNG")
    found = list(discover([tmp_path]))
    assert len(found) == len(names)
    for path in found:
        assert probe(path).frames == 1
        shown = printable(path)
        shown.encode("utf-8")
        assert shown.isprintable()
    assert printable("new\nline") == "new\\nline"


def test_bomb_ends_quickly(tmp_path: Path) -> None:
    with pytest.raises(SourceTooLarge) as caught:
        probe(bomb(tmp_path / "bomb.png"))
    assert caught.value.data["pixels"] == 35_000**2


def test_limits_are_heeded(tmp_path: Path) -> None:
    pages = [Image.new("L", (30, 40), 255)] * 4
    path = saved(tmp_path / "roll.tif", pages[0], save_all=True, append_images=pages[1:])
    with pytest.raises(TooManyPages):
        probe(path, limits=Limits(frames=3))
    with pytest.raises(FileTooLarge):
        probe(path, limits=Limits(file_size=10))
    with pytest.raises(SourceTooLarge):
        load_frame(path, 0, Limits(pixels=1000))


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.tif", b"", SourceEmpty),
        ("text.jpg", b"no picture at all", SourceUnreadable),
        ("header.pdf", b"%PDF-1.7\n%%EOF", SourceUnreadable),
        ("half.png", b"\x89PNG\r\n\x1a\n\0\0", SourceUnreadable),
        ("directory.tif", b"II*\0\xff\xff\xff\x7f", SourceUnreadable),
    ],
)
def test_broken_file_is_an_error_of_ours(tmp_path: Path, name: str, data: bytes, error: type[SourceError]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error):
        probe(path)


def test_page_behind_a_broken_directory_fails_alone(tmp_path: Path) -> None:
    pages = [Image.new("L", (30, 40), 255)] * 2
    path = saved(tmp_path / "roll.tif", pages[0], save_all=True, append_images=pages[1:])
    data = bytearray(path.read_bytes())
    first = struct.unpack_from("<I", data, 4)[0]
    entries = struct.unpack_from("<H", data, first)[0]
    second = struct.unpack_from("<I", data, first + 2 + 12 * entries)[0]
    path.write_bytes(bytes(data[:second]))
    assert load_frame(path, 0).width == 30


def test_scan_in_a_pdf_is_rendered_at_its_own_resolution(tmp_path: Path) -> None:
    path = saved(tmp_path / "leaf.pdf", picture(size=(827, 1169)), resolution=100.0)
    info = probe(path)
    assert (info.media_type, info.frames) == ("application/pdf", 1)
    frame = load_frame(path, 0)
    assert frame.dpi == pytest.approx(100, abs=1)
    assert frame.width == pytest.approx(827, abs=9)
    assert frame.text is None


def test_large_image_in_a_pdf_is_refused_unrendered(tmp_path: Path) -> None:
    path = saved(tmp_path / "leaf.pdf", Image.new("1", (3000, 3000), 1), resolution=3000.0)
    with pytest.raises(SourceTooLarge):
        load_frame(path, 0, Limits(pixels=5_000_000))


def test_text_layer_lies_on_its_words(root: Path) -> None:
    path = root / "sample_scans" / "et-minutes-1925.pdf"
    frame = load_frame(path, 0)
    assert frame.text is not None
    expected = path.with_suffix(".gt.txt").read_text().split("\f")[0].split()
    assert [word.text for word in frame.text.words][:5] == expected[:5]
    grey = frame.image.convert("L")
    for word in frame.text.words[:20]:
        assert word.box is not None
        x, y, w, h = word.box
        darkest, lightest = grey.crop((x, y, x + w, y + h)).getextrema()
        assert isinstance(darkest, int)
        assert darkest < 140 < lightest  # type: ignore[operator]


def test_nasty_files_end_within_bounds(eval_dir: Path) -> None:
    paths = [path for path in discover([eval_dir / "nasty"]) if skip_reason(path) is None]
    found = dict(run_tasks(probe, paths, jobs=2, limits=Limits(seconds=30)))
    assert set(found) == set(paths)
    by_name = {path.name: outcome for path, outcome in found.items()}
    assert isinstance(by_name["pdfminer_aes-256.pdf"], SourceEncrypted)
    assert isinstance(by_name["pillow_decompression_bomb.gif"], SourceTooLarge)
    assert isinstance(by_name["ocrmypdf_invalid.pdf"], SourceUnreadable)
    multi = by_name["pillow_g4-multi.tiff"]
    assert not isinstance(multi, SourceError)
    assert multi.frames == 3
    with pytest.raises(SourceTooLarge):
        load_frame(eval_dir / "nasty" / "ocrmypdf_hugemono.pdf", 0, DEFAULT_LIMITS)
