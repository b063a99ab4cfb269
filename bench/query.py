"""How long searches take: in the process, as a command, and as a server, over a home of generated pages."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import quote
from urllib.request import urlopen

from archive_search.access.access import Access
from archive_search.archive import Archive
from archive_search.records import Kind
from archive_search.search.service import SearchQuery
from archive_search.text.analysis import Analyser
from archive_search.text.tokens import tokenise_plain
from bench.cost import Cost, apart, measured, quantile, resident_memory
from bench.index import GENERATOR, TakenIn, take_in
from bench.index import table as import_table
from bench.report import ROOT, Section, Table, megabytes, progress

QUERIES = 30
"""Of each class."""
_LOOKED_AT = 2_000
"""Pages whose words the queries are taken from."""
_STARTS = 5
_REQUESTS = 20
_PATIENCE = 60.0
"""Seconds for a process to start or to answer."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the queries of one class cost; milliseconds."""

    name: str
    example: str
    wall: list[float]
    cpu: list[float]
    totals: list[int]
    """Pages found by each."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All classes, asked in one process."""

    opening: Cost
    """From the home's path to the first answer, libraries loaded already."""
    classes: list[Answers]
    resident: int
    """Bytes in memory after all queries."""


@dataclass(frozen=True, slots=True)
class Started:
    """The command from start to end, several times."""

    wall: list[float]
    cpu: list[float]


@dataclass(frozen=True, slots=True)
class Served:
    """The web server: seconds until it takes connections, milliseconds of each answer, bytes in memory afterwards."""

    ready: float
    answers: list[float]
    resident_before: int
    resident: int


@dataclass(frozen=True)
class Words:
    """Words of the generated pages to ask for; the lists for one class of queries each in a fixed order."""

    pages: list[list[str]]
    """Words of each page looked at, as typed."""
    common: list[str]
    """On the most pages."""
    rare: list[str]
    """On two of the pages looked at."""
    inflected: list[str]
    """Forms that are not their own lemma."""
    middling: list[str]
    """On 1 % to 10 % of the pages."""


def words_of(pages: int, analyser: Analyser) -> Words:
    """The words to ask a home of ``pages`` generated pages for."""
    texts = [[word.lower() for word in tokenise_plain(page.text)] for page in GENERATOR.pages(min(pages, _LOOKED_AT))]
    spread = Counter(word for text in texts for word in set(text) if len(word) >= 4 and word.isalpha())
    ranked = [word for word, _ in spread.most_common()]
    rare = [word for word in ranked if spread[word] == 2]
    middling = [word for word in ranked if 0.01 <= spread[word] / len(texts) <= 0.1]
    chance = Random(1)
    for words in (rare, middling):
        chance.shuffle(words)
    inflected = (word for word in middling if word not in analyser.forms(word).get(Kind.FORM, (word,)))
    return Words(texts, ranked[:QUERIES], rare, list(islice(inflected, QUERIES)), middling)


def classes(words: Words, count: int = QUERIES) -> dict[str, list[SearchQuery]]:
    """At most ``count`` queries of each class, no two alike in one class."""
    middling = set(words.middling)
    threes = [list(dict.fromkeys(word for word in page if word in middling))[:3] for page in words.pages]
    phrases = [page[number : number + 3] for number, page in enumerate(words.pages[: len(words.pages) // 2])]
    pairs = [f"{one} OR {other}" for one, other in zip(words.common, words.middling, strict=False)]
    texts = {
        "one common word": words.common,
        "one rare word": words.rare,
        "one inflected word": words.inflected,
        "three words": [" ".join(three) for three in threes if len(three) == 3],
        "phrase of three words": [f'"{" ".join(phrase)}"' for phrase in phrases],
        "beginning of a word": [f"{beginning}*" for beginning in dict.fromkeys(word[:4] for word in words.middling)],
    }
    found = {name: [SearchQuery(text) for text in queries[:count]] for name, queries in texts.items()}
    found["OR, thirty years"] = [
        SearchQuery(text, year_from=1850 + 2 * place, year_to=1880 + 2 * place) for place, text in enumerate(pairs[:count])
    ]
    found["one common word, exact"] = [replace(query, exact=True) for query in found["one common word"]]
    found["three words, exact"] = [replace(query, exact=True) for query in found["three words"]]
    found["result page 50"] = [replace(query, page=50) for query in found["one common word"]]
    found["everything (*)"] = [SearchQuery("*", page=page) for page in range(1, count + 1)]
    return found


def ask(home: Path, pages: int, count: int = QUERIES) -> Asked:
    """Ask a home of ``pages`` generated pages ``count`` queries of each class, as a visitor of the public web pages is answered."""
    access = Access(date.today())  # noqa: DTZ011
    with measured() as opening:
        archive = Archive.open(home)
        archive.search.search(SearchQuery("Narva"), access).to_json()
    asked = classes(words_of(pages, archive.analyser), count)
    # What is fair to remember between queries is remembered: every query is asked once, after one of its class that does not count.
    answers = [_ask_class(archive, access, name, queries) for name, queries in asked.items() if queries]
    return Asked(opening, answers, resident_memory())


def _ask_class(archive: Archive, access: Access, name: str, queries: list[SearchQuery]) -> Answers:
    progress(f"query: {name}")
    archive.search.search(queries[-1], access).to_json()
    costs, totals = [], []
    for query in queries[:-1] or queries:
        with measured() as cost:
            answer = archive.search.search(query, access)
            answer.to_json()
        costs.append(cost)
        totals.append(answer.total)
    return Answers(name, queries[0].text, [1e3 * cost.wall for cost in costs], [1e3 * cost.cpu for cost in costs], totals)


def start(home: Path, word: str) -> Started:
    """Run ``archive-search search`` several times as a whole process, after once that does not count."""
    costs = []
    for _ in range(1 + _STARTS):
        with measured() as cost:
            command = _command(home, "search", word)
            subprocess.run(command, cwd=ROOT, env=_environment(home), stdout=subprocess.DEVNULL, check=True, timeout=_PATIENCE)
        costs.append(cost)
    return Started([cost.wall for cost in costs[1:]], [cost.cpu for cost in costs[1:]])


def _command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli", "--home", str(home), "--lang", "en", *arguments]


def _environment(home: Path) -> dict[str, str]:
    """With modules kept compiled, as they are wherever the product was installed, but beside the home."""
    unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONPYCACHEPREFIX": str(home.with_name("compiled"))}


def serve(home: Path, words: list[str]) -> Served:
    """Start ``archive-search serve`` and ask it for the result pages of ``words``."""
    begin = time.perf_counter()
    with _server(home) as (pid, address):
        ready, before = time.perf_counter() - begin, resident_memory(pid)
        answers = [_seconds(lambda word=word: _fetch(f"{address}search?q={quote(word)}")) for word in words]  # type: ignore[misc]
        return Served(ready, [1e3 * seconds for seconds in answers], before, resident_memory(pid))


def _seconds(call: Callable[[], None]) -> float:
    with measured() as cost:
        call()
    return cost.wall


def _fetch(address: str) -> None:
    with urlopen(address, timeout=_PATIENCE) as answer:
        answer.read()


@contextmanager
def _server(home: Path) -> Iterator[tuple[int, str]]:
    """A running server's process id and address."""
    command = _command(home, "serve", "--port", "0")
    with subprocess.Popen(command, cwd=ROOT, env=_environment(home), stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = ""
            for said in process.stderr:
                if found := re.search(r"http://[\d.:]+/", said):
                    yield process.pid, found[0]
                    return
            raise RuntimeError(f"the server did not start: {said}")
        finally:
            process.send_signal(signal.SIGINT)


def measure(pages: int) -> Section:
    """Make a home of ``pages`` generated pages and search it in every way."""
    progress(f"query: taking in {pages} generated pages")
    with TemporaryDirectory(prefix="archive-search-bench-") as folder:
        home = Path(folder) / "home"
        taken = apart(take_in, home, pages)
        asked = apart(ask, home, pages)
        words = [answers.example for answers in asked.classes]
        progress("query: starting the command and the server")
        started, served = start(home, words[0]), serve(home, (words * _REQUESTS)[:_REQUESTS])
    return section(taken, asked, started, served)


def section(taken: TakenIn, asked: Asked, started: Started, served: Served) -> Section:
    """The report on all of it."""
    tables = (import_table(taken), answers_table(asked), _process_table(asked, started, served))
    figures = {name: asdict(part) for name, part in (("import", taken), ("asked", asked), ("started", started), ("served", served))}
    return Section("query", f"Searching: {taken.pages} generated pages", tables, figures)


def answers_table(asked: Asked) -> Table:
    """Latency of each class."""
    columns = ("query", "asked", "pages found", "p50 ms", "p95 ms", "p50 CPU ms", "p95 CPU ms", "an example")
    note = "Through the search service, as command line and web use it: 20 hits with snippet, marks and boxes, facets with counts, as JSON."
    return Table("Latency", columns, tuple(_answers_row(answers) for answers in asked.classes), note)


def _answers_row(answers: Answers) -> tuple[str, ...]:
    times = [f"{quantile(values, share):.1f}" for values in (answers.wall, answers.cpu) for share in (0.5, 0.95)]
    return (answers.name, str(len(answers.wall)), f"{quantile([*answers.totals], 0.5):.0f}", *times, answers.example.replace("|", " "))


def _process_table(asked: Asked, started: Started, served: Served) -> Table:
    rows = (
        ("open a home and answer the first query", f"{asked.opening.wall:.2f} s", f"{asked.opening.cpu:.2f} s"),
        ("`archive-search search`, start to end, median", f"{quantile(started.wall, 0.5):.2f} s", f"{quantile(started.cpu, 0.5):.2f} s"),
        ("`archive-search serve`, until it takes connections", f"{served.ready:.2f} s", ""),
        (f"result page over HTTP, median of {len(served.answers)}", f"{quantile(served.answers, 0.5):.0f} ms", ""),
        ("first result page over HTTP", f"{served.answers[0]:.0f} ms", ""),
        ("server's memory when started", megabytes(served.resident_before), ""),
        (f"server's memory after {len(served.answers)} queries", megabytes(served.resident), ""),
    )
    return Table("Start and memory", ("", "by the clock", "CPU time"), rows)
