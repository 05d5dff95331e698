"""Commands for those who write troubleshooters: ``deskside plugin …``. What they print is read by IT only."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from deskside.catalogue import discover
from deskside.cli import preview_command, record_command, trial_commands
from deskside.cli.output import print_json, say, say_all, tell
from deskside.kit.linting import lint as lint_folder
from deskside.kit.manuscript import read_own
from deskside.kit.new import make_new
from deskside.kit.packing import pack as pack_folder
from deskside.kit.packing import write_archive
from deskside.kit.remarks import Remark, Severity, problems

if TYPE_CHECKING:
    from deskside.kit.workshop import Workshop


class _Said(Struct):
    """One remark, for ``--json``."""

    troubleshooter: str
    file: str
    line: int
    severity: Severity
    says: str
    do: str
    sentence: str


class _Linted(Struct):
    ok: bool
    problems: int
    advice: int
    remarks: tuple[_Said, ...]


class _Made(Struct):
    id: str
    folder: str
    files: tuple[str, ...]


class _Packed(Struct):
    id: str
    version: str
    file: str
    sha256: str
    bytes: int


def plugin(workshop: Workshop, arguments: argparse.Namespace) -> int:
    """One verb of ``deskside plugin``."""
    return _VERBS[arguments.verb](workshop, arguments)


def new(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    """Makes the folder ID, and says what to do next."""
    wanted = Path(arguments.folder, arguments.id)
    folder = wanted.parent.resolve() / wanted.name  # the folder itself may be a link, which is refused
    files = make_new(folder, title=arguments.title, python=arguments.python)
    if arguments.json:
        print_json(_Made(folder.name, str(folder), files))
        return 0
    say(f"{folder} is made:")
    say_all(f"    {file}" for file in files)
    say("Open manifest.toml in any editor: its comments explain each line. Then:")
    say_all(f"    deskside plugin {verb} {folder}" for verb in ("lint", "test", "preview"))
    return 0


def lint(workshop: Workshop, arguments: argparse.Namespace) -> int:
    """0 when nothing stands in the way of publishing any of the folders."""
    folders = [Path(folder).resolve() for folder in arguments.folders]
    told = {folder: _linted(workshop, folder, folders) for folder in folders}
    remarks = [remark for said in told.values() for remark in said]
    wrong = len(problems(remarks))
    if arguments.json:
        rows = tuple(_row(folder.name, remark) for folder, said in told.items() for remark in said)
        print_json(_Linted(not wrong, wrong, len(remarks) - wrong, rows))
    else:
        for folder, said in told.items():
            _show(folder, said)
    return 1 if wrong else 0


def _linted(workshop: Workshop, folder: Path, folders: list[Path]) -> tuple[Remark, ...]:
    """Beside the built-in ones, and those that are linted with it."""
    beside = {one.id: one for one in discover((workshop.paths.troubleshooters,)).troubleshooters}
    for other in folders:
        if other != folder:
            beside |= {one.id: one for one in discover((other.parent,)).troubleshooters if one.folder == other}
    return lint_folder(folder, tuple(one for one in beside.values() if one.id != folder.name))


def _row(name: str, remark: Remark) -> _Said:
    return _Said(
        name, str(remark.file), remark.line, remark.severity, remark.says, remark.do, remark.sentence
    )  # fmt: skip


def _show(folder: Path, remarks: tuple[Remark, ...]) -> None:
    here = Path.cwd()
    for remark in remarks:
        near = remark.file.relative_to(here) if remark.file.is_relative_to(here) else remark.file
        say(str(replace(remark, file=near)))
    wrong = len(problems(remarks))
    counted = f"{_count(wrong, 'problem')}, {_count(len(remarks) - wrong, 'piece of advice', 'pieces of advice')}"
    say(f"{folder.name}: {counted if remarks else 'nothing is wrong with it'}.")


def pack(workshop: Workshop, arguments: argparse.Namespace) -> int:
    """Writes the archive of a troubleshooter that lints, and tells its hash."""
    folder = Path(arguments.folder).resolve()
    in_the_way = problems(_linted(workshop, folder, [folder]))
    if in_the_way:
        for remark in in_the_way:
            tell(str(remark))
        tell(f"{folder.name}: not packed, {_count(len(in_the_way), 'problem')}.")
        return 1
    own, archive = read_own(folder), pack_folder(folder)
    file = Path(arguments.out).absolute()
    if file.is_dir():
        file /= f"{own.id}-{own.version}.zip"
    write_archive(file, archive)
    packed = _Packed(own.id, own.version, str(file), hashlib.sha256(archive).hexdigest(), len(archive))
    if arguments.json:
        print_json(packed)
    else:
        say_all((packed.file, f"sha256 {packed.sha256}", f"{packed.bytes} bytes"))
    return 0


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


_VERBS: dict[str, Callable[[Workshop, argparse.Namespace], int]] = {
    "new": new,
    "lint": lint,
    "test": trial_commands.try_out,
    "preview": preview_command.preview,
    "pack": pack,
    "record": record_command.record,
}
