"""Somebody new follows the two guides, word by word, on clean computers: what they are told works, and looks as told.

In between things happen that no guide can tell: the label printer is switched off, a person asks for help, an agent
reads the ticket. One test, since it is one story; each command that differs says where in the guide it stands.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Built
from .guide import Typed, as_printed, steps
from .town import Town, a_town

DOCS = Path(__file__).parents[2] / "docs"
DEPLOYING, PUBLISHING = DOCS / "deploying.md", DOCS / "publishing.md"


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with a_town() as town:
        yield town


def follow(town: Town, guide: Path, until: str, begun: list[int]) -> None:
    """From where this guide was left to the heading ``until``."""
    text = guide.read_text("utf-8")
    end = text.count("\n", 0, text.index(f"\n## {until}")) + 1 if until else text.count("\n") + 1
    for step in (step for step in steps(guide) if begun[0] <= step.line < end):
        seen = town.follow(step)
        where = f"{guide.name}:{step.line}: {step.command if isinstance(step, Typed) else step.file}"
        assert seen.status == 0, f"{where}\n{seen.text}"
        if isinstance(step, Typed):
            assert as_printed(step.prints, seen.text), f"{where}\n{seen.text}"
    begun[0] = end


def asked(town: Town, command: str, machine: str = "desk") -> dict[str, Any]:
    """What a command says of itself in JSON."""
    seen = town.type(machine, f"{command} --json 2>/dev/null")
    found: dict[str, Any] = json.loads(seen.text)
    return found


def offered(town: Town, machine: str) -> bool:
    """Whether a person's own words lead to the new troubleshooter there."""
    results = asked(town, "deskside find 'no stickers come out for my parcels'", machine)["results"]
    return any(one["id"] == "labels" for one in results)


def brought(town: Town) -> None:
    """What the software distribution and the help desk's administrator carry to the desk."""
    root = town.computers["web"].path("/home/ana/keys/root.json").read_text("utf-8")
    for machine in town.computers:
        town.write(machine, "root", "root.json", root)
        town.write(machine, "root", "example-ca.pem", town.authority.pem)
    for user in ("ana", "root"):
        town.write("desk", user, "token", town.help_desk.server.tokens["employee"] + "\n")


def what_was_changed_on_the_way_is_refused(town: Town, built: Built) -> None:
    """One byte more in a package of the repository, one byte else in the signed rpm: neither gets through."""
    web = town.computers["web"]
    with web.path(f"/srv/packages/{built.deb.name}").open("ab") as package:
        package.write(b"x")
    for kept in web.path("/var/cache/apt/archives").glob("deskside*"):
        kept.unlink()
    refused = web.run("apt-get", "install", "-y", "-qq", "--reinstall", "deskside", network=True)
    assert refused.returncode != 0
    assert "Hash" in refused.stderr or "size" in refused.stderr, refused.stderr
    with web.path(f"/root/{built.rpm.name}").open("r+b") as package:
        package.seek(-1000, 2)
        package.write(b"x")
    checked = town.type("web", f"rpmkeys --dbpath /srv/rpmkeys --checksig {built.rpm.name}", "root")
    assert (checked.status, "NOT OK" in checked.text) == (1, True), checked.text


def second_computer(town: Town) -> None:
    """The publisher's own is no pilot: it gets what all get."""
    policy = town.computers["desk"].path("/etc/deskside/policy.d/10-organisation.toml").read_text("utf-8")
    town.write("web", "root", "/etc/deskside/policy.d/10-organisation.toml", policy.replace('"pilot"', '"all"'))
    for name in ("root.json", "example-ca.pem"):
        place = name.replace("root", "catalogue-root")
        assert town.type("web", f"install -m 644 /root/{name} /etc/deskside/{place}", "root").status == 0


def test_whoever_follows_the_guides_gets_a_troubleshooter_onto_a_silently_installed_computer(
    town: Town, built: Built
) -> None:
    publishing, deploying = [0], [0]
    for computer in town.computers.values():
        for package in (built.deb, built.rpm):
            shutil.copy(package, computer.path("/root"))
    assert town.computers["web"].install(built.deb).returncode == 0
    follow(town, PUBLISHING, "5. On a computer of the pilot ring", publishing)
    brought(town)
    follow(town, DEPLOYING, "Newer versions", deploying)
    what_was_changed_on_the_way_is_refused(town, built)
    follow(town, PUBLISHING, "6. To everyone", publishing)
    assert offered(town, "desk")
    reference = helped(town)
    second_computer(town)
    asked(town, "deskside update", "web")
    assert not offered(town, "web"), "what only pilots should have came to all"
    follow(town, PUBLISHING, "7. A known problem", publishing)
    asked(town, "deskside update", "web")
    assert offered(town, "web")
    follow(town, PUBLISHING, "9. Every day", publishing)
    withdrawn(town)
    follow(town, PUBLISHING, "", publishing)
    assert asked(town, "deskside update")["state"] == "same"
    answered(town, reference)
    follow(town, DEPLOYING, "", deploying)


def helped(town: Town) -> str:
    """The label printer is off: that is found, and goes to the help desk. It is switched on: nothing is found."""
    told = asked(town, "deskside run labels")
    assert [one["cause"] for one in told["findings"]] == ["labels.printer-off"]
    story = "deskside ticket send --title 'No labels' --story 'I pressed the button. Nothing.'"
    sent = asked(town, f"{story} --case {told['case']}")
    with town.label_printer():
        assert asked(town, "deskside run labels")["outcome"] == "nothing-found"
    with town.network.inside():
        read = " ".join(town.help_desk.body(sent["backend_id"]).split())
    assert "The label printer does not answer." in read, read
    assert "I pressed the button. Nothing." in read, read
    return str(sent["reference"])


def answered(town: Town, reference: str) -> None:
    """The agent's answer comes to the person, though the troubleshooter is gone."""
    backend_id = asked(town, f"deskside ticket show {reference}")["backend_id"]
    with town.network.inside():
        town.help_desk.reply(backend_id, "We are on our way.")
    asked(town, "deskside post --now")
    messages = asked(town, f"deskside ticket show {reference}")["messages"]
    assert messages[-1]["text"] == "We are on our way."


def withdrawn(town: Town) -> None:
    """With the next look nothing of it is left on any computer."""
    for machine in town.computers:
        asked(town, "deskside update", machine)
        assert not offered(town, machine)
        left = town.type(machine, "grep -rl 'label printer does not answer' ~/.local/share/deskside/catalogue")
        assert left.text == ""
