"""A pytest plugin: leaves out the tests that not_here.txt names, and objects to a line that names none."""

from __future__ import annotations

from pathlib import Path

import pytest

LIST = Path(__file__).with_name("not_here.txt")


def _listed() -> dict[str, str]:
    """The beginning of a test's name, and why it cannot be shown here."""
    pairs = [line.partition("#") for line in LIST.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    return {name.strip(): why.strip() for name, _, why in pairs}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    listed = _listed()
    used = set()
    for item in items:
        for name, why in listed.items():
            if item.nodeid.startswith(name):
                item.add_marker(pytest.mark.skip(reason=why))
                used.add(name)
    files = {item.nodeid.partition("::")[0] for item in items}
    stale = [name for name in listed if name.partition("::")[0] in files and name not in used]
    if stale:
        raise pytest.UsageError(f"not_here.txt names tests that are not there: {stale}")
