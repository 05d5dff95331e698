"""Every help desk system there is to choose from: those that come with Deskside and those that a package adds."""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module

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
    """By name. One of ours is never replaced by another's; what can't be loaded is left out and noted in the log."""
    from importlib import metadata  # here: it loads a third of the standard library, which no start needs

    found: dict[str, Offer] = {}
    for module in BUILT_IN:
        offer: Offer = import_module(f"{__name__}.{module}").OFFER
        found[offer.name] = offer
    for point in metadata.entry_points(group=GROUP):
        try:
            added = point.load()
        except (ImportError, AttributeError) as problem:
            _log.warning("the help desk system %r can't be loaded: %s", point.name, type(problem).__name__)
            continue
        if isinstance(added, Offer) and added.name not in found:
            found[added.name] = added
    return found
