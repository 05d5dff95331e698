"""The help desk systems Deskside can talk to, a small file each, and the one place that chooses between them."""

from __future__ import annotations

from collections.abc import Callable

from deskside import errors
from deskside.language import _
from deskside.model.troubleshooter import Json
from deskside.paths import Paths
from deskside.tickets.backend import Backend, Can
from deskside.tickets.backends.desk import EmbeddedDesk
from deskside.tickets.backends.rt import CAN_CREATE, RequestTracker
from deskside.tickets.network import Network
from deskside.tickets.options import CREATE_ONLY, PERSONAL

BACKENDS: dict[str, type[Backend]] = {kind.name: kind for kind in (EmbeddedDesk, RequestTracker)}


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
    if name == EmbeddedDesk.name:
        return EmbeddedDesk(paths.desk)
    if name == RequestTracker.name:
        return _request_tracker(option, secret, network)
    says = _("There is no help desk system called {name}.").format(name=name)
    raise errors.SettingProblem(says, key="tickets.backend")


def abilities(name: str, option: Callable[[str], Json]) -> Can:
    """What the backend called ``name`` offers with the sign-in that is set up; found out without making it."""
    if name == RequestTracker.name and option("tickets.rt.sign_in") == CREATE_ONLY:
        return CAN_CREATE
    return BACKENDS[name].can


def _request_tracker(
    option: Callable[[str], Json], secret: Callable[[str], str], network: Network | None
) -> RequestTracker:
    from deskside.tickets.wire import Wire  # here: 17 MB that only a process that sends needs

    def text(key: str, default: str = "") -> str:
        return str(option(f"tickets.rt.{key}") or default)

    def token() -> str:
        return secret("tickets.rt.token")

    wire = Wire(f"{text('url').rstrip('/')}/REST/2.0", lambda: f"token {token()}", network)
    return RequestTracker(
        wire,
        token,
        text("queue"),
        reference_field=text("reference_field", "ClientRef"),
        sign_in=text("sign_in", PERSONAL),
    )
