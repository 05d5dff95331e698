"""What lies in ``policy.d`` and does nothing, though somebody may think it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from deskside.config.kept import DoesNotCount
from deskside.language import _

_KNOWN_TO_DO_NOTHING = (
    r"(?is)\..*|readme.*|.*~|.*\.(bak|old|orig|save|disabled|off|example|sample|dpkg-\w+|ucf-\w+|rpm(new|save|orig))"
)
"""Hidden ones, what explains the folder, and what editors, packages and people leave beside a file on purpose."""


def without_effect(it: Path | None) -> Iterator[DoesNotCount]:
    """A word for each file and folder in ``policy.d`` that is not read because of its name, such as ``20.TOML``."""
    try:
        there = sorted((it / "policy.d").iterdir()) if it else []
    except OSError:  # not there, or closed: the reading says so
        return
    for path in there:
        if path.suffix != ".toml" and not re.fullmatch(_KNOWN_TO_DO_NOTHING, path.name):
            says = _("The name of this file does not end in .toml, so its settings don't count.")
            yield DoesNotCount(says, file=str(path), do=_("Give it another name, or take it away."))
