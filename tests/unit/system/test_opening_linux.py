"""What a Linux desktop is asked to open: web pages, the person's own folders, and the pages of its settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from deskside.errors import Unavailable, WrongCall
from deskside.system.commands import Ran
from deskside.system.linux.opening import LinuxOpening


class PlayedPrograms:
    """Runs nothing; says what was run. ``absent`` are not there."""

    def __init__(self, *absent: str) -> None:
        self.absent = absent
        self.ran: list[Sequence[str]] = []

    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        if argv[0] in self.absent:
            raise Unavailable(argv[0], "No such file or directory")
        self.ran.append(argv)
        return Ran(0, "", "")

    def find(self, program: str) -> str | None:
        return None if program in self.absent else f"/usr/bin/{program}"


def opening(programs: PlayedPrograms, home: Path, desktop: str = "ubuntu:GNOME") -> LinuxOpening:
    return LinuxOpening(programs, {"HOME": str(home), "XDG_CURRENT_DESKTOP": desktop}, programs.find)


def test_a_page_opens_in_the_browser_the_desktop_uses(tmp_path: Path) -> None:
    programs = PlayedPrograms()
    opening(programs, tmp_path).link("https://intranet.example/help?a=1&b=2")
    [argv] = programs.ran
    assert "--method=org.freedesktop.portal.OpenURI.OpenURI" in argv
    assert argv[-2] == "'https://intranet.example/help?a=1&b=2'"


def test_without_a_portal_the_persons_own_system_starts_the_browser(tmp_path: Path) -> None:
    programs = PlayedPrograms("gdbus")
    opening(programs, tmp_path).link("https://intranet.example/")
    assert list(programs.ran[0][-3:]) == ["--", "xdg-open", "https://intranet.example/"]


def test_the_downloads_folder_opens_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / "Ann's Téléchargements").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Ann\'s Téléchargements"\n')
    programs = PlayedPrograms()
    opening(programs, tmp_path).folder("downloads")
    assert programs.ran[0][-2] == f"['file://{tmp_path}/Ann%27s%20T%C3%A9l%C3%A9chargements']"


def test_downloads_on_another_disk_open_too(tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    (tmp_path / "disk").mkdir()
    (tmp_path / "ann" / "Downloads").symlink_to(tmp_path / "disk")
    programs = PlayedPrograms()
    opening(programs, tmp_path / "ann").folder("downloads")
    assert programs.ran[0][-2] == f"['file://{tmp_path}/disk']"


def test_the_trash_and_the_home_folder_open_too(tmp_path: Path) -> None:
    programs = PlayedPrograms()
    for folder in ("trash", "home"):
        opening(programs, tmp_path).folder(folder)
    assert [argv[-2] for argv in programs.ran] == ["['trash:///']", f"['file://{tmp_path}']"]


@pytest.mark.parametrize("folder", ["/etc", "..", "link"])
def test_no_folder_elsewhere_is_opened(tmp_path: Path, folder: str) -> None:
    (tmp_path / "link").symlink_to("/etc")
    programs = PlayedPrograms()
    with pytest.raises(WrongCall):
        opening(programs, tmp_path).folder(folder)
    assert programs.ran == []


@pytest.mark.parametrize(
    ("desktop", "absent", "shown"),
    [
        ("ubuntu:GNOME", (), ["gnome-control-center", "printers"]),
        ("KDE", (), ["systemsettings", "kcm_printer_manager"]),
        ("XFCE", (), ["system-config-printer"]),
        ("GNOME", ("gnome-control-center",), ["system-config-printer"]),
    ],
)
def test_each_desktop_shows_its_own_settings(
    tmp_path: Path, desktop: str, absent: tuple[str, ...], shown: list[str]
) -> None:
    programs = PlayedPrograms(*absent)
    opening(programs, tmp_path, desktop).settings("printers")
    assert list(programs.ran[0][programs.ran[0].index("--") + 1 :]) == shown


def test_what_nothing_here_can_open_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"gdbus.*systemd-run"):
        opening(PlayedPrograms("gdbus", "systemd-run"), tmp_path).folder("home")
    with pytest.raises(Unavailable):
        opening(PlayedPrograms(), tmp_path).settings("secrets")
    with pytest.raises(Unavailable):
        opening(PlayedPrograms("baobab", "filelight", "gnome-disks"), tmp_path).settings("storage")
