"""A heading. Screen readers are told that it is one, and hear it anew when it says something else."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from deskside.ui.look import Look
from deskside.ui.parts.text import Words
from deskside.ui.tokens import Role


class Heading(Words):
    """Stands above the parts that belong to it."""

    def __init__(self, look: Look, text: str, role: Role = Role.HEADING) -> None:
        super().__init__(look, text, role)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)


def _as_heading(_kind: str, what: QObject) -> QAccessibleInterface | None:
    """Qt has no property for a label's role; this is its way to say it. A name given here could not change."""
    return QAccessibleWidget(what, QAccessible.Role.Heading) if isinstance(what, Heading) else None


QAccessible.installFactory(_as_heading)
