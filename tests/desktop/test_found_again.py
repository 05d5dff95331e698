"""Without a tray a person finds Deskside again among their programs, and by its icon as soon as there is a panel."""

from __future__ import annotations

from desktop.conftest import NewDesk

ENTRY = ".local/share/applications/deskside.desktop"
PANEL = ["xfce4-panel", "--disable-wm-check", "--sm-client-disable"]


def test_closed_without_a_tray_it_is_opened_again_from_the_programs_and_joins_a_panel(new_desk: NewDesk) -> None:
    desk = new_desk(tray="none", first=True)
    desk.start()
    desk.wait_for("You find it again among your programs, as Deskside.")
    desk.until(lambda: desk.ask("exists", ENTRY), "the entry among the programs")
    first = desk.app
    desk.close_window()
    desk.run("gio", "launch", str(desk.run("sh", "-c", "echo -n ~")) + "/" + ENTRY)
    desk.until(desk.heading, "the window again")
    assert desk.ask("ended", first) is None, "the one that ran all the time showed it"
    desk.close_window()
    desk.ask("launch", PANEL)
    desk.until(desk.tray_icon, "the icon in the panel", 90)
    assert not desk.complaints()
