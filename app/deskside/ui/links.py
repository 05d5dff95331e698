"""Opens a web page in the person's own browser, once they have seen on which host it is."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def host_of(link: str) -> str:
    """The host of an https link as it is safe to show: plain letters only, nothing hidden before an @. "" otherwise."""
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() != "https" or url.userInfo():
        return ""
    return url.host(QUrl.ComponentFormattingOption.FullyEncoded)


def open_link(link: str) -> None:
    """Opens an https page; anything else is left alone."""
    if host_of(link):
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
