"""What a computer makes of its ring's list, of its clock, and of a look that failed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from deskside.catalogue.client.current import Current, Installed, read_current, version_of, write_current
from deskside.catalogue.client.last import EVERY, FIRST_AGAIN, LONGEST_ASKED, Last, after, is_due, read_last
from deskside.catalogue.client.planning import plan, read_ring
from deskside.errors import CatalogueProblem
from deskside.model.arrived import Gone, Look, Refusal, State
from deskside.model.catalogue import Listed, Ring, RingList

A, B = "a" * 64, "b" * 64


def listed(id: str, version: str, sha256: str = A) -> Listed:  # noqa: A002 - it is the id
    return Listed(f"troubleshooters/net/{id}-{version}.zip", sha256)


def here(**versions: str) -> Current:
    return Current("all", {name: Installed(version, A) for name, version in versions.items()}, highest=dict(versions))


def ring(withdrawn: dict[str, str] | None = None, **told: Listed) -> RingList:
    return RingList(1, told, (), withdrawn or {})


def test_what_is_new_or_newer_is_fetched_and_the_rest_is_kept() -> None:
    wish = plan(
        ring(vpn=listed("vpn", "1.1.0"), dns=listed("dns", "1.0.0"), new=listed("new", "0.1.0")),
        Ring.ALL,
        here(vpn="1.0.0", dns="1.0.0"),
    )
    assert [(one.archive.id, one.before) for one in wish.fetch] == [("new", ""), ("vpn", "1.0.0")]
    assert (list(wish.keep), wish.gone, wish.refused) == (["dns"], (), ())


def test_a_version_that_was_here_once_and_left_does_not_come_back_lower() -> None:
    known = Current("all", {}, highest={"vpn": "1.10.0"})
    assert [one.what for one in plan(ring(vpn=listed("vpn", "1.9.0")), Ring.ALL, known).refused] == ["vpn"]
    assert plan(ring(vpn=listed("vpn", "1.10.0")), Ring.ALL, known).refused == ()


def test_what_is_withdrawn_goes_even_where_the_list_still_names_it() -> None:
    wish = plan(ring({"vpn": "1.0.0"}, vpn=listed("vpn", "1.0.0")), Ring.ALL, here(vpn="1.0.0"))
    assert (wish.keep, wish.gone) == ({}, (Gone("vpn", "1.0.0", "withdrawn"),))
    assert [one.says for one in wish.refused] == ["This version of it was withdrawn."]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"schema": 2}',
        b'{"notices": ["../evil"]}',
        b'{"withdrawn": {"vpn": "all"}}',
        b'{"withdrawn": {"../x": "1.0.0"}}',
        b'{"more": 1}',
        b'{"troubleshooters": {"vpn": "path"}}',
        b"[" * 100_000,
    ],
)
def test_a_list_that_is_none_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(CatalogueProblem):
        read_ring(content)


@pytest.mark.parametrize("name", ["con", "nul", "lpt1", "a" * 101])
def test_what_no_folder_can_be_called_everywhere_is_refused_and_holds_up_no_other(name: str) -> None:
    told = RingList(1, {name: listed(name, "1.0.0"), "vpn": listed("vpn", "1.0.0")})
    wish = plan(told, Ring.ALL, Current())
    assert [one.what for one in wish.refused] == [name]
    assert [one.archive.id for one in wish.fetch] == ["vpn"]


@pytest.mark.parametrize("sha256", ["", "A" * 64, "a" * 63, "../../x"])
def test_an_archive_whose_bytes_the_list_does_not_say_is_refused(sha256: str) -> None:
    refused = plan(ring(vpn=listed("vpn", "1.0.0", sha256)), Ring.ALL, Current()).refused
    assert [one.says for one in refused] == ["The catalogue's list does not say which bytes it has."]


def test_after_a_look_that_failed_the_next_comes_sooner_and_then_ever_later() -> None:
    failed, waits, last = Look(State.NOT_REACHED), [], Last(good=1.0)
    for _ in range(8):
        last = after(last, failed, 0.0, chance=0.5)
        waits.append(last.next_try)
    assert waits[0] == FIRST_AGAIN
    assert waits == sorted(waits)
    assert (waits[-1], last.good, last.failures) == (EVERY, 1.0, 8)
    last = after(last, Look(State.SAME), 50.0, chance=0.5)
    assert (last.next_try, last.good, last.failures) == (50.0 + EVERY, 50.0, 0)


def test_something_that_was_refused_is_looked_at_again_sooner() -> None:
    last = after(Last(), Look(State.NEW, refused=(Refusal("vpn", "x"),)), 0.0, chance=0.5)
    assert (last.next_try, last.good) == (FIRST_AGAIN, 0.0)
    assert last.refused


def test_not_every_computer_looks_at_the_same_moment() -> None:
    times = [after(Last(), Look(State.SAME), 0.0, chance=chance).next_try for chance in (0.0, 1.0)]
    assert times == [0.8 * EVERY, 1.2 * EVERY]


def test_a_look_is_due_when_its_time_has_come_or_the_clock_was_set_back() -> None:
    last = Last(tried=1000.0, next_try=2000.0)
    assert [is_due(last, now) for now in (1500.0, 2000.0, 500.0)] == [False, True, True]


def test_a_damaged_note_of_the_last_look_does_not_put_off_the_next_for_ever(tmp_path: Path) -> None:
    asked = after(Last(), Look(State.NOT_REACHED), 1_790_000_000.7, asked=1e9, chance=0.5)
    assert asked.next_try - asked.tried == pytest.approx(LONGEST_ASKED)
    assert not is_due(asked, 1_790_000_000.9)
    assert is_due(msgspec.structs.replace(asked, next_try=asked.tried + 30 * LONGEST_ASKED), asked.tried + 1.0)
    for content in ('{"good": 1e18}', '{"expires": -1}', '{"lasting": 1e300}', "{"):
        (tmp_path / "last.json").write_text(content, "utf-8")
        assert read_last(tmp_path) == Last()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"troubleshooters": 1}',
        b"\xff",
        b"[" * 9000,
        b'{"withdrawn": {"vpn": "1.x.0"}}',
        b'{"highest": {"vpn": "all"}}',
        b'{"notices": "../../elsewhere"}',
        b'{"troubleshooters": {"../../x": {"version": "1.0.0", "sha256": "' + b"a" * 64 + b'"}}}',
        b'{"troubleshooters": {"vpn": {"version": "1.0.p", "sha256": "' + b"a" * 64 + b'"}}}',
        b'{"troubleshooters": {"vpn": {"version": "1.0.0", "sha256": "/"}}}',
    ],
)
def test_a_damaged_note_of_what_is_in_force_counts_as_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "current.json").write_bytes(content)
    assert read_current(tmp_path) == Current()


def test_what_is_in_force_is_read_as_it_was_written(tmp_path: Path) -> None:
    current = msgspec.structs.replace(
        here(vpn="1.0.0"), notices="0" * 16, notice_ids=("mail",), withdrawn={"a": "1.0.0"}
    )
    write_current(tmp_path, current)
    assert read_current(tmp_path) == current


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("paper-jam-1.0.0-" + "a" * 12, ("paper-jam", "1.0.0")),
        ("paper-jam-1.0.0-" + "a" * 12 + ".gone", None),
        ("paper-jam", None),
    ],
)
def test_whose_version_a_folder_is(name: str, found: tuple[str, str] | None) -> None:
    assert version_of(Path(name)) == found
