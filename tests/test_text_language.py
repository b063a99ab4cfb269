"""Which language a text is in, old spelling included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_search.errors import LanguageUnknown
from archive_search.records import LANGUAGES
from archive_search.text.language import identify

TEXTS = [
    ("ru", "Приказ по заводу: уволить слесаря Иванова по собственному желанию"),
    ("ru", "Въ метрической книгѣ о умершихъ записанъ крестьянинъ Іоаннъ"),
    ("et", "Käskkiri tööliste palkade kohta, välja antud tehase juhataja poolt"),
    ("et", "Selle walla kohtu ees andis peremees üles, et tema hobune on ära warastatud"),
    ("lv", "Rīkojums par strādnieku algām un darba laiku rūpnīcā"),
    ("lv", "Taî deenâ tapa noſpreeſts, ka faimneekam jamakſâ ſods pagaſta lahdê"),
    ("de", "Das Verzeichniß der im Kirchſpiel gebornen und getauften Kinder"),
    ("de", "Auf dem Gutshofe wurden die Bauern zur Frone gerufen"),
    ("en", "The minutes of the council were read and signed by the chairman"),
    ("fi", "Kuolleitten luettelo seurakunnan kirkonkirjassa, wiime wuodelta"),
    ("sv", "Husförhörslängd för socknen med uppgifter om födelse och död"),
    ("pl", "Akt zgonu spisany w parafii w obecności dwóch świadków"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_language_of_a_line(language: str, text: str) -> None:
    answer = identify(text, LANGUAGES)
    assert answer[0][0] == language
    assert answer[0][1] > 0.5


def test_cyrillic_and_latin_share_a_bilingual_text() -> None:
    shares = dict(identify("Приказ по заводу Käskkiri tööliste palkade kohta", ("ru", "et")))
    assert shares["ru"] > 0.3
    assert shares["et"] > 0.3


def test_only_candidates_are_named() -> None:
    assert [code for code, _ in identify("Приказ по заводу", ("et", "lv"))] == ["et", "lv"]
    assert identify("word", ()) == ()


def test_unknown_candidate_is_told() -> None:
    with pytest.raises(LanguageUnknown):
        identify("word", ("xx",))


@given(st.text(), st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True))
def test_probabilities_add_up_and_fall(text: str, candidates: list[str]) -> None:
    answer = identify(text, candidates)
    assert {code for code, _ in answer} == set(candidates)
    assert sum(share for _, share in answer) == pytest.approx(1)
    assert [share for _, share in answer] == sorted((share for _, share in answer), reverse=True)
