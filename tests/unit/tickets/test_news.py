"""What a person hears of a ticket, and how what is here and what is at the desk become one."""

from __future__ import annotations

from datetime import UTC, time
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.model.ticket import Deed, Draft, Message, News, Sender, Stage, Ticket
from deskside.storage import Database, Tickets
from deskside.tickets.backend import Look
from deskside.tickets.backends.desk import EmbeddedDesk
from deskside.tickets.desk import Desk
from deskside.tickets.hours.opening import Hours
from deskside.tickets.news.fetching import Manner, compare, fetch, merged
from deskside.tickets.outbox.sending import Outbox

NOON = 1_800_000_000.0
MINE = Message(Sender.PERSON, NOON, "Nothing comes out.")
TICKET = Ticket("DS-1", "desk", "Printer", NOON, backend_id="1", state="new", messages=(MINE,), updated=NOON)


def agent(text: str, number: str = "1") -> Message:
    return Message(Sender.AGENT, NOON + 60, text, number)


def heard(look: Look, ticket: Ticket = TICKET) -> list[str]:
    return [news.says for news in compare(ticket, look, NOON + 90)[1]]


def test_nothing_new_is_no_news_and_changes_nothing() -> None:
    assert compare(TICKET, Look("new", Stage.SENT), NOON + 90) == (TICKET, ())


def test_an_answer_is_told_once_and_counted_as_unread() -> None:
    look = Look("open", Stage.WORKING, (agent("Which one?"),))
    after, news = compare(TICKET, look, NOON + 90)
    assert [n.says for n in news] == ["The help desk wrote: Which one?"]
    assert (after.unread, after.stage, after.updated) == (1, Stage.WORKING, NOON + 90)
    assert after.messages == (MINE, agent("Which one?"))
    assert compare(after, look, NOON + 120) == (after, ())


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        (Stage.SEEN, "The help desk has seen your message."),
        (Stage.WORKING, "Someone is working on it."),
        (Stage.WAITING, "The help desk is waiting for your answer."),
        (Stage.SOLVED, "The help desk says it is solved. Is it?"),
    ],
)
def test_a_new_stage_is_told(stage: Stage, says: str) -> None:
    assert heard(Look("x", stage)) == [says]


def test_an_answer_that_also_solves_is_told_as_both() -> None:
    assert heard(Look("resolved", Stage.SOLVED, (agent("Done."),))) == [
        "The help desk wrote: Done.",
        "The help desk says it is solved. Is it?",
    ]


def test_own_words_and_those_of_the_system_are_no_news() -> None:
    said = (Message(Sender.PERSON, NOON, "more", "1"), Message(Sender.DESK, NOON, "You wrote to us.", "2"))
    assert heard(Look("new", Stage.SENT, said)) == []


def test_a_long_or_hostile_answer_makes_a_short_plain_notification() -> None:
    (says,) = heard(Look("open", Stage.WORKING, (agent("x\n" * 500),)))
    assert len(says) < 200
    assert "\n" not in says


def test_a_reply_that_is_still_on_its_way_stays_last_and_is_not_shown_twice() -> None:
    one, two = (Message(Sender.PERSON, NOON + 5, text) for text in ("first", "second"))
    there = (agent("Hello"), Message(Sender.PERSON, NOON + 9, "first\n", "2"))
    assert merged((MINE, one, two), ()) == (MINE, one, two)
    assert merged((MINE, one, two), there) == (MINE, *there, two)


def test_the_same_words_said_twice_are_two_messages() -> None:
    mine = Message(Sender.PERSON, NOON + 5, "hello")
    there = Message(Sender.PERSON, NOON + 9, "hello", "2")
    assert merged((MINE, mine, mine), (there,)) == (MINE, there, mine)


class World:
    def __init__(self, folder: Path) -> None:
        db = Database(folder / "deskside.sqlite3")
        self.tickets, self.outbox = Tickets(db), Outbox(db, folder / "attachments")
        self.desk, self.backend = Desk(folder / "desk.sqlite3"), EmbeddedDesk(folder / "desk.sqlite3")

    def sent(self, reference: str) -> None:
        self.outbox.enqueue(Draft(reference, "Printer", "Nothing comes out."), "desk", NOON)
        self.outbox.drain(self.backend)

    def fetch(self, now: float = NOON) -> tuple[News, ...]:
        return fetch(self.tickets, self.backend, now)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_news_of_every_ticket_is_fetched_kept_and_told_once(world: World) -> None:
    world.sent("DS-1")
    world.sent("DS-2")
    world.desk.reply("DS-1", "Which one?")
    world.desk.status("DS-2", "waiting")
    assert {(n.reference, n.stage) for n in world.fetch()} == {("DS-1", Stage.WORKING), ("DS-2", Stage.WAITING)}
    assert world.fetch() == ()
    ticket = world.tickets.load("DS-1")
    assert ticket is not None
    assert (ticket.unread, [m.text for m in ticket.messages]) == (1, ["Nothing comes out.", "Which one?"])
    world.tickets.mark_read("DS-1")
    assert [t.unread for t in world.tickets.all()] == [0, 0]


def test_what_the_person_did_is_no_news_to_them(world: World) -> None:
    world.sent("DS-1")
    world.outbox.enqueue_deed("DS-1", Deed.REPLY, "More.", NOON)
    world.outbox.enqueue_deed("DS-1", Deed.SOLVED, "", NOON)
    world.outbox.drain(world.backend)
    assert world.fetch() == ()
    assert [m.text for m in world.tickets.messages("DS-1")] == ["Nothing comes out.", "More."]


def test_a_ticket_solved_long_ago_is_left_in_peace_a_fresh_one_is_not(world: World) -> None:
    world.sent("DS-1")
    world.desk.resolve("DS-1")
    assert len(world.fetch()) == 1
    world.desk.reply("DS-1", "One more thing.")
    assert world.fetch(NOON + 60 * 24 * 3600) == ()
    assert len(world.fetch(NOON + 24 * 3600)) == 1


class Refusing(EmbeddedDesk):
    """A desk that refuses every look, and counts them."""

    looks = 0

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look:
        self.looks += 1
        raise self.problem

    problem: errors.SendProblem = errors.NotReached("offline")


@pytest.mark.parametrize(
    ("problem", "looks"), [(errors.NotReached("x"), 1), (errors.Busy("x", 5), 1), (errors.Held("x"), 3)]
)
def test_a_help_desk_that_cannot_answer_is_not_asked_for_every_ticket(
    world: World, tmp_path: Path, problem: errors.SendProblem, looks: int
) -> None:
    for number in range(6):
        world.sent(f"DS-{number}")
    backend = Refusing(tmp_path / "desk.sqlite3")
    backend.problem = problem
    assert fetch(world.tickets, backend, NOON) == ()
    assert backend.looks == looks


def test_a_ticket_that_is_gone_there_hides_no_news_of_the_others(world: World) -> None:
    world.sent("DS-1")
    world.sent("DS-2")
    world.tickets.change("DS-2", lambda ticket: msgspec.structs.replace(ticket, backend_id="999"))
    world.desk.reply("DS-1", "Hello")
    assert [n.reference for n in world.fetch()] == ["DS-1"]


class Marking(EmbeddedDesk):
    """A desk that can be asked whether anything is new, and counts the whole answers that it gave."""

    told = 0

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:
        look = super()._look(backend_id, known, "")
        assert look is not None
        newest = f"{look.state}/{len(look.messages)}"
        if newest == mark:
            return None
        self.told += 1
        return msgspec.structs.replace(look, mark=newest)


def test_where_nothing_is_new_nothing_is_fetched_again(world: World, tmp_path: Path) -> None:
    world.sent("DS-1")
    backend = Marking(tmp_path / "desk.sqlite3")
    for _pass in range(3):
        fetch(world.tickets, backend, NOON)
    assert backend.told == 1
    world.desk.reply("DS-1", "Hello")
    assert [n.says for n in fetch(world.tickets, backend, NOON)] == ["The help desk wrote: Hello"]
    assert backend.told == 2


def test_a_look_of_the_tray_waits_for_each_ones_turn(world: World) -> None:
    world.sent("DS-1")
    tray = Manner(due_only=True)
    fetch(world.tickets, world.backend, NOON, tray)
    world.desk.reply("DS-1", "Hello")
    assert fetch(world.tickets, world.backend, NOON + 20, tray) == ()
    assert len(fetch(world.tickets, world.backend, NOON + 60, tray)) == 1


def test_a_request_that_is_gone_is_told_once_in_plain_words(world: World) -> None:
    world.sent("DS-1")
    world.desk.db.change(lambda connection: connection.execute("DELETE FROM tickets"))
    assert [n.says for n in world.fetch()] == ["The help desk closed this one, or moved it."]
    assert world.fetch() == ()
    ticket = world.tickets.load("DS-1")
    assert ticket is not None
    assert ticket.gone


def test_a_request_that_got_another_number_is_followed(world: World) -> None:
    world.sent("DS-1")
    world.desk.db.change(lambda connection: connection.execute("UPDATE tickets SET id = 77, status = 'open'"))
    assert [n.stage for n in world.fetch()] == [Stage.WORKING]
    ticket = world.tickets.load("DS-1")
    assert ticket is not None
    assert (ticket.backend_id, ticket.gone) == ("77", False)


@pytest.mark.parametrize("state", ["deleted", "Merged", "rejected"])
def test_one_that_was_closed_without_being_solved_is_not_called_solved(state: str) -> None:
    after, news = compare(TICKET, Look(state, Stage.SOLVED), NOON + 90)
    assert [n.says for n in news] == ["The help desk closed this one, or moved it."]
    assert after.gone
    assert not compare(after, Look("open", Stage.WORKING), NOON + 99)[0].gone


def test_silence_is_told_once_and_only_after_a_look(world: World, tmp_path: Path) -> None:
    world.sent("DS-1")
    ticket = world.tickets.load("DS-1")
    assert ticket is not None
    office = Manner(Hours(frozenset(range(7)), time(0), time(23, 59), UTC), quiet_days=2)
    later = max(NOON, ticket.opened, ticket.arrived) + 2.2 * 24 * 3600
    unreachable = Refusing(tmp_path / "desk.sqlite3")
    assert fetch(world.tickets, unreachable, later, office) == ()
    says = [n.says for n in fetch(world.tickets, world.backend, later, office)]
    assert says == ["No news yet, for 2 working days. Your request is still with the help desk."]
    assert fetch(world.tickets, world.backend, later + 3600, office) == ()
    world.desk.reply("DS-1", "Sorry for the wait.")
    assert len(fetch(world.tickets, world.backend, later + 7200, office)) == 1
    assert fetch(world.tickets, world.backend, later + 24 * 3600, office) == ()


def test_what_ended_the_looks_is_told_so_that_the_outbox_rests_too(world: World, tmp_path: Path) -> None:
    world.sent("DS-1")
    refusing = Refusing(tmp_path / "desk.sqlite3")
    told: list[errors.DesksideError] = []
    fetch(world.tickets, refusing, NOON, trouble=told.append)
    assert told == [refusing.problem]


def test_an_answer_is_not_called_late_by_a_desk_that_could_not_tell(world: World, tmp_path: Path) -> None:
    world.sent("DS-1")
    due = NOON + 60
    world.tickets.change("DS-1", lambda ticket: msgspec.structs.replace(ticket, due=due, opened=NOON, arrived=NOON))
    refusing = Refusing(tmp_path / "desk.sqlite3")
    refusing.problem = errors.Unclear("nobody can say")
    tray = Manner(due_only=True)
    fetch(world.tickets, refusing, due + 60, tray)
    ticket = world.tickets.load("DS-1")
    assert ticket is not None
    assert ticket.looked < due
    fetch(world.tickets, refusing, due + 70, tray)
    assert refusing.looks == 1
    fetch(world.tickets, refusing, due + 200, tray)
    assert refusing.looks == 2
