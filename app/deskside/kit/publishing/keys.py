"""The private keys at hand: PEM files in folders that lie apart from the catalogue, found by the id in their names.

::

    keys/root.json                    the root that computers get, and that publishers check everything against
    keys/ROLE/ROLE-1a2b3c4d.pem       a key; a folder for each role, to be carried away on a stick
    keys/online/…                     snapshot and timestamp, and the file ``passphrase`` that opens them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from securesystemslib.exceptions import KeyMismatchError
from securesystemslib.signer import CryptoSigner, Key, SSlibKey

from deskside.config.files import Unreadable, read_bytes
from deskside.errors import PublishingProblem
from deskside.kit.publishing.passphrases import Passphrases
from deskside.kit.publishing.pem import COST, read_pem, write_pem

ROOT_COPY = "root.json"
ONLINE = ("snapshot", "timestamp")
ONLINE_FOLDER = "online"
_ID = 8
_MOST = 64 * 1024
_MOST_ROOT = 512_000


class NewKey(Struct, frozen=True):
    """A key that is made, and not yet written."""

    role: str
    public: SSlibKey
    file: Path
    content: bytes


class Keys:
    """``folders`` and the folders in them. A key is opened when it first signs. New ones go into the first folder."""

    def __init__(self, folders: Sequence[Path], passphrases: Passphrases, *, cost: int = COST) -> None:
        if not folders:
            raise PublishingProblem("Name the folder of the keys with --keys.")
        self.folders = tuple(folders)
        self._passphrases, self._cost = passphrases, cost
        self._open: dict[str, Ed25519PrivateKey] = {}

    def has(self, keyid: str) -> bool:
        return keyid in self._open or self._file(keyid) is not None

    def signer(self, keyid: str, public: Key) -> CryptoSigner:
        """The key, opened. PublishingProblem when it is not here or no passphrase opens it."""
        file = self._file(keyid)
        if keyid not in self._open:
            if file is None:
                raise PublishingProblem(f"The key {keyid[:_ID]} is not in {self.where()}.")
            self._open[keyid] = self._opened(file)
        try:
            return CryptoSigner(self._open[keyid], public if isinstance(public, SSlibKey) else None)
        except (KeyMismatchError, ValueError) as problem:
            raise PublishingProblem(f"{file} is another key than its name says.") from problem

    def expect(self, key: Ed25519PrivateKey) -> None:
        """Counts a new key in, which is not written yet."""
        self._open[CryptoSigner(key).public_key.keyid] = key

    def sealed(self, role: str, key: Ed25519PrivateKey, passphrase: str = "") -> NewKey:
        """What has to be written where, for a key to lie here; opened by the passphrase at hand when none is given."""
        public = CryptoSigner(key).public_key
        file = self._home(role) / key_name(role, public.keyid)
        return NewKey(role, public, file, write_pem(key, passphrase or self._passphrases.for_new(file), self._cost))

    def anchor(self) -> bytes:
        """The root that everything in the catalogue is checked against."""
        for folder in self._all_folders():
            if (folder / ROOT_COPY).is_file():
                return _content(folder / ROOT_COPY, _MOST_ROOT)
        raise PublishingProblem(
            f"There is no {ROOT_COPY} in {self.where()}. `catalogue init` put one beside the keys: copy it there. "
            "Without it there is no telling whether the catalogue is still yours."
        )

    def where(self) -> str:
        return " or ".join(str(folder) for folder in self.folders)

    def unused(self, in_use: Iterable[str]) -> list[Path]:
        """Key files here whose key is not among these ids."""
        short = {keyid[:_ID] for keyid in in_use}
        files = [file for folder in self._all_folders() for file in sorted(folder.glob("*-*.pem"))]
        return [file for file in files if file.stem[-_ID:] not in short]

    def _opened(self, file: Path) -> Ed25519PrivateKey:
        text = _content(file, _MOST)
        try:
            for passphrase in self._passphrases.tried_for(file):
                key = read_pem(text, passphrase)
                if key is not None:
                    return key
        except ValueError as problem:
            raise PublishingProblem(f"{file} is not a key of a catalogue: {problem}") from problem
        raise PublishingProblem(
            f"No passphrase at hand opens {file}. Give it in a file (--passphrase-file) or run this on a terminal. "
            "When it is the right one, the file is damaged: take another copy of the key."
        )

    def _file(self, keyid: str) -> Path | None:
        names = (folder.glob(f"*-{keyid[:_ID]}.pem") for folder in self._all_folders())
        return next((file for found in names for file in found if file.is_file()), None)

    def _home(self, role: str) -> Path:
        """The folder that new keys of a role go into."""
        name = ONLINE_FOLDER if role in ONLINE else role
        there = next((folder for folder in self._all_folders() if folder.name == name), None)
        return there or self.folders[0] / name

    def _all_folders(self) -> Iterator[Path]:
        for folder in self.folders:
            yield folder
            if folder.is_dir():
                yield from sorted(inside for inside in folder.iterdir() if inside.is_dir())


def key_name(role: str, keyid: str) -> str:
    return f"{role}-{keyid[:_ID]}.pem"


def _content(file: Path, most: int) -> bytes:
    try:
        return read_bytes(file, most)
    except Unreadable as problem:
        raise PublishingProblem(f"{file} can't be read: {problem.why}") from problem
