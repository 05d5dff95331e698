"""The person's proxy on Windows: what wininet keeps, what IT has set, and that switching it off loses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from deskside.errors import NotPermitted, WrongCall
from deskside.system.windows.network_proxy import Kept, PersonalProxy

from .windows_computer import PlayedProxies, PlayedRegistry

DIRECT, SERVER, SCRIPT, DETECT = 1, 2, 4, 8
NOBODY = PlayedRegistry()


def told(kept: Kept, registry: PlayedRegistry = NOBODY) -> dict[str, Any]:
    return PersonalProxy(PlayedProxies(kept), registry).told()


def test_a_windows_as_it_is_sold_has_no_proxy() -> None:
    assert told(Kept(DIRECT | DETECT, "", "", "")) == {
        "kind": "none", "address": "", "script": "", "managed": False, "where": "desktop", "except": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("server", "address"),
    [
        ("proxy.example:8080", "proxy.example:8080"),
        ("http://proxy.example:8080/", "proxy.example:8080"),
        ("http=a.example:80;https=b.example:443;ftp=c.example:21", "b.example:443"),
        ("http=a.example:80 ftp=c.example:21", "a.example:80"),
        ("socks=s.example:1080", "s.example:1080"),
    ],
)
def test_the_proxy_is_the_one_for_secure_pages(server: str, address: str) -> None:
    said = told(Kept(DIRECT | SERVER, server, "*.example;<local>", ""))
    assert (said["kind"], said["address"], said["except"]) == ("manual", address, ["*.example", "<local>"])


def test_an_address_that_is_kept_and_not_used_is_no_proxy() -> None:
    assert told(Kept(DIRECT, "proxy.example:8080", "", "http://wpad.example/p.pac"))["kind"] == "none"
    assert told(Kept(DIRECT | SERVER, "", "", ""))["kind"] == "none"


def test_a_script_goes_before_an_address() -> None:
    said = told(Kept(DIRECT | SERVER | SCRIPT, "proxy.example:8080", "", "http://wpad.example/p.pac"))
    assert (said["kind"], said["script"], said["address"]) == ("script", "http://wpad.example/p.pac", "")


@pytest.mark.parametrize(
    "kept",
    [
        Kept(DIRECT | SERVER | DETECT, "http=a.example:80;https=b.example:443", "<local>", "http://old.example/p.pac"),
        Kept(DIRECT | SCRIPT, "a.example:80", "<local>", "http://wpad.example/p.pac"),
    ],
)
def test_switched_off_and_on_again_everything_is_as_it_was(kept: Kept) -> None:
    proxies = PlayedProxies(kept)
    proxy = PersonalProxy(proxies, NOBODY)
    before: dict[str, Any] = proxy.told()
    proxy.set("none", "", "")
    assert proxy.told()["kind"] == "none"
    proxy.set(before["kind"], before["address"], before["script"])
    assert proxies.kept == kept


def test_another_proxy_can_be_set() -> None:
    proxies = PlayedProxies()
    PersonalProxy(proxies, NOBODY).set("manual", "new.example:3128", "")
    assert proxies.kept == Kept(DIRECT | SERVER | DETECT, "new.example:3128", "", "")
    PersonalProxy(proxies, NOBODY).set("script", "", "http://new.example/p.pac")
    assert proxies.kept == Kept(DIRECT | SCRIPT | DETECT, "new.example:3128", "", "http://new.example/p.pac")


@pytest.mark.parametrize("setting", [("manual", "", ""), ("script", "", ""), ("other", "a", "b")])
def test_half_a_setting_is_refused(setting: tuple[str, str, str]) -> None:
    proxies = PlayedProxies()
    with pytest.raises(WrongCall):
        PersonalProxy(proxies, NOBODY).set(*setting)
    assert proxies.kept.flags == DIRECT | DETECT


SETTINGS = r"Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
LOCKS = r"Software\Policies\Microsoft\Internet Explorer\Control Panel"


@pytest.mark.parametrize(
    ("key", "name", "value", "where"),
    [
        (rf"HKLM\{SETTINGS}", "ProxySettingsPerUser", 0, "system"),
        (rf"HKCU\{SETTINGS}", "ProxyServer", "proxy.example:8080", "desktop"),
        (rf"HKCU\{LOCKS}", "Proxy", 1, "desktop"),
        (rf"HKLM\{LOCKS}", "Autoconfig", 1, "desktop"),
    ],
)
def test_what_it_has_set_is_not_ours_to_change(key: str, name: str, value: object, where: str) -> None:
    proxies, registry = PlayedProxies(Kept(DIRECT | SERVER, "p:1", "", "")), PlayedRegistry({(key, name): value})
    proxy = PersonalProxy(proxies, registry)
    assert (proxy.told()["managed"], proxy.told()["where"]) == (True, where)
    with pytest.raises(NotPermitted):
        proxy.set("none", "", "")
    assert proxies.kept.flags == DIRECT | SERVER


def test_a_policy_that_leaves_it_to_the_person_locks_nothing() -> None:
    registry = PlayedRegistry({(rf"HKLM\{SETTINGS}", "ProxySettingsPerUser"): 1, (rf"HKCU\{LOCKS}", "Proxy"): 0})
    assert told(Kept(DIRECT, "", "", ""), registry)["managed"] is False
