"""The truth about the network of a world. Asked by programs and sockets of its own, it shares nothing with Deskside."""

from __future__ import annotations

import http.client
import random
import re
import socket
import ssl
import struct
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from lab.network.addresses import CHECK, GOOD, ROUTER, Host
from lab.network.pc import LINK, RESOLV


class Page(NamedTuple):
    status: int
    location: str
    length: int


def names(host: str, limit: float = 12) -> tuple[list[str], float]:
    """The addresses that this PC finds for a name, and the seconds it took."""
    begun = time.monotonic()
    try:
        asked = subprocess.run(["getent", "ahosts", host], capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return [], limit
    return sorted({line.split()[0] for line in asked.stdout.splitlines()}), time.monotonic() - begun


def answers(server: str, name: str, limit: float = 5.0) -> bool:
    """Whether a name server answers one question that is sent once."""
    number = random.randrange(65536)
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    question = struct.pack("!6H", number, 256, 1, 0, 0, 0) + labels + b"\0\0\1\0\1"
    with socket.socket(socket.AF_INET6 if ":" in server else socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(limit)
        try:
            asking.sendto(question, (server, 53))
            return asking.recv(4096)[:2] == question[:2]
        except OSError:
            return False


def first_name_server() -> str:
    servers = re.findall(r"^nameserver (\S+)", RESOLV.read_text(), re.MULTILINE)
    return str(servers[0]) if servers else ""


def opens(address: str, port: int, limit: float = 2) -> bool:
    try:
        socket.create_connection((address, port), limit).close()
    except OSError:
        return False
    return True


def online() -> bool:
    """Whether a page that must open at work can be connected to, over IPv4 or IPv6."""
    return any(opens(address, 443, 1.5) for address in GOOD.addresses)


def page(host: Host, path: str, address: str = "", limit: float = 10) -> Page | None:
    """What a site answers by plain HTTP; None when it does not."""
    visit = http.client.HTTPConnection(address or host.v4, 80, timeout=limit)
    try:
        visit.request("GET", path, headers={"Host": host.name})
        came = visit.getresponse()
        return Page(came.status, came.headers.get("Location", ""), len(came.read()))
    except (OSError, http.client.HTTPException):
        return None
    finally:
        visit.close()


SECURE, NOT_SECURE = 0, -1
EXPIRED, WRONG_NAME = 10, 62
UNKNOWN = (18, 19, 20, 21)
"""What OpenSSL calls these certificates."""


def certificate(host: Host, authority: Path) -> int:
    """SECURE, what OpenSSL finds wrong, or NOT_SECURE when there is no secure answer at all."""
    context = ssl.create_default_context(cafile=str(authority))
    for address in host.addresses:
        try:
            with socket.create_connection((address, 443), 4) as visit:
                context.wrap_socket(visit, server_hostname=host.name).close()
        except ssl.SSLCertVerificationError as problem:
            return int(problem.verify_code)
        except OSError:
            continue
        return SECURE
    return NOT_SECURE


def lost(count: int = 100) -> float:
    """Percent of questions to the router that bring no answer; each is sent once."""
    with ThreadPoolExecutor(25) as pool:
        came = sum(pool.map(lambda _: answers(ROUTER.v4, ROUTER.name), range(count)))
    return 100 - 100 * came / count


def seconds_there_and_back() -> float:
    """Of the quickest of five visits: what a busy computer adds to one is not the line's."""

    def visit() -> float:
        begun = time.monotonic()
        return time.monotonic() - begun if opens(CHECK.v4, 80, 9) else 99.0

    return min(visit() for _ in range(5))


def seconds_for(name: str) -> float:
    """Until a name is found, in the quickest of three tries."""
    return min(names(name)[1] for _ in range(3))


def is_up(link: str = LINK) -> bool:
    return bool(int(_told(link, "flags") or "0", 16) & 1)


def has_carrier(link: str = LINK) -> bool:
    return _told(link, "carrier") == "1"


def exists(link: str) -> bool:
    return Path("/sys/class/net", link).exists()


def _told(link: str, what: str) -> str:
    try:
        return Path("/sys/class/net", link, what).read_text().strip()
    except OSError:  # the kernel has no answer for a link that is down
        return ""


def addresses(family: int, link: str = LINK) -> list[str]:
    """Those that reach further than the next cable."""
    said = _ip(f"-{family}", "-oneline", "addr", "show", "dev", link, "scope", "global")
    return [line.split()[3].partition("/")[0] for line in said.splitlines()]


def has_way_out(family: int) -> bool:
    return bool(_ip(f"-{family}", "route", "show", "default").strip())


def gateway_answers() -> bool:
    """Whether the gateway of this PC has a hardware address, as the kernel has just found out."""
    said = _ip("-4", "route", "show", "default").split()
    if "via" not in said:
        return False
    gateway = said[said.index("via") + 1]
    subprocess.run(["ip", "neigh", "flush", "to", gateway], capture_output=True, timeout=30, check=False)
    opens(gateway, 9, 2)
    return "lladdr" in _ip("neigh", "show", "to", gateway)


def pings(address: str) -> bool:
    line = ["ping", "-n", "-q", "-c", "1", "-W", "5", address]
    return subprocess.run(line, capture_output=True, timeout=30, check=False).returncode == 0


def _ip(*words: str) -> str:
    return subprocess.run(["ip", *words], capture_output=True, text=True, timeout=30, check=False).stdout
