"""ALTO, hOCR and PAGE: written, read back, read from others, and refused when broken."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from archive_search.errors import TranscriptInvalid
from archive_search.exchange.alto import read_alto, write_alto
from archive_search.exchange.formats import read_transcript, transcript_format
from archive_search.exchange.hocr import read_hocr, write_hocr
from archive_search.exchange.pagexml import read_page, write_page
from archive_search.exchange.scale import Target
from archive_search.exchange.xml import children, descendants, read_xml
from archive_search.records import Box, Description, Image, Line, Page, PageState, PageText, RecordType, Script, Word

IMAGE = Image(source="0" * 64, path='a "b";c&d<e>.tif', frame=2, width=2000, height=3000, dpi=300, turn=0)
PAGE = Page(
    id="p1",
    description=Description(title="Метрическая книга <1892>", record_type=RecordType.BIRTH),
    reference="Ф. Р-1234. Оп. 1. Д. 567а. Л. 12 об.",
    file_reference=None,
    order="",
    edtf=None,
    years=None,
    calendar=None,
    language="ru",
    languages=("ru",),
    script=Script.CYRILLIC,
    state=PageState.READ,
    quality=0.9,
    institution=None,
    fonds=None,
    image=IMAGE,
    reading=1,
)
WRITERS: list[tuple[Callable[[Page, PageText], str], Callable[[bytes], PageText]]] = [
    (write_alto, read_alto),
    (write_hocr, read_hocr),
    (write_page, read_page),
]
BROKEN_WORD = PageText(
    (
        Line((Word("Под", Box(10, 10, 50, 20), 0.91), Word("руково-", Box(70, 10, 90, 20), 0.8)), Box(10, 10, 150, 20)),
        Line((Word("димое,", Box(10, 40, 80, 20), 0.75), Word("Ивановъ", Box(100, 40, 90, 20), 1.0)), Box(10, 40, 180, 20)),
    )
)

boxes = st.builds(Box, st.integers(0, 1900), st.integers(0, 2900), st.integers(1, 100), st.integers(1, 100))
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp")) | st.sampled_from("-<>&\"'¬\u00ad;"), min_size=1, max_size=12
)
words = st.builds(Word, texts, st.none() | boxes, st.integers(0, 10_000).map(lambda number: number / 10_000))
lines = st.builds(Line, st.lists(words, min_size=1, max_size=4).map(tuple), st.none() | boxes)
page_texts = st.builds(PageText, st.lists(lines, max_size=4).map(tuple))


@pytest.mark.parametrize(("write", "read"), WRITERS, ids=["alto", "hocr", "page"])
@given(text=page_texts)
def test_what_is_written_reads_back(write: Callable[[Page, PageText], str], read: Callable[[bytes], PageText], text: PageText) -> None:
    assert read(write(PAGE, text).encode()) == text


@pytest.mark.parametrize(("write", "read"), WRITERS, ids=["alto", "hocr", "page"])
def test_characters_that_xml_forbids_are_left_out(write: Callable[[Page, PageText], str], read: Callable[[bytes], PageText]) -> None:
    text = PageText((Line((Word("а\x00б\x0c\ufffe", None, 1.0),)),))
    assert read(write(PAGE, text).encode()).text == "аб"
    assert read(write(replace(PAGE, image=None, language=None, reference=None), text).encode()).text == "аб"


def test_alto_marks_a_word_broken_at_the_end_of_a_line() -> None:
    strings = list(descendants(read_xml(write_alto(PAGE, BROKEN_WORD).encode()), "String"))
    assert [(string.get("CONTENT"), string.get("SUBS_TYPE"), string.get("SUBS_CONTENT")) for string in strings] == [
        ("Под", None, None),
        ("руково", "HypPart1", "руководимое"),
        ("димое,", "HypPart2", "руководимое"),
        ("Ивановъ", None, None),
    ]


def test_page_writes_what_its_schema_demands() -> None:
    root = read_xml(write_page(PAGE, BROKEN_WORD).encode())
    assert [child.tag.rpartition("}")[2] for child in next(children(root, "Metadata"))] == ["Creator", "Created", "LastChange"]
    assert all(next(children(part, "Coords"), None) is not None for part in descendants(root, "TextRegion", "TextLine", "Word"))


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "scan.png"
    picture = Picture.new("L", (1200, 400), 255)
    font = ImageFont.load_default(60)
    drawing = ImageDraw.Draw(picture)
    drawing.text((80, 60), "Narva burial register", font=font, fill=0)
    drawing.text((80, 220), "Jaan Tamm 1892", font=font, fill=0)
    picture.save(path, dpi=(200, 200))
    return path


@pytest.mark.parametrize("form", ["alto", "hocr"])
def test_what_tesseract_writes_is_read(scan: Path, form: str) -> None:
    command = ["tesseract", str(scan), "-", "-l", "eng", "--psm", "6", form]
    data = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout
    assert transcript_format(data) == form
    text = read_transcript(f"scan.{form}", data, target=Target((1200, 400), 200))
    assert text.text.split() == ["Narva", "burial", "register", "Jaan", "Tamm", "1892"]
    assert len(text.lines) == 2
    tamm = text.words[4]
    assert tamm.box is not None
    assert 200 < tamm.box.x < 300
    assert 210 < tamm.box.y < 260
    assert all(0.5 < word.confidence <= 1 for word in text.words)


ALTO_2 = """<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v2#">
<Description><MeasurementUnit>mm10</MeasurementUnit></Description>
<Layout><Page ID="P1" PHYSICAL_IMG_NR="1" WIDTH="2540" HEIGHT="2540">
<TopMargin><TextBlock ID="T"><TextLine><String CONTENT="Seite"/></TextLine></TextBlock></TopMargin>
<BottomMargin><TextBlock ID="F"><TextLine><String CONTENT="unten"/></TextLine></TextBlock></BottomMargin>
<PrintSpace><ComposedBlock ID="C"><TextBlock ID="B"><TextLine HPOS="254" VPOS="508" WIDTH="508" HEIGHT="127">
<String CONTENT="Kirchen" SUBS_TYPE="HypPart1" SUBS_CONTENT="Kirchenbuch"
 HPOS="254" VPOS="508" WIDTH="500" HEIGHT="127" WC="0.5"/>
<HYP CONTENT="-" HPOS="754" VPOS="508" WIDTH="8" HEIGHT="127"/></TextLine>
</TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>"""


def test_alto_2_in_tenths_of_millimetres() -> None:
    text = read_alto(ALTO_2.encode(), target=Target(dpi=100))
    assert text.text == "Seite\nKirchen-\nunten"
    assert text.lines[1].words[0] == Word("Kirchen-", Box(100, 200, 200, 50), 0.5)
    assert read_alto(ALTO_2.encode(), target=Target((2000, 2000))).lines[1].box == Box(200, 400, 400, 100)
    assert read_alto(ALTO_2.encode()).lines[1].box is None


def test_a_transcript_of_a_smaller_copy_is_scaled_up() -> None:
    data = ALTO_2.replace("mm10", "pixel").encode()
    assert read_alto(data, target=Target((5080, 5080))).lines[1].box == Box(508, 1016, 1016, 254)


TRANSKRIBUS = """<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15">
<Page imageFilename="a.jpg" imageWidth="1000" imageHeight="1000">
<ReadingOrder><OrderedGroup id="o">
<RegionRefIndexed index="1" regionRef="r1"/><RegionRefIndexed index="0" regionRef="r2"/></OrderedGroup></ReadingOrder>
<TextRegion id="r1"><Coords points="0,0 9,0 9,9"/><TextLine id="l1"><Coords points="100,100 300,100 300,140 100,140"/>
<TextEquiv><Unicode>Jaan Tamm</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2"><Coords points="0,0 9,0 9,9"/><TextLine id="l2"><Coords points="5,5 95,5 95,20 5,20"/>
<Word id="w1"><Coords points="5,5 45,5 45,20 5,20"/><TextEquiv conf="0.7"><Unicode>Narwa</Unicode></TextEquiv></Word>
<Word id="w2"><Coords><Point x="50" y="5"/><Point x="95" y="20"/></Coords><TextEquiv conf="0.6"><Unicode>lin</Unicode></TextEquiv></Word>
<TextEquiv index="1"><Unicode>worse</Unicode></TextEquiv>
<TextEquiv index="0"><Unicode>Narwa linn</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r3"><Coords points="0,0 9,0 9,9"/><TextEquiv><Unicode>eraldi\nread</Unicode></TextEquiv></TextRegion></Page></PcGts>"""


def test_page_in_its_reading_order_with_corrected_lines() -> None:
    text = read_page(TRANSKRIBUS.encode())
    assert text.text == "Narwa linn\nJaan Tamm\neraldi\nread"
    assert text.words[:2] == (Word("Narwa", Box(5, 5, 40, 15), 0.7), Word("linn", Box(50, 5, 45, 15), 0.6))
    first, second = text.lines[1].words
    assert first.box is not None
    assert second.box is not None
    assert first.box.x == 100
    assert first.box.x + first.box.w <= second.box.x
    assert second.box.x + second.box.w == 300


def test_hocr_of_other_makers() -> None:
    data = b"""<html><body><div class='ocr_page' title='image "x;y.png"; bbox 0 0 500 500'>
    <span class="ocr_line" title="bbox 10 20 110 40">
    T&auml;htis&nbsp;kiri<br></span><p>skipped<span class='ocrx_line' title='bbox 1 1 9 9'>
    <span class='ocrx_word' title='x_wconf 50'>a</span></span>"""
    text = read_hocr(data)
    assert text.text == "Tähtis kiri\na"
    assert text.words[0].box == Box(10, 20, 54, 20)
    assert text.words[2] == Word("a", None, 0.5)


def test_nothing_nested_is_read_twice() -> None:
    inner = '<TextRegion id="b"><TextLine id="l"><TextEquiv><Unicode>Tamm</Unicode></TextEquiv></TextLine></TextRegion>'
    outer = f'<PcGts><Page><TextRegion id="a">{inner}<TextEquiv><Unicode>Tamm</Unicode></TextEquiv></TextRegion></Page></PcGts>'
    assert read_page(outer.encode()).text == "Tamm"
    hocr = b'<div class="ocr_page"><p class="ocr_header"><span class="ocr_line"><b class="ocrx_word">Tamm</b></span></p></div>'
    assert read_transcript("a", hocr).text == "Tamm"


def test_the_format_is_told_by_content() -> None:
    assert read_transcript("a.txt", "\ufeffИвановъ\n\n  Нарва ".encode()).text == "Ивановъ\nНарва"
    assert read_transcript("a.txt", "Иванов".encode("utf-16")).text == "Иванов"
    assert read_transcript("a.txt", b"<illegible> Tamm").text == "<illegible> Tamm"
    assert read_transcript("a.txt", TRANSKRIBUS.encode()).text.startswith("Narwa")
    assert read_transcript("a.xml", ALTO_2.encode("utf-16")).text.startswith("Seite")


def test_several_pages_need_a_choice() -> None:
    data = b"eins\fzwei\f"
    assert read_transcript("a.txt", data, frame=1).text == "zwei"
    for frame in (None, 2):
        with pytest.raises(TranscriptInvalid):
            read_transcript("a.txt", data, frame=frame)
    page = ALTO_2[ALTO_2.index("<Page") : ALTO_2.index("</Layout>")]
    two = ALTO_2.replace(page, page + page.replace("Seite", "Zweite").replace('="P1"', '="P2"'))
    assert read_alto(two.encode(), frame=1).text.startswith("Zweite")
    with pytest.raises(TranscriptInvalid):
        read_alto(two.encode())


ENTITIES = '<!DOCTYPE alto [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<alto",
        ALTO_2.encode()[:500],
        ALTO_2.replace('<?xml version="1.0"?>', ENTITIES).replace("Seite", "&f;").encode(),
        b"<alto/>",
        b"<alto><Layout/></alto>",
        b"<PcGts/>",
        b"<html><body>nothing here</body></html>",
        b"<?xml version='1.0'?><mets/>",
        b"<?xml version='1.0' encoding='klingon'?><alto/>",
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"<alto>" + b"<ComposedBlock>" * 5000,
    ],
)
def test_broken_and_hostile_files_are_refused(data: bytes) -> None:
    if not data:
        assert read_transcript("empty.txt", data) == PageText()
    else:
        with pytest.raises(TranscriptInvalid) as caught:
            read_transcript("name.xml", data)
        assert caught.value.data["path"] == "name.xml"
    for read in (read_alto, read_hocr, read_page):
        with pytest.raises(TranscriptInvalid):
            read(data)


def test_no_file_of_the_machine_is_read() -> None:
    declared = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    data = f'{declared}<html><div class="ocr_page"><span class="ocr_line">x&f;</span></div></html>'
    assert "root" not in read_transcript("a.html", data.encode()).text


SAMPLES = [write(PAGE, BROKEN_WORD).encode() for write, _ in WRITERS]


@given(st.sampled_from(SAMPLES), st.integers(0, 4000), st.binary(max_size=6), st.integers(0, 40))
def test_damaged_files_never_do_worse_than_be_refused(sample: bytes, place: int, inserted: bytes, removed: int) -> None:
    data = sample[:place] + inserted + sample[place + removed :]
    try:
        text = read_transcript("x", data)
    except TranscriptInvalid:
        return
    assert all(word.text and word.text == "".join(word.text.split()) and 0 <= word.confidence <= 1 for word in text.words)
    assert all(box.w > 0 and box.h > 0 and box.x >= 0 for box in [word.box for word in text.words] if box)
