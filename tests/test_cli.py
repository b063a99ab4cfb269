"""The command line as scripts and people meet it: streams, JSON, exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from conftest import ROOT, Samples, run_cli

from archive_search.records import Kind

HEX = re.compile(r"[0-9a-f]{16}")


def search(samples: Samples, *arguments: str) -> dict[str, Any]:
    done = run_cli("--home", samples.home, "search", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_search_answers_as_the_contract_says(samples: Samples) -> None:
    result = search(samples, "Иванов", "--limit", "3")
    assert list(result) == ["query", "total", "took_ms", "read_as", "hits", "facets", "next"]
    assert (result["query"], len(result["hits"]), result["next"]) == ("Иванов", 3, 2)
    for hit in result["hits"]:
        assert set(hit) == {"page", "reference", "title", "date", "language", "score", "snippet", "matches"}
        assert HEX.fullmatch(hit["page"])
        for match in hit["matches"]:
            assert set(match) == {"text", "kind", "box"}
            assert match["kind"] in list(Kind)
            assert match["box"] is None or (len(match["box"]) == 4 and all(isinstance(side, int) for side in match["box"]))
    assert all(set(term) == {"term", "kinds"} and set(term["kinds"]) <= set(Kind) for term in result["read_as"])
    assert all(set(row) == {"value", "count"} for rows in result["facets"].values() for row in rows)


def test_pages_of_results_follow_each_other(samples: Samples) -> None:
    every = [hit["page"] for hit in search(samples, "Иванов", "--limit", "1000")["hits"]]
    paged = [hit["page"] for page in ("1", "2", "3") for hit in search(samples, "Иванов", "--limit", "4", "--page", page)["hits"]]
    assert paged == every[:12]
    assert len(set(every)) == len(every)


def test_the_star_lists_everything_in_reference_order(samples: Samples) -> None:
    result = search(samples, "*", "--limit", "1000")
    assert result["total"] == len(result["hits"]) >= 30
    assert result["next"] is None
    references = [hit["reference"] for hit in result["hits"] if hit["reference"]]
    lvva = [reference for reference in references if reference.startswith("LNA")]
    assert [int(reference.split()[2].rstrip(".")) for reference in lvva] == sorted(int(r.split()[2].rstrip(".")) for r in lvva)


def test_kinds_can_be_chosen(samples: Samples) -> None:
    def kinds(*arguments: str) -> set[str]:
        return {match["kind"] for hit in search(samples, "Иванов", *arguments)["hits"] for match in hit["matches"]}

    assert {"exact", "form", "script"} <= kinds("--limit", "100")
    assert kinds("--exact") == {"exact"}
    assert "script" not in kinds("--without", "script")
    assert kinds("--only", "script", "--limit", "100") == {"script"}


def test_filters_narrow_and_facets_say_how_much(samples: Samples) -> None:
    result = search(samples, "*", "--limit", "100")
    for row in result["facets"]["type"]:
        assert search(samples, "*", "--type", row["value"])["total"] == row["count"]
    assert search(samples, "*", "--from", "1850", "--to", "1899")["total"] < result["total"]
    assert {hit["language"] for hit in search(samples, "*", "--language", "lv")["hits"]} == {"lv"}


def test_a_query_a_line_answers_a_line_each(samples: Samples) -> None:
    done = run_cli("--home", samples.home, "search", "-", input='Иванов\n"\n\nTamm AND (\n')
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["query"] for line in done.stdout.splitlines()] == ["Иванов", '"', "", "Tamm AND ("]


def test_an_odd_query_is_answered_and_its_reading_told(samples: Samples) -> None:
    done = run_cli("--home", samples.home, "--lang", "ru", "search", '"кладбище')
    assert done.returncode == 0
    assert done.stdout.startswith("Найден")
    assert "Кавычка не закрыта" in done.stderr


def test_show_gives_every_form(samples: Samples) -> None:
    page = search(samples, "Kreenholmi")["hits"][0]["page"]
    shown = {
        form: run_cli("--home", samples.home, "show", page, "--format", form).stdout for form in ("text", "json", "alto", "hocr", "page")
    }
    record = json.loads(shown["json"])
    assert record["page"] == page
    assert record["state"] in {"read", "doubtful"}
    assert record["text"].strip() == shown["text"].strip()
    assert {"path", "sha256", "frame"} <= set(record["source"])
    words = [word for line in record["lines"] for word in line["words"]]
    assert all(0 <= word["confidence"] <= 1 for word in words)
    for word in words:
        x, y, w, h = word["box"]
        assert 0 <= x < x + w <= record["source"]["width"]
        assert 0 <= y < y + h <= record["source"]["height"]
    assert "<alto" in shown["alto"]
    assert "ocr_page" in shown["hocr"]
    assert "<PcGts" in shown["page"]


def test_analyse_tells_the_keys(samples: Samples) -> None:
    done = run_cli("analyse", "-", "--json", input="Ивановъ\nИванова\nIwanow\n")
    assert done.returncode == 0, done.stderr
    rows = {row["word"]: row for row in json.loads(done.stdout)}
    assert list(rows) == ["Ивановъ", "Иванова", "Iwanow"]
    assert all(set(row) == {"word", "language", "keys", "query_keys"} for row in rows.values())

    def finds(typed: str, written: str, kind: str) -> bool:
        return bool(set(rows[typed]["query_keys"].get(kind, ())) & set(rows[written]["keys"].get(kind, ())))

    assert finds("Ивановъ", "Ивановъ", "exact")
    assert not finds("Ивановъ", "Иванова", "exact")
    assert finds("Ивановъ", "Iwanow", "script")


def test_status_counts_what_is_there(samples: Samples) -> None:
    state = json.loads(run_cli("--home", samples.home, "status", "--json").stdout)
    assert state["pages"] == sum(state["states"].values()) >= 30
    assert state["unindexed"] == 0
    assert state["runs"][-1]["items"]["done"] >= 20
    assert run_cli("--home", samples.home, "status").returncode == 0


def test_verify_notices_an_altered_original_and_a_lost_index(samples: Samples, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(samples.home, home)
    original = next((home / "storage" / "originals").glob("*/*"))
    original.chmod(0o600)
    original.write_bytes(b"something else")
    shutil.rmtree(home / "index")
    done = run_cli("--home", home, "verify", "--json")
    problems = {json.loads(line).get("problem") for line in done.stdout.splitlines()}
    assert done.returncode == 1
    assert {"original-altered", "page-not-indexed"} <= problems
    assert run_cli("--home", home, "reindex").returncode == 0
    again = run_cli("--home", home, "verify", "--json").stdout.splitlines()
    assert [json.loads(line).get("problem") for line in again] == ["original-altered", None]


def test_an_index_of_another_version_is_said_and_kept(samples: Samples, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(samples.home, home)
    pointer = home / "index" / "current.json"
    stamp = json.loads(pointer.read_text())
    pointer.write_text(json.dumps({**stamp, "analysis": "0"}))
    done = run_cli("--home", home, "search", "Tamm")
    assert done.returncode == 1
    assert "reindex" in done.stderr
    assert json.loads(pointer.read_text())["analysis"] == "0"
    assert run_cli("--home", home, "reindex").returncode == 0
    assert run_cli("--home", home, "search", "Tamm").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nonsense"], 2),
        (["search"], 2),
        (["search", "x", "--only", "magic"], 2),
        (["show", "0" * 16], 5),
        (["show", "../../etc/passwd"], 5),
    ],
)
def test_exit_codes(samples: Samples, arguments: list[str], code: int) -> None:
    done = run_cli("--home", samples.home, *arguments)
    assert done.returncode == code
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_program_or_language_names_its_package(samples: Samples, tmp_path: Path) -> None:
    def run(path: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli", "--home", str(samples.home), *arguments]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": path, **variables}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)

    without = run(str(tmp_path), "ingest", str(ROOT / "sample_scans"))
    assert without.returncode == 4
    assert "apt-get install tesseract-ocr" in without.stderr
    # Searching and serving need no recogniser.
    assert run(str(tmp_path), "search", "Tamm").returncode == 0
    no_models = run(os.environ["PATH"], "ingest", str(ROOT / "sample_scans"), TESSDATA_PREFIX=str(tmp_path))
    assert no_models.returncode == 4
    assert "apt-get install tesseract-ocr-" in no_models.stderr
    checked = run(os.environ["PATH"], "doctor", "--json", TESSDATA_PREFIX=str(tmp_path))
    assert checked.returncode == 4
    remedies = {check["remedy"] for check in json.loads(checked.stdout)["checks"] if not check["ok"]}
    assert "apt-get install tesseract-ocr-lav" in remedies


@pytest.fixture
def served(samples: Samples) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "cli", "--home", str(samples.home), "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "LC_ALL": "C.UTF-8"}, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    line = server.stderr.readline()
    yield re.search(r"http://\S+/", line).group(0)  # type: ignore[union-attr]
    server.terminate()
    server.wait(timeout=20)
    server.stderr.close()


def test_serve_answers_as_the_command_line_does(samples: Samples, served: str) -> None:
    with urlopen(f"{served}healthz", timeout=20) as answer:
        assert answer.status == 200
    with urlopen(f"{served}api/search?limit=5&q={quote('Kreenholmi')}", timeout=60) as answer:
        online = json.load(answer)
    offline = search(samples, "Kreenholmi", "--limit", "5")
    assert [hit["page"] for hit in online["hits"]] == [hit["page"] for hit in offline["hits"]]
