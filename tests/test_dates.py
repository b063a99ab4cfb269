"""Dates as records write them."""

from datetime import date

import pytest
from convertdate import julian
from hypothesis import example, given
from hypothesis import strategies as st

from archive_search.calendars import calendar_of, to_gregorian
from archive_search.dates import parse_date
from archive_search.edtf import parse_edtf
from archive_search.errors import DateInvalid

DAYS = [
    "15 марта 1892", "15 марта 1892 г.", "15 Марта 1892 года", "15-го марта 1892 г.", "15 мартъ 1892", "1892 г. марта 15 дня",
    "15.03.1892", "15/03/1892", "15. 3. 1892", "15.III.1892", "15 III 1892", "15-III-1892", "15/III 1892", "1892-03-15", "1892.03.15",
    "15. märts 1892", "15. märtsil 1892. a.", "15. martā 1892. gadā", "1892. gada 15. martā", "1892.g. 15.martā", "den 15. März 1892",
    "15ten März 1892", "March 15, 1892", "15th of March 1892", "15 March 1892", "15. maaliskuuta 1892", "den 15 mars 1892", "15/3 1892",
    "15 marca 1892 r.", "dnia 15 marca 1892 roku", "15 (27) марта 1892", "15/27 III 1892", "15/27.03.1892", "15/27 марта 1892 года",
    "15./27. märts 1892", "27 марта (15 марта) 1892", "[15 марта 1892]",
]  # fmt: skip


@pytest.mark.parametrize("written", DAYS)
def test_one_day_in_every_writing(written: str) -> None:
    found = parse_date(written)
    assert (found.edtf, found.years, found.written) == ("1892-03-15", (1892, 1892), written)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("1892", "1892"), ("1892 г.", "1892"), ("1890. gads", "1890"), ("1890. aasta", "1890"), ("[1890]", "1890"), ("189X", "189X"),
        ("189_", "189X"), ("18??", "18XX"), ("1890-е", "189X"), ("1890-е годы", "189X"), ("1890. gadi", "189X"),
        ("1890. aastad", "189X"), ("1890ndad", "189X"), ("1890s", "189X"), ("1890er Jahre", "189X"), ("1890-luku", "189X"),
        ("1800-luku", "18XX"), ("XIX век", "18XX"), ("ХІХ в.", "18XX"), ("19. sajand", "18XX"), ("19. gadsimts", "18XX"),
        ("19th century", "18XX"), ("19. Jahrhundert", "18XX"), ("ca 1890", "1890~"), ("u. 1890", "1890~"), ("около 1890 г.", "1890~"),
        ("ap. 1890. g.", "1890~"), ("um 1890", "1890~"), ("noin 1890", "1890~"), ("1890?", "1890?"), ("1890 (?)", "1890?"),
        ("ca 1890?", "1890%"), ("1890-1895", "1890/1895"), ("1890–1895 гг.", "1890/1895"), ("1890–95", "1890/1895"),
        ("1890/91", "1890/1891"), ("1890-12", "1890-12"), ("с 1890 по 1895", "1890/1895"), ("von 1890 bis 1895", "1890/1895"),
        ("no 1890. līdz 1895. gadam", "1890/1895"), ("aastatel 1890-1895", "1890/1895"), ("alates 1890 kuni 1895", "1890/1895"),
        ("ca 1890-1895", "1890~/1895~"), ("до 1890", "../1890"), ("enne 1890", "../1890"), ("pirms 1890", "../1890"),
        ("vor 1890", "../1890"), ("после 1890", "1890/.."), ("pärast 1890", "1890/.."), ("pēc 1890", "1890/.."), ("1890-", "1890/.."),
        ("alates 1890", "1890/.."), ("март 1892", "1892-03"), ("въ мартѣ 1892", "1892-03"), ("1892. gada marts", "1892-03"),
        ("03.1892", "1892-03"), ("март-апрель 1892", "1892-03/1892-04"), ("3-го іюня 1897 года", "1897-06-03"),
        ("12 Генваря 1801", "1801-01-12"), ("12. toukokuuta 1901", "1901-05-12"), ("12. detsembril 1901", "1901-12-12"),
        ("15-20 марта 1892", "1892-03-15/1892-03-20"), ("15 марта - 20 апреля 1892", "1892-03-15/1892-04-20"),
        ("15.03.1892-20.04.1893", "1892-03-15/1893-04-20"), ("20 декабря - 5 января 1892", "1891-12-20/1892-01-05"),
        ("1892. gada 12.-15. martā", "1892-03-12/1892-03-15"), ("12/13 mai 1892", "1892-05-12/1892-05-13"), ("1890~", "1890~"),
        ("1892-03?", "1892-03?"), ("1890/1895", "1890/1895"), ("1890~/1895?", "1890~/1895?"), ("1890/..", "1890/.."),
        ("/1890", "../1890"), ("1892-XX", "1892-XX"), ("1892-03-XX", "1892-03-XX"),
    ],
)  # fmt: skip
def test_what_a_date_says_in_edtf(written: str, edtf: str) -> None:
    assert parse_date(written).edtf == edtf


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "Иванов 1892", "март", "15 марта", "30 февраля 1892", "31 апреля 1892", "32.01.1892", "27.13.1892", "29 февраля 1893",
        "27.03.92", "0", "5100", "1234567", "1-2-3", "1895-1890", "1892-21", "2004-06/2004-05", "../..", "EAA.5100.1.378", "02091-C-71",
        "мартин 1892", "9" * 5000, "١٨٩٢", "²", "29 февраля 1900 н. ст.", "0000", "5 сентября 1892 и 3 мая", "/", "-", "?", "ca",
    ],
)  # fmt: skip
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(DateInvalid):
        parse_date(written)


@pytest.mark.parametrize(
    ("written", "country", "calendar", "gregorian"),
    [
        ("15 марта 1892", None, None, None),
        ("15 марта 1892", "RU", "julian", "1892-03-27"),
        ("15. märts 1892", "ee", "julian", "1892-03-27"),
        ("15. martā 1892", "LV", "julian", "1892-03-27"),
        ("15. maaliskuuta 1892", "FI", "gregorian", None),
        ("31 января 1918", "RU", "julian", "1918-02-13"),
        ("5 февраля 1918", "RU", None, None),
        ("14 февраля 1918", "RU", "gregorian", None),
        ("1918", "RU", None, None),
        ("12. märts 1917", "EE", "julian", "1917-03-25"),
        ("12. november 1917", "EE", None, None),
        ("12. märts 1923", "EE", "gregorian", None),
        ("12. martā 1916", "LV", None, None),
        ("29 февраля 1900", None, "julian", "1900-03-13"),
        ("29 февраля 1900", "FI", "julian", "1900-03-13"),
        ("15/27 марта 1892", None, "julian", "1892-03-27"),
        ("28 февраля/12 марта 1893", None, "julian", "1893-03-12"),
        ("20 декабря/1 января 1892", None, "julian", "1892-01-01"),
        ("15 марта 1892 ст. ст.", None, "julian", "1892-03-27"),
        ("15 марта 1892 (ст. ст.)", None, "julian", "1892-03-27"),
        ("27. März 1892 n. St.", "RU", "gregorian", None),
        ("12. märts 1890 vkj", None, "julian", "1890-03-24"),
        ("15 марта 1892", "XX", None, None),
        ("1892-03-15~", "RU", "julian", "1892-03-27~"),
        ("15-20 марта 1892", "RU", "julian", "1892-03-27/1892-04-01"),
    ],
)
def test_calendar_is_said_only_where_it_is_known(written: str, country: str | None, calendar: str | None, gregorian: str | None) -> None:
    found = parse_date(written, country=country)
    assert (found.calendar, found.gregorian) == (calendar, gregorian)


def test_a_julian_day_at_the_end_of_a_year_belongs_to_both_years() -> None:
    assert parse_date("25 декабря 1891", country="RU").years == (1891, 1892)


def test_an_open_side_adds_no_years() -> None:
    assert parse_date("до 1890").years == (1890, 1890)


@given(st.dates(date(1700, 3, 1), date(2100, 1, 1)))
def test_conversion_goes_back_and_forth(day: date) -> None:
    year, month, number = julian.from_gregorian(day.year, day.month, day.day)
    assert to_gregorian((int(year), int(month), int(number))) == (day.year, day.month, day.day)


@given(
    st.dates(date(1800, 1, 1), date(1917, 12, 31)),
    st.sampled_from(["{d}.{m:02}.{y}", "{d} {r} {y}", "{y}-{m:02}-{d:02}", "{y}. gada {d}. {r}"]),
)
def test_days_print_and_read(day: date, form: str) -> None:
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][day.month - 1]
    assert parse_date(form.format(d=day.day, m=day.month, y=day.year, r=roman)).edtf == day.isoformat()


PIECES = st.sampled_from(
    [
        "15", "27", "3", "1892", "1890", "1895", "189X", "марта", "mai", "märts", "III", "X", ".", "/", "-", "–", "(", ")", "?",
        "~", "..", "г.",
        "gads", "gadi", "u.", "ca", "до", "по", "с", "29", "февраля", "1900", "ст.", "kuni", "bis", "-е", "XIX", "век", "a",
    ]
)  # fmt: skip


@given(
    st.text(max_size=200) | st.lists(PIECES, max_size=8).map(" ".join) | st.lists(PIECES, max_size=8).map("".join),
    st.sampled_from([None, "RU", "LV", "FI"]),
)
@example("İ 1892", None)
@example("1892 ß", None)
def test_any_text_is_a_stable_date_or_none(text: str, country: str | None) -> None:
    try:
        found = parse_date(text, country=country)
    except DateInvalid:
        return
    again = parse_date(found.edtf, country=country)
    assert again.edtf == found.edtf
    assert found.years[0] <= found.years[1]
    assert str(parse_edtf(found.edtf)) == found.edtf


def test_rules_of_one_country_do_not_overlap() -> None:
    assert calendar_of((1918, 1, 31), (1918, 2, 14), "RU") is None
    assert calendar_of((1850, 1, 1), (1850, 12, 31), "RU") == "julian"
