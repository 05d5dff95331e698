"""Where the frozen application begins: what PyInstaller's loader set up is put right, and then it is as everywhere."""

import os
import sys
from _thread import allocate_lock


class _OwnFile:
    """The program's own file, kept open: the modules in it can be read when an upgrade has put another in its place,
    and behind the walls round a troubleshooter, where no file can be opened.
    """

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._lock = allocate_lock()

    def __enter__(self) -> "_OwnFile":
        self._lock.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def seek(self, place: int, _whence: int = 0) -> None:
        os.lseek(self._file, place, os.SEEK_SET)

    def read(self, count: int) -> bytes:
        parts = []
        while count > 0 and (part := os.read(self._file, count)):
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


def _as_it_was(name: str) -> None:
    """What the loader changed for this process alone is not for the programs that it starts."""
    before = os.environ.pop(f"{name}_ORIG", None)
    if before is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = before


if sys.platform == "linux":
    _as_it_was("LD_LIBRARY_PATH")
    own = _OwnFile(sys.executable)
    sys.modules["pyimod01_archive"].open = lambda *_: own  # type: ignore[attr-defined]

if sys.argv[1:] in (["child", "plugin"], ["child", "system"]):  # many a day, and none needs more
    from deskside.children import entry

    entry.main(sys.argv[2])
else:
    from deskside.application.main import main

    sys.exit(main())
