"""``deskside plugin test``: a troubleshooter on simulated sick computers. What it prints is read by IT only."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from deskside.cli.output import print_json, say_all
from deskside.kit.testing import Outcomes, try_folder

if TYPE_CHECKING:
    from deskside.kit.workshop import Workshop


def try_out(workshop: Workshop, arguments: argparse.Namespace) -> int:
    """0 when every scenario of every folder came out as it should."""
    told = [try_folder(workshop, Path(folder)) for folder in arguments.folders]
    ok = all(one.ok for one in told)
    if arguments.json:
        print_json({"ok": ok, "tested": [{"ok": one.ok, **msgspec.to_builtins(one)} for one in told]})
    else:
        for one in told:
            say_all(trial_lines(one))
    return 0 if ok else 1


def trial_lines(tested: Outcomes) -> Iterator[str]:
    """The same for people."""
    for one in tested.tried:
        system = f" ({one.system})" if one.system else ""
        yield f"{'✓' if one.ok else '✗'} {one.scenario}{system}, {one.seconds:.1f} s"
        yield from (f"    {line}" for line in one.says)
    bad = sum(not one.ok for one in tested.tried)
    if not tested.tried:
        yield f"{tested.troubleshooter}: there is no scenario in scenarios/, so nothing was tried."
    else:
        yield f"{tested.troubleshooter}: {len(tested.tried) - bad} as expected, {bad} otherwise."
    if tested.ran:
        yield f"Of {len(tested.ran)} {_causes(len(tested.ran))}, in a scenario: {', '.join(_counts(tested))}."
    if tested.uncovered:
        yield f"No scenario finds: {', '.join(tested.uncovered)}"
    if unfixed := [cause for cause in tested.never_fixed if cause not in tested.uncovered]:
        yield f"Found, and fixed in no scenario: {', '.join(unfixed)}"
    mended = {one.cause for one in tested.ran if one.fixed}
    if unverified := [cause for cause in tested.never_verified if cause in mended]:
        yield f"Fixed, and verified in no scenario: {', '.join(unverified)}"
    if never_back := [cause for cause in tested.never_undone if cause in mended]:
        yield f"Fixed, and taken back in no scenario (one where the fix does not help): {', '.join(never_back)}"


def _counts(tested: Outcomes) -> Iterator[str]:
    for part, counts in (
        ("found", [one.found for one in tested.ran]),
        ("fixed", [one.fixed for one in tested.ran]),
        ("verified", [one.verified for one in tested.ran]),
        ("taken back", [one.undone for one in tested.ran]),
    ):
        yield f"{sum(map(bool, counts))} {part}"


def _causes(number: int) -> str:
    return "cause" if number == 1 else "causes"
