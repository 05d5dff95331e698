"""The tray icon and the one calm window. Qt lives here; the work is done by ``casework``."""

from deskside.ui.process import run_tray

__all__ = ["run_tray"]
