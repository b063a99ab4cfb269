"""Words for what happened, in the reader's language.

English is the source; ``translations/<language>/LC_MESSAGES/messages.mo`` holds the others. The domain is gettext's default one, so that
click's own words are found in the same file.
"""

import gettext
from collections.abc import Mapping
from pathlib import Path

from archive_search.errors import ArchiveError
from archive_search.records import INTERFACE_LANGUAGES

TRANSLATIONS = Path(__file__).parent / "translations"


def N_(text: str) -> str:
    """Mark ``text`` for translation where it stands, to be translated where it is shown."""
    return text


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a counted text for translation, as :func:`N_` marks one."""
    return one, many


_TEXTS: Mapping[str, str] = {
    "error": N_("Something went wrong: {details}"),
    "home-not-found": N_("There is no archive at {path}. Make one with: archive-search --home {path} init"),
    "home-exists": N_("{path} already is an archive; nothing was changed."),
    "home-locked": N_("Another run is writing to {path}. Wait until it ends, then try again."),
    "schema-outdated": N_("The catalogue is of another version ({found}, needed {needed}). Mend it with: archive-search init --upgrade"),
    "index-outdated": N_("The index is of another version ({found}, needed {needed}). Rebuild it with: archive-search reindex"),
    "index-damaged": N_("The index cannot be read ({reason}). Rebuild it with: archive-search reindex"),
    "setting-invalid": N_("The setting {name} cannot be used ({reason})."),
    "input-not-found": N_("{path} does not exist or cannot be read. Check the name and your rights."),
    "language-missing": N_("The recognition model for {language} is missing. Install it with: apt-get install {package}"),
    "language-unknown": N_("{language} is not a language we know. Known: {known}"),
    "tool-missing": N_("{tool} is not installed. Install it with: apt-get install {package}"),
    "page-not-found": N_("There is no page {page}."),
    "page-closed": N_("This page is closed to the public until {until}."),
    "reference-invalid": N_("{text} is not a reference code."),
    "date-invalid": N_("{text} is not a date we can read."),
    "source-unreadable": N_("the file is damaged or of a kind we cannot read ({detail}); scan it again or convert it"),
    "source-empty": N_("the file is empty; copy it again from where it came"),
    "source-encrypted": N_("the file is locked with a password; save a copy without one"),
    "source-too-large": N_("an image unfolds to {pixels} pixels, the limit is {limit}; scan it at a lower resolution or raise the limit"),
    "file-too-large": N_("the file has {size} bytes, the limit is {limit}; split it or raise the limit"),
    "too-many-pages": N_("the file has {pages} pages, the limit is {limit}; split it or raise the limit"),
    "source-changed": N_("the file changed while it was being read; take it in again when it is complete"),
    "page-timeout": N_("reading took longer than {seconds} s and was stopped; try it alone or raise the limit"),
    "page-crashed": N_("reading ended the worker twice; the file may be damaged: convert it and try again"),
    "page-failed": N_("reading failed in a way that nobody foresaw ({detail}); convert the file and try again, or report it"),
    "page-out-of-memory": N_("reading needed more memory than allowed ({limit} bytes); scan it at a lower resolution or raise the limit"),
    "recogniser-failed": N_("the text recogniser failed ({detail}); see archive-search doctor"),
    "transcript-invalid": N_("the transcript beside the scan cannot be used ({detail}); mend it or leave out --transcripts"),
    "record-invalid": N_("line {line} is not a record ({detail}); mend it and import again"),
    "metadata-invalid": N_("The metadata table {path} cannot be used:"),
    "storage-full": N_("No space is left at {path}. Make room and run the same command again; what was done is kept."),
    "not-a-scan": N_("not a scan"),
    "metadata-column-unknown": N_("unknown column {column}; it is passed over"),
    "metadata-file-missing": N_("no file named; the row is passed over"),
    "metadata-file-unknown": N_("there is no file {file}"),
    "metadata-frame-invalid": N_("{value} is no page number (they count from 1); the row is passed over"),
    "metadata-row-repeated": N_("{file} is described twice in the same way"),
    "metadata-row-contradicts": N_("{file} is described before in another way; the first row counts"),
    "metadata-reference-invalid": N_("{value} is not a reference code; it is kept as written"),
    "metadata-date-invalid": N_("{value} is not a date we can read; it is kept as written"),
    "metadata-type-invalid": N_("{value} is not a record type; other is taken"),
    "metadata-language-invalid": N_("{value} is not a language we know; it is left out"),
    "metadata-closed-until-invalid": N_("{value} is not a day such as 2061-01-01; the page stays closed until it is"),
    "hidden-file": N_("a hidden file"),
    "not-a-file": N_("neither a file nor a folder"),
    "original-missing": N_("original missing"),
    "original-altered": N_("original altered since it was taken in"),
    "original-not-catalogued": N_("original not in the catalogue (run ingest again)"),
    "page-not-indexed": N_("page not in the index as catalogued (run reindex)"),
    "page-not-catalogued": N_("page in the index but not in the catalogue (run reindex)"),
    "metadata-table": N_("metadata table of this run"),
    "already-ingested": N_("taken in before"),
    "duplicate": N_("the same file as {original}"),
    "description-updated": N_("taken in before; its description was renewed"),
    "would-ingest": N_("would be taken in"),
    # How an odd query was read.
    "field-empty": N_("Nothing stands after “{field}:”; it was left out."),
    "field-ignored": N_("“{field}:” was left out, because it stands inside another one."),
    "modifier-ignored": N_("“{text}” has no meaning here and was left out."),
    "no-kinds": N_("Every kind of likeness was left out, so nothing can be found."),
    "nothing-to-search": N_("“{text}” holds nothing that can be searched for."),
    "operator-ignored": N_("“{text}” was left out, because a word is missing beside it."),
    "parentheses-ignored": N_("Only {limit} parentheses inside each other were followed."),
    "parenthesis-closed": N_("A parenthesis was not closed; it was taken to end with the query."),
    "parenthesis-ignored": N_("A closing parenthesis without an opening one was left out."),
    "pattern-cut": N_("“{text}” stands for too many words; only some of them were searched for."),
    "query-cut": N_("The query is too long; only its beginning was used."),
    "quote-closed": N_("A quotation mark was not closed; the quotation was taken to end with the query."),
    "range-swapped": N_("The years were put in order: {first}–{last}."),
    "read-as-years": N_("{first}–{last} was read as years, and also searched for in the text."),
    "read-as-reference": N_("“{text}” was read as a reference code."),
    "unknown-field": N_("There is no field “{field}”; “{text}” was searched for as words."),
    "unknown-value": N_("“{text}” is no value of “{field}”."),
    "year-unreadable": N_("“{text}” is no year; it was left out."),
}


# Words that come as values: states of pages, runs and inputs.
_VALUES = (
    N_("read"),
    N_("doubtful"),
    N_("unreadable"),
    N_("blank"),
    N_("done"),
    N_("skipped"),
    N_("failed"),
    N_("running"),
    N_("finished"),
    N_("interrupted"),
)

# click asks gettext for its own words, in the domain that is ours too.
_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("default: {default}"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)


def translations(language: str) -> gettext.NullTranslations:
    """The message catalogue of an interface language; English for any other."""
    chosen = [language] if language in INTERFACE_LANGUAGES else []
    return gettext.translation("messages", TRANSLATIONS, languages=chosen, fallback=True)


def reason_text(slug: str, data: Mapping[str, object], language: str) -> str:
    """What a slug means, in words. An unknown slug is shown as it is, with its data."""
    template = _TEXTS.get(slug)
    if template is None:
        return " ".join([slug, *(f"{name}={value}" for name, value in data.items())])
    return _fill(translations(language).gettext(template), data)


def error_text(error: ArchiveError, language: str) -> str:
    """What went wrong, why we stopped and what to do next."""
    return reason_text(error.slug, {"details": str(error), **error.data}, language)


def _fill(template: str, data: Mapping[str, object]) -> str:
    class Known(dict[str, object]):
        def __missing__(self, name: str) -> str:
            return "?"

    return template.format_map(Known(data))
