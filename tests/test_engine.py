"""The embedded engine against a simple model, against kills, and against damaged and foreign files."""

import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_search.errors import HomeLocked, IndexDamaged, IndexOutdated
from archive_search.search.engines.protocol import (
    Adjacent,
    All,
    Alternative,
    AnyOf,
    Column,
    EngineNode,
    EngineQuery,
    IndexDocument,
    Pattern,
    Stamp,
    Term,
    Without,
    YearRange,
)
from archive_search.search.engines.whoosh_engine import WhooshEngine

TODAY = date(2026, 6, 1)
EVERYTHING = EngineQuery(All(()), None, by_order=True, limit=1_000)


@pytest.fixture
def engine(tmp_path: Path) -> Iterable[WhooshEngine]:
    engine = WhooshEngine(tmp_path / "index", "analysis-1")
    yield engine
    engine.close()


def document(
    page: str, words: str, *, closed_until: str | None = None, years: tuple[int, int] | None = None, language: str = ""
) -> IndexDocument:
    keys = tuple((place, (f"e{word}", f"f{word[:1]}")) for place, word in enumerate(words.split()))
    return IndexDocument(page, keys, len(keys), page, f"version of {page} {words}", {"language": language}, years, closed_until)


def term(word: str) -> Term:
    return Term((Alternative((f"e{word}",), 1.0), Alternative((f"f{word[:1]}",), 0.5)))


def exact(word: str) -> Term:
    return Term((Alternative((f"e{word}",), 1.0),))


def found(engine: WhooshEngine, node: EngineNode, visible_on: date | None = None) -> list[str]:
    return [hit.page for hit in engine.search(EngineQuery(node, visible_on, limit=1_000)).hits]


# A model: pages in a dictionary, searched by looking at every one of them.

Model = dict[str, IndexDocument]


def holds(doc: IndexDocument, node: EngineNode) -> bool:
    match node:
        case Term(alternatives):
            return bool(places(doc, [key for part in alternatives for key in part.keys]))
        case Adjacent(terms):
            slots = [places(doc, [key for part in one.alternatives for key in part.keys]) for one in terms]
            return any(all(start + offset in slot for offset, slot in enumerate(slots)) for start in slots[0])
        case Pattern(prefix, pattern):
            expression = re.compile(re.escape(prefix) + re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))
            return any(expression.fullmatch(key) for _, keys in doc.positions for key in keys)
        case YearRange(first, last):
            return doc.years is not None and doc.years[0] <= last and doc.years[1] >= first
        case Column(facet, value):
            return doc.facets.get(facet, "").casefold() == value.casefold()
        case All(parts):
            return all(holds(doc, part) for part in parts)
        case AnyOf(parts):
            return any(holds(doc, part) for part in parts)
        case Without(part):
            return not holds(doc, part)


def places(doc: IndexDocument, wanted: list[str]) -> set[int]:
    return {position for position, keys in doc.positions if set(keys) & set(wanted)}


WORDS = ["aa", "ab", "ba", "bb", "c"]
some_words = st.sampled_from(WORDS)
documents = st.builds(
    lambda number, words, closed, years, language: document(
        f"p{number}", " ".join(words), closed_until=closed, years=years, language=language
    ),
    st.integers(0, 9),
    st.lists(some_words, max_size=8),
    st.sampled_from([None, None, "2026-05-31", "2026-06-01", "2026-06-02", "2090"]),
    st.sampled_from([None, (1900, 1900), (1899, 1912)]),
    st.sampled_from(["", "ru", "et"]),
)
leaves: st.SearchStrategy[EngineNode] = st.one_of(
    st.builds(term, some_words),
    st.builds(exact, some_words),
    st.builds(lambda words: Adjacent(tuple(map(exact, words))), st.lists(some_words, min_size=2, max_size=3)),
    st.builds(lambda pattern: Pattern("e", pattern, 1.0), st.sampled_from(["a*", "?b", "*a", "b?", "*", "**?"])),
    st.builds(lambda first, length: YearRange(first, first + length), st.integers(1895, 1915), st.integers(0, 5)),
    st.builds(lambda value: Column("language", value), st.sampled_from(["ru", "ET", "xx"])),
)
nodes = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda parts: All(tuple(parts)), st.lists(inner, max_size=3)),
        st.builds(lambda parts: AnyOf(tuple(parts)), st.lists(inner, max_size=3)),
        st.builds(Without, inner),
    ),
    max_leaves=6,
)
steps = st.lists(
    st.one_of(
        st.lists(documents, min_size=1, max_size=6), st.lists(st.integers(0, 9).map(lambda number: f"p{number}"), min_size=1, max_size=3)
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(steps, st.lists(nodes, min_size=3, max_size=8))
def test_random_operations_against_a_model(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[IndexDocument] | list[str]], asked: list[EngineNode]
) -> None:
    engine = WhooshEngine(tmp_path_factory.mktemp("engine") / "index", "analysis-1")
    model: Model = {}
    for step in steps:
        apply(engine, model, step)
        assert engine.versions() == {page: doc.version for page, doc in model.items()}
    for node in asked:
        for visible_on in (None, TODAY):
            visible = {page: doc for page, doc in model.items() if visible_on is None or (doc.closed_until or "") <= visible_on.isoformat()}
            result = engine.search(EngineQuery(node, visible_on, limit=100))
            expected = {page for page, doc in visible.items() if holds(doc, node)}
            assert {hit.page for hit in result.hits} == expected
            assert result.total == len(expected)
            counts = {value: sum(visible[page].facets["language"] == value for page in expected) for value in ("ru", "et")}
            assert dict(result.facets["language"]) == {value: count for value, count in counts.items() if count}
    engine.close()


def apply(engine: WhooshEngine, model: Model, step: list[IndexDocument] | list[str]) -> None:
    """Write documents or delete pages, in the engine and in the model."""
    written = [item for item in step if isinstance(item, IndexDocument)]
    if written:
        engine.write(written)
        model.update({doc.page: doc for doc in written})
    else:
        gone = [item for item in step if isinstance(item, str)]
        engine.delete(gone)
        for page in gone:
            model.pop(page, None)


@settings(max_examples=40, deadline=None)
@given(st.lists(documents, min_size=1, max_size=12), st.lists(nodes, min_size=2, max_size=5))
def test_a_closed_page_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, written: list[IndexDocument], asked: list[EngineNode]
) -> None:
    """Not even in scores: the answer is that of an index in which closed pages never were."""
    folder = tmp_path_factory.mktemp("engine")
    whole, open_only = WhooshEngine(folder / "whole", "a"), WhooshEngine(folder / "open", "a")
    latest = {doc.page: doc for doc in written}
    whole.write(latest.values())
    open_only.write(doc for doc in latest.values() if (doc.closed_until or "") <= TODAY.isoformat())
    for node in asked:
        query = EngineQuery(node, TODAY, filters=(Column("language", "ru"),), years=YearRange(1900, 1901))
        for one in (query, EngineQuery(node, TODAY)):
            assert whole.search(one) == open_only.search(one)
    assert whole.values("language", TODAY) == open_only.values("language", TODAY)
    whole.close()
    open_only.close()


def test_an_index_that_is_not_there_yet_is_empty(engine: WhooshEngine, tmp_path: Path) -> None:
    assert engine.stamp() is None
    assert engine.search(EVERYTHING).total == 0
    assert list(engine.documents()) == []
    engine.delete(["p1"])
    assert not (tmp_path / "index").exists()


def test_better_kinds_come_first_and_ties_go_by_order(engine: WhooshEngine) -> None:
    engine.write([document("p3", "ab c"), document("p1", "ab c"), document("p2", "aa c"), document("p4", "c c")])
    assert found(engine, term("aa")) == ["p2", "p1", "p3"]


def test_the_engine_order_does_not_depend_on_how_much_is_asked(engine: WhooshEngine) -> None:
    engine.write(document(f"p{number:03}", " ".join(random.Random(number).choices(WORDS, k=9))) for number in range(120))
    whole = found(engine, AnyOf((term("aa"), term("c"))))
    pieces = [
        hit.page
        for offset in range(0, 120, 7)
        for hit in engine.search(EngineQuery(AnyOf((term("aa"), term("c"))), None, offset=offset, limit=7)).hits
    ]
    assert pieces == whole


def test_positions_of_a_hit(engine: WhooshEngine) -> None:
    engine.write([document("p1", "aa bb aa c")])
    hit = engine.search(EngineQuery(All((exact("aa"), Without(exact("zz")))), None)).hits[0]
    assert hit.positions == {"eaa": (0, 2)}
    assert engine.positions("p1", [Pattern("e", "?", 1.0), exact("bb")]) == {"ec": (3,), "ebb": (1,)}
    assert engine.positions("unknown", [exact("bb")]) == {}


def test_a_key_on_many_pages_keeps_all_its_positions(engine: WhooshEngine) -> None:
    """Enough pages for several blocks, in two segments, one page with positions far apart."""
    far = IndexDocument("far", ((0, ("eaa",)), (70_000, ("eaa",)), (1 << 20, ("eaa",))), 3, "far", "1")
    engine.write([document(f"p{number:04}", "aa bb") for number in range(400)])
    engine.write([document(f"q{number:04}", "bb aa aa") for number in range(300)] + [far])
    assert engine.search(EngineQuery(Adjacent((exact("aa"), exact("bb"))), None)).total == 400
    assert engine.search(EngineQuery(Adjacent((exact("aa"), exact("aa"))), None)).total == 300
    assert engine.positions("far", [exact("aa")]) == {"eaa": (0, 70_000, 1 << 20)}


def test_facets_are_counted_without_their_own_filter(engine: WhooshEngine) -> None:
    engine.write(
        [
            document("p1", "aa", language="ru", years=(1901, 1901)),
            document("p2", "aa", language="et", years=(1895, 1915)),
            document("p3", "aa", language="et"),
        ]
    )
    result = engine.search(EngineQuery(exact("aa"), None, filters=(Column("language", "ru"),)))
    assert result.total == 1
    assert result.facets["language"] == (("et", 2), ("ru", 1))
    assert result.facets["decade"] == (("1900", 1),)
    result = engine.search(EngineQuery(exact("aa"), None, years=YearRange(1911, 1912)))
    assert result.facets["language"] == (("et", 1),)
    assert result.facets["decade"] == (("1890", 1), ("1900", 2), ("1910", 1))


def test_a_pattern_that_stands_for_too_much_says_so(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive_search.search.engines.evaluation.PATTERN_LIMIT", 3)
    engine.write([document("p1", "aa ab ba"), document("p2", "bb c", closed_until="2090-01-01")])
    assert engine.search(EngineQuery(Pattern("e", "*", 1.0), TODAY)).cut == ()
    assert engine.search(EngineQuery(Pattern("e", "*", 1.0), None)).cut == ("*",)


def test_a_batch_that_fails_changes_nothing(engine: WhooshEngine) -> None:
    engine.write([document("p1", "aa")])

    def failing() -> Iterable[IndexDocument]:
        yield document("p2", "aa")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.write(failing())
    assert found(engine, exact("aa")) == ["p1"]
    engine.write([document("p2", "aa")])
    assert found(engine, exact("aa")) == ["p1", "p2"]


def test_a_batch_that_fails_half_way_changes_nothing(engine: WhooshEngine) -> None:
    engine.write([document("p1", "aa")])
    unwritable = IndexDocument("p2", (("not a number", ("eaa",)),), 1, "p2", "1")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        engine.write([document("p1", "bb"), unwritable])
    assert found(engine, exact("aa")) == ["p1"]
    engine.write([document("p3", "aa")])
    assert found(engine, exact("aa")) == ["p1", "p3"]


# Rebuilding


def test_rebuilding_beside_the_index_in_use(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.write([document("old", "aa")])
    other = WhooshEngine(tmp_path / "index", "analysis-1")
    assert found(other, exact("aa")) == ["old"]
    with engine.rebuild() as builder:
        builder.write([document("new1", "aa")])
        builder.write([document("new2", "aa")])
        assert found(other, exact("aa")) == ["old"]
    assert found(engine, exact("aa")) == found(other, exact("aa")) == ["new1", "new2"]
    assert len(list((tmp_path / "index").glob("index-*"))) == 1
    other.close()


def test_a_rebuild_that_fails_changes_nothing(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.write([document("old", "aa")])
    with pytest.raises(RuntimeError), engine.rebuild() as builder:  # noqa: PT012
        builder.write([document("new", "aa")])
        raise RuntimeError
    assert found(engine, exact("aa")) == ["old"]
    assert not list((tmp_path / "index").glob("building-*"))


def test_rebuilding_an_outdated_index(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.write([document("p1", "aa")])
    before = sorted(path.name for path in (tmp_path / "index").rglob("*"))
    newer = WhooshEngine(tmp_path / "index", "analysis-2")
    for use in (
        lambda: newer.search(EVERYTHING),
        lambda: newer.write([document("p2", "aa")]),
        lambda: newer.delete(["p1"]),
        newer.versions,
    ):
        with pytest.raises(IndexOutdated):
            use()
    with pytest.raises(IndexOutdated):
        WhooshEngine.open(tmp_path / "index", "analysis-2")
    assert sorted(path.name for path in (tmp_path / "index").rglob("*")) == before
    assert newer.stamp() == Stamp(1, "analysis-1")
    with newer.rebuild() as builder:
        builder.write([document("p1", "aa")])
    assert found(newer, exact("aa")) == ["p1"]
    newer.close()


# Several processes


def test_a_second_writer_is_refused(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.write([document("p1", "aa")])
    other = WhooshEngine(tmp_path / "index", "analysis-1")
    with engine.rebuild():
        with pytest.raises(HomeLocked):
            other.write([document("p2", "aa")])
        with pytest.raises(HomeLocked):
            other.rebuild().__enter__()
        assert found(other, exact("aa")) == ["p1"]
    other.close()


def test_a_reader_sees_what_another_process_commits(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.write([document("p1", "aa")])
    assert found(engine, exact("aa")) == ["p1"]
    with run_writer(tmp_path / "index", "first=2; last=3") as writer:
        writer.communicate(timeout=60)
    assert sorted(found(engine, exact("aa"))) == ["p1", "p2", "p3"]


_WRITER = """
import sys
from itertools import count
from pathlib import Path
from archive_search.search.engines.protocol import IndexDocument
from archive_search.search.engines.whoosh_engine import WhooshEngine
first, last = 1, None
exec(sys.argv[2])
engine = WhooshEngine(Path(sys.argv[1]), "analysis-1")
for number in count(first):
    names = [f"p{number}"] if last else [f"p{number}-{part}" for part in range(40)]
    engine.write(IndexDocument(name, tuple((place, ("eaa", f"e{name}{place}")) for place in range(30)), 30, name, "1") for name in names)
    if number == last:
        break
    print(number, flush=True)
"""


def run_writer(folder: Path, settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _WRITER, str(folder), settings], stdout=subprocess.PIPE, text=True)


def test_kill_during_commits(engine: WhooshEngine, tmp_path: Path) -> None:
    """Killed at any moment, the index holds whole batches only, every one that was reported, and takes the next writer at once."""
    numbers = random.Random(5)
    first = 1
    for _ in range(6):
        with run_writer(tmp_path / "index", f"{first=}") as writer:
            assert writer.stdout is not None
            reported = [int(writer.stdout.readline()) for _ in range(2)]
            time.sleep(numbers.random() * 0.3)
            writer.kill()
            reported += [int(line) for line in writer.stdout if line.endswith("\n")]
        pages = set(engine.documents())
        last = len(pages) // 40
        assert pages == {f"p{number}-{part}" for number in range(1, last + 1) for part in range(40)}
        assert last >= reported[-1]
        assert engine.search(EngineQuery(exact("aa"), None)).total == len(pages)
        first = last + 1
    engine.write([document("p0", "aa")])
    left = {path.suffix for path in next((tmp_path / "index").glob("index-*")).iterdir()}
    assert left <= {".toc", ".seg", ""}


def test_threads_search_while_another_writes(engine: WhooshEngine) -> None:
    engine.write(document(f"p0-{part}", "aa bb") for part in range(10))
    done = threading.Event()

    def search() -> set[int]:
        totals = set()
        while not done.is_set():
            result = engine.search(EngineQuery(exact("aa"), None, limit=1_000))
            assert result.total == len({hit.page for hit in result.hits})
            totals.add(result.total)
        return totals

    with ThreadPoolExecutor(4) as pool:
        searching = [pool.submit(search) for _ in range(4)]
        for batch in range(1, 8):
            engine.write(document(f"p{batch}-{part}", "aa bb") for part in range(10))
        done.set()
        assert all(total % 10 == 0 for one in searching for total in one.result())
    assert engine.search(EngineQuery(exact("aa"), None)).total == 80


# Damage


def _segment(folder: Path) -> Path:
    return next(folder.glob("index-*/*.seg"))


@pytest.mark.parametrize("keep", [0, 0.3, 0.7, 0.95])
def test_a_cut_segment_is_reported(tmp_path: Path, keep: float) -> None:
    engine = WhooshEngine(tmp_path, "a")
    engine.write(document(f"p{number}", f"aa w{number}") for number in range(50))
    path = _segment(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    fresh = WhooshEngine(tmp_path, "a")
    with pytest.raises(IndexDamaged):
        fresh.search(EngineQuery(AnyOf((exact("aa"), Pattern("e", "w*", 1.0))), None))
    with fresh.rebuild() as builder:
        builder.write([document("p1", "aa")])
    assert found(fresh, exact("aa")) == ["p1"]
    fresh.close()
    engine.close()


@pytest.mark.parametrize("pattern", ["current.json", "index-*/*.toc", "index-*/*.seg"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\0garbage" * 50])
def test_missing_and_overwritten_files_are_reported(tmp_path: Path, pattern: str, content: bytes | None) -> None:
    engine = WhooshEngine(tmp_path, "a")
    engine.write([document("p1", "aa")])
    engine.close()
    path = next(tmp_path.glob(pattern))
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    fresh = WhooshEngine(tmp_path, "a")
    with pytest.raises(IndexDamaged):
        fresh.search(EngineQuery(exact("aa"), None))
    with pytest.raises(IndexDamaged):
        fresh.write([document("p2", "aa")])
    with fresh.rebuild() as builder:
        builder.write([document("p3", "aa")])
    assert found(fresh, exact("aa")) == ["p3"]
    fresh.close()
