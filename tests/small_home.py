"""A small real home, made without reading scans: pages of which the tests know every word and its place."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from archive_search.archive import Archive, create_archive
from archive_search.catalogue.catalogue import NewPage, page_id_of_scan
from archive_search.home import Settings
from archive_search.records import Box, Description, Image, Line, PageState, PageText, Reading, ReadingOrigin, RecordType, Script, Word
from web.room import ReadingRoom

TODAY = date(2026, 5, 1)
SHA256 = "5" * 64
UPRIGHT = (1400, 1000)
"""Width and height of every page when it stands upright."""
SECRET = "Тайнов"
"""A name that stands on the closed page only."""
_FONT = "DejaVuSerif.ttf"
_SIZE = 34


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be made."""

    name: str
    lines: tuple[str, ...]
    description: Description
    languages: tuple[str, ...]
    script: Script | None = Script.CYRILLIC
    state: PageState = PageState.READ
    quality: float = 0.94
    turn: int = 0


def _burial(leaf: str, **more: object) -> Description:
    values = {"title": "Книга захоронений Нарвского кладбища", "date": "март 1956", "place": "Нарва", "language": "ru", **more}
    return Description(reference=f"Ф. Р-57. Оп. 1. Д. 12. Л. {leaf}", record_type=RecordType.BURIAL, **values)  # type: ignore[arg-type]


SHEETS = (
    Sheet(
        "burials",
        ("Книга записей о захоронениях", "Кузнецов Иван Петрович, 61 год", "похоронен рядом с женой Кузнецовой Марией"),
        _burial("3"),
        ("ru",),
    ),
    Sheet("sideways", ("Список работников шахты", "слесарь Кузнецов принят на работу"), _burial("3 об.", title="Список"), ("ru",), turn=90),
    Sheet("doubtful", ("Куэнецов Стеnан",), _burial("4", title="Трудная страница"), ("ru",), state=PageState.DOUBTFUL, quality=0.52),
    Sheet("unreadable", (), _burial("5", title="Рукопись"), (), None, PageState.UNREADABLE, 0.0),
    Sheet("blank", (), _burial("5 об.", title="Чистый оборот"), (), None, PageState.BLANK, 0.0),
    Sheet("closed", (f"{SECRET} Семён, усыновлён",), _burial("6", title="Закрытая страница", closed_until="2040-01-01"), ("ru",)),
    Sheet(
        "estonian",
        ("Narva linnavalitsuse protokoll", "Jaan Tamm, tööline"),
        Description("RA, EAA.5100.1.378, l 12p", "Linnavalitsuse protokollid", "12.03.1925", RecordType.MINUTES, "et", "Narva"),
        ("et",),
        Script.LATIN,
        turn=270,
    ),
    Sheet(
        "upside-down",
        ("Valkas pilsētas valde", "Jānis Ozoliņš"),
        Description(
            "LNA LVVA, 1234. f., 1. apr., 567. l., 12. lp.", "Valdes <b>protokols</b> & 'raksti'", "1936", RecordType.MINUTES, "lv", "Valka"
        ),
        ("lv",),
        Script.LATIN,
        turn=180,
    ),
    Sheet("other", ("nothing described here",), Description(), ("en",), Script.LATIN),
)


RECORD = "0123456789abcdef"
"""A page without an image."""


def page_id(name: str) -> str:
    """The address of a sheet."""
    return page_id_of_scan(SHA256, [sheet.name for sheet in SHEETS].index(name))


def upright_words(name: str) -> dict[str, Box]:
    """Every word of a sheet with its place on the upright page."""
    sheet = next(sheet for sheet in SHEETS if sheet.name == name)
    return {word.text: word.box for line in _upright(sheet).lines for word in line.words if word.box}


def make_home(path: Path) -> Path:
    """The home, catalogued and indexed."""
    create_archive(path, Settings(name="Narva Linnaarhiiv", code="RA", country="EE"))
    with Archive.open(path) as archive:
        run = archive.catalogue.start_run("test", {})
        archive.catalogue.add_source(run, sha256=SHA256, path="scans/a.tif", size=1, media_type="image/tiff", frames=len(SHEETS))
        archive.catalogue.add_pages(run, [_new_page(sheet) for sheet in SHEETS])
        record = Reading(
            PageText.from_plain("Нарвский архив: дело о наследстве"),
            ReadingOrigin.IMPORT,
            "jsonl",
            "",
            ("ru",),
            Script.CYRILLIC,
            PageState.READ,
            1.0,
        )
        archive.catalogue.add_pages(run, [NewPage(RECORD, Description(title="Опись № 1", record_type=RecordType.INVENTORY), record)])
        archive.catalogue.end_run(run, "finished")
        for sheet in SHEETS:
            archive.storage.keep_derivatives(page_id(sheet.name), _picture(sheet, 1000), _picture(sheet, 240))
        list(archive.update_index())
    return path


def room_of(archive: Archive, today: date = TODAY) -> ReadingRoom:
    """The room that the web pages serve."""
    return ReadingRoom(archive.search, archive.storage, archive.home.settings.name, lambda: today)


def _new_page(sheet: Sheet) -> NewPage:
    width, height = UPRIGHT if sheet.turn in (0, 180) else UPRIGHT[::-1]
    image = Image(SHA256, "scans/a.tif", SHEETS.index(sheet), width, height, 200, sheet.turn)
    lines = tuple(
        Line(tuple(Word(word.text, _as_scanned(word.box, sheet.turn), 0.9) for word in line.words)) for line in _upright(sheet).lines
    )
    engine = "tesseract 5.3.0"
    reading = Reading(PageText(lines), ReadingOrigin.OCR, engine, "rus", sheet.languages, sheet.script, sheet.state, sheet.quality)
    return NewPage(page_id(sheet.name), sheet.description, reading, image)


def _upright(sheet: Sheet) -> PageText:
    font = ImageFont.truetype(_FONT, _SIZE)
    lines = []
    for row, text in enumerate(sheet.lines):
        words, x = [], 120
        for word in text.split():
            left, top, right, bottom = font.getbbox(word)
            words.append(Word(word, Box(x + int(left), 150 + row * 120 + int(top), int(right - left), int(bottom - top)), 0.9))
            x += int(right) + 16
        lines.append(Line(tuple(words)))
    return PageText(tuple(lines))


def _as_scanned(box: Box | None, turn: int) -> Box:
    """Where a box of the upright page lies on the scan, which has to be turned clockwise by ``turn`` to stand upright."""
    assert box is not None
    width, height = UPRIGHT
    if turn == 90:
        return Box(box.y, width - box.x - box.w, box.h, box.w)
    if turn == 180:
        return Box(width - box.x - box.w, height - box.y - box.h, box.w, box.h)
    if turn == 270:
        return Box(height - box.y - box.h, box.x, box.h, box.w)
    return box


def _picture(sheet: Sheet, width: int) -> bytes:
    picture = Picture.new("RGB", UPRIGHT, "#f1e7d2")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(_FONT, _SIZE)
    for line in _upright(sheet).lines:
        for word in line.words:
            assert word.box is not None
            left, top, _, _ = font.getbbox(word.text)
            draw.text((word.box.x - left, word.box.y - top), word.text, font=font, fill="#2a2118")
    target = io.BytesIO()
    picture.resize((width, width * UPRIGHT[1] // UPRIGHT[0])).save(target, "JPEG", quality=90)
    return target.getvalue()
