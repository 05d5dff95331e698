"""Files of the catalogue from a web server: with a deadline, a least speed, and no way to somebody else."""

from __future__ import annotations

import abc
import contextlib
import http.client
import io
import ssl
import time
from collections.abc import Generator, Iterator
from typing import IO
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from tuf.api.exceptions import DownloadError, DownloadHTTPError, DownloadLengthMismatchError, SlowRetrievalError
from tuf.ngclient.fetcher import FetcherInterface

from deskside.system.web.deadline import Deadline
from deskside.system.web.network import Network
from deskside.system.web.session import PROXY_WANTS_SIGN_IN, causes, open_session, proxies

TOTAL, CONNECT, READ = 120.0, 9.0, 10.0
"""Seconds for one file, for the connection, and between two bytes."""
LEAST, GRACE = 1000, 4.0
"""Bytes a second, once so many seconds have gone."""
MOST = 12 << 20
"""Bytes of one file; the largest is an archive."""
_CHUNK = 1 << 16
_MOST_TURNS = 3
_BROKEN = (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)


class Elsewhere(DownloadError):
    """The server sends us to another one, as the sign-in page of a network does."""


class NotProven(DownloadError):
    """The server does not prove who it is."""


class ProxyWantsSignIn(DownloadError):
    """The way out of this network asks who we are."""


class Busy(DownloadHTTPError):
    """A definite "later". ``seconds``: how long the server asked us to wait."""

    def __init__(self, message: str, status: int, seconds: float) -> None:
        super().__init__(message, status)
        self.seconds = seconds


class InMemory(FetcherInterface):
    """What is fetched lies in memory until it is checked, and not in a temporary folder, which others may have filled.

    Never more than ``MOST``, whatever a list says that is signed with a stolen key.
    """

    @contextlib.contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        came, most = io.BytesIO(), min(max_length, MOST)
        with contextlib.closing(self._fetch(url)) as parts:  # a connection that goes on is closed here and now
            for part in parts:
                if came.tell() + len(part) > most:
                    raise DownloadLengthMismatchError(f"more than {most} bytes came")
                came.write(part)
        came.seek(0)
        yield came

    @abc.abstractmethod
    def _fetch(self, url: str) -> Generator[bytes, None, None]:
        """The file in parts. Raises ``DownloadError`` and no other."""


class WebFetcher(InMemory):
    """One connection for all files of one look. Nothing is asked for twice."""

    def __init__(
        self, network: Network, *, total: float = TOTAL, read: float = READ, least: int = LEAST, grace: float = GRACE
    ) -> None:
        self._network, self._total, self._read = network, total, read
        self._least, self._grace = least, grace
        self._session: requests.Session | None = None

    def _fetch(self, url: str) -> Generator[bytes, None, None]:
        with Deadline(self._total, CONNECT) as deadline, _translated(deadline):
            with contextlib.closing(self._opened(url, deadline)) as response:
                yield from self._parts(response)
            deadline.check()

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def _opened(self, url: str, deadline: Deadline) -> requests.Response:
        """The answer to this address, or to one on the same server that it leads to."""
        if self._session is None:
            self._session = open_session(self._network)
        at = url
        for _turn in range(_MOST_TURNS + 1):
            response = self._session.get(
                at,
                headers={"Accept-Encoding": "identity"},
                proxies=proxies(self._network, at),
                timeout=(CONNECT, self._read),
                allow_redirects=False,
                stream=True,
            )
            if not response.is_redirect:
                _check_status(response)
                return response
            response.close()
            at = _onward(at, response.headers["Location"])
            deadline.check()
        raise Elsewhere(f"{url} leads in a circle")

    def _parts(self, response: requests.Response) -> Iterator[bytes]:
        begun, came = time.monotonic(), 0
        while part := response.raw.read1(_CHUNK, decode_content=False):
            came += len(part)
            yield part
            gone = time.monotonic() - begun
            if gone > self._grace and came < self._least * gone:
                raise SlowRetrievalError(f"{came} bytes in {gone:.0f} seconds")


def _onward(at: str, to: str) -> str:
    """Where a server may send us: to itself only, and never out of the encryption."""
    onward = urljoin(at, to)
    here, there = urlsplit(at), urlsplit(onward)
    if (here.scheme, here.hostname, here.port) != (there.scheme, there.hostname, there.port):
        raise Elsewhere(f"{here.netloc} leads to {there.scheme}://{there.netloc}")
    return onward


def _check_status(response: requests.Response) -> None:
    status = response.status_code
    if status in (429, 503):
        response.close()
        asked = response.headers.get("Retry-After", "")
        raise Busy(f"HTTP {status}", status, float(asked) if asked.isascii() and asked.isdigit() else 0.0)
    if status != 200:
        response.close()
        raise DownloadHTTPError(f"HTTP {status}", status)


@contextlib.contextmanager
def _translated(deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except DownloadError:
        raise
    except _BROKEN as problem:
        why = f"{type(problem).__name__}: {problem}"
        for cause in causes(problem):
            if isinstance(cause, ssl.SSLCertVerificationError):
                raise NotProven(f"certificate: {cause.verify_message}") from problem
            if isinstance(cause, OSError) and str(cause).startswith(PROXY_WANTS_SIGN_IN):
                raise ProxyWantsSignIn(why) from problem
        if deadline.over:
            raise SlowRetrievalError(f"{why} (the time was over)") from problem
        raise DownloadError(why) from problem
