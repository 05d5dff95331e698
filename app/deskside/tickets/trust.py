"""Who is believed to be the help desk: the system's own trust store, and the organisation's authority beside it."""

from __future__ import annotations

import ipaddress
import ssl

import truststore

from deskside.language import _
from deskside.tickets.network import Network


def trusting(network: Network) -> ssl.SSLContext:
    """What checks a server's certificate and its name. There is no way round it."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if network.extra_ca:
        context.load_verify_locations(network.extra_ca)
    return context


def certificate_words(problem: ssl.SSLCertVerificationError) -> str:
    if problem.verify_code in (9, 10):  # not yet valid, expired
        return _("The help desk's proof of identity is out of date, or this computer's clock is wrong.")
    return _("This may not be the real help desk, so nothing was sent. IT can look into it.")


def is_here(host: str) -> bool:
    """Whether ``host`` is this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
