"""Why something of the catalogue was not taken: what python-tuf and the way to it said, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tuf.api import exceptions as tuf
from tuf.api.serialization import DeserializationError

from deskside.catalogue.client.fetching import Busy, Elsewhere, NotProven, ProxyWantsSignIn
from deskside.errors import CatalogueProblem
from deskside.language import _


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turns whatever goes wrong with the catalogue inside it into a ``CatalogueProblem``."""
    try:
        yield
    except (tuf.RepositoryError, tuf.DownloadError, ValueError, RecursionError) as problem:
        raise CatalogueProblem(
            f"{type(problem).__name__}: {problem}"[:500],
            says=plain(problem),
            reached=_reached(problem),
            seconds=problem.seconds if isinstance(problem, Busy) else 0.0,
        ) from problem


def _reached(problem: Exception) -> bool:
    """Whether the catalogue itself answered, and other files of it are worth asking for."""
    missing = isinstance(problem, tuf.DownloadHTTPError) and problem.status_code == 404
    too_much = isinstance(problem, tuf.DownloadLengthMismatchError)
    return missing or too_much or isinstance(problem, Elsewhere) or not isinstance(problem, tuf.DownloadError)


def plain(problem: Exception) -> str:
    """What a person reads."""
    for kind, says in _SAYS.items():
        if isinstance(problem, kind):
            return says()
    if isinstance(problem, tuf.DownloadHTTPError):
        return _of_status(problem.status_code)
    return _("The catalogue can't be reached now.")


def _of_status(status: int) -> str:
    if status == 404:
        return _("Something of the catalogue is missing where it should be.")
    if status in (401, 403, 407, 511):
        return _("The catalogue is there, but this computer may not read it.")
    if status in (429, 503):
        return _("The catalogue is busy. Deskside tries again later.")
    return _("The catalogue does not work right now.")


_SAYS: dict[type[Exception], Callable[[], str]] = {
    tuf.ExpiredMetadataError: lambda: _("The catalogue was not renewed in time, so nothing of it is believed."),
    tuf.UnsignedMetadataError: lambda: _("The catalogue is not signed by those whom this computer trusts."),
    tuf.BadVersionNumberError: lambda: _("The catalogue is older than what this computer has seen already."),
    tuf.LengthOrHashMismatchError: lambda: _("What came is not what was signed."),
    DeserializationError: lambda: _("What came is no catalogue. This network may want you to sign in first."),
    tuf.RepositoryError: lambda: _("The parts of the catalogue do not fit together."),
    tuf.DownloadLengthMismatchError: lambda: _("More came than the catalogue may send, so Deskside stopped."),
    tuf.SlowRetrievalError: lambda: _("It came so slowly that Deskside stopped."),
    Elsewhere: lambda: _("The catalogue's address leads elsewhere. This network may want you to sign in first."),
    NotProven: lambda: _("This may not be the real catalogue, so nothing was taken from it."),
    ProxyWantsSignIn: lambda: _("The way out of this network asks for a sign-in. IT can help."),
    ValueError: lambda: _("What came is no catalogue. This network may want you to sign in first."),
    RecursionError: lambda: _("What came is no catalogue. This network may want you to sign in first."),
}
"""The first that fits; what is more special stands first."""
