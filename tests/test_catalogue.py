"""The catalogue on SQLite and on a real PostgreSQL server: the same behaviour on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from archive_search.catalogue import database
from archive_search.catalogue.catalogue import Catalogue, NewPage, Outcome, page_id_of_scan
from archive_search.catalogue.tables import Base
from archive_search.errors import PageNotFound, SchemaOutdated
from archive_search.records import Box, Description, Image, Line, PageState, PageText, Reading, ReadingOrigin, RecordType, Script, Word

SHA = "ab" * 32


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'catalogue.sqlite'}"
        return
    url: str = request.getfixturevalue("postgresql_url")
    yield url
    engine = database.connect(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


@pytest.fixture
def catalogue(url: str) -> Iterator[Catalogue]:
    catalogue = Catalogue.create(url, country="EE")
    yield catalogue
    catalogue.close()


def reading(words: str = "Иванъ Ивановъ", **changes: object) -> Reading:
    line = Line(tuple(Word(word, Box(10 * place, 5, 9, 8), 0.9) for place, word in enumerate(words.split())), Box(0, 5, 99, 8))
    values = {"state": PageState.READ, "quality": 0.93, "languages": ("ru",), "script": Script.CYRILLIC}
    return Reading(PageText((line,)), ReadingOrigin.OCR, "tesseract 5.3.0", "rus", **{**values, **changes})  # type: ignore[arg-type]


def add_scan(catalogue: Catalogue, frame: int, description: Description, *, path: str = "scans/a.tif", sha256: str = SHA) -> str:
    run = catalogue.start_run("ingest", {})
    catalogue.add_source(run, sha256=sha256, path=path, size=3_000_000_000, media_type="image/tiff", frames=3)
    page = page_id_of_scan(sha256, frame)
    catalogue.add_pages(run, [NewPage(page, description, reading(), Image(sha256, path, frame, 2000, 3000, 300, 90))])
    return page


DESCRIPTION = Description(
    reference="Ф. Р-1234. Оп. 1. Д. 567а. Л. 12 об.",
    title="Книга погребений",
    date="15/27 марта 1892",
    record_type=RecordType.BURIAL,
    language="ru",
    place="Нарва",
    creator="Кладбище",
    closed_until="2061-01-01",
)


def test_a_page_comes_back_as_it_was_described_and_read(catalogue: Catalogue) -> None:
    page = catalogue.page(add_scan(catalogue, 1, DESCRIPTION))
    assert page.description == DESCRIPTION
    assert (page.reference, page.file_reference) == ("Ф. Р-1234. Оп. 1. Д. 567а. Л. 12 об.", "Ф. Р-1234. Оп. 1. Д. 567а")
    assert (page.years, page.language, page.script, page.state, page.quality) == ((1892, 1892), "ru", Script.CYRILLIC, PageState.READ, 0.93)
    assert page.image == Image(SHA, "scans/a.tif", 1, 2000, 3000, 300, 90)
    assert catalogue.text(page.id) == reading().text
    assert [summary.engine for summary in catalogue.readings(page.id)] == ["tesseract 5.3.0"]


def test_levels_above_the_page_are_made_once(catalogue: Catalogue, url: str) -> None:
    for frame in range(3):
        add_scan(catalogue, frame, Description(reference=f"RA, EAA.5100.1.378, l {frame + 1}"))
    add_scan(catalogue, 0, Description(reference="RA, EAA.5100.1.379, l 1"), path="b.tif", sha256="cd" * 32)
    engine = database.connect(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT level, count(*) FROM unit GROUP BY level ORDER BY level")).all()
        institutions = connection.execute(text("SELECT code FROM institution")).scalars().all()
    engine.dispose()
    assert [tuple(row) for row in found] == [("file", 2), ("fonds", 1), ("inventory", 1)]
    assert institutions == ["RA"]


def test_pages_of_a_file_in_leaf_order_however_its_reference_is_spelled(catalogue: Catalogue) -> None:
    pages = {}
    for frame, leaf in enumerate(["10", "2 об.", "2"]):
        pages[leaf] = add_scan(catalogue, frame, Description(reference=f"Ф. Р-1. Оп. 2. Д. 3. Л. {leaf}"))
    # With Latin letters that look the same.
    found = catalogue.file_pages("Ф.P-1 Oп.2 Д.3")
    assert [page.id for page in found] == [pages["2"], pages["2 об."], pages["10"]]
    assert catalogue.neighbours(pages["2 об."]) == (pages["2"], pages["10"])
    assert catalogue.neighbours(pages["10"]) == (pages["2 об."], None)


def test_pages_without_reference_are_neighbours_in_their_scan(catalogue: Catalogue) -> None:
    first, second = (add_scan(catalogue, frame, Description()) for frame in range(2))
    assert catalogue.neighbours(first) == (None, second)


def test_what_is_known_stays(catalogue: Catalogue) -> None:
    page = add_scan(catalogue, 0, DESCRIPTION)
    add_scan(catalogue, 0, Description(title="another"), path="copy.tif")
    assert catalogue.page(page).description == DESCRIPTION
    known = catalogue.known_source(SHA)
    assert known is not None
    assert (known.path, known.frames, known.pages) == ("scans/a.tif", 3, {0: page})
    assert catalogue.known_source("00" * 32) is None


def test_a_new_description_counts_only_if_it_differs_and_waits_for_the_index(catalogue: Catalogue) -> None:
    page = add_scan(catalogue, 0, DESCRIPTION)
    catalogue.mark_indexed([page])
    assert catalogue.describe(page, DESCRIPTION) is False
    assert catalogue.unindexed(10) == []
    assert catalogue.describe(page, Description(title="Метрика")) is True
    assert catalogue.unindexed(10) == [page]
    assert catalogue.page(page).reference is None


def test_references_and_dates_that_cannot_be_read_stay_as_written(catalogue: Catalogue) -> None:
    page = catalogue.page(add_scan(catalogue, 0, Description(reference="shoebox under the stairs", date="long ago")))
    assert (page.reference, page.file_reference, page.years) == ("shoebox under the stairs", "shoebox under the stairs", None)
    assert page.description.date == "long ago"


def test_records_that_name_no_institution_belong_to_the_house(url: str) -> None:
    Catalogue.create(url).close()
    catalogue = Catalogue.open(url, institution="НГА")
    own = catalogue.page(add_scan(catalogue, 0, Description(reference="Ф. Р-1. Оп. 2. Д. 3. Л. 1")))
    foreign = catalogue.page(add_scan(catalogue, 1, Description(reference="RA, EAA.5100.1.378, l 1")))
    catalogue.close()
    assert (own.institution, foreign.institution) == ("НГА", "RA")


def test_outcomes_and_runs_are_kept(catalogue: Catalogue) -> None:
    run = catalogue.start_run("ingest", {"languages": ["ru"]})
    outcomes = [Outcome("a.tif", "done", pages=("1",)), Outcome("b.pdf", "failed", "source-encrypted", {"path": "b.pdf"})]
    catalogue.add_outcomes(run, outcomes)
    catalogue.end_run(run, "finished")
    (summary,) = catalogue.runs()
    assert (summary.state, summary.items) == ("finished", {"done": 1, "failed": 1})
    assert catalogue.items(run, "failed") == [outcomes[1]]


def test_unknown_pages(catalogue: Catalogue) -> None:
    assert catalogue.pages(["0" * 16]) == {}
    with pytest.raises(PageNotFound):
        catalogue.page("0" * 16)
    with pytest.raises(PageNotFound):
        catalogue.text("no such page")
    with pytest.raises(PageNotFound):
        catalogue.describe("0" * 16, Description())


def test_thousands_of_ids_at_once(catalogue: Catalogue) -> None:
    page = add_scan(catalogue, 0, DESCRIPTION)
    assert list(catalogue.pages([*(f"{number:016}" for number in range(3000)), page])) == [page]


def test_opening_never_changes_what_it_finds(url: str) -> None:
    with pytest.raises(SchemaOutdated):
        Catalogue.open(url)
    engine = database.connect(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_the_latest_migration_is_the_one_that_opening_asks_for() -> None:
    (head,) = ScriptDirectory(str(Path(database.__file__).parent / "migrations")).get_heads()
    assert head == database.REVISION


def test_migrations_lead_to_the_tables_of_this_program(url: str) -> None:
    Catalogue.create(url).close()
    engine = database.connect(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()
