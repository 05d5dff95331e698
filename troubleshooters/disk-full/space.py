"""The disk with the home folder: how much is little and how much is large, on small disks and on huge ones."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from deskside.sdk import Cache, CouldNotCheck, System, Trash, Volume, Written, could_not_check

from .words import GB, MB


def least_free(size: int) -> int:
    """With less than this free, a disk is as good as full: programs need some room to work."""
    return min(size * 3 // 100, 2 * GB)


def little_free(size: int) -> int:
    """With less than this free, a person soon has to think about space."""
    return min(size * 5 // 100, 10 * GB)


class Space:
    """``written`` is None where writing could not be tried; ``caches`` are those on this disk."""

    def __init__(self, home: Volume, written: Written | None, caches: Sequence[Cache], trash: Trash) -> None:
        self.home, self.written, self.trash = home, written, trash
        self.caches = [cache for cache in caches if not cache.volume]

    @property
    def refused(self) -> bool:
        """Whether one more file did not fit, whatever the numbers say."""
        return self.written is not None and self.written.problem in ("full", "quota")

    @property
    def full(self) -> bool:
        return self.refused or self.home.free < least_free(self.home.size)

    @property
    def little(self) -> bool:
        return self.refused or self.home.free < little_free(self.home.size)

    @property
    def in_trash(self) -> int:
        return self.trash.size - self.trash.elsewhere

    @property
    def in_caches(self) -> int:
        return sum(cache.size for cache in self.caches)

    @property
    def holder(self) -> Cache | None:
        """The program that must be closed first, where what can go now is not enough."""
        held = max(self.caches, key=lambda cache: cache.held, default=None)
        if held is None or held.held < 100 * MB:
            return None
        return held if self._with(self.in_caches + self.in_trash) < least_free(self.home.size) else None

    @property
    def own_files_alone(self) -> bool:
        """Whether nothing is left on this disk that may be cleared."""
        return self.holder is None and self.in_caches + self.in_trash < MB

    @property
    def own_files_fill_it(self) -> bool:
        """Whether there would still be little space with all caches and the trash gone, and all programs closed."""
        held = sum(cache.held for cache in self.caches)
        return self.little and self._with(self.in_caches + self.in_trash + held) < little_free(self.home.size)

    def _with(self, more: int) -> int:
        """How much would be free, were so much taken away."""
        counts = not self.refused or self.home.free < least_free(self.home.size)
        return (self.home.free if counts else 0) + more  # otherwise the person's share is used up, not the disk

    def large(self, share: int, least: int, most: int) -> int:
        """From which size on something is worth speaking of: a share of the disk in percent, between two bounds.

        Much less is worth it where space is short.
        """
        size = self.home.size
        if self.little:
            return max(least // 5, min(size * share // 500, most // 10))
        return max(least, min(size * share // 100, most))

    def facts(self) -> dict[str, Any]:
        """For IT, as plain data."""
        return {
            "disk_size": self.home.size,
            "disk_free": self.home.free,
            "write": self.written.problem if self.written else "not tried",
            "caches": [
                {"id": one.id, "size": one.size, "files": one.files, "held": one.held} for one in self.caches[:10]
            ],
            "trash": self.trash.size,
            "about": self.home.about,
        }


def space_at_home(pc: System) -> Space:
    """The caches or the trash count as empty where they cannot be looked at: they are not offered then."""
    home, written = home_of(pc), tried(pc)
    caches: list[Cache] = []
    trash = Trash({})
    with suppress(CouldNotCheck):
        caches = pc.disk.caches()
    with suppress(CouldNotCheck):
        trash = pc.disk.trash()
    return Space(home, written, caches, trash)


def home_of(pc: System) -> Volume:
    return at_home(pc.disk.volumes())


def at_home(volumes: Iterable[Volume]) -> Volume:
    """The disk with the person's folders."""
    home = next((volume for volume in volumes if volume.home), None)
    return home or could_not_check("the disk with the home folder is not known")


def tried(pc: System) -> Written | None:
    """What came of writing; None where it could not be tried."""
    with suppress(CouldNotCheck):
        return pc.disk.write()
    return None


def stops_the_system(volume: Volume) -> bool:
    """The system's own disk, or the one for temporary files, without room; one that is never written is no trouble."""
    needed = (volume.system or volume.temporary) and not volume.home and not volume.read_only
    return needed and volume.size > 0 and volume.free < min(volume.size // 50, 200 * MB)


def few_places(home: Volume) -> bool:
    """Whether hardly any more files can be made; a disk that says nothing of it has no such limit."""
    if not home.files or home.files_free is None:
        return False
    return home.files_free < min(home.files // 100, 1000)


def clear(pc: System, caches: Iterable[Cache]) -> list[str]:
    """Clears what can be; the ids of those that were."""
    cleared = []
    for cache in caches:
        with suppress(CouldNotCheck):
            pc.disk.clear_cache(cache.id)
            cleared.append(cache.id)
    return cleared


def empty_trash(pc: System) -> list[str]:
    """Empties the trash, if there is something in it and it can be."""
    with suppress(CouldNotCheck):
        if pc.disk.trash().items:
            pc.disk.empty_trash()
            return ["trash"]
    return []
