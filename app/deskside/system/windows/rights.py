"""Who this process belongs to on Windows, and what it may do. Importable everywhere, of use only there."""

from __future__ import annotations

_NETWORK_OPERATORS = "S-1-5-32-556"
"""The group "Network Configuration Operators", by the number that no language changes."""


def account() -> str:
    """The name of the account, whatever the environment claims; "" when Windows does not say."""
    import ctypes  # here: 5 ms that other systems need not pay

    windll = getattr(ctypes, "windll", None)
    name = ctypes.create_unicode_buffer(257)
    size = ctypes.c_uint32(len(name))
    return name.value if windll is not None and windll.advapi32.GetUserNameW(name, ctypes.byref(size)) else ""


def is_administrator() -> bool:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    return windll is not None and bool(windll.shell32.IsUserAnAdmin())


def may_set_up_network() -> bool:
    """Administrators may, and those whom IT put into the group made for it."""
    return is_administrator() or _is_member(_NETWORK_OPERATORS)


def _is_member(group: str) -> bool:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return False
    number, member = ctypes.c_void_p(), ctypes.c_int32()
    if not windll.advapi32.ConvertStringSidToSidW(ctypes.c_wchar_p(group), ctypes.byref(number)):
        return False
    asked = windll.advapi32.CheckTokenMembership(None, number, ctypes.byref(member))
    windll.kernel32.LocalFree(number)
    return bool(asked and member.value)
