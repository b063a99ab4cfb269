"""The recogniser: the real one on drawn words, and false ones that crash, hang, print garbage or bring nothing."""

import os
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from archive_search.errors import ArchiveError, LanguageMissing, LanguageUnknown, OutOfMemory, PageTimeout, RecogniserFailed, ToolMissing
from archive_search.records import LANGUAGES, Box, Script
from indexer.ocr.languages import FRAKTUR, MODELS, check_installed, missing_models, model_for, scripts_of
from indexer.ocr.tesseract import Tesseract, parse_table

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def drawn(text: str, size: tuple[int, int] = (900, 200)) -> Image.Image:
    image = Image.new("L", size, 255)
    font = ImageFont.truetype("DejaVuSerif.ttf", 48)
    ImageDraw.Draw(image).text((60, 60), text, 0, font)
    return image


def recognise(engine: Tesseract, image: Image.Image, model: str = "eng", seconds: float = 60) -> str:
    return engine.recognise(image, model, dpi=300, psm=6, seconds=seconds).text


@pytest.fixture
def false_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that stands before the real program; a test writes into it what it does."""
    assert Tesseract().version  # pytesseract asks once and remembers
    script = tmp_path / "bin" / "tesseract"
    script.parent.mkdir()
    script.touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)  # asked for its version, the script gets no file name to write to
    return script


def test_words_come_with_boxes_and_confidences() -> None:
    text = Tesseract().recognise(drawn("Narva burial register"), "eng", dpi=300, psm=6, seconds=60)
    assert text.text == "Narva burial register"
    first, *_, last = text.words
    assert all(0.5 < word.confidence <= 1 for word in text.words)
    assert first.box is not None
    assert last.box is not None
    assert first.box.x == pytest.approx(60, abs=6)
    assert last.box.x > first.box.x + first.box.w
    assert text.lines[0].box is not None


def test_empty_paper_has_no_words() -> None:
    assert Tesseract().recognise(Image.new("L", (600, 400), 255), "eng", dpi=300, psm=3, seconds=60).lines == ()


def test_orientation_of_too_little_text_is_unknown() -> None:
    assert Tesseract().orientation(drawn("x"), dpi=300, seconds=60) is None


def test_one_thread_only() -> None:
    Tesseract()
    assert os.environ["OMP_THREAD_LIMIT"] == "1"


def test_version_and_models() -> None:
    engine = Tesseract()
    assert engine.version.startswith("tesseract 5.")
    assert {"rus", "est", "lav", "Fraktur", "osd"} <= engine.models()
    check_installed(engine.models())


@pytest.mark.parametrize(
    ("script", "error", "detail"),
    [
        ("echo 'Error opening data file' >&2; exit 1", RecogniserFailed, "Error opening data file"),
        ("kill -SEGV $$", RecogniserFailed, "exit -11"),
        ("exit 0", RecogniserFailed, "no result"),
        ("printf 'nonsense' > $2.tsv", RecogniserFailed, "no table"),
        ("printf '\\377\\376' > $2.tsv", RecogniserFailed, "UTF-8"),
        (f"printf '{HEADER}\\n5\\t1\\t1\\t1\\t1\\t1\\ta\\tb\\tc\\td\\te\\tword\\n' > $2.tsv", RecogniserFailed, "broken table"),
        ("echo \"terminate called after throwing 'std::bad_alloc'\" >&2; exit 134", OutOfMemory, ""),
        ("sleep 60", PageTimeout, ""),
    ],
)
def test_false_tesseract_is_an_error_of_ours(false_tesseract: Path, script: str, error: type[ArchiveError], detail: str) -> None:
    false_tesseract.write_text(f"#!/bin/sh\n{script}\n")
    start = time.monotonic()
    with pytest.raises(error) as caught:
        recognise(Tesseract(), drawn("Narva"), seconds=2)
    assert detail in str(caught.value.data.get("detail", ""))
    assert time.monotonic() - start < 20


def test_program_that_does_not_say_its_version_is_a_failure(false_tesseract: Path) -> None:
    false_tesseract.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(RecogniserFailed):
        assert Tesseract().version


def test_missing_program_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing) as caught:
        recognise(Tesseract(), drawn("Narva"))
    assert caught.value.data["package"] == "tesseract-ocr"
    with pytest.raises(ToolMissing):
        Tesseract().models()


def test_missing_model_is_a_failure() -> None:
    with pytest.raises(RecogniserFailed):
        recognise(Tesseract(), drawn("Narva"), model="tlh")


def test_table_is_read_line_by_line() -> None:
    rows = [
        "1\t1\t0\t0\t0\t0\t0\t0\t900\t200\t-1\t",
        "4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t",
        '5\t1\t1\t1\t1\t1\t10\t20\t100\t40\t96.5\t"Нарва',
        "5\t1\t1\t1\t1\t2\t120\t20\t100\t40\t12\t ",
        "5\t1\t1\t1\t1\t3\t230\t20\t80\t40\t50\t1892",
        "4\t1\t1\t1\t2\t0\t10\t80\t300\t40\t-1\t",
        "5\t1\t1\t1\t2\t1\t10\t80\t100\t40\t101\tлист",
    ]
    text = parse_table("\n".join([HEADER, *rows]))
    assert text.text == '"Нарва 1892\nлист'
    assert text.words[0].box == Box(10, 20, 100, 40)
    assert [word.confidence for word in text.words] == [0.965, 0.5, 1.0]
    assert text.lines[1].box == Box(10, 80, 300, 40)


def test_every_language_has_a_model_and_a_package() -> None:
    assert set(MODELS) == set(LANGUAGES)
    assert all(model.package.startswith("tesseract-ocr-") for model in MODELS.values())
    assert all(scripts_of(language) for language in LANGUAGES)


def test_fraktur_is_read_by_its_own_model() -> None:
    assert model_for("et", Script.FRAKTUR) == FRAKTUR
    assert model_for("et", Script.LATIN).name == "est"
    assert model_for("pl", Script.FRAKTUR).name == "pol"
    with pytest.raises(LanguageUnknown):
        model_for("tlh", None)


def test_missing_language_is_named_with_its_package() -> None:
    installed = {model.name for model in MODELS.values()} | {"Fraktur", "osd"}
    check_installed(installed)
    with pytest.raises(LanguageMissing) as caught:
        check_installed(installed - {"lav"})
    assert caught.value.data == {"language": "lv", "package": "tesseract-ocr-lav"}
    check_installed(installed - {"lav", "Fraktur"}, ["ru", "en"])
    assert [model.package for _, model in missing_models(installed - {"Fraktur"}, ["de"])] == ["tesseract-ocr-script-frak"]
