"""The troubleshooters that come with Deskside keep to what publishers are held to."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.kit.linting import lint
from deskside.kit.packing import pack
from deskside.kit.remarks import problems

HERE = Path(__file__).parents[3] / "troubleshooters"
FOLDERS = sorted(file.parent for file in HERE.glob("*/manifest.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_is_wrong_with_it_and_it_can_be_published(folder: Path) -> None:
    remarks = lint(folder)
    assert problems(remarks) == ()
    meant = (" leads to ", "mask each other in a circle")  # of what explains each other, the likeliest is to be shown
    assert [str(one) for one in remarks if not any(says in one.says for says in meant)] == []
    assert pack(folder)
