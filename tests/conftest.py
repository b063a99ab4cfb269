"""What several test modules need: the evaluation data, a real PostgreSQL server, a browser.

``ARCHIVE_SEARCH_REQUIRE_EVAL=1`` (set in CI by ``script/test``) turns every skip made here into a failure.
"""

import contextlib
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent


def missing(reason: str) -> NoReturn:
    """Skip the test for ``reason``; fail it where nothing may be skipped."""
    if os.environ.get("ARCHIVE_SEARCH_REQUIRE_EVAL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def eval_dir() -> Path:
    """The folder of the evaluation data: ``ARCHIVE_SEARCH_EVAL``, else ``shared/eval`` beside the repository."""
    folder = Path(os.environ.get("ARCHIVE_SEARCH_EVAL") or ROOT.parent / "shared" / "eval")
    if not folder.is_dir():
        missing(f"no evaluation data at {folder} (ARCHIVE_SEARCH_EVAL)")
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> str | None:
    """The browser to hand to playwright as ``executable_path``: ``CHROMIUM``, else an installed one; None = playwright's own build."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "google-chrome", "google-chrome-stable"):
        found = name and shutil.which(name)
        if found and not found.startswith("/snap/"):
            return found
    return None


def _server_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest if there are several; Debian keeps it off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Server:
    """A PostgreSQL server of our own in ``folder``, reached over the loopback interface only."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.port = _free_port()
        # The server refuses to run as root.
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.prefix:
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)

    def _run(self, program: str, *arguments: str) -> None:
        log = self.folder / "commands.log"
        with log.open("ab") as output:  # not a pipe: the server inherits it and would keep it open
            done = subprocess.run(
                [*self.prefix, str(self.programs / program), *arguments],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                timeout=120,
                check=False,
            )
        if done.returncode:
            pytest.fail(f"{program} failed:\n{log.read_text(errors='replace')}")

    def start(self) -> None:
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "archive", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -c unix_socket_directories= -c fsync=off"
        self._run("pg_ctl", "-D", data, "-o", options, "-l", str(self.folder / "server.log"), "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """An SQLAlchemy URL of an empty database on a real PostgreSQL server, which lives as long as the test session.

    Tests share the database: each makes a schema of its own, or drops what it made.
    """
    programs = _server_programs()
    if programs is None:
        missing("no PostgreSQL server is installed (Debian package postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="archive-search-postgresql-"))
    server = _Server(programs, folder)
    try:
        server.start()
        yield f"postgresql+psycopg://archive@127.0.0.1:{server.port}/postgres"
    finally:
        with contextlib.suppress(pytest.fail.Exception):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Samples:
    """The sample scans, taken in by the program itself."""

    folder: Path
    """The scans."""
    home: Path
    report: list[dict[str, Any]]
    """What ``--report`` wrote."""


def run_cli(*arguments: str | Path, input: str | None = None) -> subprocess.CompletedProcess[str]:
    """The program as its user runs it, in English."""
    command = [sys.executable, "-m", "cli", *map(str, arguments)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=ROOT, env=environment, input=input, capture_output=True, text=True, timeout=900, check=False)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """``sample_scans/`` ingested once for the whole session; not to be written to."""
    home = tmp_path_factory.mktemp("samples") / "home"
    report = home.parent / "report.jsonl"
    folder = ROOT / "sample_scans"
    assert run_cli("--home", home, "init", "--name", "Samples", "--country", "EE").returncode == 0
    done = run_cli("--home", home, "ingest", folder, "--metadata", folder / "metadata.csv", "--report", report)
    assert done.returncode == 0, done.stdout + done.stderr
    return Samples(folder, home, [json.loads(line) for line in report.read_text("utf-8").splitlines()])
