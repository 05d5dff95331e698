"""Puts the house together: every concrete class is chosen here and handed to who needs it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from deskside.application.settings import load
from deskside.casework import Casework, Deskroom
from deskside.casework.arrivals import Arrivals
from deskside.casework.device import device_of
from deskside.casework.reading import Reading
from deskside.casework.tickets import TicketRoom
from deskside.catalogue import Listing, NoticeBoard, discover, discover_articles, in_language
from deskside.catalogue.client.current import Arrived
from deskside.children import Children, Source
from deskside.config import Settings
from deskside.config.change import set_value
from deskside.config.secrets import Secrets
from deskside.find import read_learned
from deskside.model.report import CheckRow
from deskside.model.shapes import decode
from deskside.model.troubleshooter import Json
from deskside.paths import Paths, own_command
from deskside.storage import Cases, Database, FreshNews, Outcomes, Retention, Tickets, Unmatched
from deskside.storage.aside import Aside, place_aside
from deskside.system import platform
from deskside.system.autostart import set_autostart
from deskside.system.person import is_administrator
from deskside.system.web.network import Network
from deskside.tickets.backends import abilities, make_backend
from deskside.tickets.composing.priority import read_matrix
from deskside.tickets.desk import Desk
from deskside.tickets.hours.opening import read_hours
from deskside.tickets.hours.promise import Promises, read_within
from deskside.tickets.options import backend_keys
from deskside.tickets.outbox.sending import Outbox

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy

_LOOK_SECONDS = 30.0


def compose(paths: Paths, settings: Settings, source: Source | None = None, folders: Sequence[Path] = ()) -> Casework:
    """One front desk for this process. Nothing is opened, read or contacted before it is needed.

    With ``source`` a recording answers instead of this computer. ``folders`` hold troubleshooters, a folder each, that
    come before all others: a publisher's own, which nobody has signed.
    """
    db = Database(paths.database)
    system = source.system if source else platform.current()
    secrets = Secrets(os.environ)

    def change(key: str, value: str) -> Settings:
        set_value(paths, key, value, backend_keys())
        return load(paths.now())

    network = Network(settings.text("network.proxy"), settings.text("network.extra_ca"))
    arrived = Arrived(paths.catalogue, wanted=bool(settings.text("catalogue.url")))

    @cache
    def built_in() -> Listing:
        return discover((*folders, paths.troubleshooters), system=system)

    @lru_cache(1)
    def english(_stamp: object) -> Listing:
        return arrived.offered(built_in(), system)

    def listing(language: str) -> Listing:
        return in_language(english(arrived.stamp()), language)

    def children(now: Settings) -> Children:
        """Child processes that may be told what only the settings know."""
        return Children(known_settings(now), source=source)

    room = Deskroom(
        system=system,
        listing=listing,
        arrivals=Arrivals(arrived, settings, network),
        reading=Reading(
            lambda language: discover_articles((paths.articles,), language),
            NoticeBoard(lambda: (*arrived.notices(), paths.notices)),
        ),
        learned=lambda: read_learned(paths.resources / "find"),
        children=children,
        cases=Cases(db),
        outcomes=Outcomes(db),
        unmatched=Unmatched(db),
        tickets=_ticket_room(paths, settings, secrets, db, network),
        privacy=lambda: _privacy(settings, paths, lambda: children(settings)),
        secrets=secrets,
        change=change,
        autostart=_autostart,
        retention=Retention(db, paths.attachments),
        open_data=db.open,
    )
    return Casework(settings, room, as_root=platform.current() != "windows" and is_administrator())


def known_settings(settings: Settings) -> dict[str, Json]:
    """What only the settings know of the computer: answered to calls, or used by them."""
    return {
        "printing.expected": list(settings.texts("printing.expected")),
        "network.expected": {
            "check_url": settings.text("network.check_url"),
            "work_sites": list(settings.texts("network.work_sites")),
            "work_names": list(settings.texts("network.work_names")),
            "proxy": settings.text("network.proxy"),
        },
        "network.extra_ca": settings.text("network.extra_ca"),
        "network.own_page": "DESKSIDE_HOME" not in os.environ,
    }


def _privacy(settings: Settings, paths: Paths, new_children: Callable[[], Children]) -> Privacy:
    from deskside.casework.privacy import Privacy  # here: 60 ms and 10 MB that the tray does not need to start

    return Privacy(settings, paths, new_children)


def _ticket_room(paths: Paths, settings: Settings, secrets: Secrets, db: Database, network: Network) -> TicketRoom:
    name = settings.text("tickets.backend")
    return TicketRoom(
        Tickets(db),
        Outbox(db, paths.attachments, aside=Aside(place_aside(paths.data))),
        FreshNews(db),
        Cases(db),
        name=name,
        backend=lambda: make_backend(name, settings.value, secrets.get, paths, network),
        look=_look_apart,
        desk=_once(lambda: Desk(paths.desk)),
        can=abilities(name, settings.value, paths),
        quiet_days=settings.whole("tickets.quiet_days"),
        promises=Promises(
            hours=read_hours(settings.value("organisation.hours")),
            within=read_within(settings.value("organisation.promise")),
            phone=settings.text("organisation.phone"),
        ),
        priorities=read_matrix(settings.value("tickets.priority")),
        device=lambda: device_of(settings),
    )


def _autostart(on: bool) -> None:
    """A trial with a home of its own starts with nobody's computer."""
    if "DESKSIDE_HOME" not in os.environ:
        set_autostart(on, own_command())


def _once(make: Callable[[], Desk]) -> Callable[[], Desk]:
    made: list[Desk] = []

    def get() -> Desk:
        if not made:
            made.append(make())
        return made[0]

    return get


def _look_apart() -> tuple[CheckRow, ...]:
    """``deskside check`` in a process of its own, so that this one never loads what talks to the network."""
    try:
        said = subprocess.run(
            [*own_command(), "check", "--json"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LOOK_SECONDS,
            check=False,
        ).stdout
        return decode(said, _Checks).checks
    except (OSError, subprocess.TimeoutExpired, msgspec.DecodeError):
        return ()


class _Checks(msgspec.Struct):
    checks: tuple[CheckRow, ...] = ()
