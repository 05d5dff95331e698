"""A visit to the page a person means, beside others that should open: so that it is the page, and not this computer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from deskside.sdk import Answers, CouldNotCheck, Fetched, System, could_not_check

from .address import Page, page

T = TypeVar("T")

SHUT = ("name", "refused", "unreachable", "no-answer", "cut", "proxy")
"""A visit that ended so saw nothing of the page."""
HOPS = 3


def at_once(asks: Sequence[Callable[[], T]]) -> list[T | None]:
    """Asks everything at the same time; None for what could not be told."""
    told: list[T | None] = [None] * len(asks)

    def work(number: int) -> None:
        with suppress(CouldNotCheck):
            told[number] = asks[number]()

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(len(asks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


class Visit:
    """``host`` is what people call the page; ``address`` and ``seen`` are where it ended and what was there."""

    def __init__(self, pc: System, answers: Answers) -> None:
        meant = page(answers["address"])
        if meant is None:
            could_not_check("it is not known which page is meant")
        self._pc, self.host = pc, meant.host
        expected = pc.network.expected()
        self._check, self._text = expected.check_url, expected.check_text
        works = [*expected.work_names, *(urlsplit(site).hostname for site in expected.work_sites)]
        self.is_works = meant.host in works
        """What leads such a name astray is looked at with the internet's causes."""
        sites = [site for site in expected.work_sites if urlsplit(site).hostname != meant.host]
        proxy = pc.network.proxy()
        self._way = "proxy" if proxy.kind != "none" or expected.proxy else "direct"
        asks = [
            partial(self._arrive, meant),
            *(partial(self._fetch_pair, site) for site in (self._check, *sites) if site),
        ]
        told = at_once(asks)
        if told[0] is None:
            could_not_check("the page could not be asked for")
        self.address, self.seen = told[0]
        self._others = [one for one in told[1:] if one is not None]

    def _fetch_pair(self, address: str) -> tuple[str, Fetched]:
        return address, self._pc.reach.fetch(address, self._way)

    def _arrive(self, meant: Page) -> tuple[str, Fetched]:
        """The page that counts: the first that shows itself, else the best try."""
        pages = [one for one in at_once([partial(self._follow, address) for address in meant.tries]) if one]
        if not pages:
            could_not_check("the page could not be asked for")
        best = [one for one in pages if opens(one[1])] or [one for one in pages if one[1].certificate or one[1].status]
        return (best or pages)[0]

    def _follow(self, address: str) -> tuple[str, Fetched]:
        """Where it leads, as a browser goes."""
        for _hop in range(HOPS):
            seen = self._pc.reach.fetch(address, self._way)
            further = urljoin(address, seen.location) if 300 <= seen.status < 400 and seen.location else ""
            if seen.problem or urlsplit(further).scheme not in ("http", "https"):
                return address, seen
            address = further.partition("#")[0]
        return address, seen

    @property
    def others_open(self) -> bool | None:
        """Whether any other page opens the same way; None when no other is known."""
        if not self._check and not self._others:
            return None
        return any(self._is_right(address, seen) for address, seen in self._others)

    def _is_right(self, address: str, seen: Fetched) -> bool:
        if seen.problem:
            return False
        if address == self._check:
            return seen.status == 204 or (seen.status == 200 and bool(self._text) and self._text in seen.starts)
        return seen.status < 500

    @property
    def now(self) -> float | None:
        """The time by others' clocks: this computer's own may be wrong."""
        for seen in (*(one for _address, one in self._others), self.seen):
            with suppress(ValueError, TypeError):
                return parsedate_to_datetime(seen.date).timestamp()
        return None

    @property
    def secure_others(self) -> list[str]:
        """What is wrong with other pages' digital IDs; "" for one that is right."""
        return [seen.certificate.problem for _address, seen in self._others if seen.certificate]


def opens(seen: Fetched) -> bool:
    """Whether a person would see a page. One that wants a sign-in is there."""
    return not seen.problem and seen.status < 500 and seen.status not in (404, 410)
