"""Every message of the web pages exists in every language, nothing is left over, and numbers take the right forms."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from archive_search.messages import reason_text
from archive_search.records import INTERFACE_LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = [language for language in INTERFACE_LANGUAGES if language != "en"]
WEB = ROOT / "web"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}

Id = str | tuple[str, ...]


def spoken() -> set[Id]:
    """The messages that the sources hold."""
    return {message for _, _, message, _, _ in extract_from_dir(WEB, method_map=METHODS, keywords=KEYWORDS)}


def folder(language: str) -> Path:
    return WEB / "translations" / language / "LC_MESSAGES"


def catalogue(language: str) -> Catalog:
    with (folder(language) / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    translated = catalogue(language)
    known = {message.id for message in translated if message.id}
    assert known == spoken()
    assert not [message.id for message in translated if message.id and message.fuzzy]
    assert not translated.obsolete
    empty = [message.id for message in translated if message.id and not all(_forms(message.string))]
    assert empty == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    assert (folder(language) / "messages.mo").read_bytes() == compiled.getvalue(), "run script/translate"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_placeholders(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            source = _forms(message.id)
            for text in _forms(message.string):
                assert _placeholders(text) == _placeholders(source[-1]), message.id


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text))


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
    translations = Translations.load(WEB / "translations", [language])
    for number, expected in FORMS[language].items():
        assert translations.ngettext("%(count)s page found", "%(count)s pages found", number) % {"count": number} == expected


def test_every_note_of_the_search_has_words() -> None:
    sources = (ROOT / "archive_search" / "search").glob("*.py")
    slugs = {slug for source in sources for slug in re.findall(r'[nN]ote\(\s*"([a-z-]+)"', source.read_text(encoding="utf-8"))}
    assert slugs
    assert [slug for slug in slugs if reason_text(slug, {}, "en").startswith(slug)] == []
