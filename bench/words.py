"""Recall and precision of the word keys, a row per language and kind: ``python bench/words.py``.

``ARCHIVE_SEARCH_EVAL`` names the folder of evaluation data (default ``../shared/eval``). R is the share of the wanted words found,
P the share of found words that were wanted; both are means over queries weighted by how often the query's word stands in the data.
"""

import csv
import itertools
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from archive_search.records import LANGUAGES, Kind
from archive_search.text.alphabets import exact_form
from archive_search.text.analysis import Analyser
from archive_search.text.language import identify

EVAL = Path(os.environ.get("ARCHIVE_SEARCH_EVAL", "../shared/eval")) / "languages"
CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}
Keys = Callable[[str], tuple[str, ...]]


def report(name: str, recall: float, precision: float) -> None:
    print(f"{name:45}R {recall:5.1f}  P {precision:5.1f}", flush=True)


def table(name: str) -> list[list[str]]:
    with (EVAL / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def plain(word: str) -> str:
    return exact_form(word).replace("ё", "е")


def measure(pairs: list[tuple[str, str]], queries: Counter[str], written: Keys, typed: Keys) -> tuple[float, float]:
    """``pairs``: (word of the page, query that should find it)."""
    index, wanted = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    for place, (word, query) in enumerate(pairs):
        wanted[query].add(place)
        for key in written(word):
            index[key].add(place)
    recall = precision = answered = 0.0
    for query, weight in queries.items():
        found = set().union(*(index.get(key, set()) for key in typed(query)))
        recall += weight * len(found & wanted[query]) / len(wanted[query])
        if found:
            answered += weight
            precision += weight * len(found & wanted[query]) / len(found)
    return 100 * recall / queries.total(), 100 * precision / max(answered, 1)


def keys_of(analyser: Analyser, kind: Kind, languages: tuple[str, ...]) -> tuple[Keys, Keys]:
    return lambda word: analyser.keys(word, languages).get(kind, ()), lambda word: analyser.query_keys(word, languages).get(kind, ())


def forms(analyser: Analyser) -> None:
    for language in LANGUAGES:
        rows = table(f"ud_{language}.tsv")
        pairs = [(row[0], plain(row[1])) for row in rows]
        for name, speech in (("content words", CONTENT), ("names", {"PROPN"})):
            queries = Counter(plain(row[1]) for row in rows if row[2] in speech)
            report(f"form {language} {name}", *measure(pairs, queries, *keys_of(analyser, Kind.FORM, (language,))))


def spellings(analyser: Analyser) -> None:
    for path in sorted(EVAL.glob("oldorth_*.tsv")):
        pairs = [(row[0], plain(row[1])) for row in table(path.name) if len(row) > 1 and row[1].isalpha()]
        for kind in (Kind.EXACT, Kind.SPELLING):
            keys = keys_of(analyser, kind, (path.name.split("_")[1],))
            report(f"{path.stem} {kind}", *measure(pairs, Counter(query for _, query in pairs), *keys))


def places(analyser: Analyser) -> None:
    """R: places of which some Latin name is found by their Cyrillic name; P: found names that belong to the place."""
    rows = [(row[3].split("|"), row[4].split("|")) for row in table("places_cross_script.tsv")]
    written, typed = keys_of(analyser, Kind.SCRIPT, ())
    index = defaultdict[str, set[tuple[int, str]]](set)
    for number, name in ((number, name) for number, (latin, _) in enumerate(rows) for name in latin):
        for key in phrases(name, written):
            index[key].add((number, name))
    recall, precision = 0, []
    for number, (_, cyrillic) in enumerate(rows):
        found = set().union(*(index.get(key, set()) for name in cyrillic for key in phrases(name, typed)))
        recall += any(owner == number for owner, _ in found)
        precision += [sum(owner == number for owner, _ in found) / len(found)] if found else []
    report("script places", 100 * recall / len(rows), 100 * sum(precision) / len(precision))


def phrases(name: str, keys: Keys) -> list[str]:
    """The keys of a name of several words; short words stand as they are."""
    words = name.lower().replace("-", " ").split()
    return [" ".join(reading) for reading in itertools.product(*(keys(word) or (word,) for word in words))]


def persons(analyser: Analyser) -> None:
    endings = (
        "ов",
        "ев",
        "ин",
        "ий",
        "ой",
        "ич",
        "ко",
        "ук",
        "ский",
        "ова",
        "ева",
        "ина",
        "ис",
        "ас",
        "ус",
        "с",
        "ер",
        "ман",
        "берг",
        "нен",
    )
    rows = [(row[0], row[1]) for row in table("person_names_en_ru.tsv") if row[1].endswith(endings) and row[0].isalpha()]
    report("script persons", *measure(rows, Counter(query for _, query in rows), *keys_of(analyser, Kind.SCRIPT, ())))


def languages(_: Analyser) -> None:
    for language in LANGUAGES:
        words = [row[0] for row in table(f"ud_{language}.tsv")]
        for length in (2, 4, 8):
            texts = [" ".join(words[start : start + length]) for start in range(0, len(words) - length, len(words) // 200)]
            right = [identify(text, LANGUAGES)[0][0] == language for text in texts]
            print(f"{f'language {language} {length} words':45}{100 * sum(right) / len(right):7.1f}")


def speed(analyser: Analyser) -> None:
    """Words a second of processor time: each word once, and then the text as it runs, mostly remembered."""
    for language in LANGUAGES:
        words = [row[0] for row in table(f"ud_{language}.tsv")]
        analyser.keys(words[0], (language,))
        for name, run in (("new words/s", list(dict.fromkeys(words))), ("running words/s", words)):
            start = time.process_time()
            _ = [analyser.keys(word, (language,)) for word in run]
            print(f"{f'speed {language} {name}':45}{len(run) / (time.process_time() - start):7.0f}")


PARTS = {"form": forms, "spelling": spellings, "places": places, "persons": persons, "language": languages, "speed": speed}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part](Analyser())
