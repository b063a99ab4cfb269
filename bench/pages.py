"""Pages to measure with, made from the texts of the sample scans: as many as wanted, the same ones every time.

Runs of words come from the samples, so that phrases and inflected forms recur as they do in records. Surnames are put together from
syllables, and letters are lost as in a recogniser's output, so that the number of different words grows with the number of pages as it does
in an archive (about 5 % of all words stand on one page only).
"""

import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from archive_search.records import LANGUAGES, RecordType

WORDS_ON_A_PAGE = 300
_WORDS_ON_A_LINE = 9
_PAGES_OF_A_FILE = 60
_FIRST_YEAR, _LAST_YEAR = 1820, 1990
_MISREAD = 0.05
"""Share of words with a wrong letter; what good recognition of old print leaves."""


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    tables = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    return {language: {name: text.split() for name, text in table.items()} for language, table in tables.items()}


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page as ``import`` takes it."""

    number: int
    reference: str
    title: str
    record_type: RecordType
    language: str
    year: int
    place: str
    text: str

    def to_json(self) -> str:
        """One line for ``archive-search import``."""
        record = {
            "reference": self.reference,
            "title": self.title,
            "type": self.record_type,
            "language": self.language,
            "date": str(self.year),
            "place": self.place,
            "text": self.text,
        }
        return json.dumps(record, ensure_ascii=False)


@dataclass(frozen=True)
class Generator:
    """Pages from the texts under a folder whose files are called ``LANGUAGE-….gt.txt``."""

    samples: Path
    seed: int = 1

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """Running words of each language that has samples."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.samples.rglob("*.gt.txt")):
            if path.name[:2] in LANGUAGES:
                found.setdefault(path.name[:2], []).extend(path.read_text(encoding="utf-8").split())
        if not found:
            raise FileNotFoundError(f"{self.samples}: no expected texts (LANGUAGE-….gt.txt)")
        return found

    def pages(self, count: int) -> Iterator[GeneratedPage]:
        """The first ``count`` pages; page by page the same whatever ``count`` is."""
        for number in range(count):
            yield self._page(number)

    def write(self, path: Path, count: int) -> int:
        """Write ``count`` pages for ``import``; the number of bytes of their texts."""
        size = 0
        with path.open("w", encoding="utf-8") as file:
            for page in self.pages(count):
                size += len(page.text.encode())
                file.write(page.to_json() + "\n")
        return size

    def _page(self, number: int) -> GeneratedPage:
        chance = random.Random(f"{self.seed}/{number}")
        # A file's pages are of one language, type and place, as in an archive.
        of_file = random.Random(f"{self.seed}/file/{number // _PAGES_OF_A_FILE}")
        language = of_file.choice(sorted(self.words))
        record_type = of_file.choice(list(RecordType))
        year = of_file.randint(_FIRST_YEAR, _LAST_YEAR)
        words = list(self._running_words(chance, language))[:WORDS_ON_A_PAGE]
        lines = (" ".join(words[start : start + _WORDS_ON_A_LINE]) for start in range(0, len(words), _WORDS_ON_A_LINE))
        return GeneratedPage(
            number=number,
            reference=_reference(language, number),
            title=f"{record_type.value} {number // _PAGES_OF_A_FILE}",
            record_type=record_type,
            language=language,
            year=year,
            place=of_file.choice(_names()[language]["places"]),
            text="\n".join(lines),
        )

    def _running_words(self, chance: random.Random, language: str) -> Iterator[str]:
        """Entries of a register: who, when, how much, and a run of words from the samples; at least a page of them."""
        source, given, written = self.words[language], _names()[language]["given"], 0
        while written < WORDS_ON_A_PAGE:
            start = chance.randrange(len(source))
            run = source[start : start + chance.randint(4, 14)]
            entry = [
                f"{chance.randint(1, 400)}.",
                surname(chance, language),
                chance.choice(given),
                *run,
                str(chance.randint(1, 30_000)),
            ]
            written += len(entry)
            yield from (misread(chance, word) if chance.random() < _MISREAD else word for word in entry)


def surname(chance: random.Random, language: str) -> str:
    """A made-up surname; some recur often, most seldom."""
    rank = int(40_000 * chance.random() ** 3)
    of_name = random.Random(f"{language}/{rank}")
    syllables, endings = _names()[language]["syllables"], _names()[language]["endings"]
    stem = "".join(of_name.choice(syllables) for _ in range(of_name.randint(2, 3)))
    return (stem + of_name.choice(endings)).capitalize()


def misread(chance: random.Random, word: str) -> str:
    """``word`` with one letter taken for another of the same word's or lost."""
    place = chance.randrange(len(word))
    return word[:place] + chance.choice(["", chance.choice(word).lower(), chance.choice("cenoltcрпнисв")]) + word[place + 1 :] or word


def _reference(language: str, number: int) -> str:
    """A reference code in the style of the country where such a record would lie."""
    file, leaf = divmod(number, _PAGES_OF_A_FILE)
    fonds, leaf = 1000 + file % 40, leaf + 1
    if language == "ru":
        return f"Ф. Р-{fonds}. Оп. 1. Д. {file}. Л. {leaf}"
    if language == "lv":
        return f"LNA LVVA, {fonds}. f., 1. apr., {file}. l., {leaf}. lp."
    return f"RA, EAA.{fonds}.1.{file}, l {leaf}"
