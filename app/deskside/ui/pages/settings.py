"""The few settings that are a person's own; those that the organisation has set are shown with that said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QButtonGroup, QWidget

from deskside.config import requester
from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.report import SettingRow
from deskside.ui.around import Around
from deskside.ui.parts.choice import Choice, Switch
from deskside.ui.parts.field import Line
from deskside.ui.parts.row import Banner, Panel
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import BLOCK, Role

EMAIL, LANGUAGE, START = "person.email", "interface.language", "interface.start_with_computer"


class Settings(Sheet):
    """A change is saved at once; what could not be saved is said and put back."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, _("Settings"))
        self._around = around
        self._shown: tuple[SettingRow, ...] = ()
        self._notes, self._rows = stacked(()), stacked((), BLOCK)
        self.add(self._notes)
        self.add(self._rows)
        self._read()

    def rests(self) -> bool:
        return True

    def talk_to_people(self) -> None:
        self._around.ways.write()

    def _read(self) -> None:
        self._around.quick.ask(self, self._setting_rows, self._on_rows, self._on_trouble)

    def _setting_rows(self) -> tuple[SettingRow, ...]:
        """In a lane."""
        return self._around.casework.setting_rows()

    def settings_changed(self) -> None:
        self._around.quick.ask(self, self._setting_rows, self._on_looked, self._on_trouble)

    def _on_looked(self, rows: tuple[SettingRow, ...]) -> None:
        if [row for row in rows if row.locked] != [row for row in self._shown if row.locked]:
            self._on_rows(rows)

    def _on_rows(self, rows: tuple[SettingRow, ...]) -> None:
        self._shown = rows
        known = {row.key: row for row in rows}
        empty(self._rows)
        for key, make in ((EMAIL, self._email), (LANGUAGE, self._language), (START, self._start)):
            if key in known:
                self._rows.addWidget(self._framed(known[key], make(known[key])))

    def _framed(self, row: SettingRow, part: QWidget) -> QWidget:
        if not row.locked:
            return part
        panel = Panel(self.look)
        panel.column.addWidget(part)
        panel.column.addWidget(Banner(self.look, _("Your organisation has set this."), "lock", "text_quiet"))
        return panel

    def _as_words(self, name: str, value: str) -> QWidget:
        """What cannot be changed looks like nothing that can be typed into or pressed."""
        part = QWidget()
        words = (Words(self.look, name, Role.STRONG), Words(self.look, value))
        part.setLayout(stacked(one for one in words if one.text()))
        return part

    def _email(self, row: SettingRow) -> QWidget:
        name = _("Your e-mail address, for answers")
        if row.locked:
            return self._as_words(name, requester(self._around.casework.settings))
        line = Line(self.look, name, hint=_("name@example.org"))
        line.edit.setText(str(row.value or ""))
        line.edit.setModified(False)
        line.edit.editingFinished.connect(lambda: self._on_email(line))
        return line

    def _on_email(self, line: Line) -> None:
        if line.edit.isModified():
            line.edit.setModified(False)
            self._save(EMAIL, line.text())

    def _language(self, row: SettingRow) -> QWidget:
        known = ((_("As on this computer"), ""), *languages(self._around.texts))
        if row.locked:
            own = next((name for name, code in known if code == row.value), str(row.value))
            return self._as_words(_("Language"), own)
        part = QWidget()
        column = stacked((Words(self.look, _("Language"), Role.STRONG),))
        part.setLayout(column)
        group = QButtonGroup(part)
        for name, code in known:
            choice = Choice(self.look, name, code)
            choice.setChecked(code == (row.value or ""))
            group.addButton(choice)
            column.addWidget(choice)
        group.buttonToggled.connect(self._on_language)
        return part

    def _on_language(self, choice: Choice, on: bool) -> None:
        if on:
            self._save(LANGUAGE, choice.value, _("The new language is used the next time Deskside starts."))

    def _start(self, row: SettingRow) -> QWidget:
        switch = Switch(self.look, _("Start Deskside when I sign in"), on=row.value is True)
        switch.setEnabled(not row.locked)
        switch.toggled.connect(lambda on: self._save(START, "true" if on else "false"))
        return switch

    def _save(self, key: str, value: str, says: str = "") -> None:
        def saved(_nothing: None) -> None:
            self._say(says or _("Saved."), "tick", "good")

        self._around.quick.ask(self, lambda: self._around.casework.set_setting(key, value), saved, self._on_trouble)

    def _on_trouble(self, problem: DesksideError) -> None:
        self._say(problem.words(), "note", "notice")
        self._read()

    def _say(self, says: str, icon: str, ink: str) -> None:
        empty(self._notes)
        self._notes.addWidget(Banner(self.look, says, icon, ink))
        announce(self, says)


def languages(folder: Path) -> tuple[tuple[str, str], ...]:
    """The languages there are texts for, by their own names; English needs none."""
    there = sorted({"en", *(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/deskside.mo"))})
    return tuple((_name(code), code) for code in there)


def _name(code: str) -> str:
    """A language's own name without the country that Qt adds: "English", not "American English"."""
    common = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
    return common.get(code) or QLocale(code).nativeLanguageName().capitalize() or code
