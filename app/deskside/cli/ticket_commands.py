"""Commands about people: ticket, outbox, post, and the built-in desk's own side."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from deskside.casework import Casework
from deskside.casework.added import MOST_FILES, read_added
from deskside.casework.carried import taken_in
from deskside.casework.told_before import told_words
from deskside.cli.output import print_json, say, say_all, tell
from deskside.errors import WrongUsage
from deskside.language import _
from deskside.model.parcel import Choices
from deskside.model.ticket import OutboxRow, Sender, SendState, Ticket
from deskside.tickets.desk import Desk, DeskTicket
from deskside.tickets.words.links import Piece

SENT, KEPT, NEEDS_PERSON = 0, 4, 5


def ticket(casework: Casework, arguments: argparse.Namespace) -> int:
    """Send, list, show, reply, solved, reopen."""
    return _VERBS[arguments.verb](casework, arguments)


def _send(casework: Casework, arguments: argparse.Namespace) -> int:
    if len(arguments.attach) > MOST_FILES:
        raise WrongUsage(f"At most {MOST_FILES} files can go with one message.")
    handover = casework.handover(casework.case(arguments.case) if arguments.case else None, arguments.story)
    added = tuple(read_added(Path(name), number) for number, name in enumerate(arguments.attach, 1))
    choices = Choices(
        story=arguments.story,
        stops=arguments.stops,
        impact=arguments.impact,
        urgency=arguments.urgency,
        since=arguments.since,
        email=handover.email,
        title=arguments.title,
        added=added,
    )
    told = None if arguments.new else handover.told_before(choices)
    if told is not None:
        choices = replace(choices, adds_to=told.reference)
        tell(_("{told} It was added to that request.").format(told=told_words(told, time.time())))
    made = handover.send(handover.parcel(choices))
    return _after_sending(casework, arguments, made.reference, added_to=choices.adds_to)


def _list(casework: Casework, arguments: argparse.Namespace) -> int:
    tickets = casework.tickets()
    if arguments.json:
        print_json({"tickets": [_ticket_shape(one) for one in tickets]})
    else:
        say_all(_line(one) for one in tickets)
        if not tickets:
            say(_("You have not written to the help desk from this computer."))
    return 0


def _line(one: Ticket) -> str:
    return f"{one.reference}  {one.stage.value:8}  {one.title}"


def _show(casework: Casework, arguments: argparse.Namespace) -> int:
    _print_ticket(casework, casework.ticket(arguments.ref), as_json=arguments.json)
    return 0


def _print_ticket(casework: Casework, one: Ticket, *, as_json: bool) -> None:
    if as_json:
        print_json(_ticket_shape(one))
        return
    say(_line(one))
    if one.promise:
        say(one.promise)
    for message in one.messages:
        say(f"\n{message.sender.value}: {message.text}")
        if message.sender is not Sender.PERSON:
            say_all(_link_line(link) for link in casework.links(message))


def _link_line(link: Piece) -> str:
    if link.opens:
        return _("To check this: {command}").format(command=f"deskside open {link.opens}")
    return _("A page on {host}: {page}").format(host=link.host, page=link.url)


def _reply(casework: Casework, arguments: argparse.Namespace) -> int:
    casework.reply(arguments.ref, arguments.text)
    return _after_sending(casework, arguments, arguments.ref)


def _solved(casework: Casework, arguments: argparse.Namespace) -> int:
    casework.solved(arguments.ref)
    return _after_sending(casework, arguments, arguments.ref)


def _reopen(casework: Casework, arguments: argparse.Namespace) -> int:
    casework.reopen(arguments.ref)
    return _after_sending(casework, arguments, arguments.ref)


_VERBS: dict[str, Callable[[Casework, argparse.Namespace], int]] = {
    "send": _send,
    "list": _list,
    "show": _show,
    "reply": _reply,
    "solved": _solved,
    "reopen": _reopen,
}


def _after_sending(casework: Casework, arguments: argparse.Namespace, reference: str, added_to: str = "") -> int:
    """Tries to send at once and says where things stand: 0 sent, 4 kept safe, 5 the person has to change something.

    ``added_to``: the request that it became an answer to, instead of a second one.
    """
    casework.mail.post()
    rows = [row for row in casework.waiting() if row.reference == reference]
    if arguments.json:
        print_json({**_ticket_shape(casework.ticket(reference)), "added_to": added_to})
    else:
        say(_("Your number is {reference}.").format(reference=reference))
        if not rows and (promise := casework.ticket(reference).promise):
            say(promise)
    for row in rows:
        tell(row.says or row.why)
    if any(row.state is SendState.NEEDS_EDIT for row in rows):
        return NEEDS_PERSON
    return KEPT if rows else SENT


def outbox(casework: Casework, arguments: argparse.Namespace) -> int:
    """What waits to be sent, and why."""
    if arguments.save:
        size = casework.save_carried(Path(arguments.save), arguments.ref)
        if arguments.json:
            print_json({"saved": arguments.save, "bytes": size})
        else:
            say(_("Written: {file}").format(file=arguments.save))
        return 0
    if arguments.once_more or arguments.arrived:
        _answer(casework, arguments.ref, again=arguments.once_more)
    if arguments.send_now or arguments.once_more:
        casework.mail.post(now=True)
    rows = casework.waiting()
    if arguments.json:
        print_json({"outbox": [_shape(row) for row in rows]})
    else:
        say_all(f"{row.reference}  {row.state.value}  {row.says or row.why}" for row in rows)
        if not rows:
            say(_("Everything was sent."))
    return 0


def _answer(casework: Casework, reference: str, *, again: bool) -> None:
    """The person's word for what may have arrived where nobody can look."""
    asking = [row for row in casework.waiting() if row.asks and reference in ("", row.reference)]
    if len({row.reference for row in asking}) != 1:
        names = ", ".join(sorted({row.reference for row in asking})) or "-"
        raise WrongUsage(_("Please name one message that is asked about: {names}.").format(names=names))
    mail = casework.mail
    for row in asking:
        _done = mail.send_once_more(row) if again else mail.call_it_sent(row)


def _shape(row: OutboxRow) -> dict[str, object]:
    return {
        "reference": row.reference,
        "deed": row.deed.value,
        "state": row.state.value,
        "why": row.why,
        "says": row.says,
        "asks": row.asks,
        "tries": row.tries,
        "next_try": row.next_try,
    }


def post(casework: Casework, arguments: argparse.Namespace) -> int:
    """Sends what waits and fetches news, once. The tray runs this in a process of its own."""
    news = casework.mail.post(now=arguments.now, due_only=arguments.due)
    rows = casework.waiting()
    if arguments.json:
        wake = casework.mail.next_pass()
        print_json({"news": msgspec.to_builtins(news), "waiting": len(rows), "next": wake})
    else:
        say_all(f"{one.title}: {one.says}" for one in news)
    return SENT if not rows else KEPT


def desk(casework: Casework, arguments: argparse.Namespace) -> int:
    """The agent's side of the built-in help desk."""
    agent = casework.mail.desk()
    if arguments.verb == "list":
        _print_desk(agent.list(), as_json=arguments.json)
        return 0
    if arguments.verb == "take":
        return _take(agent, arguments)
    if arguments.verb == "code":
        say_all(casework.causes_of_code(arguments.code))
        return 0
    match arguments.verb:
        case "reply":
            agent.reply(arguments.number, arguments.text)
        case "note":
            agent.note(arguments.number, arguments.text)
        case "status":
            agent.status(arguments.number, arguments.text)
        case "resolve":
            agent.resolve(arguments.number)
    _print_desk_ticket(agent.show(arguments.number), arguments)
    return 0


def _take(agent: Desk, arguments: argparse.Namespace) -> int:
    """A message that was carried here as a file; it may come from anyone."""
    taken = taken_in(Path(arguments.file))
    _print_desk_ticket(agent.take(taken.draft, taken.files), arguments)
    return 0


def _print_desk_ticket(shown: DeskTicket, arguments: argparse.Namespace) -> None:
    if arguments.json:
        print_json(shown)
        return
    say(f"{shown.id}  {shown.reference}  {shown.status}  {shown.title}\n\n{shown.body}")
    say_all(f"\n{note.sender}{' (note)' if note.private else ''}: {note.text}" for note in shown.notes)
    say_all(f"[{name}]" for name in shown.files)


def _print_desk(tickets: tuple[DeskTicket, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"tickets": msgspec.to_builtins(tickets)})
        return
    say_all(f"{one.id}  {one.reference}  {one.status:8}  {one.title}" for one in tickets)
    if not tickets:
        say(_("No one has written yet."))


def _ticket_shape(one: Ticket) -> dict[str, object]:
    """The contract's ticket: "from" is not a name a struct can have."""
    messages = [
        {"from": message.sender.value, "at": message.at, "text": message.text, "files": message.files}
        for message in one.messages
    ]
    return {**msgspec.to_builtins(one), "messages": messages}
