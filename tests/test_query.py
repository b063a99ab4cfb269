"""The query language: every text is read, in bounded time, and what was read prints as a query that reads the same."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive_search.search.query import (
    TEXT_LIMIT,
    WORD_LIMIT,
    And,
    Everything,
    InField,
    Node,
    Not,
    Note,
    Or,
    Phrase,
    Wildcard,
    Word,
    Years,
    YearSpan,
    parse_query,
    print_query,
)

A, B, C = Word("a"), Word("b"), Word("c")

READINGS: list[tuple[str, Node]] = [
    ("a", A),
    ("a b", And((A, B))),
    ("a AND b", And((A, B))),
    ("a OR b", Or((A, B))),
    ("a b OR c", And((A, Or((B, C))))),
    ("a AND b OR c", Or((And((A, B)), C))),
    ("(a b) OR c", Or((And((A, B)), C))),
    ("a and b", And((A, Word("and"), B))),
    ("a NOT b", And((A, Not(B)))),
    ("a -b", And((A, Not(B)))),
    ("+a -(b OR c)", And((A, Not(Or((B, C)))))),
    ("NOT NOT a", A),
    ("a-b", Word("a-b")),
    ("a - b", And((A, B))),
    ('"Тамм Нарва" a', And((Phrase("Тамм Нарва"), A))),
    ("„Tamm Narva“", Phrase("Tamm Narva")),
    ("«Тамм»", Phrase("Тамм")),
    ('-"a b"', Not(Phrase("a b"))),
    ("title:a", InField("title", A)),
    ("Title:a", InField("title", A)),
    ("title:(a OR b)", InField("title", Or((A, B)))),
    ('place:"a b"', InField("place", Phrase("a b"))),
    ("-title:a", Not(InField("title", A))),
    ("title:-a", Not(InField("title", A))),
    ("title:place:a", InField("title", Word("place:a"))),
    ("wom?n arch*", And((Wildcard("wom?n"), Wildcard("arch*")))),
    ("title:arch*", InField("title", Wildcard("arch*"))),
    ("*", Everything()),
    ("[1900 TO 1910]", Years(1900, 1910)),
    ("{ 1900 TO * }", Years(1900, None)),
    ("year:[* TO 1910]", Years(None, 1910)),
    ("year:1900-1910", Years(1900, 1910)),
    ("year:1900–1910", Years(1900, 1910)),
    ("year:1905", Years(1905, 1905)),
    ("year:190*", Years(1900, 1909)),
    ("year:(1905 OR 1907)", Or((Years(1905, 1905), Years(1907, 1907)))),
    ("1900-1910", YearSpan(1900, 1910)),
    ("title:1900-1910", InField("title", YearSpan(1900, 1910))),
    ("1910-1900", Word("1910-1900")),
    ("0001-9999", Word("0001-9999")),
    ("02091-C-71", Word("02091-C-71")),
    ("EAA.5100.1.378", Word("EAA.5100.1.378")),
    ("12:30", Word("12:30")),
]


@pytest.mark.parametrize(("text", "node"), READINGS, ids=[text for text, _ in READINGS])
def test_reading(text: str, node: Node) -> None:
    assert parse_query(text).node == node


@pytest.mark.parametrize("text", ["", "   ", "\0", '""', "AND", "OR OR", "()", "(((", ")))", "-", "+", "NOT", "[]", "\ud800", "\u200b"])
def test_nothing_to_look_for(text: str) -> None:
    assert parse_query(text).node is None


@pytest.mark.parametrize(
    ("text", "node", "note"),
    [
        ('a "b', And((A, Phrase("b"))), Note("quote-closed", {"text": "b"})),
        ("(a b", And((A, B)), Note("parenthesis-closed")),
        ("a) b", And((A, B)), Note("parenthesis-ignored")),
        ("a OR", A, Note("operator-ignored", {"text": "OR"})),
        ("AND a", A, Note("operator-ignored", {"text": "AND"})),
        ("a NOT", A, Note("operator-ignored", {"text": "NOT"})),
        ("sigrid:a", Word("sigrid:a"), Note("unknown-field", {"field": "sigrid", "text": "sigrid:a"})),
        ("title: a", And((Word("title:"), A)), Note("field-empty", {"field": "title"})),
        ("a~2", A, Note("modifier-ignored", {"text": "~2"})),
        ('"a b"~10', Phrase("a b"), Note("modifier-ignored", {"text": "~10"})),
        ("(a b)^2", And((A, B)), Note("modifier-ignored", {"text": "^2"})),
        ("[1910 TO 1900]", Years(1900, 1910), Note("range-swapped", {"first": 1900, "last": 1910})),
        ("year:spring", InField("year", Word("spring")), Note("year-unreadable", {"text": "spring"})),
        ("1900-1910", YearSpan(1900, 1910), Note("read-as-years", {"first": 1900, "last": 1910})),
    ],
)
def test_what_is_mended_is_said(text: str, node: Node, note: Note) -> None:
    parsed = parse_query(text)
    assert parsed.node == node
    assert note in parsed.notes


def test_a_cut_query_says_so() -> None:
    assert Note("query-cut", {"limit": TEXT_LIMIT}) in parse_query("x" * (TEXT_LIMIT + 1)).notes
    many = parse_query("x " * (WORD_LIMIT + 1))
    assert Note("query-cut", {"limit": WORD_LIMIT}) in many.notes
    assert isinstance(many.node, And)
    assert len(many.node.parts) == WORD_LIMIT


def _holds(text: str) -> None:
    started = time.process_time()
    parsed = parse_query(text)
    printed = print_query(parsed.node)
    assert time.process_time() - started < 1
    assert parse_query(printed).node == parsed.node


_FRAGMENTS = (
    [
        "a",
        "b",
        "Нарва",
        '"',
        "„",
        "(",
        ")",
        "AND",
        "OR",
        "NOT",
        "+",
        "-",
        "title:",
        "year:",
        "type:",
        "foo:",
        "place:(",
        "*",
        "?",
        "[",
        "]",
        "TO",
    ],
    [" ", "  ", "1900-1910", "[1900 TO 1910]", "[1910 TO 1]", "1905", "19*", "~2", "^3", "~", "\0", ",", ":", "02091-C-71"],
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*_FRAGMENTS[0], *_FRAGMENTS[1]]), max_size=30).map("".join))
@example("AND~2")
@example("year:AND")
@example("NOT(-a")
def test_printing_and_reading_again(text: str) -> None:
    _holds(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=TEXT_LIMIT))
def test_any_text(text: str) -> None:
    _holds(text)


@pytest.mark.parametrize(
    "unit", ["(", ")", '"', "-", "[", "[ ", "[1 TO ", "~", "~1", "a~1", "NOT ", "OR ", "a OR ", "(a OR ", "-(", "title:", "x:-", "a("]
)
def test_repetition_takes_no_longer(unit: str) -> None:
    for text in (unit * TEXT_LIMIT, "x" + unit * TEXT_LIMIT):
        _holds(text[:TEXT_LIMIT])
