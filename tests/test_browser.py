"""The web pages in a real browser: from a name to the box on the scan, with and without scripts, for everybody."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import Samples, missing
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from small_home import RECORD, TODAY, UPRIGHT, make_home, page_id, room_of, upright_words
from werkzeug.serving import make_server

from archive_search.archive import Archive
from archive_search.records import INTERFACE_LANGUAGES, Box, Image
from web.app import create_app
from web.layout import upright_box

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BURIALS = page_id("burials")
PAGES = {
    "home": "/",
    "results": "/search?q=Кузнецов&language=ru&without=ocr",
    "odd query": '/search?q="Кузнецов&from=soon',
    "nothing found": "/search?q=Несуществующий",
    "viewer": f"/page/{BURIALS}?q=Кузнецов&hit=2",
    "page alone": f"/page/{page_id('sideways')}",
    "doubtful": f"/page/{page_id('doubtful')}",
    "unreadable": f"/page/{page_id('unreadable')}",
    "record": f"/page/{RECORD}?q=наследстве",
    "file": "/file/Ф. Р-57. Оп. 1. Д. 12",
    "help": "/help",
    "closed": f"/page/{page_id('closed')}",
    "not found": "/nothing",
}
"""Every template in every state."""


@pytest.fixture(scope="session")
def browser(chromium_path: str | None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = chromium_path or playwright.chromium.executable_path
        if not Path(path).exists():
            missing("no Chromium is installed (Debian package chromium)")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(home: Path, today: date) -> Iterator[str]:
    """The site of ``home`` on a port of its own."""
    with Archive.open(home) as archive:
        server = make_server("127.0.0.1", 0, create_app(room_of(archive, today)), threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the small home."""
    with served(make_home(tmp_path_factory.mktemp("site") / "home"), TODAY) as address:
        yield address


@pytest.fixture(scope="session")
def samples_site(samples: Samples) -> Iterator[str]:
    """The site of the sample scans."""
    with served(samples.home, TODAY) as address:
        yield address


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Opens pages, each in a fresh browser profile; complains at the end about errors in the console and failed requests."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(address: str, *, width: int = 1280, height: int = 800, language: str = "en", script: bool = True, **options: str) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale=language, java_script_enabled=script, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        # A picture still on its way when a test leaves the page is given up by the browser.
        page.on(
            "requestfailed",
            lambda request: complaints.append(f"{request.url} {request.failure}") if "ABORTED" not in (request.failure or "") else None,
        )
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # The browser itself reports an error page that was asked for on purpose.
    assert [text for text in complaints if "status of 403" not in text and "status of 404" not in text] == []


# From a name to the box on the scan


@pytest.fixture(scope="session")
def sample_words(samples: Samples) -> dict[tuple[str, int], list[tuple[str, Box]]]:
    """The words of each sample scan, with their places in pixels of the original; frames count from 0."""
    rows = map(json.loads, (samples.folder / "words.jsonl").read_text("utf-8").splitlines())
    return {(row["file"], row["frame"] - 1): [(word[0], Box(*word[1:])) for word in row["words"]] for row in rows}


@pytest.fixture(scope="session")
def sample_images(samples: Samples) -> dict[tuple[str, int], tuple[str, Image]]:
    """The page that each sample scan became."""
    with Archive.open(samples.home) as archive:
        pages = archive.catalogue.pages(archive.catalogue.page_ids()).values()
    return {(Path(page.image.path).name, page.image.frame): (page.id, page.image) for page in pages if page.image}


SHOWN = """frame => {
    const box = frame.getBoundingClientRect(), sheet = document.querySelector('.sheet img').getBoundingClientRect();
    const left = (box.left - sheet.left) / sheet.width, top = (box.top - sheet.top) / sheet.height;
    return [left, top, box.width / sheet.width, box.height / sheet.height];
}"""


def shown_box(page: Page, size: tuple[int, int]) -> Box:
    """What the current match's frame covers, in pixels of an upright page of this size, measured on the screen."""
    left, top, width, height = page.locator("rect.match.now").first.evaluate(SHOWN)
    return Box(round(left * size[0]), round(top * size[1]), round(width * size[0]), round(height * size[1]))


def bounds(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found is not None
    return dict(found)


def covered(word: Box, frame: Box) -> float:
    """Which share of ``word`` lies inside ``frame``."""
    across = min(word.x + word.w, frame.x + frame.w) - max(word.x, frame.x)
    down = min(word.y + word.h, frame.y + frame.h) - max(word.y, frame.y)
    return max(0, across) * max(0, down) / (word.w * word.h)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize(
    ("typed", "printed", "file", "frame"),
    [("Кузнецов", "Кузнецов", "ru-burials-1956.tif", 0), ("Петров", "Петровъ", "ru-old-birth-1885.jpg", 0)],
)
def test_a_russian_name_leads_to_its_box_on_the_scan(
    open_page: Opener,
    samples_site: str,
    sample_words: dict[tuple[str, int], list[tuple[str, Box]]],
    sample_images: dict[tuple[str, int], tuple[str, Image]],
    script: bool,
    typed: str,
    printed: str,
    file: str,
    frame: int,
) -> None:
    page = open_page(samples_site, language="ru", script=script)
    page.get_by_role("searchbox").fill(typed)
    page.get_by_role("button", name="Найти").click()
    address, image = sample_images[file, frame]
    hit = page.locator("article", has=page.locator(f'a[href*="{address}"]'))
    assert printed in hit.locator("mark").all_inner_texts()
    hit.get_by_role("link").first.click()
    assert f"/page/{address}" in page.url
    assert printed in page.locator(".lines mark.now").inner_text()
    size = (image.height, image.width) if image.turn in (90, 270) else (image.width, image.height)
    shown = shown_box(page, size)
    places = [upright_box(box, image) for word, box in sample_words[file, frame] if word.strip(".,:;") == printed]
    assert any(covered(place, shown) > 0.6 and covered(shown, place) > 0.3 for place in places), (shown, places)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_box_lies_on_its_word_where_the_scan_was_turned(
    open_page: Opener,
    samples_site: str,
    sample_words: dict[tuple[str, int], list[tuple[str, Box]]],
    sample_images: dict[tuple[str, int], tuple[str, Image]],
    script: bool,
) -> None:
    turned = [(place, found) for place, found in sample_images.items() if found[1].turn and sample_words.get(place)]
    assert turned
    for place, (address, image) in turned:
        size = (image.height, image.width) if image.turn in (90, 270) else (image.width, image.height)
        words = [(word, box) for word, box in sample_words[place] if word.isalpha() and len(word) > 5]
        lying = 0
        for word, box in words[:6]:
            page = open_page(f"{samples_site}/page/{address}?q={quote(word)}&exact=1", script=script)
            if page.locator("rect.match.now").count():
                lying += covered(upright_box(box, image), shown_box(page, size)) > 0.6
        assert lying >= 3, place


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("name", ["burials", "sideways"])
def test_one_steps_through_the_matches(open_page: Opener, site: str, script: bool, name: str) -> None:
    page = open_page(f"{site}/page/{page_id(name)}?q=Кузнецов", script=script)
    words = [box for word, box in upright_words(name).items() if word.startswith("Кузнецов")]
    for number, word in enumerate(words, start=1):
        assert page.get_by_role("status").inner_text().startswith(f"Match {number} of {len(words)}")
        assert covered(word, shown_box(page, UPRIGHT)) > 0.9
        if number < len(words):
            page.get_by_role("link", name="Next match").click()


def test_the_viewer_opens_at_the_match(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}?q=Марией", width=500, height=400)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    page.reload()
    page.wait_for_function("document.querySelector('.pane').scrollTop >= 0")
    pane, frame = bounds(page.locator(".pane")), bounds(page.locator("rect.match.now"))
    assert pane["x"] <= frame["x"]
    assert pane["y"] <= frame["y"]
    assert frame["x"] + frame["width"] <= pane["x"] + pane["width"] + 1
    assert frame["y"] + frame["height"] <= pane["y"] + pane["height"] + 1


def test_zoom_and_keys(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}?q=Кузнецов")
    width = bounds(page.locator(".sheet"))["width"]
    page.get_by_role("button", name="Zoom in").click()
    assert bounds(page.locator(".sheet"))["width"] == pytest.approx(1.5 * width, rel=0.02)
    page.keyboard.press("+")
    assert bounds(page.locator(".sheet"))["width"] == pytest.approx(2 * width, rel=0.02)
    page.get_by_role("button", name="Whole width").click()
    assert bounds(page.locator(".sheet"))["width"] == pytest.approx(width, rel=0.02)
    page.keyboard.press("n")
    page.wait_for_url("**/*hit=2*")
    page.keyboard.press("p")
    page.wait_for_url("**/*hit=1*")
    page.get_by_label("Keys:").uncheck()
    page.keyboard.press("n")
    page.reload()
    assert not page.get_by_label("Keys:").is_checked()
    assert "hit=1" in page.url


def test_letters_typed_into_the_box_are_no_commands(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}?q=Кузнецов")
    page.get_by_role("searchbox").press_sequentially("np+-")
    assert "np+-" in page.get_by_role("searchbox").input_value()
    assert "hit=" not in page.url


def test_line_and_scan_point_at_each_other(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}")
    page.get_by_role("link", name="Line 2 on the scan").click()
    assert page.locator("rect.line.chosen").get_attribute("data-line") == "2"
    page.locator('li[data-line="3"]').hover()
    assert page.locator("rect.line.pointed").get_attribute("data-line") == "3"
    page.locator("#box-1").click()
    assert page.url.endswith("#line-1")


def test_without_scripts_nothing_is_offered_that_needs_them(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}", script=False)
    assert page.get_by_role("button").all_inner_texts() == ["Search"]
    assert page.get_by_label("Keys:").count() == 0 or not page.get_by_label("Keys:").is_visible()
    page.get_by_role("link", name="Line 2 on the scan").click()
    assert page.url.endswith("#box-2")
    page.get_by_role("link", name="Image alone").click()
    assert page.url.endswith("/view.jpg")


def test_filters_work_without_scripts(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/search?q=", script=False)
    page.get_by_text("More options").click()
    page.get_by_label("Language of the record").select_option("et")
    page.get_by_role("button", name="Apply").click()
    assert page.get_by_role("status").inner_text() == "1 page found"
    page.get_by_role("link", name="Remove: Estonian").click()
    assert page.get_by_role("status").inner_text() == "9 pages found"


def test_the_language_switch_keeps_page_and_query(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/search?q=Кузнецов", script=False)
    page.get_by_role("link", name="Latviešu").click()
    assert page.get_by_role("status").inner_text() == "2 atrastas lappuses"
    page.get_by_role("link", name="Palīdzība").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Palīdzība"


# For everybody


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    return (root / "tests" / "data" / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_rule_of_accessibility_is_broken(open_page: Opener, site: str, axe: str, name: str, language: str) -> None:
    page = open_page(site + PAGES[name], language=language)
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true }")
    page.evaluate(axe + ";0")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (360, "100%"), (1280, "200%"), (640, "200%")])
def test_nothing_runs_out_of_the_window(open_page: Opener, site: str, language: str, width: int, text: str) -> None:
    page = open_page(site, width=width, language=language)
    for name, address in PAGES.items():
        page.goto(site + address)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true }")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, select, summary')].filter(element => {
    if (element.closest('svg') || element.matches('.skip, [type=hidden]')) return false;
    const box = (element.closest('label') ?? element).getBoundingClientRect();
    if (!box.width || (box.width >= 24 && box.height >= 24)) return false;
    // A link within a sentence may be as high as its line (WCAG 2.5.8, inline).
    const around = element.parentElement;
    return !(getComputedStyle(element).display === 'inline' && around.textContent.trim() !== element.textContent.trim());
}).map(element => element.outerHTML)"""


@pytest.mark.parametrize("width", [360, 1280])
def test_everything_can_be_hit_with_a_finger(open_page: Opener, site: str, width: int) -> None:
    page = open_page(site, width=width)
    for name, address in PAGES.items():
        page.goto(site + address)
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true }")
        assert page.evaluate(SMALL_TARGETS) == [], name


FOCUS = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const name = element.getAttribute('aria-label') || element.name || element.closest('label')?.textContent || element.textContent;
    return {left: element === document.body, name: name.trim(), ringed: style.outlineStyle !== 'none', seen};
}"""


def test_the_keyboard_reaches_everything_in_reading_order_and_shows_where_it_is(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}?q=Кузнецов&hit=1", reduced_motion="reduce")
    names = []
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["left"]:
            break
        assert focus["ringed"], focus
        assert focus["seen"], focus
        names.append(focus["name"])
    expected = [
        "Skip to the content",
        "Narva Linnaarhiiv",
        "Browse",
        "Help",
        "Eesti",
        "English",
        "q",
        "Search",
        "Next match →",
        "Next page →",
    ]
    expected += ["Zoom out", "Zoom in", "Image alone", "Scan of the page, can be scrolled", "Line 1 on the scan", "Line 3 on the scan"]
    assert [name for name in names if name in expected] == expected
    assert focus["left"]


def test_the_skip_link_skips(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/search?q=Кузнецов")
    page.keyboard.press("Tab")
    assert page.get_by_role("link", name="Skip to the content").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"


def test_matches_stay_framed_in_forced_colours_and_nothing_moves_unasked(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}?q=Кузнецов", forced_colors="active", reduced_motion="reduce")
    style = page.locator("rect.match.now").evaluate("element => getComputedStyle(element).stroke")
    assert style not in ("none", "")
    assert page.locator(".pane").evaluate("element => getComputedStyle(element).scrollBehavior") == "auto"


def test_a_page_prints_as_scan_text_and_source(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}?q=Кузнецов")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()
    assert not page.get_by_role("link", name="Next page").is_visible()
    for shown in (".sheet img", ".lines", "#cite"):
        assert page.locator(shown).is_visible()
    assert bounds(page.locator(".sheet img"))["width"] <= 1280
    assert covered(upright_words("burials")["Кузнецов"], shown_box(page, UPRIGHT)) > 0.9
    assert page.pdf(tagged=True).startswith(b"%PDF-")


def test_no_page_asks_anybody_else(open_page: Opener, site: str) -> None:
    page = open_page(site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES.values():
        page.goto(site + address)
    assert asked
    assert [url for url in asked if not url.startswith(site)] == []


def test_pictures_leave_room_before_they_come(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/{BURIALS}?q=Кузнецов")
    shift = """() => new Promise(done => new PerformanceObserver(list =>
        done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({type: 'layout-shift', buffered: true})
        || setTimeout(() => done(0), 300))"""
    assert page.evaluate(shift) < 0.05
