"""What is said of the help desk systems: every one can be chosen, set up and made, and a package can add one."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from deskside import errors
from deskside.model.ticket import Draft, Priority
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import abilities, make_backend
from deskside.tickets.offer import OURS, Offer
from deskside.tickets.offers import BUILT_IN, GROUP, offers
from deskside.tickets.options import backend_keys

NAMES = sorted(offers())


def secret(key: str) -> str:
    return "1-2-t0ken" if key == "tickets.rt.token" else "t0ken"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package of somebody else's that adds two systems, one of them with a name of ours."""
    (tmp_path / "theirs.py").write_text(
        "from deskside.tickets.offer import Offer\n"
        "ADDED = Offer('theirs', 'Theirs', 'deskside.tickets.backends.desk:EmbeddedDesk')\n"
        "STOLEN = Offer('rt', 'Not Request Tracker', 'theirs:Nothing')\n"
        "GONE = Offer('gone', 'Gone', 'theirs:Nothing')\n"
    )
    about = tmp_path / "theirs-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    points = "\n".join(
        (f"[{GROUP}]", "added = theirs:ADDED", "stolen = theirs:STOLEN", "gone = theirs:GONE", "no = theirs:NO")
    )
    (about / "entry_points.txt").write_text(points)
    monkeypatch.syspath_prepend(str(tmp_path))
    offers.cache_clear()
    yield
    offers.cache_clear()


def test_every_setting_has_a_default_that_fits_and_secrets_have_none() -> None:
    keys = {key.name: key for key in backend_keys()}
    assert keys["tickets.backend"].choices == tuple(offers())
    assert all(key.takes(key.default) for key in keys.values())
    assert all(not key.default for key in keys.values() if key.secret)
    assert len(keys) == 1 + sum(len(offer.all_keys) for offer in offers().values())


@pytest.mark.parametrize("name", NAMES)
def test_each_system_that_is_offered_can_be_made_without_asking_anyone(name: str) -> None:
    backend = make_backend(name, lambda _key: None, secret, find_paths())
    assert isinstance(backend, Backend)
    assert backend.name == name
    assert backend.settle_seconds == offers()[name].settle
    assert abilities(name, lambda _key: None, find_paths()) == backend.can
    backend.close()


@pytest.mark.parametrize("name", NAMES)
def test_each_systems_settings_stand_in_its_own_table_and_its_page_names_them(name: str) -> None:
    offer = offers()[name]
    assert all(key.name.startswith(f"tickets.{name}.") for key in offer.keys)
    if name == "desk":
        return
    page = (Path(__file__).parents[3] / "docs" / "backends" / f"{name}.md").read_text("utf-8")
    missing = [key.name for key in offer.keys if key.name not in page]
    assert not missing
    assert offer.sign_ins, "whose sign-in is it?"
    assert all(sign_in in page for sign_in in offer.sign_ins)


def test_what_it_has_set_for_how_long_to_wait_is_kept() -> None:
    values = {"tickets.rt.settle_seconds": 7.5, "tickets.rt.fields": {"Host": "device", "Nothing": "version"}}
    backend = make_backend("rt", values.get, secret, find_paths())
    assert backend.settle_seconds == 7.5
    draft = Draft("DS-1", "Printer", "Nothing comes out.", device="PC-17", priority=Priority.HIGH)
    assert backend._extras(draft) == {"Host": "PC-17"}


def test_a_field_is_filled_only_with_what_a_ticket_has() -> None:
    assert set(OURS) <= {*Draft.__struct_fields__}


@pytest.mark.usefixtures("package")
def test_a_package_adds_a_system_and_takes_none_of_ours() -> None:
    known = offers()
    assert known["theirs"].title == "Theirs"
    assert known["rt"].title == "Request Tracker"
    assert "theirs" in next(key for key in backend_keys() if key.name == "tickets.backend").choices
    assert make_backend("theirs", lambda _key: None, secret, find_paths())
    with pytest.raises(errors.SettingProblem, match="Gone"):
        make_backend("gone", lambda _key: None, secret, find_paths())


def test_choosing_loads_no_code_of_any_system() -> None:
    for name in BUILT_IN:
        module = import_module(f"deskside.tickets.offers.{name}")
        assert isinstance(module.OFFER, Offer)
        assert "backends" not in "".join(line for line in inspect.getsource(module).splitlines() if "import" in line)
