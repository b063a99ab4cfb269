"""The embedded engine: Whoosh keeps the keys on disk, :mod:`archive_search.search.engines.evaluation` answers.

Of Whoosh we use the storage: segments, commits, deletions, merging, the term dictionary and posting lists. Its scoring, which visits
postings one by one, is not used (docs/decisions/0001-whoosh-distribution.md).

``<folder>/current.json`` names the subfolder in use and what it was written with; replacing that file makes a rebuilt index current.
"""
# mypy: disable-error-code="no-untyped-call"
# Whoosh says that it is typed, but much of it is not.

import io
import json
import os
import pickle
import shutil
import struct
import sys
import threading
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from itertools import accumulate, pairwise, takewhile
from pathlib import Path
from typing import Any
from uuid import uuid4

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter, W3Segment
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import FileIndex
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import CorruptIndexError, SegmentReader, TermNotFound
from whoosh.util.numlists import delta_decode
from whoosh.writing import SegmentWriter

from archive_search.errors import HomeLocked, IndexDamaged, IndexOutdated
from archive_search.search.engines.evaluation import COLUMNS, Corpus, Postings, Record, answer, join_postings, make_postings, positions
from archive_search.search.engines.protocol import (
    INDEX_SCHEMA,
    EngineQuery,
    EngineResult,
    IndexDocument,
    Leaf,
    Pattern,
    SearchEngine,
    Stamp,
)

CACHE_BYTES = 64 << 20
"""Memory for posting lists that were read."""

_INLINE_POSTINGS = 8
"""Keys on at most so many pages keep their postings beside the term: most keys of scanned text stand on one page."""

_POINTER = "current.json"

_NO_ANALYZER: Any = None
"""Keys come ready-made."""

_UNREADABLE = (
    CorruptIndexError,
    index.IndexError,
    index.EmptyIndexError,
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
    EOFError,
    OSError,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)
"""What Whoosh lets through when it reads files that are cut or overwritten."""


class _PackedPositions(formats.Format):
    """Positions as 32-bit numbers in the machine's own order, which arrays read without decoding; Whoosh's files are bound to it anyway."""


class _KeyField(fields.FieldType):
    """Keys with their positions, handed over as :attr:`IndexDocument.positions`."""

    def __init__(self) -> None:
        super().__init__(_PackedPositions(), _NO_ANALYZER)

    def index(self, value: Any, **kwargs: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        found: dict[str, array[int]] = {}
        for position, keys in value:
            for key in dict.fromkeys(keys):
                found.setdefault(key, array("I")).append(position)
        for key, places in found.items():
            yield key.encode("utf-8", "replace"), len(places), 1.0, places.tobytes()


class _PageField(fields.FieldType):
    """The page's identifier, by which it is replaced."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), _NO_ANALYZER)

    def index(self, value: Any, **kwargs: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        yield str(value).encode(), 1, 1.0, b""


class _RecordField(fields.FieldType):
    """The rest of a page in one column."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(formats.Existence(), _NO_ANALYZER)
        self.column_type = columns.VarBytesColumn()

    def to_column_value(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class _PostingsWriter(W3PostingsWriter):
    """Writes positions as one string a block, and those of rare keys beside the term.

    Whoosh pickles every value by itself, in a protocol that has no bytes and spends forty on each. Its own inlining never worked: it calls
    ``set_inline`` where the method is named ``set_inlined`` (2.7.4 to whoosh3 3.54.0).
    """

    def finish_postings(self) -> Any:
        if self.written() or len(self) > _INLINE_POSTINGS:
            return super().finish_postings()
        info: Any = self._terminfo
        info.add_block(self)
        info._inlined = _packed(self._ids, self._values or [b""] * len(self))
        self._terminfo = None
        return info

    def _mini_values(self) -> Any:
        return [len(value) // 4 for value in self._values], b"".join(self._values).decode("latin-1")


class _Blocks(W3LeafMatcher):
    """Reads what :class:`_PostingsWriter` has written in blocks."""

    def _read_values(self) -> None:
        if self._data is None:
            self._read_data()
        data: Any = self._data
        counts, packed = data[2]
        ends = list(accumulate((count * 4 for count in counts), initial=0))
        everything = packed.encode("latin-1")
        self._values = tuple(everything[start:end] for start, end in pairwise(ends)) or (b"",) * int(self._blocklength or 0)

    def read_all(self) -> tuple[list[int], bytes, list[int]]:
        """Documents, their positions packed one after the other, and how many each has."""
        docs: list[int] = []
        parts: list[str] = []
        lengths: list[int] = []
        while True:
            self._read_data()
            data: Any = self._data
            ids, _, (counts, packed) = data
            docs.extend(delta_decode(ids))
            lengths.extend(counts)
            parts.append(packed)
            if self._lastblock:
                return docs, "".join(parts).encode("latin-1"), lengths
            self._goto(self._nextoffset)


class _Inlined(ListMatcher):
    """Reads what :class:`_PostingsWriter` has kept beside the term."""

    def read_all(self) -> tuple[list[int], bytes, list[int]]:
        """As :meth:`_Blocks.read_all`."""
        return self._ids, b"".join(self._values), [len(value) // 4 for value in self._values]


class _MappedBytes(io.RawIOBase):
    """A part of a mapped file as a file."""

    def __init__(self, view: memoryview) -> None:
        self._view, self._at = view, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._view)}[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        part = self._view[self._at : self._at + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


class _MappedFile(BufferFile):
    """A file inside a compound one, read from the map where it lies: whoosh3's own class copies the whole file into memory."""

    def __init__(self, view: memoryview, name: str | None = None) -> None:
        self._buf = view
        self._name = name
        self.file = io.BufferedReader(_MappedBytes(view))
        self.onclose = None
        self.is_real = False
        self.is_closed = False

    def subset(self, position: int, length: int, name: str | None = None) -> "_MappedFile":
        return _MappedFile(memoryview(self._buf)[position : position + length], name or self._name)


class _MappedCompound(CompoundStorage):
    def open_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if self.is_closed or not self._source:
            return super().open_file(name, *args, **kwargs)
        offset, length = self.range(name)
        return _MappedFile(memoryview(self._source)[offset : offset + length], name)


class _Segment(W3Segment):
    """Tables of contents name this class, so it keeps its place as long as an index schema lives."""

    def open_compound_file(self, storage: Any) -> CompoundStorage:
        return _MappedCompound(storage.open_file(self.make_filename(self.COMPOUND_EXT)), use_mmap=storage.supports_mmap)


class _Codec(W3Codec):
    """Whoosh's own codec but for the postings. Segments name it, so this class keeps its place as long as an index schema lives."""

    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        return _Segment(self, indexname)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> W3PostingsWriter:
        return _PostingsWriter(dbfile, blocklimit=self._blocklimit, byteids=byteids, compression=self._compression)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        if not terminfo.is_inlined():
            # Whoosh's own leaf matcher lacks methods that its base declares abstract; nobody calls them.
            blocks: Any = _Blocks
            return blocks(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)
        ids, values = _unpacked(terminfo.inlined_postings())
        return _Inlined(ids, [1.0] * len(ids), values, format_, scorer=scorer, term=term, terminfo=terminfo)


def _packed(ids: Iterable[int], values: Iterable[bytes]) -> str:
    """Documents and positions as differences, seven bits a character."""
    out = bytearray()
    before = 0
    for number, value in zip(ids, values, strict=True):
        places = array("I", value)
        for part in (number - before, len(places), *(place - last for last, place in pairwise((0, *places)))):
            while part > 0x7F:
                out.append(part & 0x7F | 0x80)
                part >>= 7
            out.append(part)
        before = number
    return out.decode("latin-1")


def _unpacked(packed: str) -> tuple[list[int], list[bytes]]:
    numbers = _numbers(packed.encode("latin-1"))
    ids: list[int] = []
    values: list[bytes] = []
    for difference in numbers:
        ids.append(difference + (ids[-1] if ids else 0))
        values.append(array("I", accumulate(next(numbers) for _ in range(next(numbers)))).tobytes())
    return ids, values


def _numbers(packed: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number = shift = 0


class _Storage(FileStorage):
    """A folder of Whoosh's, which leaves files open when it stumbles over their content."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[Any] = []

    def open_file(self, name: str, **kwargs: Any) -> Any:
        opened = super().open_file(name, **kwargs)
        self._opened.append(opened)
        return opened

    @contextmanager
    def tidying(self) -> Iterator[None]:
        """Closes the files that were opened if the block ends in an error."""
        try:
            yield
        except BaseException:
            for opened in self._opened:
                if not opened.is_closed:
                    opened.close()
            raise
        finally:
            self._opened.clear()

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Whoosh never calls fsync: before a table of contents takes its name, all it speaks of is made to lie on the disk."""
        for name in self.list():
            path = Path(self.folder, name)
            if path.is_file():
                _sync(path)
        super().rename_file(oldname, newname, safe=safe)
        _sync(Path(self.folder))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _schema() -> fields.Schema:
    return fields.Schema(page=_PageField(), keys=_KeyField(), record=_RecordField())


def _record(document: IndexDocument) -> list[object]:
    facets = [document.facets.get(name, "") for name in COLUMNS]
    return [document.page, document.order, document.version, document.length, document.years, document.closed_until, facets]


def _parsed(raw: bytes) -> Record:
    page, order, version, length, years, closed_until, facets = json.loads(raw)
    return Record(page, order, version, length, tuple(years) if years else None, closed_until, tuple(map(sys.intern, facets)))


def _segment(reader: SegmentReader) -> Any:
    return reader.segment()


def _name(reader: SegmentReader) -> str:
    """A name that a segment keeps from commit to commit and shares with no other."""
    return str(_segment(reader).segment_id())


class _PostingCache:
    """Posting lists by segment and key, the longest unused ones forgotten first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[tuple[str, str], Postings | None] = OrderedDict()

    def get(self, segment: SegmentReader, key: str) -> Postings | None:
        name = (_name(segment), key)
        if name in self._kept:
            self._kept.move_to_end(name)
        else:
            self._kept[name] = found = _read_postings(segment, key)
            self._size += _cost(found)
            while self._size > self._limit:
                self._size -= _cost(self._kept.popitem(last=False)[1])
            return found
        return self._kept[name]


def _cost(postings: Postings | None) -> int:
    return 200 + (postings.size if postings else 0)


@contextmanager
def _noticing_damage(path: str) -> Iterator[None]:
    """Raises :class:`IndexDamaged` for whatever Whoosh raises while it reads files."""
    try:
        yield
    except _UNREADABLE as error:
        raise IndexDamaged(path=path, reason=f"{type(error).__name__}: {error}") from error


def _read_postings(segment: SegmentReader, key: str) -> Postings | None:
    """The postings of a key in one segment, those of deleted pages included."""
    try:
        # The reader's own postings() wraps the list to skip deleted pages one by one; the corpus masks them all at once.
        matcher = segment._terms.matcher("keys", key.encode("utf-8", "replace"), segment.schema["keys"].format)
    except TermNotFound:
        return None
    return make_postings(*matcher.read_all())


class _Snapshot:
    """The index as of one commit."""

    def __init__(
        self,
        path: str,
        place: tuple[str, int],
        segments: Sequence[SegmentReader],
        records: Sequence[Sequence[Record]],
        cache: _PostingCache,
    ) -> None:
        self._path = path
        self.place = place
        self._segments = segments
        self._cache = cache
        self._bases: list[int] = []
        deleted: list[int] = []
        joined: list[Record] = []
        for segment, part in zip(segments, records, strict=True):
            self._bases.append(len(joined))
            deleted.extend(len(joined) + doc for doc in _segment(segment).deleted_docs())
            joined.extend(part)
        self.corpus = Corpus(joined, deleted)

    def postings(self, key: str) -> Postings:
        with _noticing_damage(self._path):
            parts = [(base, self._cache.get(segment, key)) for base, segment in zip(self._bases, self._segments, strict=True)]
        return join_postings([(base, part) for base, part in parts if part is not None])

    def expand(self, pattern: Pattern) -> list[str]:
        start = pattern.start.encode("utf-8", "replace")
        found: set[str] = set()
        with _noticing_damage(self._path):
            for segment in self._segments:
                terms = (term for _, term in segment._terms.terms_from("keys", start))
                keys = (term.decode("utf-8", "replace") for term in takewhile(lambda term: term.startswith(start), terms))
                found.update(key for key in keys if pattern.fits(key))
        return sorted(found)

    def close(self) -> None:
        for segment in self._segments:
            if not segment.is_closed:
                segment.close()


class WhooshEngine:
    """:class:`SearchEngine` in a folder. Readers share one open snapshot behind a lock; each search takes milliseconds."""

    def __init__(self, folder: Path, analysis: str) -> None:
        """``analysis`` is the version of the text analysis whose keys this program writes and asks for. Nothing is touched yet."""
        self._folder = folder
        self._needed = Stamp(INDEX_SCHEMA, analysis)
        self._building: str | None = None
        self._lock = threading.RLock()
        self._snapshot: _Snapshot | None = None
        self._records: dict[str, Sequence[Record]] = {}
        self._cache = _PostingCache(CACHE_BYTES)

    @classmethod
    def open(cls, folder: Path, analysis: str) -> "WhooshEngine":
        """The engine, after a look at what lies in ``folder``. Raises IndexOutdated, IndexDamaged; an empty folder is an empty index."""
        engine = cls(folder, analysis)
        engine._usable()
        return engine

    def stamp(self) -> Stamp | None:
        current = self._current()
        return current[0] if current else None

    def _current(self) -> tuple[Stamp, str] | None:
        """What the index was written with and the subfolder it lies in; None where there is none."""
        if self._building:
            return self._needed, self._building
        try:
            read = json.loads((self._folder / _POINTER).read_text(encoding="utf-8"))
            return Stamp(int(read["schema"]), str(read["analysis"])), str(read["folder"])
        except FileNotFoundError:
            if any(self._folder.glob("index-*")):
                raise IndexDamaged(path=str(self._folder), reason=f"{_POINTER} is missing") from None
            return None
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise IndexDamaged(path=str(self._folder), reason=str(error)) from error

    def _usable(self) -> str | None:
        """The subfolder of the index, if it is one that this program can use."""
        current = self._current()
        if current is None:
            return None
        if current[0] != self._needed:
            raise IndexOutdated(path=str(self._folder), found=str(current[0]), needed=str(self._needed))
        return current[1]

    # Reading

    def search(self, query: EngineQuery) -> EngineResult:
        with self._reading() as snapshot:
            return answer(query, snapshot.corpus, snapshot)

    def positions(self, page: str, leaves: Sequence[Leaf]) -> dict[str, tuple[int, ...]]:
        with self._reading() as snapshot:
            return positions(snapshot.corpus, snapshot, page, leaves)

    def values(self, facet: str, visible_on: date | None) -> tuple[str, ...]:
        with self._reading() as snapshot:
            mask = snapshot.corpus.view(visible_on.isoformat() if visible_on else None).mask
            return tuple(value for value, _ in snapshot.corpus.counts(facet, mask))

    def documents(self) -> Iterator[str]:
        return iter(self.versions())

    def versions(self) -> dict[str, str]:
        with self._reading() as snapshot:
            return snapshot.corpus.versions()

    def close(self) -> None:
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    @contextmanager
    def _reading(self) -> Iterator[_Snapshot]:
        """The newest commit, for this thread alone: Whoosh's readers move one file cursor for everybody."""
        with self._lock:
            with _noticing_damage(str(self._folder)):
                snapshot = self._fresh()
            yield snapshot

    def _fresh(self) -> _Snapshot:
        folder = self._usable()
        while folder is not None:
            try:
                return self._opened(folder)
            except OSError:
                # Another process may have put a rebuilt index in its place between our two looks.
                before, folder = folder, self._usable()
                if folder == before:
                    raise
        return _Snapshot(str(self._folder), ("", -1), [], [], self._cache)

    def _opened(self, folder: str) -> _Snapshot:
        storage = _Storage(str(self._folder / folder))
        with storage.tidying():
            opened = FileIndex(storage)
            if self._snapshot is None or self._snapshot.place != (folder, opened.latest_generation()):
                self._reopen(folder, opened)
        assert self._snapshot is not None
        return self._snapshot

    def _reopen(self, folder: str, opened: FileIndex) -> None:
        reader = opened.reader()
        segments = [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
        known = {name: self._records.get(name) for name in map(_name, segments)}
        self._records = {_name(segment): known[_name(segment)] or _read_records(segment) for segment in segments}
        self._forget()
        place = (folder, reader.generation())
        self._snapshot = _Snapshot(str(self._folder), place, segments, list(self._records.values()), self._cache)

    # Writing

    def write(self, documents: Iterable[IndexDocument]) -> None:
        batch = {document.page: document for document in documents}
        if not batch:
            return
        with self._writing() as writer:
            self._remove(writer, batch)
            for document in batch.values():
                writer.add_document(page=document.page, keys=document.positions, record=_record(document))

    def delete(self, pages: Iterable[str]) -> None:
        gone = list(pages)
        if gone and self._usable() is not None:
            with self._writing() as writer:
                self._remove(writer, gone)

    def _remove(self, writer: SegmentWriter, pages: Iterable[str]) -> None:
        with _noticing_damage(str(self._folder)), writer.storage.tidying(), closing(writer.reader()) as reader:
            for page in pages:
                try:
                    matcher = reader.postings("page", page)
                except TermNotFound:
                    continue
                for doc in list(matcher.all_ids()):
                    writer.delete_document(doc)

    @contextmanager
    def rebuild(self) -> Iterator[SearchEngine]:
        with self._locked():
            for left in self._folder.glob("building-*"):
                shutil.rmtree(left)
            name = f"building-{uuid4().hex[:12]}"
            _create(self._folder / name)
            builder = WhooshEngine(self._folder, self._needed.analysis)
            builder._building = name
            try:
                yield builder
            except BaseException:
                shutil.rmtree(self._folder / name, ignore_errors=True)
                raise
            finally:
                builder.close()
            self._adopt(name)

    def _adopt(self, building: str) -> None:
        """Make a finished index the current one and remove the others."""
        name = building.replace("building-", "index-")
        (self._folder / building).rename(self._folder / name)
        content = {"schema": self._needed.schema, "analysis": self._needed.analysis, "folder": name}
        temporary = self._folder / f"{_POINTER}.new"
        temporary.write_text(json.dumps(content), encoding="utf-8")
        _sync(temporary)
        temporary.replace(self._folder / _POINTER)
        _sync(self._folder)
        for other in self._folder.glob("index-*"):
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other writers out, in this process and in others; the lock falls with the process."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileStorage(str(self._folder)).lock("write.lock")
        if not lock.acquire():
            raise HomeLocked(path=str(self._folder))
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _writing(self) -> Iterator[SegmentWriter]:
        """A writer that commits when the block ends and leaves the index as it was when the block fails."""
        if self._building:
            with self._writer(self._building) as writer:
                yield writer
            return
        if self._usable() is None:
            with self.rebuild():
                pass
        with self._locked():
            folder = self._usable()
            assert folder is not None, "an index that was there a moment ago, or made just now"
            with self._writer(folder) as writer:
                yield writer

    @contextmanager
    def _writer(self, folder: str) -> Iterator[SegmentWriter]:
        storage = _Storage(str(self._folder / folder))
        for left in (self._folder / folder).glob("_*.toc.*"):
            left.unlink(missing_ok=True)  # of a commit that was cut off; Whoosh clears up everything else
        with _noticing_damage(str(self._folder)), storage.tidying():
            writer = SegmentWriter(FileIndex(storage), codec=_Codec())
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit()


def _create(folder: Path) -> None:
    folder.mkdir()
    FileIndex.create(_Storage(str(folder)), _schema())


def _read_records(segment: SegmentReader) -> list[Record]:
    return [_parsed(raw) for raw in segment.column_reader("record", translate=False)]
