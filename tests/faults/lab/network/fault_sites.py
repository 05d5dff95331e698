"""Faults of one web site, and of the browser that shows it. The site is other.test; good.test stays well."""

from __future__ import annotations

from collections.abc import Mapping

from lab.fault import Fault, Probe
from lab.network import browser, probes
from lab.network.addresses import GOOD, OTHER, PROXY
from lab.network.internet import PROXY_PORT
from lab.network.town import Town


def _silence(town: Town) -> None:
    rules = [f"input {family} daddr {address} drop" for family, address in (("ip", OTHER.v4), ("ip6", OTHER.v6))]
    town.internet.place.filter(*rules)


def _down(_: Town) -> bool:
    return not any(probes.opens(address, 443, 2) for address in OTHER.addresses) and probes.online()


def _says_error(_: Town) -> bool:
    came, good = probes.page(OTHER, "/"), probes.page(GOOD, "/")
    return came is not None and came.status >= 500 and good is not None and good.status == 200


def _served(says: str, broken: Probe[Town], does: Mapping[str, object]) -> Fault[Town]:
    """The site itself does something else than it should."""
    return Fault(
        says,
        lambda town: town.internet.serve_sites({OTHER.name: does}),
        broken,
        repair=lambda town: town.internet.serve_sites(),
    )


def _certified(says: str, folder: str, problem: int) -> Fault[Town]:
    """The site has a certificate of this folder."""
    return Fault(
        says,
        lambda town: town.internet.serve_sites(certificates=folder),
        lambda town: probes.certificate(OTHER, town.internet.authority) == problem,
        repair=lambda town: town.internet.serve_sites(),
    )


def _browser_proxy_dead(town: Town) -> bool:
    return browser.uses_proxy(town) and not probes.opens(PROXY.v4, PROXY_PORT)


SITES: dict[str, Fault[Town]] = {
    "site_down": Fault(
        "The site's server does not run.",
        lambda town: town.internet.serve_sites(without=(OTHER,)),
        _down,
        repair=lambda town: town.internet.serve_sites(),
    ),
    "site_silent": Fault(
        "The site does not answer at all.", _silence, _down, repair=lambda town: town.internet.place.no_filter()
    ),
    "site_error": _served(
        "The site says that it has trouble of its own.", _says_error, {"does": "status", "status": 500}
    ),
    "site_overloaded": _served("The site says that it can't just now.", _says_error, {"does": "status", "status": 503}),
    "certificate_expired": _certified("The site's certificate has expired.", "expired", probes.EXPIRED),
    "certificate_wrong_name": _certified("The site's certificate is another site's.", "wrong-name", probes.WRONG_NAME),
    "browser_proxy_dead": Fault(
        "Firefox has a proxy of its own that does not run.",
        lambda town: browser.use_proxy(town, PROXY.name, PROXY_PORT),
        _browser_proxy_dead,
        repair=browser.use_no_proxy,
    ),
    "browser_profile_locked": Fault(
        "Chrome finds a lock from when the computer had another name, and does not start.",
        browser.leave_chrome_lock,
        browser.has_chrome_lock,
        repair=browser.remove_chrome_lock,
    ),
    "browser_profile_locked_long": Fault(
        "Firefox finds an old lock from when the computer had another address, and does not start.",
        lambda town: browser.leave_lock(town, browser.OF_ANOTHER_ADDRESS),
        browser.has_lock,
        repair=browser.remove_lock,
    ),
}
