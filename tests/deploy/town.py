"""A small organisation to follow the guides in: a publisher's web server, a clean desk, a real Request Tracker.

They share a network with nothing but a loopback, where the organisation's names lead to each other. Packages are
fetched from outside of it, as any computer's are.
"""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from servers.rt.agent import RealSide
from servers.rt.server import RequestTrackerServer

from .chroot import Chroot, Done
from .guide import Typed, Written
from .names import FILES, HELP, HOSTS, LABELS, Authority
from .own_network import OwnNetwork
from .terminal import Seen, Terminal

PORT = 9100
"""Where the label printer listens."""
_SESSION = """
export LANG=C.UTF-8 XDG_RUNTIME_DIR=/run/user/1000 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus
"""
_BUS_ANSWERS = "dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListNames"
_HELP_DESK = """
server {{
    listen 443 ssl;
    server_name {host};
    ssl_certificate /etc/ssl/{host}.pem;
    ssl_certificate_key /etc/ssl/private/{host}.key;
    location / {{ proxy_pass {url}; }}
}}
"""


class Town:
    """``computers`` by the name that the guides give them: "web" and "desk". On both sits ana."""

    def __init__(self, network: OwnNetwork, computers: dict[str, Chroot], help_desk: RealSide) -> None:
        self.network, self.help_desk, self.authority = network, help_desk, Authority()
        self.computers, self.terminals = computers, dict[str, Terminal]()

    def follow(self, step: Typed | Written) -> Seen:
        """Does what the guide says. A package is fetched from the world outside."""
        computer = self.computers[step.machine]
        if isinstance(step, Written):
            self.write(step.machine, step.user, step.file, step.text)
            return Seen("", 0)
        if step.command.startswith("apt-get "):
            done = computer.run("bash", "-c", f"cd; {step.command}", network=True, seconds=400)
            return Seen(done.stdout + done.stderr, done.returncode)
        return self.type(step.machine, step.command, step.user)

    def type(self, machine: str, command: str, user: str = "ana", seconds: float = 120) -> Seen:
        with self.network.inside():
            return self.terminals[machine].typed(command, user, seconds)

    def write(self, machine: str, user: str, file: str, text: str) -> None:
        computer = self.computers[machine]
        home = computer.path("/root" if user == "root" else f"/home/{user}")
        place = computer.path(file) if file.startswith("/") else home / file
        new = [folder for folder in (place, *place.parents) if not folder.exists()]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        owner = home.stat()
        for made in new:
            os.chown(made, owner.st_uid, owner.st_gid)

    @contextmanager
    def label_printer(self) -> Iterator[None]:
        """The label printer is on: something listens where it should."""
        with self.network.inside(), socket.create_server(("127.0.0.2", PORT)):
            yield

    def set_up(self, stack: ExitStack) -> None:
        """Names, certificates, the way to the help desk, a session with a keyring for who sits at the desk."""
        for name, computer in self.computers.items():
            computer.path("/etc/hosts").write_text(HOSTS)
            computer.path("/home/ana/.profile").write_text(_SESSION)
            computer.path("/run/user/1000").mkdir(parents=True)
            computer.run("chown", "ana:", "/run/user/1000").check_returncode()
            with self.network.inside():
                self.terminals[name] = stack.enter_context(Terminal(computer))
        for host in (FILES, HELP):
            pair = self.authority.server(host)
            self.write("web", "root", f"/etc/ssl/{host}.pem", pair.certificate)
            self.write("web", "root", f"/etc/ssl/private/{host}.key", pair.key)
        text = _HELP_DESK.format(host=HELP, url=self.help_desk.server.url)
        self.write("web", "root", "/etc/nginx/conf.d/help.conf", text)
        desk = self.terminals["desk"]
        desk.begun("dbus-daemon --session --nofork --nopidfile --address=unix:path=/run/user/1000/bus", "ana")
        desk.typed(f"until {_BUS_ANSWERS}; do sleep 0.1; done", "ana")
        opened = desk.typed("printf known-only-here | gnome-keyring-daemon --unlock --components=secrets", "ana")
        assert opened.status == 0, opened.text


@contextmanager
def a_town() -> Iterator[Town]:
    """Everything is ended and removed when it is left."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="town")))
        network = OwnNetwork()
        stack.callback(network.close)
        computers = {name: Chroot.made(folder, "ana") for name in ("web", "desk")}
        _fetched(computers["desk"], "dbus", "gnome-keyring")
        with network.inside():
            server = stack.enter_context(RequestTrackerServer(folder / "rt"))
        town = Town(network, computers, RealSide(server))
        town.set_up(stack)
        yield town


def _fetched(computer: Chroot, *packages: str) -> Done:
    words = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    done = computer.run(*words, network=True, seconds=400)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


__all__ = ["FILES", "HELP", "LABELS", "Town", "a_town"]
