"""The report of a run: what became of every input (contract: ``ingest --json``)."""

import csv
import json
from pathlib import Path
from types import TracebackType
from typing import Any

from archive_search.catalogue.catalogue import Outcome

_COLUMNS = ("source", "status", "reason", "pages")


def item_json(outcome: Outcome) -> dict[str, Any]:
    """One input as the contract writes it; ``data`` tells more about the reason where there is more."""
    item: dict[str, Any] = {
        "type": "item",
        "source": outcome.source,
        "status": outcome.status,
        "reason": outcome.reason,
        "pages": list(outcome.pages),
    }
    return item | ({"data": outcome.data} if outcome.data else {})


def summary_json(counts: dict[str, int], pages: int, seconds: float) -> dict[str, Any]:
    """The sum of a run as the contract writes it."""
    return {"type": "summary", "files": sum(counts.values()), "pages": pages, **counts, "seconds": round(seconds, 1)}


class ReportFile:
    """A report written line by line, so that a killed run leaves what was known until then; does nothing without a path."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._is_table = path is not None and path.suffix.lower() == ".csv"

    def __enter__(self) -> "ReportFile":
        if self._path is not None:
            self._file = self._path.open("w", encoding="utf-8", newline="")
            if self._is_table:
                csv.writer(self._file).writerow(_COLUMNS)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._path is not None:
            self._file.close()

    def write(self, entry: dict[str, Any]) -> None:
        """Add one line. A table holds the items only; the sum would be a row of another kind."""
        if self._path is None:
            return
        if not self._is_table:
            self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        elif entry["type"] == "item":
            csv.writer(self._file).writerow([entry["source"], entry["status"], entry["reason"] or "", " ".join(entry["pages"])])
        self._file.flush()
