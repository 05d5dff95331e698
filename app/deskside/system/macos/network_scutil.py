"""What scutil prints: name servers as macOS uses them, and the proxies in force. In English everywhere."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_LINE = re.compile(r"\s*(.+?)\s*: (.*)")
_INDEXED = re.compile(r"(.+)\[\d+\]")
_DEEPEST = 20


class Resolver(NamedTuple):
    domain: str
    servers: list[str]
    search: list[str]
    link: str
    options: str


def resolvers(printed: str) -> list[Resolver]:
    """Those for all questions; what is kept for one link, or asked by group address, is left out."""
    found: list[Resolver] = []
    for line in printed.splitlines():
        if line.startswith("DNS configuration ("):
            break
        if line.startswith("resolver #"):
            found.append(Resolver("", [], [], "", ""))
        elif found and (told := _LINE.match(line)):
            found[-1] = _with(found[-1], told[1], told[2].strip())
    return [one for one in found if "mdns" not in one.options]


def _with(resolver: Resolver, key: str, value: str) -> Resolver:
    name = indexed[1] if (indexed := _INDEXED.match(key)) else key
    if name == "nameserver":
        resolver.servers.append(value)
    elif name == "search domain":
        resolver.search.append(value)
    elif name == "if_index":
        return resolver._replace(link=value.partition("(")[2].rstrip(") "))
    elif name == "domain":
        return resolver._replace(domain=value)
    elif name == "options":
        return resolver._replace(options=value)
    return resolver


def dictionary(printed: str) -> dict[str, Any]:
    """``<dictionary> { A : 1  B : <array> { 0 : x } }`` as a dictionary of texts, lists and dictionaries."""
    lines = iter(printed.splitlines())
    for line in lines:
        if line.strip().startswith("<dictionary> {"):
            return _dictionary(lines, _DEEPEST)
    return {}


def _dictionary(lines: Any, deeper: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in lines:
        if line.strip() == "}" or not deeper:
            break
        if told := _LINE.match(line):
            key, value = told[1], told[2].strip()
            if value == "<dictionary> {":
                found[key] = _dictionary(lines, deeper - 1)
            elif value == "<array> {":
                found[key] = list(_dictionary(lines, deeper - 1).values())
            else:
                found[key] = value
    return found
