"""What is handed out: the wheel, the start of the command line, the directions between modules, the set-up script."""

import ast
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = ("archive_search", "indexer", "web")
# The skeleton of a folder rather than a tool behind one module: frameworks, and numpy, as whose arrays images and posting lists travel.
SKELETON = {
    "alembic": "archive_search/catalogue/",
    "click": "cli.py",
    "flask": "web/",
    "markupsafe": "web/",
    "numpy": ("archive_search/", "indexer/"),
    "sqlalchemy": "archive_search/catalogue/",
    "werkzeug": "web/",
}


def shipped_sources(root: Path) -> set[str]:
    """The files that belong into the wheel, as paths from the root."""
    files = (path for package in PACKAGES for path in (root / package).rglob("*") if path.is_file())
    return {"cli.py"} | {path.relative_to(root).as_posix() for path in files if path.suffix != ".pyc"}


def modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    for name in sorted(shipped_sources(root)):
        if name.endswith(".py"):
            yield name, ast.parse((root / name).read_text(encoding="utf-8"), name)


def imported(tree: ast.AST) -> set[str]:
    """The top-level names of everything imported anywhere in ``tree``, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel that is built offline, from a copy: a build leaves folders behind that a later one would pack again."""
    source = tmp_path_factory.mktemp("source")
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "cli.py"):
        shutil.copy(root / name, source / name)
    for name in (*PACKAGES, "tests", "sample_scans"):
        shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.tif*", "*.jpg", "*.png", "*.pdf"))
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation", "-w", str(target), str(source)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = target.glob("*.whl")
    return set(zipfile.ZipFile(file).namelist())


def test_wheel_holds_every_module_template_translation_and_migration_and_nothing_else(root: Path, wheel: set[str]) -> None:
    contents = {name for name in wheel if ".dist-info/" not in name}
    assert contents == shipped_sources(root)


def test_wheel_holds_the_licence(wheel: set[str]) -> None:
    assert [name for name in wheel if name.endswith("/LICENSE")]


def test_wheel_holds_a_compiled_catalogue_for_every_translation(root: Path, wheel: set[str]) -> None:
    sources = sorted((root / "web" / "translations").glob("*/LC_MESSAGES/*.po"))
    assert sources
    for source in sources:
        assert source.with_suffix(".mo").relative_to(root).as_posix() in wheel


def test_help_starts_without_the_heavy_libraries(tmp_path: Path) -> None:
    program = (
        "import sys, cli\n"
        "sys.argv = ['archive-search', '--help']\n"
        "try:\n    cli.main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "ingest" in done.stdout
    loaded = set(ast.literal_eval(done.stderr.splitlines()[-1]))
    assert not loaded & {"PIL", "alembic", "flask", "lxml", "numpy", "pymorphy3", "rich", "simplemma", "sqlalchemy", "whoosh"}


def test_nothing_imports_the_command_line(root: Path) -> None:
    assert [name for name, tree in modules(root) if "cli" in imported(tree)] == []


def test_every_library_is_imported_in_one_module(root: Path) -> None:
    ours = {*PACKAGES, "cli"}
    users: dict[str, set[str]] = {}
    for name, tree in modules(root):
        for library in imported(tree) - ours - sys.stdlib_module_names:
            users.setdefault(library, set()).add(name)
    scattered = {library: sorted(names) for library, names in users.items() if library not in SKELETON and len(names) > 1}
    astray = {library: sorted(n for n in users.get(library, ()) if not n.startswith(home)) for library, home in SKELETON.items()}
    assert scattered == {}
    assert {library: names for library, names in astray.items() if names} == {}


def test_package_roots_stay_empty(root: Path) -> None:
    assert [str(path) for package in PACKAGES for path in (root / package).rglob("__init__.py") if path.stat().st_size] == []


def test_locks_name_no_address_and_no_folder_of_a_machine(root: Path) -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (root / name).read_text()
        assert "://" not in text
        assert not [folder for folder in ("/home/", "/root/", "/tmp/", "/opt/") if folder in text]


def test_production_pins_are_the_development_pins(root: Path) -> None:
    def pins(name: str) -> set[str]:
        return {line.split(" ")[0] for line in (root / name).read_text().splitlines() if "==" in line.split(" ")[0]}

    assert pins("requirements.txt") < pins("requirements-dev.txt")


def run_bootstrap(root: Path, tmp_path: Path, release: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up script without root on a system that calls itself ``release`` and has no packages, in an empty copy of the project."""
    copy = tmp_path / "project"
    (copy / "script").mkdir(parents=True)
    shutil.copy(root / "script" / "bootstrap", copy / "script" / "bootstrap")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, body in (("dpkg-query", "exit 1"), ("apt-get", "exit 1"), ("sudo", "exit 1"), ("id", "echo 1000")):
        (tools / name).write_text(f"#!/bin/sh\n{body}\n")
        (tools / name).chmod(0o755)
    os_release = tmp_path / "os-release"
    os_release.write_text(release)
    variables = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(tmp_path), "OS_RELEASE_FILE": str(os_release), **environment}
    command = ["sh", str(copy / "script" / "bootstrap"), *options]
    return subprocess.run(command, env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


UBUNTU_22 = 'ID=ubuntu\nVERSION_ID="22.04"\nPRETTY_NAME="Ubuntu 22.04.5 LTS"\n'


def test_bootstrap_refuses_a_system_without_python_311_and_says_what_to_do(root: Path, tmp_path: Path) -> None:
    done = run_bootstrap(root, tmp_path, UBUNTU_22)
    assert done.returncode == 1
    assert "Ubuntu 22.04.5 LTS is too old" in done.stderr
    assert "upgrade to Debian 12 or Ubuntu 24.04" in done.stderr
    assert not (tmp_path / "project" / ".venv").exists()


def test_bootstrap_without_root_prints_the_command_and_stops(root: Path, tmp_path: Path) -> None:
    done = run_bootstrap(root, tmp_path, "ID=debian\nVERSION_ID=12\n")
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends python3" in done.stderr


def test_bootstrap_without_system_names_the_missing_packages_and_goes_on(root: Path, tmp_path: Path) -> None:
    done = run_bootstrap(root, tmp_path, "ID=debian\nVERSION_ID=12\n", "--no-system", PYTHON="/bin/false")
    assert "tesseract-ocr-rus" in done.stderr
    assert "PYTHON=/bin/false is no Python 3.11" in done.stderr
    assert done.returncode == 1


def test_bootstrap_rejects_an_unknown_option(root: Path, tmp_path: Path) -> None:
    done = run_bootstrap(root, tmp_path, "ID=debian\nVERSION_ID=12\n", "--devel")
    assert done.returncode == 2
    assert "--devel" in done.stderr
