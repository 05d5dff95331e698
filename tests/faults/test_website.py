"""Web sites and browsers that are really broken, beside a site that is well: whose trouble it is, is said exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
from expected import HEALTHY
from office import RIGHT, STILL_BROKEN, TRUTH, UNDO, office
from sampling import by_whom, some

LOOK = "run website --json --answer address=https://other.test/"
FIX = f"{LOOK} --yes"
THE_SITE = {
    "site_down": "site-down",
    "site_silent": "site-down",
    "site_error": "site-error",
    "site_overloaded": "site-error",
    "certificate_expired": "certificate-expired",
    "certificate_wrong_name": "certificate-wrong-name",
}
THE_BROWSER = {
    "browser_proxy_dead": "browser-proxy-dead",
    "browser_profile_locked": "browser-profile-locked",
    "browser_profile_locked_long": "browser-profile-locked",
}
NOT_THE_SITE = {
    "tls_interception": "internet.tls-interception",
    "captive_portal": "internet.captive-portal",
    "cable_unplugged": "internet.cable-unplugged",
    "proxy_dead": "internet.proxy-dead",
    "internet_down": "internet.no-internet",
}


@pytest.mark.parametrize("fault", some([*THE_SITE], core=("certificate_expired",), more=1))
def test_trouble_of_the_site_itself_is_said_to_be_its_own(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX)
    assert seen.before
    assert (seen.causes, seen.unnamed) == ([f"website.{THE_SITE[fault]}"], [])
    assert seen.finding(seen.causes[0])["fix"] == "people"
    assert (seen.reports[0]["outcome"], seen.codes, seen.after) == ("needs-people", [1], True)


@pytest.mark.parametrize("fault", some([*THE_SITE], more=1))
def test_a_site_beside_the_broken_one_is_not_blamed(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX.replace("other.test", "good.test"))
    assert (seen.causes, seen.unnamed, seen.codes) == ([], [], [0])


@pytest.mark.parametrize(("fault", "world"), by_whom(some([*THE_BROWSER], more=2), persons=0))
def test_trouble_of_the_browser_is_fixed_and_taken_back(fault: str, world: tuple[str, ...], tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX, TRUTH, UNDO, TRUTH, world=world)
    assert seen.before
    assert (seen.causes, seen.unnamed) == ([f"website.{THE_BROWSER[fault]}"], [])
    assert (seen.finding(seen.causes[0])["state"], seen.finding(seen.causes[0])["verified"]) == ("fixed", True)
    assert seen.codes == [0, RIGHT, 0, STILL_BROKEN]


@pytest.mark.parametrize("fault", some([*NOT_THE_SITE], more=1))
def test_where_no_site_can_open_the_site_is_not_blamed(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, LOOK)
    assert (seen.causes, seen.unnamed) == ([NOT_THE_SITE[fault]], [])


@pytest.mark.parametrize("oddity", some(HEALTHY, core=("browser_was_killed",), more=1))
def test_a_site_that_opens_is_never_blamed(oddity: str, tmp_path: Path) -> None:
    seen = office(f"network/{oddity}", tmp_path, FIX)
    assert (seen.causes, seen.unnamed, seen.codes) == ([], [], [0])
    assert (seen.before, seen.after) == (False, False)


def test_a_dead_proxy_of_the_browser_and_a_site_that_is_down_are_both_found(tmp_path: Path) -> None:
    seen = office("site_error+browser_proxy_dead", tmp_path, LOOK)
    assert set(seen.causes) == {"website.site-error", "website.browser-proxy-dead"}
