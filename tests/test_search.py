"""The search service on pages of every kind: what is found, by which kind, in which boxes, and what a reader may not learn."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_search.access.access import Access
from archive_search.errors import PageClosed, PageNotFound
from archive_search.records import Box, Description, Kind, Line, Page, PageState, PageText, RecordType, Script, Word
from archive_search.references import parse_reference
from archive_search.search.engines.protocol import FACETS
from archive_search.search.engines.whoosh_engine import WhooshEngine
from archive_search.search.indexing import document_version, index_pages
from archive_search.search.query import Note
from archive_search.search.service import Hit, Match, SearchQuery, SearchResult, SearchService
from archive_search.text.analysis import ANALYSIS_VERSION, Analyser

TODAY = date(2026, 6, 1)
PUBLIC = Access(TODAY)
STAFF = Access(TODAY, everything=True)

Item = tuple[Page, PageText]


class Pages:
    """What the service needs of a catalogue, in memory."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = {page.id: (page, text) for page, text in items}

    def page(self, id: str) -> Page:
        if id not in self.items:
            raise PageNotFound(page=id)
        return self.items[id][0]

    def pages(self, ids: Iterable[str]) -> dict[str, Page]:
        return {id: self.items[id][0] for id in ids if id in self.items}

    def text(self, id: str) -> PageText:
        return self.items[id][1]

    def texts(self, ids: Iterable[str]) -> dict[str, PageText]:
        return {id: self.items[id][1] for id in ids if id in self.items}

    def file_pages(self, file_reference: str) -> list[Page]:
        return [page for page, _ in self.items.values() if page.file_reference == file_reference]


def printed(text: str) -> PageText:
    """Words on a grid: word ``n`` of line ``l`` lies at (100 n, 50 l), 90 × 40 pixels."""
    rows = [row.split() for row in text.splitlines()]
    return PageText(
        tuple(Line(tuple(Word(word, Box(100 * n, 50 * at, 90, 40), 0.9) for n, word in enumerate(row))) for at, row in enumerate(rows))
    )


def make_page(id: str, text: str, language: str, years: tuple[int, int] | None = None, **description: object) -> Item:
    described = Description(language=language, **description)  # type: ignore[arg-type]
    reference = parse_reference(described.reference) if described.reference else None
    page = Page(
        id=id,
        description=described,
        reference=reference.format() if reference else None,
        file_reference=reference.unit.format() if reference else None,
        order=reference.sort_key if reference else id,
        edtf=None,
        years=years,
        calendar=None,
        language=language,
        languages=(language,),
        script=Script.CYRILLIC if language == "ru" else Script.LATIN,
        state=PageState.READ,
        quality=0.9,
        institution=reference.institution if reference else None,
        fonds=reference.fonds if reference else None,
        image=None,
        reading=1,
    )
    return page, printed(text)


ITEMS = [
    make_page(
        "narva",
        "Въ Нарвѣ погребенъ Иванъ\nИвановъ мѣщанинъ руково-\nдимое попечительство",
        "ru",
        (1905, 1905),
        title="Метрическая книга",
        date="1905",
        place="Нарва",
        record_type=RecordType.BURIAL,
        reference="Ф. Р-1234. Оп. 1. Д. 567а. Л. 12 об.",
    ),
    make_page(
        "valga",
        "Jaan Ivanov maeti Valga kalmistule\nNarva-Jaanilinn 1905 raamatud",
        "et",
        (1921, 1923),
        title="Matuseregister",
        date="1921-1923",
        place="Valga",
        record_type=RecordType.BURIAL,
        reference="RA, EAA.5100.1.378, l 12",
    ),
    make_page(
        "riga",
        "Jānis Ivanovs dzimis Rīgā\nalgu saraksts grāmata",
        "lv",
        (1930, 1939),
        title="Algu grāmata",
        place="Rīga",
        record_type=RecordType.PAYROLL,
    ),
    make_page("order", "Kohtuotsus peidetud Salanimi", "et", (1999, 1999), title="Salajane", place="Salakoht", closed_until="2090-01-01"),
    make_page("opened", "avatud leht", "et", closed_until="2026-06-01"),
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> Iterator[SearchService]:
    engine = WhooshEngine(tmp_path_factory.mktemp("search") / "index", ANALYSIS_VERSION)
    index_pages(engine, analyser, ITEMS)
    yield SearchService(Pages(ITEMS), engine, analyser)
    engine.close()


def pages(result: SearchResult) -> list[str]:
    return [hit.page.id for hit in result.hits]


def search(service: SearchService, text: str, access: Access = PUBLIC, **options: object) -> SearchResult:
    return service.search(SearchQuery(text, **options), access)  # type: ignore[arg-type]


def matches(hit: Hit) -> list[tuple[str, Kind]]:
    return [(match.text, match.kind) for match in hit.matches if match.line is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("погребенъ", ["narva"]),
        ("руководимое", ["narva"]),
        ('"Ивановъ мѣщанинъ"', ["narva"]),
        ('"Ивановъ" NOT Ivanov', []),
        ('"Иванъ Ивановъ"', ["narva"]),
        ('"мѣщанинъ Ивановъ"', []),
        ("raamat", ["valga"]),
        ('"raamat"', []),
        ("Narva-Jaanilinn", ["valga"]),
        ("Jaanilinn", ["valga"]),
        ("kalmist*", ["valga"]),
        ("Jaanilin?", ["valga"]),
        ("maeti AND (Valga OR Narva)", ["valga"]),
        ("grāmata OR raamat", ["riga", "valga"]),
        ("maeti -kalmistule", []),
        ("title:matuseregister", ["valga"]),
        ("title:kalmistule", []),
        ("place:Rīga", ["riga"]),
        ("type:burial maeti", ["valga"]),
        ("language:lv", ["riga"]),
        ("[1930 TO 1931]", ["riga"]),
        ("year:1922", ["valga"]),
        ("1930-1935", ["riga"]),
        ("1922", ["valga"]),
        ("RA, EAA.5100.1.378, l 12", ["valga"]),
        ("EAA.5100.1.378", ["valga"]),
        ("reference:EAA.5100", ["valga"]),
        ("Ф. Р-1234. Оп. 1. Д. 567а. Л. 12 об.", ["narva"]),
        ("ф. Р-1234 оп. 1", ["narva"]),
        ("02091-C-71", []),
        ("!?,", []),
        ("", []),
    ],
)
def test_what_a_query_finds(service: SearchService, text: str, found: list[str]) -> None:
    assert sorted(pages(search(service, text))) == sorted(found)


def test_the_word_as_typed_comes_first(service: SearchService) -> None:
    result = search(service, "Ivanov")
    assert pages(result)[0] == "valga"
    assert set(pages(result)) == {"valga", "riga", "narva"}
    kinds = {hit.page.id: matches(hit)[0] for hit in result.hits}
    assert kinds["valga"] == ("Ivanov", Kind.EXACT)
    assert kinds["narva"] == ("Ивановъ", Kind.SCRIPT)


def test_a_word_that_differs_in_spelling_alone_is_no_other_form(service: SearchService) -> None:
    assert matches(search(service, "погребен").hits[0]) == [("погребенъ", Kind.SPELLING)]
    assert matches(search(service, "Нарва").hits[0]) == [("Нарвѣ", Kind.FORM)]


def test_kinds_can_be_switched_off(service: SearchService) -> None:
    assert pages(search(service, "Ivanov", exact=True)) == ["valga"]
    assert "narva" not in pages(search(service, "Ivanov", without=frozenset({Kind.SCRIPT})))
    assert "narva" in pages(search(service, "Ivanov", only=frozenset({Kind.SCRIPT})))
    assert pages(search(service, "raamat", only=frozenset({Kind.EXACT}))) == []
    nothing = search(service, "raamat", without=frozenset(Kind))
    assert nothing.total == 0
    assert Note("no-kinds") in nothing.notes


def test_a_year_alone_is_a_number_when_only_the_typed_form_counts(service: SearchService) -> None:
    assert pages(search(service, "1905", exact=True)) == ["valga"]
    assert pages(search(service, "1905")) == ["valga", "narva"]


def test_boxes_cover_the_matched_words(service: SearchService) -> None:
    hit = search(service, "мѣщанинъ").hits[0]
    assert [(match.box, match.line, match.words) for match in hit.matches] == [(Box(100, 50, 90, 40), 1, (5,))]
    assert hit.line_box == Box(0, 50, 290, 40)
    assert hit.snippet[slice(*hit.marks[0])] == "мѣщанинъ"


def test_a_word_broken_at_a_line_end_is_one_match_in_two_boxes(service: SearchService) -> None:
    result = search(service, "руководимое")
    match = result.hits[0].matches[0]
    assert match.text == "руководимое"
    assert match.boxes == (Box(200, 50, 90, 40), Box(0, 100, 90, 40))
    entries = result.to_json()["hits"][0]["matches"]  # type: ignore[index]
    assert [entry["box"] for entry in entries] == [[200, 50, 90, 40], [0, 100, 90, 40]]
    assert [result.hits[0].snippet[start:end] for start, end in result.hits[0].marks] == ["руково", "димое"]


def test_a_phrase_gives_a_match_for_each_word(service: SearchService) -> None:
    assert matches(search(service, '"Jaan Ivanov"').hits[0]) == [("Jaan", Kind.EXACT), ("Ivanov", Kind.EXACT)]


def test_part_of_a_printed_word_is_marked_alone(service: SearchService) -> None:
    hit = search(service, "Jaanilinn").hits[0]
    assert hit.matches[0].box == Box(0, 50, 90, 40)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Jaanilinn"]


def test_a_match_in_the_description_has_no_box(service: SearchService) -> None:
    hit = search(service, "Matuseregister").hits[0]
    assert hit.matches == (Match("Matuseregister", Kind.EXACT, "Matuseregister", None, (), ()),)
    assert hit.snippet.startswith("Jaan Ivanov")
    assert hit.marks == ()
    assert hit.line_box is None


def test_every_match_of_one_page(service: SearchService) -> None:
    found = service.matches("valga", SearchQuery("Narva 1905 puudub"), PUBLIC)
    assert [(match.text, match.line) for match in found] == [("Narva", 1), ("1905", 1)]


def test_everything_in_reference_order(service: SearchService) -> None:
    everything = search(service, "*", STAFF)
    orders = [hit.page.order for hit in everything.hits]
    assert orders == sorted(orders)
    assert everything.total == len(ITEMS)
    assert pages(search(service, "-Ivanov")) == ["opened"]


def test_filters(service: SearchService) -> None:
    assert pages(search(service, "Ivanov", language="lv")) == ["riga"]
    assert pages(search(service, "Ivanov", record_type=RecordType.PAYROLL)) == ["riga"]
    assert pages(search(service, "Ivanov", place="valga")) == ["valga"]
    assert pages(search(service, "Ivanov", year_from=1923)) == ["valga", "riga"]
    assert pages(search(service, "Ivanov", year_to=1910)) == ["narva"]
    assert pages(search(service, "", year_from=1939, year_to=1950)) == ["riga"]
    assert pages(search(service, "*", year_from=1950, year_to=1960)) == []


def test_a_place_that_no_page_is_described_with_is_looked_for_by_its_words(service: SearchService) -> None:
    assert pages(search(service, "*", place="Narva")) == ["narva"]


def test_facets_count_what_the_other_filters_leave(service: SearchService) -> None:
    facets = search(service, "Ivanov", language="lv").facets
    assert tuple(facets) == FACETS
    assert dict(facets["language"]) == {"ru": 1, "et": 1, "lv": 1}
    assert facets["type"] == (("payroll", 1),)
    assert facets["decade"] == (("1930", 1),)
    assert search(service, "Ivanov").facets["decade"] == (("1900", 1), ("1920", 1), ("1930", 1))


def test_result_pages(service: SearchService) -> None:
    first = search(service, "*", limit=3)
    second = search(service, "*", limit=3, page=2)
    assert (first.next, second.next) == (2, None)
    assert len(pages(first) + pages(second)) == first.total == 4
    assert search(service, "*", limit=0, page=-5).hits[0].page == first.hits[0].page
    beyond = search(service, "*", page=10**9)
    assert (beyond.total, beyond.hits, beyond.next) == (4, (), None)


def test_how_a_word_was_read(service: SearchService) -> None:
    read = search(service, "raamatud Ivanov").read_as
    assert [term.term for term in read] == ["raamatud", "Ivanov"]
    assert "raamat" in read[0].kinds[Kind.FORM]
    assert "ивановъ" not in read[1].kinds.get(Kind.SCRIPT, ())
    assert "ивановъ" in search(service, "Ivanov").read_as[0].kinds[Kind.SCRIPT]
    assert all(set(term.kinds) <= {Kind.EXACT} for term in search(service, "Ivanov", exact=True).read_as)


def test_the_json_of_the_contract(service: SearchService) -> None:
    found = search(service, "Ivanov", limit=1).to_json()
    assert list(found) == ["query", "total", "took_ms", "read_as", "hits", "facets", "next"]
    assert (found["query"], found["total"], found["next"]) == ("Ivanov", 3, 2)
    hit = found["hits"][0]  # type: ignore[index]
    assert list(hit) == ["page", "reference", "title", "date", "language", "score", "snippet", "matches"]
    assert hit["matches"] == [{"text": "Ivanov", "kind": "exact", "box": [100, 0, 90, 40]}]
    assert hit["reference"] == "RA, EAA.5100.1.378, l 12"
    assert {"value": "burial", "count": 2} in found["facets"]["type"]  # type: ignore[index]


def test_notes_say_how_an_odd_query_was_read(service: SearchService) -> None:
    assert [note.slug for note in search(service, 'sigrid:x "a').notes] == ["unknown-field", "quote-closed"]
    assert [note.slug for note in search(service, "type:letter").notes] == ["unknown-value"]
    assert [note.slug for note in search(service, "§§ Ivanov").notes] == ["nothing-to-search"]
    assert [note.slug for note in search(service, "EAA.5100.1.378").notes] == ["read-as-reference"]


@pytest.mark.parametrize("id", ["order"])
def test_a_closed_page_is_handed_to_staff_only(service: SearchService, id: str) -> None:
    for use in (service.page, service.text):
        assert use(id, STAFF)
        with pytest.raises(PageClosed) as caught:
            use(id, PUBLIC)
        assert caught.value.data["until"] == "2090-01-01"
    with pytest.raises(PageClosed):
        service.matches(id, SearchQuery("Salanimi"), PUBLIC)
    assert service.matches(id, SearchQuery("Salanimi"), STAFF)


def test_a_page_is_open_from_its_day_on(service: SearchService) -> None:
    assert pages(search(service, "avatud")) == ["opened"]
    assert pages(search(service, "avatud", Access(date(2026, 5, 31)))) == []


@pytest.mark.parametrize("text", ["Salanimi", "Sala*", '"peidetud Salanimi"', "place:Salakoht", "title:Salajane", "1999", "[1999 TO 1999]"])
def test_no_word_of_a_closed_page_gives_anything(service: SearchService, text: str) -> None:
    result = search(service, text)
    assert (result.total, result.hits) == (0, ())
    assert not any(values for values in result.facets.values())
    assert search(service, text, STAFF).total == 1


def test_an_index_that_lags_behind_the_catalogue_hides_what_is_closed(tmp_path: Path, analyser: Analyser) -> None:
    engine = WhooshEngine(tmp_path / "index", ANALYSIS_VERSION)
    index_pages(engine, analyser, ITEMS[:3])
    page, text = ITEMS[1]
    closed = replace(page, description=replace(page.description, closed_until="2090-01-01"))
    service = SearchService(Pages([ITEMS[0], (closed, text)]), engine, analyser)
    assert pages(search(service, "*")) == ["narva"]
    assert "maeti" not in str(search(service, "Ivanov").to_json()["read_as"])
    engine.close()


def test_a_file_shows_its_open_pages(tmp_path: Path, analyser: Analyser) -> None:
    page, text = ITEMS[1]
    closed = replace(page, id="closed", description=replace(page.description, closed_until="2090-01-01"))
    service = SearchService(Pages([(page, text), (closed, text)]), WhooshEngine(tmp_path, "a"), analyser)
    assert page.file_reference is not None
    assert [one.id for one in service.file(page.file_reference, PUBLIC)] == ["valga"]
    assert [one.id for one in service.file(page.file_reference, STAFF)] == ["valga", "closed"]


def test_indexing_twice_changes_nothing(tmp_path: Path, analyser: Analyser) -> None:
    engine = WhooshEngine(tmp_path / "index", ANALYSIS_VERSION)
    service = SearchService(Pages(ITEMS), engine, analyser)
    for _ in range(2):
        index_pages(engine, analyser, ITEMS)
        assert search(service, "*", STAFF).total == len(ITEMS)
        assert engine.versions() == {page.id: document_version(page) for page, _ in ITEMS}
    engine.close()


def test_long_lines_give_short_snippets(tmp_path: Path, analyser: Analyser) -> None:
    text = PageText.from_plain("sõna " * 3_000 + "kalmistule " + "sõna " * 3_000 + "\n" + "x" * 5_000)
    page = replace(ITEMS[1][0], image=None)
    engine = WhooshEngine(tmp_path / "index", ANALYSIS_VERSION)
    index_pages(engine, analyser, [(page, text)])
    hit = search(SearchService(Pages([(page, text)]), engine, analyser), "kalmistule").hits[0]
    assert len(hit.snippet) < 300
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["kalmistule"]
    assert hit.matches[0].box is None
    assert hit.line_box is None
    engine.close()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet='ab "()*?:-+~^[]ORNTtilye.,1905Ф\0', max_size=60))
def test_no_text_raises(service: SearchService, text: str) -> None:
    found = search(service, text)
    assert found.to_json()["query"] == text
    assert found.took_ms < 2_000
    service.matches("valga", SearchQuery(text), PUBLIC)


_WORDS = ["Ivanov", "Ивановъ", "Jaan", "Нарва", "Valga", "kalmistule", "maeti"]


@settings(max_examples=25, deadline=None)
@given(
    written=st.lists(
        st.tuples(st.lists(st.sampled_from(_WORDS), max_size=6), st.booleans(), st.sampled_from(_WORDS)), min_size=1, max_size=8
    ),
    asked=st.lists(
        st.sampled_from([*_WORDS, "Ivan*", "Jaan Ivanov", '"Jaan Ivanov"', "-Jaan", "place:Narva", "Jaan OR Valga", "*"]),
        min_size=3,
        max_size=3,
    ),
)
def test_closed_pages_might_as_well_not_exist(
    tmp_path_factory: pytest.TempPathFactory, analyser: Analyser, written: list[tuple[list[str], bool, str]], asked: list[str]
) -> None:
    """Hits, scores, totals, facets, explanations and snippets are those of a world without the closed pages."""
    items = [
        make_page(f"p{number}", " ".join(words), "et", place=place, closed_until="2090-01-01" if closed else None)
        for number, (words, closed, place) in enumerate(written)
    ]
    folder = tmp_path_factory.mktemp("access")
    worlds = []
    for name, present in (("whole", items), ("open", [item for item in items if PUBLIC.allows(item[0])])):
        engine = WhooshEngine(folder / name, ANALYSIS_VERSION)
        index_pages(engine, analyser, present)
        worlds.append((SearchService(Pages(present), engine, analyser), engine))
    for text in asked:
        for place in (None, "Нарва", "Ivanov"):
            results = [replace(search(service, text, place=place), took_ms=0) for service, _ in worlds]
            assert results[0] == results[1]
    for _, engine in worlds:
        engine.close()
