"""Which found causes explain which others: a dead router explains dead names, so only the router is shown.

Masking is transitive, and two causes that mask each other never hide both:
of such a ring the likeliest stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from deskside.model.troubleshooter import Cause


def covers(mask: str, cause: str) -> bool:
    """Whether ``mask`` ("internet.dns", "internet.*") names ``cause``."""
    return mask == cause or (mask.endswith(".*") and cause.startswith(mask[:-1]))


def masked(causes: Iterable[Cause], found: Collection[str]) -> dict[str, str]:
    """For each of ``found`` that another explains: the one that does, itself never explained."""
    present = [cause for cause in causes if cause.id in found]
    reach = _reach(present)
    explained: dict[str, str] = {}
    for root in _roots(present, reach):
        for other in reach[root]:
            if other != root:
                explained.setdefault(other, root)
    return explained


def explains(causes: Iterable[Cause], found: Collection[str], other: str) -> bool:
    """Whether one of ``found`` would mask ``other``, were it found too."""
    return other in masked(causes, {*found, other})


def _reach(present: list[Cause]) -> dict[str, set[str]]:
    """For each cause all that it explains, directly or through others."""
    direct = {
        cause.id: {other.id for other in present if any(covers(mask, other.id) for mask in cause.masks)}
        for cause in present
    }
    reach: dict[str, set[str]] = {}
    for start in direct:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            fresh = direct[ahead.pop()] - seen
            seen |= fresh
            ahead.extend(fresh)
        reach[start] = seen
    return reach


def _roots(present: list[Cause], reach: Mapping[str, set[str]]) -> list[str]:
    """Causes that nothing explains, and of each ring that nothing outside explains the likeliest."""
    roots: list[str] = []
    for cause in sorted(present, key=lambda one: -one.likelihood):
        above = [other.id for other in present if cause.id in reach[other.id]]
        in_a_ring = all(other in reach[cause.id] for other in above)
        if in_a_ring and not any(root in above for root in roots):
            roots.append(cause.id)
    return roots
