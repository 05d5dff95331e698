"""What this computer knows about its person and itself is found, and everyday names are left alone."""

from __future__ import annotations

from collections.abc import Sequence

import psutil
import pytest

from deskside.diagnostics.known import known_here
from deskside.diagnostics.redact import Known, Redactor
from deskside.errors import TookTooLong, Unavailable
from deskside.system.commands import Ran
from deskside.system.own_names import OwnNames


def no_program(argv: Sequence[str], limit: float) -> Ran:
    raise Unavailable(argv[0], "not here")


def hangs(argv: Sequence[str], limit: float) -> Ran:
    raise TookTooLong(argv[0])


def network_manager(argv: Sequence[str], limit: float) -> Ran:
    assert argv[0] == "nmcli"
    return Ran(0, "802-3-ethernet:Wired connection 1\n802-11-wireless:Sea\\:side 5G\n802-11-wireless:tea\n", "")


def test_hardware_addresses_of_this_computer_are_known() -> None:
    known = known_here(run=no_program)
    for addresses in psutil.net_if_addrs().values():
        for address in addresses:
            if address.family == psutil.AF_LINK and address.address.strip("0:-"):
                assert Known("mac", address.address) in known


def test_the_person_and_the_host_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "umbriel")
    known = known_here(run=no_program, host="moon7.saturn.example")
    assert {Known("person", "umbriel"), Known("host", "moon7"), Known("host", "saturn.example")} <= set(known)


@pytest.mark.parametrize(("user", "host"), [("root", "localhost"), ("admin", "server"), ("user", "desktop")])
def test_everyday_names_are_not_hidden_in_every_sentence(user: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", user)
    text = f"the {user} of this {host} sees a window"
    assert Redactor(known_here(run=no_program, host=host)).redact(text).text == text


def test_names_of_wireless_networks_are_known_where_the_network_manager_tells_them() -> None:
    known = known_here(run=network_manager)
    assert [one.value for one in known if one.kind == "wifi"] == ["Sea:side 5G"]


@pytest.mark.parametrize("run", [no_program, hangs])
def test_a_network_manager_that_is_missing_or_hangs_costs_only_its_names(run: object) -> None:
    assert not [one for one in known_here(run=run) if one.kind == "wifi"]  # type: ignore[arg-type]


def test_a_name_as_a_domains_list_has_it_is_hidden_as_people_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "alee7")
    monkeypatch.setattr("deskside.diagnostics.known.own_names", lambda _run: OwnNames("Quillfeather, Ann"))
    redactor = Redactor(known_here(run=no_program, host="localhost"))
    for said in ("Ann Quillfeather", "Quillfeather, Ann"):
        assert "Quillfeather" not in redactor.redact(f"the drive of {said} is full").text
