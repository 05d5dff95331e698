"""What a person notices when they change a setting: only that changes, and what may not be is said."""

from __future__ import annotations

import json
import stat
import tomllib
from pathlib import Path

import pytest

from deskside.config.change import changed_text, set_value
from deskside.config.kinds import KINDS
from deskside.errors import NotWritable, SettingProblem

from .conftest import RT, Desk


def change(desk: Desk, key: str, text: str) -> str:
    set_value(desk.paths, key, text, RT)
    return desk.paths.settings.read_text(encoding="utf-8")


def test_the_first_setting_makes_a_private_file(desk: Desk) -> None:
    desk.home.rmdir()
    assert change(desk, "person.email", "ana@example.org") == '[person]\nemail = "ana@example.org"\n'
    assert stat.S_IMODE(desk.paths.settings.stat().st_mode) == 0o600
    assert [path.name for path in desk.home.iterdir()] == ["settings.toml"]


def test_comments_and_other_lines_stay_as_they_are(desk: Desk) -> None:
    text = '# mine\n[organisation] # ours\nname   = "Old" # the name\n\n# below\n[person]\nemail = "a@b.org"\n'
    desk.user(text)
    assert change(desk, "organisation.name", 'Büro "Nord"') == text.replace('"Old"', r'"Büro \"Nord\""')


def test_a_new_setting_goes_below_its_own_header(desk: Desk) -> None:
    desk.user('[organisation]\nname = "A"\n\n[person]\nemail = "a@b.org"\n')
    assert change(desk, "organisation.phone", "1") == (
        '[organisation]\nname = "A"\nphone = "1"\n\n[person]\nemail = "a@b.org"\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a word",
        'person.email = "a@b.org"',
        'organisation = { name = "A" }\n',
        "organisation = {}\n",
        "[organisation]",
        '"organisation"."phone" = "9"\n',
        '[organisation]\r\nname = "A"\r\n',
        "[organisation]\nphone = '''old\n'''\n",
        '[network]\nwork_names = [ # a\n "x", # b\n]\n[organisation.hours]\ndays="Mon"\nfrom="08:00"\nto="09:00"\n',
    ],
)
def test_however_the_file_is_written_the_change_is_exact(text: str) -> None:
    before = tomllib.loads(text)
    after = tomllib.loads(changed_text(text, "organisation.phone", "0123"))
    assert after["organisation"].pop("phone") == "0123"
    before.get("organisation", {}).pop("phone", None)
    assert after == before or after == {**before, "organisation": {}}


def test_a_table_written_over_several_lines_can_be_replaced(desk: Desk) -> None:
    desk.user('[organisation.hours]\ndays = "Mon"\nfrom = "08:00"\nto = "09:00"\n\n[person]\nemail = "a@b.org" # me\n')
    hours = {"days": "Mon-Thu", "from": "07:00", "to": "16:00"}
    text = change(desk, "organisation.hours", json.dumps(hours))
    assert tomllib.loads(text) == {"organisation": {"hours": hours}, "person": {"email": "a@b.org"}}
    assert "# me" in text


def test_lists_and_flags_are_given_as_json(desk: Desk) -> None:
    change(desk, "printing.expected", '["Büro", "Hall"]')
    change(desk, "interface.start_with_computer", "false")
    settings = desk.load()
    assert settings.texts("printing.expected") == ("Büro", "Hall")
    assert not settings.flag("interface.start_with_computer")
    assert {row.key for row in settings.rows() if row.origin == "user"} == {
        "printing.expected",
        "interface.start_with_computer",
    }


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("person.emial", "a@b.org", "Did you mean person.email?"),
        ("person.email", "ana", "e-mail address"),
        ("printing.expected", "Office", "a list"),
        ("interface.start_with_computer", "yes", "true or false"),
        ("catalogue.ring", "late", "pilot, early, all"),
        ("tickets.rt.token", "1-23-abc", "secret set tickets.rt.token"),
        ("organisation.name", "two\nlines", "one line"),
        ("printing.expected", "[" * 5000, "a list"),
        ("tickets", "desk", "does not know"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(desk: Desk, key: str, text: str, says: str) -> None:
    with pytest.raises(SettingProblem) as said:
        change(desk, key, text)
    assert says in said.value.words()
    assert "1-23-abc" not in str(said.value)
    assert not desk.paths.settings.exists()


def test_what_it_has_set_cannot_be_changed(desk: Desk) -> None:
    desk.it('[organisation]\nname = "Contoso"\n')
    with pytest.raises(SettingProblem, match="set by your organisation"):
        change(desk, "organisation.name", "Mine")


def test_a_file_with_a_wrong_line_is_left_alone(desk: Desk) -> None:
    desk.user("[organisation]\nname = oops\n")
    with pytest.raises(SettingProblem, match="Nothing was changed") as said:
        change(desk, "organisation.phone", "1")
    assert said.value.line == 2
    assert desk.paths.settings.read_text(encoding="utf-8") == "[organisation]\nname = oops\n"


def test_a_file_kept_elsewhere_by_a_link_is_changed_there(desk: Desk, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# kept\n", encoding="utf-8")
    desk.paths.settings.symlink_to(real)
    change(desk, "person.email", "a@b.org")
    assert desk.paths.settings.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("# kept\n")


def test_a_place_that_cannot_hold_a_file_is_said(desk: Desk) -> None:
    desk.home.rmdir()
    desk.home.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(NotWritable):
        change(desk, "person.email", "a@b.org")


SHOWN = {kind.name: kind.needs.partition("such as ")[2].removesuffix(".") for kind in KINDS.values()}


@pytest.mark.parametrize("kind", [name for name, shown in SHOWN.items() if shown and KINDS[name].empty != ""])
def test_what_is_shown_as_an_example_of_a_value_can_be_typed_as_it_stands(kind: str) -> None:
    assert KINDS[kind].takes(KINDS[kind].from_text(SHOWN[kind]))


@pytest.mark.parametrize(
    "text", ["", "{ a = 1", "1\nx = 2", "1\r\n[x]", "value", "[" * 3000, "{ a = " * 500, "a" * 9000]
)
def test_what_is_no_value_is_refused_and_the_file_stays(desk: Desk, text: str) -> None:
    desk.user("# mine\n")
    with pytest.raises(SettingProblem):
        change(desk, "organisation.hours", text)
    assert desk.paths.settings.read_text("utf-8") == "# mine\n"
