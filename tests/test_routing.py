"""Preparing, routing and judging pages; the real recogniser on a few of our own scans."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from archive_search.errors import SourceError, TranscriptInvalid
from archive_search.limits import Limits
from archive_search.records import Box, Line, PageState, PageText, ReadingOrigin, Script, Word
from indexer.layout import Layout, arranged, in_rows, layout_of
from indexer.ocr.engine import Orientation
from indexer.pipeline import PageReading, PageTask, read_page, read_with
from indexer.preparing import Affine, prepare, sample, with_turn
from indexer.quality import assess, is_plausible, is_usable_layer, page_state
from indexer.routing import Trial, choose_language, choose_script, is_better_way_up
from indexer.workers import run_tasks

LINES = (
    "The parish council met on the first Sunday of March",
    "and resolved that the bell tower be repaired before",
    "winter. The masons of Narva offered their work for",
    "eighty roubles; the carpenters asked for thirty five.",
    "It was agreed to write to the owner of the estate and",
    "to ask for timber from his forest beyond the river.",
)


def page_of(lines: Sequence[str] = LINES, *, grey: int = 20, paper: int = 245, size: tuple[int, int] = (1300, 900)) -> Image.Image:
    image = Image.new("L", size, paper)
    font = ImageFont.truetype("DejaVuSerif.ttf", 38)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((110, 110 + 75 * number), line, grey, font)
    return image


def text_of(*words: str, confidence: float = 0.9) -> PageText:
    return PageText((Line(tuple(Word(word, Box(0, 0, 10, 10), confidence) for word in words)),))


def placed(*cells: tuple[str, int, int]) -> PageText:
    """Lines from text, left edge and upper edge; every letter is 10 wide, every line 20 high."""
    lines = []
    for text, x, y in cells:
        starts = [x + 10 * sum(len(word) + 1 for word in text.split()[:number]) for number in range(len(text.split()))]
        words = tuple(Word(word, Box(start, y, 10 * len(word), 20), 0.9) for word, start in zip(text.split(), starts, strict=True))
        lines.append(Line(words, Box(x, y, 10 * len(text), 20)))
    return PageText(tuple(lines))


PROSE = "a line of prose that goes on until the gutter"
TABLE = placed(
    *[(f"Ivanov Ivan {number}", 60, 40 * number) for number in range(5)],
    *[(f"{number}.", 0, 40 * number + 3) for number in range(5)],
    *[("12 rbl.", 700, 40 * number - 2) for number in range(4)],
)


def test_rows_torn_apart_are_joined() -> None:
    assert layout_of(TABLE) is Layout.ROWS
    assert in_rows(TABLE).lines[0].text == "0. Ivanov Ivan 0 12 rbl."
    assert in_rows(TABLE).lines[4].text == "4. Ivanov Ivan 4"
    assert set(in_rows(TABLE).words) == set(TABLE.words)
    assert arranged(TABLE) == in_rows(TABLE)


def test_columns_of_prose_stay_columns() -> None:
    left = [(PROSE if number % 4 else "an end.", 0, 40 * number) for number in range(8)]
    right = [(PROSE if number % 3 else "and another.", 600, 40 * number + 8) for number in range(8)]
    page = placed(("a heading that goes across both of the columns, from left to right", 200, -60), *left, *right)
    assert layout_of(page) is Layout.COLUMNS
    assert arranged(page) == page


def test_rows_of_two_leaves_are_not_mixed() -> None:
    left = placed(*[(f"Name and surname and birthplace of {number}", 0, 40 * number) for number in range(6)])
    right = placed(
        *[(f"{number}.", 700, 40 * number) for number in range(6)],
        *[(f"taken on as a mason {number}", 800, 40 * number) for number in range(6)],
    )
    page = PageText(left.lines + right.lines)
    assert layout_of(page) is Layout.COLUMNS
    assert [line.text for line in arranged(page).lines[5:7]] == ["Name and surname and birthplace of 5", "0. taken on as a mason 0"]


def test_lines_of_one_column_are_put_in_order() -> None:
    page = placed(*[(f"{PROSE} {number}", 0, 40 * number) for number in (3, 0, 1, 2)])
    assert layout_of(page) is Layout.LINES
    assert [line.words[-1].text for line in in_rows(page).lines] == ["0", "1", "2", "3"]


def test_text_without_places_is_left_as_it_is() -> None:
    assert layout_of(PageText.from_plain("one\ntwo")) is Layout.COLUMNS
    assert layout_of(PageText()) is Layout.LINES
    assert in_rows(PageText()) == PageText()


def test_table_is_read_once_more_as_a_whole(tmp_path: Path) -> None:
    page_of().save(tmp_path / "leaf.png")
    engine = FalseEngine({"rus": TABLE})
    result = read_with(engine, PageTask(tmp_path / "leaf.png", 0, "", ("ru",)))
    assert [psm for _, psm in engine.asked] == [6, 3, 6]
    assert result.reading.settings["psm"] == 6


class FalseEngine:
    """A recogniser that says what it is told to."""

    version = "false 1.0"

    def __init__(self, by_model: dict[str, PageText], turn: int = 0) -> None:
        self._by_model = by_model
        self._turn = turn
        self.asked: list[tuple[str, int]] = []

    def models(self) -> frozenset[str]:
        return frozenset(self._by_model)

    def recognise(self, image: Image.Image, model: str, *, dpi: int, psm: int, seconds: float) -> PageText:
        self.asked.append((model, psm))
        return self._by_model.get(model, PageText())

    def orientation(self, image: Image.Image, *, dpi: int, seconds: float) -> Orientation | None:
        return Orientation(self._turn, "Latin")


small = st.floats(-3, 3, allow_nan=False)


@given(first=st.builds(Affine, *[small] * 6), second=st.builds(Affine, *[small] * 6), x=small, y=small)
def test_mappings_chain(first: Affine, second: Affine, x: float, y: float) -> None:
    assert second.after(first).point(x, y) == pytest.approx(second.point(*first.point(x, y)), abs=1e-6)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("dpi", [100, 300, 600])
def test_boxes_find_back_to_the_original(turn: int, dpi: int) -> None:
    """A black mark is found in the prepared picture and must map to where it was drawn."""
    original = Image.new("L", (700, 500), 255)
    original.paste(0, (200, 100, 260, 140))
    prepared = prepare(original, dpi, turn=turn, straighten=False)
    rows, columns = np.nonzero(np.asarray(prepared.image) < 128)
    seen = Box(int(columns.min()), int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)
    placed = prepared.to_original_text(PageText((Line((Word("mark", seen, 1.0),), seen),)))
    assert placed.words[0].box == pytest.approx((200, 100, 60, 40), abs=3)
    assert placed.lines[0].box == placed.words[0].box


def test_turning_a_prepared_page_keeps_its_way_back() -> None:
    original = Image.new("L", (700, 500), 255)
    original.paste(0, (200, 100, 260, 140))
    turned = with_turn(prepare(original, 300), 90)
    assert turned.turn == 90
    rows, columns = np.nonzero(np.asarray(turned.image) < 128)
    seen = Box(int(columns.min()), int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)
    assert turned.to_original.box(seen, 700, 500) == pytest.approx((200, 100, 60, 40), abs=3)


@pytest.mark.parametrize("angle", [-3.0, -1.0, 0.0, 1.5, 4.0])
def test_skew_is_found(angle: float) -> None:
    leaning = page_of().rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=245)
    assert prepare(leaning, 200).skew == pytest.approx(angle, abs=0.3)


def test_picture_without_lines_is_not_turned_a_little() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (800, 600), dtype=np.uint8)
    assert prepare(Image.fromarray(noise), 200).skew == 0.0


def test_resolution_is_brought_to_what_the_recogniser_likes() -> None:
    assert prepare(page_of(), 100).dpi == 200
    assert prepare(page_of(), 300).dpi == 300
    assert prepare(page_of(), 600).dpi == 300


def test_fax_is_stretched() -> None:
    prepared = prepare(page_of(), 204, stretch=2.0)
    assert prepared.image.height > 1.9 * 900
    assert prepared.to_original.box(Box(100, 1000, 10, 20), 1300, 900).h == pytest.approx(10, abs=1)


def test_only_faint_pages_are_flattened() -> None:
    assert not prepare(page_of(), 300).flattened
    assert prepare(page_of(grey=130, paper=190), 300).flattened


def test_empty_paper_is_blank_and_a_short_note_is_not() -> None:
    paper = Image.fromarray(np.random.default_rng(2).normal(225, 4, (1600, 1100)).clip(0, 255).astype(np.uint8))
    assert prepare(paper, 200).is_blank
    assert not prepare(page_of(["17"]), 200).is_blank


def test_sample_is_a_small_part_with_text() -> None:
    tall = Image.new("L", (1300, 3000), 245)
    tall.paste(page_of(), (0, 1900))
    part = sample(prepare(tall, 300))
    assert part.width * part.height < 0.4 * 1300 * 3000
    assert float((np.asarray(part) < 100).mean()) > 0.02


@pytest.mark.parametrize("word", ["Narva", "Иванов,", "1892.", "(суббота)", "Jõgi-Kuusk", "ПРИКАЗЪ", "л.", "d'Arc", "д.", "Fräulein"])
def test_words_look_like_words(word: str) -> None:
    assert is_plausible(word)


@pytest.mark.parametrize("word", ["xQzT", "Ивaнoв", "|||", "rrrr", "bcdfghk", "—~", "а1б2"])
def test_rubbish_does_not(word: str) -> None:
    assert not is_plausible(word)


def test_states_follow_quality_and_ink() -> None:
    good, poor, none = (assess(text_of("Narva", "linna", "kalmistu", confidence=value)) for value in (0.95, 0.45, 0.1))
    assert page_state(good, ink=0.05) is PageState.READ
    assert page_state(poor, ink=0.05) is PageState.DOUBTFUL
    assert page_state(none, ink=0.05) is PageState.UNREADABLE
    assert page_state(none, ink=0.0001) is PageState.BLANK
    assert page_state(assess(PageText()), ink=0.05) is PageState.UNREADABLE
    assert page_state(assess(text_of("RED")), ink=0.3) is PageState.UNREADABLE
    assert page_state(assess(text_of("RED")), ink=0.001) is PageState.READ


def test_stamp_or_garbage_is_no_text_layer() -> None:
    words = ("Narva", "linna", "kalmistu", "register") * 10
    assert is_usable_layer(text_of(*words), is_scan=True)
    assert not is_usable_layer(text_of("Page", "1"), is_scan=True)
    assert is_usable_layer(text_of("Page", "1"), is_scan=False)
    assert not is_usable_layer(text_of(*["(cid:17)(cid:4)"] * 40), is_scan=False)
    assert not is_usable_layer(text_of(*["\ufffd\ufffd\ufffdab"] * 40), is_scan=True)
    assert not is_usable_layer(PageText(), is_scan=False)


def trial(script: Script, text: PageText) -> Trial:
    return Trial(script, script.value, text, assess(text))


def test_script_is_the_one_whose_model_is_sure() -> None:
    latin = trial(Script.LATIN, text_of("Haprsa", "pernerpauia", confidence=0.3))
    cyrillic = trial(Script.CYRILLIC, text_of("Нарва", "регистрация", confidence=0.8))
    assert choose_script([latin, cyrillic]) is cyrillic


def test_long_s_makes_it_fraktur_though_the_models_are_equally_sure() -> None:
    latin = trial(Script.LATIN, text_of("Maje", "laste", "wiljad", "olid", "fuured", confidence=0.7))
    fraktur = trial(Script.FRAKTUR, text_of("Maſe", "laſte", "wiljad", "olid", "ſuured", confidence=0.72))
    antiqua = trial(Script.FRAKTUR, text_of("Mase", "laste", "wiljad", "olid", "suured", confidence=0.72))
    assert choose_script([latin, fraktur]) is fraktur
    assert choose_script([latin, antiqua]) is latin


def test_page_is_turned_only_if_it_reads_much_better() -> None:
    poor = trial(Script.LATIN, text_of("uosppnq", "ueuinpl", "koonus", "ueuies", confidence=0.4))
    good = trial(Script.LATIN, text_of("Narva", "linna", "kalmistu", "register", confidence=0.9))
    assert is_better_way_up(good, poor)
    assert not is_better_way_up(poor, good)
    assert not is_better_way_up(trial(Script.LATIN, text_of("ai", confidence=0.9)), poor)


def test_language_is_chosen_among_those_allowed() -> None:
    estonian = trial(Script.LATIN, text_of("Surnute nimekiri on koostatud Narva linna vallavalitsuse poolt ja kinnitatud"))
    assert choose_language(estonian, ("et", "fi", "de", "ru")) == "et"
    assert choose_language(estonian, ("fi", "ru")) == "fi"


def test_wrong_proposal_of_orientation_turns_nothing(tmp_path: Path) -> None:
    page_of().save(tmp_path / "leaf.png")
    engine = FalseEngine({"deu": text_of(*["narfgh", "trop", "wesd", "linn"] * 5, confidence=0.4)}, turn=180)
    result = read_with(engine, PageTask(tmp_path / "leaf.png", 0, "", ("de",)))
    assert result.image.turn == 0


def test_poor_reading_is_tried_with_other_segmentations(tmp_path: Path) -> None:
    page_of().save(tmp_path / "leaf.png")
    engine = FalseEngine({"rus": text_of("Нарва", "город", "кладбище", "книга", confidence=0.42)})
    result = read_with(engine, PageTask(tmp_path / "leaf.png", 0, "", ("ru",)))
    assert {psm for _, psm in engine.asked} == {3, 4, 6}
    assert result.reading.state is PageState.DOUBTFUL


def test_unreadable_page_has_no_invented_text(tmp_path: Path) -> None:
    page_of().save(tmp_path / "leaf.png")
    engine = FalseEngine({"rus": text_of("ЙЬ", "хъъ", "ЫЙ", confidence=0.2)})
    result = read_with(engine, PageTask(tmp_path / "leaf.png", 0, "", ("ru",)))
    assert result.reading.state is PageState.UNREADABLE
    assert result.reading.text == PageText()


def test_transcript_beside_the_scan_is_taken_over(tmp_path: Path) -> None:
    page_of().save(tmp_path / "leaf.png")
    (tmp_path / "leaf.txt").write_text("Нарва, городское кладбище\n")
    task = PageTask(tmp_path / "leaf.png", 0, "", transcripts=True)
    result = read_with(FalseEngine({}), task)
    assert (result.reading.origin, result.reading.engine) == (ReadingOrigin.TRANSCRIPT, "text")
    assert result.reading.text.text == "Нарва, городское кладбище"
    assert (result.reading.state, result.reading.quality) == (PageState.READ, 1.0)
    assert (result.reading.script, result.reading.languages[0]) == (Script.CYRILLIC, "ru")
    (tmp_path / "leaf.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(TranscriptInvalid):
        read_with(FalseEngine({}), task)


def test_transcript_lies_where_the_scan_came_from(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    page_of().save(tmp_path / "kept" / "0123abcd", format="PNG")
    (tmp_path / "leaf.gt.txt").write_text("Narva")
    task = PageTask(tmp_path / "kept" / "0123abcd", 0, "", transcripts=True, beside=tmp_path / "leaf.png")
    assert read_with(FalseEngine({}), task).reading.text.text == "Narva"


def test_each_page_of_a_roll_has_its_transcript(tmp_path: Path) -> None:
    page_of().save(tmp_path / "roll.tif", save_all=True, append_images=[page_of()])
    (tmp_path / "roll.txt").write_text("first\ffrom the common file")
    (tmp_path / "roll_0001.txt").write_text("from its own file")
    texts = [
        read_with(FalseEngine({}), PageTask(tmp_path / "roll.tif", n, "", transcripts=True, frames=2)).reading.text.text for n in (0, 1)
    ]
    assert texts == ["from its own file", "from the common file"]


def test_pictures_to_show_are_upright_and_bounded(tmp_path: Path) -> None:
    page_of(size=(5000, 3000)).save(tmp_path / "leaf.png")
    result = read_with(FalseEngine({}), PageTask(tmp_path / "leaf.png", 0, "", ("ru",)))
    for data, side in ((result.view, 2400), (result.thumbnail, 320)):
        path = tmp_path / "shown.jpg"
        path.write_bytes(data)
        with Image.open(path) as shown:
            assert shown.format == "JPEG"
            assert max(shown.size) == side
    assert (result.image.width, result.image.height) == (5000, 3000)


SAMPLES = [
    ("ru-order-1947.tif", 0, "ru", Script.CYRILLIC, 0),
    ("lv-court-1868.png", 0, "lv", Script.FRAKTUR, 0),
    ("et-order-1937.jpg", 0, "et", Script.LATIN, 0),
    ("sv-minutes-1898.jpg", 0, "sv", Script.LATIN, 180),
    ("et-payroll-1938.png", 0, "et", Script.LATIN, 270),
]


@pytest.fixture(scope="module")
def read_samples(root: Path) -> dict[tuple[str, int], PageReading | SourceError]:
    """The samples of this module as the real recogniser reads them, in workers as a batch does."""
    names = [(name, frame) for name, frame, *_ in SAMPLES] + [
        ("ru-burials-1956.tif", 2),
        ("xx-handwritten-1874.jpg", 0),
        ("et-minutes-1925.pdf", 0),
    ]
    tasks = [PageTask(root / "sample_scans" / name, frame, "", limits=Limits(seconds=120)) for name, frame in names]
    return {(task.path.name, task.frame): result for task, result in run_tasks(read_page, tasks, jobs=2)}


@pytest.mark.parametrize(("name", "frame", "language", "script", "turn"), SAMPLES)
def test_sample_is_read_with_the_right_model(
    read_samples: dict[tuple[str, int], PageReading | SourceError],
    root: Path,
    name: str,
    frame: int,
    language: str,
    script: Script,
    turn: int,
) -> None:
    result = read_samples[name, frame]
    assert isinstance(result, PageReading)
    assert (result.reading.languages[0], result.reading.script, result.image.turn) == (language, script, turn)
    assert result.reading.state is PageState.READ
    expected = set((root / "sample_scans" / name).with_suffix(".gt.txt").read_text().split("\f")[frame].split())
    found = {word.text for word in result.reading.text.words}
    assert len(expected & found) > 0.7 * len(expected)


def test_blank_sample_is_blank(read_samples: dict[tuple[str, int], PageReading | SourceError]) -> None:
    result = read_samples["ru-burials-1956.tif", 2]
    assert isinstance(result, PageReading)
    assert result.reading.state is PageState.BLANK
    assert result.reading.text == PageText()


def test_handwritten_sample_is_unreadable(read_samples: dict[tuple[str, int], PageReading | SourceError]) -> None:
    result = read_samples["xx-handwritten-1874.jpg", 0]
    assert isinstance(result, PageReading)
    assert result.reading.state is PageState.UNREADABLE
    assert result.reading.text == PageText()


def test_text_layer_is_taken_over(read_samples: dict[tuple[str, int], PageReading | SourceError]) -> None:
    result = read_samples["et-minutes-1925.pdf", 0]
    assert isinstance(result, PageReading)
    assert result.reading.origin is ReadingOrigin.TEXT_LAYER
    assert result.reading.languages[0] == "et"
