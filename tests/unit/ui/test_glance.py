"""What the tray shows, what it remembers, and how often it has the help desk asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from deskside.model.case import Case
from deskside.model.ticket import Deed, OutboxRow, SendState, Stage, Ticket
from deskside.model.troubleshooter import Troubleshooter
from deskside.ui.board import Known
from deskside.ui.glance import LEAST_PAUSE, QUIET_PAUSE, Glance, Light, remembered
from deskside.ui.icons import Icons
from deskside.ui.tokens import TRAY_SIZES
from deskside.ui.tray import Tray

NOW = 1_800_000_000.0
RESOURCES = Path(__file__).parents[3] / "resources"


def ticket(stage: Stage = Stage.WORKING, unread: int = 0, updated: float = NOW - 3600) -> Ticket:
    return Ticket("DS-1", "desk", "Stripes", updated, "1", stage=stage, unread=unread, updated=updated, looked=NOW)


def row(state: SendState, next_try: float = NOW + 60) -> OutboxRow:
    return OutboxRow(1, "DS-1", Deed.CREATE, "desk", state, next_try=next_try)


def case(name: str = "printer") -> Case:
    return Case("DS-2", name, "1", "Printing does not work", NOW)


@pytest.mark.parametrize(
    ("known", "light"),
    [
        (Known(), Light.FINE),
        (Known(tickets=(ticket(),)), Light.FINE),
        (Known(tickets=(ticket(unread=1),)), Light.WAITS),
        (Known(tickets=(ticket(Stage.WAITING),)), Light.WAITS),
        (Known(unfinished=(case(),)), Light.WAITS),
        (Known(waiting=(row(SendState.QUEUED),)), Light.FINE),
        (Known(waiting=(row(SendState.NEEDS_EDIT),), unfinished=(case(),)), Light.TROUBLE),
        (Known(waiting=(row(SendState.HELD),)), Light.TROUBLE),
    ],
)
def test_the_icon_shows_what_matters_most(known: Known, light: Light) -> None:
    assert known.glance(NOW).light is light


def test_every_state_is_said_in_words_of_its_own() -> None:
    glances = (
        Glance(),
        Glance(Light.TROUBLE),
        Glance(Light.WAITS, unread=1),
        Glance(Light.WAITS, unread=2),
        Glance(Light.WAITS, asked=True),
        Glance(Light.WAITS),
    )
    said = {glance.in_words(working=False) for glance in glances} | {Glance().in_words(working=True)}
    assert len(said) == len(glances) + 1


@pytest.mark.parametrize(
    ("known", "seconds"),
    [
        (Known(), QUIET_PAUSE),
        (Known(tickets=(ticket(),)), 600),
        (Known(tickets=(ticket(Stage.WAITING),)), 1800),
        (Known(tickets=(ticket(Stage.WAITING), ticket())), 600),
        (Known(tickets=(ticket(Stage.SOLVED),)), 3600),
        (Known(tickets=(ticket(), ticket()), waiting=(row(SendState.QUEUED, NOW + 90),)), 90),
        (Known(tickets=(ticket(Stage.SOLVED, updated=NOW - 30 * 86400),)), QUIET_PAUSE),
        (Known(waiting=(row(SendState.QUEUED, NOW + 90),)), 90),
        (Known(waiting=(row(SendState.UNKNOWN, NOW - 500),)), LEAST_PAUSE),
        (Known(waiting=(row(SendState.NEEDS_EDIT, NOW - 500),)), QUIET_PAUSE),
    ],
)
def test_the_help_desk_is_asked_as_often_as_it_is_worth(known: Known, seconds: float) -> None:
    assert known.glance(NOW).pause == seconds


def test_the_glance_of_last_time_is_there_at_the_next_start(tmp_path: Path) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    glance = Glance(Light.WAITS, 2, asked=True, used=(("printer", "Printing, or not"), ("wifi", "Wi-Fi")), pause=600)
    glance.keep(memory)
    memory.sync()
    assert remembered(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)) == glance


@pytest.mark.parametrize(
    "text", ["", "[glance]\nlight=purple\n", "[glance]\nunread=many\npause=x\n", "\x00\xff nonsense"]
)
def test_a_damaged_memory_is_a_fresh_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "window.ini").write_text(text, "latin-1")
    glance = remembered(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    assert glance.light is Light.FINE
    assert glance.pause <= QUIET_PAUSE


def test_the_problems_used_most_come_first(tmp_path: Path) -> None:
    names = ("a", "b", "c", "d")
    shelf = tuple(Troubleshooter(name, "1", name.upper(), tmp_path) for name in names)
    known = Known(troubleshooters=shelf, history=(case("c"), case("c"), case("b")))
    assert [id_ for id_, _title in known.glance(NOW).used] == ["c", "b", "a"]


@pytest.fixture
def tray(qapp: QApplication) -> Tray:
    return Tray(Icons(RESOURCES / "icons"), Glance(), qapp)


def _shape(tray: Tray, size: int) -> bytes:
    """The icon's outline without its colour."""
    image = tray.icon.icon().pixmap(size, size).toImage().convertToFormat(QImage.Format.Format_Alpha8)
    return bytes(image.constBits())


def test_the_four_states_have_four_shapes_at_every_size(tray: Tray) -> None:
    for size in TRAY_SIZES:
        shapes = set()
        for light in (Light.FINE, Light.WAITS, Light.TROUBLE):
            tray.tell(Glance(light), working=False)
            shapes.add(_shape(tray, size))
        tray.tell(Glance(), working=True)
        shapes.add(_shape(tray, size))
        assert len(shapes) == 4


def _menu(tray: Tray) -> list[str]:
    menu = tray.icon.contextMenu()
    return [re.sub("&(?!&)", "", one.text()).replace("&&", "&") for one in menu.actions() if not one.isSeparator()]


def test_the_menu_holds_what_was_used_most_and_leads_there(tray: Tray) -> None:
    tray.tell(Glance(used=(("printer", "Paper & ink"), ("wifi", "Wi-Fi"))), working=False)
    assert _menu(tray) == [
        "Open Deskside",
        "Paper & ink",
        "Wi-Fi",
        "Is my computer fine?",
        "My requests",
        "Quit",
    ]
    wanted: list[str] = []
    tray.problem_wanted.connect(wanted.append)
    tray.icon.contextMenu().actions()[2].trigger()
    assert wanted == ["printer"]


def test_the_menu_leads_to_a_look_at_the_whole_computer(tray: Tray) -> None:
    looked: list[bool] = []
    tray.fine_wanted.connect(lambda: looked.append(True))
    next(one for one in tray.icon.contextMenu().actions() if "fine" in one.text()).trigger()
    assert looked == [True]


def test_the_tooltip_says_the_state(tray: Tray) -> None:
    tray.tell(Glance(Light.WAITS, unread=2), working=False)
    assert tray.icon.toolTip() == "Deskside: 2 requests have news."
