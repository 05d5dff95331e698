"""Every help desk system there is to choose from: those that come with Deskside and those that a package adds."""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module

from deskside.paths import is_frozen
from deskside.tickets.offer import Offer

BUILT_IN = (
    "desk",
    "django_helpdesk",
    "freshdesk",
    "redmine",
    "roundup",
    "rt",
    "webhook",
    "zendesk",
    "mail",
    "jsm",
    "servicenow",
)
"""A module of this package each."""

GROUP = "deskside.backends"
_log = logging.getLogger(__name__)


@cache
def offers() -> dict[str, Offer]:
    """By name. One of ours is never replaced by another's."""
    found: dict[str, Offer] = {}
    for module in BUILT_IN:
        offer: Offer = import_module(f"{__name__}.{module}").OFFER
        found[offer.name] = offer
    return found if is_frozen() else _with_added(found)


def _with_added(found: dict[str, Offer]) -> dict[str, Offer]:
    """Those of packages that were installed beside Deskside too; what can't be loaded is left out and noted."""
    from importlib import metadata  # here: a third of the standard library comes with it

    for point in metadata.entry_points(group=GROUP):
        try:
            added = point.load()
        except (ImportError, AttributeError) as problem:
            _log.warning("the help desk system %r can't be loaded: %s", point.name, type(problem).__name__)
            continue
        if isinstance(added, Offer) and added.name not in found:
            found[added.name] = added
    return found
