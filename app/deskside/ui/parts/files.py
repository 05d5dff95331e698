"""Asks the person for a file, or where to save one, in the system's own window for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from deskside.ui.parts.press import plain


def ask_for_file(parent: QWidget, title: str, kinds: str, endings: Iterable[str], then: Callable[[Path], None]) -> None:
    """Calls ``then`` with the file that was chosen; never, when none was."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(f"{plain(kinds)} ({' '.join(f'*{ending}' for ending in endings)})")
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_where(parent: QWidget, title: str, kind: str, name: str, then: Callable[[Path], None]) -> None:
    """Calls ``then`` with where a file called ``name`` is to be saved; never, when nowhere."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    suffix = name.rpartition(".")[2]
    dialog.setDefaultSuffix(suffix)
    dialog.setNameFilter(f"{plain(kind)} (*.{suffix})")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
