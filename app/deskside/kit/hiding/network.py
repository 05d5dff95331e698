"""Hosts and addresses of pages and printers without what they tell: who answers whom stays, and the kind of way."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from deskside.kit.hiding.addresses import Addresses
from deskside.kit.hiding.kinds import DEVICE, HOST, LINK, PAGE, PERSON, WORD
from deskside.kit.hiding.known import CHECK_PAGES, HOSTS, LABELS, LINKS, PAGES, SCHEMES, TO_A_FILE
from deskside.kit.hiding.names import Names
from deskside.kit.hiding.paths import Paths

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<slashes>//)?(?P<rest>.*)", re.DOTALL)
_LINK = re.compile(LINKS)
_PORT = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*):(?P<port>\d{1,5})")
_SERVICE = re.compile(r"(?:ipps?|printer|pdl-datastream)\._(?:tcp|udp)(?:\.local\.?)?")


class Network:
    def __init__(self, names: Names, paths: Paths, stays: Callable[[str], bool]) -> None:
        """``stays``: which hosts are published anyway."""
        self.names = self._names = names
        self._paths, self._stays = paths, stays
        self.addresses = Addresses(self._zone)

    def hosts(self, value: str) -> str:
        """One host, or several with spaces between them; a pattern of hosts, a network."""
        return " ".join(self.host(one) for one in value.split(" "))

    def host(self, value: str) -> str:
        """Every part of a name for itself: what ends alike still does."""
        if value.lower() in HOSTS or self._stays(value) or value in ("<local>", "<loopback>", "*"):
            return value
        if address := self.addresses.of(value):
            return address
        if with_port := _PORT.fullmatch(value):
            host = with_port["host"]
            inner = f"[{self.host(host[1:-1])}]" if host.startswith("[") else self.host(host)
            return f"{inner}:{with_port['port']}"
        ends = next((end for end in HOSTS if value.lower().endswith(f".{end}") and end.startswith("example.")), "")
        labels = value[: len(value) - len(ends)].split(".")
        return ".".join(self._label(label) for label in labels) + value[len(value) - len(ends) :] * bool(ends)

    def proxy(self, value: str) -> str:
        """ "host:port", or an address of a page."""
        return self.page(value) if "://" in value or "@" in value else self.host(value)

    def page(self, value: str, kind: str = PAGE) -> str:
        """The address of a page, or the end of one."""
        if value in CHECK_PAGES or self._stays(value):
            return value
        url = _URL.fullmatch(value)
        if url is None or (url["slashes"] is None and url["rest"][:5].split("/")[0].isdecimal()):
            return self._place(value, kind) if "/" not in value[:1] else self._tail(value, kind)
        scheme = url["scheme"] if url["scheme"].lower() in SCHEMES else self._names.of(WORD, url["scheme"])
        if scheme.lower() == "file":
            return f"{scheme}:{url['slashes'] or ''}{self._paths.of(url['rest'])}"
        if not url["slashes"]:
            return f"{scheme}:{self._tail(url['rest'], kind)}"
        return f"{scheme}://{self._place(url['rest'], kind, usb=scheme.lower() in ('usb', 'hp', 'hpfax'))}"

    def device(self, value: str) -> str:
        """Where a print queue leads: an address, or a port of Windows."""
        if value.lower() in TO_A_FILE or value.lower() in {f"{port.rstrip(':')}:" for port in TO_A_FILE}:
            return value
        if value.startswith("\\\\"):
            return self._paths.of(value)
        return self.page(value, DEVICE) if _URL.fullmatch(value) else self._names.of(DEVICE, value)

    def _place(self, rest: str, kind: str, *, usb: bool = False) -> str:
        """ "person@host:port/path"."""
        end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
        place, tail = rest[:end], rest[end:]
        who, at, host = place.rpartition("@")
        shown = self._names.of(kind, unquote(host)) if usb and host else self._named_place(host, kind)
        signed = ":".join(self._names.of(PERSON, one) for one in who.split(":")) if at else ""
        return f"{signed}{at}{shown}{self._tail(tail, kind)}"

    def _named_place(self, host: str, kind: str) -> str:
        """A host; what a printer calls itself on the network is none."""
        head, dot, service = host.partition("._")
        if dot and kind == DEVICE:
            return self._names.of(kind, unquote(head)) + (f"._{service}" if _SERVICE.fullmatch(service) else "")
        return self.host(host) if host else ""

    def _tail(self, tail: str, kind: str) -> str:
        """The path, what is asked there, and the place on the page."""
        path, hash_, place = tail.partition("#")
        path, mark, asked = path.partition("?")
        parts = [part if part in PAGES else self._segment(part, kind) for part in path.split("/")]
        asked = self._names.of(kind, asked) if asked else ""
        return "/".join(parts) + mark + asked + hash_ + (self._names.of(kind, place) if place else "")

    def _segment(self, part: str, kind: str) -> str:
        plain = unquote(part)
        return self._names.of(kind, plain, self._paths.ending(plain))

    def _label(self, label: str) -> str:
        return label if label.lower() in LABELS or label in ("", "*") else self._names.of(HOST, label)

    def _zone(self, zone: str) -> str:
        """The adapter behind an address that reaches no further than its cable."""
        return zone if zone.isdecimal() or _LINK.fullmatch(zone) else self._names.of(LINK, zone)
