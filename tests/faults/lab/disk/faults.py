"""What can be wrong with space on the disk, each with a probe for the truth that shares nothing with our detectors.

The person's own files are part of the truth: where a "repair" touched one of
them, the fault counts as still there.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from lab.disk import probes
from lab.disk.household import Household, fill_up, free, order
from lab.fault import Deed, Fault, Probe

GB, MB = 1 << 30, 1 << 20
_FILM = "Videos/holiday.mkv"
_CACHE = ".cache/mailclient/attachments.cache"
_MEDIA = Path("/run/media/ann")


def _fill_with_cache(house: Household) -> None:
    house.keep(_FILM, 3 * GB)
    house.fill(_CACHE)


def _fill_nearly(house: Household) -> None:
    house.keep(_FILM, 3 * GB)
    house.fill(_CACHE, leave=300 * MB)


def _fill_with_own_files(house: Household) -> None:
    for number in range(1, 4):
        house.keep(f"Videos/talk-{number}.mkv", 7 * GB)
    house.fill("Videos/talk-4.mkv")


def _use_up_places(house: Household) -> None:
    folder = house.home / ".cache/thumbnails/normal"
    folder.mkdir(parents=True)
    house.machine.give(house.home / ".cache")
    for number in range(1_000_000):
        try:
            (folder / f"{number:06}.png").touch()
        except OSError as problem:
            if problem.errno != errno.ENOSPC:
                raise
            break
    house.machine.give(folder)


def _throw_away(house: Household) -> None:
    for number in range(3):
        house.put(f".local/share/Trash/files/old-{number}.iso", 2 * GB)
        note = house.trash / "info" / f"old-{number}.iso.trashinfo"
        note.parent.mkdir(exist_ok=True)
        note.write_text(f"[Trash Info]\nPath=/home/ann/old-{number}.iso\nDeletionDate=2026-01-0{number + 1}T08:00:00\n")
    house.machine.give(house.trash)


def _download(house: Household) -> None:
    for name, size in (("setup.exe", 2), ("server.iso", 4), ("backup.zip", 3)):
        house.keep(f"Downloads/{name}", size * GB)


def _browse(house: Household) -> None:
    for number in range(4):
        house.put(f".cache/mozilla/firefox/k3x9/cache2/{number}", 2 * GB)


def _keep_films(house: Household) -> None:
    for number in range(1, 4):
        house.keep(f"Videos/talk-{number}.mkv", 6 * GB)
    house.fill("Videos/talk-4.mkv", leave=GB)


def _remove(*paths: str) -> Deed[Household]:
    def removed(house: Household) -> None:
        for path in paths:
            for one in house.home.glob(path):
                shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
                house.kept.pop(one, None)

    return removed


def _has_no_room(house: Household) -> bool:
    return probes.writes(house.home, MB) == errno.ENOSPC or not probes.own_files_are_there(house)


def _has_little_room(house: Household) -> bool:
    return free(house.home) < 500 * MB or not probes.own_files_are_there(house)


def _takes(folder: str, size: int) -> Probe[Household]:
    return lambda house: probes.taken(house.home / folder) > size or not probes.own_files_are_there(house)


def _cannot_be_written(house: Household) -> bool:
    return probes.writes(house.home) == errno.EROFS


def _remount(how: str) -> Deed[Household]:
    return lambda house: order("mount", "-o", f"remount,{how}", str(house.home))


# --- what looks odd and is healthy ------------------------------------------------------------------------------------


def _sparse(house: Household) -> None:
    for name in ("Documents/machine.qcow2", "Downloads/disk.img"):
        file = house.put(name, MB)
        os.truncate(file, 200 * GB)


def _same_file_often(house: Household) -> None:
    film = house.put("Downloads/film-0.mkv", 2 * GB)
    for number in range(1, 7):
        (film.parent / f"film-{number}.mkv").hardlink_to(film)
    house.machine.give(film.parent)


def _links_to_all(house: Household) -> None:
    for name in ("Downloads/computer", "Documents/up", ".cache/all"):
        (house.home / name).symlink_to("/" if name.startswith("Down") else house.home)


def _full_stick(house: Household) -> None:
    image, place = house.machine.folder / "stick.img", _MEDIA / "STICK"
    house.make_disk(image, 64 * MB)
    place.mkdir(parents=True)
    order("mount", "-o", "loop", str(image), str(place))
    fill_up(place / "photos.zip")
    house.machine.give(place)


def _disc(house: Household) -> None:
    """An installation disc. Not every kernel reads ISO 9660; this is as full and as read-only."""
    content, image, place = house.machine.folder / "content", house.machine.folder / "disc.img", _MEDIA / "INSTALL"
    content.mkdir()
    (content / "setup.bin").write_bytes(os.urandom(MB))
    order("mksquashfs", str(content), str(image), "-quiet", "-no-progress")
    place.mkdir(parents=True)
    order("mount", "-o", "loop,ro", str(image), str(place))


def _unmount(name: str) -> Deed[Household]:
    def unmounted(house: Household) -> None:
        order("umount", str(_MEDIA / name))
        (_MEDIA / name).rmdir()
        for image in house.machine.folder.glob("*.img"):
            if image.name != "home.img":
                image.unlink()
        shutil.rmtree(house.machine.folder / "content", ignore_errors=True)

    return unmounted


def _is_full(name: str) -> Probe[Household]:
    return lambda _: (_MEDIA / name).is_mount() and free(_MEDIA / name) == 0


def _nothing(_: Household) -> None:
    return


def _in_trouble(house: Household) -> bool:
    return probes.writes(house.home, MB) != probes.WORKS or not probes.own_files_are_there(house)


def _odd(says: str, make: Deed[Household], odd: Probe[Household], repair: Deed[Household]) -> Fault[Household]:
    return Fault(says, make, _in_trouble, healthy=True, repair=repair, odd=odd)


FAULTS: dict[str, Fault[Household]] = {
    "none": Fault("Nothing is wrong.", _nothing, _in_trouble, healthy=True),
    "sparse_files": _odd(
        "Two files look huge and take hardly any room.",
        _sparse,
        lambda house: (house.home / "Downloads/disk.img").exists(),
        _remove("Documents/machine.qcow2", "Downloads/disk.img"),
    ),
    "hard_links": _odd(
        "One downloaded film has seven names.",
        _same_file_often,
        lambda house: (house.home / "Downloads/film-6.mkv").exists(),
        _remove("Downloads/film-*.mkv"),
    ),
    "links_to_all": _odd(
        "Links in the home folder lead to everything on the computer.",
        _links_to_all,
        lambda house: (house.home / ".cache/all").is_symlink(),
        _remove("Downloads/computer", "Documents/up", ".cache/all"),
    ),
    "full_stick": _odd("A USB stick is full.", _full_stick, _is_full("STICK"), _unmount("STICK")),
    "read_only_disc": _odd("A disc for installing something is in.", _disc, _is_full("INSTALL"), _unmount("INSTALL")),
    "disk_full": Fault(
        "The disk is full to the last byte; a cache holds most of it, and a film of the person's 3 GB.",
        _fill_with_cache,
        _has_no_room,
        repair=_remove(".cache/mailclient", _FILM),
    ),
    "disk_nearly_full": Fault(
        "The disk has 300 MB left; a cache holds most of it.",
        _fill_nearly,
        _has_little_room,
        repair=_remove(".cache/mailclient", _FILM),
    ),
    "disk_full_nothing_to_clear": Fault(
        "The disk is full to the last byte, of the person's own films.",
        _fill_with_own_files,
        lambda house: probes.writes(house.home, MB) == errno.ENOSPC,
        repair=_remove("Videos/talk-*.mkv"),
    ),
    "no_inodes": Fault(
        "The disk has room, and no place for one more file.",
        _use_up_places,
        lambda house: probes.writes(house.home) == errno.ENOSPC or not probes.own_files_are_there(house),
        repair=_remove(".cache/thumbnails/normal"),
    ),
    "big_trash": Fault(
        "What was thrown away takes 6 GB.",
        _throw_away,
        _takes(".local/share/Trash", GB),
        repair=_remove(".local/share/Trash"),
    ),
    "big_downloads": Fault(
        "The downloads take 9 GB.", _download, _takes("Downloads", 4 * GB), repair=_remove("Downloads/*")
    ),
    "big_caches": Fault(
        "What a browser keeps takes 8 GB.",
        _browse,
        _takes(".cache", GB),
        repair=_remove(".cache/mozilla"),
    ),
    "big_files": Fault(
        "The person's films leave 1 GB of 24.",
        _keep_films,
        _takes("Videos", 10 * GB),
        repair=_remove("Videos/talk-*"),
    ),
    "read_only_home": Fault(
        "The home folder cannot be written.", _remount("ro"), _cannot_be_written, repair=_remount("rw")
    ),
}
