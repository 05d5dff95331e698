"""Whether this process has an administrator's rights on Windows. Importable everywhere, of use only there."""

from __future__ import annotations


def is_administrator() -> bool:
    import ctypes  # here: 5 ms that other systems need not pay

    windll = getattr(ctypes, "windll", None)
    return windll is not None and bool(windll.shell32.IsUserAnAdmin())
