"""Every text of every call of the table: which of them tell who, where, or what somebody works on.

A text that no line here speaks of is hidden as a whole, so nothing gets out by being forgotten. What stays are words
that our own code says (``words``), forms that can't name anybody (``like``), numbers, and flags.
"""

from __future__ import annotations

from deskside.errors import CALL_PROBLEMS
from deskside.kit.hiding.kinds import (
    CACHE,
    COMPUTER,
    DEVICE,
    DOCUMENT,
    DRIVER,
    FILE,
    FIRST,
    FOLDER,
    HOST,
    ISSUER,
    LINK,
    NETWORK,
    PAGE,
    PRINTER,
    PROFILE,
    PROGRAM,
    PROXY,
    REASON,
    SCREEN,
    SERVICE,
    SIGN,
    SOUND,
    TEXT,
    VOLUME,
    WORD,
    ZONE,
    Call,
    Only,
    Shape,
    words,
)
from deskside.kit.hiding.known import CACHES, DRIVERS, LINKS, PROGRAM_NAMES, RELEASES, SOCKETS
from deskside.system.known_programs import PROGRAMS
from deskside.system.table import CALLS

PROBLEM = words(" ".join(CALL_PROBLEMS))
_BUILDS = (
    "generic|amd64|arm64|x86_64|aarch64|cloud|lowlatency|azure|aws|gcp|oem|hwe|microsoft|standard|WSL2|default|pve|esr"
)
_PART = rf"\d{{1,8}}(?:esr|ubuntu\d+|build\d+)?|\d{{0,4}}[a-z]{{1,2}}\d{{0,4}}|deb\d+u\d+|{_BUILDS}"
VERSION = Only(WORD, form=rf"\d{{1,8}}(?:[.:+~_-](?:{_PART})){{0,9}}")
_DATE = Only(WORD, form=r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
_ADAPTER = Only(LINK, form=LINKS)
_ADAPTER_LABEL = Only(NETWORK, form=LINKS)
_BROWSER = words("Firefox Chrome Chromium Edge Brave Vivaldi Opera Safari", otherwise=PROGRAM)
_PROFILE = Only(PROFILE, form=r"Default|Profile \d{1,2}")
_PROXY_KIND = words("none manual script")
_CAUSE = words("name refused unreachable no-answer cut certificate proxy")
_CACHE = Only(CACHE, CACHES)
_FILES: Shape = [{"name": FILE}]
_PROGRAM = Only(PROGRAM, PROGRAM_NAMES)
_SOUND: Shape = [{"name": SOUND, "kind": words("built-in usb bluetooth screen other")}]
_SERVICE = words("print", otherwise=SERVICE)

DECIDED: dict[str, Call] = {
    "printing.queues": Call(
        [
            {
                "name": PRINTER,
                "state": words("idle printing stopped"),
                "device": DEVICE,
                "reasons": [REASON],
                "message": TEXT,
                "driver": Only(DRIVER, DRIVERS),
            }
        ]
    ),
    "printing.expected": Call([PRINTER]),
    "printing.choices": Call([PRINTER]),
    "printing.jobs": Call(
        [
            {
                "name": DOCUMENT,
                "state": words("waiting held printing stopped"),
                "reasons": [REASON],
                "message": TEXT,
                "until": words("indefinite no-hold auth-info-required day-time evening night weekend second-shift"),
            }
        ],
        queue=PRINTER,
    ),
    "printing.device": Call({"state": words("idle printing stopped"), "reasons": [REASON], "why": TEXT}, queue=PRINTER),
    **{
        f"printing.{verb}": Call(queue=PRINTER)
        for verb in ("resume", "pause", "accept", "reject", "set_default", "set_online", "set_offline")
    },
    **{f"printing.{verb}": Call() for verb in ("release", "hold", "remove", "put_back")},
    "services.state": Call(service=_SERVICE),
    "services.start": Call(service=_SERVICE),
    "services.stop": Call(service=_SERVICE),
    "network.links": Call(
        [
            {
                "name": _ADAPTER,
                "kind": words("wired wifi vpn mobile virtual other"),
                "label": _ADAPTER_LABEL,
                "addresses": [
                    {"address": HOST, "scope": words("global link"), "origin": words("dhcp hand auto")},
                ],
            }
        ]
    ),
    "network.routes": Call([{"to": Only(HOST, ["default"]), "gateway": HOST, "link": _ADAPTER}]),
    "network.name_servers": Call(
        {
            "servers": [{"address": HOST, "link": _ADAPTER, "origin": words("dhcp hand")}],
            "search": [HOST],
            "by": words("NetworkManager systemd-resolved resolvconf dhclient Windows windows policy macos configd"),
        }
    ),
    "network.neighbour": Call({"why": TEXT}, link=_ADAPTER, address=HOST),
    "network.hosts": Call({"addresses": [HOST]}, name=HOST),
    "network.proxy": Call(
        {
            "kind": _PROXY_KIND,
            "address": PROXY,
            "script": PAGE,
            "where": words("environment desktop system deskside"),
            "speaks": words("http https socks socks4 socks5 socks5h"),
            "except": [HOST],
        }
    ),
    "network.expected": Call(
        {"check_url": PAGE, "check_text": SIGN, "work_sites": [PAGE], "work_names": [HOST], "proxy": PROXY}
    ),
    "network.enable": Call(link=_ADAPTER),
    "network.disable": Call(link=_ADAPTER),
    "network.renew": Call(link=_ADAPTER),
    "network.put_back": Call(link=_ADAPTER, address=HOST, gateway=HOST, servers=HOST),
    "network.set_proxy": Call(kind=_PROXY_KIND, address=PROXY, script=PAGE),
    "network.set_mtu": Call(link=_ADAPTER),
    "network.hide_host": Call(name=HOST),
    "network.show_host": Call(name=HOST),
    "reach.query": Call(
        {"code": words("noerror nxdomain servfail refused"), "addresses": [HOST]}, server=HOST, name=HOST
    ),
    "reach.resolve": Call({"addresses": [HOST], "problem": words("not-found no-answer")}, name=HOST),
    "reach.connect": Call({"address": HOST, "problem": _CAUSE}, host=HOST),
    "reach.fetch": Call(
        {
            "location": PAGE,
            "date": _DATE,
            "starts": TEXT,
            "problem": _CAUSE,
            "certificate": {
                "problem": words("unknown-authority expired not-yet wrong-name"),
                "issuer": ISSUER,
                "names": [HOST],
            },
            "address": HOST,
        },
        address=PAGE,
        way=words("direct proxy"),
    ),
    "reach.line": Call({"by": words("ping names connect")}, host=HOST),
    "reach.large": Call(host=HOST),
    "disk.volumes": Call(
        [{"name": FOLDER, "label": VOLUME, "kind": words("disk removable network"), "about": TEXT}],
    ),
    "disk.write": Call({"problem": words("full no-files quota read-only not-permitted other"), "why": TEXT}),
    "disk.trash": Call({"files": _FILES}),
    "disk.caches": Call([{"id": _CACHE, "name": _PROGRAM, "volume": FOLDER}]),
    "disk.downloads": Call({"folder": FOLDER, "files": _FILES}),
    "disk.largest": Call(_FILES),
    "disk.empty_trash": Call(),
    "disk.clear_cache": Call(cache=_CACHE),
    "browsers.profiles": Call(
        [
            {
                "browser": _BROWSER,
                "profile": _PROFILE,
                "proxy": {"kind": _PROXY_KIND, "address": PROXY, "script": PAGE},
                "lock": words("held left-over"),
            }
        ]
    ),
    "browsers.set_proxy": Call(browser=_BROWSER, profile=_PROFILE, kind=_PROXY_KIND, address=PROXY),
    "browsers.site_data": Call([{"browser": _BROWSER, "profile": _PROFILE}], host=HOST),
    "browsers.unlock": Call(browser=_BROWSER, profile=_PROFILE),
    "browsers.lock": Call(browser=_BROWSER, profile=_PROFILE),
    "open.link": Call(address=PAGE),
    "open.folder": Call(folder=Only(FOLDER, ("home", "downloads", "trash"))),
    "open.settings": Call(page=words("network printers storage proxy")),
    "computer.about": Call(
        {
            "maker": COMPUTER,
            "model": COMPUTER,
            "kind": words("notebook desktop tablet server virtual"),
            "processor": COMPUTER,
            "release": Only(COMPUTER, form=RELEASES),
            "build": VERSION,
            "desktop": Only(WORD, form=r"(?:XFCE|GNOME|KDE|LXQt|MATE|X-Cinnamon)(?:, (?:x11|wayland))?"),
            "zone": Only(ZONE, ("UTC", "Etc/UTC")),
        }
    ),
    "sound.devices": Call(
        {
            "by": Only(WORD, ("PipeWire", "PulseAudio", "pulseaudio", "ALSA", "Windows Audio", "Core Audio")),
            "outputs": _SOUND,
            "inputs": _SOUND,
        }
    ),
    "screens.connected": Call([{"name": Only(SCREEN, form=SOCKETS)}]),
    "power.state": Call(
        {
            "plan": words("saver balanced performance"),
            "batteries": [{"state": words("charging discharging full idle")}],
        }
    ),
    "programs.installed": Call(
        [
            {
                "id": Only(PROGRAM, PROGRAMS),
                "name": _PROGRAM,
                "kind": Only(WORD, {kind for _name, kind in PROGRAMS.values()}),
                "version": VERSION,
                "by": words("package snap flatpak store"),
            }
        ]
    ),
    "crashes.recent": Call([{"program": _PROGRAM, "kind": words("crash hang")}]),
    "rights.may": Call({"why": TEXT}, call=Only(WORD, CALLS), first=FIRST),
}
"""An answer whose shape is None, as of most calls that change something, has no text in it."""

NOTHING_KNOWN = Call()
"""Of a call that is not decided: every text in it is hidden."""
