"""Nothing but web pages and the person's own folders is ever opened, whatever a troubleshooter asks for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskside.errors import Unavailable, WrongCall
from deskside.system import opening_rules


@pytest.mark.parametrize(
    "address", ["https://intranet.example/help?x=1#top", "http://127.0.0.1:8080/", "https://[::1]/", "HTTP://A.example"]
)
def test_a_web_page_may_be_opened(address: str) -> None:
    assert opening_rules.page(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "C:\\Windows\\System32\\calc.exe",
        "\\\\server\\share\\x.exe",
        "javascript:alert(1)",
        "ms-msdt:/id PCWDiagnostic",
        "smb://server/share",
        "//server/share",
        "https:",
        "https://",
        "https:///path",
        "https://a.example/ --flag",
        "https://a.example@b.example/",
        'https://a.example/"&calc',
        "https://a.example/\n",
        "https://[::1",
        "-a Calculator",
        "",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_nothing_else_may(address: str) -> None:
    with pytest.raises(WrongCall):
        opening_rules.page(address)


def test_a_folder_below_home_may_be_opened(tmp_path: Path) -> None:
    (tmp_path / "Films" / "2024").mkdir(parents=True)
    assert opening_rules.folder(str(tmp_path), "Films/2024") == str(tmp_path / "Films" / "2024")
    assert opening_rules.folder(str(tmp_path), str(tmp_path / "Films")) == str(tmp_path / "Films")
    assert opening_rules.folder(str(tmp_path), "") == str(tmp_path)


@pytest.mark.parametrize("folder", ["..", "/", "Films/../..", "/etc", "link"])
def test_a_folder_elsewhere_may_not(tmp_path: Path, folder: str) -> None:
    home = tmp_path / "ann"
    home.mkdir()
    (home / "link").symlink_to(tmp_path)
    with pytest.raises(WrongCall):
        opening_rules.folder(str(home), folder)


def test_what_is_not_below_home_is_not_even_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    look = os.path.realpath

    def noted(path: str) -> str:
        looked.append(path)
        return look(path)

    monkeypatch.setattr(os.path, "realpath", noted)
    with pytest.raises(WrongCall):
        opening_rules.folder(str(tmp_path), "//server/share")
    assert looked == [str(tmp_path)]


def test_home_may_be_called_by_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "var" / "ann" / "Films").mkdir(parents=True)
    (tmp_path / "home").symlink_to(tmp_path / "var")
    home = tmp_path / "home" / "ann"
    assert opening_rules.folder(str(home), str(home / "Films")) == str(tmp_path / "var" / "ann" / "Films")


@pytest.mark.parametrize("folder", ["none", "file"])
def test_only_what_is_a_folder_is_opened(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("#!/bin/sh\n")
    with pytest.raises(Unavailable):
        opening_rules.folder(str(tmp_path), folder)
