"""What the archive holds, how it was read and how the latest runs ended."""

from dataclasses import dataclass
from typing import Any

from archive_search.archive import Archive
from archive_search.catalogue.catalogue import Outcome, RunSummary

_RUNS = 10


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an archive."""

    pages: int
    states: dict[str, int]
    """Number of pages by state of reading."""
    unindexed: int
    """Pages that wait for the index."""
    runs: tuple[RunSummary, ...]
    """Latest first."""
    failures: tuple[Outcome, ...]
    """Inputs that failed in the latest run."""

    def to_json(self) -> dict[str, Any]:
        """For ``status --json``."""
        return {
            "pages": self.pages,
            "states": self.states,
            "unindexed": self.unindexed,
            "runs": [
                {
                    "run": run.id,
                    "command": run.command,
                    "state": run.state,
                    "version": run.version,
                    "started_at": run.started_at.isoformat(),
                    "finished_at": run.finished_at.isoformat() if run.finished_at else None,
                    "items": run.items,
                }
                for run in self.runs
            ],
            "failures": [{"source": outcome.source, "reason": outcome.reason, "data": outcome.data} for outcome in self.failures],
        }


def status_of(archive: Archive) -> Status:
    """The state of ``archive`` as catalogued."""
    catalogue = archive.catalogue
    pages = len(catalogue.page_ids())
    runs = tuple(catalogue.runs(_RUNS))
    failures = tuple(catalogue.items(runs[0].id, "failed")) if runs else ()
    return Status(pages, catalogue.count_by_state(), len(catalogue.unindexed(pages + 1)), runs, failures)
