"""What a publisher notices: a good manifest is read whole, and nothing of it is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deskside.catalogue import read_manifest
from deskside.errors import ManifestProblem
from deskside.model.troubleshooter import Choice, FixKind, Ready

from .conftest import GOOD

Put = Callable[..., Path]


def test_a_good_manifest_is_read_whole(put: Put) -> None:
    own = read_manifest(put())
    assert (own.id, own.version, own.minutes, own.systems) == ("printer", "1.0.0", 3, ("linux", "macos"))
    services = ("services.state:print", "services.start:print", "services.stop:print")
    assert own.needs == ("printing.queues", *services, "open.settings")
    assert own.questions[0].choices_from == "printing.queues"
    assert own.questions[1].choices == (Choice("Nothing", "Nothing"), Choice("odd", "Odd letters"))
    assert [question.hint for question in own.questions] == ["", "One sheet is enough."]
    stopped, offline, driver = own.causes
    assert stopped.check == Ready("service-stopped", {"service": "print"})
    assert stopped.do == Ready("start-service", {"service": "print"})
    assert (stopped.fix.kind, stopped.fix.consent, stopped.fix.seconds) == (
        FixKind.AUTOMATIC,
        "I can start it again.",
        10,
    )
    assert stopped.fix.undo
    assert stopped.masks == ("offline", "internet.dns-dead")
    assert (offline.fix.kind, offline.fix.picture) == (FixKind.HANDS_ON, "button.svg")
    assert (offline.fix.opens, offline.do) == (
        "Open the list of printers",
        Ready("open-settings", {"settings": "printers"}),
    )
    assert (stopped.systems, offline.systems) == (("windows", "macos", "linux"), ("linux",))
    assert (driver.fix.kind, driver.fix.consent) == (FixKind.PEOPLE, "IT will put it back.")
    assert not own.has_code
    assert not own.people_only


def test_code_beside_the_manifest_is_seen_and_not_run(put: Put, tmp_path: Path) -> None:
    folder = put()
    trace = tmp_path / "trace"
    (folder / "troubleshooter.py").write_text(f"open({str(trace)!r}, 'w')\n", encoding="utf-8")
    assert read_manifest(folder).has_code
    assert not trace.exists()


def test_a_manifest_without_causes_leads_to_people(put: Put) -> None:
    own = read_manifest(put('api = 1\nid = "printer"\nversion = "1.0.0"\ntitle = "Printing"\n'))
    assert own.people_only
    assert own.systems == ("windows", "macos", "linux")


def test_a_newer_manifest_is_too_new_rather_than_wrong(put: Put) -> None:
    folder = put("hologram = true\n" + GOOD.replace("api = 1", "api = 2"))
    with pytest.raises(ManifestProblem, match="too new for this version") as said:
        read_manifest(folder)
    assert said.value.line == 2


def test_causes_in_code_may_be_masked_without_being_in_the_manifest(put: Put) -> None:
    folder = put(GOOD.replace('"offline", ', '"only-in-code", '))
    (folder / "troubleshooter.py").write_text("", encoding="utf-8")
    assert read_manifest(folder).causes[0].masks[0] == "only-in-code"
