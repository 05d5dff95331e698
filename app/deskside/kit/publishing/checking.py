"""What is looked at before a troubleshooter is signed: what lint finds, and its scenarios, each on its own system."""

from __future__ import annotations

from pathlib import Path

from deskside.catalogue import read_manifest
from deskside.errors import PublishingProblem
from deskside.kit.linting import lint
from deskside.kit.packing import pack
from deskside.kit.publishing.publication import Packed
from deskside.kit.remarks import problems
from deskside.kit.workshop import Workshop


def checked(_workshop: Workshop, folder: Path) -> Packed:
    """The folder as an archive. PublishingProblem tells all that is wrong with it."""
    found = problems(lint(folder))
    if found:
        told = "\n".join(str(remark) for remark in found)
        raise PublishingProblem(f"{told}\n{folder} is not published: {len(found)} to mend. Nothing was changed.")
    manifest = read_manifest(folder.absolute())
    return Packed(manifest.id, manifest.version, pack(folder))
