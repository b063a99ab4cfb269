"""Words become keys: real words of every language, by kind."""

import pytest

from archive_search.errors import LanguageUnknown
from archive_search.records import Kind
from archive_search.text.analysis import Analyser


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def test_unknown_language_is_told(analyser: Analyser) -> None:
    with pytest.raises(LanguageUnknown):
        analyser.keys("word", ("xx",))


@pytest.mark.parametrize("mark", ["1892", "Р-1234", "02091-C-71", "567а", "½"])
def test_marks_have_exact_keys_only(analyser: Analyser, mark: str) -> None:
    assert set(analyser.keys(mark)) == {Kind.EXACT}
