"""A Windows computer on an island: a network of its own, with a name server and a cable to nowhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .computer import NoWine, WindowsComputer

_ISLAND = """
set -e
ip link set lo up
ip link add eth0 type veth peer name far
ip link set eth0 up
ip addr add 192.0.2.2/24 dev eth0
ip route add default via 192.0.2.1
mount --bind "$1" /etc/resolv.conf
exec "$2" "$3"
"""
_NAME_SERVER = Path(__file__).with_name("name_server.py")


class IslandComputer(WindowsComputer):
    """Needs root, for the network of its own."""

    def __init__(self, folder: Path, python: Path) -> None:
        super().__init__(folder, python)
        names = folder / "resolv.conf"
        names.write_text("nameserver 127.0.0.1\n", encoding="utf-8")
        self._island = subprocess.Popen(
            ["unshare", "--net", "--mount", "sh", "-c", _ISLAND, "island", names, sys.executable, _NAME_SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._shore = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "echo there; exec cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if {_said(self._island), _said(self._shore)} != {"there"}:
            self._leave()
            raise NoWine("a network of its own could not be made")
        self.ip("link", "set", "far", "netns", str(self._shore.pid))
        there = ("nsenter", "--target", str(self._shore.pid), "--net", "--")
        subprocess.run([*there, "ip", "link", "set", "far", "up"], check=True, timeout=30)

    def name_server(self, order: str) -> None:
        """ "quiet" or "speak"."""
        assert self._island.stdin is not None
        self._island.stdin.write(f"{order}\n")
        self._island.stdin.flush()
        assert _said(self._island) == order

    def ip(self, *words: str) -> None:
        """Changes the network under this computer, as pulling a cable does."""
        subprocess.run([*self._way(), "ip", *words], check=True, timeout=30)

    def _way(self) -> Sequence[str]:
        return ("nsenter", "--target", str(self._island.pid), "--net", "--mount", "--")

    def end(self) -> None:
        super().end()
        self._leave()

    def _leave(self) -> None:
        for world in (self._island, self._shore):
            for pipe in (world.stdin, world.stdout):
                if pipe is not None:
                    pipe.close()
            world.wait(30)


def _said(world: subprocess.Popen[str]) -> str:
    assert world.stdout is not None
    return world.stdout.readline().strip()
