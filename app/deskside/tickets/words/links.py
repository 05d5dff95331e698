"""What someone wrote, split into words, web pages and names of troubleshooters or articles. Pure.

Everything stays words but two kinds. A page by ``https`` on a host that IT
has allowed: its address is written anew, in plain letters, so that the host
that is shown is the host that opens. And ``deskside://open/ID`` where ID is
known here: it leads to a first page, where nothing starts by itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import quote

from msgspec import Struct

from deskside.system.own_link import opened_by

MOST = 5
"""So many links of one text lead anywhere; after them everything is words."""

_CANDIDATE = re.compile(r"(?<![\w=&?#/@%+.\-])(?:https|deskside)://[^\s<>\"„“”«»‹›]{1,2000}", re.IGNORECASE)
_PAGE = re.compile(r"https://([^/?#]+)(.*)", re.IGNORECASE | re.DOTALL)
_PLACE = re.compile(r"(.+?)(?::([0-9]{1,5}))?", re.DOTALL)
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
_AFTER = ".,;:!?…'’‘*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_KEPT = "/?#[]!$&'()*+,;=:@%~-._"
_HTTPS = "443"


class Piece(Struct, frozen=True):
    """A stretch of the text as it was written; at most one of ``url`` and ``opens`` is set."""

    text: str
    url: str = ""
    """The page, in plain letters."""
    host: str = ""
    """Where the page is, as it is shown before it opens."""
    opens: str = ""
    """The troubleshooter or article."""


def pieces(text: str, hosts: Collection[str], known: Collection[str]) -> tuple[Piece, ...]:
    """``text`` from its beginning to its end. ``hosts`` are ``host_names``; ``known`` the ids that may be opened."""
    found = list(_found(text, hosts, known))
    split, at = [], 0
    for begin, piece in found:
        if begin > at:
            split.append(Piece(text[at:begin]))
        split.append(piece)
        at = begin + len(piece.text)
    if at < len(text):
        split.append(Piece(text[at:]))
    return tuple(split)


def links(split: Iterable[Piece]) -> tuple[Piece, ...]:
    """Those that lead somewhere, each once."""
    each = {(piece.url, piece.opens): piece for piece in split if piece.url or piece.opens}
    return tuple(each.values())


def host_name(host: str) -> str:
    """A host in the plain letters in which the network knows it; "" when it is none.

    Letters of other alphabets are spelled out ("xn--…"), so that none can pass for another.
    """
    host = host.strip().rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return ""
    return host if _HOST.fullmatch(host) else ""


def host_names(hosts: Iterable[str]) -> frozenset[str]:
    """Hosts, or the hosts of addresses, as ``pieces`` wants them."""
    names = (host_name(_host_in(host) if "://" in host else host) for host in hosts)
    return frozenset(name for name in names if name)


def _host_in(address: str) -> str:
    place = address.partition("://")[2]
    return "" if "@" in place else re.split(r"[/?#:]", place, maxsplit=1)[0]


def _found(text: str, hosts: Collection[str], known: Collection[str]) -> Iterator[tuple[int, Piece]]:
    seen: set[tuple[str, str]] = set()
    for match in _CANDIDATE.finditer(text):
        piece = _piece(_without_end(match.group()), hosts, known)
        if piece is None or (len(seen) == MOST and (piece.url, piece.opens) not in seen):
            continue
        seen.add((piece.url, piece.opens))
        yield match.start(), piece


def _without_end(link: str) -> str:
    """A link without the sentence's own signs after it; a bracket belongs to it when it was opened in it."""
    while link:
        last = link[-1]
        if last in _AFTER or (last in _PAIRS and link.count(last) > link.count(_PAIRS[last])):
            link = link[:-1]
        else:
            break
    return link


def _piece(link: str, hosts: Collection[str], known: Collection[str]) -> Piece | None:
    if (wanted := opened_by(link)) and wanted in known:
        return Piece(link, opens=wanted)
    match = _PAGE.fullmatch(link)
    if match is None or "\\" in link or not link.isprintable():  # browsers take \ for /
        return None
    place = _PLACE.fullmatch(match.group(1))
    host = host_name(place.group(1)) if place is not None else ""
    if place is None or not host or host not in hosts:
        return None
    port = place.group(2)
    where = host if port in (None, _HTTPS) else f"{host}:{int(port)}"
    return Piece(link, url=f"https://{where}{_plain_letters(match.group(2))}", host=where)


def _plain_letters(rest: str) -> str:
    return quote(rest, safe=_KEPT)
