"""A session of ``requests`` by this house's rules: certificates, proxies, and a deadline for every connection."""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from deskside.system.web.deadline import POOLS
from deskside.system.web.network import Network
from deskside.system.web.trust import is_here, trusting

PROXY_WANTS_SIGN_IN = "Tunnel connection failed: 407"
"""What ``http.client`` says; a bare "407" also stands in ports and addresses."""


def open_session(network: Network) -> requests.Session:
    """Checks certificates against the trust store and nothing else. Every request needs a ``Deadline`` round it."""
    context = trusting(network)
    session = requests.Session()
    session.trust_env = False  # no .netrc, and no variable that names other certificates
    session.headers["User-Agent"] = "Deskside"
    for scheme in ("https://", "http://"):
        session.mount(scheme, _Adapter(context))
    return session


def proxies(network: Network, url: str) -> dict[str, str]:
    """The way out for this address: IT's proxy, else the system's own; none to this computer itself."""
    host = urlsplit(url).hostname or ""
    if is_here(host):
        return {}
    if network.proxy:
        return {"http": network.proxy, "https": network.proxy}
    return {} if urllib.request.proxy_bypass(host) else urllib.request.getproxies()


def causes(problem: BaseException) -> Iterator[BaseException]:
    """The problem and what it was made from; ``requests`` and urllib3 wrap in several ways."""
    seen: list[BaseException] = []
    left: list[Any] = [problem]
    while left:
        one = left.pop()
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            left += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    yield from seen


class _Adapter(HTTPAdapter):
    """Connections that know their deadline, checked against ``context`` and nothing else."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002
        conn.cert_reqs, conn.ca_certs, conn.ca_cert_dir = "CERT_REQUIRED", None, None
