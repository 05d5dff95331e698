"""Whether a folder lies on another computer is known without a look into it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from deskside import errors
from deskside.storage.far import Patience, is_far

MOUNTS = r"""
22 28 0:20 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /home rw,relatime shared:2 - nfs4 files.example.org:/home rw
41 40 0:36 / /home/ann/local rw - xfs /dev/sdb1 rw
42 22 0:37 / /media/ann/My\040Share rw - fuse.sshfs ann@host:/ rw
43 22 0:38 / /homework rw - ext4 /dev/sdc1 rw
"""


@pytest.mark.parametrize(
    ("path", "far"),
    [
        ("/home/ann/.local/share/deskside/deskside.sqlite3", True),
        ("/home", True),
        ("/home/ann/local/deskside.sqlite3", False),
        ("/homework/deskside.sqlite3", False),
        ("/var/lib/x", False),
        ("/media/ann/My Share/x", True),
    ],
)
def test_a_folder_is_far_when_the_nearest_mount_over_it_is(tmp_path: Path, path: str, far: bool) -> None:
    (tmp_path / "mounts").write_text(MOUNTS.lstrip(), "utf-8")
    assert is_far(Path(path), tmp_path / "mounts") is far


def test_where_there_is_no_list_of_mounts_nothing_is_far(tmp_path: Path) -> None:
    assert not is_far(Path("/home/ann"), tmp_path / "none")


def test_what_comes_back_too_late_is_not_done_for_good() -> None:
    patience, free, done = Patience(Path("far"), 0.2), threading.Event(), list[str]()
    over = threading.Event()

    def slow() -> None:
        free.wait(30)
        try:
            patience.still_wanted()
            done.append("done")
        finally:
            over.set()

    with pytest.raises(errors.Away):
        patience.do(slow)
    free.set()
    assert over.wait(30)
    assert done == []


def test_what_goes_wrong_there_is_told_as_it_is() -> None:
    with pytest.raises(errors.DiskFull):
        Patience(Path("far")).do(lambda: (_ for _ in ()).throw(errors.DiskFull("far")))
