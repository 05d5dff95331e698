"""Power fails, or somebody pulls the plug, in the middle of a look: the old set is whole, or the new one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .computer import Computer
from .forge import Forge, manifest, packed

APP = Path(__file__).parents[3] / "app"
OLD = "gone 1.0.0 1, vpn 1.0.0 2, E-mail is slow"
WITHDRAWN = "vpn 1.0.0 2, E-mail is slow"
"""What was withdrawn goes before anything new is fetched."""
NEW = "vpn 1.1.0 3, wifi 1.0.0 1, E-mail works again"


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
def test_a_look_that_is_killed_at_any_step_leaves_the_old_set_or_the_new_one_and_the_next_look_mends_it(
    tmp_path: Path,
) -> None:
    forge = Forge()

    def vpn(version: str, **more: str) -> bytes:
        return packed({"manifest.toml": manifest("vpn", version), "troubleshooter.py": "x = 1\n", **more})

    old = {
        "vpn": forge.archive("network", "vpn", "1.0.0", vpn("1.0.0")),
        "gone": forge.archive("print", "gone", "1.0.0"),
    }
    forge.notice("mail")
    forge.ring(troubleshooters=old, notices=["mail"])
    forge.publish()
    before = Computer(tmp_path / "before", str(forge.write(tmp_path / "share")), forge.installed_root)
    before.look()
    new = {"vpn": forge.archive("network", "vpn", "1.1.0", vpn("1.1.0", **{"pictures/a.png": "x"}))}
    new["wifi"] = forge.archive("network", "wifi", "1.0.0")
    forge.notice("mail", "E-mail works again")
    forge.ring(troubleshooters=new, notices=["mail"], withdrawn={"gone": "1.0.0"})
    forge.publish()
    forge.write(tmp_path / "share")
    (tmp_path / "root.json").write_bytes(forge.installed_root)

    program = Path(__file__).with_name("killed.py")
    said = subprocess.run(
        [sys.executable, str(program), *(str(tmp_path / name) for name in ("share", "root.json", "before", "work"))],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        env={**os.environ, "PYTHONPATH": str(APP)},
    ).stdout.splitlines()

    steps = [line.split("|") for line in said[:-1]]
    assert said[-1] == f"end {len(steps) + 1} {NEW}"
    assert len(steps) > 30
    found = [one[1] for one in steps]
    assert set(found) == {OLD, WITHDRAWN, NEW}
    assert found == sorted(found, key=[OLD, WITHDRAWN, NEW].index)  # once something is in force, it stays
    assert {tuple(one[2:]) for one in steps} == {(NEW, "3")}
