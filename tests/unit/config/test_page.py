"""What IT reads about settings is what Deskside does."""

from __future__ import annotations

from .settings_page import HEAD, PAGE, table


def test_the_page_on_settings_names_every_setting_as_it_is() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(HEAD)[2] == table()
