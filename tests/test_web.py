"""The web pages, asked over WSGI: what they show, what they hide, and that nothing typed breaks them."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Picture
from small_home import RECORD, SECRET, TODAY, UPRIGHT, make_home, page_id, room_of, upright_words
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from archive_search.archive import Archive
from archive_search.errors import ArchiveError
from archive_search.records import LANGUAGES, Box, Image, Kind, RecordType
from archive_search.search.engines.whoosh_engine import WhooshEngine
from archive_search.search.service import SearchQuery, SearchService
from archive_search.text.analysis import Analyser
from web.app import create_app
from web.finding import cut_strip
from web.headers import HEADERS, PICTURE_POLICY
from web.layout import original_box, strip_around, upright_box, upright_size, within
from web.parameters import read_query, write_query
from web.room import ReadingRoom
from web.vocabulary import OFFERED_KINDS

BURIALS, CLOSED = page_id("burials"), page_id("closed")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(make_home(tmp_path_factory.mktemp("web") / "home")) as archive:
        yield archive


class Visitor(FlaskClient):
    """Reads every answer to its end, as browsers do; a picture's file is closed then."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, buffered=True, **kwargs)


def visit(room: ReadingRoom) -> FlaskClient:
    app = create_app(room)
    # An error that reached the test as an exception would hide what a reader sees.
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.test_client_class = Visitor
    return app.test_client()


@pytest.fixture
def client(archive: Archive) -> FlaskClient:
    return visit(room_of(archive))


def text_of(response: TestResponse) -> str:
    """What a page says, without its markup."""

    class Text(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data

    parser = Text()
    parser.feed(response.get_data(as_text=True))
    return " ".join(parser.said.split())


def addresses(response: TestResponse) -> set[str]:
    """Everything a page links to or loads."""

    class Links(HTMLParser):
        found: set[str]

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            self.found |= {value for name, value in attributes if name in ("href", "src", "action") and value}

    parser = Links()
    parser.found = set()
    parser.feed(response.get_data(as_text=True))
    return parser.found


# Pages


def test_home_shows_the_box_and_counts_what_is_open(client: FlaskClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'name="q"' in page.text
    assert "9 pages are open to everybody." in text_of(page)
    assert "Burial register 5" in text_of(page)


def test_results_show_title_reference_date_language_line_and_quality(client: FlaskClient) -> None:
    said = text_of(client.get("/search?q=Кузнецов"))
    for expected in (
        "2 pages found",
        "Книга захоронений Нарвского кладбища",
        "Л. 3 об.",
        "март 1956",
        "Russian",
        "about 94% of words right",
    ):
        assert expected in said
    assert "form of the word: Кузнецовой" in said


def test_matches_are_marked_and_markup_in_texts_is_text(client: FlaskClient) -> None:
    assert "<mark>Кузнецов</mark>" in client.get("/search?q=Кузнецов").text
    page = client.get("/search?q=Ozoliņš").text
    assert "Valdes &lt;b&gt;protokols&lt;/b&gt;" in page
    assert "<script>" not in client.get("/search?q=<script>alert(1)</script>").text


def test_foreign_text_says_its_language(client: FlaskClient) -> None:
    page = client.get("/search?q=Кузнецов&lang=en").text
    assert '<html lang="en">' in page
    assert re.search(r'<p class="snippet" lang="ru">', page)


def test_an_empty_box_lists_everything_in_reference_order(client: FlaskClient) -> None:
    for address in ("/search", "/search?q=", "/search?q=%20", "/search?q=*"):
        assert "9 pages found" in text_of(client.get(address))


def test_nothing_found_says_what_to_try(client: FlaskClient) -> None:
    said = text_of(client.get("/search?q=Несуществующий&exact=1"))
    assert "No page found" in said
    assert "What you can try" in said
    assert "Remove a filter above." in said


def test_how_an_odd_query_was_read_is_said(client: FlaskClient) -> None:
    assert "A quotation mark was not closed" in text_of(client.get('/search?q="Кузнецов'))


def test_a_parameter_that_is_no_use_is_named_and_left_out(client: FlaskClient) -> None:
    page = client.get("/search?q=Кузнецов&from=soon")
    assert page.status_code == 200
    assert "“soon” cannot be used as “from”" in text_of(page)
    assert "2 pages found" in text_of(page)


def test_filters_narrow_and_can_be_taken_off(client: FlaskClient) -> None:
    page = client.get("/search?q=*&language=et&from=1900&without=ocr")
    said = text_of(page)
    assert "1 page found" in said
    for chip in ("Estonian ×", "From 1900 ×", "Without: likely misreading ×"):
        assert chip in said
    assert "/search?q=%2A&without=ocr&from=1900" in addresses(page)


def test_a_facet_link_narrows_and_the_chosen_one_widens(client: FlaskClient) -> None:
    assert "/search?q=%2A&from=1950&to=1959" in addresses(client.get("/search?q=*"))
    narrowed = client.get("/search?q=*&from=1950&to=1959")
    assert "5 pages found" in text_of(narrowed)
    assert "1950–1959" in text_of(narrowed)
    assert "/search?q=%2A" in addresses(narrowed)


def test_results_can_be_leafed_through(client: FlaskClient) -> None:
    first = client.get("/search?q=*&limit=4")
    assert "shown: 1–4" in text_of(first)
    assert "/search?q=%2A&limit=4&page=2" in addresses(first)
    last = client.get("/search?q=*&limit=4&page=3")
    assert "shown: 9–9" in text_of(last)
    assert not any(address.endswith("page=4") for address in addresses(last))


def test_a_page_behind_the_last_leads_back(client: FlaskClient) -> None:
    page = client.get("/search?q=*&page=7")
    assert page.status_code == 200
    assert "Go to the first results" in text_of(page)


def test_the_viewer_boxes_every_match_where_the_word_stands(client: FlaskClient) -> None:
    for name, typed, printed in (
        ("burials", "Кузнецов", "Кузнецов"),
        ("sideways", "Кузнецов", "Кузнецов"),
        ("upside-down", "Ozoliņš", "Ozoliņš"),
        ("estonian", "Tamm", "Tamm,"),
    ):
        page = client.get(f"/page/{page_id(name)}?q={typed}").text
        box = upright_words(name)[printed]
        assert f'viewBox="0 0 {UPRIGHT[0]} {UPRIGHT[1]}"' in page
        assert re.search(rf'class="match now" id="hit-1"[^>]* x="{box.x}" y="{box.y}" width="{box.w}" height="{box.h}"', page), name


def test_one_leads_from_match_to_match_without_script(client: FlaskClient) -> None:
    first = client.get(f"/page/{BURIALS}?q=Кузнецов")
    assert "Match 1 of 2" in text_of(first)
    (onward,) = (address for address in addresses(first) if address.endswith("#hit-2"))
    second = client.get(onward.partition("#")[0])
    assert "Match 2 of 2" in text_of(second)
    assert any(address.endswith("#hit-1") for address in addresses(second))
    assert re.search(r'class="match now" id="hit-2"', second.text)


@pytest.mark.parametrize("asked", ["0", "-1", "99999999999999999999", "x", "²", ""])
def test_any_match_number_is_taken(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/page/{BURIALS}", query_string={"q": "Кузнецов", "hit": asked}).status_code == 200


def test_a_word_of_the_description_is_said_to_stand_there(client: FlaskClient) -> None:
    assert "Found in the description: захоронений" in text_of(client.get(f"/page/{BURIALS}?q=захоронений"))


def test_how_far_a_page_was_read_is_said(client: FlaskClient) -> None:
    said = {name: text_of(client.get(f"/page/{page_id(name)}")) for name in ("doubtful", "unreadable", "blank")}
    assert "read by machine with doubts, about 52% of words right" in said["doubtful"]
    assert "The machine could not read this page" in said["unreadable"]
    assert "Nothing is written on this page." in said["blank"]
    assert "0%" not in said["unreadable"]


def test_one_leads_from_page_to_page_of_a_file(client: FlaskClient) -> None:
    page = client.get(f"/page/{page_id('sideways')}")
    assert "page 2 of 5 in the file" in text_of(page)
    assert {f"/page/{BURIALS}", f"/page/{page_id('doubtful')}"} <= addresses(page)


def test_the_cite_box_holds_institution_reference_title_address_and_day(client: FlaskClient) -> None:
    said = text_of(client.get(f"/page/{BURIALS}"))
    assert (
        f"Narva Linnaarhiiv, Ф. Р-57. Оп. 1. Д. 12. Л. 3, Книга захоронений Нарвского кладбища, март 1956. http://localhost/page/{BURIALS}"
        in said
    )
    assert "May 1, 2026" in said


def test_a_record_without_image_shows_its_text(client: FlaskClient) -> None:
    page = client.get(f"/page/{RECORD}?q=наследстве")
    assert page.status_code == 200
    assert "дело о <mark" in page.text
    assert "view.jpg" not in page.text
    assert client.get(f"/page/{RECORD}/view.jpg").status_code == 404


def test_a_file_lists_its_open_pages_in_order(client: FlaskClient) -> None:
    page = client.get("/file/Ф. Р-57. Оп. 1. Д. 12")
    assert page.status_code == 200
    shown = re.findall(r'href="/page/([0-9a-f]+)"', page.text)
    assert shown == [page_id(name) for name in ("burials", "sideways", "doubtful", "unreadable", "blank")]


@pytest.mark.parametrize("reference", ["Ф. 999. Оп. 1. Д. 1", "nonsense", "..%2f..%2fetc", "%00", "Ф" * 5000])
def test_an_unknown_file_is_not_found(client: FlaskClient, reference: str) -> None:
    assert client.get(f"/file/{reference}").status_code == 404


def test_no_page_links_to_nothing(client: FlaskClient) -> None:
    pages = ["/", "/search?q=Кузнецов", "/search?q=нет", f"/page/{BURIALS}?q=Кузнецов", "/file/Ф. Р-57. Оп. 1. Д. 12", "/help", "/nothing"]
    for address in pages:
        page = client.get(address)
        for target in addresses(page):
            if target.startswith(("http://localhost/", "/", "?")):
                found = client.get(address.partition("?")[0] + target if target.startswith("?") else target.partition("#")[0])
                assert found.status_code == (404 if address == "/nothing" and target.startswith("?") else 200), (address, target)
            else:
                assert f'id="{target[1:]}"' in page.text, (address, target)


# Pictures


def test_pictures_are_upright_jpegs_for_one_reader(client: FlaskClient) -> None:
    for name, width in (("view", 1000), ("thumbnail", 240)):
        response = client.get(f"/page/{BURIALS}/{name}.jpg")
        assert response.content_type == "image/jpeg"
        assert response.headers["Cache-Control"] == "private, max-age=3600"
        assert Picture.open(io.BytesIO(response.data)).width == width


@pytest.mark.parametrize("name", ["burials", "sideways", "upside-down", "estonian"])
def test_a_cut_out_word_is_that_word(client: FlaskClient, name: str) -> None:
    word, box = next(iter(upright_words(name).items()))
    page = client.get(f"/search?q={word}").text
    place = re.search(rf'/page/{page_id(name)}/crop/([0-9,]+)\.jpg" width="(\d+)" height="(\d+)"', page)
    assert place is not None
    picture = Picture.open(io.BytesIO(client.get(f"/page/{page_id(name)}/crop/{place[1]}.jpg").data)).convert("L")
    # The mark's place on the strip is dark with letters; it is counted in pixels of the upright page, the stored picture is smaller.
    mark = re.search(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/>', page[place.end() :])
    assert mark is not None
    assert (int(mark[3]), int(mark[4])) == (box.w, box.h)
    scale = picture.width / int(place[2])
    left, top, width, height = (round(int(value) * scale) for value in mark.groups())
    assert picture.crop((left, top, left + width, top + height)).getextrema()[0] < 90
    assert picture.crop((0, 0, picture.width, max(1, top - 3))).getextrema()[0] > 150


@pytest.mark.parametrize(
    "place",
    [
        "",
        "1",
        "1,2,3",
        "1,2,3,4,5",
        "-1,0,5,5",
        "a,b,c,d",
        "0,0,0,0",
        "0,0,0,9",
        "9999999,9999999,9,9",
        "99999999,0,1,1",
        "0,0,1e9,1",
        "²,0,1,1",
    ],
)
def test_a_place_outside_the_page_is_not_found(client: FlaskClient, place: str) -> None:
    assert client.get(f"/page/{BURIALS}/crop/{place}.jpg").status_code == 404


def test_what_hangs_over_the_edge_is_left_out(client: FlaskClient) -> None:
    response = client.get(f"/page/{BURIALS}/crop/700,500,9999999,9999999.jpg")
    assert Picture.open(io.BytesIO(response.data)).size == (500, 357)


# Closed pages


def test_a_closed_page_shows_title_and_day_and_nothing_else(client: FlaskClient) -> None:
    page = client.get(f"/page/{CLOSED}?q={SECRET}")
    assert page.status_code == 403
    assert "Закрытая страница" in page.text
    assert "January 1, 2040" in text_of(page)
    for part in ("view.jpg", "thumbnail.jpg", "crop/0,0,500,500.jpg"):
        assert client.get(f"/page/{CLOSED}/{part}").status_code == 403


def test_nothing_of_a_closed_page_is_found(client: FlaskClient) -> None:
    for address in (
        f"/search?q={SECRET}",
        "/search?q=усыновлён",
        "/search?q=*",
        "/",
        "/file/Ф. Р-57. Оп. 1. Д. 12",
        f"/page/{CLOSED}",
        "/search?q=Л. 6",
    ):
        page = client.get(address, headers={"Accept-Language": "ru"}).text
        assert "Семён" not in page
        assert CLOSED not in page
        assert f"<mark>{SECRET}" not in page
    assert client.get(f"/api/search?q={SECRET}").get_json()["total"] == 0


def test_a_page_opens_on_its_day(archive: Archive) -> None:
    for day, status in ((date(2039, 12, 31), 403), (date(2040, 1, 1), 200)):
        client = visit(room_of(archive, day))
        assert client.get(f"/page/{CLOSED}").status_code == status
        assert client.get(f"/page/{CLOSED}/view.jpg").status_code == status


# Languages


@pytest.mark.parametrize(
    ("asked", "code"), [("et-EE", "et"), ("lv", "lv"), ("ru-RU,ru;q=0.9,en;q=0.5", "ru"), ("de-DE,de", "en"), ("", "en"), ("\xff", "en")]
)
def test_the_browser_asks_for_a_language(client: FlaskClient, asked: str, code: str) -> None:
    page = client.get("/", headers={"Accept-Language": asked})
    assert f'<html lang="{code}">' in page.text
    assert page.headers["Content-Language"] == code


def test_a_chosen_language_stays_and_keeps_page_and_query(client: FlaskClient) -> None:
    page = client.get("/search?q=Кузнецов&from=1950")
    (switch,) = (address for address in addresses(page) if address.endswith("lang=lv"))
    assert switch == "?q=%D0%9A%D1%83%D0%B7%D0%BD%D0%B5%D1%86%D0%BE%D0%B2&from=1950&lang=lv"
    assert "2 atrastas lappuses" in text_of(client.get("/search" + switch))
    assert '<html lang="lv">' in client.get("/help").text
    cookie = client.get_cookie("lang")
    assert cookie is not None
    assert (cookie.value, cookie.http_only, cookie.same_site) == ("lv", True, "Lax")


def test_an_unknown_language_is_passed_over(client: FlaskClient) -> None:
    assert '<html lang="en">' in client.get("/?lang=xx").text
    assert client.get_cookie("lang") is None


# Errors


def test_errors_are_pages_in_the_readers_language(client: FlaskClient) -> None:
    page = client.get("/page/nothing", headers={"Accept-Language": "et"})
    assert page.status_code == 404
    assert "Lehekülge ei leitud" in text_of(page)
    assert client.post("/search").status_code == 405


def test_errors_below_the_api_are_json(client: FlaskClient) -> None:
    response = client.get("/api/nothing", headers={"Accept-Language": "ru"})
    assert response.status_code == 404
    assert response.get_json() == {"error": {"slug": "not-found", "message": "Страница не найдена"}}


@pytest.mark.parametrize(("error", "status"), [(RuntimeError("secret path"), 500), (ArchiveError(path="secret path"), 500)])
def test_a_fault_says_no_more_than_that(archive: Archive, caplog: pytest.LogCaptureFixture, error: Exception, status: int) -> None:
    client = visit(room_of(archive))

    @client.application.get("/fault")
    def fault() -> str:
        raise error

    page = client.get("/fault")
    assert page.status_code == status
    assert "secret path" not in page.text
    assert "secret path" in caplog.text


def test_an_index_of_another_version_is_an_outage(archive: Archive) -> None:
    engine = WhooshEngine(archive.home.index_path, "another analysis")
    client = visit(replace(room_of(archive), search=SearchService(archive.catalogue, engine, archive.analyser)))
    assert client.get("/search?q=a").status_code == 503
    assert client.get("/healthz").get_json()["error"]["slug"] == "index-outdated"
    assert client.get("/help").status_code == 200


def test_every_answer_carries_the_protecting_headers(client: FlaskClient) -> None:
    for address in ("/", "/nothing", "/api/search?q=a", f"/page/{BURIALS}/view.jpg", f"/page/{CLOSED}", "/static/style.css"):
        expected = {**HEADERS, "Content-Security-Policy": PICTURE_POLICY} if address.endswith(".jpg") else HEADERS
        response = client.get(address)
        assert {name: response.headers.get(name) for name in expected} == expected, address


def test_no_page_holds_script_or_style_or_leaves_the_house(client: FlaskClient) -> None:
    for address in ("/", "/search?q=Кузнецов", f"/page/{BURIALS}?q=Кузнецов", "/file/Ф. Р-57. Оп. 1. Д. 12", "/help", "/nothing"):
        page = client.get(address).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)
        assert not [
            link for link in re.findall(r'(?:href|src|action)="([^"]*)"', page) if "//" in link and not link.startswith("http://localhost/")
        ]


def test_the_style_sheet_stays_small(root: Path) -> None:
    assert (root / "web" / "static" / "style.css").stat().st_size < 20_000


def test_only_kinds_that_exist_are_offered(client: FlaskClient) -> None:
    words = (("Кузнецова", ("ru",)), ("wald", ("et",)), ("Ozoliņš", ("lv",)))
    made = {kind for word, languages in words for kind in Analyser().keys(word, languages)}
    assert set(OFFERED_KINDS) == made - {Kind.EXACT}
    offered = re.findall(r'type="checkbox" name="without" value="(\w+)"', client.get("/search").text)
    assert offered == list(OFFERED_KINDS)


# The API


def test_the_api_answers_as_the_command_line_does(client: FlaskClient, archive: Archive) -> None:
    answer = client.get("/api/search?q=Кузнецов&limit=1&without=form").get_json()
    query = SearchQuery("Кузнецов", limit=1, without=frozenset({Kind.FORM}))
    expected = archive.search.search(query, room_of(archive).access).to_json()
    assert {**answer, "took_ms": 0} == {**json.loads(json.dumps(expected)), "took_ms": 0}


@pytest.mark.parametrize(
    "parameter",
    ["from=x", "to=-1", "limit=0", "limit=101", "page=0", "page=501", "language=xx", "type=poem", "without=luck", "exact=maybe"],
)
def test_the_api_refuses_what_it_cannot_use(client: FlaskClient, parameter: str) -> None:
    response = client.get(f"/api/search?q=a&{parameter}")
    assert response.status_code == 400
    assert response.get_json()["error"]["slug"] == "parameter-invalid"
    assert response.get_json()["error"]["parameter"] == parameter.partition("=")[0]


def test_the_description_of_the_api_fits_it(client: FlaskClient) -> None:
    described = client.get("/api/openapi.json").get_json()
    assert described["openapi"].startswith("3.1.")
    schemas = described["components"]["schemas"]
    assert schemas["Kind"]["enum"] == [kind.value for kind in Kind]
    assert schemas["RecordType"]["enum"] == [kind.value for kind in RecordType]
    assert schemas["Language"]["enum"] == list(LANGUAGES)
    parameters = {parameter["name"] for parameter in described["paths"]["/api/search"]["get"]["parameters"]}
    every = SearchQuery("a", True, frozenset(Kind), frozenset(Kind), 1, 2, "et", "Narva", RecordType.TAX, 50, 2)
    assert parameters == {name for name, _ in write_query(every)} | {"lang"}
    answer = client.get("/api/search?q=Кузнецов").get_json()
    assert set(answer) == set(schemas["SearchResult"]["properties"])
    assert set(answer["hits"][0]) == set(schemas["Hit"]["properties"])
    assert set(answer["hits"][0]["matches"][0]) == set(schemas["Match"]["properties"])
    assert set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described))) == set(schemas)


def test_every_described_path_is_there(client: FlaskClient) -> None:
    for path in client.get("/api/openapi.json").get_json()["paths"]:
        assert client.get(path).status_code == 200


def test_a_sign_of_life(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json()["status"] == "ok"


# Whatever is typed

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "\x00",
            "\ufffe",
            "'; DROP TABLE page; --",
            "../../etc/passwd",
            "%s%(x)s{0}",
            "9" * 400,
            "-1",
            "1e9",
            "*" * 50,
            "(" * 300,
            "\u202e",
            "🂡",
        ]
    ),
)
PARAMETERS = st.lists(
    st.tuples(
        st.sampled_from(["q", "exact", "without", "only", "from", "to", "language", "place", "type", "limit", "page", "lang", "hit", "x"]),
        st.one_of(HOSTILE, st.sampled_from(["Кузнецов", "*", "1", "ocr", "et", "burial", "1956"])),
    ),
    max_size=8,
)
ADDRESSES = [
    "/",
    "/search",
    "/help",
    "/api/search",
    "/nothing",
    f"/page/{BURIALS}",
    f"/page/{CLOSED}",
    f"/page/{BURIALS}/view.jpg",
    "/file/Ф. Р-57. Оп. 1. Д. 12",
]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.sampled_from(ADDRESSES), parameters=PARAMETERS)
def test_no_parameter_breaks_a_page(client: FlaskClient, address: str, parameters: list[tuple[str, str]]) -> None:
    response = client.get(address, query_string=parameters)
    assert response.status_code in (200, 304, 400, 403, 404)
    assert "Семён" not in response.text if response.content_type.startswith("text") else True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rest=st.text(max_size=40), prefix=st.sampled_from(["/", "/page/", f"/page/{BURIALS}/crop/", "/file/", "/api/", "/static/"]))
def test_no_address_breaks_the_site(client: FlaskClient, prefix: str, rest: str) -> None:
    assert client.get(prefix + rest.replace("?", "").replace("#", "")).status_code < 500


@pytest.mark.parametrize(
    "query", [b"q=%ff%fe", b"q=%", b"q=%u0041", b"&&&=&=", b"q[]=1", b"\xd0\x9a=1", b"lang=%00", b"q=" + b"a" * 60_000]
)
def test_no_broken_encoding_breaks_a_page(client: FlaskClient, query: bytes) -> None:
    response = client.open("/search", query_string=query.decode("latin-1"))
    assert response.status_code == 200


def test_a_long_query_is_cut_and_that_is_said(client: FlaskClient) -> None:
    assert "What you typed is too long" in text_of(client.get("/search?q=" + "слово " * 400))


@given(
    st.builds(
        SearchQuery,
        st.text(max_size=20),
        st.booleans(),
        st.frozensets(st.sampled_from(Kind)),
        st.frozensets(st.sampled_from(Kind)),
        st.none() | st.integers(1, 2999),
        st.none() | st.integers(1, 2999),
        st.none() | st.sampled_from(LANGUAGES),
        st.none() | st.text("абв xyz,&", min_size=1).filter(lambda place: place.strip() == place),
        st.none() | st.sampled_from(RecordType),
        st.integers(1, 100),
        st.integers(1, 100),
    )
)
def test_a_search_comes_back_from_its_address(query: SearchQuery) -> None:
    assert read_query(MultiDict(write_query(query))) == (query, ())


# Geometry

IMAGES = st.builds(
    Image,
    st.just("0" * 64),
    st.just("a"),
    st.just(0),
    st.integers(10, 3000),
    st.integers(10, 3000),
    st.just(300),
    st.sampled_from([0, 90, 180, 270]),
)


@given(image=IMAGES, shares=st.tuples(*[st.floats(0, 1)] * 4))
def test_boxes_stand_up_and_lie_down_again(image: Image, shares: tuple[float, float, float, float]) -> None:
    x, y = int(shares[0] * (image.width - 1)), int(shares[1] * (image.height - 1))
    box = Box(x, y, 1 + int(shares[2] * (image.width - x - 1)), 1 + int(shares[3] * (image.height - y - 1)))
    standing = upright_box(box, image)
    assert original_box(standing, image) == box
    assert within(standing, *upright_size(image)) == standing
    assert sorted(standing[2:]) == sorted(box[2:])


@given(image=IMAGES, line=st.builds(Box, *[st.integers(-50, 3500)] * 2, *[st.integers(1, 3000)] * 2))
def test_a_strip_lies_on_the_page(image: Image, line: Box) -> None:
    strip = cut_strip(line, [line], image)
    if strip is not None:
        cut = Box(*(int(value) for value in strip.address.split(",")))
        assert within(cut, image.width, image.height) == cut


def test_a_long_line_is_cut_around_its_word() -> None:
    strip = strip_around(Box(100, 500, 2000, 40), Box(1800, 505, 120, 30), (2200, 3000))
    assert strip is not None
    assert strip.x <= 1800
    assert strip.x + strip.w >= 1920
    assert strip.w <= 10 * strip.h


def test_today_is_the_rooms(archive: Archive) -> None:
    assert room_of(archive).access.today == TODAY
