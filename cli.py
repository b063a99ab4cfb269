"""The command line: parse, call, print. Everything else lives in ``archive_search``, ``indexer`` and ``web``.

Only click is imported here, so that help and completion answer at once; each command imports what it needs.
"""

import gettext as stdlib_gettext
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive_search.messages import N_, TRANSLATIONS, error_text, reason_text, translations
from archive_search.records import INTERFACE_LANGUAGES, LANGUAGES, Kind, RecordType
from archive_search.version import VERSION

if TYPE_CHECKING:
    from archive_search.archive import Archive
    from archive_search.catalogue.catalogue import Outcome
    from archive_search.search.service import SearchQuery, SearchResult

EXIT_FAILED, EXIT_USAGE, EXIT_SOME_FAILED, EXIT_MISSING, EXIT_INPUT, EXIT_LOCKED, EXIT_INTERRUPTED = 1, 2, 3, 4, 5, 11, 130

_EXIT_CODES = {
    "home-not-found": EXIT_INPUT,
    "input-not-found": EXIT_INPUT,
    "metadata-invalid": EXIT_INPUT,
    "page-not-found": EXIT_INPUT,
    "language-unknown": EXIT_USAGE,
    "language-missing": EXIT_MISSING,
    "tool-missing": EXIT_MISSING,
    "home-locked": EXIT_LOCKED,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What every command knows."""

    home: Path
    language: str

    def gettext(self, text: str, /, **values: object) -> str:
        return translations(self.language).gettext(text).format(**values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        return translations(self.language).ngettext(one, many, n).format(n=n, **values)

    def say(self, text: str, /, **values: object) -> None:
        """Talk, on standard error."""
        click.echo(self.gettext(text, **values), err=True)

    def archive(self) -> "Archive":
        from archive_search.archive import Archive

        return Archive.open(self.home)


class _Translated:
    """Help texts stand in English in the code and are shown in the reader's language."""

    help: str | None

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        source = self.help
        self.help = stdlib_gettext.gettext(source) if source else source
        super().format_help_text(ctx, formatter)  # type: ignore[misc]
        self.help = source

    def get_short_help_str(self, limit: int = 45) -> str:
        first = stdlib_gettext.gettext(self.help).partition("\n")[0] if self.help else ""
        return first if len(first) <= limit + 30 else f"{first[: limit + 27]}…"


class TranslatedOption(click.Option):
    """An option whose help is shown in the reader's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        source = self.help
        self.help = stdlib_gettext.gettext(source) if source else source
        record = super().get_help_record(ctx)
        self.help = source
        return record


class TranslatedCommand(_Translated, click.Command):
    """A command whose help is shown in the reader's language."""


class TranslatedGroup(_Translated, click.Group):
    """The program: its commands' help is translated, and errors become exit codes here."""

    command_class = TranslatedCommand

    def invoke(self, ctx: click.Context) -> object:
        from archive_search.errors import ArchiveError

        try:
            return super().invoke(ctx)
        except ArchiveError as error:
            _stop(error, ctx)
        except KeyboardInterrupt:
            _language_context(ctx).say(N_("Interrupted. What was done is kept; run the same command again to go on."))
            sys.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            # The reader (head, less) has seen enough; nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


def _language_context(ctx: click.Context) -> Context:
    return ctx.obj if isinstance(ctx.obj, Context) else Context(Path("."), _preferred_language(sys.argv[1:]))


def _stop(error: Exception, ctx: click.Context) -> NoReturn:
    from archive_search.errors import ArchiveError

    assert isinstance(error, ArchiveError)
    if ctx.params.get("verbose"):
        raise error
    click.echo(error_text(error, _language_context(ctx).language), err=True)
    problems = error.data.get("problems")
    for problem in problems if isinstance(problems, Iterable) else ():
        click.echo(f"  {problem}", err=True)
    sys.exit(_EXIT_CODES.get(error.slug, EXIT_FAILED))


option = partial(click.option, cls=TranslatedOption)
json_option = option("--json", "as_json", is_flag=True, help=N_("Print JSON with untranslated keys."))


@click.group(
    cls=TranslatedGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help=N_("Read scans of archival records and find every name in them."),
)
@option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ARCHIVE_SEARCH_HOME",
    default=Path("archive"),
    help=N_("Folder of the archive (else ARCHIVE_SEARCH_HOME, else ./archive)."),
)
@option("--lang", type=click.Choice(INTERFACE_LANGUAGES), help=N_("Language of the messages."))
@option("--verbose", is_flag=True, help=N_("Show where in the program an error arose."))
@click.version_option(VERSION, prog_name="archive-search", cls=TranslatedOption, help=N_("Show the version and exit."))
@click.pass_context
def cli(ctx: click.Context, home: Path, lang: str | None, verbose: bool) -> None:
    ctx.obj = Context(home, lang or _preferred_language([]))


@cli.command(
    help=N_("""Check what the program needs on this machine.

Prints the exact remedy for whatever is missing and ends with code 4 then.""")
)
@json_option
@click.pass_obj
def doctor(context: Context, as_json: bool) -> None:
    from indexer.doctor import examine

    checks = list(examine(context.home))
    if as_json:
        _print_json({"ok": all(check.is_ok for check in checks), "checks": [check.to_json() for check in checks]})
    else:
        for check in checks:
            mark = click.style("ok", fg="green") if check.is_ok else click.style(context.gettext(N_("missing")), fg="red")
            remedy = f"\n    {check.remedy}" if check.remedy and not check.is_ok else ""
            click.echo(f"{mark:8} {context.gettext(check.name)}: {check.detail}{remedy}")
    if not all(check.is_ok for check in checks):
        sys.exit(EXIT_MISSING)


@cli.command(
    help=N_("""Make a home for an archive.

\b
archive-search --home narva init --name "Narva Linnaarhiiv" --country EE
archive-search init --catalogue postgresql+psycopg://archive@localhost/archive""")
)
@option("--name", default="", help=N_("Name of the institution."))
@option("--code", default="", help=N_("Its code in references, such as RA or LNA LVVA."))
@option("--country", default="", metavar="XX", help=N_("Its country (EE, LV, RU …); chooses calendar tables."))
@option("--catalogue", default="", metavar="URL", help=N_("Database for the catalogue; without it a file inside the home."))
@option("--upgrade", is_flag=True, help=N_("Bring the catalogue of an existing home up to date."))
@click.pass_obj
def init(context: Context, name: str, code: str, country: str, catalogue: str, upgrade: bool) -> None:
    from archive_search.archive import create_archive, upgrade_archive
    from archive_search.home import Settings

    if upgrade:
        upgrade_archive(context.home)
        context.say(N_("The catalogue of {path} is up to date."), path=context.home)
        return
    settings = Settings(name=name or context.home.resolve().name, code=code, country=country.upper(), catalogue=catalogue)
    create_archive(context.home, settings)
    context.say(N_("Made an archive at {path}. Take scans in with: archive-search --home {path} ingest FOLDER"), path=context.home)


def _languages(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    from archive_search.errors import LanguageUnknown

    if value == "auto":
        return ()
    chosen = tuple(code.strip().lower() for code in value.split(",") if code.strip())
    for code in chosen:
        if code not in LANGUAGES:
            raise LanguageUnknown(language=code, known=", ".join(LANGUAGES))
    return chosen


@cli.command(
    help=N_("""Take in scans: files or whole folders.

Every file ends as done, skipped or failed, with the reason. A run that was cut off is continued by the same command.

\b
archive-search ingest scans/ --metadata scans/metadata.csv
archive-search ingest page1.tif page2.tif --languages ru,et
archive-search ingest scans/ --dry-run
archive-search ingest scans/ --json --report report.csv""")
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--metadata", type=click.Path(path_type=Path), metavar="TABLE.csv", help=N_("Table with the reference, title … of each file."))
@option(
    "--languages",
    default="auto",
    show_default=True,
    callback=_languages,
    metavar="auto|ru,et,…",
    help=N_("Languages to choose from for each page."),
)
@option("--transcripts", is_flag=True, help=N_("Take over ALTO, PAGE, hOCR or .txt beside a scan instead of reading it."))
@option(
    "--jobs",
    type=click.IntRange(1),
    default=len(os.sched_getaffinity(0)),
    show_default=True,
    metavar="N",
    help=N_("Pages read at the same time."),
)
@option("--dry-run", is_flag=True, help=N_("Only say what would be done."))
@option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help=N_("Write what became of every file to FILE (JSON lines, or a table if it ends in .csv)."),
)
@json_option
@click.pass_obj
def ingest(
    context: Context,
    paths: tuple[Path, ...],
    metadata: Path | None,
    languages: tuple[str, ...],
    transcripts: bool,
    jobs: int,
    dry_run: bool,
    report: Path | None,
    as_json: bool,
) -> None:
    from archive_search.limits import limits_of
    from indexer.ingest import Ingest, IngestOptions
    from indexer.metadata import read_metadata
    from indexer.ocr.languages import check_installed
    from indexer.ocr.tesseract import Tesseract
    from indexer.progress import progress

    archive = context.archive()
    check_installed(Tesseract().models(), languages or LANGUAGES)
    table = read_metadata(metadata) if metadata else None
    for problem in table.problems if table else ():
        click.echo(f"{metadata}:{problem.line}: {reason_text(problem.slug, problem.data, context.language)}", err=True)
    options = IngestOptions(table, languages, transcripts, jobs, limits_of(archive.home.settings))
    if dry_run:
        work = Ingest(archive, options)
        _report_outcomes(context, work.survey(paths), lambda: 0, as_json=as_json, report=report)
        return
    with archive.home.writing(), progress(context.gettext, enabled=not as_json) as bar:
        work = Ingest(archive, options, on_page=bar.page_done)
        _report_outcomes(context, work.run(paths), lambda: work.pages, as_json=as_json, report=report)


@cli.command(
    "import",
    help=N_("""Take in records that exist only as text, one JSON object a line.

\b
{"reference": "RA, EAA.1.1.1", "title": "…", "type": "burial", "language": "et", "date": "1892", "text": "…"}"""),
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--report", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write what became of every line to FILE."))
@json_option
@click.pass_obj
def import_(context: Context, file: Path, report: Path | None, as_json: bool) -> None:
    from indexer.import_records import ImportRecords
    from indexer.progress import progress

    archive = context.archive()
    with archive.home.writing(), progress(context.gettext, enabled=not as_json) as bar:
        work = ImportRecords(archive, on_progress=bar.pages_done)
        _report_outcomes(context, work.run(file), lambda: work.pages, as_json=as_json, report=report)


def _report_outcomes(
    context: Context, outcomes: "Iterator[Outcome]", pages: Callable[[], int], *, as_json: bool, report: Path | None
) -> None:
    """Print what became of each input and the sum; end with code 3 if some failed."""
    from time import monotonic

    from indexer.report import ReportFile, item_json, summary_json

    start = monotonic()
    counts = {"done": 0, "skipped": 0, "failed": 0}
    with ReportFile(report) as file:
        for outcome in outcomes:
            counts[outcome.status] += 1
            file.write(item_json(outcome))
            if as_json:
                _print_json(item_json(outcome), indent=None)
            elif outcome.status == "failed":
                click.echo(f"{outcome.source}: {_reason(context, outcome)}", err=True)
        summary = summary_json(counts, pages(), monotonic() - start)
        file.write(summary)
    if as_json:
        _print_json(summary, indent=None)
    else:
        files = context.ngettext("{n} file", "{n} files", sum(counts.values()))
        taken = context.ngettext("{n} page taken in", "{n} pages taken in", pages())
        text = N_("{files}: {done} done, {skipped} skipped, {failed} failed; {taken} in {seconds:.0f} s")
        click.echo(context.gettext(text, files=files, taken=taken, seconds=summary["seconds"], **counts))
    if counts["failed"]:
        sys.exit(EXIT_SOME_FAILED)


def _reason(context: Context, outcome: "Outcome") -> str:
    data = outcome.data or {}
    where = context.gettext(N_("page {frames}: "), frames=data["frames"]) if "frames" in data else ""
    return where + reason_text(outcome.reason or "", data, context.language)


@cli.command(
    help=N_("""Find pages. The query - reads one query a line and answers each with a line of JSON.

\b
archive-search search "Иванов Нарва"
archive-search search '"wage ledger" OR palgaleht' --from 1920 --to 1940
archive-search search Tamm --without script --type burial --json
archive-search search '*'""")
)
@click.argument("query")
@option("--exact", is_flag=True, help=N_("Only the words as typed."))
@option("--without", multiple=True, type=click.Choice([kind.value for kind in Kind]), help=N_("Leave out a kind of likeness (repeatable)."))
@option("--only", multiple=True, type=click.Choice([kind.value for kind in Kind]), help=N_("Only this kind of likeness (repeatable)."))
@option("--from", "year_from", type=int, metavar="YEAR", help=N_("Records of this year or later."))
@option("--to", "year_to", type=int, metavar="YEAR", help=N_("Records of this year or earlier."))
@option("--language", type=click.Choice(LANGUAGES), help=N_("Language of the record."))
@option("--place", help=N_("Place of the record."))
@option("--type", "record_type", type=click.Choice([kind.value for kind in RecordType]), help=N_("Type of the record."))
@option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help=N_("Hits on one result page."))
@option("--page", type=click.IntRange(1), default=1, show_default=True, help=N_("Number of the result page."))
@json_option
@click.pass_obj
def search(context: Context, /, query: str, as_json: bool, **choices: object) -> None:
    from archive_search.access.access import Access

    archive = context.archive()
    access = Access(datetime.now().astimezone().date(), everything=True)
    if query == "-":
        for line in sys.stdin:
            result = archive.search.search(_query(line.rstrip("\n"), choices), access)
            _print_json(result.to_json(), indent=None)
            sys.stdout.flush()
        return
    result = archive.search.search(_query(query, choices), access)
    if as_json:
        _print_json(result.to_json())
    else:
        _print_result(context, result)


def _query(text: str, choices: Mapping[str, Any]) -> "SearchQuery":
    from archive_search.search.service import SearchQuery

    kinds = {name: frozenset(Kind(value) for value in choices[name]) for name in ("without", "only")}
    record_type = RecordType(choices["record_type"]) if choices["record_type"] else None
    return SearchQuery(text, **{**choices, **kinds, "record_type": record_type})


def _print_result(context: Context, result: "SearchResult") -> None:
    for note in result.notes:
        click.echo(reason_text(note.slug, note.data, context.language), err=True)
    click.echo(context.ngettext("{n} page found", "{n} pages found", result.total))
    for number, hit in enumerate(result.hits, start=(result.query.page - 1) * result.query.limit + 1):
        page = hit.page
        parts = (page.reference, page.description.title, page.description.date, page.language)
        heading = " · ".join(part for part in parts if part)
        click.echo(f"\n{number:3}. {click.style(heading, bold=True)}  [{page.id}]")
        click.echo(f"     {_marked(hit.snippet, hit.marks)}")
    if result.next:
        click.echo("\n" + context.gettext(N_("More with: --page {page}"), page=result.next))


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in marks:
        pieces += [text[done:start], click.style(text[start:end], fg="yellow", bold=True)]
        done = end
    return "".join([*pieces, text[done:]]).replace("\n", " ")


@cli.command(
    help=N_("""Write one page as text, JSON, ALTO, hOCR or PAGE XML.

\b
archive-search show 0123456789abcdef
archive-search show 0123456789abcdef --format alto > page.xml""")
)
@click.argument("page")
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "alto", "hocr", "page"]),
    default="text",
    show_default=True,
    help=N_("How to write the page."),
)
@click.pass_obj
def show(context: Context, page: str, form: str) -> None:
    from archive_search.exchange.export import export_page

    archive = context.archive()
    record = archive.catalogue.page(page)
    click.echo(export_page(record, archive.catalogue.text(page), archive.catalogue.readings(page), form=form))


@cli.command(
    help=N_("""Show by which keys words are found. The word - reads a word a line.

\b
archive-search analyse Ивановъ Ivanovs
archive-search analyse кладбище --language ru --json""")
)
@click.argument("words", nargs=-1, required=True)
@option("--language", type=click.Choice(LANGUAGES), help=N_("Language of the words; without it every language that their script allows."))
@json_option
def analyse(words: tuple[str, ...], language: str | None, as_json: bool) -> None:
    from archive_search.text.analysis import Analyser

    analyser = Analyser()
    languages = (language,) if language else ()
    given = (line.rstrip("\n") for line in sys.stdin) if words == ("-",) else iter(words)
    rows = ((word, analyser.keys(word, languages), analyser.query_keys(word, languages)) for word in given)
    if as_json:
        _print_json([{"word": word, "language": language, "keys": keys, "query_keys": query_keys} for word, keys, query_keys in rows])
        return
    for word, keys, query_keys in rows:
        click.echo(click.style(word, bold=True))
        for side, sets in (("keys", keys), ("query_keys", query_keys)):
            for kind, values in sets.items():
                click.echo(f"  {side:10} {kind:12} {' '.join(values)}")


@cli.command(help=N_("Show what the archive holds and how the latest runs ended."))
@json_option
@click.pass_obj
def status(context: Context, as_json: bool) -> None:
    from archive_search.status import status_of

    state = status_of(context.archive())
    if as_json:
        _print_json(state.to_json())
        return
    click.echo(context.ngettext("{n} page", "{n} pages", state.pages))
    for name, count in state.states.items():
        click.echo(f"  {context.gettext(name)}: {count}")
    if state.unindexed:
        text = context.ngettext("{n} page waits for the index: run ingest", "{n} pages wait for the index: run ingest", state.unindexed)
        click.echo(text)
    for run in state.runs:
        counts = ", ".join(f"{context.gettext(name)}: {count}" for name, count in run.items.items())
        click.echo(f"{run.started_at:%Y-%m-%d %H:%M}  {run.command}  {context.gettext(run.state)}  {counts}")
    for outcome in state.failures:
        click.echo(f"  {outcome.source}: {_reason(context, outcome)}")


@cli.command(help=N_("Build the index anew from the catalogue; the old one serves until then."))
@json_option
@click.pass_obj
def reindex(context: Context, as_json: bool) -> None:
    from archive_search.archive import Archive
    from indexer.progress import progress

    archive = Archive.open(context.home)
    done = 0
    with archive.home.writing(), progress(context.gettext, enabled=not as_json) as bar:
        for done in archive.rebuild_index():
            bar.pages_done(done)
    if as_json:
        _print_json({"type": "summary", "pages": done}, indent=None)
    else:
        click.echo(context.ngettext("{n} page indexed", "{n} pages indexed", done))


@cli.command(help=N_("Check that originals, catalogue and index agree; reads every original."))
@json_option
@click.pass_obj
def verify(context: Context, as_json: bool) -> None:
    from archive_search.fixity import verify as disagreements

    count = 0
    for found in disagreements(context.archive()):
        count += 1
        if as_json:
            _print_json({"type": "item", "problem": found.problem, "subject": found.subject}, indent=None)
        else:
            click.echo(f"{reason_text(found.problem, {}, context.language)}: {found.subject}")
    if as_json:
        _print_json({"type": "summary", "ok": not count, "problems": count}, indent=None)
    elif not count:
        click.echo(context.gettext(N_("Originals, catalogue and index agree.")))
    if count:
        sys.exit(EXIT_FAILED)


@cli.command(help=N_("Serve the search page. Works without Tesseract too."))
@option("--host", default="127.0.0.1", show_default=True, help=N_("Address to listen at."))
@option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=N_("Port to listen at."))
@click.pass_obj
def serve(context: Context, host: str, port: int) -> None:
    _serve(context, host, port)


@cli.command(help=N_("Take the sample scans in, show three searches, then serve the search page."))
@option(
    "--samples", type=click.Path(path_type=Path), default=Path(__file__).parent / "sample_scans", help=N_("Folder of the sample scans.")
)
@option("--serve/--no-serve", "serving", default=True, help=N_("Serve the search page afterwards."))
@option("--host", default="127.0.0.1", show_default=True, help=N_("Address to listen at."))
@option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=N_("Port to listen at."))
@click.pass_context
def demo(ctx: click.Context, samples: Path, serving: bool, host: str, port: int) -> None:
    import tomllib

    from archive_search.archive import create_archive
    from archive_search.home import SETTINGS_FILE, Settings

    context: Context = ctx.obj
    if not (context.home / SETTINGS_FILE).exists():
        create_archive(context.home, Settings(name="Narva · Valka · Кингисепп: sample archive", country="EE"))
    ctx.invoke(ingest, paths=(samples,), metadata=samples / "metadata.csv", languages=(), jobs=len(os.sched_getaffinity(0)))
    shown = [query for query in tomllib.loads((samples / "queries.toml").read_text("utf-8"))["query"] if query.get("demo")]
    for query in shown:
        click.echo(f"\n$ archive-search search {query['text']!r}    # {query['why']}")
        ctx.invoke(search, query=query["text"], as_json=False, **{**_NO_CHOICES, "limit": 5})
    if serving:
        _serve(context, host, port)


_NO_CHOICES: dict[str, Any] = {
    "exact": False,
    "without": (),
    "only": (),
    "year_from": None,
    "year_to": None,
    "language": None,
    "place": None,
    "record_type": None,
    "limit": 20,
    "page": 1,
}


def _serve(context: Context, host: str, port: int) -> None:
    from web.server import serve_forever

    archive = context.archive()
    serve_forever(
        archive,
        host=host,
        port=port,
        ready=lambda url: context.say(N_("Serving {name} at {url} (Ctrl-C ends it)"), name=archive.home.settings.name, url=url),
    )


def _print_json(value: object, *, indent: int | None = 2) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def _preferred_language(arguments: Sequence[str]) -> str:
    """``--lang`` if it is given, else what the system's locale asks for, else English."""
    given = [after for before, after in pairwise(arguments) if before == "--lang"]
    given += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    system = [os.environ.get(name, "")[:2] for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    return next((language for language in (*given, *system) if language in INTERFACE_LANGUAGES), "en")


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Have click, too, find its words in our catalogue."""
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language
    stdlib_gettext.bindtextdomain("messages", str(TRANSLATIONS))
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def main() -> None:
    """Entry of the console script."""
    for stream in (sys.stdout, sys.stderr):
        # A file name with undecodable bytes must not end the program, nor a C locale hide Cyrillic.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    with _speaking(_preferred_language(sys.argv[1:])):
        cli(prog_name="archive-search")


if __name__ == "__main__":
    main()
