"""News without a tray: plain text to the desktop's own service, and no harm where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.ui.bubble import escaped, tell_desktop


def test_a_desktop_without_notifications_is_no_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    assert tell_desktop("Stripes", "There is news.") is None


def test_markup_in_an_answer_is_shown_and_not_obeyed() -> None:
    assert escaped('<a href="https://x">y</a> & z') == '&lt;a href="https://x"&gt;y&lt;/a&gt; &amp; z'
