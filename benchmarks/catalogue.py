#!/usr/bin/env python3
"""A catalogue of a thousand troubleshooters: publishing them all, and a computer's look with nothing new and with one.

Everything real: packing, signing and writing; the client that ``deskside
update`` runs, against a web server with a certificate on loopback that counts
what is asked for. The floor of a look is the same two requests by the same
fetcher, with nothing checked; that of publishing is writing the same files, each
safe on the disk.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "integration"))

from catalogue.computer import Computer
from catalogue.server import Catalogue
from tests.published import Publisher

from deskside.catalogue.client.contact import fetcher_for
from deskside.kit.linting import lint
from deskside.kit.packing import pack
from deskside.kit.publishing.disk import Disk
from deskside.kit.publishing.publication import Packed, Publication
from deskside.model.arrived import State
from deskside.model.catalogue import Ring
from deskside.system.web.network import Network

MANY = 1000
RUNS = 10

MANIFEST = """api = 1
id = "{id}"
version = "{version}"
title = "Printer {number} prints nothing"
summary = "Finds out why printer {number} does nothing."
phrases = ["printer {number} is dead", "nothing comes out of printer {number}"]
needs = ["reach.connect:printer-{number}.example.org"]

[[cause]]
id = "off"
check = {{ is = "port-closed", host = "printer-{number}.example.org", port = "9100" }}
explain = "The printer does not answer. Most often it is switched off."
fix = {{ hands_on = "Please press the round button. Wait until its lamp is green.", seconds = 60 }}
"""


class Served:
    """The catalogue's folder on the web server, as it is at each moment; ``bytes`` are those of answers."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.bytes = folder, 0

    def get(self, name: str) -> bytes | None:
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return None
        self.bytes += len(content)
        return content


def write(folder: Path, number: int, version: str = "1.0.0") -> Path:
    name = f"printer-{number}"
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "manifest.toml").write_text(MANIFEST.format(id=name, version=version, number=number))
    return folder / name


def packed(folder: Path, version: str = "1.0.0") -> Packed:
    return Packed(folder.name, version, pack(folder))


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def publishing(folders: list[Path], scratch: Path) -> Publisher:
    """The last of the catalogues it makes."""
    linting = timed(lambda: [lint(folder) for folder in folders])
    disk, ours, floor = Disk(), [], []
    for run in range(RUNS):
        publisher = Publisher(scratch / f"publisher-{run}")
        sizes: list[int] = []
        ours.append(timed(lambda to=publisher, told=sizes: _publish(to, folders, told)))
        disk.make(scratch / f"floor-{run}")
        floor.append(timed(lambda at=run, told=sizes: [_write(disk, scratch, at, *one) for one in enumerate(told)]))
    seconds = statistics.median(ours)
    print(
        f"catalogue, {MANY} published at once, packed, signed, on disk: median {seconds:.1f} s (goal 30 s) "
        f"ratio {seconds / statistics.median(floor):.1f} of only writing them, n={RUNS}",
        flush=True,
    )
    print(f"catalogue, {MANY} linted before that: {linting:.1f} s, n=1", flush=True)
    return publisher


def _publish(publisher: Publisher, folders: list[Path], sizes: list[int]) -> None:
    archives = tuple(packed(folder) for folder in folders)
    sizes.extend(len(archive.content) for archive in archives)
    publisher.change(Publication(archives, "network", Ring.ALL))


def _write(disk: Disk, scratch: Path, run: int, number: int, size: int) -> None:
    disk.write(scratch / f"floor-{run}" / str(number), b"x" * size)


def looks(publisher: Publisher, computer: Computer, server: Catalogue, served: Served, folder: Path) -> None:
    fetcher, base = fetcher_for(server.url, Network(extra_ca=str(server.authority)))
    ours, floor = [], []
    for _run in range(RUNS):
        server.asked.clear()
        served.bytes = 0
        ours.append(timed(computer.look))
        asked, size = list(server.asked), served.bytes
        floor.append(timed(lambda names=asked: [_fetched(fetcher, base + name.lstrip("/")) for name in names]))
    middle = statistics.median(ours)
    print(
        f"catalogue of {MANY}, a look with nothing new: median {len(asked)} requests, {size} bytes "
        f"(goal 3 small requests), {middle * 1000:.0f} ms ratio {middle / statistics.median(floor):.1f} "
        f"of the bare requests, n={RUNS}",
        flush=True,
    )
    changed, fetched = [], []
    for run in range(RUNS):
        version = f"1.{run + 1}.0"
        publisher.change(Publication((packed(write(folder, 7, version), version),), "network", Ring.ALL))
        server.asked.clear()
        served.bytes = 0
        changed.append(timed(computer.look))
        archives = [name for name in server.asked if name.endswith(".zip")]
        assert len(archives) == 1, "only what changed is fetched"
        assert computer.offered()["printer-7"] == version
        fetched.append((len(server.asked), served.bytes))
    asked_for, size = fetched[-1]
    print(
        f"catalogue of {MANY}, a look with one changed: median {statistics.median(changed) * 1000:.0f} ms, "
        f"{asked_for} requests, {size} bytes, 1 archive of them (goal: only what changed), n={RUNS}",
        flush=True,
    )


def _fetched(fetcher: object, url: str) -> None:
    try:
        fetcher.download_bytes(url, 1 << 20)  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001  # the next root, which is not there
        return


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="catalogue") as name:
        scratch = Path(name)
        folders = [write(scratch / "written", number) for number in range(MANY)]
        publisher = publishing(folders, scratch)
        served = Served(publisher.folder)
        root = (publisher.key_folder / "root.json").read_bytes()
        with Catalogue(served, scratch) as server:  # type: ignore[arg-type]  # it only asks for ``get``
            computer = Computer(scratch / "computer", server.url, root, server.authority)
            seconds = timed(computer.look)
            assert len(computer.offered()) == MANY
            print(
                f"catalogue of {MANY}, the first look of a computer: {seconds:.1f} s, {len(server.asked)} requests, "
                f"{served.bytes} bytes, n=1",
                flush=True,
            )
            assert computer.look().state is State.SAME
            looks(publisher, computer, server, served, scratch / "written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
