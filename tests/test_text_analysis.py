"""Words become keys: real words of every language, by kind."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_search.errors import LanguageUnknown
from archive_search.records import LANGUAGES, Kind
from archive_search.text.analysis import Analyser
from archive_search.text.dictionaries import prepare_dictionaries

ANALYSER = Analyser()


def kinds(typed: str, written: str, *languages: str) -> set[Kind]:
    """By which kinds the typed word finds the written one."""
    wanted, there = ANALYSER.query_keys(typed, languages), ANALYSER.keys(written, languages)
    return {kind for kind in wanted if set(wanted[kind]) & set(there.get(kind, ()))}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("narva", "NARVA"),
        ("d'arcy", "D’Arcy"),
        ("wiſſen", "wissen"),
        ("Нарва", "Hарва"),
        ("Häuser", "Ha\u0364user"),
        ("1234", "Р-1234"),
        ("567", "567а"),
    ],
)
def test_exact(typed: str, written: str) -> None:
    assert Kind.EXACT in kinds(typed, written)


@pytest.mark.parametrize(("typed", "written"), [("все", "всё"), ("мир", "міръ"), ("vana", "wana"), ("Иванов", "Ivanov")])
def test_exact_keeps_letters_apart(typed: str, written: str) -> None:
    assert Kind.EXACT not in kinds(typed, written)


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("ru", "похоронен", "похоронили"),
        ("ru", "иванов", "Ивановым"),
        ("ru", "кладбище", "кладбищем"),
        ("ru", "дело", "дѣлу"),
        ("ru", "основание", "основанія"),
        ("ru", "большой", "большаго"),
        ("ru", "рассказ", "разсказа"),
        ("et", "käsi", "kätega"),
        ("et", "haud", "haudade"),
        ("et", "vana", "wannad"),
        ("et", "jaan", "Jaanile"),
        ("lv", "tiesa", "tiesām"),
        ("lv", "Ozoliņš", "Ozoliņam"),
        ("lv", "vecs", "Wezo"),
        ("de", "haus", "Häuser"),
        ("de", "tür", "Thüren"),
        ("en", "grave", "graves"),
        ("en", "bury", "buried"),
        ("fi", "talo", "talossa"),
        ("fi", "vanha", "wanhat"),
        ("sv", "gård", "gårdarna"),
        ("sv", "skola", "skolor"),
        ("pl", "cmentarz", "cmentarzu"),
        ("pl", "syn", "synowie"),
    ],
)
def test_form(language: str, typed: str, written: str) -> None:
    assert Kind.FORM in kinds(typed, written, language)
    assert Kind.FORM in kinds(typed, written), "without knowing the language"


def test_typed_lemma_looks_for_itself_only() -> None:
    assert ANALYSER.query_keys("стали", ("ru",))[Kind.FORM] == ("стать", "сталь")
    assert ANALYSER.query_keys("сталь", ("ru",))[Kind.FORM] == ("сталь",)


def test_stem_never_meets_a_lemma() -> None:
    assert all(key == "~tamm" or not key.startswith("tamm~") for key in ANALYSER.keys("Tammedele", ("et",))[Kind.FORM])
    assert not any(key.startswith("~") for key in ANALYSER.forms("Prokofjewile", ("et",))[Kind.FORM])


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("ru", "дело", "дѣло"),
        ("ru", "Иоанн", "Іоаннъ"),
        ("ru", "Иоанн", "Iоаннъ"),
        ("ru", "Фёдор", "Ѳедоръ"),
        ("ru", "хорошего", "хорошаго"),
        ("ru", "синего", "синяго"),
        ("ru", "новые", "новыя"),
        ("ru", "России", "Россіи"),
        ("ru", "бесплатно", "безплатно"),
        ("ru", "рассказ", "разсказъ"),
        ("ru", "её", "ея"),
        ("et", "vana", "wanna"),
        ("et", "mõisa", "moisa"),
        ("et", "Tõnu", "Tönnu"),
        ("lv", "veco", "Wezo"),
        ("lv", "krustmāt", "krustmaht"),
        ("lv", "šis", "ſchis"),
        ("lv", "čakls", "tſchakls"),
        ("lv", "dzīves", "dſihwes"),
        ("lv", "vien", "ween"),
        ("lv", "Kalniņš", "Kalniꞥſch"),
        ("de", "Tür", "Thür"),
        ("de", "dass", "daß"),
        ("de", "Kaufmann", "Kauffmann"),
        ("de", "bei", "bey"),
        ("de", "Zentner", "Centner"),
        ("sv", "vad", "hvad"),
        ("sv", "leva", "lefva"),
        ("sv", "kvinna", "qvinna"),
        ("fi", "vanha", "wanha"),
        ("pl", "Maria", "Marya"),
        ("pl", "Łódź", "Lodz"),
        ("en", "honor", "honour"),
    ],
)
def test_spelling(language: str, typed: str, written: str) -> None:
    assert Kind.SPELLING in kinds(typed, written, language)
    assert Kind.SPELLING in kinds(written, typed, language), "old spelling typed, modern one written"


@pytest.mark.parametrize(
    ("language", "typed", "written"), [("ru", "дом", "дым"), ("et", "maja", "mari"), ("lv", "vecs", "vīrs"), ("de", "Haus", "Hans")]
)
def test_spelling_keeps_other_words_apart(language: str, typed: str, written: str) -> None:
    assert Kind.SPELLING not in kinds(typed, written, language)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Иванов", "Iwanoff"),
        ("Иванов", "Ivanovs"),
        ("Ivanov", "Ивановъ"),
        ("Прокофьев", "Prokofjew"),
        ("Никитин", "Nikitin"),
        ("Щукин", "Štšukin"),
        ("Щукин", "Schtschukin"),
        ("Щукин", "Szczukin"),
        ("Чехов", "Tšehhov"),
        ("Чехов", "Tschechow"),
        ("Чехов", "Čehovs"),
        ("Нарва", "Narwa"),
        ("Печоры", "Petschory"),
        ("Rēzekne", "Резекне"),
        ("Гамбург", "Hamburg"),
        ("Выборг", "Wiborg"),
        ("Žukovskis", "Жуковский"),
    ],
)
def test_script(typed: str, written: str) -> None:
    assert Kind.SCRIPT in kinds(typed, written)


@pytest.mark.parametrize(("typed", "written"), [("Иванов", "Petrov"), ("Нарва", "Pärnu"), ("Тамм", "Kask")])
def test_script_keeps_other_names_apart(typed: str, written: str) -> None:
    assert Kind.SCRIPT not in kinds(typed, written)


def test_short_word_has_no_script_key() -> None:
    assert Kind.SCRIPT not in ANALYSER.query_keys("Яна")
    assert Kind.SCRIPT not in ANALYSER.keys("Jan")


@pytest.mark.parametrize("mark", ["1892", "Р-1234", "02091-C-71", "567а", "½", "Ελλάς", "日本"])
def test_marks_and_other_scripts_have_exact_keys_only(mark: str) -> None:
    assert set(ANALYSER.keys(mark)) == set(ANALYSER.query_keys(mark)) == {Kind.EXACT}


def test_nothing_has_no_keys() -> None:
    assert ANALYSER.keys("") == ANALYSER.query_keys(" \u00ad") == {}


def test_unknown_language_is_told() -> None:
    with pytest.raises(LanguageUnknown):
        ANALYSER.keys("word", ("xx",))


def test_script_of_a_word_overrules_the_language_of_its_page() -> None:
    assert ANALYSER.keys("Ивановым", ("et",)) == ANALYSER.keys("Ивановым", ("ru",))


def test_given_keys_can_be_changed_without_harm() -> None:
    ANALYSER.keys("Narva", ("et",)).clear()
    assert ANALYSER.keys("Narva", ("et",))


@settings(deadline=None)
@given(st.text(), st.lists(st.sampled_from(LANGUAGES), max_size=2, unique=True))
def test_any_word_finds_itself_by_every_kind_it_has_keys_for(word: str, languages: list[str]) -> None:
    typed, written = ANALYSER.query_keys(word, languages), ANALYSER.keys(word, languages)
    assert typed.keys() == written.keys()
    assert all(set(typed[kind]) & set(written[kind]) for kind in typed)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="abdeghijklmnoprstuvwzäöüõāčēģīķļņšūžſßабвгдеѣжзиіклмнопрстуфхцчшщъыьэюяѳ'", min_size=1, max_size=14))
def test_any_likely_word_finds_itself(word: str) -> None:
    typed, written = ANALYSER.query_keys(word), ANALYSER.keys(word)
    assert all(set(typed[kind]) & set(written[kind]) for kind in typed)
    assert ANALYSER.forms(word)


def test_long_words_are_no_trap() -> None:
    for word in ("ſch" * 3000, "Щ" * 10_000, "c" * 10_000, "jj" * 5000, "w'" * 4000 + "w"):
        assert ANALYSER.keys(word)
        assert ANALYSER.query_keys(word)


def test_import_opens_no_dictionary() -> None:
    code = """
import sys
lists = (".plzma", ".dic", ".dawg")
sys.addaudithook(lambda event, values: print(values[0]) if event == "open" and str(values[0]).endswith(lists) else None)
import archive_search.text.analysis
archive_search.text.analysis.Analyser()
print([name for name in sys.modules if name.startswith(("pymorphy3", "snowballstemmer"))])
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == ["[]"]


def test_prepared_dictionaries_give_the_same_keys(tmp_path: Path) -> None:
    assert prepare_dictionaries(("lv",), tmp_path) == ("lv",)
    assert [path.name for path in tmp_path.iterdir()] == ["lv.dic"]
    prepared = Analyser(dictionaries=tmp_path)
    for word in ("Tiesām", "Wezo", "gadā", "xyzzy", "krustmāte"):
        assert prepared.keys(word, ("lv",)) == Analyser(dictionaries=tmp_path / "none").keys(word, ("lv",))


def test_unwritable_folder_for_dictionaries_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert prepare_dictionaries(("lv",), tmp_path / "file" / "below") == ()
