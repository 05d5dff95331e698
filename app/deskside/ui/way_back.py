"""Notices that the network is there again, so that what waits is sent then and not at its next turn.

The system tells; nothing looks or waits. Only a tray in which something waits
listens at all, for that loads Qt's own ear for the network.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

SETTLE_MS = 5_000
"""A network that has just come back is left to find its names and its sign-in first."""
_Reach = QNetworkInformation.Reachability
_RANK = (_Reach.Unknown, _Reach.Disconnected, _Reach.Local, _Reach.Site, _Reach.Online)
_log = logging.getLogger(__name__)


def is_better(before: QNetworkInformation.Reachability, now: QNetworkInformation.Reachability) -> bool:
    """Whether more can be reached than before; what is not known counts as nothing."""
    return _RANK.index(now) > max(_RANK.index(before), _RANK.index(_Reach.Disconnected))


class WayBack(QObject):
    """``came`` once for each time that the network comes back, a few seconds after it."""

    came = Signal()

    def __init__(self, parent: QObject | None = None, settle_ms: int = SETTLE_MS) -> None:
        super().__init__(parent)
        self._before = _Reach.Unknown
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(settle_ms)
        self._timer.timeout.connect(self.came)

    def begin(self) -> None:
        """Listens from now on, where this system tells."""
        if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            _log.info("this system does not tell when the network is there again")
            return
        told = QNetworkInformation.instance()
        self._before = told.reachability()
        told.reachabilityChanged.connect(self.on_reachability)

    def on_reachability(self, now: QNetworkInformation.Reachability) -> None:
        """The system says how far this computer reaches now."""
        if is_better(self._before, now):
            self._timer.start()
        self._before = now
