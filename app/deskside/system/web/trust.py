"""Who is believed to be a server: the system's own trust store, and the organisation's authority beside it."""

from __future__ import annotations

import ipaddress
import ssl

import truststore

from deskside.system.web.network import Network


def trusting(network: Network) -> ssl.SSLContext:
    """What checks a server's certificate and its name. There is no way round it."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if network.extra_ca:
        try:
            context.load_verify_locations(network.extra_ca)
        except OSError as problem:  # it says what, and not where
            raise type(problem)(problem.errno, f"network.extra_ca {network.extra_ca}: {problem.strerror}") from problem
    return context


def is_here(host: str) -> bool:
    """Whether ``host`` is this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
