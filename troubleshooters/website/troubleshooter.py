"""Why one website does not open while others do: the site itself, its digital ID, or the browser."""

from __future__ import annotations

from .browser import BrowserData, BrowserProfileLocked, BrowserProxyDead
from .site import CertificateExpired, CertificateWrongName, SiteDown, SiteError

__all__ = [
    "BrowserData",
    "BrowserProfileLocked",
    "BrowserProxyDead",
    "CertificateExpired",
    "CertificateWrongName",
    "SiteDown",
    "SiteError",
]
