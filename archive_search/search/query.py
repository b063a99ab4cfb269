"""The query language: a lenient parser that reads anything typed, its syntax tree and its printer.

The surface is what people know from Lucene (docs/reference/query-language.md). Nothing typed is an error: what cannot be meant is mended,
and a :class:`Note` says how.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

TEXT_LIMIT = 10_000
"""Characters of a query that are read."""

WORD_LIMIT = 200
"""Words, phrases and ranges of a query that are read."""

DEPTH_LIMIT = 40
"""Parentheses inside each other that are followed."""

QUERY_FIELDS = ("title", "place", "type", "language", "reference", "year")


@dataclass(frozen=True, slots=True)
class Note:
    """How an odd part of a query was read; the words are made at the edge from ``slug`` and ``data``."""

    slug: str
    data: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed, punctuation included."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order and form."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word with ``*`` (any characters) or ``?`` (one)."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Years:
    """Years of the page's date, both ends included; None = no bound."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class YearSpan:
    """``1900-1910`` without a field: the years, or these numbers in the text."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class InField:
    """``node`` within one of :data:`QUERY_FIELDS`; ``year`` stays only around words that are no year."""

    field: str
    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: "Node"


@dataclass(frozen=True, slots=True)
class Everything:
    """``*``: every page."""


Node = Word | Phrase | Wildcard | Years | YearSpan | InField | And | Or | Not | Everything


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was typed, read. ``node`` is None where nothing searchable was typed."""

    node: Node | None
    notes: tuple[Note, ...]


def parse_query(text: str) -> Parsed:
    """Read any text; never raises, and takes a time that grows no faster than the text."""
    parser = _Parser(text)
    return Parsed(parser.query(), tuple(parser.notes))


def print_query(node: Node | None) -> str:
    """The query that reads as ``node`` again."""
    return "" if node is None else _sequence(node)


_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033'
"""The quotation marks that keyboards and word processors make; any of them opens and closes."""

_SPACE = r"\s\x00-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff"
"""What parts words: white space, control characters, and halves of broken characters."""

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_BOUND = r"(?:\d{1,4}|\*)"
_LEXEME = re.compile(
    rf"(?P<space>[{_SPACE}]+)"
    rf"|(?P<range>[\[{{][{_SPACE}]*(?P<low>{_BOUND})[{_SPACE}]+TO[{_SPACE}]+(?P<high>{_BOUND})[{_SPACE}]*[\]}}])"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    r"|(?P<bracket>[\[\]{}])"
    rf"|(?P<quote>[{_QUOTES}])"
    rf"|(?P<sign>[+-]++(?=[^{_SPACE}]))"
    rf"|(?P<modifier>[~^][\d.]*+(?=[{_SPACE}{_QUOTES}()\[\]{{}}]|$))"
    r"|(?P<field>[A-Za-z]++:)"
    rf"|(?P<word>[^{_SPACE}{_QUOTES}()\[\]{{}}]+)"
)
_QUOTE = re.compile(rf"[{_QUOTES}]")
_SPAN = re.compile(rf"(\d{{4}})[{_DASHES}](\d{{4}})")
_YEAR_VALUE = re.compile(rf"(\d{{1,4}})(?:[{_DASHES}](\d{{1,4}}))?")
_YEAR_PREFIX = re.compile(r"(\d{1,3})[*?]+")
_PLAUSIBLE_YEARS = range(1000, 2101)
_OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    text: str
    glued: bool
    """Nothing parts it from the lexeme before."""
    bounds: tuple[str, str] | None = None


def _lexemes(text: str) -> Iterator[_Lexeme]:
    """Cut a query into its parts; a quotation is one part, closed or not."""
    at, glued = 0, False
    while at < len(text):
        match = _LEXEME.match(text, at)
        assert match is not None, "every character begins some lexeme"
        kind, at = match.lastgroup or "", match.end()
        if kind == "space":
            glued = False
            continue
        if kind == "quote":
            closing = _QUOTE.search(text, at)
            end = closing.start() if closing else len(text)
            yield _Lexeme("phrase" if closing else "unclosed", text[at:end], glued)
            at = closing.end() if closing else end
        elif match["range"]:
            yield _Lexeme("range", match["range"], glued, (match["low"], match["high"]))
        else:
            yield _Lexeme(kind, match.group(), glued)
        glued = True


_END = _Lexeme("end", "", glued=False)


class _Parser:
    """Recursive descent: words side by side bind loosest (all of them), then OR, then AND, then NOT."""

    def __init__(self, text: str) -> None:
        self.notes: list[Note] = []
        if len(text) > TEXT_LIMIT:
            self._note("query-cut", limit=TEXT_LIMIT)
        self._lexemes = list(_lexemes(text[:TEXT_LIMIT]))
        self._at = 0
        self._leaves = 0
        self._ignored_open = 0

    def query(self) -> Node | None:
        return self._all(depth=0)

    def _note(self, slug: str, **data: str | int) -> None:
        note = Note(slug, data)
        if note not in self.notes:
            self.notes.append(note)

    @property
    def _next(self) -> _Lexeme:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else _END

    def _take(self) -> _Lexeme:
        lexeme = self._next
        self._at += 1
        return lexeme

    def _take_operator(self, name: str) -> bool:
        found = self._next.kind == "word" and self._next.text == name
        self._at += found
        return found

    def _all(self, depth: int) -> Node | None:
        """Parts side by side, up to the end or the parenthesis that closes them."""
        parts: list[Node] = []
        while self._next.kind != "end" and not self._closes(depth):
            before = self._at
            part = self._either(depth)
            if part is not None:
                parts.append(part)
            elif self._at == before:
                self._skip()
        return _joined(And, parts)

    def _closes(self, depth: int) -> bool:
        return self._next.kind == "close" and depth > 0 and not self._ignored_open

    def _skip(self) -> None:
        """Pass over what nothing can be made of."""
        lexeme = self._take()
        if lexeme.kind == "close":
            self._ignored_open -= bool(self._ignored_open)
            self._note("parenthesis-ignored")
        elif lexeme.text in _OPERATORS:
            self._note("operator-ignored", text=lexeme.text)

    def _either(self, depth: int) -> Node | None:
        parts = [self._both(depth)]
        while self._take_operator("OR"):
            parts.append(self._both(depth))
        return self._join(Or, parts, "OR")

    def _both(self, depth: int) -> Node | None:
        parts = [self._signed(depth)]
        while self._take_operator("AND"):
            parts.append(self._signed(depth))
        return self._join(And, parts, "AND")

    def _join(self, join: type[And] | type[Or], parts: list[Node | None], operator: str) -> Node | None:
        found = [part for part in parts if part is not None]
        if len(found) < len(parts) and len(parts) > 1:
            self._note("operator-ignored", text=operator)
        return _joined(join, found)

    def _signed(self, depth: int) -> Node | None:
        excluded = False
        while True:
            if self._take_operator("NOT"):
                excluded = not excluded
            elif self._next.kind == "sign":
                sign = self._take()
                excluded ^= sign.text[0] == "-" and (not sign.glued or self._after_open())
            else:
                break
        node = self._primary(depth)
        if node is None and excluded:
            self._note("operator-ignored", text="NOT")
        return _negated(node) if node is not None and excluded else node

    def _after_open(self) -> bool:
        """Whether the sign just taken follows an opening parenthesis."""
        return self._lexemes[self._at - 2].kind == "open"

    def _primary(self, depth: int) -> Node | None:
        lexeme = self._next
        if lexeme.kind in ("end", "close") or (lexeme.kind == "word" and lexeme.text in _OPERATORS):
            return None
        self._take()
        match lexeme.kind:
            case "open":
                return self._group(depth)
            case "field":
                return self._field(lexeme, depth)
            case _:
                return self._leaf(lexeme)

    def _group(self, depth: int) -> Node | None:
        if depth >= DEPTH_LIMIT:
            self._note("parentheses-ignored", limit=DEPTH_LIMIT)
            self._ignored_open += 1
            return None
        node = self._all(depth + 1)
        if self._next.kind == "close":
            self._take()
        else:
            self._note("parenthesis-closed")
        self._drop_modifier()
        return node

    def _field(self, lexeme: _Lexeme, depth: int) -> Node | None:
        name = lexeme.text[:-1].lower()
        if name not in QUERY_FIELDS:
            text = lexeme.text + self._glued_text()
            self._note("unknown-field", field=lexeme.text[:-1], text=text)
            return self._plain(text)
        excluded = self._next.kind == "sign" and self._next.glued and self._take().text[0] == "-"
        node = self._value(depth) if self._next.glued else None
        if node is None:
            self._note("field-empty", field=name)
            return self._plain(lexeme.text)
        node = self._in_field(name, node)
        return _negated(node) if excluded else node

    def _value(self, depth: int) -> Node | None:
        """What follows ``field:`` without a space."""
        if self._next.kind in ("word", "field", "modifier"):
            return self._plain(self._glued_text())
        if self._next.kind in ("phrase", "unclosed", "range", "open"):
            return self._primary(depth)
        return None

    def _glued_text(self) -> str:
        """The rest of a word that the lexer has cut at its colons and signs."""
        text = ""
        while self._next.glued and self._next.kind in ("word", "field", "sign", "modifier"):
            text += self._take().text
        return text

    def _in_field(self, name: str, node: Node) -> Node:
        if name == "year":
            return self._in_years(node)
        if isinstance(node, Years | Everything):
            self._note("field-ignored", field=name)
            return node
        return InField(name, node)

    def _in_years(self, node: Node) -> Node:
        match node:
            case And(parts):
                return And(tuple(self._in_years(part) for part in parts))
            case Or(parts):
                return Or(tuple(self._in_years(part) for part in parts))
            case Not(part):
                return Not(self._in_years(part))
            case YearSpan(first, last):
                return Years(first, last)
            case Word(text) | Phrase(text) | Wildcard(text):
                return self._years_of(text) or self._no_year(node, text)
            case _:
                return node

    def _no_year(self, node: Node, text: str) -> Node:
        self._note("year-unreadable", text=text)
        return InField("year", node)

    def _years_of(self, text: str) -> Years | None:
        text = text.strip()
        if match := _YEAR_PREFIX.fullmatch(text):
            low = match[1].ljust(4, "0")
            return Years(int(low), int(match[1].ljust(4, "9")))
        if match := _YEAR_VALUE.fullmatch(text):
            return self._ordered(int(match[1]), int(match[2] or match[1]))
        return None

    def _ordered(self, first: int | None, last: int | None) -> Years:
        if first is not None and last is not None and first > last:
            self._note("range-swapped", first=last, last=first)
            return Years(last, first)
        return Years(first, last)

    def _leaf(self, lexeme: _Lexeme) -> Node | None:
        match lexeme.kind:
            case "phrase" | "unclosed":
                return self._phrase(lexeme)
            case "range":
                return self._range(lexeme)
            case "word" | "modifier":
                return self._plain(lexeme.text)
            case _:
                return None

    def _phrase(self, lexeme: _Lexeme) -> Node | None:
        if lexeme.kind == "unclosed":
            self._note("quote-closed", text=lexeme.text)
        self._drop_modifier()
        return self._counted(Phrase(lexeme.text)) if lexeme.text.strip() else None

    def _range(self, lexeme: _Lexeme) -> Node | None:
        assert lexeme.bounds is not None
        low, high = (None if bound == "*" else int(bound) for bound in lexeme.bounds)
        self._drop_modifier()
        return self._counted(Everything() if low is high is None else self._ordered(low, high))

    def _plain(self, text: str) -> Node | None:
        """A word by its looks: a span of years, a pattern, everything, or just a word."""
        text = self._without_modifier(text)
        if not text.strip("+-"):
            return None
        if not text.strip("*"):
            return self._counted(Everything())
        match = _SPAN.fullmatch(text)
        if match and int(match[1]) <= int(match[2]) and all(int(year) in _PLAUSIBLE_YEARS for year in match.groups()):
            self._note("read-as-years", first=int(match[1]), last=int(match[2]))
            return self._counted(YearSpan(int(match[1]), int(match[2])))
        if ("*" in text or "?" in text) and any(map(str.isalnum, text)):
            return self._counted(Wildcard(text))
        return self._counted(Word(text))

    def _without_modifier(self, text: str) -> str:
        """``text`` without ``~2`` or ``^3`` at its end, which are kept for later."""
        stem = text.rstrip("~^.0123456789")
        ending = text[len(stem) :]
        marks = [place for place in (ending.find("~"), ending.find("^")) if place >= 0]
        cut = len(stem) + min(marks) if marks else len(text)
        if cut in (0, len(text)) or text[:cut] in _OPERATORS:
            return text
        self._note("modifier-ignored", text=text[cut:])
        return text[:cut]

    def _drop_modifier(self) -> None:
        if self._next.kind == "modifier" and self._next.glued:
            self._note("modifier-ignored", text=self._take().text)

    def _counted(self, leaf: Node) -> Node | None:
        self._leaves += 1
        if self._leaves <= WORD_LIMIT:
            return leaf
        self._note("query-cut", limit=WORD_LIMIT)
        self._at = len(self._lexemes)
        return None


def _negated(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node)


def _joined(join: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """``parts`` under one node, those of the same kind taken in."""
    if len(parts) < 2:
        return parts[0] if parts else None
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, join) else [part])
    return join(tuple(flat))


def _sequence(node: Node) -> str:
    """``node`` where words stand side by side: at the top or inside parentheses."""
    if isinstance(node, And):
        return " ".join(_either(part) for part in node.parts)
    return _either(node)


def _either(node: Node) -> str:
    if isinstance(node, Or):
        return " OR ".join(_both(part) for part in node.parts)
    return _both(node)


def _both(node: Node) -> str:
    if isinstance(node, And):
        return " AND ".join(_single(part) for part in node.parts)
    return _single(node)


def _single(node: Node) -> str:
    match node:
        case Not(part):
            return f"NOT {_single(part)}"
        case And() | Or():
            return f"({_sequence(node)})"
        case InField(name, part):
            simple = isinstance(part, Word | Phrase | Wildcard | YearSpan)
            return f"{name}:{_single(part)}" if simple else f"{name}:({_sequence(part)})"
        case Phrase(text):
            return f'"{text}"'
        case Years(first, last) if first == last:
            return f"year:{first}"
        case Years(first, last):
            return f"[{'*' if first is None else first} TO {'*' if last is None else last}]"
        case YearSpan(first, last):
            return f"{first}-{last}"
        case Everything():
            return "*"
        case Word(text) | Wildcard(text):
            return text
