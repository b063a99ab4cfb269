"""The words of the command line and the core: complete in every language, with a text for everything that can go wrong."""

import ast
import os
import re
import string
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from archive_search.errors import ArchiveError
from archive_search.messages import _TEXTS, TRANSLATIONS, error_text, reason_text, translations
from archive_search.records import INTERFACE_LANGUAGES
from indexer.metadata import read_metadata

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = [language for language in INTERFACE_LANGUAGES if language != "en"]
SCRIPT = (ROOT / "script" / "translate").read_text(encoding="utf-8")
EXAMPLES = "\n\b\n"
"""After this mark click leaves lines as they are: commands to be copied."""

Id = str | tuple[str, ...]


@cache
def spoken() -> set[Id]:
    """The messages of the sources, found with the keywords and in the places that ``script/translate`` names."""
    keywords = DEFAULT_KEYWORDS | dict.fromkeys(re.findall(r"--keyword (\w+)", SCRIPT))
    line = re.search(r"^catalogue archive_search/translations (.+)$", SCRIPT, re.MULTILINE)
    assert line
    found: set[Id] = set()
    for name in line[1].split():
        source = ROOT / name
        if source.is_file():
            found.update(message for _, message, _, _ in extract_from_file("python", source, keywords))
        else:
            found.update(message for _, _, message, _, _ in extract_from_dir(source, [("**.py", "python")], keywords=keywords))
    return found


def catalogue(language: str, suffix: str = "po") -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / f"messages.{suffix}").open("rb") as file:
        return read_po(file, locale=language) if suffix == "po" else read_mo(file)


def texts(catalogue: Catalog) -> dict[Id, tuple[str, ...]]:
    return {_id(message.id): _forms(message.string) for message in catalogue if message.id}


def _id(id: str | list[str] | tuple[str, ...]) -> Id:
    return id if isinstance(id, str) else tuple(id)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def fields(text: str) -> Counter[tuple[str, str, str]]:
    """The placeholders with their conversion and format, each as often as it stands there."""
    return Counter(
        (name, spec or "", conversion or "")
        for _, name, spec, conversion in string.Formatter().parse(text.partition(EXAMPLES)[0])
        if name is not None
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    translated = catalogue(language)
    assert {message.id for message in translated if message.id} == spoken()
    assert not translated.obsolete
    assert not [message.id for message in translated if message.id and message.fuzzy]
    assert not [id for id, forms in texts(translated).items() if not all(form.strip() for form in forms)]
    assert not [id for id, forms in texts(translated).items() if isinstance(id, tuple) and len(forms) != translated.num_plurals]


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_says_what_the_written_one_says(language: str) -> None:
    # Not byte by byte: the header names the version of the compiler.
    written, compiled = catalogue(language), catalogue(language, "mo")
    assert texts(compiled) == texts(written)
    assert compiled.plural_forms == written.plural_forms


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_placeholders_commands_and_edges(language: str) -> None:
    for id, forms in texts(catalogue(language)).items():
        source = _forms(id)[-1]
        for form in forms:
            assert fields(form) in [fields(text) for text in _forms(id)], id
            assert form.partition(EXAMPLES)[1:] == source.partition(EXAMPLES)[1:], id
            assert commands(form) == commands(source), id
            assert form.endswith(" ") == source.endswith(" "), id
            assert form.count("\n") == source.count("\n"), id


def commands(text: str) -> list[str]:
    """What a reader is to type; it stands at the end of a message or ends where words in parentheses end."""
    return re.findall(r"(?:archive-search|apt-get)(?: [^ )]+)+|--[a-z]+", text.partition(EXAMPLES)[0])


NUMBERS = (0, 1, 2, 5, 10, 11, 21, 101, 111)
FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    "et": {
        "{n} file": ("0 faili", "1 fail", *(f"{n} faili" for n in NUMBERS[2:])),
        "{n} page": ("0 lehekülge", "1 lehekülg", *(f"{n} lehekülge" for n in NUMBERS[2:])),
        "{n} page found": ("Leiti 0 lehekülge", "Leiti 1 lehekülg", *(f"Leiti {n} lehekülge" for n in NUMBERS[2:])),
    },
    "lv": {
        "{n} file": (
            *("0 failu", "1 fails", "2 faili", "5 faili", "10 failu"),
            *("11 failu", "21 fails", "101 fails", "111 failu"),
        ),
        "{n} page": (
            *("0 lappušu", "1 lappuse", "2 lappuses", "5 lappuses", "10 lappušu"),
            *("11 lappušu", "21 lappuse", "101 lappuse", "111 lappušu"),
        ),
        "{n} page found": (
            *("0 atrastu lappušu", "1 atrasta lappuse", "2 atrastas lappuses", "5 atrastas lappuses", "10 atrastu lappušu"),
            *("11 atrastu lappušu", "21 atrasta lappuse", "101 atrasta lappuse", "111 atrastu lappušu"),
        ),
    },
    "ru": {
        "{n} file": (
            *("0 файлов", "1 файл", "2 файла", "5 файлов", "10 файлов"),
            *("11 файлов", "21 файл", "101 файл", "111 файлов"),
        ),
        "{n} page": (
            *("0 страниц", "1 страница", "2 страницы", "5 страниц", "10 страниц"),
            *("11 страниц", "21 страница", "101 страница", "111 страниц"),
        ),
        "{n} page found": (
            *("Найдено 0 страниц", "Найдена 1 страница", "Найдено 2 страницы", "Найдено 5 страниц", "Найдено 10 страниц"),
            *("Найдено 11 страниц", "Найдена 21 страница", "Найдена 101 страница", "Найдено 111 страниц"),
        ),
    },
}


@pytest.mark.parametrize(("language", "one"), [(language, one) for language, forms in FORMS.items() for one in forms])
def test_numbers_take_the_forms_of_their_language(language: str, one: str) -> None:
    many = re.sub(r"file|page", r"\g<0>s", one)
    spoken_numbers = tuple(translations(language).ngettext(one, many, n).format(n=n) for n in NUMBERS)
    assert spoken_numbers == FORMS[language][one]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_count_takes_the_noun_that_its_number_asks_for(language: str) -> None:
    counts = [id for id in spoken() if isinstance(id, tuple) and "{n}" in id[0]]
    assert counts
    for one, many in counts:
        noun = "{n} file" if "file" in one else "{n} page"
        for number, expected in zip(NUMBERS, FORMS[language][noun], strict=True):
            text = translations(language).ngettext(one, many, number).format(n=number)
            assert expected.split()[-1] in re.split(r"[ :]", text), text


def _descendants(kind: type[ArchiveError]) -> Iterator[type[ArchiveError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _descendants(child)


ERRORS = sorted(set(_descendants(ArchiveError)), key=lambda error: error.__name__)
RAISED = [error for error in ERRORS if not error.__subclasses__()]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_has_words(error: type[ArchiveError]) -> None:
    assert error.slug in _TEXTS
    said = {language: error_text(error(), language) for language in INTERFACE_LANGUAGES}
    assert len(set(said.values())) == len(INTERFACE_LANGUAGES)


@pytest.mark.parametrize("error", RAISED, ids=lambda error: error.__name__)
def test_the_words_of_an_error_use_only_data_that_it_carries(error: type[ArchiveError]) -> None:
    carried = {name for kind in error.__mro__ for name in re.findall(r"``(\w+)``", kind.__doc__ or "")}
    assert {name for name, _, _ in fields(_TEXTS[error.slug])} <= carried


SLUG = re.compile(r"[a-z]+(-[a-z]+)+")
NOT_SLUGS = re.compile(r"tesseract-ocr(-.+)?")
"""Names of packages look the same."""


def _reasons() -> Iterator[str]:
    """What the indexer and the fixity check may give as a reason: every constant of theirs that looks like a slug, or stands as one."""
    for path in (*sorted((ROOT / "indexer").rglob("*.py")), ROOT / "archive_search" / "fixity.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SLUG.fullmatch(node.value):
                yield node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Outcome" and len(node.args) > 2:
                reason = node.args[2]
                if isinstance(reason, ast.Constant) and isinstance(reason.value, str):
                    yield reason.value


REASONS = sorted({reason for reason in _reasons() if not NOT_SLUGS.fullmatch(reason)})


def test_reasons_are_found_in_the_sources() -> None:
    assert {"duplicate", "already-ingested", "not-a-scan", "metadata-table", "metadata-row-repeated", "original-missing"} <= set(REASONS)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_words(reason: str) -> None:
    assert reason in _TEXTS
    assert len({reason_text(reason, {}, language) for language in INTERFACE_LANGUAGES}) == len(INTERFACE_LANGUAGES)


def test_every_trouble_with_a_metadata_table_has_words(tmp_path: Path) -> None:
    (tmp_path / "page.tif").touch()
    table = tmp_path / "metadata.csv"
    table.write_text(
        "file,frame,reference,date,type,language,closed_until,colour\n"
        ",,,,,,,\n,1,,,,,,red\npage.tif,0,,,,,,\npage.tif,,?,?,?,?,?,\npage.tif,,?,?,?,?,?,\npage.tif,,,,,,,\nmissing.tif,,,,,,,\n",
        encoding="utf-8",
    )
    problems = {problem.slug: problem.data for problem in read_metadata(table).problems}
    assert problems.keys() == {slug for slug in _TEXTS if slug.startswith("metadata-")} - {"metadata-table", "metadata-invalid"}
    for slug, data in problems.items():
        for language in INTERFACE_LANGUAGES:
            text = reason_text(slug, data, language)
            assert slug not in text
            assert all(str(value) in text for value in data.values())


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "ARCHIVE_SEARCH_HOME")}
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)


HELP = {
    ("ru", "ingest"): (
        *("Использование: archive-search ingest", "Параметры:", "Добавить сканы: файлы или целые папки.", "по умолчанию: auto"),
        *("Показать эту справку и выйти.", "\n  archive-search ingest scans/ --metadata scans/metadata.csv\n"),
    ),
    ("et", "doctor"): (
        *("Kasutamine: archive-search doctor", "Valikud:", "Kontrolli, kas selles arvutis on olemas kõik, mida programm vajab."),
        "Väljasta JSON tõlkimata võtmetega.",
    ),
    ("lv", "search"): (
        *("Lietojums: archive-search search", "Opcijas:", "Meklēt lappuses.", "Dokumenta valoda.", "noklusējums: 20"),
        """\n  archive-search search "Иванов Нарва"\n  archive-search search '"wage ledger" OR palgaleht' --from 1920 --to 1940\n""",
    ),
}


@pytest.mark.parametrize(("language", "command"), HELP)
def test_help_speaks_the_language_asked_for(language: str, command: str) -> None:
    done = run("--lang", language, command, "--help")
    assert done.returncode == 0, done.stderr
    for text in HELP[language, command]:
        assert text in done.stdout
    assert "Usage" not in done.stdout


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_list_of_commands_is_not_cut(language: str) -> None:
    assert "…" not in run("--lang", language, "--help").stdout


NO_HOME = {
    "en": "There is no archive at {path}. Make one with: archive-search --home {path} init\n",
    "et": "Kaustas {path} ei ole arhiivi. Looge see käsuga: archive-search --home {path} init\n",
    "lv": "Mapē {path} nav arhīva. Izveidojiet to ar komandu: archive-search --home {path} init\n",
    "ru": "В папке {path} нет архива. Создайте его командой: archive-search --home {path} init\n",
}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_an_unknown_home_is_told_in_every_language(language: str, tmp_path: Path) -> None:
    path = tmp_path / "nowhere"
    done = run("--home", str(path), "--lang", language, "status")
    assert (done.returncode, done.stdout, done.stderr) == (5, "", NO_HOME[language].format(path=path))
    assert not path.exists()
