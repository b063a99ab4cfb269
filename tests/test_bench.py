"""The bench: what it counts, and that it runs."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import __main__ as bench
from bench import index, ocr, query, report, scoring
from bench.pages import WORDS_ON_A_PAGE, Generator


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("abc", "", 3),
        ("kitten", "sitting", 3),
        ("Ивановъ", "Иванов", 1),
        ("flaw", "lawn", 2),
        (["a", "word", "lost"], ["a", "lost"], 1),
    ],
)
def test_edit_distance_of_known_pairs(one: str, other: str, distance: int) -> None:
    assert scoring.edit_distance(one, other) == distance


@given(st.text("abc", max_size=9), st.text("abc", max_size=9))
def test_edit_distance_is_that_of_the_plain_table(one: str, other: str) -> None:
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, start=1):
        above, row = row, [number]
        for place, right in enumerate(other):
            row.append(min(above[place + 1] + 1, row[place] + 1, above[place] + (left != right)))
    assert scoring.edit_distance(one, other) == row[-1]


def test_pages_of_usual_length_are_compared_at_once() -> None:
    began = time.process_time()
    assert scoring.edit_distance("abcdefghi" * 500, "abcdefghj" * 500) == 500
    assert time.process_time() - began < 1


def test_differences_of_setting_do_not_count() -> None:
    assert scoring.folded("„Haus“\n  – beſſer . . . . . 3") == '"Haus" - besser … 3'
    assert scoring.folded("й") == "й"
    assert scoring.folded("S. 3, no. 4.. x") == "S. 3, no. 4.. x"


def test_recall_does_not_ask_for_order() -> None:
    found = scoring.score("narva Tamm, Jaan", "Jaan Tamm: Narva Narva")
    assert (found.terms, found.found_terms) == (4, 3)
    assert (found.words, found.wrong_words) == (4, 4)


def test_word_error_is_a_mean_of_pages_and_character_error_is_pooled() -> None:
    quality = scoring.pooled([scoring.score("aaaaaaaa", "aaaaaaaa"), scoring.score("", "bb")])
    assert quality == scoring.Quality(pages=2, character_error=0.2, word_error=0.5, word_recall=0.5, empty=1)


def test_a_reading_of_a_page_without_text_is_not_empty() -> None:
    assert not scoring.score("", "").is_empty


def test_generated_pages_are_the_same_every_time_whatever_their_number(root: Path) -> None:
    few, many = (list(Generator(root / "sample_scans").pages(count)) for count in (3, 70))
    assert few == many[:3]
    assert len({page.text for page in many}) == len({page.reference for page in many}) == 70
    assert {len(page.text.split()) for page in many} == {WORDS_ON_A_PAGE}


def test_scans_for_a_quick_look_come_from_all_groups(eval_dir: Path) -> None:
    every = ocr.scans(eval_dir / "ocr")
    groups = {scan.group for scan in every}
    assert {scan.group for scan in ocr.scans(eval_dir / "ocr", len(groups))} == groups


def test_table_is_aligned_and_markdown() -> None:
    table = report.Table("Title", ("name", "n"), (("a", "1"), ("bbbbbb", "12")), "A note.")
    assert str(table).splitlines() == [
        "### Title",
        "",
        "| name   |  n |",
        "| ------ | -: |",
        "| a      |  1 |",
        "| bbbbbb | 12 |",
        "",
        "A note.",
    ]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, index.TakenIn]:
    home = tmp_path_factory.mktemp("bench") / "home"
    return home, index.take_in(home, 50)


def test_index_takes_every_page_in(taken: tuple[Path, index.TakenIn]) -> None:
    _, figures = taken
    assert figures.pages == 50
    assert min(figures.catalogue.cpu, figures.index.cpu, figures.catalogue_bytes, figures.index_bytes, figures.peak_memory) > 0
    assert figures.text_bytes > 50 * WORDS_ON_A_PAGE
    assert "index, pages/s" in str(index.section(figures))


def test_query_asks_every_class_and_finds_what_it_asks_for(taken: tuple[Path, index.TakenIn]) -> None:
    home, figures = taken
    asked = query.ask(home, 50, 3)
    totals = {answers.name: answers.totals for answers in asked.classes}
    assert max(totals["everything (*)"]) == 50
    for name in ("one common word", "one rare word", "one inflected word", "three words", "phrase of three words", "beginning of a word"):
        assert min(totals[name]) > 0, name
    assert all(exact <= every for exact, every in zip(totals["one common word, exact"], totals["one common word"], strict=True))
    section = query.section(figures, asked, query.Started([1.0], [1.0]), query.Served(1.0, [1.0], 1, 1))
    assert "| everything (*)" in str(section)
    json.dumps(section.figures)


def test_bench_refuses_an_unknown_subject(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        bench.main(["speed"])
    assert end.value.code == 2
    assert "choose from ocr, index, query: speed" in capsys.readouterr().err


def test_bench_measures_everything_unless_told() -> None:
    assert bench.parse([]).subjects == ["ocr", "index", "query"]
    assert bench.parse(["query", "--pages", "50"]).subjects == ["query"]
