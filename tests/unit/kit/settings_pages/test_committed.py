"""What IT reads and loads about settings is what Deskside does: all of it is as the list of settings makes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deskside.config.keys import known_keys
from deskside.kit.settings_pages import PAGE, POLICY, files, write
from deskside.kit.settings_pages.__main__ import main
from deskside.kit.settings_pages.every import every_key, example
from deskside.tickets.options import backend_keys

TOP = Path(__file__).parents[4]
MADE = files(TOP)
NAMES = sorted(str(name) for name in MADE)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_as_the_settings_are(name: str) -> None:
    """To write it anew: ``python -m deskside.kit.settings_pages write``."""
    assert (TOP / name).read_bytes() == MADE[Path(name)].encode()


def test_every_file_of_policy_is_made() -> None:
    there = {str(file.relative_to(TOP)) for file in (TOP / POLICY).rglob("*") if file.is_file()}
    assert there == set(NAMES) - {str(PAGE)}


def test_every_setting_that_is_no_secret_has_a_value_it_takes_and_a_place_on_the_page() -> None:
    page = (TOP / PAGE).read_text("utf-8")
    every = every_key()
    assert {key.name for key in every} == {key.name for key in known_keys(backend_keys()).values() if not key.secret}
    for key in every:
        assert key.takes(example(key)), key.name
        assert example(key) != key.default, key.name
        assert f"| `{key.name}` | " in page


def test_secrets_are_named_on_the_page_and_stand_in_no_template() -> None:
    page = (TOP / PAGE).read_text("utf-8")
    secrets = [key.name for key in backend_keys() if key.secret]
    assert secrets
    for name in secrets:
        assert f"| `{name}` |" not in page
        assert f"`{name}`" in page
        assert name.replace(".", "_") not in (TOP / POLICY / "Deskside.admx").read_text("utf-8")


def test_writing_keeps_the_head_and_says_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / PAGE).parent.mkdir()
    shutil.copy(TOP / PAGE, tmp_path / PAGE)
    text = (tmp_path / PAGE).read_text("utf-8")
    (tmp_path / PAGE).write_text(text.replace("# Settings\n", "# Settings, by hand\n", 1) + "an old row\n", "utf-8")
    assert main(["write", str(tmp_path)]) == 0
    assert set(capsys.readouterr().out.split()) == set(NAMES)
    assert (tmp_path / PAGE).read_text("utf-8") == text.replace("# Settings\n", "# Settings, by hand\n", 1)
    assert write(tmp_path) == []


def test_another_word_is_answered_with_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print"]) == 2
    assert "settings_pages write" in capsys.readouterr().err
