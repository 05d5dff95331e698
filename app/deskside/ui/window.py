"""The one window: a fixed head and action bar, and between them the page, which scrolls when it must."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QRect,
    QSettings,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from deskside.language import _
from deskside.ui.look import Look
from deskside.ui.parts.bar import ActionBar, Head
from deskside.ui.parts.body import Body
from deskside.ui.parts.fade import Fade
from deskside.ui.parts.reading import next_stop
from deskside.ui.parts.said import announce
from deskside.ui.sheet import Sheet
from deskside.ui.tokens import (
    GRID,
    HAIRLINE,
    ICON,
    MOST_WINDOW_SCALE,
    SCREEN_SHARE,
    SMALLEST,
    WINDOW,
    Role,
)


class Window(QWidget):
    """Holds the pages that were opened, the newest shown. Closing hides it; the tray goes on."""

    closed = Signal()

    def __init__(self, look: Look, memory: QSettings) -> None:
        super().__init__()
        self._look, self._memory = look, memory
        self._sheets: list[Sheet] = []
        self.is_closed = True
        """Not yet opened, or closed since. A window that is away for a moment, for a picture of the screen, is open."""
        self._before: QPixmap | None = None
        """How the window looked before what changes now."""
        self.setWindowTitle(_("Deskside"))
        self.setWindowIcon(QIcon(look.icons.pixmap("tray-fine", look.colour("accent").name(), 2 * ICON)))
        self.setMinimumSize(*SMALLEST)
        self.head, self.bar, self._body = Head(look), ActionBar(look), Body(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body, 1)
        column.addWidget(self.bar)
        self.head.back_pressed.connect(self.back)
        self.bar.people_pressed.connect(self._on_people)
        back = QShortcut(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left), self)
        back.activated.connect(self.back)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self._on_escape)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | key), self).activated.connect(self._on_main)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self).activated.connect(self.close)
        look.changed.connect(self._on_look)
        self._on_look()

    # pages

    @property
    def sheet(self) -> Sheet:
        """The page that is shown."""
        return self._sheets[-1]

    def open_sheet(self, sheet: Sheet) -> None:
        """Shows a new page above the others."""
        self._remember()
        self._sheets.append(self._taken_in(sheet))
        self._show_top()

    def replace_all(self, *sheets: Sheet) -> None:
        """Only these pages are left, the last one shown."""
        self._remember()
        for old in self._sheets:
            if old not in sheets:
                self._end(old)
        self._sheets = [one if one in self._sheets else self._taken_in(one) for one in sheets]
        self._show_top()

    def back(self) -> None:
        """One page back, unless the page deals with it itself."""
        if not self.sheet.go_back():
            self.pop()

    def pop(self) -> None:
        """Closes the shown page and shows the one before."""
        if len(self._sheets) > 1:
            self._remember()
            self._end(self._sheets.pop())
            self._show_top()

    def _taken_in(self, sheet: Sheet) -> Sheet:
        sheet.acts_changed.connect(lambda: self._on_acts(sheet))
        sheet.body_changing.connect(lambda: self._on_changing(sheet))
        sheet.body_changed.connect(lambda: self._on_body(sheet))
        return sheet

    def _end(self, sheet: Sheet) -> None:
        sheet.leave()
        sheet.hide()
        sheet.deleteLater()

    def _show_top(self) -> None:
        sheet = self.sheet
        self._fade()
        self._body.show_sheet(sheet)
        self._on_acts(sheet)
        sheet.arrive()
        self._lead()

    def _on_changing(self, sheet: Sheet) -> None:
        if sheet is self._body.sheet:
            self._remember()

    def _remember(self) -> None:
        """Takes a picture of what is shown, for the change that comes now."""
        if self._before is None and self.isVisible() and self._look.moves:
            self._before = self.grab()
            QTimer.singleShot(0, self._forget)

    def _forget(self) -> None:
        self._before = None

    def _fade(self) -> None:
        before, self._before = self._before, None
        if before is not None and before.size() == self.size() * before.devicePixelRatio():
            for fade in self.findChildren(Fade):
                fade.end()
            Fade(self, before)

    def _on_acts(self, sheet: Sheet) -> None:
        if sheet is not self._body.sheet:
            return
        self.head.show_head(sheet.title, back=len(self._sheets) > 1)
        self.bar.show_acts(sheet.main, sheet.others)

    def _on_body(self, sheet: Sheet) -> None:
        if sheet is not self._body.sheet:
            return
        self._fade()
        self._body.to_top()
        self._lead()

    def _lead(self) -> None:
        """Puts the focus where the page begins and says so."""
        sheet = self.sheet
        sheet.describe()
        if sheet.lead is not sheet.heading:
            announce(self, sheet.heading.text(), at=sheet.lead)
        sheet.lead.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_all(self) -> None:
        """Ends every page and hides the window."""
        self.close()
        for sheet in reversed(self._sheets):
            sheet.leave()

    # keys

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key goes from Back through the page to the actions, and round."""
        stop = next_stop(self, self.focusWidget(), forward=forward)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        if self._body.isAncestorOf(stop):
            self._body.ensureWidgetVisible(stop)
        return True

    def _on_people(self) -> None:
        self.sheet.talk_to_people()

    def _on_main(self) -> None:
        if self.bar.main is not None and self.bar.main.isEnabled():
            self.bar.main.click()

    def _on_escape(self) -> None:
        if len(self._sheets) > 1:
            self.back()
        else:
            self.close()

    # place and look

    def appear(self, beside: QRect) -> None:
        """Comes up beside the tray icon, where it was before, or in the middle of the screen."""
        self.is_closed = False
        if not self.isVisible():
            self._take_place(beside)
            self.show()
        if self.windowState() & Qt.WindowState.WindowMinimized:
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def _take_place(self, beside: QRect) -> None:
        screen = QGuiApplication.screenAt(beside.center()) if beside.isValid() else None
        free = (screen or QGuiApplication.primaryScreen()).availableGeometry()
        size = self._memory.value("window/size")
        place = self._memory.value("window/place")
        wanted = size if isinstance(size, QSize) and size.isValid() else self._first_size()
        most = QSize(round(free.width() * SCREEN_SHARE), round(free.height() * SCREEN_SHARE))
        self.resize(wanted.boundedTo(most).expandedTo(QSize(*SMALLEST).boundedTo(free.size())))
        if isinstance(place, QPoint) and any(s.availableGeometry().contains(place) for s in QGuiApplication.screens()):
            self.move(place)
            return
        at = QRect(QPoint(0, 0), self.size())
        at.moveCenter(beside.center() if beside.isValid() else free.center())
        title_bar = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, self)
        inside = free.adjusted(GRID, GRID, -GRID, -GRID - title_bar)
        left = min(max(at.left(), inside.left()), inside.right() - at.width())
        top = min(max(at.top(), inside.top()), inside.bottom() - at.height())
        self.move(left, top)

    def _first_size(self) -> QSize:
        scale = min(self._look.text_scale, MOST_WINDOW_SCALE)
        return QSize(round(WINDOW[0] * scale), round(WINDOW[1] * scale))

    def _on_look(self) -> None:
        self.setPalette(self._look.palette())
        self.setFont(self._look.font(Role.BODY))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._look.read_again()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.setValue("window/size", self.size())
        self._memory.setValue("window/place", self.pos())
        super().closeEvent(event)
        self.is_closed = True
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        line = QRect(0, self.bar.y(), self.width(), HAIRLINE)
        painter.fillRect(line, self._look.colour("line" if self._look.colours.edges else "raised"))
        painter.end()
