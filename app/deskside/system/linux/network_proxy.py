"""The proxy of the person at a Linux computer: the desktop's setting, environment variables, and /etc/environment.

The first place that says something holds. A variable of this process whose
line has been taken out of its file since is old news and does not count.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from deskside.errors import CallProblem, Unavailable
from deskside.system import person
from deskside.system.commands import Run
from deskside.system.linux import network_variables as variables
from deskside.system.linux.network_desktop import Gnome, Kde, Setting
from deskside.system.printing import Record

SYSTEM_FILE = Path("/etc/environment")
_NONE = Setting("none")


class Proxy:
    """All places at once. ``environ`` is this process's, as the log-in made it."""

    def __init__(
        self,
        run: Run,
        environ: Mapping[str, str] | None = None,
        system_file: Path = SYSTEM_FILE,
        home: Path | None = None,
    ) -> None:
        self._environ = os.environ if environ is None else environ
        self._system_file = system_file
        config = self._environ.get("XDG_CONFIG_HOME") or str((home or Path.home()) / ".config")
        self._own_files = [Path(config) / "environment.d", (home or Path.home()) / ".pam_environment"]
        self._desktops: list[Gnome | Kde] = [Kde(run, Path(config)), Gnome(run)]
        if "KDE" not in self._environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":"):
            self._desktops.reverse()

    def told(self) -> Record:
        """The person's proxy in the table's shape."""
        for desktop in self._desktops:
            setting = desktop.setting()
            if setting is not None and setting.kind != "none":
                locked = desktop.locked() or (not self._may_system() and setting.address in self._system_addresses())
                return _record(setting, "desktop", managed=locked)
        system = variables.setting_of(variables.active([self._system_file]))
        own = variables.setting_of(self._present())
        if own.kind == "none":
            return _record(_NONE, "desktop", managed=False)
        ours = own.address != system.address
        return _record(own, "environment" if ours else "system", managed=not ours and not self._may_system())

    def set(self, setting: Setting) -> None:
        """ "none" takes every place out of use that says something; anything else brings back what was there."""
        if setting.kind == "none":
            self._clear()
        elif not self._bring_back(setting):
            self._first_desktop().set(setting)

    def _clear(self) -> None:
        done = False
        own = [path for path in self._files() if _sets([path])]
        if _sets([self._system_file]):
            variables.hide(self._system_file)  # first: this is the one that may be refused, and then nothing is changed
            done = True
        for path in own:
            variables.hide(path)
            done = True
        for desktop in self._desktops:
            setting = desktop.setting()
            if setting is not None and setting.kind != "none":
                desktop.set(_NONE)
                done = True
        if not done:
            raise Unavailable("network.set_proxy", "no place that says something, or one that Deskside cannot reach")

    def _bring_back(self, setting: Setting) -> bool:
        done = False
        for path in [self._system_file, *self._files()]:
            if variables.setting_of(variables.hidden([path])).address == setting.address != "":
                variables.show(path)
                done = True
        for desktop in self._desktops:
            done = desktop.bring_back(setting) or done
        return done

    def _first_desktop(self) -> Gnome | Kde:
        for desktop in self._desktops:
            if desktop.setting() is not None:
                return desktop
        raise Unavailable("network.set_proxy", "no desktop that keeps a proxy")

    def _files(self) -> list[Path]:
        folder, file = self._own_files
        try:
            return [*sorted(folder.glob("*.conf")), *([file] if file.is_file() else [])]
        except OSError:
            return []

    def _present(self) -> dict[str, str]:
        """The variables that programs started now would get."""
        files = [self._system_file, *self._files()]
        active, hidden = variables.active(files), variables.hidden(files)
        now = {name: value for name, value in self._environ.items() if variables.is_proxy(name) and value}
        stale = {name for name, value in now.items() if name not in active and hidden.get(name) == value}
        return {**active, **{name: value for name, value in now.items() if name not in stale}}

    def _system_addresses(self) -> Sequence[str]:
        address = variables.setting_of(variables.active([self._system_file])).address
        return [address] if address else []

    def _may_system(self) -> bool:
        return person.is_administrator()

    def may_set(self) -> bool | None:
        """Whether this person may take it out of use: what IT keeps in the system's own file is not theirs."""
        if _sets([self._system_file]) and not self._may_system():
            return False
        try:
            return not self.told()["managed"]
        except CallProblem:
            return None


def _sets(paths: Sequence[Path]) -> bool:
    """Whether these files name a proxy; what goes without one (no_proxy) may stay."""
    return variables.setting_of(variables.active(paths)).kind != "none"


def _record(setting: Setting, where: str, *, managed: bool) -> Record:
    return {
        "kind": setting.kind,
        "address": setting.address,
        "script": setting.script,
        "managed": managed,
        "where": where,
        "except": list(setting.exceptions),
        "speaks": setting.speaks,
    }
