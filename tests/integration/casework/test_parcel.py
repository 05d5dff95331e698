"""What is previewed is what is sent, to the byte; what is left out or hidden is nowhere."""

from __future__ import annotations

import hashlib
import io
import platform
import random
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.integration.casework.conftest import Make, healthy, office, switched_off

from deskside.casework import Casework, Handover
from deskside.casework.added import read_added
from deskside.children.scenario import Says
from deskside.model.page import Verb
from deskside.model.parcel import Added, Choices, Kind, Parcel, Shown

STORY = "It is dead. Ask Falcon about contract 4711."
EMAIL = "ann@example.org"


def named_printer() -> dict[str, Says]:
    """A printer whose name tells something, and a number that does."""
    device = "ipp://falcon.example/ipp/print"
    return {"queues": Says("printing.queues", gives=office(name="Falcon room", waiting=4711, device=device))}


def handed_over(casework: Casework) -> Handover:
    """A case with findings, ready to be sent."""
    run = casework.open("printer", "it is dead")
    run.act(Verb.BEGIN)
    run.act(Verb.PEOPLE)
    return casework.handover(run.case)


def ids(shown: Shown) -> set[str]:
    return {item.id for item in shown.items}


def whole(parcel: Parcel) -> str:
    """Every word of a parcel."""
    return "\n".join((parcel.title, parcel.body, *texts_of(parcel).values(), *(file.name for file in parcel.files)))


def texts_of(parcel: Parcel) -> dict[str, str]:
    """The texts of the file about the computer, and of the texts beside it."""
    texts = {}
    for file in parcel.files:
        if file.name == "deskside.zip":
            with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
                texts |= {name: archive.read(name).decode() for name in archive.namelist()}
        elif file.media_type.startswith("text/"):
            texts[file.name] = file.content.decode()
    return texts


def on_disk(home: Path) -> Iterator[bytes]:
    """Everything that was written under the person's home."""
    for path in home.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def test_whatever_is_chosen_is_sent_to_the_byte(house: Make) -> None:
    choose = random.Random(4)
    casework = house(switched_off())
    for number in range(6):
        handover = handed_over(casework)
        everything = handover.show(Choices(story=STORY))
        out = {one for one in ids(everything) if one != "story" and choose.random() < 0.5}
        hidden = tuple(choose.sample(("Falcon", "4711", "Office", "dead"), choose.randrange(3)))
        choices = Choices(story=f"{STORY} {number}", email=EMAIL, left_out=frozenset(out), hidden=hidden)
        parcel = handover.show(choices).parcel
        ticket = handover.send(parcel)
        agreed = {file.name: file.sha256 for file in parcel.files}
        assert waiting(casework, ticket.reference) == agreed
        casework.mail.post()
        desk = casework.mail.desk()
        arrived = desk.show(ticket.reference)
        assert arrived.body == parcel.body
        rows = desk.db.read(
            "SELECT name, content FROM files JOIN tickets ON files.ticket = tickets.id WHERE reference = ?",
            ticket.reference,
        )
        assert {row["name"]: hashlib.sha256(row["content"]).hexdigest() for row in rows} == agreed
        for value in hidden:
            assert value.lower() not in whole(parcel).lower()


def waiting(casework: Casework, reference: str) -> dict[str, str]:
    """What lies in the outbox, by name, looked at on the disk."""
    draft = casework.mail._outbox.rows.draft(reference)
    assert draft is not None
    return {one.name: hashlib.sha256(one.path.read_bytes()).hexdigest() for one in draft.attachments}


def test_the_same_choices_give_the_same_parcel_whatever_was_looked_at_between(house: Make) -> None:
    handover = handed_over(house(switched_off()))
    choices = Choices(story=STORY)
    first = handover.parcel(choices)
    notes = Added("file-1", "notes.txt", Kind.TEXT, b"host=office.example user=anna.quintessa password=Tr0ub4dor")
    handover.parcel(replace(choices, hidden=("Office", "dead")))
    handover.parcel(replace(choices, added=(notes,)))
    handover.parcel(replace(choices, left_out=frozenset({"agent", "facts:printers"})))
    assert handover.parcel(choices) == first


def test_what_one_text_tells_is_hidden_in_all(house: Make) -> None:
    handover = house(healthy(**named_printer())).handover(None, "Help")
    notes = Added("file-1", "notes.txt", Kind.TEXT, b"host=falcon.example")
    parcel = handover.parcel(Choices(story="Help", added=(notes,)))
    assert "falcon.example" not in whole(parcel)


@pytest.mark.parametrize("left_out", ["agent", "evidence", "facts:printers"])
def test_leaving_one_thing_out_changes_no_other(house: Make, left_out: str) -> None:
    handover = handed_over(house(switched_off()))
    choices = Choices(story=STORY)
    before, after = (
        {item.id: item.text for item in handover.show(one).items if item.id not in ("agent", left_out)}
        for one in (choices, replace(choices, left_out=frozenset({left_out})))
    )
    assert before == after


def test_what_is_left_out_is_nowhere(house: Make, deskside_home: Path, tmp_path: Path) -> None:
    casework = house(healthy(**named_printer()))
    handover = casework.handover(None, "Please call me")
    (tmp_path / "notes.txt").write_text("the osprey plan", "utf-8")
    added = (read_added(tmp_path / "notes.txt", 1),)
    everything = handover.show(Choices(story="Please call me", added=added))
    assert "Falcon" in whole(everything.parcel)
    assert "osprey" in whole(everything.parcel)
    out = frozenset(ids(everything) - {"story", "facts:memory"})
    parcel = handover.parcel(Choices(story="Please call me", email=EMAIL, added=added, left_out=out))
    assert [file.name for file in parcel.files] == ["deskside.zip"]
    handover.send(parcel)
    written = list(on_disk(deskside_home))
    assert any(b"Please call me" in one for one in written)
    for one in (*written, *(text.encode() for text in texts_of(parcel).values())):
        assert b"Falcon" not in one
        assert b"osprey" not in one


def test_with_everything_left_out_only_the_words_are_sent(house: Make) -> None:
    handover = handed_over(house(switched_off()))
    out = frozenset(ids(handover.show(Choices(story=STORY))))
    parcel = handover.parcel(Choices(story=STORY, left_out=out))
    assert parcel.files == ()
    assert (parcel.agent_part, parcel.device, parcel.cause, parcel.version) == ("", "", "", "")
    assert parcel.body.split("\n\n")[1] == STORY
    assert platform.node() not in whole(parcel)


def test_what_the_checks_have_seen_is_not_in_the_summary_either(house: Make) -> None:
    handover = handed_over(house(switched_off()))
    seen = next(item for item in handover.show(Choices(story=STORY)).items if item.kind is Kind.EVIDENCE)
    assert "no answer" in seen.text
    parcel = handover.parcel(Choices(story=STORY, left_out=frozenset({"evidence"})))
    assert "evidence: " not in parcel.agent_part
    assert "no answer" not in whole(parcel)


def test_a_hidden_value_goes_from_title_story_names_numbers_and_files(house: Make, tmp_path: Path) -> None:
    handover = house(healthy(**named_printer())).handover(None, STORY)
    (tmp_path / "falcon list.txt").write_text("FALCON flies. Contract 4711.", "utf-8")
    choices = Choices(story=STORY, added=(read_added(tmp_path / "falcon list.txt", 1),))
    before = handover.show(choices)
    after = handover.show(replace(choices, hidden=("Falcon", "4711")))
    for value in ("falcon", "4711"):
        assert value in whole(before.parcel).lower()
        assert value not in whole(after.parcel).lower()
        assert not any(value in item.text.lower() for item in after.items)
    found = re.search(r"Ask (hidden-\d+) about contract (hidden-\d+)\.", after.parcel.title)
    assert found is not None
    assert found[1] != found[2]
    assert f"{found[1]} flies. Contract {found[2]}." in texts_of(after.parcel).values()
    assert handover.places("Falcon", before, after) >= 4


def test_no_half_of_a_hidden_value_is_left_where_the_title_is_cut(house: Make) -> None:
    story = f"{'so ' * 36}late: Falconwing"
    parcel = house(healthy()).handover(None, story).parcel(Choices(story=story, hidden=("Falconwing",)))
    assert "Falcon" not in whole(parcel)


def test_a_letter_that_nobody_sees_keeps_nothing_from_being_hidden(house: Make) -> None:
    story = "Fal\x1b[0mcon is late."
    notes = Added("file-1", "\N{FULLWIDTH LATIN CAPITAL LETTER F}alcon.txt", Kind.TEXT, b"It hums.")
    parcel = house(healthy()).handover(None, story).parcel(Choices(story=story, added=(notes,), hidden=("Falcon",)))
    assert "is late." in parcel.title
    assert "Falcon" not in whole(parcel)


def test_our_own_words_are_not_said_to_be_hidden(house: Make) -> None:
    handover = house(healthy()).handover(None, "Help")
    choices = Choices(story="Help")
    before, after = handover.show(choices), handover.show(replace(choices, hidden=("schema",)))
    assert handover.places("schema", before, after) == 0


def test_every_text_that_is_shown_stands_in_what_is_sent(house: Make) -> None:
    shown = handed_over(house(switched_off())).show(Choices(story=STORY))
    sent = "\n".join((shown.parcel.body, *texts_of(shown.parcel).values()))
    lines = {line.strip() for line in sent.splitlines()}
    for item in shown.items:
        assert item.text
        for line in item.text.splitlines():
            assert line.strip() in lines, item.id


def test_facts_are_collected_once(house: Make) -> None:
    casework = house(healthy())
    handover = casework.handover(None, "Help")
    made: list[int] = []
    privacy = casework.privacy
    new_children = privacy._new_children
    privacy._new_children = lambda: made.append(1) or new_children()  # type: ignore[func-returns-value]
    handover.show(Choices(story="Help"))
    handover.show(Choices(story="Help", hidden=("Office",), left_out=frozenset({"facts:disks"})))
    assert made == [1]


def test_two_files_of_one_name_both_arrive(house: Make) -> None:
    casework = house(healthy())
    handover = casework.handover(None, "Help")
    added = tuple(Added(f"file-{n}", "a.txt", Kind.TEXT, f"text {n}".encode()) for n in (1, 2))
    parcel = handover.parcel(Choices(story="Help", email=EMAIL, added=added))
    handover.send(parcel)
    casework.mail.post()
    rows = casework.mail.desk().db.read("SELECT name, content FROM files WHERE name LIKE 'a%' ORDER BY name")
    assert [(row["name"], row["content"]) for row in rows] == [("a-2.txt", b"text 2"), ("a.txt", b"text 1")]


def test_words_that_were_hidden_before_sending_are_not_kept_by_the_outbox(house: Make, deskside_home: Path) -> None:
    casework = house(healthy())
    handover = casework.handover(None)
    handover.keep(Choices(story="Project Falcon is late"))
    parcel = handover.parcel(Choices(story="Project Falcon is late", email=EMAIL, hidden=("Falcon",)))
    handover.send(parcel)
    casework.mail.post()
    database = next(deskside_home.rglob("deskside.sqlite3"))
    with sqlite3.connect(database) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [str(row) for table in tables for row in connection.execute(f"SELECT * FROM {table}")]
    assert any(re.search(r"Project hidden-\d+ is late", row) for row in rows)
    assert not any("Falcon" in row for row in rows)
