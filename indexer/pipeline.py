"""The way of one page: from a task to a reading and the pictures to show it by. Runs in a worker; writes nothing."""

import functools
import time
from dataclasses import dataclass, replace
from pathlib import Path

from archive_search import images
from archive_search.limits import DEFAULT_LIMITS, Limits
from archive_search.records import LANGUAGES, PageState, PageText, Reading, ReadingOrigin, Script
from archive_search.text.language import identify
from indexer.layout import Layout, arranged, layout_of
from indexer.ocr.engine import Engine
from indexer.ocr.tesseract import Tesseract
from indexer.preparing import Prepared
from indexer.quality import Quality, assess, page_state
from indexer.reading import Frame, load_frame
from indexer.routing import Route, languages_of, route
from indexer.transcripts import find_transcript, read_beside

VIEW_SIDE = 2400
THUMBNAIL_SIDE = 320
_PSM = 3
_PSM_WHOLE = 6
_OTHER_PSM = (_PSM_WHOLE, 4)
_RETRY_BELOW = 0.5
_RESERVE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class PageTask:
    """One page to read."""

    path: Path
    frame: int
    """Which page of the file, from 0."""
    sha256: str
    """Of the file, as :func:`indexer.reading.probe` found it."""
    languages: tuple[str, ...] | None = None
    """Our language codes to choose from; None = all."""
    limits: Limits = DEFAULT_LIMITS
    transcripts: bool = False
    """Take over a transcript that lies beside the scan instead of recognising."""
    frames: int = 1
    """Pages in the file: the transcript of one page among several has a number in its name."""
    beside: Path | None = None
    """Where the scan came from, if ``path`` is a copy of it: transcripts lie there."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """What is known of a page's picture."""

    width: int
    height: int
    dpi: int
    turn: int
    """Degrees clockwise that bring the original image upright."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What became of a page."""

    image: PageImage
    reading: Reading
    view: bytes
    """JPEG, upright, no side longer than 2400 pixels."""
    thumbnail: bytes
    """JPEG, upright, no side longer than 320 pixels."""


@functools.cache
def default_engine() -> Engine:
    """The recogniser of this process."""
    return Tesseract()


def read_page(task: PageTask) -> PageReading:
    """Read one page. Raises a :class:`SourceError`."""
    return read_with(default_engine(), task)


def read_with(engine: Engine, task: PageTask) -> PageReading:
    """Read one page with ``engine``."""
    deadline = time.monotonic() + task.limits.seconds - _RESERVE_SECONDS
    frame = load_frame(task.path, task.frame, task.limits)
    small = images.fitted(frame.image, VIEW_SIDE)
    reading, turn = _read(engine, task, frame, deadline)
    view = images.turned(small, turn)
    image = PageImage(frame.width, frame.height, frame.dpi, turn)
    return PageReading(image, reading, images.jpeg(view), images.jpeg(images.fitted(view, THUMBNAIL_SIDE), quality=75))


def _read(engine: Engine, task: PageTask, frame: Frame, deadline: float) -> tuple[Reading, int]:
    """The best reading to be had and the turn that it needed: a transcript, else the text layer, else recognition."""
    if task.transcripts and (found := find_transcript(task.beside or task.path, task.frame, task.frames)) is not None:
        transcript = read_beside(found, (frame.width, frame.height), frame.dpi)
        return _taken_over(transcript.text, task, ReadingOrigin.TRANSCRIPT, transcript.form), 0
    if frame.text is not None:
        return _taken_over(frame.text, task, ReadingOrigin.TEXT_LAYER, "pdf"), 0
    return recognise(engine, frame, task.languages, deadline)


def _taken_over(text: PageText, task: PageTask, origin: ReadingOrigin, engine: str) -> Reading:
    languages = tuple(language for language, share in identify(text.text, task.languages or LANGUAGES) if share >= 0.15)
    quality = 1.0 if origin is ReadingOrigin.TRANSCRIPT else round(assess(text).plausible, 3)
    state = PageState.READ if text.lines else PageState.BLANK
    return Reading(text, origin, engine, "", languages, script_of(text.text), state, quality)


def script_of(text: str) -> Script | None:
    """The script that most letters of ``text`` are in; None without letters."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return None
    cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in letters)
    if 2 * cyrillic > len(letters):
        return Script.CYRILLIC
    return Script.FRAKTUR if letters.count("ſ") * 100 >= len(letters) else Script.LATIN


def recognise(engine: Engine, frame: Frame, languages: tuple[str, ...] | None, deadline: float) -> tuple[Reading, int]:
    """Recognise a page that has no text yet. Raises what ``engine`` raises."""
    way = route(engine, frame.image, frame.dpi, stretch=frame.stretch, languages=languages)
    prepared = way.prepared
    if prepared.is_blank:
        return _without_text(engine, way, PageState.BLANK, 1.0), prepared.turn
    attempt = _best_attempt(engine, way, deadline)
    text, quality = attempt.text, attempt.quality
    state = page_state(quality, ink=prepared.ink)
    if state in (PageState.BLANK, PageState.UNREADABLE):
        return _without_text(engine, way, state, 1.0 if state is PageState.BLANK else quality.score), prepared.turn
    found = languages_of(text, way.script, languages or LANGUAGES)
    settings = _settings(prepared, psm=attempt.psm, trials=way.trials)
    placed = prepared.to_original_text(text)
    reading = Reading(placed, ReadingOrigin.OCR, engine.version, way.model, found, way.script, state, round(quality.score, 3), settings)
    return reading, prepared.turn


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A page read in full."""

    text: PageText
    psm: int
    quality: Quality


def _best_attempt(engine: Engine, way: Route, deadline: float) -> _Attempt:
    """The page read in full; read again under other assumptions on its layout where that promises more, as far as time allows."""
    best = _attempt(engine, way, _PSM, deadline)
    layout = layout_of(best.text)
    best = replace(best, text=arranged(best.text))
    if layout is Layout.ROWS and time.monotonic() < deadline:
        whole = _attempt(engine, way, _PSM_WHOLE, deadline)
        if _loses_nothing(whole.quality, best.quality):
            best = whole
    if best.quality.score < _RETRY_BELOW or not best.text.lines:
        for psm in _OTHER_PSM:
            if psm != best.psm and time.monotonic() < deadline:
                best = max(best, _attempt(engine, way, psm, deadline), key=lambda attempt: attempt.quality.score)
    return best


def _loses_nothing(whole: Quality, parts: Quality) -> bool:
    """Whether a list read as one block is as good as read in parts: parts drop short cells, the whole stumbles over what is no list."""
    return whole.letters >= parts.letters * 0.98 and whole.score >= parts.score - 0.05


def _attempt(engine: Engine, way: Route, psm: int, deadline: float) -> _Attempt:
    left = max(deadline - time.monotonic(), 0.0)
    text = engine.recognise(way.prepared.image, way.model, dpi=way.prepared.dpi, psm=psm, seconds=left)
    return _Attempt(text, psm, assess(text))


def _without_text(engine: Engine, way: Route, state: PageState, quality: float) -> Reading:
    settings = _settings(way.prepared, trials=way.trials)
    return Reading(PageText(), ReadingOrigin.OCR, engine.version, way.model, (), None, state, round(quality, 3), settings)


def _settings(prepared: Prepared, **more: int) -> dict[str, str | int | float | bool]:
    return {"dpi": prepared.dpi, "skew": round(prepared.skew, 2), "flattened": prepared.flattened, **more}
