"""One look at the catalogue, from the lock to the last leftover. At every moment the old set is whole, or the new one.
(Between them, for as long as it takes to fetch what is new, the old one without what was withdrawn.)

1. Only one process looks at a time.
2. Leftovers of a look that was ended are swept away.
3. Signatures, versions and times are checked (python-tuf), by the highest time this computer has shown.
4. The ring's list says what to keep, to fetch and to let go. What it withdraws goes at once.
5. Each archive is fetched, checked, unpacked beside, and put into its place by one renaming. One that is refused
   holds up no other: of it the version stays that is here.
6. ``current.json`` is replaced: from here on the new set is in force.
7. What nobody needs is deleted; of what was withdrawn also versions that somebody uses.
"""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deskside.catalogue.client import cleaning
from deskside.catalogue.client.bringing import Bringing
from deskside.catalogue.client.clock import Clock
from deskside.catalogue.client.contact import fetcher_for
from deskside.catalogue.client.current import Current, Installed, folder_of, read_current, write_current
from deskside.catalogue.client.last import Last, after, read_last, write_last
from deskside.catalogue.client.planning import MOST_RING, Plan, plan, read_ring, remembering
from deskside.catalogue.client.reserve import Reserve
from deskside.catalogue.client.trusted import Trusted
from deskside.config.files import read_bytes
from deskside.errors import CatalogueProblem, DiskFull, NotWritable, StorageProblem
from deskside.language import _
from deskside.model.arrived import Came, Gone, Look, Refusal, State
from deskside.model.catalogue import Ring, RingList, ring_path, version_key
from deskside.system.file_lock import FileLock
from deskside.system.web.network import Network

PATIENCE = 30.0
"""Seconds to wait for another process that looks."""

_KINDS: dict[int, type[StorageProblem]] = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), DiskFull),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), NotWritable),
}

_log = logging.getLogger(__name__)


class Orders(Struct, frozen=True):
    """Where to look, as whom, and by whose word."""

    place: Path
    """The catalogue's folder on this computer."""
    url: str
    """An address, or a folder."""
    ring: Ring
    root: Callable[[], bytes]
    network: Network = Network()
    in_use: Callable[[], Collection[tuple[str, str]]] = tuple
    """Ids and versions that cases need which are not finished."""


def look(orders: Orders, *, patience: float = PATIENCE, clock: Callable[[], float] = time.time) -> Look:
    """What it brought. Raises ``StorageProblem`` where nothing can be kept."""
    try:
        orders.place.mkdir(parents=True, exist_ok=True, mode=0o700)
        cleaning.close_to_others(orders.place)
        with FileLock(orders.place / "lock") as lock:
            if not lock.take(patience):
                return Look(State.BUSY, orders.ring)
            return _looked(orders, clock)
    except OSError as problem:
        raise _kind(problem)(str(orders.place), str(problem)) from problem


def _looked(orders: Orders, clock: Callable[[], float]) -> Look:
    """On a full disk at least what was withdrawn goes, in the room that was set aside for that."""
    reserve = Reserve(orders.place)
    try:
        return _Look(orders, clock).made()
    except (OSError, DiskFull) as problem:
        if _kind(problem) is DiskFull and reserve.give():
            with suppress(OSError, StorageProblem, CatalogueProblem):
                _Look(orders, clock).without_withdrawn()
        raise
    finally:
        reserve.take()


def _kind(problem: OSError | DiskFull) -> type[StorageProblem]:
    return DiskFull if isinstance(problem, DiskFull) else _KINDS.get(problem.errno or 0, StorageProblem)


class _Look:
    """One look, while the lock is ours."""

    def __init__(self, orders: Orders, clock: Callable[[], float]) -> None:
        self._orders, self._place, self._clock = orders, orders.place, clock
        self._here = read_current(self._place)

    def made(self) -> Look:
        now, last, asked = self._clock(), read_last(self._place), 0.0
        cleaning.sweep(self._place)
        try:
            found, last = self._taken(last, Clock(self._place, now))
        except CatalogueProblem as problem:
            _log.warning("catalogue: %s", problem.why)
            state, asked = State.REFUSED if problem.reached else State.NOT_REACHED, problem.seconds
            refusal = Refusal("catalogue", problem.says, problem.why)
            found = Look(state, self._orders.ring, notices=self._here.notice_ids, refused=(refusal,))
        cleaning.tidy(self._place, read_current(self._place), self._orders.in_use())
        last = after(last, found, now, asked=asked)
        write_last(self._place, last)
        return replace(found, next=max(0.0, last.next_try - now))

    def without_withdrawn(self) -> None:
        """Nothing new comes, and what was withdrawn goes."""
        with self._told(Clock(self._place, self._clock())) as (_trusted, told):
            self._withdraw(told)

    def _taken(self, last: Last, clock: Clock) -> tuple[Look, Last]:
        with self._told(clock) as (trusted, told):
            last = replace(last, expires=trusted.expires, lasting=trusted.lasting)
            self._withdraw(told)
            return self._followed(Bringing(self._place, trusted, self._here), told), last

    @contextmanager
    def _told(self, clock: Clock) -> Iterator[tuple[Trusted, RingList]]:
        """What the ring's list says, and whoever vouches for it."""
        root = self._orders.root()
        fetcher, base = fetcher_for(self._orders.url, self._orders.network)
        try:
            metadata, targets = f"{base}metadata/", f"{base}targets/"
            trusted = Trusted(self._place / "metadata", root, fetcher, metadata, targets, clock)
            trusted.refresh()
            yield trusted, self._ring_list(trusted)
        finally:
            fetcher.close()

    def _ring_list(self, trusted: Trusted) -> RingList:
        path = ring_path(self._orders.ring)
        target = trusted.look_up(path)
        if target is None:
            says = _("The catalogue has nothing for this computer yet.")
            raise CatalogueProblem(f"{path} is signed by nobody who may", says=says)
        told = read_ring(read_bytes(trusted.fetch(target, self._place / "ring.json", MOST_RING), MOST_RING))
        return remembering(told, self._here.withdrawn)

    def _withdraw(self, told: RingList) -> None:
        """First of all: nothing that keeps the rest from coming, a slow server or a full disk, keeps this here."""
        here = replace(self._here, withdrawn=told.withdrawn)
        left = {name: one for name, one in here.troubleshooters.items() if not here.is_withdrawn(name, one.version)}
        if here == self._here and left == here.troubleshooters:
            return
        over = [folder_of(self._place, name, here.troubleshooters[name]) for name in here.troubleshooters.keys() - left]
        try:
            write_current(self._place, replace(here, troubleshooters=left))
        except DiskFull:
            for folder in over:
                cleaning.delete(folder)
            write_current(self._place, replace(here, troubleshooters=left))
        for folder in over:
            cleaning.delete(folder)

    def _followed(self, bringing: Bringing, told: RingList) -> Look:
        """Does what the ring's list says."""
        ring, withdrawn = self._orders.ring, Current(withdrawn=told.withdrawn)
        wish = plan(told, ring, self._here)
        installed, came = self._kept(bringing, told, wish), []
        for wanted in wish.fetch:
            name, have = wanted.archive.id, self._here.troubleshooters.get(wanted.archive.id)
            title = bringing.archive(wanted)
            if title is not None:
                installed[name] = wanted.installed
                came.append(Came(name, wanted.archive.version, wanted.before, title))
            elif have is not None and not withdrawn.is_withdrawn(name, have.version):
                installed[name] = have
        notices, ids = bringing.notices(told.notices)
        fresh = Current(ring, installed, told.withdrawn, notices, ids, self._highest(installed))
        gone = self._gone(fresh, wish, came)
        if fresh != self._here:
            write_current(self._place, fresh)
        other = (notices, told.withdrawn) != (self._here.notices, self._here.withdrawn)
        state = State.NEW if came or gone or other else State.SAME
        return Look(state, ring, tuple(came), gone, ids, (*wish.refused, *bringing.refused))

    def _kept(self, bringing: Bringing, told: RingList, wish: Plan) -> dict[str, Installed]:
        """What stays as it is. What is gone from the disk is fetched anew, in the same version."""
        kept = dict(wish.keep)
        for name, one in wish.keep.items():
            if (folder_of(self._place, name, one) / name / "manifest.toml").is_file():
                continue
            again = {it.archive.id: it for it in plan(told, self._orders.ring, Current()).fetch}.get(name)
            if again is None or again.installed != one or bringing.archive(again) is None:
                del kept[name]
        return kept

    def _gone(self, fresh: Current, wish: Plan, came: list[Came]) -> tuple[Gone, ...]:
        """What is here no more; also what was withdrawn while something newer came."""
        replaced = [Gone(one.id, one.before, "withdrawn") for one in came if one.before]
        over = [*wish.gone, *(one for one in replaced if fresh.is_withdrawn(one.id, one.version))]
        needed = cleaning.used(self._place, self._orders.in_use()) if over else set()
        return tuple(replace(one, in_use=(one.id, one.version) in needed) for one in over)

    def _highest(self, installed: dict[str, Installed]) -> dict[str, str]:
        """By id the highest version that was ever here in this ring."""
        highest = dict(self._here.highest) if self._here.ring == self._orders.ring else {}
        for name, one in installed.items():
            if version_key(one.version) > version_key(highest.get(name, "0")):
                highest[name] = one.version
        return highest
