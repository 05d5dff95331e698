"""Sizes and lists of things, in words."""

from collections.abc import Iterable
from typing import Any

from deskside.sdk import Cache, Item, System, _

MB = 1_000_000
GB = 1_000_000_000

_NAMES = {
    "temporary": _("old temporary files"),
    "cache/thumbnails": _("small preview pictures"),
}
"""What is no program has a name of its own here."""


def amount(pc: System, size: int) -> str:
    """A size as this system's own windows show it: a gigabyte of Windows is a little larger."""
    mega, giga = (1 << 20, 1 << 30) if pc.name == "windows" else (MB, GB)
    if size >= giga:
        whole, _point, tenth = f"{size / giga:.1f}".partition(".")
        if tenth == "0" or size >= 100 * giga:
            return _("{number} GB").format(number=whole)
        return _("{whole}.{tenth} GB").format(whole=whole, tenth=tenth)
    return _("{number} MB").format(number=round(size / mega))


def name_of(cache: Cache) -> str:
    return _NAMES.get(cache.id, cache.name or cache.id)


def listed(pc: System, sizes: Iterable[tuple[str, int]], most: int = 5) -> list[str]:
    """A line each for the largest, and one for the rest."""
    ranked = sorted(sizes, key=lambda one: -one[1])
    lines = [_line(pc, name, size) for name, size in ranked[:most] if size >= MB]
    rest = sum(size for _name, size in ranked[most:])
    return [*lines, _line(pc, _("others"), rest)] if rest >= 10 * MB else lines


def largest_of(pc: System, items: Iterable[Item], most: int = 5) -> list[str]:
    """A line each for the largest of these."""
    ranked = sorted(items, key=lambda item: -item.size)[:most]
    return [_line(pc, _told(item.name), item.size) for item in ranked]


def _told(name: str) -> str:
    """A name as people know it; what a Mac shows as one thing holds every photo."""
    return _("{name} (all your photos)").format(name=name) if name.endswith(".photoslibrary") else name


def _line(pc: System, name: str, size: int) -> str:
    return _("{name}: {size}").format(name=name, size=amount(pc, size))


def in_kinds(items: Iterable[Item]) -> list[dict[str, Any]]:
    """For IT, as plain data. What people call their files is nobody else's business; what programs keep is IT's."""
    return [{"what": _kind(item), "size": item.size} for item in items]


def _kind(item: Item) -> str:
    if of_programs(item.name):
        return item.name
    if item.folder:
        return "a folder"
    ending = item.name.rpartition(".")[2].lower()
    return f"a file of kind {ending}" if ending.isalnum() and len(ending) <= 5 else "a file"


def of_programs(name: str) -> bool:
    """Whether it lies where programs keep their own things: not for the person to choose from."""
    first = name.partition("/")[0]
    return first.startswith(".") or first.lower() in ("appdata", "library")
