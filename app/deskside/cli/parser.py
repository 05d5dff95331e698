"""The words of the command line, as argparse has them. Wrong usage is told in one plain line; exit code 2."""

from __future__ import annotations

import argparse
from typing import NoReturn

from deskside import __version__
from deskside.cli.catalogue_parser import add_catalogue
from deskside.cli.plugin_parser import plugin_verbs
from deskside.errors import WrongUsage
from deskside.model.parcel import Impact, Since, Urgency


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


def make_parser() -> argparse.ArgumentParser:
    """Every command of the contract."""
    parser = _Parser(prog="deskside", description="The help desk on your own computer.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"deskside {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _case_commands(commands)
    _ticket_commands(commands)
    _computer_commands(commands)
    _plugin_commands(commands)
    add_catalogue(commands)
    return parser


def _command(commands: argparse._SubParsersAction[_Parser], name: str, says: str, *, json: bool = False) -> _Parser:
    made = commands.add_parser(name, help=says, description=says, allow_abbrev=False)
    if json:
        made.add_argument("--json", action="store_true", help="print one JSON object")
    return made


def _case_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    opened = _command(commands, "open", "open the window, one troubleshooter's first page, or an article")
    opened.add_argument("id", nargs="?", default="")
    read = _command(commands, "read", "articles, and problems that are known: all of them, or one in full", json=True)
    read.add_argument("id", nargs="?", default="")
    find = _command(commands, "find", "find what fits your own words; '-' takes one query a line", json=True)
    find.add_argument("words", nargs="+")
    find.add_argument("--lang", default="")
    find.add_argument("--limit", type=_positive, default=3)
    run = _command(commands, "run", "look for the cause of a problem and fix it", json=True)
    run.add_argument("id")
    run.add_argument("--yes", action="store_true", help="consent to fixes that can be undone")
    run.add_argument("--irreversible", action="store_true", help="with --yes: consent to the others too")
    run.add_argument("--admin", action="store_true", help="let the administrator's helper be asked")
    run.add_argument("--answer", action="append", default=[], metavar="QUESTION=VALUE", type=_pair)
    run.add_argument("--only", action="append", default=[], metavar="ID.CAUSE")
    undo = _command(commands, "undo", "take back what a case's fixes changed", json=True)
    undo.add_argument("case")
    history = _command(commands, "history", "what was found and fixed on this computer", json=True)
    history.add_argument("--counts", action="store_true", help="how often each cause was found")


def _ticket_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    ticket = _command(commands, "ticket", "write to the help desk, and read its answers")
    verbs = ticket.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser, required=True)
    send = _command(verbs, "send", "send a ticket", json=True)
    send.add_argument("--title", required=True)
    send.add_argument("--story", required=True)
    send.add_argument("--stops", default="", metavar="TEXT", help="how much it stops you")
    send.add_argument("--impact", default="", choices=[one.value for one in Impact], help="who is stopped by it")
    send.add_argument("--urgency", default="", choices=[one.value for one in Urgency], help="how much it holds you up")
    send.add_argument("--since", default="", choices=[one.value for one in Since], help="since when it is so")
    send.add_argument("--case", default="", metavar="CASE", help="what was found and tried goes with it")
    send.add_argument("--new", action="store_true", help="a ticket of its own, even where the same was told before")
    send.add_argument("--attach", action="append", default=[], metavar="FILE")
    _command(verbs, "list", "every ticket", json=True)
    for name, says in (("show", "one ticket"), ("solved", "say that it is solved"), ("reopen", "say that it is not")):
        _command(verbs, name, says, json=True).add_argument("ref")
    reply = _command(verbs, "reply", "answer the help desk", json=True)
    reply.add_argument("ref")
    reply.add_argument("text")
    outbox = _command(commands, "outbox", "what waits to be sent, and why", json=True)
    outbox.add_argument("--send-now", action="store_true")
    outbox.add_argument("--save", metavar="FILE", default="", help="write a message that waits into a file to carry")
    word = outbox.add_mutually_exclusive_group()
    word.add_argument("--once-more", action="store_true", help="send a message again that may have arrived")
    word.add_argument("--arrived", action="store_true", help="a message that may have arrived is there")
    outbox.add_argument("ref", nargs="?", default="", help="which message")
    post = _command(commands, "post", "send what waits and fetch news, once (the tray does this by itself)", json=True)
    post.add_argument("--now", action="store_true", help="what was put off or held is tried again too")
    post.add_argument("--due", action="store_true", help="look only at tickets whose turn it is")
    desk = _command(commands, "desk", "the help desk that is built in, for trying it all out")
    verbs = desk.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser, required=True)
    _command(verbs, "list", "every ticket of the desk", json=True)
    _command(verbs, "show", "one ticket, notes included", json=True).add_argument("number")
    for name, says in (
        ("reply", "answer the person"),
        ("note", "a note that only agents see"),
        ("status", "new, open, waiting or solved"),
    ):
        made = _command(verbs, name, says, json=True)
        made.add_argument("number")
        made.add_argument("text")
    _command(verbs, "resolve", "say that it is solved", json=True).add_argument("number")
    _command(verbs, "take", "take in a message that was carried here as a file", json=True).add_argument("file")
    _command(verbs, "code", "which cause a person means who says this code").add_argument("code")


def _computer_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    facts = _command(commands, "facts", "what is known of this computer, private things hidden", json=True)
    facts.add_argument("--bundle", metavar="FILE", help="write exactly what a ticket would carry")
    redact = _command(commands, "redact", "hide what is private in a text", json=True)
    redact.add_argument("file", nargs="?", default="-")
    redact.add_argument("--known", action="append", default=[], metavar="KIND=VALUE", type=_pair)
    update = _command(commands, "update", "look into the organisation's catalogue now", json=True)
    update.add_argument("--due", action="store_true", help="only when it is time (the tray does this by itself)")
    _command(commands, "check", "is this installation healthy?", json=True)
    settings = _command(commands, "settings", "what is set, and by whom")
    verbs = settings.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser, required=True)
    _command(verbs, "show", "every setting", json=True).add_argument("--origin", action="store_true")
    change = _command(verbs, "set", "set a value of your own", json=True)
    change.add_argument("key")
    change.add_argument("value")
    secret = _command(verbs, "secret", "keep a secret in the keyring, from standard input")
    secret.add_argument("action", choices=["set"])
    secret.add_argument("key")


def _plugin_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    plugin = _command(commands, "plugin", "write a troubleshooter, try it, pack it")
    verbs = plugin.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser, required=True)
    plugin_verbs(verbs, _command, _pair)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"{text!r} should look like NAME=VALUE")
    return name, value


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:6]) <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} should be a number from 1 to 100")
    return int(text)
