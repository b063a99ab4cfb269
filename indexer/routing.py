"""Which model reads a page: decided for each page, script first, then language, so that one model of the right kind runs.

A small sample of the page is read by one model of each script that comes into question, and no further than needed. A model of the wrong
script is unsure of itself: on real pages its mean confidence stays below 0.35 (Cyrillic type read as Latin) or 0.55 (Latin as Cyrillic).
Fraktur shows itself by the long s. The language is then told from the words of the sample.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive_search.images import Picture
from archive_search.records import LANGUAGES, Line, PageText, Script
from archive_search.text.language import identify
from indexer.ocr.engine import Engine
from indexer.ocr.languages import FRAKTUR, FRAKTUR_LANGUAGES, MODELS, model_for, scripts_of
from indexer.preparing import Prepared, prepare, sample
from indexer.quality import Quality, assess

_CLEAR = 0.78
_WRONG_SCRIPT = 0.55
_FRAKTUR_GAIN = 0.15
_LONG_S_SHARE = 0.01
_FRAKTUR_LOSS = 0.1
_POOR = 0.5
_TURN_GAIN = 0.15
_TURN_LEAST = 0.5
_ENOUGH_LETTERS = 20
_SAMPLE_PSM = 6
_SAMPLE_SECONDS = 30.0
_LIKELY = 0.15


@dataclass(frozen=True, slots=True)
class Trial:
    """A sample read by one model."""

    script: Script
    model: str
    text: PageText
    quality: Quality

    @property
    def letters_are_long_s(self) -> float:
        """Share of long s among the letters; 0 in Antiqua."""
        return self.text.text.count("ſ") / max(self.quality.letters, 1)


@dataclass(frozen=True, slots=True)
class Route:
    """How a page is to be read."""

    prepared: Prepared
    """Upright."""
    script: Script
    language: str
    """The likeliest; its model reads the page."""
    model: str
    trials: int
    """Samples read to decide."""


def route(engine: Engine, picture: Picture, dpi: int, *, stretch: float = 1.0, languages: Sequence[str] | None = None) -> Route:
    """Decide turn, script, language and model of a page. ``languages`` restricts the choice; None leaves all of ours.

    Raises what ``engine`` raises.
    """
    allowed = tuple(languages or LANGUAGES)
    prepared = prepare(picture, dpi, stretch=stretch)
    trials = try_scripts(engine, prepared, allowed)
    count = len(trials)
    best = choose_script(trials)
    if best.quality.score < _POOR and not prepared.is_blank:
        for candidate in _other_ways_up(engine, picture, dpi, stretch):
            found = try_scripts(engine, candidate, allowed)
            count += len(found)
            other = choose_script(found)
            if is_better_way_up(other, best):
                prepared, best = candidate, other
    language = choose_language(best, allowed)
    return Route(prepared, best.script, language, model_for(language, best.script).name, count)


def try_scripts(engine: Engine, prepared: Prepared, allowed: Sequence[str]) -> tuple[Trial, ...]:
    """The sample read by one model of each script that ``allowed`` languages use, until one fits clearly."""
    part = sample(prepared)
    scripts = {script for language in allowed for script in scripts_of(language)}
    trials: list[Trial] = []

    def attempt(script: Script) -> Trial:
        model = _sample_model(script, allowed)
        text = engine.recognise(part, model, dpi=prepared.dpi, psm=_SAMPLE_PSM, seconds=_SAMPLE_SECONDS)
        trials.append(Trial(script, model, text, assess(_words_only(text))))
        return trials[-1]

    latin = attempt(Script.LATIN) if Script.LATIN in scripts else None
    if latin is not None and latin.quality.confidence >= _CLEAR and latin.quality.letters >= _ENOUGH_LETTERS:
        return tuple(trials)
    if Script.CYRILLIC in scripts and (latin is None or latin.quality.confidence < _WRONG_SCRIPT):
        attempt(Script.CYRILLIC)
    if Script.FRAKTUR in scripts and not _is_clearly_cyrillic(trials):
        attempt(Script.FRAKTUR)
    return tuple(trials)


def _words_only(text: PageText) -> PageText:
    """``text`` without numbers: every model reads those alike."""
    return PageText(tuple(Line(tuple(word for word in line.words if any(map(str.isalpha, word.text))), line.box) for line in text.lines))


def _sample_model(script: Script, allowed: Sequence[str]) -> str:
    if script is Script.FRAKTUR:
        return FRAKTUR.name
    if script is Script.CYRILLIC:
        return MODELS["ru"].name
    # German knows the letters of most neighbours; its model is also the quickest to say that a page is not Latin.
    return MODELS["de" if "de" in allowed else next(language for language in allowed if Script.LATIN in scripts_of(language))].name


def _is_clearly_cyrillic(trials: Sequence[Trial]) -> bool:
    by_script = {trial.script: trial.quality.score for trial in trials}
    return by_script.get(Script.CYRILLIC, 0.0) > by_script.get(Script.LATIN, 0.0) + 0.15


def choose_script(trials: Sequence[Trial]) -> Trial:
    """The trial whose script is the page's."""
    plain = [trial for trial in trials if trial.script is not Script.FRAKTUR]
    best = max(plain, key=lambda trial: trial.quality.score, default=trials[0])
    for trial in trials:
        if trial.script is Script.FRAKTUR and is_fraktur(trial, best):
            return trial
    return best


def is_fraktur(fraktur: Trial, other: Trial) -> bool:
    """Whether the page is Fraktur: its model is far surer, or about as sure and sees the long s, which it does not see in Antiqua."""
    gain = fraktur.quality.confidence - other.quality.confidence
    return gain >= _FRAKTUR_GAIN or (gain >= -_FRAKTUR_LOSS and fraktur.letters_are_long_s >= _LONG_S_SHARE)


def _other_ways_up(engine: Engine, picture: Picture, dpi: int, stretch: float) -> tuple[Prepared, ...]:
    """The page as the engine's orientation detection would turn it. Its word alone is not enough: it is wrong on one page in eight."""
    upright = prepare(picture, dpi, stretch=stretch, straighten=False)
    proposal = engine.orientation(upright.image, dpi=upright.dpi, seconds=_SAMPLE_SECONDS)
    if proposal is None or not proposal.turn:
        return ()
    return (prepare(picture, dpi, turn=proposal.turn, stretch=stretch),)


def is_better_way_up(turned: Trial, upright: Trial) -> bool:
    """Whether a sample of the turned page reads so much better that the page must be turned."""
    gain = turned.quality.score - upright.quality.score
    return gain >= _TURN_GAIN and turned.quality.score >= _TURN_LEAST and turned.quality.letters >= _ENOUGH_LETTERS


def choose_language(trial: Trial, allowed: Sequence[str]) -> str:
    """The language of a sample among ``allowed``."""
    candidates = [language for language in allowed if trial.script in scripts_of(language)]
    if trial.script is Script.FRAKTUR:
        candidates = [language for language in candidates if language in FRAKTUR_LANGUAGES]
    if len(candidates) == 1:
        return candidates[0]
    return identify(trial.text.text, candidates)[0][0]


def languages_of(text: PageText, script: Script, allowed: Sequence[str]) -> tuple[str, ...]:
    """Every likely language of ``text``, the likeliest first."""
    candidates = [language for language in allowed if script in scripts_of(language)]
    found = identify(text.text, candidates)
    return tuple(language for place, (language, share) in enumerate(found) if not place or share >= _LIKELY)
