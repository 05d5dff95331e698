"""Networks that are really broken: exactly the causes are found, the lab's own probe says what was fixed and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from expected import FIXED, HEALTHY, LEFT, NOISY
from office import PUT_RIGHT, RIGHT, STILL_BROKEN, TRUTH, UNDO, office
from sampling import PERSON, some, times

LOOK = "run internet --json"
FIX = "run internet --json --yes --irreversible"

RIGHTS = ["adapter_disabled", "no_default_route", "address_lost", "hosts_override", "mtu_black_hole", "dns_stale"]
"""What only an administrator may put right."""
TOGETHER = {
    "hosts_override+proxy_script_unreachable": {"hosts-override", "proxy-script-unreachable"},
    "dns_search_missing+ipv6_broken": {"dns-search-missing", "ipv6-broken"},
    "dns_hijack+hosts_override": {"dns-hijack", "hosts-override"},
    "mtu_black_hole+proxy_dead": {"mtu-black-hole", "proxy-dead"},
}

UNTOLD: dict[str, tuple[set[str], str]] = {
    "network/managed": (set(), "nothing-found"),
    "managed+internet_silent": ({"no-internet"}, "needs-people"),
    "managed+captive_portal": ({"captive-portal"}, "not-fixed"),
    "dns_dead": ({"dns-dead"}, "not-fixed"),
    "network/none": (set(), "could-not-check"),
    "internet_silent": (set(), "could-not-check"),
}
"""Where IT has named no page: NetworkManager brings one, and without it nobody has said where the internet is."""


@pytest.mark.parametrize("oddity", some(HEALTHY, core=("none", "proxy_only"), more=2))
def test_what_is_only_odd_is_never_blamed(oddity: str, tmp_path: Path) -> None:
    seen = office(f"network/{oddity}", tmp_path, FIX)
    assert (seen.short_causes, seen.unnamed) == (set(), [])
    assert (seen.reports[0]["outcome"], seen.codes) == ("nothing-found", [0])
    assert (seen.before, seen.after) == (False, False)


@pytest.mark.parametrize("fault", some([*FIXED], core=("no_default_route",), more=2))
def test_what_can_be_fixed_is_really_fixed_and_undo_really_takes_it_back(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX, TRUTH, UNDO, TRUTH)
    assert seen.before
    assert seen.short_causes == {FIXED[fault]}
    found = seen.finding(f"internet.{FIXED[fault]}")
    assert (found["state"], found["verified"]) == ("fixed", True)
    assert (seen.reports[0]["outcome"], seen.unnamed) == ("fixed", [])
    assert seen.codes == [0, RIGHT, 0, STILL_BROKEN]


@pytest.mark.parametrize("fault", some([*LEFT], core=("internet_silent",), more=2))
def test_what_cannot_be_fixed_from_here_is_found_and_no_more_than_that(fault: str, tmp_path: Path) -> None:
    cause, fix = LEFT[fault]
    seen = office(fault, tmp_path, FIX)
    assert seen.before
    assert (seen.short_causes, seen.unnamed) == ({cause}, [])
    found = seen.finding(f"internet.{cause}")
    assert found["fix"] == fix
    assert found["state"] in (("failed", "undone", "needs-admin") if fix == "automatic" else ("offered",))
    assert seen.codes == [1]
    assert seen.after


@pytest.mark.parametrize(
    "fault", some(["cable_unplugged", "gateway_unreachable", "captive_portal", "dns_dead"], more=1)
)
def test_what_someone_has_put_right_is_no_longer_blamed(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, LOOK, PUT_RIGHT, LOOK)
    assert seen.codes == [1, 0, 0]
    assert (seen.reports[2]["findings"], seen.reports[2]["unnamed"]) == ([], [])


@pytest.mark.parametrize("fault", some(["dns_dead", "gateway_unreachable", "dhcp_dead"], more=1))
def test_a_fix_that_did_not_help_has_done_no_harm(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX, PUT_RIGHT, LOOK)
    assert seen.codes == [1, 0, 0]
    assert (seen.reports[2]["findings"], seen.reports[2]["unnamed"]) == ([], [])


@pytest.mark.parametrize("fault", some([*NOISY], core=("packet_loss_30",), more=0))
@pytest.mark.parametrize("time", times(10))
def test_a_bad_line_is_known_every_time_and_its_symptoms_are_not_blamed(fault: str, time: int, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, LOOK)
    assert seen.before
    assert (seen.short_causes, seen.unnamed) == ({NOISY[fault]}, [])


@pytest.mark.parametrize("faults", some([*TOGETHER], more=1))
def test_two_causes_at_once_are_both_found(faults: str, tmp_path: Path) -> None:
    """Some only once the other was fixed: then Deskside looks again."""
    seen = office(faults, tmp_path, FIX)
    assert seen.before
    assert (seen.short_causes, seen.unnamed) == (TOGETHER[faults], [])


@pytest.mark.parametrize("fault", some(RIGHTS, core=("adapter_disabled",), more=0))
def test_a_person_without_the_right_is_told_that_it_has_to_do_this(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX, world=PERSON)
    assert seen.short_causes == {FIXED[fault]}
    assert seen.finding(f"internet.{FIXED[fault]}")["state"] == "needs-admin"
    assert (seen.reports[0]["outcome"], seen.codes) == ("needs-people", [1])
    assert seen.after


@pytest.mark.parametrize("fault", some(["proxy_dead", "proxy_gone", "proxy_script_unreachable"], more=1))
def test_ones_own_proxy_takes_no_right_to_change(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX, TRUTH, UNDO, world=PERSON)
    assert seen.finding(f"internet.{FIXED[fault]}")["state"] == "fixed"
    assert seen.codes == [0, RIGHT, 0]
    assert seen.after


@pytest.mark.parametrize("oddity", some(HEALTHY, more=1))
def test_a_person_in_a_network_that_is_only_odd_hears_of_no_trouble(oddity: str, tmp_path: Path) -> None:
    seen = office(f"network/{oddity}", tmp_path, FIX, world=PERSON)
    assert (seen.short_causes, seen.unnamed, seen.codes) == (set(), [], [0])


@pytest.mark.parametrize("fault", some([*UNTOLD], more=2))
def test_where_it_has_said_nothing_the_systems_own_page_is_asked_and_nothing_is_called_well_unseen(
    fault: str, tmp_path: Path
) -> None:
    causes, outcome = UNTOLD[fault]
    seen = office(fault, tmp_path, LOOK, settings="")
    assert (seen.short_causes, seen.unnamed, seen.reports[0]["outcome"]) == (causes, [], outcome)
