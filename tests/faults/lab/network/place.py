"""A network namespace: this PC, the cable, the router or the internet, and commands that are given in it."""

from __future__ import annotations

import subprocess

from lab.programs import LabProblem


class Place:
    """``name`` is "" for the PC itself, which is where the command of a world runs."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.inside: tuple[str, ...] = ("nsenter", f"--net=/run/netns/{name}") if name else ()
        """Goes before a command that is to run here."""

    def run(self, *command: str, told: str = "") -> str:
        """What the command says; a LabProblem when it does not do its work."""
        ran = self.tried(*command, told=told)
        if ran.returncode:
            raise LabProblem(f"{' '.join([self.name, *command])} {told}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def tried(self, *command: str, told: str = "", limit: float = 30) -> subprocess.CompletedProcess[str]:
        line = [*self.inside, *command]
        try:
            return subprocess.run(line, input=told, capture_output=True, text=True, timeout=limit, check=False)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(line, 124, "", "took too long")

    def ip(self, *lines: str) -> None:
        """Orders to ip, such as "link set eth0 up"."""
        self.run("ip", "-batch", "-", told="\n".join(lines))

    def set(self, **values: int) -> None:
        """Values of the kernel here, with "/" for the dots: ``set(**{"net/ipv4/ip_forward": 1})``."""
        self.run("sysctl", "-q", "-w", *(f"{name}={value}" for name, value in values.items()))

    def whole_packets(self, *links: str) -> None:
        """Packets are as large here as they are on a cable: the kernel neither joins them nor leaves sums out."""
        for link in links:
            self.run("ethtool", "-K", link, "tx", "off", "rx", "off", "tso", "off", "gso", "off", "gro", "off")

    def filter(self, *rules: str) -> None:
        """Rules of a firewall, "forward tcp dport 443 drop"; those that were here before are gone."""
        chains = {
            "forward": "type filter hook forward priority 0",
            "input": "type filter hook input priority 0",
            "output": "type filter hook output priority 0",
            "prerouting": "type nat hook prerouting priority -100",
        }
        lines = ["add table inet lab", "delete table inet lab", "add table inet lab"]
        lines += [f"add chain inet lab {chain} {{ {what}; }}" for chain, what in chains.items()]
        lines += [f"add rule inet lab {rule}" for rule in rules]
        self.run("nft", "-f", "-", told="\n".join(lines) + "\n")

    def no_filter(self) -> None:
        self.run("nft", "-f", "-", told="add table inet lab\ndelete table inet lab\n")
