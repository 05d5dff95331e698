"""One Deskside per person and data folder: a second start hands its wish to the first and ends.

A lock file decides who is first; the local socket only carries the wish. Both
lie in the system's folder for running programs, which only this person can
read, so a socket left behind by a crash is harmless.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCryptographicHash, QLockFile, QObject, QStandardPaths, Signal

from deskside.errors import NotWritable

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 10_000
"""A first one that is held up, as on a computer that has just begun or is busy, is waited for."""
AGAIN_SECONDS = 0.02
LONGEST_WISH = 200
_OPEN = b"open "
_THANKS = b"ok\n"


class Start(Enum):
    """What a start turned out to be."""

    FIRST = "first"
    PASSED_ON = "passed-on"
    """Another one runs and has taken the wish, if there was one."""
    NO_ANSWER = "no-answer"
    """Another one runs and does not answer."""


def meeting_point(data: Path) -> str:
    """The path of the socket for this person and this data folder, without its ending."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    whole = QCryptographicHash.hash(str(data.absolute()).encode(), QCryptographicHash.Algorithm.Sha256)
    mark = bytes(whole.toHex().data()).decode()[:12]
    return str(Path(folder) / f"deskside-{mark}")


class OneInstance(QObject):
    """``wished`` tells the first one what a later start wants: a troubleshooter's id, or "" for the window."""

    wished = Signal(str)

    def __init__(self, point: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._point = point
        self._lock = QLockFile(f"{point}.lock")
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def begin(self, wish: str = "", *, quiet: bool = False) -> Start:
        """Becomes the first, or passes ``wish`` on to the one that is (not when ``quiet``). Raises ``NotWritable``."""
        if self._lock.tryLock(0):
            return Start.FIRST
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            raise NotWritable(self._lock.fileName(), self._lock.error().name)
        return Start.PASSED_ON if quiet or self._pass_on(wish) else Start.NO_ANSWER

    def listen(self) -> None:
        """Takes wishes from now on; only the first may call this."""
        from PySide6.QtNetwork import QLocalServer  # here: the icon appears before it is loaded

        QLocalServer.removeServer(self._point)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(self._point):
            raise NotWritable(self._point, self._server.errorString())

    def end(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _pass_on(self, wish: str) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket, latest = QLocalSocket(), monotonic() + WAIT_MS / 1000
        socket.connectToServer(self._point)
        while not socket.waitForConnected(WAIT_MS):  # who is the first listens only a moment later
            if monotonic() > latest:
                return False
            sleep(AGAIN_SECONDS)
            socket.connectToServer(self._point)
        socket.write(QByteArray(_OPEN + wish.encode()[:LONGEST_WISH] + b"\n"))
        heard = b""
        while not heard.endswith(b"\n") and socket.waitForReadyRead(WAIT_MS):
            heard += bytes(socket.readAll().data())
        return heard == _THANKS

    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_words(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _on_words(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_WISH:
                socket.abort()
            return
        line = bytes(socket.readLine(LONGEST_WISH + len(_OPEN) + 1).data())
        if line.startswith(_OPEN):
            socket.write(QByteArray(_THANKS))
            socket.flush()
            self.wished.emit(line[len(_OPEN) :].decode("utf-8", "replace").strip())
        socket.disconnectFromServer()
