"""Ready-made checks and fixes of the disk: little free space, a home folder that takes nothing, caches, the trash."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from deskside.children.ready_steps import Asked, Fix, Found, Steps
from deskside.errors import CallProblem
from deskside.language import _
from deskside.model.call import Call
from deskside.model.troubleshooter import Json
from deskside.sdk.disk import Cache, Trash, Volume, Written

_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?(%|MB|GB)", re.ASCII)
_BYTES = {"MB": 1_000_000, "GB": 1_000_000_000}
_CRUMBS = 10_000_000
"""What may be there again a moment after all was cleared."""


def _bytes(said: Json, whole: int | None = None) -> int:
    """ "2 GB", "500 MB" or, of a ``whole``, "5 %"."""
    found = _SIZE.fullmatch(str(said))
    if found is None or (found[2] == "%" and whole is None):
        raise CallProblem("disk", f"{said!r} is no size")
    number = float(found[1])
    return int((whole or 0) * number / 100) if found[2] == "%" else int(number * _BYTES[found[2]])


def disk_nearly_full(asked: Asked) -> Steps[Found | None]:
    """Less is free for the person than the manifest wants, or one more file does not fit."""
    volumes = [Volume(told) for told in (yield Call("disk.volumes"))]
    home = next((volume for volume in volumes if volume.home), None)
    if home is None:
        raise CallProblem("disk.volumes", "the disk with the home folder is not known")
    enough = home.free >= _bytes(asked.arguments["free"], home.size)
    if enough and Written((yield Call("disk.write"))).problem not in ("full", "quota"):
        return None
    evidence: dict[str, Json] = {"disk": home.name, "disk_free": home.free, "disk_size": home.size}
    return _("Little space is left on the disk with your files."), evidence


def home_not_writable(asked: Asked) -> Steps[Found | None]:  # noqa: ARG001 - one shape for all checks
    """Nothing can be saved, and space is not the reason."""
    written = Written((yield Call("disk.write")))
    if written.ok or written.problem in ("full", "quota", "no-files"):
        return None
    says = _("Nothing can be saved in the folder with your files.")
    return says, {"problem": written.problem, "why": written.why}


def cache_large(asked: Asked) -> Steps[Found | None]:
    """One program keeps more than the manifest wants, of what it can make again."""
    cache = yield from _cache(asked.arguments["cache"])
    if cache is None or cache.size < _bytes(asked.arguments["size"]):
        return None
    says = _("{name} keeps a lot of files to be faster.").format(name=cache.name or cache.id)
    return says, {"cache": cache.id, "size": cache.size}


def trash_large(asked: Asked) -> Steps[Found | None]:
    trash = Trash((yield Call("disk.trash")))
    if trash.size < _bytes(asked.arguments["size"]):
        return None
    return _("The trash takes up a lot of space."), {"size": trash.size, "items": trash.items}


CHECKS: dict[str, Callable[[Asked], Steps[Found | None]]] = {
    "disk-nearly-full": disk_nearly_full,
    "home-not-writable": home_not_writable,
    "cache-large": cache_large,
    "trash-large": trash_large,
}


def _cache(name: Json) -> Steps[Cache | None]:
    caches = [Cache(told) for told in (yield Call("disk.caches"))]
    return next((cache for cache in caches if cache.id == name), None)


def _clear_cache(asked: Asked) -> Steps[dict[str, Json]]:
    cache = yield from _cache(asked.arguments["cache"])
    if cache is not None:
        yield Call("disk.clear_cache", {"cache": cache.id})
    return {"was": cache.size if cache else 0, "now": 0}


def _cache_cleared(asked: Asked) -> Steps[bool]:
    cache = yield from _cache(asked.arguments["cache"])
    return cache is None or cache.size < _crumbs(asked)


def _empty_trash(asked: Asked) -> Steps[dict[str, Json]]:  # noqa: ARG001 - one shape for all fixes
    was = Trash((yield Call("disk.trash"))).size
    yield Call("disk.empty_trash")
    return {"was": was, "now": 0}


def _trash_emptied(asked: Asked) -> Steps[bool]:
    return Trash((yield Call("disk.trash"))).size < _crumbs(asked)


def _crumbs(asked: Asked) -> float:
    was = asked.evidence.get("size")
    return max(_CRUMBS, was / 10 if isinstance(was, (int, float)) else 0)


def _gone(asked: Asked) -> NoReturn:
    raise CallProblem("disk", f"what was cleared is gone: {asked.change}")


FIXES: dict[str, Fix] = {
    "clear-cache": Fix(_clear_cache, _cache_cleared, _gone),
    "empty-trash": Fix(_empty_trash, _trash_emptied, _gone),
}
