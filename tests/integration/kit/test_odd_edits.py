"""Whatever an editor, a merge or a slip of the hand leaves of a file: the lint never stops short."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from deskside.errors import ManifestProblem
from deskside.kit.linting import lint
from deskside.kit.packing import pack

from .broken_versions import good

_TOKENS = (
    '"',
    "[",
    "]",
    "{",
    "}",
    "=",
    "\n",
    "[[cause]]\n",
    "[cause.fix]\n",
    "\0",
    "\udcff",
    '"""',
    "{}",
    "nan",
    "\r\n",
)
_VALUES = ("1", '"x"', "[]", "{}", "true", "[1]", "[[]]", "[{}]", "nan", "2026-01-01", "{ a = 1 }")


def odd(text: str, chance: Random) -> str:
    """One to three things done to it."""
    for _ in range(chance.randint(1, 3)):
        lines = text.split("\n")
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        place = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0:
                text = text[:place] + chance.choice(_TOKENS) + text[place:]
            case 1:
                text = text[:place] + text[place + chance.randint(1, 30) :]
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
                text = "\n".join(lines)
            case _:
                lines[one] = f"{lines[one].partition('=')[0]}= {chance.choice(_VALUES)}"
                text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(4))
def test_no_edit_ends_the_lint(tmp_path: Path, seed: int) -> None:
    folder, chance = good(tmp_path), Random(seed)
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for _ in range(5):
        file = chance.choice([*files, *[folder / "manifest.toml"] * 4])
        whole = file.read_bytes()
        file.write_text(odd(whole.decode(), chance), "utf-8", errors="surrogateescape")
        remarks = lint(folder)
        assert [one for one in remarks if not (one.says and one.do and one.line > 0)] == []
        with suppress(ManifestProblem):
            assert pack(folder)
        file.write_bytes(whole)
    assert lint(folder) == ()
