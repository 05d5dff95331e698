"""The page a person means, out of whatever they typed: "intranet", "www.example.org/x", "https://…"."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:[/?#]|$))")
_WEB = re.compile(r"(https?)[:/\\]+(.*)", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.(?!-)[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"\[?[0-9a-f:.]*:[0-9a-f:.]*\]?")


class Page:
    """``tries`` are the addresses a browser would try, best first."""

    def __init__(self, host: str, tries: tuple[str, ...]) -> None:
        self.host, self.tries = host, tries


def page(typed: str) -> Page | None:
    """None when this is no web page: another kind of address is not touched at all."""
    word = _word(typed)
    scheme, rest = "", word
    if web := _WEB.fullmatch(word):
        scheme, rest = web[1].lower(), web[2]
    elif _SCHEME.match(word) or not word:
        return None
    try:
        parts = urlsplit(f"//{rest.replace(chr(92), '/').lstrip('/')}")
        host, port = _plain(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if not host:
        return None
    there = f"[{host}]" if ":" in host else host
    there += f":{port}" if port else ""
    ways = (scheme,) if scheme else ("http",) if port == 80 else ("https",) if port == 443 else ("https", "http")
    return Page(host, tuple(f"{way}://{there}{parts.path or '/'}" for way in ways))


def _word(typed: str) -> str:
    """The one word that looks like an address; what else was said around it is no part of it."""
    words = [word.strip("<>()[]\"'“”„«»,;") if "://[" not in word else word for word in typed.split()]
    words = [word.rstrip(".!?") for word in words if word]
    likely = [word for word in words if "." in word or ":" in word or "/" in word]
    return likely[0] if likely else words[0] if len(words) == 1 else ""


def _plain(host: str) -> str:
    """As name servers know it; "" when no host can be called so."""
    host = host.rstrip(".").lower()
    if _NUMBER.fullmatch(host):
        return host
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return host if len(host) <= 253 and _HOST.fullmatch(host) else ""
