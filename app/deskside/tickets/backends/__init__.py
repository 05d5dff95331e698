"""The code of the help desk systems, a small file each, and the one place that loads the one that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from deskside import errors
from deskside.language import _
from deskside.model.troubleshooter import Json
from deskside.paths import Paths
from deskside.system.web.network import Network
from deskside.tickets.backend import Backend, Can
from deskside.tickets.offer import Offer
from deskside.tickets.offers import offers
from deskside.tickets.setup import Setup


def make_backend(
    name: str,
    option: Callable[[str], Json],
    secret: Callable[[str], str],
    paths: Paths,
    network: Network | None = None,
) -> Backend:
    """The backend called ``name``. ``option`` gives the value of a setting ("tickets.rt.url"), ``secret`` asks the
    keyring for one ("tickets.rt.token"). Nothing is contacted yet, and no secret asked for.
    """
    setup = Setup(_offer(name), option, secret, paths, network)
    made = _class(setup.offer).made(setup)
    made.settle_seconds, made.mapped = setup.settle, setup.mapped
    return made


def abilities(name: str, option: Callable[[str], Json], paths: Paths) -> Can:
    """What the backend called ``name`` offers with the sign-in that is set up; found out without making it."""
    setup = Setup(_offer(name), option, _no_secret, paths)
    return _class(setup.offer).abilities(setup)


def _offer(name: str) -> Offer:
    offer = offers().get(name)
    if offer is None:
        says = _("There is no help desk system called {name}.").format(name=name)
        raise errors.SettingProblem(says, key="tickets.backend")
    return offer


def _class(offer: Offer) -> type[Backend]:
    """The backend's code. Raises ``SettingProblem`` where a package of somebody else's does not hold what it offers."""
    module, _colon, name = offer.code.partition(":")
    try:
        kind = getattr(import_module(module), name)
    except (ImportError, AttributeError) as problem:
        says = _("The part of Deskside for {name} is not there.").format(name=offer.title)
        raise errors.SettingProblem(says, key="tickets.backend") from problem
    if not (isinstance(kind, type) and issubclass(kind, Backend)):
        says = _("The part of Deskside for {name} is not there.").format(name=offer.title)
        raise errors.SettingProblem(says, key="tickets.backend")
    return kind


def _no_secret(key: str) -> str:
    raise errors.SecretProblem(key, "missing")
