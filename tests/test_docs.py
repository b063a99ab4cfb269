"""The documentation keeps up with the program."""

import re
from pathlib import Path

import click
import pytest
from conftest import ROOT

from archive_search.home import Settings
from archive_search.records import RecordType
from cli import cli

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_architecture_is_one_page_and_names_every_folder() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert len(text.splitlines()) <= 70
    folders = {path.name for path in (ROOT / "archive_search").iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert {name for name in folders if f"archive_search/{name}/" not in text} == set()


def test_every_command_and_long_option_is_in_the_reference() -> None:
    text = (ROOT / "docs/reference/command-line.md").read_text("utf-8")
    for name, command in cli.commands.items():
        assert f"`{name}" in text, name
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert option in text or option in ("--host", "--samples"), (name, option)


def test_every_setting_is_in_the_reference() -> None:
    text = (ROOT / "docs/reference/command-line.md").read_text("utf-8")
    assert [name for name in Settings.__dataclass_fields__ if f"`{name}`" not in text] == []


def test_every_record_type_is_in_the_reference() -> None:
    text = (ROOT / "docs/reference/metadata-table.md").read_text("utf-8")
    assert [kind for kind in RecordType if f"`{kind}`" not in text] == []
