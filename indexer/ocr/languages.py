"""Which recognition model reads which language in which script, and which Debian package brings it."""

from collections.abc import Iterable
from dataclasses import dataclass

from archive_search.errors import LanguageMissing, LanguageUnknown
from archive_search.records import LANGUAGES, Script


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model of Tesseract."""

    name: str
    package: str
    """Debian package."""


FRAKTUR = Model("Fraktur", "tesseract-ocr-script-frak")
"""Trained on all Fraktur; has no ā, õ, š: Latvian and Estonian Fraktur lose these marks."""
ORIENTATION = Model("osd", "tesseract-ocr-osd")

MODELS: dict[str, Model] = {
    "ru": Model("rus", "tesseract-ocr-rus"),
    "et": Model("est", "tesseract-ocr-est"),
    "lv": Model("lav", "tesseract-ocr-lav"),
    "de": Model("deu", "tesseract-ocr-deu"),
    "en": Model("eng", "tesseract-ocr-eng"),
    "fi": Model("fin", "tesseract-ocr-fin"),
    "sv": Model("swe", "tesseract-ocr-swe"),
    "pl": Model("pol", "tesseract-ocr-pol"),
}
"""By our language codes; for antiqua and Cyrillic type."""

FRAKTUR_LANGUAGES = ("de", "et", "lv", "fi", "sv")
"""Languages that were printed in Fraktur."""


def model_for(language: str, script: Script | None) -> Model:
    """The model that reads ``language`` in ``script``. Raises :class:`LanguageUnknown`."""
    if language not in MODELS:
        raise LanguageUnknown(language=language, known=", ".join(LANGUAGES))
    return FRAKTUR if script is Script.FRAKTUR and language in FRAKTUR_LANGUAGES else MODELS[language]


def scripts_of(language: str) -> tuple[Script, ...]:
    """Scripts in which ``language`` may be printed in our records."""
    if language == "ru":
        return (Script.CYRILLIC,)
    return (Script.LATIN, Script.FRAKTUR) if language in FRAKTUR_LANGUAGES else (Script.LATIN,)


def check_installed(installed: Iterable[str], languages: Iterable[str] = LANGUAGES) -> None:
    """Raise :class:`LanguageMissing` for the first of ``languages`` whose models are not among ``installed``."""
    missing = missing_models(installed, languages)
    if missing:
        language, model = missing[0]
        raise LanguageMissing(language=language, package=model.package)


def missing_models(installed: Iterable[str], languages: Iterable[str] = LANGUAGES) -> tuple[tuple[str, Model], ...]:
    """Every language of ours with a model that is not among ``installed``; ``Fraktur`` and ``osd`` stand for themselves."""
    present = set(installed)
    wanted = [(language, model_for(language, None)) for language in languages]
    if any(language in FRAKTUR_LANGUAGES for language, _ in wanted):
        wanted.append(("Fraktur", FRAKTUR))
    wanted.append(("osd", ORIENTATION))
    return tuple((language, model) for language, model in wanted if model.name not in present)
