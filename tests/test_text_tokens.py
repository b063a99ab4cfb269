"""Pages become words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_search.records import Line, PageText, Word
from archive_search.text.tokens import Token, tokenise, tokenise_plain


def texts(plain: str) -> list[str]:
    return [token.text for token in tokenise(PageText.from_plain(plain))]


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "¬", "⸗", "=", "\u00ad"])
def test_word_broken_at_line_end_is_one_word(hyphen: str) -> None:
    page = PageText.from_plain(f"под руково{hyphen}\nдимое, дѣло")
    assert tokenise(page)[1:] == (Token("руководимое", (1, 2)), Token("дѣло", (3,)))


def test_hyphen_read_as_a_word_of_its_own_still_breaks() -> None:
    assert tokenise(PageText.from_plain("Ива -\nновичъ")) == (Token("Ивановичъ", (0, 2)),)


def test_word_broken_twice_covers_three_words() -> None:
    assert tokenise(PageText.from_plain("ra-\nha-\nwas")) == (Token("rahawas", (0, 1, 2)),)


def test_capital_after_line_end_hyphen_begins_a_new_word() -> None:
    assert texts("Narva-\nJaanilinn") == ["Narva", "Jaanilinn"]


def test_hanging_hyphen_is_no_break() -> None:
    assert texts("Haus-\nund Hofbesitzer") == ["Haus", "und", "Hofbesitzer"]


def test_last_line_may_end_in_a_hyphen() -> None:
    assert texts("руково-") == ["руково"]


def test_compound_gives_two_tokens_in_one_word() -> None:
    assert tokenise(PageText.from_plain("(Narva-Jaanilinn),")) == (Token("Narva", (0,)), Token("Jaanilinn", (0,)))


@pytest.mark.parametrize("mark", ["Р-1234", "02091-C-71", "567а", "12об"])
def test_signature_stays_whole(mark: str) -> None:
    assert texts(f"№ {mark}.") == [mark]


def test_range_of_years_is_two_words() -> None:
    assert texts("1890-1895") == ["1890", "1895"]


def test_apostrophe_inside_a_word_stays() -> None:
    assert texts("‘D’Arcy’ Jaan'i") == ["D’Arcy", "Jaan'i"]


def test_soft_hyphen_and_small_e_above_are_read_as_printed() -> None:
    assert texts("ha\u00adwas Ha\u0364user") == ["hawas", "Häuser"]


def test_words_without_letters_still_count_as_words_of_the_page() -> None:
    assert tokenise(PageText.from_plain("— Tamm —\n* Kask")) == (Token("Tamm", (1,)), Token("Kask", (4,)))


@given(st.lists(st.lists(st.text(), max_size=4), max_size=5))
def test_any_page_gives_tokens_that_lie_on_it_in_order(rows: list[list[str]]) -> None:
    page = PageText(tuple(Line(tuple(Word(text, None, 1.0) for text in row)) for row in rows))
    covered = [token.words for token in tokenise(page)]
    assert covered == sorted(covered)
    assert all(0 <= word < len(page.words) for words in covered for word in words)
    assert all(list(words) == sorted(set(words)) for words in covered)


@given(st.text())
def test_tokens_are_tokens_again(text: str) -> None:
    once = tokenise_plain(text)
    assert tokenise_plain(" ".join(once)) == once
    assert all(once)
