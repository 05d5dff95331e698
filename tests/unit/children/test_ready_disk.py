"""Ready-made checks and fixes of the disk, on simulated computers and in a publisher's manifest."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.catalogue import read_manifest
from deskside.children import Children
from deskside.children.recording import Replay, Says, Scenario
from deskside.errors import ManifestProblem
from deskside.model import ready as table
from deskside.model.call import Detected
from deskside.model.case import Finding
from deskside.model.troubleshooter import Cause, Fix, FixKind, Json, Ready, Troubleshooter

GB = 1_000_000_000
HOME: dict[str, Json] = {"name": "/home", "size": 100 * GB, "free": 4 * GB, "home": True}
BROWSER: dict[str, Json] = {"id": "cache/mozilla", "name": "Firefox", "size": 3 * GB}
FULL: dict[str, Json] = {"ok": False, "problem": "full"}
READ_ONLY: dict[str, Json] = {"ok": False, "problem": "read-only", "why": "EROFS"}

MANIFEST = """\
api = 1
id = "tidy"
version = "1.0.0"
title = "Tidy up"
needs = ["disk.trash", "disk.empty_trash", "disk.caches", "disk.clear_cache:cache/mozilla"]

[[cause]]
id = "trash"
explain = "The trash is large."
check = { is = "trash-large", size = "1 GB" }

[cause.fix]
do = "empty-trash"
consent = "I can empty it."
"""


def says(call: str, gives: Json, after: str = "") -> Says:
    return Says(call, gives=gives, after=after)


def made(check: Ready, do: Ready | None = None) -> tuple[Troubleshooter, Cause]:
    needs = (*table.needs_of(check, table.CHECKS), *(table.needs_of(do, table.FIXES) if do else ()))
    fix = Fix(FixKind.AUTOMATIC if do else FixKind.PEOPLE, undo=False, no_undo_why="It is gone.")
    cause = Cause("tidy.made", fix, check=check, do=do)
    return Troubleshooter("tidy", "1", "Tidy up", Path("/nowhere"), needs=needs), cause


def detect(check: Ready, *rows: Says) -> Detected:
    owner, cause = made(check)
    with Children({}, source=Replay(Scenario(says=rows))) as host:
        return host.detect((owner,), (cause,), {}, lambda _detected: None, 10)[0]


@pytest.mark.parametrize(
    ("check", "rows", "found"),
    [
        (Ready("disk-nearly-full", {"free": "5 GB"}), [says("disk.volumes", [HOME])], True),
        (Ready("disk-nearly-full", {"free": "5 %"}), [says("disk.volumes", [HOME])], True),
        (
            Ready("disk-nearly-full", {"free": "3.5 %"}),
            [says("disk.volumes", [HOME]), says("disk.write", {"ok": True})],
            False,
        ),
        (Ready("disk-nearly-full", {"free": "2 GB"}), [says("disk.volumes", [HOME]), says("disk.write", FULL)], True),
        (
            Ready("disk-nearly-full", {"free": "2 GB"}),
            [says("disk.volumes", [{**HOME, "home": False, "free": 0}, HOME]), says("disk.write", {"ok": True})],
            False,
        ),
        (Ready("home-not-writable", {}), [says("disk.write", READ_ONLY)], True),
        (Ready("home-not-writable", {}), [says("disk.write", FULL)], False),
        (Ready("home-not-writable", {}), [says("disk.write", {"ok": True})], False),
        (Ready("cache-large", {"cache": "cache/mozilla", "size": "2 GB"}), [says("disk.caches", [BROWSER])], True),
        (Ready("cache-large", {"cache": "cache/mozilla", "size": "4 GB"}), [says("disk.caches", [BROWSER])], False),
        (Ready("cache-large", {"cache": "cache/other", "size": "1 MB"}), [says("disk.caches", [BROWSER])], False),
        (Ready("trash-large", {"size": "500 MB"}), [says("disk.trash", {"size": GB, "items": 2})], True),
        (Ready("trash-large", {"size": "2 GB"}), [says("disk.trash", {"size": GB, "items": 2})], False),
    ],
)
def test_a_disk_is_blamed_for_what_is_wrong_with_it_and_nothing_else(
    check: Ready, rows: list[Says], found: bool
) -> None:
    told = detect(check, *rows)
    assert told.problem == ""
    assert told.found == found
    assert bool(told.says) == found


@pytest.mark.parametrize("size", ["much", "5", "5 TB", "-5 GB", "1 000 GB", "5 %"])
def test_a_size_nobody_understands_is_could_not_check(size: str) -> None:
    told = detect(Ready("trash-large", {"size": size}), says("disk.trash", {"size": GB, "items": 2}))
    assert not told.found
    assert "is no size" in told.problem


def test_a_computer_that_does_not_say_where_home_is_could_not_be_checked() -> None:
    told = detect(Ready("disk-nearly-full", {"free": "5 GB"}), says("disk.volumes", [{**HOME, "home": False}]))
    assert "not known" in told.problem


@pytest.mark.parametrize(
    ("do", "rows", "helped"),
    [
        (
            Ready("empty-trash", {}),
            [
                says("disk.trash", {"size": GB, "items": 2}),
                says("disk.empty_trash", None),
                says("disk.trash", {"size": 0, "items": 0}, after="disk.empty_trash"),
            ],
            True,
        ),
        (
            Ready("empty-trash", {}),
            [says("disk.trash", {"size": GB, "items": 2}), says("disk.empty_trash", None)],
            False,
        ),
        (
            Ready("clear-cache", {"cache": "cache/mozilla"}),
            [
                says("disk.caches", [BROWSER]),
                says("disk.clear_cache", None),
                says("disk.caches", [], after="disk.clear_cache:cache/mozilla"),
            ],
            True,
        ),
        (
            Ready("clear-cache", {"cache": "cache/mozilla"}),
            [says("disk.caches", [BROWSER]), says("disk.clear_cache", None)],
            False,
        ),
    ],
)
def test_clearing_is_believed_only_once_it_is_seen(do: Ready, rows: list[Says], helped: bool) -> None:
    owner, cause = made(Ready("home-not-writable", {}), do)
    finding = Finding(cause.id, "Full.", {}, FixKind.AUTOMATIC, undo=False)
    with Children({}, source=Replay(Scenario(says=tuple(rows)))) as host:
        applied = host.apply(owner, cause, finding, {})
        assert (applied.refused, applied.why) == ("", "")
        assert host.verify(owner, cause, finding, {}).ok is helped


def test_a_manifest_must_say_that_what_is_cleared_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "tidy" / "manifest.toml"
    file.parent.mkdir()
    file.write_text(MANIFEST)
    with pytest.raises(ManifestProblem, match="can't be undone"):
        read_manifest(file.parent)
    file.write_text(MANIFEST + 'undo = false\nno_undo_why = "It is gone for good."\n')
    assert read_manifest(file.parent).causes[0].fix.no_undo_why
