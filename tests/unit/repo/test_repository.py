"""What holds for the repository as a whole, so that it stays one that people like to pick up."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[3]
OURS = ("app", "troubleshooters", "tests", "benchmarks")
SOURCES = [TOP / "dev", *(file for folder in OURS for file in sorted((TOP / folder).rglob("*.py")))]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pinned(lock: str) -> dict[str, str]:
    """The text of each requirement of a lock, by the package's name."""
    blocks = re.split(r"\n(?=\S)", (TOP / lock).read_text("utf-8").strip())
    return {block.partition("==")[0]: block for block in blocks}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_file_has_its_hash_and_no_address(lock: str) -> None:
    for name, block in pinned(lock).items():
        assert re.match(rf"{re.escape(name)}==\S+ ", block), name
        assert "--hash=sha256:" in block, name
    text = (TOP / lock).read_text("utf-8")
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted| @ |/\w+/", text)


def test_what_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
    for lock, wanted in zip(
        LOCKS, (project["project"]["dependencies"], project["dependency-groups"]["dev"]), strict=True
    ):
        names = {re.split(r"[<>=~!\s;\[]", each)[0].lower().replace("_", "-") for each in wanted}
        assert names - set(pinned(lock)) == set()


def test_developers_get_the_very_versions_that_are_installed_for_people() -> None:
    dev = pinned("requirements-dev.lock")
    assert {name: dev.get(name) for name in pinned("requirements.lock")} == pinned("requirements.lock")


def test_every_runtime_and_development_dependency_has_its_reason_written_down() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
    reasons = (TOP / "docs" / "decisions" / "0001-dependencies.md").read_text("utf-8")
    for wanted in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"]):
        assert re.split(r"[<>=]", wanted)[0] in reasons


def test_no_file_is_longer_than_400_lines() -> None:
    long = {str(file.relative_to(TOP)): len(file.read_text("utf-8").splitlines()) for file in SOURCES}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(file.relative_to(TOP)) for file in SOURCES if not said(file)]
    assert silent == []


def said(file: Path) -> str | None:
    tree = ast.parse(file.read_text("utf-8"))
    return ast.get_docstring(tree) if tree.body else "an empty file needs no words"


def test_every_document_that_is_linked_is_there() -> None:
    folders = [TOP / name for name in ("docs", "packaging", *OURS)]
    pages = [*TOP.glob("*.md"), *(page for folder in folders for page in folder.rglob("*.md"))]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))]
    assert [(str(page), link) for page, link in links if "://" not in link and not (page.parent / link).exists()] == []
