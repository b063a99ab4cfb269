"""The metadata table and import lines."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_search.errors import InputNotFound, MetadataInvalid, RecordInvalid
from archive_search.records import Description, RecordType
from indexer.metadata import MetadataTable, read_metadata
from indexer.record_lines import parse_record

HEADER = "file,frame,reference,title,date,type,language,place,creator,closed_until\n"


def table(tmp_path: Path, text: str, encoding: str = "utf-8", files: tuple[str, ...] = ("a.tif", "b.tif")) -> MetadataTable:
    for name in files:
        (tmp_path / name).touch()
    path = tmp_path / "metadata.csv"
    path.write_bytes(text.encode(encoding))
    return read_metadata(path)


def slugs(found: MetadataTable) -> list[tuple[int, str]]:
    return [(problem.line, problem.slug) for problem in found.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_row_describes_its_file(tmp_path: Path, delimiter: str, encoding: str) -> None:
    header = HEADER.replace(",", delimiter)
    row = delimiter.join(["a.tif", "", "Ф. Р-57. Оп. 1. Д. 12. Л. 3", "Книга", "март 1956", "burial", "ru", "Сланцы", "", "2061-01-01"])
    found = table(tmp_path, header + row + "\n", encoding)
    assert found.problems == ()
    expected = Description(
        "Ф. Р-57. Оп. 1. Д. 12. Л. 3", "Книга", "март 1956", RecordType.BURIAL, "ru", "Сланцы", closed_until="2061-01-01"
    )
    assert found.describe(tmp_path / "a.tif", 0) == expected
    assert found.describe(tmp_path / "a.tif", 7) == expected
    assert found.describe(tmp_path / "b.tif", 0) is None


def test_row_of_a_page_goes_before_the_row_of_its_file(tmp_path: Path) -> None:
    rows = 'a.tif,,,"The, whole",1956,burial,ru,Narva,,\na.tif,2,,Second leaf,,,,,,\n'
    found = table(tmp_path, HEADER + rows)
    assert found.describe(tmp_path / "a.tif", 0) == Description(None, "The, whole", "1956", RecordType.BURIAL, "ru", "Narva")
    assert found.describe(tmp_path / "a.tif", 1) == Description(None, "Second leaf", "1956", RecordType.BURIAL, "ru", "Narva")


def test_a_few_columns_are_enough_and_their_order_is_free(tmp_path: Path) -> None:
    found = table(tmp_path, "Title,FILE\nOrder 84,a.tif\n\n")
    assert found.problems == ()
    assert found.describe(tmp_path / "a.tif", 0) == Description(title="Order 84")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a.tif,,,x,,tax form,,,,\n", [(2, "metadata-type-invalid")]),
        ("a.tif,,,x,,,xx,,,\n", [(2, "metadata-language-invalid")]),
        ("a.tif,,,x,some day,,,,,\n", [(2, "metadata-date-invalid")]),
        ("a.tif,,?!,x,,,,,,\n", [(2, "metadata-reference-invalid")]),
        ("a.tif,zero,,x,,,,,,\n", [(2, "metadata-frame-invalid")]),
        ("a.tif,0,,x,,,,,,\n", [(2, "metadata-frame-invalid")]),
        (",,,x,,,,,,\n", [(2, "metadata-file-missing")]),
        ("c.tif,,,x,,,,,,\n", [(2, "metadata-file-unknown")]),
        ("a.tif,,,x,,,,,,\nb.tif,,,x,,,,,,\na.tif,,,x,,,,,,\n", [(4, "metadata-row-repeated")]),
        ("a.tif,,,x,,,,,,\na.tif,,,y,,,,,,\n", [(3, "metadata-row-contradicts")]),
        ('a.tif,,,"two\nlines",,,,,,\nb.tif,,,,,tax form,,,,\n', [(4, "metadata-type-invalid")]),
    ],
)
def test_problem_is_reported_with_its_line(tmp_path: Path, rows: str, expected: list[tuple[int, str]]) -> None:
    assert slugs(table(tmp_path, HEADER + rows)) == expected


def test_first_of_contradicting_rows_is_used(tmp_path: Path) -> None:
    found = table(tmp_path, HEADER + "a.tif,,,first,,,,,,\na.tif,,,second,,,,,,\n")
    assert found.describe(tmp_path / "a.tif", 0) == Description(title="first")


def test_unknown_column_is_reported(tmp_path: Path) -> None:
    assert slugs(table(tmp_path, "file,colour\na.tif,grey\n")) == [(1, "metadata-column-unknown")]


def test_page_stays_closed_if_the_date_cannot_be_read(tmp_path: Path) -> None:
    found = table(tmp_path, HEADER + "a.tif,,,x,,,,,,1.1.2061\n")
    description = found.describe(tmp_path / "a.tif", 0)
    assert description is not None
    assert description.closed_until == "9999-12-31"
    assert slugs(found) == [(2, "metadata-closed-until-invalid")]


def test_decomposed_letters_and_backslashes_name_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "säilik").mkdir()
    (tmp_path / "säilik" / "õ.tif").touch()
    found = table(tmp_path, "file,title\nsäilik\\o\u0303.tif,x\n")
    assert found.describe(tmp_path / "säilik" / "õ.tif", 0) == Description(title="x")


@pytest.mark.parametrize("text", [b"", b"\n", b"name;title\n1;2\n", b"file,title\n\xff\xfe\n", b"\xff\xfef\0i\0"])
def test_unusable_table_is_refused(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "metadata.csv"
    path.write_bytes(text)
    with pytest.raises(MetadataInvalid) as caught:
        read_metadata(path)
    assert caught.value.data["problems"]


def test_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound):
        read_metadata(tmp_path / "nowhere.csv")


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / f"any-{os.getpid()}.csv"
    path.write_bytes(b"file,title,frame\n" + data)
    try:
        read_metadata(path)
    except MetadataInvalid:
        return


def test_sample_table_has_no_problems(root: Path) -> None:
    assert read_metadata(root / "sample_scans" / "metadata.csv").problems == ()


def test_record_is_description_and_text() -> None:
    record = {
        "reference": "RA, EAA.1.2.3",
        "title": " A  title ",
        "type": "Census",
        "language": "ET",
        "date": 1892,
        "place": None,
        "text": "one\ntwo\n",
    }
    description, text = parse_record(json.dumps(record).encode(), 1)
    assert description == Description("RA, EAA.1.2.3", "A title", "1892", RecordType.CENSUS, "et")
    assert text == "one\ntwo\n"


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        (b"{", "Expecting"),
        (b"[1]", "no object"),
        (b"\xff", "utf-8"),
        (b"{}", "neither text nor title"),
        (b'{"text": "x", "type": "tax form"}', "type"),
        (b'{"text": "x", "language": "xx"}', "language"),
        (b'{"text": "x", "closed_until": "soon"}', "closed_until"),
        (b'{"text": {"a": 1}}', "text"),
        (b'{"text": "\\ud800"}', "half a character"),
        (b"[" * 100_000, ""),
    ],
)
def test_broken_record_is_refused_with_its_line(line: bytes, detail: str) -> None:
    with pytest.raises(RecordInvalid) as caught:
        parse_record(line, 17)
    assert caught.value.data["line"] == 17
    assert detail in str(caught.value.data["detail"])


@given(line=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_line_is_a_record_or_refused(line: bytes) -> None:
    try:
        parse_record(line, 1)
    except RecordInvalid:
        return
