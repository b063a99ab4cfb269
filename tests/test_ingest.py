"""Taking scans in: nothing lost, nothing twice, whatever the input and whenever the power fails."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Samples, run_cli

from archive_search.archive import Archive
from archive_search.home import Home

SAMPLES = ROOT / "sample_scans"
ONE_PAGE = SAMPLES / "et-order-1937.jpg"
THREE_PAGES = SAMPLES / "ru-burials-1956.tif"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert run_cli("--home", tmp_path / "home", "init", "--name", "Test", "--country", "EE").returncode == 0
    return tmp_path / "home"


def ingest(home: Path, *arguments: str | Path, code: int = 0) -> tuple[dict[str, Any], dict[str, Any]]:
    """Items by source, and the summary, of ``ingest --json``."""
    done = run_cli("--home", home, "ingest", *arguments, "--json")
    assert done.returncode == code, done.stdout + done.stderr
    *items, summary = (json.loads(line) for line in done.stdout.splitlines())
    assert len({item["source"] for item in items}) == len(items) == summary["files"]
    return {item["source"]: item for item in items}, summary


def contents(path: Path) -> dict[str, object]:
    """Everything an archive holds, times and numbers of runs aside."""
    with Archive.open(path) as archive:
        catalogue = archive.catalogue
        ids = catalogue.page_ids()
        files = sorted(file.relative_to(path) for file in (path / "storage").rglob("*") if file.is_file())
        readings = {
            id: [(r.number, r.origin, r.engine, r.model, r.languages, r.state, r.quality) for r in catalogue.readings(id)] for id in ids
        }
        return {
            "pages": catalogue.pages(ids),
            "texts": catalogue.texts(ids),
            "readings": readings,
            "sources": catalogue.sources(),
            "index": archive.engine.versions(),
            "indexed twice": len(list(archive.engine.documents())) - len(set(archive.engine.documents())),
            "files": files,
            "waiting": catalogue.unindexed(10),
        }


def _pages(home: Path) -> int:
    with sqlite3.connect(f"file:{home / 'catalogue.sqlite'}?mode=ro", uri=True, timeout=30) as connection:
        return int(connection.execute("SELECT count(*) FROM page").fetchone()[0])


@pytest.mark.timeout(1500)
def test_killed_at_ten_moments_and_run_again_gives_the_same_archive(samples: Samples, home: Path) -> None:
    arguments = [sys.executable, "-m", "cli", "--home", str(home), "ingest", str(SAMPLES), "--metadata", str(SAMPLES / "metadata.csv")]
    whole = contents(samples.home)
    total = len(whole["pages"])  # type: ignore[arg-type]
    chance = random.Random(1892)
    for kill in range(10):
        run = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        before = _pages(home)
        # The first kill falls into the start; the others after a few more pages, at any point of the next one's way.
        wanted = before if kill == 0 else min(before + max(total // 11, 1), total)
        while _pages(home) < wanted and run.poll() is None:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 1.5))
        run.send_signal(signal.SIGKILL)
        run.wait()
    ingest(home, SAMPLES, "--metadata", SAMPLES / "metadata.csv")
    assert contents(home) == whole
    assert run_cli("--home", home, "verify").returncode == 0


def test_a_file_that_lies_there_twice_is_taken_in_once(home: Path, tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    for name in ("a.jpg", "b.jpg"):
        shutil.copy(ONE_PAGE, scans / name)
    items, summary = ingest(home, scans)
    assert items[str(scans / "a.jpg")]["status"] == "done"
    assert (items[str(scans / "b.jpg")]["status"], items[str(scans / "b.jpg")]["reason"]) == ("skipped", "duplicate")
    assert items[str(scans / "b.jpg")]["data"] == {"original": str(scans / "a.jpg")}
    assert summary["pages"] == 1
    again, _ = ingest(home, scans)
    assert {item["reason"] for item in again.values()} == {"already-ingested", "duplicate"}


def test_originals_stay_as_they_were(home: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan.jpg"
    shutil.copy(ONE_PAGE, scan)
    before = (scan.read_bytes(), scan.stat().st_mtime_ns, scan.stat().st_mode)
    ingest(home, scan)
    assert (scan.read_bytes(), scan.stat().st_mtime_ns, scan.stat().st_mode) == before
    with Archive.open(home) as archive:
        assert [path.read_bytes() for path in archive.storage.originals()] == [before[0]]


def test_one_bad_file_stops_nothing(home: Path, tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    (scans / "empty.tif").touch()
    (scans / "cut.jpg").write_bytes(ONE_PAGE.read_bytes()[:5000])
    (scans / "notes.txt").write_text("no scan")
    (scans / "line\nbreak \udcff.pdf").write_bytes(b"%PDF-1.4\nbroken")
    shutil.copy(ONE_PAGE, scans / "good.png")  # a JPEG by content
    items, summary = ingest(home, scans, code=3)
    assert (summary["files"], summary["done"], summary["skipped"], summary["failed"]) == (5, 1, 1, 3)
    assert items[str(scans / "good.png")]["status"] == "done"
    assert items[str(scans / "empty.tif")]["reason"] == "source-empty"
    assert run_cli("--home", home, "search", "*", "--json").returncode == 0


def test_a_dry_run_says_what_would_be_done_and_does_nothing(home: Path) -> None:
    before = sorted(home.rglob("*"))
    items, summary = ingest(home, THREE_PAGES, SAMPLES / "README.md", "--dry-run")
    assert items[str(THREE_PAGES)]["reason"] == "would-ingest"
    assert len(items[str(THREE_PAGES)]["pages"]) == 3
    assert (summary["pages"], summary["skipped"]) == (0, 1)
    assert [path for path in sorted(home.rglob("*")) if "sqlite-" not in path.name] == [
        path for path in before if "sqlite-" not in path.name
    ]
    with Archive.open(home) as archive:
        assert archive.catalogue.page_ids() == archive.catalogue.runs() == []


def test_a_corrected_table_renews_descriptions_and_reads_nothing_twice(home: Path, tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    shutil.copy(ONE_PAGE, scans)
    table = scans / "metadata.csv"
    table.write_text(f"file,title,date,type\n{ONE_PAGE.name},Käskkiri,1937,employment\n", "utf-8")
    ingest(home, scans, "--metadata", table)
    table.write_text(f"file,title,date,type\n{ONE_PAGE.name},Tööraamat,1938,employment\n", "utf-8")
    items, summary = ingest(home, scans, "--metadata", table)
    assert items[str(scans / ONE_PAGE.name)]["reason"] == "description-updated"
    assert summary["pages"] == 0
    hits = json.loads(run_cli("--home", home, "search", "title:Tööraamat", "--from", "1938", "--json").stdout)
    assert [hit["title"] for hit in hits["hits"]] == ["Tööraamat"]
    assert json.loads(run_cli("--home", home, "search", "title:Käskkiri", "--json").stdout)["total"] == 0


def test_bad_rows_of_the_table_are_named_with_their_line(home: Path, tmp_path: Path) -> None:
    table = tmp_path / "metadata.csv"
    table.write_text("file,title,type\nmissing.tif,A,burial\nx.tif,B,funeral\n", "utf-8")
    done = run_cli("--home", home, "ingest", ONE_PAGE, "--metadata", table)
    assert done.returncode == 0
    assert f"{table}:3: " in done.stderr


def test_a_transcript_beside_the_scan_is_taken_over(home: Path, tmp_path: Path) -> None:
    scan = tmp_path / "leaf.jpg"
    shutil.copy(ONE_PAGE, scan)
    (tmp_path / "leaf.txt").write_text("Kalmistul puhkab Jaan Kuusk.\n", "utf-8")
    items, _ = ingest(home, scan, "--transcripts")
    (page,) = items[str(scan)]["pages"]
    shown = json.loads(run_cli("--home", home, "show", page, "--format", "json").stdout)
    assert shown["text"] == "Kalmistul puhkab Jaan Kuusk."
    assert shown["readings"][0]["origin"] == "transcript"


def test_a_second_writer_is_turned_away(home: Path) -> None:
    with Home.open(home).writing():
        assert run_cli("--home", home, "ingest", ONE_PAGE).returncode == 11


def test_unknown_inputs_and_homes(home: Path, tmp_path: Path) -> None:
    assert run_cli("--home", home, "ingest", tmp_path / "nowhere").returncode == 5
    assert run_cli("--home", tmp_path / "nowhere", "ingest", ONE_PAGE).returncode == 5
    assert run_cli("--home", home, "ingest", ONE_PAGE, "--languages", "ru,xx").returncode == 2


def test_interrupted_by_hand_it_can_go_on(home: Path) -> None:
    arguments = [sys.executable, "-m", "cli", "--home", str(home), "ingest", str(THREE_PAGES), "--jobs", "1"]
    run = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while _pages(home) < 1:
        assert run.poll() is None
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, talk = run.communicate(timeout=120)
    assert run.returncode == 130, talk
    assert "same command" in talk
    ingest(home, THREE_PAGES)
    assert _pages(home) == 3
    assert run_cli("--home", home, "verify").returncode == 0


def test_hostile_files_end_in_the_report(home: Path, eval_dir: Path) -> None:
    started = time.monotonic()
    done = run_cli("--home", home, "ingest", eval_dir / "nasty", "--json")
    *items, summary = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == (3 if summary["failed"] else 0)
    assert {Path(item["source"]).name for item in items} == {path.name for path in (eval_dir / "nasty").iterdir()}
    assert all(item["reason"] for item in items if item["status"] != "done")
    assert next(item for item in items if item["source"].endswith("pdfminer_rc4-40.pdf"))["reason"] == "source-encrypted"
    # 32 files with a bound of three minutes for each page; a hang would take far longer.
    assert time.monotonic() - started < 850
    assert run_cli("--home", home, "search", "*", "--json").returncode == 0
    assert run_cli("--home", home, "verify").returncode == 0


def test_records_without_images(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    record = {
        "reference": "RA, EAA.1.1.5",
        "title": "Matused",
        "type": "burial",
        "language": "et",
        "date": "1892",
        "text": "maeti Jaan Tamm",
    }
    lines = [json.dumps(record, ensure_ascii=False), "{broken", json.dumps({**record, "type": "funeral"}), "", json.dumps(record)]
    file.write_text("\n".join(lines), "utf-8")
    done = run_cli("--home", home, "import", file, "--json")
    assert done.returncode == 3, done.stderr
    *items, summary = (json.loads(line) for line in done.stdout.splitlines())
    assert [(item["source"].rpartition(":")[2], item["status"]) for item in items] == [
        ("1", "done"),
        ("2", "failed"),
        ("3", "failed"),
        ("5", "skipped"),
    ]
    assert summary["pages"] == 1
    (hit,) = json.loads(run_cli("--home", home, "search", "tamm", "--type", "burial", "--json").stdout)["hits"]
    assert (hit["reference"], hit["matches"][0]["box"]) == ("RA, EAA.1.1.5", None)
