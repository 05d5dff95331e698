"""Every call there is: its arguments, its time limit, whether it changes something, and how it is undone.

A manifest's ``needs`` names calls of this table; "services.restart:print"
narrows a call to one value of its first argument. Nothing outside this table
can be asked of the computer by a troubleshooter. Plain data, standard library
only: the plugin child reads it too. Whether a text in an answer may be published
stands in ``kit/hiding/private_fields.py``, for every call.
"""

from __future__ import annotations

from collections.abc import Mapping

TEXT, NUMBER, WHOLE, FLAG = "text", "number", "whole", "flag"

_TYPES: dict[str, tuple[type, ...]] = {TEXT: (str,), NUMBER: (int, float), WHOLE: (int,), FLAG: (bool,)}


class Entry:
    """One call. ``limit`` is in seconds; ``changes`` marks actions, which need consent."""

    __slots__ = ("arguments", "changes", "limit", "name")

    def __init__(self, name: str, arguments: Mapping[str, str], *, limit: float = 3.0, changes: bool = False) -> None:
        self.name, self.arguments, self.limit, self.changes = name, dict(arguments), limit, changes

    def wrong(self, arguments: Mapping[str, object]) -> str:
        """What is wrong with these arguments, technically; "" when nothing is."""
        if set(arguments) != set(self.arguments):
            return f"wants {sorted(self.arguments)}, got {sorted(arguments)}"
        for name, kind in self.arguments.items():
            value = arguments[name]
            if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != FLAG):
                return f"{name} must be {kind}"
            if isinstance(value, str) and len(value) > 1000:
                return f"{name} is too long"
        return ""


def _table(*entries: Entry) -> dict[str, Entry]:
    return {entry.name: entry for entry in entries}


CALLS = _table(
    # printing. A queue: {"name", "state": "idle" | "printing" | "stopped", "accepting", "default", "device",
    # "reasons": [...], "message", "waiting": jobs, "driver": its name, "set_offline": Windows only}. Reasons are in the
    # words printers use (RFC 8011), CUPS' own, and "driver-missing-error".
    # A job: {"id", "name": what the document is called, "" when it is not this person's, "state": "waiting" | "held" |
    # "printing" | "stopped", "reasons": [...], on Windows of "error", "blocked", "offline", "paper-out",
    # "intervention", "deleting", "message", "until": "indefinite" when someone holds it, "age": seconds, "printing":
    # seconds since that began, "sheets": printed of it, 0 when not known, "mine": bool}.
    # Linux and macOS answer at once; the longer limits are for Windows, where the first question starts PowerShell
    Entry("printing.queues", {}, limit=8.0),
    Entry("printing.expected", {}),
    # the names a person may mean, likeliest first: only one when it is plain which
    Entry("printing.choices", {}, limit=8.0),
    Entry("printing.jobs", {"queue": TEXT}, limit=8.0),
    # the printer itself: {"reachable", "networked", "state", "reasons": [...], "accepting", "why", "silent": takes a
    # connection and says nothing}
    Entry("printing.device", {"queue": TEXT}, limit=12.0),
    Entry("printing.resume", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.pause", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.accept", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.reject", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.set_default", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.release", {"job": WHOLE}, limit=10.0, changes=True),
    Entry("printing.hold", {"job": WHOLE}, limit=10.0, changes=True),
    # takes one document out of the list: {"kept": whether put_back can bring it back}. Not on Windows, which keeps none
    Entry("printing.remove", {"job": WHOLE}, limit=10.0, changes=True),
    Entry("printing.put_back", {"job": WHOLE}, limit=10.0, changes=True),
    # Windows' own switch "Use Printer Offline"
    Entry("printing.set_online", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.set_offline", {"queue": TEXT}, limit=10.0, changes=True),
    # services. "print" is CUPS or the spooler. {"known": bool, "running": bool}
    Entry("services.state", {"service": TEXT}, limit=5.0),
    Entry("services.start", {"service": TEXT}, limit=30.0, changes=True),
    Entry("services.stop", {"service": TEXT}, limit=30.0, changes=True),
    # network: what is set up here. A link: {"name", "kind": "wired" | "wifi" | "vpn" | "mobile" | "virtual" | "other",
    # "label": what people call it, "enabled", "carrier": bool | null, "automatic": asks the network for its address,
    # bool | null, "managed": by the organisation, bool | null, "mtu", "addresses": [{"address", "prefix",
    # "family": 4 | 6, "scope": "global" | "link", "origin": "dhcp" | "hand" | "auto" | ""}]}. Loopback is left out.
    Entry("network.links", {}, limit=6.0),
    # [{"to": "default" or "10.0.0.0/8", "family": 4 | 6, "gateway": "" when on the link, "link", "metric"}]
    Entry("network.routes", {}, limit=6.0),
    # {"servers": [{"address", "link", "origin": "dhcp" | "hand" | ""}], "search": [...], "by": who writes the list}
    Entry("network.name_servers", {}, limit=6.0),
    # does this neighbour answer at link level? {"answers": bool | null, "why"}
    Entry("network.neighbour", {"link": TEXT, "address": TEXT}, limit=4.0),
    # what the hosts file says of a name: {"addresses": [...]}
    Entry("network.hosts", {"name": TEXT}),
    # this person's proxy: {"kind": "none" | "manual" | "script", "address": "host:port", "script": link, "managed":
    # bool, "where": "environment" | "desktop" | "system", "except": [...], "speaks": "http" | "https" | "socks5", …}
    Entry("network.proxy", {}, limit=6.0),
    # what IT expects: {"check_url", "check_text": what it answers besides 204, "work_sites", "work_names", "proxy"}
    Entry("network.expected", {}),
    Entry("network.enable", {"link": TEXT}, limit=20.0, changes=True),
    Entry("network.disable", {"link": TEXT}, limit=20.0, changes=True),
    # asks the network anew for address, gateway and name servers, as a cable out and in again does
    Entry("network.renew", {"link": TEXT}, limit=40.0, changes=True),
    # takes renew back: what the link had over IPv4 before, "" for nothing. "192.0.2.7/24", and name servers with spaces
    # between them
    Entry(
        "network.put_back",
        {"link": TEXT, "address": TEXT, "gateway": TEXT, "servers": TEXT},
        limit=20.0,
        changes=True,
    ),
    # the person's own setting; "none", "manual" or "script" with what belongs to it
    Entry("network.set_proxy", {"kind": TEXT, "address": TEXT, "script": TEXT}, limit=10.0, changes=True),
    Entry("network.set_mtu", {"link": TEXT, "mtu": WHOLE}, limit=10.0, changes=True),
    # the hosts file: makes the lines about a name comments, and takes that back
    Entry("network.hide_host", {"name": TEXT}, limit=10.0, changes=True),
    Entry("network.show_host", {"name": TEXT}, limit=10.0, changes=True),
    # reach: tried from here, by doing. "problem" is "" when it worked; every answer says its "seconds".
    # one question to one name server, sent three times before it counts as unanswered:
    # {"answered", "code": "noerror" | "nxdomain" | "servfail" | "refused" | "", "addresses": [...]}
    Entry("reach.query", {"server": TEXT, "name": TEXT}, limit=6.0),
    # the system's own way to an address: {"addresses": [...], "problem": "" | "not-found" | "no-answer"}
    Entry("reach.resolve", {"name": TEXT}, limit=6.0),
    # {"open", "address", "problem": "" | "name" | "refused" | "unreachable" | "no-answer"}
    Entry("reach.connect", {"host": TEXT, "port": WHOLE}, limit=6.0),
    # one page, without following where it points; way is "direct" or "proxy" (the person's own, if there is one):
    # {"status", "location", "date", "starts": first 200 characters, "problem": "" | "name" | "refused" | "unreachable"
    # | "no-answer" | "cut" | "certificate" | "proxy", "certificate": {"problem": "" | "unknown-authority" | "expired" |
    # "not-yet" | "wrong-name", "issuer", "until": seconds since 1970, "names"} or null, "address"}
    Entry("reach.fetch", {"address": TEXT, "way": TEXT}, limit=8.0),
    # how well small packets pass to a host; port is one that listens there, 53 for a name server. Judged by replies
    # alone: {"sent", "answered", "milliseconds": median or null, "by": "ping" | "names" | "connect"}
    Entry("reach.line", {"host": TEXT, "port": WHOLE}, limit=6.0),
    # whether large packets pass where small ones do: {"small": bool | null, "large": bool | null, "largest": bytes or
    # null}
    Entry("reach.large", {"host": TEXT, "port": WHOLE}, limit=6.0),
    # disk: sizes in bytes. A volume: {"name": mount point or letter, "label", "size", "free", "files", "files_free":
    # null where there is no such limit, "read_only", "kind": "disk" | "removable" | "network", "home": bool,
    # "system": bool, "temporary": programs write there for a short time, "about": for IT}
    Entry("disk.volumes", {}, limit=6.0),
    # writes, syncs, reads and removes a small file in the home folder: {"ok", "problem": "" | "full" | "no-files" |
    # "quota" | "read-only" | "not-permitted" | "other", "why"}
    Entry("disk.write", {}, limit=6.0),
    # "complete" is false wherever the time was up before everything was seen: what is told is then the least.
    # {"size", "items", "oldest": seconds ago or null, "elsewhere": bytes of it on other disks than the home folder's,
    # "files": [{"name", "folder": bool, "size", "age"}], largest first, at most 20, "complete"}
    Entry("disk.trash", {}, limit=6.0),
    # what may be cleared without loss, of this person: [{"id", "name": of the program, "size", "files", "held": bytes
    # that could go too once the program is closed, "volume": its disk by name, "" for the home folder's, "complete"}]
    Entry("disk.caches", {}, limit=6.0),
    # {"folder", "size", "files": [{"name", "folder": bool, "size", "age"}], largest first, at most 20, "complete"}
    Entry("disk.downloads", {}, limit=6.0),
    # the person's largest files and folders, at most 20, no byte in two of them, without trash and caches:
    # [{"name": below home, "folder": bool, "size", "age", "complete"}]
    Entry("disk.largest", {}, limit=6.0),
    Entry("disk.empty_trash", {}, limit=120.0, changes=True),
    Entry("disk.clear_cache", {"cache": TEXT}, limit=120.0, changes=True),
    # browsers of this person, each with the profile in use: [{"browser", "profile", "proxy": {"kind", "address",
    # "script", "managed"} or null when it is the system's, "lock": "" | "held" by one that runs | "left-over", which
    # keeps it from starting, "running": bool}]
    Entry("browsers.profiles", {}, limit=6.0),
    Entry(
        "browsers.set_proxy",
        {"browser": TEXT, "profile": TEXT, "kind": TEXT, "address": TEXT},
        limit=10.0,
        changes=True,
    ),
    # what the person's browsers keep of a site: [{"browser", "profile", "cookies": how many, "size": bytes of them that
    # are sent along}]; a browser whose store cannot be read is left out
    Entry("browsers.site_data", {"host": TEXT}, limit=6.0),
    # puts a left-over lock aside, and back
    Entry("browsers.unlock", {"browser": TEXT, "profile": TEXT}, limit=10.0, changes=True),
    Entry("browsers.lock", {"browser": TEXT, "profile": TEXT}, limit=10.0, changes=True),
    # opens something for a hands-on step, at the person's click
    Entry("open.link", {"address": TEXT}, limit=10.0, changes=True),
    Entry("open.folder", {"folder": TEXT}, limit=10.0, changes=True),  # "home" | "downloads" | "trash", or below home
    Entry("open.settings", {"page": TEXT}, limit=10.0, changes=True),  # "network" | "printers" | "storage" | "proxy"
    # rooms that only look, for the facts. {"maker", "model", "kind": "notebook" | "desktop" | "tablet" | "server" |
    # "virtual" | "", "processor", "release": the system as people know it, "build", "desktop": "XFCE, x11", Linux only,
    # "zone": "Europe/Berlin", "restart_waits": updates wait for a restart, bool | null}
    Entry("computer.about", {}, limit=6.0),
    # {"by": what mixes the sound, "outputs": [...], "inputs": [...]}, each {"name", "kind": "built-in" | "usb" |
    # "bluetooth" | "screen" | "other", "used": what new programs take, bool | null, "muted": bool | null, "volume":
    # percent or null}. A monitor of an output is no input; a Bluetooth device has no name here: it is often a person's
    Entry("sound.devices", {}, limit=8.0),
    # without those that are switched off: [{"name": of the socket, "width", "height": pixels, "refresh": Hz or null,
    # "scale": 1.5 or null, "main": bool | null, "built_in": bool | null, "turned": degrees or null}]
    Entry("screens.connected", {}, limit=8.0),
    # {"mains": bool | null, "plan": "saver" | "balanced" | "performance" | "", "batteries": [{"percent", "state":
    # "charging" | "discharging" | "full" | "idle" | "", "health": percent of what it held when new, or null, "cycles":
    # or null}]}
    Entry("power.state", {}, limit=8.0),
    # those of known_programs.py that are here, no other: [{"id", "name", "kind", "version": "" when not told, "by": who
    # installed it: "package" | "snap" | "flatpak" | "store" | ""}]
    Entry("programs.installed", {}, limit=6.0),
    # programs that crashed or hung in the last 14 days, latest first, at most 20:
    # [{"program": its file's name, "kind": "crash" | "hang", "count", "last": seconds ago}]
    Entry("crashes.recent", {}, limit=8.0),
    # may the caller do this call now, before anyone is asked? {"may": bool | null, "why"}
    Entry("rights.may", {"call": TEXT, "first": TEXT}),
)


def allowed(needs: tuple[str, ...] | list[str], name: str, arguments: Mapping[str, object]) -> bool:
    """Whether a manifest's ``needs`` cover this call. ``rights.may`` changes nothing and is always covered."""
    if name == "rights.may":
        return True
    entry = CALLS.get(name)
    if entry is None:
        return False
    first = next(iter(entry.arguments), None)
    value = arguments.get(first) if first else None
    return name in needs or f"{name}:{value}" in needs


def unknown_needs(needs: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Those of ``needs`` that name no call."""
    return tuple(need for need in needs if need.partition(":")[0] not in CALLS)
