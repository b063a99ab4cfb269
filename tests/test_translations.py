"""Every message exists in every language, nothing is left over, and numbers take the right forms."""

import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from archive_search.records import INTERFACE_LANGUAGES
from web import vocabulary

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = [language for language in INTERFACE_LANGUAGES if language != "en"]
SOURCES = {"web": ("web",), "archive_search": ("archive_search", "indexer", "cli.py")}
"""Which sources speak through the catalogues of which package; the same as in ``script/translate``."""
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "N_": None}

Id = str | tuple[str, ...]


def spoken(package: str) -> set[Id]:
    """The messages that the sources of ``package`` hold."""
    return {message for source in SOURCES[package] for message in _extracted(ROOT / source)}


def _extracted(source: Path) -> Iterator[Id]:
    single = [(source.name, "python")]
    found = extract_from_dir(
        str(source.parent if source.is_file() else source),
        method_map=single if source.is_file() else METHODS,
        keywords=KEYWORDS,
        directory_filter=(lambda _: False) if source.is_file() else None,
    )
    yield from (message for _, _, message, _, _ in found)


def folder(package: str, language: str) -> Path:
    return ROOT / package / "translations" / language / "LC_MESSAGES"


def catalogue(package: str, language: str) -> Catalog:
    with (folder(package, language) / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


# The command line may not have been translated yet in a checkout; once it has one catalogue, it needs all.
PACKAGES = [package for package in SOURCES if (ROOT / package / "translations").is_dir()]
EVERY = [(package, language) for package in PACKAGES for language in TRANSLATED]


@pytest.mark.parametrize(("package", "language"), EVERY)
def test_every_message_is_translated_and_none_is_left_over(package: str, language: str) -> None:
    translated = catalogue(package, language)
    known = {message.id for message in translated if message.id}
    assert known == spoken(package)
    assert not [message.id for message in translated if message.id and message.fuzzy]
    assert not translated.obsolete
    empty = [message.id for message in translated if message.id and not all(_forms(message.string))]
    assert empty == []


@pytest.mark.parametrize(("package", "language"), EVERY)
def test_the_compiled_catalogue_is_the_written_one(package: str, language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(package, language))
    assert (folder(package, language) / "messages.mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize(("package", "language"), EVERY)
def test_translations_keep_the_placeholders(package: str, language: str) -> None:
    for message in catalogue(package, language):
        if message.id:
            source = _forms(message.id)
            for text in _forms(message.string):
                assert _placeholders(text) == _placeholders(source[-1]), message.id


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _placeholders(text: str) -> set[str]:
    named = set(re.findall(r"%\((\w+)\)", text))
    try:
        return named | {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        return named


FORMS = {
    "et": {1: "Leiti 1 lehekülg", **{n: f"Leiti {n} lehekülge" for n in (0, 2, 5, 10, 11, 21, 101, 111)}},
    "lv": {
        **{n: f"{n} atrastu lappušu" for n in (0, 10, 11, 12, 19, 20, 30, 111, 112, 120)},
        **{n: f"{n} atrasta lappuse" for n in (1, 21, 31, 101, 121)},
        **{n: f"{n} atrastas lappuses" for n in (2, 5, 9, 22, 29, 105)},
    },
    "ru": {
        **{n: f"Найдена {n} страница" for n in (1, 21, 101)},
        **{n: f"Найдено {n} страницы" for n in (2, 22, 104)},
        **{n: f"Найдено {n} страниц" for n in (0, 5, 10, 11, 12, 14, 111, 112)},
    },
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_numbers_take_the_forms_of_their_language(language: str) -> None:
    translations = Translations.load(ROOT / "web" / "translations", [language])
    for number, expected in FORMS[language].items():
        assert translations.ngettext("%(count)s page found", "%(count)s pages found", number) % {"count": number} == expected


def test_every_note_of_the_search_has_words() -> None:
    sources = (ROOT / "archive_search" / "search").glob("*.py")
    slugs = {slug for source in sources for slug in re.findall(r'[nN]ote\(\s*"([a-z-]+)"', source.read_text(encoding="utf-8"))}
    assert slugs
    assert slugs == set(vocabulary.NOTES)
