"""Ready-made checks of the network on simulated PCs: a cable, a name, a door of another computer, a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deskside.children import Children
from deskside.children.recording import Replay, Says, Scenario
from deskside.model import ready as table
from deskside.model.call import Detected
from deskside.model.troubleshooter import Cause, Fix, FixKind, Ready, Troubleshooter


def detect(check: Ready, *says: Says) -> Detected:
    needs = table.needs_of(check, table.CHECKS)
    owner = Troubleshooter("network", "1", "Network", Path("/nowhere"), needs=needs)
    cause = Cause("network.made", Fix(FixKind.PEOPLE), check=check)
    with Children({}, source=Replay(Scenario(says=says))) as host:
        return host.detect((owner,), (cause,), {}, lambda _detected: None, 10)[0]


def link(name: str, kind: str = "wired", *, enabled: bool = True, carrier: bool = True) -> dict[str, Any]:
    return {"name": name, "kind": kind, "enabled": enabled, "carrier": carrier}


def way(by: str) -> dict[str, Any]:
    return {"to": "default", "family": 4, "gateway": "192.0.2.1", "link": by}


EMPTY = link("eth0", carrier=False)


@pytest.mark.parametrize(
    ("links", "routes", "found"),
    [
        ([EMPTY], [], ["eth0"]),
        ([EMPTY], [way("eth0")], ["eth0"]),  # left over from before the cable was pulled
        ([EMPTY, link("wg0", "vpn")], [], ["eth0"]),
        ([EMPTY, link("wlan0", "wifi", enabled=False, carrier=False)], [], ["eth0"]),
        ([EMPTY, link("wlan0", "wifi")], [way("wlan0")], None),
        ([EMPTY, link("eth1")], [], None),
        ([EMPTY, link("br0", "virtual")], [way("br0")], None),
        ([link("eth0", enabled=False, carrier=False)], [], None),
        ([link("wlan0", "wifi", carrier=False)], [], None),
        ([], [], None),
    ],
)
def test_an_empty_socket_counts_only_where_there_is_no_other_way_out(
    links: list[Any], routes: list[Any], found: list[str] | None
) -> None:
    told = detect(
        Ready("cable-unplugged", {}), Says("network.links", gives=links), Says("network.routes", gives=routes)
    )
    assert told.problem == ""
    assert (told.evidence.get("links") if told.found else None) == found


OPEN = {"open": True, "problem": ""}
SHUT = {"open": False, "problem": "refused"}
PORT: dict[str, Any] = {"host": "files.example.org", "port": "445"}


@pytest.mark.parametrize(
    ("check", "says", "problem"),
    [
        (
            Ready("name-unknown", {"name": "intranet"}),
            Says("reach.resolve", gives={"problem": "not-found"}),
            "not-found",
        ),
        (Ready("name-unknown", {"name": "intranet"}), Says("reach.resolve", gives={"addresses": ["192.0.2.1"]}), None),
        (Ready("port-closed", PORT), Says("reach.connect", {"port": 445}, SHUT), "refused"),
        (Ready("port-closed", PORT), Says("reach.connect", {"port": 445}, OPEN), None),
        (Ready("page-unreachable", {"address": "https://x/"}), Says("reach.fetch", gives={"problem": "cut"}), "cut"),
        (Ready("page-unreachable", {"address": "https://x/"}), Says("reach.fetch", gives={"status": 503}), ""),
        (Ready("page-unreachable", {"address": "https://x/"}), Says("reach.fetch", gives={"status": 401}), None),
    ],
)
def test_what_is_out_of_reach_is_told_in_the_authors_words(check: Ready, says: Says, problem: str | None) -> None:
    told = detect(check, says)
    assert told.problem == ""
    assert (told.evidence.get("problem") if told.found else None) == problem
    assert told.says == "", "the author's own words say it"


def test_a_port_that_is_no_number_is_not_tried() -> None:
    told = detect(Ready("port-closed", {"host": "x", "port": "smb"}), Says("reach.connect", gives=OPEN))
    assert not told.found
    assert "is no port" in told.problem
