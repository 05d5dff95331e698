"""What IT publishes is on the computer after the next look, and goes when IT wants it gone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from deskside.catalogue import Listing, discover, discover_notices
from deskside.catalogue.client.leases import Leases
from deskside.model.arrived import Came, Gone, State
from deskside.model.catalogue import Ring

from .computer import Computer
from .forge import Forge, key, manifest
from .server import Catalogue


def test_what_was_published_is_there_after_a_look(computer: Computer) -> None:
    assert computer.offered() == {"vpn": "1.0.0"}
    assert [one.id for one in discover_notices(computer.arrived.notices()).notices] == ["mail"]


def test_a_look_with_nothing_new_fetches_two_small_files_and_changes_nothing(
    computer: Computer, server: Catalogue
) -> None:
    before = computer.arrived.stamp()
    server.asked.clear()
    look = computer.look()
    assert (look.state, look.came, look.refused) == (State.SAME, (), ())
    assert server.asked == ["/metadata/2.root.json", "/metadata/timestamp.json"]
    assert computer.arrived.stamp() == before


def test_a_newer_version_takes_the_older_ones_place(computer: Computer, forge: Forge) -> None:
    forge.ring(troubleshooters={"vpn": forge.archive("network", "vpn", "1.1.0")}, notices=["mail"])
    forge.publish()
    look = computer.look()
    assert look.came == (Came("vpn", "1.1.0", "1.0.0", "The vpn does not work"),)
    assert (computer.offered(), computer.folders()) == ({"vpn": "1.1.0"}, ["vpn-1.1.0"])


def test_only_what_its_ring_has_comes(computer: Computer, forge: Forge) -> None:
    forge.ring(Ring.PILOT, troubleshooters={"wifi": forge.archive("network", "wifi", "0.1.0")})
    forge.publish()
    assert computer.look().state is State.SAME
    computer.ring = Ring.PILOT
    look = computer.look()
    assert ([one.id for one in look.came], look.gone) == (["wifi"], (Gone("vpn", "1.0.0", "ring"),))
    assert computer.offered() == {"wifi": "0.1.0"}


def test_another_ring_holds_as_it_is_even_where_that_means_an_older_version(computer: Computer, forge: Forge) -> None:
    old, new = forge.archive("network", "vpn", "1.0.0"), forge.archive("network", "vpn", "2.0.0")
    forge.ring(Ring.PILOT, troubleshooters={"vpn": new})
    forge.ring(Ring.ALL, troubleshooters={"vpn": old})
    forge.publish()
    computer.ring = Ring.PILOT
    computer.look()
    assert computer.offered() == {"vpn": "2.0.0"}
    computer.ring = Ring.ALL
    assert computer.look().refused == ()
    assert computer.offered() == {"vpn": "1.0.0"}


def test_a_notice_comes_changes_and_ends(computer: Computer, forge: Forge) -> None:
    def shown() -> list[str]:
        return [one.title for one in discover_notices(computer.arrived.notices()).notices]

    vpn = forge.archive("network", "vpn", "1.0.0")
    forge.notice("mail", "E-mail is very slow")
    forge.ring(troubleshooters={"vpn": vpn}, notices=["mail"])
    forge.publish()
    assert computer.look().state is State.NEW
    assert shown() == ["E-mail is very slow"]
    forge.ring(troubleshooters={"vpn": vpn})
    forge.publish()
    computer.look()
    assert shown() == []


def test_what_is_withdrawn_is_deleted_though_a_case_uses_it_and_that_is_said(computer: Computer, forge: Forge) -> None:
    vpn = computer.arrived.offered(Listing(), "linux").troubleshooters[0]
    held = Leases(computer.place).hold([vpn.folder])
    forge.ring(withdrawn={"vpn": "1.0.0"}, notices=["mail"])
    forge.publish()
    assert computer.look().gone == (Gone("vpn", "1.0.0", "withdrawn", in_use=True),)
    assert (computer.offered(), computer.folders(), vpn.folder.exists()) == ({}, [], False)
    assert not list(computer.place.rglob("*.zip"))
    held[0].give_back()


def test_a_case_under_way_keeps_its_version_and_it_is_cleaned_away_later(computer: Computer, forge: Forge) -> None:
    vpn = computer.arrived.offered(Listing(), "linux").troubleshooters[0]
    held = Leases(computer.place).hold([vpn.folder])
    forge.ring(troubleshooters={"vpn": forge.archive("network", "vpn", "1.1.0")})
    forge.publish()
    computer.look()
    assert (computer.offered(), computer.folders()) == ({"vpn": "1.1.0"}, ["vpn-1.0.0", "vpn-1.1.0"])
    assert (vpn.folder / "manifest.toml").is_file()
    held[0].give_back()
    computer.look()
    assert computer.folders() == ["vpn-1.1.0"]


def test_a_case_that_waits_for_a_restart_keeps_its_version_too(computer: Computer, forge: Forge) -> None:
    forge.ring(troubleshooters={"vpn": forge.archive("network", "vpn", "1.1.0")})
    forge.publish()
    computer.cases = {("vpn", "1.0.0")}
    computer.look()
    assert computer.folders() == ["vpn-1.0.0", "vpn-1.1.0"]


def test_a_built_in_one_that_is_newer_stays_and_one_that_was_withdrawn_is_hidden(
    computer: Computer, forge: Forge, tmp_path: Path
) -> None:
    def built_in(version: str) -> Listing:
        folder = tmp_path / f"built-{version}"
        (folder / "vpn").mkdir(parents=True)
        (folder / "vpn" / "manifest.toml").write_text(manifest("vpn", version), "utf-8")
        return discover([folder])

    assert computer.offered(built_in("0.9.0")) == {"vpn": "1.0.0"}
    assert computer.offered(built_in("1.0.1")) == {"vpn": "1.0.1"}
    forge.ring(withdrawn={"vpn": "1.0.0"})
    forge.publish()
    computer.look()
    assert computer.offered(built_in("0.8.0")) == {}
    assert computer.offered(built_in("1.0.2")) == {"vpn": "1.0.2"}


def test_offline_the_last_good_set_is_offered(computer: Computer, server: Catalogue) -> None:
    computer.url = "https://127.0.0.1:9"
    look = computer.look()
    assert (look.state, look.refused[0].says) == (State.NOT_REACHED, "The catalogue can't be reached now.")
    assert computer.offered() == {"vpn": "1.0.0"}


def test_what_somebody_deleted_from_the_disk_comes_again(computer: Computer) -> None:
    (next((computer.place / "troubleshooters").iterdir()) / "vpn" / "manifest.toml").unlink()
    computer.look()
    assert computer.offered() == {"vpn": "1.0.0"}


def test_the_same_comes_from_a_folder(forge: Forge, tmp_path: Path) -> None:
    computer = Computer(tmp_path / "c", str(forge.write(tmp_path / "share")), forge.installed_root)
    assert computer.look().state is State.NEW
    assert computer.offered() == {"vpn": "1.0.0"}


def test_who_trusts_may_change_hands(computer: Computer, forge: Forge) -> None:
    """Root 2 is signed by two of the old keys; then one of them is gone."""
    old = forge.keys["root"]
    fresh = key()
    forge.root.signed.version = 2
    forge.root.signed.revoke_key(old[0].public_key.keyid, "root")
    forge.root.signed.add_key(fresh.public_key, "root")
    forge.sign_root([old[0], old[1], fresh])
    forge.ring(troubleshooters={"vpn": forge.archive("network", "vpn", "1.1.0")})
    forge.publish()
    computer.look()
    assert computer.offered() == {"vpn": "1.1.0"}


WAITS = """
import sys, time
from pathlib import Path
from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.paths import find_paths
paths = find_paths()
desk = compose(paths, load(paths))
assert [one.id for one in desk.troubleshooters() if one.id == "vpn"] == ["vpn"]
assert desk.look_for_new(due=True).state == "not-due"
print("\\n".join(sys.modules))
"""


def test_who_only_offers_what_arrived_loads_nothing_that_reads_or_checks_what_comes(
    computer: Computer, deskside_home: Path
) -> None:
    (deskside_home / "data").mkdir(mode=0o700)
    computer.place.rename(deskside_home / "data" / "catalogue")
    (deskside_home / "settings.toml").write_text(f"catalogue.url = '{computer.url}'", "utf-8")
    command = [sys.executable, "-c", WAITS]
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "app")}
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, env=environ)
    loaded = set(said.stdout.split())
    assert "deskside.catalogue.client.current" in loaded
    assert not {"tuf", "securesystemslib", "cryptography", "requests", "urllib3", "truststore"} & loaded
