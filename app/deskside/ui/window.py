"""The one window: a fixed head and action bar, and between them the page, which scrolls when it must."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QRect, QSettings, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from deskside.language import _
from deskside.ui.look import Look
from deskside.ui.parts.bar import ActionBar, Head
from deskside.ui.parts.scroll import thin
from deskside.ui.parts.text import column_width
from deskside.ui.sheet import Sheet, announce
from deskside.ui.tokens import (
    GRID,
    HAIRLINE,
    ICON,
    MARGIN,
    MOST_WINDOW_SCALE,
    MOTION_MS,
    SCREEN_SHARE,
    SCROLL,
    SMALLEST,
    WINDOW,
    Role,
)


class _Fade(QWidget):
    """The page before, fading out over the new one."""

    def __init__(self, over: QWidget, before: QPixmap) -> None:
        super().__init__(over)
        self._before, self._strength = before, 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(over.rect())
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(1.0)
        self._motion.setEndValue(0.0)
        self._motion.setDuration(MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_step)
        self._motion.finished.connect(self.deleteLater)
        self.show()
        self._motion.start()

    def _on_step(self, strength: float) -> None:
        self._strength = strength
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(self._strength)
        painter.drawPixmap(0, 0, self._before)
        painter.end()


class _UnderTheBar(QHBoxLayout):
    """The scroll bar lies in the page's own margin: it takes no room, and nothing jumps when there is more to see."""

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self.setContentsMargins(0, 0, 0, 0)

    def setGeometry(self, rect: QRect) -> None:
        room = self.parentWidget()
        mirrored = room is not None and room.isRightToLeft()
        super().setGeometry(rect.adjusted(-SCROLL if mirrored else 0, 0, 0 if mirrored else SCROLL, 0))

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width + SCROLL)

    def minimumHeightForWidth(self, width: int) -> int:
        return super().minimumHeightForWidth(width + SCROLL)

    def minimumSize(self) -> QSize:
        size = super().minimumSize()
        return QSize(size.width() - SCROLL, size.height())


class _Body(QScrollArea):
    """Scrolls a page; the text column is never wider than it reads well."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        thin(self, look)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._room = QWidget()
        self._row = _UnderTheBar(self._room)
        self.setWidget(self._room)
        self.sheet: Sheet | None = None

    def show_sheet(self, sheet: Sheet) -> None:
        if self.sheet is not None:
            self._row.removeWidget(self.sheet)
            self.sheet.hide()
        self.sheet = sheet
        sheet.setMaximumWidth(column_width(self._look.font(Role.BODY)) + 2 * MARGIN)
        self._row.addWidget(sheet)
        sheet.show()
        self.to_top()

    def to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a reader expects beside the arrows: the space bar, Home and End."""
        bar = self.verticalScrollBar()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        page = -bar.pageStep() if shift else bar.pageStep()
        places = {Qt.Key.Key_Space: bar.value() + page, Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in places:
            bar.setValue(places[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Window(QWidget):
    """Holds the pages that were opened, the newest shown. Closing hides it; the tray goes on."""

    closed = Signal()

    def __init__(self, look: Look, memory: QSettings) -> None:
        super().__init__()
        self._look, self._memory = look, memory
        self._sheets: list[Sheet] = []
        self.setWindowTitle(_("Deskside"))
        self.setWindowIcon(QIcon(look.icons.pixmap("tray-fine", look.colour("accent").name(), 2 * ICON)))
        self.setMinimumSize(*SMALLEST)
        self.head, self.bar, self._body = Head(look), ActionBar(look), _Body(look)
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
        self._sheets.append(self._taken_in(sheet))
        self._show_top()

    def replace_all(self, *sheets: Sheet) -> None:
        """Only these pages are left, the last one shown."""
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
            self._end(self._sheets.pop())
            self._show_top()

    def _taken_in(self, sheet: Sheet) -> Sheet:
        sheet.acts_changed.connect(lambda: self._on_acts(sheet))
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

    def _fade(self) -> None:
        if self.isVisible() and self._look.moves:
            _Fade(self, self.grab())

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
        self.sheet.lead.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.sheet.heading.text())

    def close_all(self) -> None:
        """Ends every page and hides the window."""
        self.close()
        for sheet in reversed(self._sheets):
            sheet.leave()

    # keys

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
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("ground"))
        line = QRect(0, self.bar.y(), self.width(), HAIRLINE)
        painter.fillRect(line, self._look.colour("raised"))
        painter.end()
