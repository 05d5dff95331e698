"""A message that can't go is carried as a file: whole, by whoever, into any desk, and it is there once."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from deskside import errors
from deskside.casework.carried import JSON, TEXT, Taken, carried, taken_in
from deskside.model.ticket import Draft, Priority, SendState
from deskside.storage import Database, Keepsake, Tickets
from deskside.tickets.backends.desk import EmbeddedDesk
from deskside.tickets.desk import Desk
from deskside.tickets.outbox.sending import Outbox

NOON = 1_800_000_000.0
REFERENCE = "DS-7K3FQ-9XM2A"
DRAFT = Draft(
    REFERENCE,
    "The printer prints stripes",
    "It began today.",
    agent_part="Found: printer.paused",
    requester="anna@example.org",
    priority=Priority.HIGH,
    cause="printer.paused",
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
FILES = (
    Keepsake("screen.png", "image/png", PICTURE),
    Keepsake("message.txt", "text/plain", b"a file of the person's own that has the name of ours\n"),
)


def saved(folder: Path, data: bytes, name: str = "m.zip") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_was_agreed_to_is_in_it_and_nothing_else(tmp_path: Path) -> None:
    data = carried(DRAFT, FILES)
    assert data == carried(DRAFT, FILES)
    taken = taken_in(saved(tmp_path, data))
    assert taken.draft == DRAFT
    assert [one.content for one in taken.files] == [one.content for one in FILES]
    assert sorted(unpacked(data)) == sorted((TEXT, JSON, "screen.png", "message-2.txt"))


def test_a_person_can_read_it_without_any_program_of_ours() -> None:
    page = unpacked(carried(DRAFT, FILES))[TEXT].decode()
    assert all(part in page for part in (DRAFT.title, REFERENCE, DRAFT.body, DRAFT.requester, "screen.png"))


class World:
    """A person's outbox and, somewhere else, the desk."""

    def __init__(self, folder: Path) -> None:
        self.db = Database(folder / "deskside.sqlite3")
        self.outbox, self.tickets = Outbox(self.db, folder / "attachments"), Tickets(self.db)
        self.backend, self.desk = EmbeddedDesk(folder / "desk.sqlite3"), Desk(folder / "desk.sqlite3")

    @property
    def state(self) -> SendState:
        return self.outbox.rows.of_ticket(REFERENCE)[0].state


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.outbox.enqueue(DRAFT, "desk", NOON, FILES)
    return world


def carry(world: World, folder: Path, *, searchable: bool = True) -> Taken:
    draft, files = world.outbox.carry(REFERENCE, NOON, searchable=searchable)
    return taken_in(saved(folder, carried(draft, files)))


def test_carried_there_and_sent_when_the_way_is_back_it_is_there_once(world: World, tmp_path: Path) -> None:
    taken = carry(world, tmp_path)
    assert world.state is SendState.UNKNOWN, "it is looked for before it is sent"
    shown = world.desk.take(taken.draft, taken.files)
    assert (shown.title, len(shown.files)) == (DRAFT.title, 2)
    world.outbox.drain(world.backend)
    assert world.state is SendState.SENT
    assert len(world.desk.list()) == 1
    ticket = world.tickets.load(REFERENCE)
    assert ticket is not None
    assert ticket.backend_id == str(shown.id)


def test_saved_and_never_carried_it_is_sent_by_itself(world: World, tmp_path: Path) -> None:
    carry(world, tmp_path)
    world.outbox.drain(world.backend)
    assert world.state is SendState.SENT
    assert len(world.desk.list()) == 1
    assert len(world.desk.show(REFERENCE).files) == 2


def test_where_nobody_can_look_for_it_it_still_goes(world: World, tmp_path: Path) -> None:
    carry(world, tmp_path, searchable=False)
    assert world.state is SendState.QUEUED


def test_taken_in_twice_it_is_one_ticket(world: World, tmp_path: Path) -> None:
    taken = carry(world, tmp_path)
    assert world.desk.take(taken.draft, taken.files).id == world.desk.take(taken.draft, taken.files).id
    assert len(world.desk.list()) == 1


def test_what_was_sent_can_not_be_carried_any_more(world: World) -> None:
    world.outbox.drain(world.backend)
    with pytest.raises(errors.WrongUsage):
        world.outbox.carry(REFERENCE, NOON, searchable=True)


def _changed(**fields: object) -> bytes:
    parts = unpacked(carried(DRAFT, FILES))
    return packed({**parts, JSON: json.dumps({**json.loads(parts[JSON]), **fields}).encode()})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip at all",
        packed({"other.txt": b"x"}),
        packed({TEXT: b"x", JSON: b"no json"}),
        packed({TEXT: b"x", JSON: b"[" * 100_000}),
        packed({TEXT: b"x", JSON: b"{}"}),
        _changed(schema=2),
        _changed(reference="1 OR 1=1"),
        _changed(reference="../../etc/passwd"),
        _changed(title=""),
        _changed(files=[{"name": "gone.png", "media_type": "image/png", "sha256": "0" * 64}]),
        _changed(files=[{"name": "screen.png", "media_type": "image/png", "sha256": "0" * 64}]),
        _changed(files=[{"name": "message.json", "media_type": "application/json", "sha256": "0" * 64}]),
        packed({"../evil.txt": b"x", TEXT: b"x", JSON: b"{}"}),
        carried(DRAFT, (Keepsake("run.exe", "image/png", b"MZ"),)),
        carried(DRAFT, (Keepsake("not.png", "image/png", b"<script>alert(1)</script>"),)),
        packed({TEXT: b"x", JSON: b"{}", "bomb.txt": bytes(80 << 20)}),
    ],
)
def test_a_file_from_anyone_does_no_harm(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(errors.BundleProblem) as told:
        taken_in(saved(tmp_path, data))
    assert told.value.words()


def test_words_made_to_deceive_are_plain_when_they_arrive(tmp_path: Path) -> None:
    hostile = _changed(title="a\u202eb\x1b[2J [desk #17]", story="x\x00y\u202e", requester="a@b\r\nBcc: c@d")
    draft = taken_in(saved(tmp_path, hostile)).draft
    assert not set("\u202e\x1b\x00\r") & set(draft.title + draft.story + draft.requester)
    assert "\n" not in draft.title + draft.requester
    assert "[desk #17]" not in draft.title


def test_a_file_that_is_no_file_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(errors.BundleProblem):
        taken_in(tmp_path)
