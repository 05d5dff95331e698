"""What was hidden, in words for the author of a recording."""

from __future__ import annotations

from collections.abc import Mapping

KINDS = {
    "person": ("name of a person", "names of people"),
    "email": ("mail address", "mail addresses"),
    "file": ("name of a file", "names of files"),
    "folder": ("name of a folder", "names of folders"),
    "x": ("ending of a file", "endings of files"),
    "document": ("name of a document", "names of documents"),
    "volume": ("name of a disk", "names of disks"),
    "printer": ("name of a printer", "names of printers"),
    "driver": ("name of a driver", "names of drivers"),
    "device": ("device", "devices"),
    "sound": ("name of a sound device", "names of sound devices"),
    "screen": ("name of a screen", "names of screens"),
    "reason": ("printer's own word", "printers' own words"),
    "link": ("name of an adapter", "names of adapters"),
    "network": ("name of a network", "names of networks"),
    "address": ("address in a network", "addresses in a network"),
    "host": ("part of a host's name", "parts of hosts' names"),
    "page": ("part of a page's address", "parts of pages' addresses"),
    "issuer": ("issuer of a certificate", "issuers of certificates"),
    "profile": ("browser profile", "browser profiles"),
    "program": ("name of a program", "names of programs"),
    "service": ("name of a service", "names of services"),
    "computer": ("word about the computer itself", "words about the computer itself"),
    "zone": ("time zone", "time zones"),
    "word": ("word of a message", "words of messages"),
    "sign": ("text of a page", "texts of pages"),
    "id": ("number of a person", "numbers of people"),
    "phone": ("phone number", "phone numbers"),
    "place": ("place", "places"),
    "password": ("password", "passwords"),
    "token": ("secret that signs somebody in", "secrets that sign somebody in"),
    "key": ("secret key", "secret keys"),
    "code": ("secret code", "secret codes"),
    "card": ("card number", "card numbers"),
    "account": ("bank account", "bank accounts"),
    "ip": ("address in a text", "addresses in texts"),
    "mac": ("number of a network part", "numbers of network parts"),
    "wifi": ("name of a Wi-Fi", "names of Wi-Fis"),
    "serial": ("serial number", "serial numbers"),
    "hidden": ("line", "lines"),
    "cache": ("name of a cache", "names of caches"),
    "proxy": ("proxy", "proxies"),
    "text": ("other text", "other texts"),
}
"""One of them, and more."""


def in_words(counts: Mapping[str, int]) -> str:
    """A line with the kinds and how many there were of each."""
    told = ", ".join(f"{count} {KINDS[kind][count != 1]}" for kind, count in counts.items())
    return f"Hidden: {told}." if told else "Nothing private was in it."
