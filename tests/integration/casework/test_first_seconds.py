"""What an agent sees of a ticket at once, and what of it the person left out."""

from __future__ import annotations

import platform
from datetime import date
from pathlib import Path

import pytest
from tests.integration.casework.conftest import Make, healthy, switched_off

from deskside.application.settings import load
from deskside.casework import Casework, Handover
from deskside.casework.device import device_of
from deskside.casework.people_part import people_part
from deskside.model.page import Verb
from deskside.model.parcel import Choices
from deskside.model.ticket import Priority
from deskside.paths import find_paths

NODE = platform.node()
SAID = Choices(story="It is dead.", stops="The contract.", urgency="stopped", impact="few", since="yesterday")


def handed_over(casework: Casework) -> Handover:
    run = casework.open("printer", "it is dead")
    run.act(Verb.BEGIN)
    run.act(Verb.PEOPLE)
    return casework.handover(run.case)


def test_all_that_counts_stands_in_the_first_lines(house: Make) -> None:
    parcel = handed_over(house(switched_off())).parcel(SAID)
    summary, words, told, tried = parcel.story.split("\n\n")
    assert summary == "Printing does not work: The printer Office does not answer. Nothing was tried yet."
    assert words == "It is dead."
    stops, who, since, computer = told.splitlines()
    assert stops == "What it stops: The contract. I can't work at all."
    assert who == "Who is stopped: A few of us"
    assert since.startswith("How long: Since yesterday (")
    assert computer == f"Computer: {NODE}"
    assert tried.startswith("What Deskside asked, found and tried:\n- Found: The printer Office does not answer.")
    assert parcel.agent_part.splitlines()[1] == "Impact: a few people (few). Urgency: stopped. Priority: high"


def test_every_field_is_filled_for_the_desks_own(house: Make) -> None:
    draft = handed_over(house(switched_off())).parcel(SAID).draft
    assert (draft.priority, draft.device, draft.cause, draft.troubleshooter, draft.category) == (
        Priority.HIGH,
        NODE,
        "printer.offline",
        "printer",
        "Hardware/Printing",
    )
    assert draft.version


def test_a_matrix_of_the_organisations_own_decides(house: Make) -> None:
    casework = house(healthy(), '[tickets.priority.few]\nstopped = "urgent"\n')
    assert casework.handover(None, "Help").parcel(SAID).priority is Priority.URGENT


def test_the_day_that_is_meant_is_told_for_a_message_that_arrives_later() -> None:
    story = people_part(None, "Help", Choices(since="yesterday"), "", date(2026, 12, 1))
    assert story == "Help\n\nHow long: Since yesterday (30 November)"
    assert people_part(None, "Help", Choices(since="longer"), "", date(2026, 12, 1)).endswith("How long: For longer")


@pytest.mark.parametrize("words", ["so " * 400, "line\n" * 30])
def test_long_words_push_nothing_out_of_sight(words: str) -> None:
    story = people_part(None, words.strip(), SAID, "pc-7", date(2026, 12, 1))
    assert story.startswith("What it stops:")
    assert story.endswith(f"In the person's own words:\n{words.strip()}")


def test_the_computer_is_not_told_by_whoever_leaves_it_out(house: Make) -> None:
    handover = house(healthy()).handover(None, "Help")
    shown = handover.show(Choices(story="Help"))
    assert [item.text for item in shown.items if item.id == "device"] == [f"Computer: {NODE}"]
    parcel = handover.parcel(Choices(story="Help", left_out=frozenset({"device"})))
    assert parcel.device == ""
    assert f"Computer: {NODE}" not in parcel.body


def test_a_computers_name_that_was_hidden_is_in_no_field_either(house: Make) -> None:
    handover = house(healthy(), '[tickets]\ndevice = "asset-tag"\nasset_tag = "INV-4711-Falcon"\n').handover(None, "x")
    assert handover.parcel(Choices(story="x")).device == "INV-4711-Falcon"
    parcel = handover.parcel(Choices(story="x", hidden=("Falcon",)))
    assert parcel.device == ""
    assert "Falcon" not in parcel.body


@pytest.mark.parametrize(
    ("settings", "firmware", "device"),
    [
        ("", "A-1", NODE),
        ('device = "none"', "A-1", ""),
        ('device = "asset-tag"', "A-1\n", "A-1"),
        ('device = "asset-tag"\nasset_tag = "INV-7"', "A-1", "INV-7"),
        ('device = "asset-tag"', "Default string\n", ""),
        ('device = "asset-tag"', "No Asset Tag", ""),
    ],
)
def test_the_computer_is_told_as_the_organisation_wants_it(
    deskside_home: Path, tmp_path: Path, settings: str, firmware: str, device: str
) -> None:
    paths = find_paths(policy_root=tmp_path / "no-policy")
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text(f"[tickets]\n{settings}\n", encoding="utf-8")
    tag = tmp_path / "tag"
    tag.write_text(firmware, encoding="utf-8")
    assert device_of(load(paths), tag) == device
    assert device_of(load(paths), tmp_path / "none") == (device if firmware.strip() != device else "")


def test_a_promise_is_made_when_it_arrives_kept_as_it_was_and_over_with_the_answer(house: Make) -> None:
    always = 'days = "Mon-Sun", from = "00:00", to = "23:59", zone = "UTC"'
    settings = f'[organisation]\nhours = {{ {always} }}\npromise = {{ normal = "4 hours" }}\n'
    casework = house(healthy(), settings)
    handover = casework.handover(None, "Help")
    reference = handover.send(handover.parcel(Choices(story="Help", email="ann@example.org"))).reference
    assert casework.ticket(reference).promise == "You can expect an answer within 4 hours of their open hours."
    casework.mail.post()
    ticket = casework.ticket(reference)
    assert ticket.arrived + 4 * 3600 <= ticket.due <= ticket.arrived + 4 * 3600 + 960
    assert ticket.promise.startswith("You can expect an answer by ")
    later = house(healthy(), settings.replace("4 hours", "1 hour"))
    later.mail.post()
    assert later.ticket(reference).due == ticket.due
    later.mail.desk().reply(reference, "On my way.")
    later.mail.post()
    assert later.ticket(reference).promise == ""
