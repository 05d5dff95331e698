"""Disks and what fills them, as a troubleshooter sees it. Sizes are in bytes, ages in seconds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Volume:
    """One disk as people know it. ``files`` and ``files_free`` are None where there is no such limit.

    ``home``: the person's folders are there; ``system``: this computer's own;
    ``temporary``: what programs write for a short time. ``about`` is for IT.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        self.name: str = told["name"]
        self.label: str = told.get("label", "")
        self.size: int = told.get("size", 0)
        self.free: int = told.get("free", 0)
        self.files: int | None = told.get("files")
        self.files_free: int | None = told.get("files_free")
        self.read_only: bool = told.get("read_only", False)
        self.kind: str = told.get("kind", "disk")
        self.home: bool = told.get("home", False)
        self.system: bool = told.get("system", False)
        self.temporary: bool = told.get("temporary", False)
        self.about: str = told.get("about", "")


class Written:
    """``problem`` is "", "full", "no-files", "quota", "read-only", "not-permitted" or "other"; ``why`` is technical."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.ok: bool = told.get("ok", False)
        self.problem: str = told.get("problem", "")
        self.why: str = told.get("why", "")


class Item:
    """A file or folder; ``name`` is its path below the place it was looked for in."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.name: str = told["name"]
        self.folder: bool = told.get("folder", False)
        self.size: int = told.get("size", 0)
        self.age: float = told.get("age", 0.0)
        self.complete: bool = told.get("complete", True)


class Trash:
    """``elsewhere`` is how much of ``size`` lies on other disks than the home folder's; ``files`` the largest of it.

    Here and below: where not ``complete``, there was no time to see everything, and it is at least this much.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        self.size: int = told.get("size", 0)
        self.items: int = told.get("items", 0)
        self.oldest: float | None = told.get("oldest")
        self.elsewhere: int = told.get("elsewhere", 0)
        self.files = [Item(one) for one in told.get("files", [])]
        self.complete: bool = told.get("complete", True)


class Cache:
    """What a program keeps to be quicker and can make again; ``name`` is the program.

    ``held`` is how much more could go, were that program closed. ``volume`` is
    the disk it lies on, by its name; "" is the one with the home folder.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        self.id: str = told["id"]
        self.name: str = told.get("name", "")
        self.size: int = told.get("size", 0)
        self.files: int = told.get("files", 0)
        self.held: int = told.get("held", 0)
        self.volume: str = told.get("volume", "")
        self.complete: bool = told.get("complete", True)


class Downloads:
    def __init__(self, told: dict[str, Any]) -> None:
        self.folder: str = told.get("folder", "")
        self.size: int = told.get("size", 0)
        self.files = [Item(one) for one in told.get("files", [])]
        self.complete: bool = told.get("complete", True)


class Disk:
    """``pc.disk``."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def volumes(self) -> list[Volume]:
        return [Volume(told) for told in self._ask("disk.volumes")]

    def write(self) -> Written:
        """Writes a small file into the home folder, reads it back and takes it away again."""
        return Written(self._ask("disk.write"))

    def trash(self) -> Trash:
        return Trash(self._ask("disk.trash"))

    def caches(self) -> list[Cache]:
        return [Cache(told) for told in self._ask("disk.caches")]

    def downloads(self) -> Downloads:
        return Downloads(self._ask("disk.downloads"))

    def largest(self) -> list[Item]:
        """The person's largest files and folders, largest first."""
        return [Item(told) for told in self._ask("disk.largest")]

    def empty_trash(self) -> None:
        self._ask("disk.empty_trash")

    def clear_cache(self, cache: str) -> None:
        self._ask("disk.clear_cache", cache=cache)
