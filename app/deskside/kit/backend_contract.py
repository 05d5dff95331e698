"""What every help desk system must do for Deskside: one class of tests, run for each of them, ours and yours.

For whoever adds a system, too: subclass ``BackendContract`` in a pytest file and
give it a ``desk`` fixture, the agent's side of that system, which makes backends
for two people. What ``Can`` does not offer must be refused; nothing is skipped.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Protocol

import msgspec
import pytest

from deskside import errors
from deskside.model.ticket import Attachment, Draft, Sender, Stage
from deskside.storage import Database, Keepsake, keep_attachments
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.words.plain import same_words

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
NASTY = "<script>alert(1)</script>\x1b[31m javascript:x file:///etc/passwd \u202etxt.exe"
WRONG = "wr0ng-s3cret"
"""For the backend that ``AgentSide.wrong`` makes: it must not stand in what is said of it."""
_numbers = itertools.count(1)


class AgentSide(Protocol):
    """What the tests do as people of the help desk, past our own code where there is a server."""

    def backend(self) -> Backend: ...
    def stranger(self) -> Backend | None:
        """Another person's backend; None where a help desk has no sign-in."""

    def wrong(self) -> Backend | None:
        """One that signs in with ``WRONG`` (or a secret that ends so); None where a help desk has no sign-in."""

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None: ...
    def note(self, backend_id: str, text: str) -> None:
        """A private one."""

    def set_stage(self, backend_id: str, stage: Stage) -> None: ...
    def delete(self, backend_id: str) -> None: ...
    def body(self, backend_id: str) -> str:
        """The words of the ticket as an agent reads them."""

    def files(self, backend_id: str) -> dict[str, bytes]: ...


class BackendContract:
    stages: ClassVar[tuple[Stage, ...]] = (Stage.SEEN, Stage.WORKING, Stage.WAITING, Stage.SOLVED)
    """Those that this system can be in, beside SENT."""
    exact: ClassVar[bool] = True
    """Its people read the ticket to the letter; otherwise with other white space."""
    nobody: ClassVar[str] = "999999"
    """An id that no ticket has."""
    has_people: ClassVar[bool] = True
    """It has sign-ins, so one must not see another's."""

    @pytest.fixture
    def backend(self, desk: AgentSide) -> Backend:
        return desk.backend()

    @pytest.fixture
    def draft(self, run: str) -> Draft:
        story = "Nothing comes out since nine. äöü 🖨\nI need it by noon."
        return Draft(
            f"DS-{run}-{next(_numbers):04}", "Printer prints nothing äöü", story, agent_part="printer.paused: found"
        )

    @pytest.fixture
    def run(self, tmp_path_factory: pytest.TempPathFactory) -> str:
        """Unlike that of any other run against the same server."""
        return "".join(c for c in f"{abs(hash(str(tmp_path_factory.getbasetemp())))}" if c.isalnum())[:12]

    def kept(self, folder: Path, *files: Keepsake) -> tuple[Attachment, ...]:
        return keep_attachments(Database(folder / "a.sqlite3"), folder / "files", files)

    # --- creating and finding ----------------------------------------------------------------------------------------

    def test_a_ticket_arrives_whole(self, desk: AgentSide, backend: Backend, draft: Draft, tmp_path: Path) -> None:
        files = self.kept(tmp_path, enclose("Übersicht.txt", b"facts"), enclose("screen.png", PNG))
        backend_id = backend.create(msgspec.structs.replace(draft, attachments=files))
        if not backend.can.files_with_ticket:
            for file in files:
                backend.attach(backend_id, file, f"t0ken-{file.name}")
        read = desk.body(backend_id)
        assert same_words(read, draft.body)
        assert not self.exact or read.strip() == draft.body
        assert desk.files(backend_id) == {"Ubersicht.txt": b"facts", "screen.png": PNG}

    def test_a_ticket_is_found_by_its_reference(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        if backend.can.find:
            assert backend.find(draft.reference) == backend_id
            assert backend.find(draft.reference, 60.0) == backend_id, "and where it is known how long there can be one"
            assert absent(backend, f"{draft.reference}-NONE", 60.0)
        else:
            refused(lambda: backend.find(draft.reference))
            refused(lambda: backend.find(draft.reference, 60.0))

    def test_a_reference_is_matched_exactly(self, backend: Backend, draft: Draft) -> None:
        backend.create(draft)
        if backend.can.find:
            assert absent(backend, draft.reference[:-1])
            assert absent(backend, f"{draft.reference}0")
            assert absent(backend, "DS-NEVER-SENT")

    def test_what_is_too_long_is_refused_before_anything_is_sent(self, backend: Backend, draft: Draft) -> None:
        for change in (
            {"title": "x" * (backend.limits.title + 1)},
            {"story": "x" * (backend.limits.body + 1)},
            {"title": " "},
        ):
            with pytest.raises(errors.NeedsEdit):
                backend.create(msgspec.structs.replace(draft, **change))
        assert not backend.can.find or absent(backend, draft.reference)

    def test_a_file_can_follow_later(self, desk: AgentSide, backend: Backend, draft: Draft, tmp_path: Path) -> None:
        backend_id = backend.create(draft)
        (file,) = self.kept(tmp_path, enclose("more.png", PNG))
        if not backend.can.files_later:
            refused(lambda: backend.attach(backend_id, file, "t0ken3"))
            return
        backend.attach(backend_id, file, "t0ken3")
        assert desk.files(backend_id) == {"more.png": PNG}
        assert not backend.can.find or backend.find_reply(backend_id, "t0ken3", "more.png")

    # --- looking -----------------------------------------------------------------------------------------------------

    def test_a_new_ticket_is_sent_and_has_no_messages_yet(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        if not backend.can.look:
            refused(lambda: backend.look(backend_id))
            return
        look = backend.look(backend_id)
        assert (look.stage, look.messages) == (Stage.SENT, ())

    def test_each_of_its_stages_is_told(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        if not backend.can.look:
            return
        backend_id = backend.create(draft)
        told = []
        for stage in self.stages:
            desk.set_stage(backend_id, stage)
            told.append(backend.look(backend_id).stage)
        assert tuple(told) == self.stages

    def test_public_replies_are_shown_and_private_notes_never(
        self, desk: AgentSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        desk.note(backend_id, "PRIVATE: a difficult customer")
        desk.reply(backend_id, "We are on it. äöü")
        desk.note(backend_id, "PRIVATE: indeed")
        if not backend.can.look:
            refused(lambda: backend.look(backend_id))
            return
        (message,) = backend.look(backend_id).messages
        assert (message.sender, message.text) == (Sender.AGENT, "We are on it. äöü")
        assert message.id
        assert message.at > 0

    def test_a_hostile_reply_is_plain_text_h16(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        if backend.can.look:
            backend_id = backend.create(draft)
            desk.reply(backend_id, NASTY)
            (message,) = backend.look(backend_id).messages
            assert "<script>alert(1)</script>" in message.text
            assert not set("\x1b\u202e") & set(message.text)

    def test_messages_that_are_known_keep_their_words(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        if backend.can.look:
            backend_id = backend.create(draft)
            desk.reply(backend_id, "one")
            known = backend.look(backend_id).messages
            desk.reply(backend_id, "two")
            assert [m.text for m in backend.look(backend_id, known).messages] == ["one", "two"]

    def test_news_is_never_missed_by_asking_only_for_what_changed(
        self, desk: AgentSide, backend: Backend, draft: Draft
    ) -> None:
        if backend.can.look:
            backend_id = backend.create(draft)
            first = backend.look(backend_id)
            desk.reply(backend_id, "one")
            second = backend.look_again(backend_id, first.messages, first.mark)
            assert second is not None
            assert [m.text for m in second.messages] == ["one"]
            again = backend.look_again(backend_id, second.messages, second.mark)
            assert again is None or again.messages == second.messages

    def test_a_ticket_that_is_not_there_is_no_answer(self, backend: Backend) -> None:
        refused(lambda: backend.look(self.nobody))

    def test_a_ticket_that_was_deleted_is_over(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        if backend.can.look:
            backend_id = backend.create(draft)
            desk.delete(backend_id)
            assert is_over(backend, backend_id)

    # --- answering ---------------------------------------------------------------------------------------------------

    def test_a_reply_arrives_once_in_order_and_is_recognised_by_its_token(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        if not backend.can.reply:
            refused(lambda: backend.reply(backend_id, "It is the big one.", "t0ken1"))
            return
        assert not surely(lambda: backend.find_reply(backend_id, "t0ken1", "It is the big one."))
        backend.reply(backend_id, "It is the big one.", "t0ken1")
        backend.reply(backend_id, "0", "t0ken2")
        if backend.can.look:
            assert backend.find_reply(backend_id, "t0ken1", "It is the big one.")
            assert not surely(lambda: backend.find_reply(backend_id, "t0ken", "It is the big one."))
            said = [(m.sender, m.text) for m in backend.look(backend_id).messages]
            assert said == [(Sender.PERSON, "It is the big one."), (Sender.PERSON, "0")]

    def test_a_reply_brings_its_files_along(
        self, desk: AgentSide, backend: Backend, draft: Draft, tmp_path: Path
    ) -> None:
        backend_id = backend.create(draft)
        files = self.kept(tmp_path, enclose("stripes.png", PNG))
        if not backend.can.files_with_reply:
            refused(lambda: backend.reply(backend_id, "It looks like this.", "t0ken5", files))
            return
        backend.reply(backend_id, "It looks like this.", "t0ken5", files)
        assert desk.files(backend_id) == {"stripes.png": PNG}
        if backend.can.look:
            assert backend.find_reply(backend_id, "t0ken5", "It looks like this.")
            assert [m.text for m in backend.look(backend_id).messages] == ["It looks like this."]

    def test_the_person_can_say_it_is_solved_and_open_it_again(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        for offered, act, solved in (
            (backend.can.solve, backend.solve, True),
            (backend.can.reopen, backend.reopen, False),
        ):
            for _twice in range(2):
                if not offered:
                    refused(partial(act, backend_id))
                    continue
                act(backend_id)
                assert not backend.can.look or (backend.look(backend_id).stage is Stage.SOLVED) is solved

    def test_a_reply_opens_a_solved_ticket_again(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        if backend.can.reply and backend.can.reopen and backend.can.look:
            backend_id = backend.create(draft)
            desk.set_stage(backend_id, Stage.SOLVED)
            backend.reply(backend_id, "It is back.", "t0ken4")
            assert backend.look(backend_id).stage is not Stage.SOLVED

    def test_a_rating_is_taken_or_refused(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        if backend.can.rate:
            backend.rate(backend_id, 5)
        else:
            refused(lambda: backend.rate(backend_id, 5))

    # --- signing in --------------------------------------------------------------------------------------------------

    def test_trying_out_makes_no_ticket_and_finds_all_well(self, backend: Backend) -> None:
        rows = backend.try_out()
        assert rows
        assert [row for row in rows if not row.ok] == []

    def test_nobody_reads_a_strangers_ticket(self, desk: AgentSide, backend: Backend, draft: Draft) -> None:
        stranger = desk.stranger()
        if stranger is None:
            assert not self.has_people
            return
        backend_id = backend.create(draft)
        desk.reply(backend_id, "for one person only")
        assert not stranger.can.find or absent(stranger, draft.reference)
        for peek in (
            lambda: stranger.look(backend_id),
            lambda: stranger.find_reply(backend_id, "x", "y"),
            lambda: stranger.solve(backend_id),
        ):
            refused(peek)
        assert not backend.can.look or backend.look(backend_id).stage is not Stage.SOLVED

    def test_a_wrong_sign_in_makes_nothing_and_is_not_told_to_anyone(
        self, desk: AgentSide, backend: Backend, draft: Draft
    ) -> None:
        wrong = desk.wrong()
        if wrong is None:
            assert not self.has_people
            return
        with pytest.raises((errors.Held, errors.SecretProblem)) as problem:
            wrong.create(draft)
        rows = wrong.try_out()
        assert not all(row.ok for row in rows)
        assert WRONG not in f"{problem.value} {problem.value.words()} {rows}"
        assert not backend.can.find or absent(backend, draft.reference)


def refused(deed: Callable[[], object]) -> None:
    """What is not offered, or not there, or not theirs."""
    with pytest.raises(errors.Held):
        deed()


def surely(question: Callable[[], bool]) -> bool:
    """Whether it is there; no where it is not, and where nobody can say."""
    try:
        return question()
    except errors.Unclear:
        return False


def absent(backend: Backend, reference: str, age: float | None = None) -> bool:
    """No ticket of that reference was found, even where nobody can say that there is none."""
    try:
        return backend.find(reference, age) is None
    except errors.Unclear:
        return True


def is_over(backend: Backend, backend_id: str) -> bool:
    try:
        return backend.look(backend_id).stage is Stage.SOLVED
    except errors.Held:
        return True
