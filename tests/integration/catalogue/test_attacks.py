"""Who has the network, the web server or one stolen key gets nothing onto a computer: each try is refused in plain
words, and what was there before stays whole. Everything goes over real HTTPS on loopback.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from tuf.api.exceptions import SlowRetrievalError
from tuf.api.metadata import Metadata, Root, Targets

from deskside.catalogue.client import fetching
from deskside.catalogue.client.refusals import plain
from deskside.model.arrived import Look, State
from deskside.model.catalogue import Listed, Ring, team_role
from deskside.system.web.network import Network

from .computer import Computer
from .forge import Forge, archive, in_days, key, manifest, packed
from .server import Catalogue, content, dripping, endless, sign_in_page, status

DAY = 86_400.0


@pytest.fixture(autouse=True)
def what_was_here_stays_whole(computer: Computer) -> Iterator[None]:
    """After every attack the computer still offers exactly what it had."""
    before = (computer.offered(), computer.arrived.current())
    yield
    after = (computer.offered(), computer.arrived.current())
    assert after == before
    assert not (computer.place / "incoming").exists()


def refused(computer: Computer, *, state: State = State.REFUSED, clock: Callable[[], float] = time.time) -> str:
    """The plain reason why nothing at all was taken."""
    look = computer.look(clock=clock)
    assert (look.state, look.came, look.gone) == (state, (), ())
    assert [one.what for one in look.refused] == ["catalogue"]
    assert look.refused[0].why
    return look.refused[0].says


def one_refused(look: Look, what: str = "vpn") -> str:
    """The plain reason why one thing was not taken, while the catalogue itself was believed."""
    assert look.state in (State.SAME, State.NEW)
    assert (look.came, look.gone, [one.what for one in look.refused]) == ((), (), [what])
    return look.refused[0].says


def offer(forge: Forge, version: str = "1.1.0", data: bytes | None = None) -> Listed:
    """A next version of "vpn" in ring "all"."""
    listed = forge.archive("network", "vpn", version, data)
    forge.ring(troubleshooters={"vpn": listed}, notices=["mail"])
    forge.publish()
    return listed


NOT_SIGNED = "The catalogue is not signed by those whom this computer trusts."
OLDER = "The catalogue is older than what this computer has seen already."
NOT_RENEWED = "The catalogue was not renewed in time, so nothing of it is believed."
OTHER_BYTES = "What came is not what was signed."
NO_CATALOGUE = "What came is no catalogue. This network may want you to sign in first."
SLOW = "It came so slowly that Deskside stopped."
TOO_MUCH = "More came than the catalogue may send, so Deskside stopped."
ELSEWHERE = "The catalogue's address leads elsewhere. This network may want you to sign in first."
NOBODY = "Nobody who may publish it has signed it."


# --- who has the network, or the web server -------------------------------------------------------


def test_swapped_bytes_of_an_archive(computer: Computer, forge: Forge, server: Catalogue) -> None:
    listed = offer(forge)
    good = server.files[f"targets/troubleshooters/network/{listed.sha256}.vpn-1.1.0.zip"]
    server.faults[".vpn-1.1.0.zip"] = content(b"E" * len(good))
    assert one_refused(computer.look()) == OTHER_BYTES


def test_swapped_bytes_of_the_ring(computer: Computer, forge: Forge, server: Catalogue) -> None:
    offer(forge)
    server.faults[".all.json"] = content(b"{}")
    assert refused(computer) == OTHER_BYTES


def test_an_old_timestamp(computer: Computer, forge: Forge, server: Catalogue) -> None:
    old = forge.files["metadata/timestamp.json"]
    forge.publish()
    computer.look()
    server.files["metadata/timestamp.json"] = old
    assert refused(computer) == OLDER


def test_a_snapshot_with_an_older_role_signed_with_the_stolen_keys_of_the_machine(
    computer: Computer, forge: Forge
) -> None:
    versions = {name: role.signed.version for name, role in forge.roles.items()}
    forge.snap({"targets": 1, **versions, "release": versions["release"] - 1}, forge.keys)
    assert refused(computer) == OLDER


def test_a_snapshot_without_a_role(computer: Computer, forge: Forge) -> None:
    versions = {name: role.signed.version for name, role in forge.roles.items() if name != "team-network"}
    forge.snap({"targets": 1, **versions}, forge.keys)
    assert refused(computer) == "The parts of the catalogue do not fit together."


def test_old_signed_files_under_new_names(computer: Computer, forge: Forge, server: Catalogue) -> None:
    old = forge.files["metadata/2.snapshot.json"]
    forge.publish()
    server.files["metadata/3.snapshot.json"] = old
    assert refused(computer) == OTHER_BYTES


def test_an_old_list_of_targets_under_the_new_name(computer: Computer, forge: Forge, server: Catalogue) -> None:
    old = server.files["metadata/2.release.json"]
    offer(forge)
    server.files["metadata/3.release.json"] = old
    assert refused(computer) == OLDER


def test_nothing_is_renewed(computer: Computer) -> None:
    assert refused(computer, clock=lambda: time.time() + 4 * DAY) == NOT_RENEWED


def test_nothing_is_renewed_and_the_clock_is_set_back(computer: Computer) -> None:
    refused(computer, clock=lambda: time.time() + 4 * DAY)
    assert refused(computer) == NOT_RENEWED
    assert refused(computer, clock=lambda: time.time() - 400 * DAY) == NOT_RENEWED


def test_a_file_without_an_end(computer: Computer, forge: Forge, server: Catalogue) -> None:
    forge.publish()
    for part in ("timestamp.json", "snapshot.json"):
        server.faults, server.sent = {part: endless}, 0
        assert refused(computer) == TOO_MUCH
        assert server.sent < 1 << 25
    server.faults = {}
    computer.look()
    listed = offer(forge)
    server.faults, server.sent = {f"{listed.sha256}.vpn": endless}, 0
    assert one_refused(computer.look()) == TOO_MUCH


def test_two_bytes_a_second(
    computer: Computer, forge: Forge, server: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, patience = threading.Event(), fetching.WebFetcher.__init__.__kwdefaults__ or {}
    monkeypatch.setattr(fetching.WebFetcher.__init__, "__kwdefaults__", {**patience, "grace": 1.0})
    server.faults["timestamp.json"] = dripping(stop)
    begun = time.monotonic()
    assert refused(computer, state=State.NOT_REACHED) == SLOW
    assert time.monotonic() - begun < fetching.TOTAL / 2
    stop.set()


def test_a_server_that_says_nothing_more_on_a_connection_that_was_good(computer: Computer, server: Catalogue) -> None:
    stop = threading.Event()
    server.faults["targets"] = lambda _handler: stop.wait(30) and None
    fetcher = fetching.WebFetcher(Network(extra_ca=str(server.authority)))
    assert fetcher.download_bytes(f"{server.url}/metadata/timestamp.json", 16384)
    fetcher._total = 2.0  # only now: what is good may take its time
    with pytest.raises(SlowRetrievalError) as told:
        fetcher.download_bytes(f"{server.url}/targets/rings/all.json", 16384)
    assert plain(told.value) == SLOW
    stop.set()
    fetcher.close()


@pytest.mark.parametrize("part", ["timestamp.json", "2.root.json"])
def test_the_sign_in_page_of_a_network(computer: Computer, server: Catalogue, part: str) -> None:
    server.faults[part] = sign_in_page
    assert refused(computer) == NO_CATALOGUE


def test_the_sign_in_page_of_a_network_elsewhere(computer: Computer, server: Catalogue) -> None:
    for to in ("https://portal.example/login", "http://127.0.0.1/login", f"http://127.0.0.1:{server.server_port}/x"):
        server.faults["timestamp.json"] = status(302, Location=to)
        assert refused(computer) == ELSEWHERE


def test_a_circle(computer: Computer, server: Catalogue) -> None:
    server.faults["timestamp.json"] = status(302, Location="/metadata/timestamp.json")
    server.asked.clear()
    refused(computer)
    assert server.asked.count("/metadata/timestamp.json") < 6


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (404, "Something of the catalogue is missing where it should be."),
        (403, "The catalogue is there, but this computer may not read it."),
        (429, "The catalogue is busy. Deskside tries again later."),
        (503, "The catalogue is busy. Deskside tries again later."),
        (500, "The catalogue does not work right now."),
    ],
)
def test_a_server_in_trouble(computer: Computer, server: Catalogue, number: int, says: str) -> None:
    server.faults["timestamp.json"] = status(number)
    state = State.REFUSED if number == 404 else State.NOT_REACHED
    assert refused(computer, state=state) == says


def test_a_busy_server_gets_the_peace_it_asks_for(computer: Computer, server: Catalogue) -> None:
    server.faults["timestamp.json"] = status(429, Retry_After="36000")
    assert 35_900 < computer.look().next <= 36_000


def test_a_server_that_does_not_prove_who_it_is(computer: Computer) -> None:
    computer.authority = None
    says = "This may not be the real catalogue, so nothing was taken from it."
    assert refused(computer, state=State.NOT_REACHED) == says


def test_a_catalogue_without_encryption_is_not_even_asked(computer: Computer, server: Catalogue) -> None:
    computer.url = server.url.replace("https", "http")
    server.asked.clear()
    assert refused(computer) == "The catalogue's address is not a safe one."
    assert server.asked == []


def test_the_root_of_somebody_else(computer: Computer, forge: Forge) -> None:
    computer.root = Forge().installed_root
    assert refused(computer) == NOT_SIGNED


# --- who has a key, and not enough of them --------------------------------------------------------


def test_a_stranger_signs_the_timestamp(computer: Computer, forge: Forge) -> None:
    forge.publish(keys={"timestamp": [key()]})
    assert refused(computer) == NOT_SIGNED


def test_one_of_two_keys_for_the_targets(computer: Computer, forge: Forge) -> None:
    forge.targets.signed.version += 1
    forge.sign_targets(forge.keys["targets"][:1])
    forge.publish()
    assert refused(computer) == NOT_SIGNED


def test_one_of_two_keys_for_the_next_root(computer: Computer, forge: Forge) -> None:
    forge.root.signed.version = 2
    forge.sign_root(forge.keys["root"][:1])
    assert refused(computer) == NOT_SIGNED


def test_the_attackers_own_next_root(computer: Computer, forge: Forge) -> None:
    mine = key()
    root = Root(version=2, expires=in_days(9), consistent_snapshot=True)
    for role in ("root", "targets", "snapshot", "timestamp"):
        root.add_key(mine.public_key, role)
    made = Metadata(root)
    made.sign(mine)
    forge.files["metadata/2.root.json"] = made.to_bytes()
    assert refused(computer) == NOT_SIGNED


def test_the_first_root_again_as_the_second(computer: Computer, forge: Forge) -> None:
    forge.files["metadata/2.root.json"] = forge.installed_root
    assert refused(computer) == OLDER


def test_a_team_signs_what_belongs_to_another(computer: Computer, forge: Forge) -> None:
    path, data = "troubleshooters/network/vpn-1.1.0.zip", archive("vpn", "1.1.0")
    forge.add("team-print", path, data)
    listed = forge.archive("print", "vpn", "1.1.0", data)
    forge.ring(troubleshooters={"vpn": Listed(path, listed.sha256)}, notices=["mail"])
    forge.publish()
    assert one_refused(computer.look()) == NOBODY


def test_a_team_signs_a_ring(computer: Computer, forge: Forge) -> None:
    stolen = Forge()
    stolen.ring(Ring.PILOT, troubleshooters={"evil": forge.archive("network", "evil", "1.0.0")})
    for path, target in stolen.roles["release"].signed.targets.items():
        forge.roles["team-network"].signed.targets[path] = target
    forge.publish()
    computer.ring = Ring.PILOT
    assert refused(computer) == "The catalogue has nothing for this computer yet."


def test_the_key_of_a_team_that_was_revoked(computer: Computer, forge: Forge) -> None:
    role, old, new = team_role("network"), forge.keys["team-network"], key()
    forge.targets.signed.version += 1
    forge.targets.signed.revoke_key(old[0].public_key.keyid, role)
    forge.targets.signed.add_key(new.public_key, role)
    forge.sign_targets()
    offer(forge)  # signed with the old key
    assert one_refused(computer.look()) == NOT_SIGNED


def test_the_stolen_key_of_a_team_swaps_the_bytes_under_a_name_in_the_ring(computer: Computer, forge: Forge) -> None:
    offer(forge)
    evil = packed({"manifest.toml": manifest("vpn", "1.1.0", "Evil")})
    forge.add(team_role("network"), "troubleshooters/network/vpn-1.1.0.zip", evil)
    forge.publish()
    assert one_refused(computer.look()) == "Those who signed it do not agree on what it is."


def test_the_stolen_key_of_a_team_brings_nothing_new(computer: Computer, forge: Forge) -> None:
    forge.archive("network", "evil", "1.0.0")
    forge.publish()
    look = computer.look()
    assert (look.state, look.refused) == (State.SAME, ())


def test_the_stolen_key_of_the_release_names_an_archive_that_nobody_signed(computer: Computer, forge: Forge) -> None:
    path = "troubleshooters/network/vpn-1.1.0.zip"
    forge.ring(troubleshooters={"vpn": Listed(path, "0" * 64)}, notices=["mail"])
    forge.publish()
    assert one_refused(computer.look()) == NOBODY


def test_the_stolen_key_of_the_release_brings_an_old_version_back(computer: Computer, forge: Forge) -> None:
    old = forge.archive("network", "vpn", "0.9.0")
    forge.ring(troubleshooters={"vpn": old}, notices=["mail"])
    forge.publish()
    assert one_refused(computer.look()) == "It is older than what this computer had already."


def test_a_list_that_leads_elsewhere(computer: Computer, forge: Forge) -> None:
    for path in (
        "rings/all.json",
        "troubleshooters/network/../../vpn-1.1.0.zip",
        "troubleshooters/print/wifi-1.0.0.zip",
    ):
        forge.ring(troubleshooters={"vpn": Listed(path, "0" * 64)}, notices=["mail"])
        forge.publish()
        assert one_refused(computer.look()) == "The catalogue's list names something else for it."


def test_other_content_under_a_version_that_is_here(computer: Computer, forge: Forge) -> None:
    offer(forge, "1.0.0", packed({"manifest.toml": manifest("vpn", "1.0.0", "Quietly changed")}))
    assert one_refused(computer.look()) == "It was changed without a new version."


def test_what_was_withdrawn_does_not_come_back(computer: Computer, forge: Forge) -> None:
    """Beside it, so that the computer's own set stays as it is."""
    wifi = forge.archive("network", "wifi", "1.0.0")
    vpn = Listed("troubleshooters/network/vpn-1.0.0.zip", computer.arrived.current().troubleshooters["vpn"].sha256)
    forge.ring(Ring.PILOT, {"vpn": vpn, "wifi": wifi}, ["mail"], {"wifi": "1.2.0"})
    forge.publish()
    other = Computer(computer.place.with_name("other"), computer.url, computer.root, computer.authority)
    other.ring = Ring.PILOT
    look = other.look()
    assert [(one.what, one.says) for one in look.refused] == [("wifi", "This version of it was withdrawn.")]
    assert other.offered() == {"vpn": "1.0.0"}


def test_targets_that_ran_out(computer: Computer, forge: Forge) -> None:
    forge.roles["release"].signed.expires = in_days(-1)
    forge.publish()
    assert refused(computer) == NOT_RENEWED


def test_something_that_is_no_signed_list_at_all(computer: Computer, forge: Forge) -> None:
    forge.roles["release"] = Metadata(Targets(version=forge.roles["release"].signed.version, expires=in_days(1)))
    forge.add("release", "rings/all.json", b'{"schema": 2, "everything": true}')
    forge.publish()
    assert refused(computer) == "This version of Deskside can't use the catalogue's list."


# --- two at once ----------------------------------------------------------------------------------


def test_two_processes_at_once_do_not_harm_each_other(computer: Computer, forge: Forge) -> None:
    looks: list[Look] = []
    threads = [threading.Thread(target=lambda: looks.append(computer.look())) for _ in range(4)]
    for one in threads:
        one.start()
    for _ in range(10):
        forge.publish()
    for one in threads:
        one.join(60)
    assert [(look.state, look.refused) for look in looks] == [(State.SAME, ())] * 4


def test_who_may_not_wait_says_that_somebody_is_at_it(computer: Computer, server: Catalogue) -> None:
    reached, stop = threading.Event(), threading.Event()

    def holding(handler: object) -> None:
        reached.set()
        stop.wait(30)

    server.faults["timestamp.json"] = holding
    first = threading.Thread(target=computer.look)
    first.start()
    assert reached.wait(30)
    assert computer.look(patience=0).state is State.BUSY
    stop.set()
    first.join(60)
