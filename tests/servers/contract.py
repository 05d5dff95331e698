"""What every help desk system must do for Deskside: one class of tests, run for each of them.

A backend's tests subclass ``BackendContract`` and give it a ``desk`` fixture:
the agent's side of that system, which makes backends for two people.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Protocol

import msgspec
import pytest

from deskside import errors
from deskside.model.ticket import Attachment, Draft, Sender, Stage
from deskside.storage import Database, Keepsake, keep_attachments
from deskside.tickets.backend import Backend
from deskside.tickets.files import enclose

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
NASTY = "<script>alert(1)</script>\x1b[31m javascript:x file:///etc/passwd \u202etxt.exe"
_numbers = itertools.count(1)


class AgentSide(Protocol):
    """What the tests do as people of the help desk, past our own code where there is a server."""

    def backend(self) -> Backend: ...
    def stranger(self) -> Backend | None:
        """Another person's backend; None where a help desk has no sign-in."""

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None: ...
    def note(self, backend_id: str, text: str) -> None: ...
    def set_stage(self, backend_id: str, stage: Stage) -> None: ...
    def body(self, backend_id: str) -> str: ...
    def files(self, backend_id: str) -> dict[str, bytes]: ...


class BackendContract:
    @pytest.fixture
    def backend(self, desk: AgentSide) -> Backend:
        return desk.backend()

    @pytest.fixture
    def draft(self, run: str) -> Draft:
        story = "Nothing comes out since nine. äöü 🖨\nI need it by noon."
        return Draft(
            f"DS-{run}-{next(_numbers)}", "Printer prints nothing äöü", story, agent_part="printer.paused: found"
        )

    @pytest.fixture
    def run(self, tmp_path_factory: pytest.TempPathFactory) -> str:
        """Unlike that of any other run against the same server."""
        return "".join(c for c in f"{abs(hash(str(tmp_path_factory.getbasetemp())))}" if c.isalnum())[:12]

    def kept(self, folder: Path, *files: Keepsake) -> tuple[Attachment, ...]:
        return keep_attachments(Database(folder / "a.sqlite3"), folder / "files", files)

    def test_a_ticket_arrives_whole_and_is_found_by_its_reference(
        self, desk: AgentSide, backend: Backend, draft: Draft, tmp_path: Path
    ) -> None:
        files = self.kept(tmp_path, enclose("Übersicht.txt", b"facts"), enclose("screen.png", PNG))
        backend_id = backend.create(msgspec.structs.replace(draft, attachments=files))
        assert backend.find(draft.reference) == backend_id
        assert desk.body(backend_id).strip() == draft.body
        assert desk.files(backend_id) == {"Ubersicht.txt": b"facts", "screen.png": PNG}

    def test_a_reference_is_matched_exactly(self, backend: Backend, draft: Draft) -> None:
        backend.create(draft)
        assert backend.find(draft.reference[:-1]) is None
        assert backend.find(f"{draft.reference}0") is None
        assert backend.find("DS-NEVER-SENT") is None

    def test_a_new_ticket_is_sent_and_has_no_messages_yet(self, backend: Backend, draft: Draft) -> None:
        look = backend.look(backend.create(draft))
        assert (look.stage, look.messages) == (Stage.SENT, ())

    @pytest.mark.parametrize("stage", [Stage.SEEN, Stage.WORKING, Stage.WAITING, Stage.SOLVED])
    def test_each_of_the_five_stages_is_told(
        self, desk: AgentSide, backend: Backend, draft: Draft, stage: Stage
    ) -> None:
        backend_id = backend.create(draft)
        desk.set_stage(backend_id, stage)
        assert backend.look(backend_id).stage is stage

    def test_public_replies_are_shown_and_private_notes_never(
        self, desk: AgentSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        desk.note(backend_id, "PRIVATE: a difficult customer")
        desk.reply(backend_id, "We are on it. äöü")
        desk.note(backend_id, "PRIVATE: indeed")
        (message,) = backend.look(backend_id).messages
        assert (message.sender, message.text) == (Sender.AGENT, "We are on it. äöü")
        assert message.id
        assert message.at > 0

    def test_a_hostile_reply_is_plain_text_h16(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, NASTY)
        (message,) = backend.look(backend_id).messages
        assert "<script>alert(1)</script>" in message.text
        assert not set("\x1b\u202e") & set(message.text)

    def test_messages_that_are_known_keep_their_words(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "one")
        known = backend.look(backend_id).messages
        desk.reply(backend_id, "two")
        assert [m.text for m in backend.look(backend_id, known).messages] == ["one", "two"]

    def test_a_reply_arrives_once_in_order_and_is_recognised_by_its_token(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        assert not backend.find_reply(backend_id, "t0ken1", "It is the big one.")
        backend.reply(backend_id, "It is the big one.", "t0ken1")
        backend.reply(backend_id, "0", "t0ken2")
        assert backend.find_reply(backend_id, "t0ken1", "It is the big one.")
        assert not backend.find_reply(backend_id, "t0ken", "It is the big one.")
        look = backend.look(backend_id)
        assert [(m.sender, m.text) for m in look.messages] == [
            (Sender.PERSON, "It is the big one."),
            (Sender.PERSON, "0"),
        ]

    def test_a_reply_brings_its_files_along(
        self, desk: AgentSide, backend: Backend, draft: Draft, tmp_path: Path
    ) -> None:
        assert backend.can.files_with_reply
        backend_id = backend.create(draft)
        files = self.kept(tmp_path, enclose("stripes.png", PNG))
        backend.reply(backend_id, "It looks like this.", "t0ken5", files)
        assert desk.files(backend_id) == {"stripes.png": PNG}
        assert backend.find_reply(backend_id, "t0ken5", "It looks like this.")
        assert [m.text for m in backend.look(backend_id).messages] == ["It looks like this."]

    def test_a_file_can_follow_later(self, desk: AgentSide, backend: Backend, draft: Draft, tmp_path: Path) -> None:
        backend_id = backend.create(draft)
        (file,) = self.kept(tmp_path, enclose("more.png", PNG))
        backend.attach(backend_id, file, "t0ken3")
        assert desk.files(backend_id) == {"more.png": PNG}
        assert backend.find_reply(backend_id, "t0ken3", "more.png")

    def test_the_person_can_say_it_is_solved_and_open_it_again(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        for _ in range(2):
            backend.solve(backend_id)
            assert backend.look(backend_id).stage is Stage.SOLVED
        for _ in range(2):
            backend.reopen(backend_id)
            assert backend.look(backend_id).stage is Stage.WORKING

    def test_a_reply_opens_a_solved_ticket_again(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.set_stage(backend_id, Stage.SOLVED)
        backend.reply(backend_id, "It is back.", "t0ken4")
        assert backend.look(backend_id).stage is Stage.WORKING

    def test_what_it_does_not_offer_it_refuses(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        if backend.can.rate:
            backend.rate(backend_id, 5)
        else:
            with pytest.raises(errors.Held):
                backend.rate(backend_id, 5)

    def test_what_is_too_long_is_refused_before_anything_is_sent(self, backend: Backend, draft: Draft) -> None:
        for change in ({"title": "x" * 201}, {"story": "x" * (backend.limits.body + 1)}, {"title": " "}):
            with pytest.raises(errors.NeedsEdit):
                backend.create(msgspec.structs.replace(draft, **change))
        assert backend.find(draft.reference) is None

    def test_a_ticket_that_is_not_there_is_no_answer(self, backend: Backend) -> None:
        with pytest.raises(errors.Held):
            backend.look("999999")

    def test_trying_out_makes_no_ticket_and_finds_all_well(self, backend: Backend) -> None:
        rows = backend.try_out()
        assert rows
        assert all(row.ok for row in rows)

    def test_nobody_reads_a_strangers_ticket(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        stranger = desk.stranger()
        if stranger is None:
            assert backend.name == "desk"
            return
        backend_id = backend.create(draft)
        desk.reply(backend_id, "for one person only")
        assert stranger.find(draft.reference) is None
        for peek in (
            lambda: stranger.look(backend_id),
            lambda: stranger.find_reply(backend_id, "x", "y"),
            lambda: stranger.solve(backend_id),
        ):
            with pytest.raises(errors.Held):
                peek()
        assert backend.look(backend_id).stage is not Stage.SOLVED
