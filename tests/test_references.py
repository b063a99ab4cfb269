"""References: what people type, what we print, and that both agree."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_search.errors import ReferenceInvalid
from archive_search.references import STYLES, Reference, Style, looks_like_reference, parse_reference

EE = Reference("RA", "EAA.5100", "1", "378", "12", verso=True, style="ee")
LV = Reference("LNA LVVA", "1234", "1", "567", "12", verso=True, style="lv")
RU = Reference(None, "Р-1234", "1", "567а", "12", verso=True, style="ru")


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (EE, "RA, EAA.5100.1.378, l 12p"),
        (LV, "LNA LVVA, 1234. f., 1. apr., 567. l., 12. lp. o. p."),
        (RU, "Ф. Р-1234. Оп. 1. Д. 567а. Л. 12 об."),
        (replace(RU, institution="ГАЛО", leaf_to="14", verso=False), "ГАЛО. Ф. Р-1234. Оп. 1. Д. 567а. Л. 12-14"),
        (replace(LV, leaf_to="14", verso=False), "LNA LVVA, 1234. f., 1. apr., 567. l., 12.-14. lp."),
        (replace(EE, inventory=None), "RA, f EAA.5100, s 378, l 12p"),
    ],
)
def test_each_style_prints_as_its_country_does_and_reads_back(reference: Reference, printed: str) -> None:
    assert reference.format() == printed
    assert parse_reference(printed) == reference


@pytest.mark.parametrize(
    "typed",
    [
        "Ф.Р-1234 Оп.1 Д.567а Л.12об",
        "ф. Р-1234, оп. 1, д. 567а, л. 12 об.",
        "ф р1234 оп 1 д 567А л 12об",
        "Ф. P-1234. Oп. 1. Д. 567a. Л. 12 oб.",  # Latin P, O, a, o
        "Фонд Р-1234 опись 1 дело 567а лист 12 оборот",
        "Ф. № Р-1234, оп. № 1, ед. хр. № 567а, л. 12об.",
        "Ф.Р-1234Оп.1Д.567а Л.12об",
        "  Ф. Р–1234.\u00a0Оп. 1.\nД. 567а. Л. 012 об. ",
    ],
)
def test_lenient_russian_forms_are_one_reference(typed: str) -> None:
    assert parse_reference(typed) == RU


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("EAA.5100.1.378", Reference(None, "EAA.5100", "1", "378", style="ee")),
        ("eaa 5100.1.378", Reference(None, "EAA.5100", "1", "378", style="ee")),
        ("ЕАА.5100.1.378", Reference(None, "EAA.5100", "1", "378", style="ee")),  # typed on a Russian keyboard
        ("RA, EAA.5100.001.00378", Reference("RA", "EAA.5100", "1", "378", style="ee")),
        ("ERA.R-1.2.3", Reference(None, "ERA.R-1", "2", "3", style="ee")),
        ("ERA, f. 31, n. 3, s. 1234, l. 12 pööre", None),
        ("ERA, f. 31, n. 3, s. 1234, l. 12 p", Reference(None, "ERA.31", "3", "1234", "12", verso=True, style="ee")),
        ("EAA.5100.1", Reference(None, "EAA.5100", "1", style="ee")),
        ("LVVA 1234-1-567", Reference("LVVA", "1234", "1", "567", style="lv")),
        ("LVVA 1535. f. 11. apr. 159. lieta", Reference("LVVA", "1535", "11", "159", style="lv")),
        ("1234. f., 567. l.", Reference(None, "1234", None, "567", style="lv")),
        ("f. 1234 op. 1 d. 567 l. 12 ob.", Reference(None, "1234", "1", "567", "12", verso=True, style="ru")),
        ("ГАЛО Р-1234-1-567", Reference("ГАЛО", "Р-1234", "1", "567", style="ru")),
        ("ЦГИА СПб. Ф. 19. Оп. 127. Д. 1234. Лл. 5-7об.", Reference("ЦГИА СПб", "19", "127", "1234", "5", "7", verso_to=True)),
        ("Ф. 12", Reference(None, "12")),
        ("Ф. 10. Д. 5", Reference(None, "10", None, "5")),
    ],
)
def test_other_forms(typed: str, expected: Reference | None) -> None:
    if expected is None:
        assert not looks_like_reference(typed)
    else:
        assert parse_reference(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "Иванов 1892", "Иванов Ф. 1892", "Narva 12", "1892", "27.03.1892", "1234-1-567", "02091-C-71", "ERA 1918-1920", "Л. 12", "д. 5",
        "F-16", "", " ", "Нарва, 12.3.1892", "Ф.", "x" * 10_000, "Ф. 1. Л. 12-", "приказ № 5 от 3.12.1950",
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_no_reference(typed: str) -> None:
    assert not looks_like_reference(typed)
    with pytest.raises(ReferenceInvalid):
        parse_reference(typed)


def test_look_up_key_forgets_look_alikes_and_spacing() -> None:
    assert parse_reference("Ф. P-1234").key == parse_reference("ф.Р1234").key
    assert parse_reference("LVVA, 5. f., 1. apr., 2. l.").key == parse_reference("LNA LVVA, 5. f., 1. apr., 2. l.").key


@pytest.mark.parametrize("typed", ["Ф. Р-1234", "ГАЛО. Ф. Р-1234. Оп. 1", "Ф. Р-1234. Д. 567а", "Ф. Р-1234. Оп. 1. Д. 567а. Л. 10-12"])
def test_a_less_complete_reference_finds_the_page(typed: str) -> None:
    page = replace(RU, institution="ГАЛО")
    assert set(parse_reference(typed).query_keys) & set(page.index_keys)


def test_another_file_is_not_found() -> None:
    assert not set(parse_reference("Ф. Р-1234. Оп. 1. Д. 567").query_keys) & set(RU.index_keys)


def test_sorts_as_shelved() -> None:
    file = "Ф. 10. Оп. 1. Д. 567"
    leaves = [f"{file}. Л. 2", f"{file}. Л. 2 об.", f"{file}. Л. 10"]
    written = ["Ф. 2", "Ф. 10", "Ф. 10. Оп. 1. Д. 2", file, *leaves, f"{file}а", "Ф. 10. Оп. 1. Д. 568", "Ф. 10. Оп. 2. Д. 1"]
    assert sorted(written, key=lambda text: parse_reference(text).sort_key) == written


def test_unit_is_the_reference_without_leaf() -> None:
    assert EE.unit.format() == "RA, EAA.5100.1.378"


NUMBERS = st.integers(0, 9_999_999).map(str)
INSTITUTIONS: dict[Style, list[str | None]] = {
    "ee": [None, "RA", "ГАЛО", "NLA"],
    "lv": [None, "LNA LVVA", "LVA", "RA"],
    "ru": [None, "ГАЛО", "ЦГИА СПб", "НИАБ"],
}
LETTERS = {"ee": "ab", "lv": "ab", "ru": "абвг"}
PREFIXES = {"ee": ["", "R-", "EAA.", "ERA.R-"], "lv": ["", "R-"], "ru": ["", "Р-", "П-"]}


@st.composite
def references(draw: st.DrawFn) -> Reference:
    style = draw(st.sampled_from(STYLES))
    lettered = st.builds(str.__add__, NUMBERS, st.sampled_from(["", *LETTERS[style]]))
    levels = draw(st.tuples(st.none() | lettered, st.none() | lettered))
    leaf, leaf_to = draw(st.tuples(st.none() | lettered, st.none() | lettered))
    fonds = draw(st.sampled_from(PREFIXES[style])) + draw(NUMBERS)
    institutions = INSTITUTIONS[style]
    # An unknown institution before a bare fonds reads like a name in capitals before a year.
    institution = draw(st.sampled_from(institutions if any(levels) else institutions[:3]))
    backs = draw(st.tuples(st.booleans(), st.booleans()))
    last = leaf_to if leaf else None
    return Reference(institution, fonds, *levels, leaf, last, bool(leaf) and backs[0], bool(last) and backs[1], style)


@given(references())
def test_printed_references_read_back(reference: Reference) -> None:
    assert parse_reference(reference.format()) == reference


@given(references(), st.sampled_from(STYLES))
def test_other_countries_print_the_same_place(reference: Reference, style: Style) -> None:
    again = parse_reference(reference.format(style))
    assert again.key == reference.key
    assert parse_reference(again.format()) == again


@given(references())
def test_a_record_is_found_by_its_own_reference(reference: Reference) -> None:
    assert set(reference.query_keys) & set(reference.index_keys)


@given(references(), references())
def test_order_of_leaves_is_number_order(one: Reference, other: Reference) -> None:
    if one.leaf and other.leaf and one.leaf.isdigit() and other.leaf.isdigit() and one.leaf != other.leaf:
        moved = replace(one, leaf=other.leaf)
        assert (one.sort_key < moved.sort_key) == (int(one.leaf) < int(other.leaf))


@given(st.text(alphabet=st.characters() | st.sampled_from("ФфFОопДдЛлRAEАобp.,- 0123456789"), max_size=300))
def test_any_text_is_a_stable_reference_or_none(text: str) -> None:
    try:
        reference = parse_reference(text)
    except ReferenceInvalid:
        return
    assert parse_reference(reference.format()) == reference
