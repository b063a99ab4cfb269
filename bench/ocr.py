"""How well and how fast pages are read: our way against Tesseract told each page's language, over the same scans in the same run."""

import csv
import os
import resource
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from archive_search.errors import SourceError
from archive_search.limits import DEFAULT_LIMITS
from archive_search.records import Script
from bench.cost import Cost, cpu_seconds, measured, peak_memory
from bench.report import Section, Table, megabytes, percent, progress
from bench.scoring import Quality, Score, pooled, score
from indexer.ocr.languages import model_for
from indexer.pipeline import PageTask, read_page
from indexer.workers import run_tasks

OURS, PLAIN = "archive-search", "plain Tesseract"
_LANGUAGES = {"deu": "de", "eng": "en", "est": "et", "fin": "fi", "lav": "lv", "pol": "pl", "rus": "ru", "swe": "sv"}
_TRUTH = ".gt.txt"


@dataclass(frozen=True, slots=True)
class Scan:
    """A page with its truth."""

    path: Path
    truth: str
    language: str
    script: Script

    @property
    def group(self) -> str:
        """The first two parts of the name, such as ``deu_fraktur``."""
        return "_".join(self.path.name.split("_")[:2])


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a way of reading made of a scan."""

    text: str
    language: str | None
    script: Script | None
    cpu: float
    """Seconds, recogniser included, start of the worker not."""
    worker_peak: int
    """Most bytes of the worker so far."""
    recogniser_peak: int
    """Most bytes of a recogniser so far; no less than the worker had when it started that one."""


@dataclass(frozen=True, slots=True)
class Run:
    """All scans read in one way."""

    attempts: dict[Path, Attempt | SourceError]
    cost: Cost


def eval_folder() -> Path:
    """``ocr`` in ``ARCHIVE_SEARCH_EVAL``, else in ``../shared/eval``."""
    return Path(os.environ.get("ARCHIVE_SEARCH_EVAL") or Path(__file__).resolve().parents[2] / "shared" / "eval") / "ocr"


def scans(folder: Path, limit: int | None = None) -> list[Scan]:
    """The scans that ``manifest.tsv`` names; with ``limit`` so many of them, from all groups in turn. Raises FileNotFoundError."""
    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        found = [_scan(folder, row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found if limit is None else _from_all_groups(found)[:limit]


def _scan(folder: Path, row: dict[str, str]) -> Scan:
    path = folder / row["file"]
    truth = path.with_name(path.stem + _TRUTH).read_text(encoding="utf-8")
    return Scan(path, truth, _LANGUAGES[row["language"]], Script(row["script"].split()[0].lower()))


def _from_all_groups(found: list[Scan]) -> list[Scan]:
    seen: dict[str, int] = {}
    ranked = []
    for scan in found:
        seen[scan.group] = seen.get(scan.group, 0) + 1
        ranked.append((seen[scan.group], scan))
    return [scan for _, scan in sorted(ranked, key=lambda item: item[0])]


def read_ours(scan: Scan) -> Attempt:
    """As ``ingest`` reads a scan of which nothing is known. Runs in a worker."""
    before = cpu_seconds()
    # The pipeline does not look at the digest: it has a use only when the page is catalogued.
    reading = read_page(PageTask(path=scan.path, frame=0, sha256="")).reading
    return _attempt(reading.text.text, reading.languages[0] if reading.languages else None, reading.script, before)


def read_plain(scan: Scan) -> Attempt:
    """As someone reads a scan who knows its language and calls Tesseract by hand. Runs in a worker."""
    before = cpu_seconds()
    command = ["tesseract", str(scan.path), "stdout", "-l", model_for(scan.language, scan.script).name, "--psm", "3"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=DEFAULT_LIMITS.seconds, check=True)
    return _attempt(done.stdout.decode(), scan.language, scan.script, before)


def _attempt(text: str, language: str | None, script: Script | None, before: float) -> Attempt:
    recogniser = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Attempt(text, language, script, cpu_seconds() - before, peak_memory(), recogniser)


def measure(folder: Path, *, limit: int | None, jobs: int) -> Section:
    """Read the scans of ``folder`` in both ways, ``jobs`` at a time."""
    pages = scans(folder, limit)
    plain = _run(PLAIN, read_plain, pages, jobs)
    ours = _run(OURS, read_ours, pages, jobs)
    title = f"Reading: {len(pages)} scans with known text, {jobs} at a time"
    return Section("ocr", title, (_quality_table(pages, ours, plain), _cost_table(ours, plain)), _figures(pages, ours, plain, jobs))


def _run(name: str, function: Callable[[Scan], Attempt], pages: list[Scan], jobs: int) -> Run:
    attempts: dict[Path, Attempt | SourceError] = {}
    with measured() as cost:
        for scan, attempt in run_tasks(function, pages, jobs=jobs):
            attempts[scan.path] = attempt
            progress(f"{name}: {len(attempts)} of {len(pages)} scans")
    return Run(attempts, cost)


def _score(run: Run, scan: Scan) -> Score:
    attempt = run.attempts[scan.path]
    return score("" if isinstance(attempt, SourceError) else attempt.text, scan.truth)


def _is_routed_right(run: Run, scan: Scan) -> bool:
    attempt = run.attempts[scan.path]
    return not isinstance(attempt, SourceError) and (attempt.language, attempt.script) == (scan.language, scan.script)


def _groups(pages: Iterable[Scan]) -> dict[str, list[Scan]]:
    groups: dict[str, list[Scan]] = {}
    for scan in pages:
        groups.setdefault(scan.group, []).append(scan)
    return dict(sorted(groups.items())) | {"all": list(pages)}


def _quality_table(pages: list[Scan], ours: Run, plain: Run) -> Table:
    columns = (
        "kind of scan",
        "scans",
        "CER",
        "CER plain",
        "WER",
        "WER plain",
        "recall",
        "recall plain",
        "routed right",
        "empty",
        "empty plain",
    )
    rows = tuple(_quality_row(name, group, ours, plain) for name, group in _groups(pages).items())
    note = (
        "Plain = `tesseract --psm 3`, told which model is right; ours chooses language and script itself. CER = characters wrong, pooled;"
        " WER = words wrong, mean of pages; recall = words found, order, case and punctuation aside, pooled;"
        " routed right = language and script as they are."
    )
    return Table("Quality", columns, rows, note)


def _quality_row(name: str, group: list[Scan], ours: Run, plain: Run) -> tuple[str, ...]:
    mine, other = (pooled(_score(run, scan) for scan in group) for run in (ours, plain))
    shares = ("character_error", "word_error", "word_recall")
    cells = [percent(getattr(quality, share)) for share in shares for quality in (mine, other)]
    routed = sum(_is_routed_right(ours, scan) for scan in group)
    return (name, str(len(group)), *cells, f"{routed} of {len(group)}", str(mine.empty), str(other.empty))


def _cost_table(ours: Run, plain: Run) -> Table:
    columns = ("", "scans a minute", "CPU s a scan", "most memory of a worker", "most memory of a recogniser", "failed")
    rows = tuple(_cost_row(name, run) for name, run in ((OURS, ours), (PLAIN, plain)))
    note = "With start of the workers; ours finds the page's turn, language and script first and makes two JPEGs of it."
    note += " What a recogniser had is at most the figure: Linux counts in what its parent had when it was started."
    return Table("Cost", columns, rows, note)


def _cost_row(name: str, run: Run) -> tuple[str, ...]:
    count = len(run.attempts)
    good = [attempt for attempt in run.attempts.values() if isinstance(attempt, Attempt)]
    peaks = (max((attempt.worker_peak for attempt in good), default=0), max((attempt.recogniser_peak for attempt in good), default=0))
    return (name, f"{60 * count / run.cost.wall:.1f}", f"{run.cost.cpu / count:.2f}", *map(megabytes, peaks), str(count - len(good)))


def _figures(pages: list[Scan], ours: Run, plain: Run, jobs: int) -> dict[str, Any]:
    return {"jobs": jobs, **{name: _run_figures(pages, run) for name, run in (("ours", ours), ("plain", plain))}}


def _run_figures(pages: list[Scan], run: Run) -> dict[str, Any]:
    groups = {name: _group_figures(group, run) for name, group in _groups(pages).items()}
    return {"wall": run.cost.wall, "cpu": run.cost.cpu, "groups": groups, "scans": [_scan_figures(scan, run) for scan in pages]}


def _group_figures(group: list[Scan], run: Run) -> dict[str, Any]:
    quality: Quality = pooled(_score(run, scan) for scan in group)
    return {**asdict(quality), "routed_right": sum(_is_routed_right(run, scan) for scan in group)}


def _scan_figures(scan: Scan, run: Run) -> dict[str, Any]:
    attempt = run.attempts[scan.path]
    base = {"name": scan.path.name, **asdict(_score(run, scan))}
    if isinstance(attempt, SourceError):
        return {**base, "error": attempt.slug}
    return {
        **base,
        "language": attempt.language,
        "script": attempt.script,
        "cpu": attempt.cpu,
        "worker_peak": attempt.worker_peak,
        "recogniser_peak": attempt.recogniser_peak,
    }
