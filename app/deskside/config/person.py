"""Who asks: the e-mail address that tickets of this person go under."""

from __future__ import annotations

import getpass
import re

from deskside.config.settings import Settings
from deskside.system.windows import rights

_USER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")


def requester(settings: Settings, user: str | None = None) -> str:
    """The address from ``person.email``, its ``{user}`` filled in; "" when the person has to be asked once.

    ``user`` is the name the person signed in with. One that can't stand in an address gives "".
    """
    return with_user(settings.text("person.email"), user)


def with_user(address: str, user: str | None = None) -> str:
    """``address`` with its ``{user}`` filled in; "" where the name can't stand in one."""
    if "{user}" not in address:
        return address
    name = (_signed_in() if user is None else user).rpartition("\\")[2]
    return address.replace("{user}", name) if _USER.fullmatch(name) and ".." not in name else ""


def _signed_in() -> str:
    """The name of the account this process belongs to, whatever the environment claims."""
    try:
        import os
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return rights.account() or getpass.getuser()
