"""What a run of the bench hands out: aligned tables (Markdown, so that they can go into the documentation as they are) and JSON."""

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from archive_search.text.dictionaries import default_directory

ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = ("numpy", "pillow", "pymorphy3", "simplemma", "sqlalchemy", "whoosh3")


@dataclass(frozen=True, slots=True)
class Table:
    """Figures as people read them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """How to read it."""

    def __str__(self) -> str:
        columns = list(zip(self.columns, *self.rows, strict=True))
        widths = [max(map(len, column)) for column in columns]
        # Numbers stand under each other by their last digit.
        shifts = [str.rjust if all(_is_figure(cell) for cell in column[1:]) else str.ljust for column in columns]
        rules = ["-" * (width - 1) + ":" if shift is str.rjust else "-" * width for width, shift in zip(widths, shifts, strict=True)]
        rows = [[shift(cell, width) for cell, width, shift in zip(row, widths, shifts, strict=True)] for row in (self.columns, *self.rows)]
        lines = [f"| {' | '.join(cells)} |" for cells in (rows[0], rules, *rows[1:])]
        return "\n".join([f"### {self.title}", "", *lines, *(["", self.note] if self.note else [])])


def _is_figure(cell: str) -> bool:
    return not cell or cell[0].isdigit()


@dataclass(frozen=True, slots=True)
class Section:
    """One subject's figures."""

    name: str
    """``ocr``, ``index`` or ``query``."""
    title: str
    tables: tuple[Table, ...]
    figures: dict[str, Any]
    """The same and more, unrounded, for programs."""

    def __str__(self) -> str:
        return "\n\n".join([f"## {self.title}", *(str(table) for table in self.tables)])


def machine() -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", platform.system()),
        "python": platform.python_version(),
        "tesseract": _first_line("tesseract", "--version").removeprefix("tesseract "),
        **{library: version(library) for library in _LIBRARIES},
        "prepared_word_lists": len(list(default_directory().glob("*.dic"))),
    }


def commit() -> str:
    """The checkout's commit, with a ``+`` if files were changed since; empty outside a checkout."""
    number = _first_line("git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD")
    return number + "+" if number and _first_line("git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no") else number


def load() -> float:
    """Processes that wanted a processor during the last minute; more than there are cores = figures on the clock mean little."""
    return round(os.getloadavg()[0], 1)


def facts_table(facts: dict[str, Any]) -> Table:
    """What :func:`machine` and the caller found out, a row each."""
    return Table("Machine and versions", ("fact", "value"), tuple((name.replace("_", " "), str(value)) for name, value in facts.items()))


def write_json(path: Path, facts: dict[str, Any], sections: Iterable[Section]) -> None:
    """Write everything, for programs; appears by rename."""
    content = {**facts, "sections": {section.name: section.figures for section in sections}}
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    unfinished.replace(path)


def now() -> str:
    """Date and minute in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


def progress(text: str) -> None:
    """Say on standard error what is being done."""
    print(f"bench: {text}", file=sys.stderr, flush=True)


def megabytes(size: float) -> str:
    return f"{size / 1e6:.0f} MB"


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else platform.machine()


def _first_line(*command: str) -> str:
    try:
        return next(iter(subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()), "")
    except FileNotFoundError:
        return ""
