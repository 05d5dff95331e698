"""About this computer: what an agent asks on the phone, to read out or to copy."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from deskside.errors import DesksideError
from deskside.language import _, current
from deskside.model.report import AboutHere
from deskside.ui.around import Around
from deskside.ui.pages.when import when
from deskside.ui.parts.bar import Act
from deskside.ui.parts.contact import Contact
from deskside.ui.parts.row import Banner, Panel
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import INSIDE, PAD, Role


class About(Sheet):
    """Read in a lane; nothing of it leaves the computer unless the person pastes it somewhere."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, _("About this computer"))
        self._around = around
        self.rows: tuple[tuple[str, str], ...] = ()
        self.add(Words(self.look, _("On the phone they may ask you for this."), colour="text_quiet"))
        self._notes = stacked(())
        self.add(self._notes)
        self._panel = Panel(self.look)
        self._panel.column.setSpacing(PAD)
        self._panel.hide()
        self.add(self._panel)
        self.add(Contact(self.look, around.board.known.organisation))
        self.show_acts(Act(_("Copy"), self._on_copy, enabled=False))
        around.slow.ask(self, self._read, self._on_known, self._on_trouble)

    def _read(self) -> AboutHere:
        """In the slow lane."""
        return self._around.casework.privacy.about()

    def rests(self) -> bool:
        return True

    def talk_to_people(self) -> None:
        self._around.ways.write()

    def _on_known(self, about: AboutHere) -> None:
        self.rows = tuple((label, value) for label, value in _rows(about) if value)
        for label, value in self.rows:
            self._panel.column.addLayout(self._row(label, value))
        self._panel.show()
        self.show_acts(Act(_("Copy"), self._on_copy))
        self.describe()

    def _row(self, label: str, value: str) -> QVBoxLayout:
        shown = Words(self.look, value).from_outside()
        return stacked((Words(self.look, label, Role.SMALL, "text_quiet"), shown), INSIDE)

    def _on_copy(self) -> None:
        text = "\n".join(_("{name}: {value}").format(name=label, value=value) for label, value in self.rows)
        QGuiApplication.clipboard().setText(text)
        says = _("Copied. You can paste it into a message.")
        empty(self._notes)
        self._notes.addWidget(Banner(self.look, says, "tick", "good"))
        announce(self, says)

    def _on_trouble(self, problem: DesksideError) -> None:
        empty(self._notes)
        self._notes.addWidget(Banner(self.look, problem.words()))
        announce(self, problem.words())


def _rows(about: AboutHere) -> Iterator[tuple[str, str]]:
    """Label and value, in the order in which they are asked for; "" where it could not be read."""
    yield _("Name of this computer"), about.computer
    yield _("Your user name"), about.user
    yield _("Computer"), about.model
    yield _("System"), about.system
    yield _("Running since"), when(about.since) if about.since else ""
    yield _("Space for files"), _free(about.space)
    yield _("Working memory"), _free(about.memory)
    yield _("Address in the network"), ", ".join(about.addresses)
    yield _("Version of Deskside"), about.version


def _free(amount: tuple[float, float] | None) -> str:
    if amount is None:
        return ""
    free, whole = (_gigabytes(part) for part in amount)
    return _("{free} GB free of {whole} GB").format(free=free, whole=whole)


def _gigabytes(amount: float) -> str:
    return QLocale(current()).toString(amount, "f", 0 if amount >= 10 else 1)
