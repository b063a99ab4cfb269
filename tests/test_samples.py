"""The main job on the sample scans: everything accounted for, everything found."""

import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Samples, run_cli

from archive_search.archive import Archive
from archive_search.catalogue.catalogue import page_id_of_scan
from archive_search.records import PageState, Script
from archive_search.storage import sha256_of

SAMPLES = ROOT / "sample_scans"


@cache
def page_of(file: str, frame: int) -> str:
    return page_id_of_scan(sha256_of(SAMPLES / file), frame - 1)


def test_every_file_stands_once_in_the_report(samples: Samples) -> None:
    *items, summary = samples.report
    files = [path for path in SAMPLES.rglob("*") if path.is_file()]
    assert Counter(item["source"] for item in items) == Counter(str(path) for path in files)
    assert summary["type"] == "summary"
    assert (summary["files"], summary["failed"]) == (len(files), 0)
    assert summary["pages"] == sum(len(item["pages"]) for item in items if item["status"] == "done") >= 30


def test_every_image_is_taken_in_and_nothing_else(samples: Samples) -> None:
    done = {Path(item["source"]).suffix for item in samples.report if item.get("status") == "done"}
    skipped = {item["reason"] for item in samples.report if item.get("status") == "skipped"}
    assert done == {".tif", ".jpg", ".png", ".pdf"}
    assert skipped <= {"not-a-scan", "metadata-table"}


def _queries() -> list[Any]:
    path = SAMPLES / "queries.toml"
    queries = tomllib.loads(path.read_text("utf-8"))["query"]
    return [pytest.param(query, id=f"{query['text']} {' '.join(query.get('options', []))}".strip()) for query in queries]


@pytest.mark.parametrize("query", _queries())
def test_a_query_finds_its_pages(samples: Samples, query: dict[str, Any]) -> None:
    done = run_cli("--home", samples.home, "search", query["text"], *query.get("options", []), "--limit", "100", "--json")
    assert done.returncode == 0, done.stderr
    hits = {hit["page"]: hit for hit in json.loads(done.stdout)["hits"]}
    wanted = [page_of(find["file"], find["frame"]) for find in query["finds"]]
    assert [find for find, page in zip(query["finds"], wanted, strict=True) if page not in hits] == []
    assert [find for find in query.get("misses", []) if page_of(find["file"], find["frame"]) in hits] == []
    kinds = {match["kind"] for page in wanted for match in hits[page]["matches"]}
    assert set(query.get("kinds", [])) <= kinds
    for page in wanted:
        assert [match for match in hits[page]["matches"] if match["box"]], hits[page]["matches"]


def _page_named(archive: Archive, part: str) -> Any:
    (found,) = (page for page in archive.catalogue.pages(archive.catalogue.page_ids()).values() if page.image and part in page.image.path)
    return found


def test_handwriting_is_marked_as_not_read_and_gets_no_invented_text(samples: Samples) -> None:
    with Archive.open(samples.home) as archive:
        page = _page_named(archive, "handwritten")
        assert page.state is PageState.UNREADABLE
        assert archive.catalogue.text(page.id).text == ""
        assert archive.storage.view(page.id) is not None


def test_each_page_is_read_in_its_script_and_language(samples: Samples) -> None:
    """Names of the files begin with the language; at most one page in twenty may be mistaken."""
    with Archive.open(samples.home) as archive:
        pages = [page for page in archive.catalogue.pages(archive.catalogue.page_ids()).values() if page.state is not PageState.BLANK]
        readings = {page.id: archive.catalogue.readings(page.id)[0] for page in pages}
        read = [page for page in pages if page.state is not PageState.UNREADABLE and page.image]
        wrong = [page.image.path for page in read if page.image and Path(page.image.path).name[:2] not in readings[page.id].languages]
        assert len(wrong) <= len(read) // 20, wrong
        assert {page.script for page in read} == {Script.CYRILLIC, Script.LATIN, Script.FRAKTUR}


def test_what_is_there_is_recognised_and_agrees(samples: Samples) -> None:
    again = run_cli("--home", samples.home, "ingest", samples.folder, "--metadata", samples.folder / "metadata.csv", "--json")
    entries = [json.loads(line) for line in again.stdout.splitlines()]
    assert {entry["reason"] for entry in entries[:-1]} == {"already-ingested", "not-a-scan", "metadata-table"}
    assert entries[-1]["pages"] == 0
    assert run_cli("--home", samples.home, "verify").returncode == 0
