"""Opening the catalogue's database and bringing its tables up to date."""

from pathlib import Path

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from archive_search.errors import SchemaOutdated

REVISION = "0001"
"""The latest migration: what the tables of this program are."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def connect(url: str) -> Engine:
    """An engine for ``url``: SQLite in WAL mode, or PostgreSQL."""
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def migrate(engine: Engine) -> None:
    """Create the tables, or bring older ones up to date."""
    # Alembic takes as long to import as all of SQLAlchemy, and every command opens a catalogue.
    from alembic import command
    from alembic.config import Config

    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def check(engine: Engine) -> None:
    """Raise SchemaOutdated unless the tables are those of this program."""
    with engine.connect() as connection:
        is_there = inspect(connection).has_table("alembic_version")
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if is_there else None
    if found != REVISION:
        raise SchemaOutdated(url=make_url(engine.url).render_as_string(hide_password=True), found=found, needed=REVISION)


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # WAL lets people search while a batch is written; FULL makes a commit survive a power cut.
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
