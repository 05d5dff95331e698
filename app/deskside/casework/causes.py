"""Which causes a case looks for: those of its troubleshooter and of those that it includes ("internet.*")."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from deskside.catalogue import Listing
from deskside.children import Children
from deskside.errors import ChildProblem, ManifestProblem
from deskside.model.troubleshooter import Cause, Troubleshooter


def included_in(found: Troubleshooter, listing: Listing) -> tuple[Troubleshooter, ...]:
    """The troubleshooter and those whose causes it includes."""
    names = dict.fromkeys(name.partition(".")[0] for name in found.includes)
    others = (listing.get(name) for name in names)
    return (found, *(one for one in others if one is not None))


def causes_of(
    found: Troubleshooter, included: Iterable[Troubleshooter], new_children: Callable[[], Children], system: str
) -> tuple[Cause, ...]:
    """All that can be the cause on this system. Raises ``ManifestProblem`` where code cannot tell its own."""
    return tuple(cause for one in included for cause in _of_one(one, found, new_children, system))


def _of_one(
    one: Troubleshooter, owner: Troubleshooter, new_children: Callable[[], Children], system: str
) -> tuple[Cause, ...]:
    """Causes of the manifest, then of the code."""
    causes = one.causes
    if one.has_code:
        with new_children() as children:
            try:
                causes += children.describe(one)
            except ChildProblem as problem:
                raise ManifestProblem(str(problem), file=str(one.folder)) from problem
    causes = tuple(cause for cause in causes if system in cause.systems)
    if one is owner:
        return causes
    whole = f"{one.id}.*" in owner.includes
    named = tuple(_renamed(cause, one.id) for cause in causes)
    return named if whole else tuple(cause for cause in named if cause.id in owner.includes)


def full_id(cause: str, owner: str) -> str:
    """ "printer.paused", also of a cause that says only "paused"."""
    return cause if "." in cause else f"{owner}.{cause}"


def _renamed(cause: Cause, owner: str) -> Cause:
    return replace(cause, id=full_id(cause.id, owner), masks=tuple(full_id(mask, owner) for mask in cause.masks))
