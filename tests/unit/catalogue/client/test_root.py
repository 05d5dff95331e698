"""Whom to trust comes from IT, and from nowhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tuf.api.exceptions import DownloadError

from deskside.catalogue.client.folder import BASE, FolderFetcher
from deskside.catalogue.client.root import installed_root
from deskside.errors import CatalogueProblem
from deskside.system.file_lock import FileLock

BY_IT = "People can change the file that says whose troubleshooters to trust. IT has to protect it."


def refused(file: str, *never_in: Path, by_it: bool = False) -> str:
    with pytest.raises(CatalogueProblem) as told:
        installed_root(file, never_in, by_it=by_it)
    return told.value.says


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "it").mkdir(mode=0o755)
    file = tmp_path / "it" / "root.json"
    file.write_bytes(b"{}")
    return file


def test_without_a_root_nobody_is_trusted(tmp_path: Path) -> None:
    assert refused("") == "It is not set whose troubleshooters to trust."
    unreadable = "The file that says whose troubleshooters to trust can't be read."
    assert refused(str(tmp_path / "none")) == unreadable
    assert refused(str(tmp_path)) == unreadable


def test_a_root_that_came_with_the_catalogue_is_not_trusted(root: Path, tmp_path: Path) -> None:
    says = "What says whom to trust must not come with the troubleshooters themselves."
    assert refused(str(root), root.parent) == says
    (tmp_path / "link").symlink_to(root)
    assert refused(str(tmp_path / "link"), root.parent) == says
    assert refused(f"{tmp_path}/elsewhere/../it/root.json", root.parent) in (says, refused(str(tmp_path / "none")))
    assert installed_root(str(root), (tmp_path / "catalogue",), by_it=False) == b"{}"


def test_a_root_of_it_s_that_people_can_change_is_not_trusted(root: Path) -> None:
    root.chmod(0o666)
    assert refused(str(root), by_it=True) == BY_IT
    root.chmod(0o644)
    root.parent.chmod(0o777)
    assert refused(str(root), by_it=True) == BY_IT


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root owns what the person can't change")
def test_a_root_that_only_it_can_change_is_trusted(root: Path) -> None:
    assert installed_root(str(root), (), by_it=True) == b"{}"
    os.chown(root, 1234, -1)
    assert refused(str(root), by_it=True) == BY_IT


AS_A_PERSON = """
import sys
from deskside.catalogue.client.root import installed_root
from deskside.errors import CatalogueProblem
try:
    print(installed_root(sys.argv[1], (), by_it=True).decode())
except CatalogueProblem as problem:
    print(problem.says)
"""
NOBODY = 65534


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder of IT's that everybody on this computer can read."""
    folder = Path(tempfile.mkdtemp(prefix="deskside-root-"))
    folder.chmod(0o755)
    (folder / "it").mkdir()
    (folder / "it" / "root.json").write_bytes(b"{}")
    (folder / "home").mkdir()
    os.chown(folder / "home", NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can be somebody else")
def test_who_can_put_another_folder_or_link_in_its_place_can_change_whom_is_trusted(shared: Path) -> None:
    def told(file: Path) -> str:
        environ = {"PYTHONPATH": str(Path(__file__).parents[4] / "app")}
        command = [sys.executable, "-c", AS_A_PERSON, str(file)]
        said = subprocess.run(command, user=NOBODY, capture_output=True, text=True, timeout=60, check=True, env=environ)
        return said.stdout.strip()

    assert told(shared / "it" / "root.json") == "{}"
    inside = shutil.copytree(shared / "it", shared / "home" / "it")  # IT's own, in a folder of the person's
    assert told(inside / "root.json") == BY_IT
    link = shared / "home" / "link.json"
    link.symlink_to(shared / "it" / "root.json")
    assert told(link) == BY_IT
    os.chown(shared / "it" / "root.json", 1234, -1)  # a third person's, whom this one never met
    assert told(shared / "it" / "root.json") == BY_IT
    os.chown(shared / "it" / "root.json", 0, -1)
    good = shared / "it" / "link.json"
    good.symlink_to(shared / "it" / "root.json")
    assert told(good) == "{}"
    (shared / "it").chmod(0o1777)  # as /tmp: people add files there, and take away none of IT's
    assert told(shared / "it" / "root.json") == "{}"


@pytest.mark.parametrize(
    "name", ["../secret", "metadata/../../secret", "/etc/passwd", "a//b", "..", "", "a\\..\\b", "out/x"]
)
def test_nothing_outside_the_shared_folder_is_read(tmp_path: Path, name: str) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "secret").write_text("x", "utf-8")
    (share / "out").symlink_to(tmp_path)
    (tmp_path / "x").write_text("x", "utf-8")
    with pytest.raises(DownloadError):
        FolderFetcher(share, 5.0).download_bytes(BASE + name, 1000)


def test_a_pipe_in_the_shared_folder_holds_nobody_up(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "timestamp.json")
        with pytest.raises(DownloadError):
            FolderFetcher(tmp_path, 5.0).download_bytes(BASE + "timestamp.json", 1000)


def test_one_holds_a_lock_at_a_time(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert (first.take(), second.take()) == (True, False)
    first.give_back()
    assert second.take()
    second.give_back()
