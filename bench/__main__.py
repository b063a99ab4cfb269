"""``python -m bench [ocr] [index] [query]``: measure, print tables, write JSON."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import report
from bench.report import ROOT, Section

SUBJECTS = ("ocr", "index", "query")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options; ``subjects`` is what to measure, never empty."""
    options = _parser().parse_args(arguments)
    options.subjects = options.subjects or list(SUBJECTS)
    return options


def main(arguments: list[str] | None = None) -> int:
    """Run the bench; 0 when every subject that was asked for was measured."""
    options = parse(arguments)
    os.environ.pop("ARCHIVE_SEARCH_CATALOGUE", None)  # the homes made here must not write into a real archive's catalogue
    facts: dict[str, Any] = {"date": report.now(), "commit": report.commit(), "machine": report.machine(), "load_before": report.load()}
    sections = []
    for subject in options.subjects:
        sections.append(_measure(subject, options))
        print(f"{sections[-1]}\n", flush=True)
        facts["load_after"] = report.load()
        report.write_json(options.json, facts, sections)
    print(report.facts_table({**facts["machine"], **{name: value for name, value in facts.items() if name != "machine"}}))
    report.progress(f"wrote {options.json}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("subjects", nargs="*", type=_subject, metavar="ocr|index|query", help="what to measure (default: everything)")
    parser.add_argument("--limit", type=int, metavar="N", help="ocr: only N scans, for a quick look")
    parser.add_argument(
        "--jobs", type=int, default=len(os.sched_getaffinity(0)), metavar="N", help="ocr: scans read at the same time (%(default)s)"
    )
    parser.add_argument("--index-pages", type=int, default=2_000, metavar="N", help="index: pages to take in (%(default)s)")
    parser.add_argument("--pages", type=int, default=10_000, metavar="N", help="query: pages to search (%(default)s)")
    parser.add_argument(
        "--json", type=Path, default=ROOT / "build" / "bench.json", metavar="FILE", help="where to write the figures (build/bench.json)"
    )
    return parser


def _subject(text: str) -> str:
    # Not choices=, which in Python 3.11 refuses an empty list.
    if text not in SUBJECTS:
        raise argparse.ArgumentTypeError(f"choose from {', '.join(SUBJECTS)}: {text}")
    return text


def _measure(subject: str, options: argparse.Namespace) -> Section:
    measures: dict[str, Callable[[], Section]] = {
        "ocr": lambda: _ocr(options),
        "index": lambda: _index(options),
        "query": lambda: _query(options),
    }
    return measures[subject]()


def _ocr(options: argparse.Namespace) -> Section:
    from bench.ocr import eval_folder, measure

    return measure(eval_folder(), limit=options.limit, jobs=options.jobs)


def _index(options: argparse.Namespace) -> Section:
    from bench.index import measure

    return measure(options.index_pages)


def _query(options: argparse.Namespace) -> Section:
    from bench.query import measure

    return measure(options.pages)


if __name__ == "__main__":
    raise SystemExit(main())
