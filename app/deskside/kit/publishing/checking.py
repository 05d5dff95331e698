"""What is looked at before troubleshooters are signed: what lint finds, and their scenarios, each on its own system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from deskside.catalogue import discover, read_manifest
from deskside.errors import ManifestProblem, PublishingProblem
from deskside.kit.linting import lint
from deskside.kit.packing import pack
from deskside.kit.publishing.publication import Packed
from deskside.kit.remarks import problems
from deskside.kit.testing import try_folder
from deskside.kit.workshop import Workshop
from deskside.model.troubleshooter import Troubleshooter


def checked(workshop: Workshop, folders: Sequence[Path]) -> tuple[Packed, ...]:
    """The folders as archives. PublishingProblem tells all that is wrong with any of them.

    They are held against the built-in ones, and against one another.
    """
    known = (*discover((workshop.paths.troubleshooters,)).troubleshooters, *_readable(folders))
    others = tuple({one.id: one for one in known}.values())
    for folder in folders:
        found = problems(lint(folder, others))
        if found:
            told = "\n".join(str(remark) for remark in found)
            raise PublishingProblem(f"{told}\n{folder} is not published: {len(found)} to mend. Nothing was changed.")
        _check_scenarios(workshop, folder)
    return tuple(_packed(folder) for folder in folders)


def _check_scenarios(workshop: Workshop, folder: Path) -> None:
    """That there is none at all, lint has said."""
    bad = [one for one in try_folder(workshop, folder).tried if not one.ok]
    if bad:
        told = "\n".join(f"{folder}/scenarios/{one.scenario}.toml: {line}" for one in bad for line in one.says)
        raise PublishingProblem(f"{told}\n{folder} is not published: {len(bad)} of its scenarios. Nothing was changed.")


def _packed(folder: Path) -> Packed:
    manifest = read_manifest(folder.absolute())
    return Packed(manifest.id, manifest.version, pack(folder))


def _readable(folders: Sequence[Path]) -> Iterator[Troubleshooter]:
    """Those whose manifest can be read; lint tells of the others."""
    for folder in folders:
        try:
            yield read_manifest(folder.absolute())
        except ManifestProblem:
            continue
