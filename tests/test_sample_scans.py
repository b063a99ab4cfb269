"""The sample scans are complete and agree with what stands beside them."""

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageOps

from archive_search.dates import parse_date
from archive_search.records import LANGUAGES, Kind, RecordType
from archive_search.references import parse_reference

SAMPLES = Path(__file__).parent.parent / "sample_scans"
SCANS = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".tif", ".jpg", ".png", ".pdf"})
COLUMNS = ["file", "frame", "reference", "title", "date", "type", "language", "place", "creator", "closed_until"]
EXIF_ORIENTATION = 0x0112


def page_sizes(path: Path) -> list[tuple[float, float]]:
    """Width and height of every page as a viewer shows it; of a PDF in points."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return [page.get_size() for page in document]
    sizes: list[tuple[float, float]] = []
    with Image.open(path) as image:
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            lies = image.getexif().get(EXIF_ORIENTATION, 1) >= 5
            sizes.append((image.height, image.width) if lies else (image.width, image.height))
    return sizes


def word_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLES / "words.jsonl").read_text(encoding="utf-8").splitlines()]


def metadata() -> list[dict[str, str]]:
    with (SAMPLES / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def queries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((SAMPLES / "queries.toml").read_text(encoding="utf-8"))["query"]
    return found


def expected_pages(path: Path) -> list[str]:
    return (SAMPLES / f"{path.stem}.gt.txt").read_text(encoding="utf-8").split("\f")


@pytest.fixture(scope="module")
def pages() -> dict[str, int]:
    return {path.name: len(page_sizes(path)) for path in SCANS}


def test_there_are_enough_pages_in_every_format(pages: dict[str, int]) -> None:
    assert sum(pages.values()) >= 34
    assert {path.suffix for path in SCANS} == {".tif", ".jpg", ".png", ".pdf"}
    assert sum(1 for path in SCANS if path.suffix == ".tif" and pages[path.name] > 1) >= 2


def test_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.iterdir() if path.is_file()) < 25_000_000


@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.name)
def test_every_scan_has_its_expected_text(path: Path, pages: dict[str, int]) -> None:
    assert len(expected_pages(path)) == pages[path.name]


@pytest.mark.parametrize("path", [path for path in SCANS if path.suffix != ".pdf"], ids=lambda path: path.name)
def test_every_image_states_its_resolution(path: Path) -> None:
    with Image.open(path) as image:
        assert 195 <= image.info["dpi"][0] <= 305


def test_words_cover_every_page(pages: dict[str, int]) -> None:
    assert {(row["file"], row["frame"]) for row in word_rows()} == {
        (name, frame + 1) for name, count in pages.items() for frame in range(count)
    }


@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.name)
def test_word_boxes_lie_inside_the_image(path: Path) -> None:
    rows = [row for row in word_rows() if row["file"] == path.name]
    for row, size in zip(rows, page_sizes(path), strict=True):
        scale = row["dpi"] / 72 if path.suffix == ".pdf" else 1
        assert row["size"] == pytest.approx([side * scale for side in size], abs=2)
        for _, x, y, w, h in row["words"]:
            assert 0 <= x < x + w <= row["size"][0]
            assert 0 <= y < y + h <= row["size"][1]


@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.name)
def test_words_are_those_of_the_expected_text(path: Path) -> None:
    rows = [row for row in word_rows() if row["file"] == path.name]
    for row, text in zip(rows, expected_pages(path), strict=True):
        assert [word[0] for word in row["words"]] == text.split()


def is_on_ink(grey: Image.Image, box: list[int]) -> bool:
    x, y, w, h = box
    levels = [level for level, count in enumerate(grey.crop((x, y, x + w, y + h)).histogram()) if count]
    return levels[-1] - levels[0] > 50


@pytest.mark.parametrize("path", [path for path in SCANS if path.suffix != ".pdf"], ids=lambda path: path.name)
def test_boxes_lie_on_ink(path: Path) -> None:
    """Every box holds dark and light: it was carried through skew, waves and turns."""
    for row in (row for row in word_rows() if row["file"] == path.name):
        with Image.open(path) as image:
            image.seek(row["frame"] - 1)
            grey = ImageOps.exif_transpose(image).convert("L")
        assert [word[0] for word in row["words"] if len(word[0]) > 4 and not is_on_ink(grey, word[1:])] == []


def test_metadata_has_the_columns_of_the_contract() -> None:
    assert list(metadata()[0]) == COLUMNS


def test_metadata_describes_every_page_once(pages: dict[str, int]) -> None:
    keys = [(row["file"], row["frame"]) for row in metadata()]
    assert len(keys) == len(set(keys))
    assert {row["file"] for row in metadata()} == set(pages)
    for name, count in pages.items():
        frames = {frame for file, frame in keys if file == name}
        assert "" in frames or frames == {str(number) for number in range(1, count + 1)}
        assert all(1 <= int(frame) <= count for frame in frames if frame)


@pytest.mark.parametrize("row", metadata(), ids=lambda row: f"{row['file']}-{row['frame']}")
def test_metadata_can_be_read(row: dict[str, str]) -> None:
    assert parse_reference(row["reference"]).format() == row["reference"]
    assert parse_date(row["date"]).edtf is not None
    assert row["type"] in set(RecordType)
    assert row["language"] in LANGUAGES


def test_one_file_names_a_living_person() -> None:
    assert [row["file"] for row in metadata() if row["closed_until"] > "2030"] == ["ru-personal-card-1986.png"]


def test_every_language_has_records() -> None:
    assert {row["language"] for row in metadata()} == set(LANGUAGES)


def test_queries_refer_to_pages_that_exist(pages: dict[str, int]) -> None:
    assert len(queries()) >= 20
    for query in queries():
        assert query["why"]
        assert query["language"] in LANGUAGES
        assert query["finds"]
        assert set(query["kinds"]) <= set(Kind)
        for page in query["finds"] + query.get("misses", []):
            assert 1 <= page["frame"] <= pages[page["file"]]


def test_three_queries_are_show_cases() -> None:
    assert sum(1 for query in queries() if query.get("demo")) == 3


def test_queries_ask_in_every_language_for_word_and_form() -> None:
    asked = {(query["language"], kind) for query in queries() for kind in query["kinds"]}
    assert {(language, kind) for language in LANGUAGES for kind in ("exact", "form")} <= asked


def test_readme_names_every_file() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in SCANS if f"`{path.name}`" not in readme] == []
