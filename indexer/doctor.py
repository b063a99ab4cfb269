"""What the program needs on this machine, checked one by one, each with the exact remedy."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_search.archive import Archive
from archive_search.errors import ArchiveError, HomeNotFound, ToolMissing
from archive_search.messages import N_
from archive_search.records import LANGUAGES
from archive_search.text.analysis import ANALYSIS_VERSION
from indexer.ocr.languages import FRAKTUR, MODELS, ORIENTATION, missing_models
from indexer.ocr.tesseract import Tesseract

_FREE_BYTES = 2 * 1024**3
"""A batch of a thousand pages with its derivatives takes about this much."""
_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "/Library/Fonts")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    """What, in English; to be translated where it is shown."""
    is_ok: bool
    detail: str
    remedy: str = ""
    """The command that mends it."""

    def to_json(self) -> dict[str, Any]:
        """For ``doctor --json``."""
        return {"name": self.name, "ok": self.is_ok, "detail": self.detail, "remedy": self.remedy}


def examine(home: Path) -> Iterator[Check]:
    """Every check; ``home`` need not exist yet."""
    yield Check(N_("Python"), sys.version_info >= (3, 11), sys.version.split()[0], "apt-get install python3")
    yield from _recogniser()
    yield _fonts()
    yield _disk(home)
    yield from _home(home)


def _recogniser() -> Iterator[Check]:
    engine = Tesseract()
    try:
        installed = engine.models()
    except ToolMissing as error:
        yield Check(N_("Text recogniser"), False, str(error.data["tool"]), f"apt-get install {error.data['package']}")
        return
    yield Check(N_("Text recogniser"), True, engine.version)
    missing = dict(missing_models(installed))
    models = [(language, MODELS[language]) for language in LANGUAGES] + [("Fraktur", FRAKTUR), ("osd", ORIENTATION)]
    for language, model in models:
        yield Check(N_("Recognition model"), language not in missing, f"{language} ({model.name})", f"apt-get install {model.package}")


def _fonts() -> Check:
    folders = (Path(folder).expanduser() for folder in _FONT_FOLDERS)
    found = next((path for folder in folders for name in _FONTS for path in folder.rglob(name)), None)
    return Check(N_("Fonts"), found is not None, found.name if found else ", ".join(_FONTS), "apt-get install fonts-dejavu-core")


def _disk(home: Path) -> Check:
    place = next(folder for folder in (home.absolute(), *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    return Check(N_("Free disk space"), free >= _FREE_BYTES, f"{free / 1024**3:.1f} GB", f"df -h {place}")


def _home(home: Path) -> Iterator[Check]:
    place = next(folder for folder in (home.absolute(), *home.absolute().parents) if folder.exists())
    yield Check(N_("Right to write"), os.access(place, os.W_OK), str(place), f"chown -R $(id -un) {place}")
    try:
        archive = Archive.open(home)
    except HomeNotFound:
        yield Check(N_("Archive"), True, "-")
        return
    except ArchiveError as error:
        yield Check(N_("Archive"), False, str(error), "archive-search init --upgrade")
        return
    yield Check(N_("Archive"), True, archive.home.settings.name)
    try:
        stamp = archive.engine.stamp()
    except ArchiveError as error:
        yield Check(N_("Index"), False, str(error), "archive-search reindex")
        return
    yield Check(N_("Index"), True, f"{stamp or '-'}, analysis {ANALYSIS_VERSION}")
