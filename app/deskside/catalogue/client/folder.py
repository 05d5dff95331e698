"""Files of the catalogue from a folder: a share of the organisation's, or a stick. It may not answer, or lead away."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from urllib.parse import unquote

from tuf.api.exceptions import DownloadError, DownloadHTTPError

from deskside.catalogue.client.fetching import InMemory
from deskside.config.files import Unreadable, read_bytes
from deskside.errors import Away
from deskside.storage.far import Patience

BASE = "folder:///"
"""What stands before the names of files where a web server's address would."""
MOST = 32 << 20


class FolderFetcher(InMemory):
    """Nothing outside the folder is ever read, whatever a name or a link in it says."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder = folder
        self._patience = Patience(folder, seconds)

    def _fetch(self, url: str) -> Generator[bytes, None, None]:
        name = unquote(url.removeprefix(BASE))
        try:
            content = self._patience.do(lambda: self._read(name))
        except Away as problem:
            raise DownloadError(str(problem)) from problem
        yield content

    def close(self) -> None:
        """Nothing stays open."""

    def _read(self, name: str) -> bytes:
        parts = name.split("/")
        if any(part in ("", ".", "..") or set(part) & set('\\:*?"<>|\0') for part in parts):
            raise DownloadHTTPError(f"{name[:200]!r} is not a name in a catalogue", 404)
        if not self._folder.is_dir():
            raise DownloadError(f"{self._folder} is not there")
        try:
            real = self._folder.joinpath(*parts).resolve(strict=True)
            if not real.is_relative_to(self._folder.resolve(strict=True)):
                raise DownloadError(f"{name} leads out of {self._folder}")
            return read_bytes(real, MOST, links=False)
        except FileNotFoundError as problem:
            raise DownloadHTTPError(f"{name} is not there", 404) from problem
        except (OSError, RuntimeError) as problem:
            raise DownloadError(f"{name}: {problem}") from problem
        except Unreadable as problem:
            raise DownloadError(f"{name}: {problem.why}") from problem
