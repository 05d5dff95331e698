"""The play in docs/deploying.md, played by Ansible itself: it sets a clean computer up, and then changes nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from deploy.chroot import RUN_SECONDS, Chroot, Done
from deploy.conftest import PERSON, Built

GUIDE = Path(__file__).parents[2] / "docs" / "deploying.md"
POLICY = '[organisation]\nname = "Example Library"\n'
INVENTORY = """\
[desktops]
localhost ansible_connection=local ansible_python_interpreter=/usr/bin/python3 deskside_ring=early
"""
_FETCHED = re.compile(r"deb: https://\S+\.deb")


def play(deb: str) -> str:
    """As the guide has it, with the package in a file: there is no web server of Example Library's here."""
    section = GUIDE.read_text("utf-8").partition("\n## Ansible\n")[2]
    told = section.partition("```yaml\n")[2].partition("```")[0]
    changed, times = _FETCHED.subn(f"deb: {deb}", told)
    assert times == 1, told
    return changed


@pytest.fixture(scope="module")
def computer(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Chroot:
    made = Chroot.made(tmp_path_factory.mktemp("computers"), PERSON)
    for package in ("ansible-core", "python3-apt"):
        done = made.install(package)
        assert done.returncode == 0, done.stdout + done.stderr
    shutil.copy(built.deb, made.path("/root"))
    for name, text in {
        "play.yml": play(f"/root/{built.deb.name}"),
        "desktops.ini": INVENTORY,
        "10-organisation.toml": POLICY,
        "root.json": "{}",
    }.items():
        made.path(f"/root/{name}").write_text(text)
    return made


def played(computer: Chroot) -> Done:
    command = "cd /root && ansible-playbook --inventory desktops.ini play.yml"
    return computer.run("sh", "-c", command, network=True, environ={"ANSIBLE_NOCOLOR": "1"}, seconds=2 * RUN_SECONDS)


def test_the_play_sets_a_computer_up_and_leaves_one_alone_that_is_right(computer: Chroot, built: Built) -> None:
    first = played(computer)
    assert re.search(r"changed=3 .*failed=0", first.stdout), first.stdout + first.stderr  # the package, files, the ring
    assert computer.run("deskside", "--version", user=PERSON).stdout == f"deskside {built.version}\n"
    told = computer.run("deskside", "settings", "show", "--json", user=PERSON)
    set_to = {one["key"]: (one["value"], one["origin"], one["locked"]) for one in json.loads(told.stdout)["settings"]}
    assert set_to["organisation.name"] == ("Example Library", "IT", True)
    assert set_to["catalogue.ring"] == ("early", "IT", True)
    assert computer.path("/etc/deskside/catalogue-root.json").read_text() == "{}"

    again = played(computer)
    assert re.search(r"changed=0 .*failed=0", again.stdout), again.stdout + again.stderr
