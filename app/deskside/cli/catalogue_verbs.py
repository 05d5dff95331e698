"""The verbs of ``deskside catalogue …``. What they print is read by IT only."""

from __future__ import annotations

import argparse
import getpass
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from deskside.cli.catalogue_parser import NO_RING
from deskside.cli.output import print_json, say, say_all, tell
from deskside.config.secrets import Secrets
from deskside.errors import PublishingProblem, WrongUsage
from deskside.kit.publishing.checking import checked
from deskside.kit.publishing.draft import Change, Draft
from deskside.kit.publishing.keys import ONLINE_FOLDER, Keys
from deskside.kit.publishing.notices import NoticeAdded, NoticeRemoved
from deskside.kit.publishing.office import Office, now_here
from deskside.kit.publishing.opening import Opening, check_opening, open_catalogue
from deskside.kit.publishing.passphrases import KEYRING_KEY, Passphrases
from deskside.kit.publishing.publication import Publication
from deskside.kit.publishing.renewal import Renewal
from deskside.kit.publishing.rings import Promotion, Withdrawal
from deskside.kit.publishing.rotation import NewTeam, Rotation
from deskside.kit.publishing.status import Status, read_status, status_lines
from deskside.kit.workshop import Workshop
from deskside.model.catalogue import RELEASE, Ring, team_role

KEYS_HERE = "keys"
_CRON = "17 5 * * *"


def init(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    """Makes the keys and the catalogue, and tells what to do with each of them."""
    opening = Opening(
        teams=tuple(arguments.team) or ("it",),
        root_keys=arguments.root_keys,
        root_threshold=arguments.root_threshold,
        targets_keys=arguments.targets_keys,
        targets_threshold=arguments.targets_threshold,
    )
    folder, keys = Path(arguments.catalogue), _keys(arguments)
    if len(keys.folders) > 1:
        raise WrongUsage("New keys go into one folder: name one with --keys.")
    if arguments.dry_run:
        check_opening(folder, keys.folders[0], opening)
        say(f"Would make keys in {keys.folders[0].absolute()}, a catalogue in {folder.absolute()}. Nothing is written.")
        return 0
    root = open_catalogue(folder, keys, opening, now_here())
    home = root.parent.absolute()
    renew = f"deskside catalogue renew --catalogue {_quoted(folder)} --keys {_quoted(home / ONLINE_FOLDER)}"
    say_all(
        (
            f"The catalogue is in {folder.absolute()}: give it to a web server as it is.",
            f"On every computer, install this file and name it in catalogue.root: {root.absolute()}",
            "",
            "The keys, opened by your passphrase. Copy each to two sticks, lock them away, and bring them when needed:",
            *_told_of_keys(home, opening),
            "",
            "Every day, or computers stop believing the catalogue after three. For cron:",
            f"  {_CRON}  {renew} >/dev/null",
        )
    )
    return 0


def _told_of_keys(home: Path, opening: Opening) -> Iterator[str]:
    alone = "Lock each of them away on its own"
    says = {
        "root": f"{opening.root_threshold} of {opening.root_keys} sign which keys count. {alone}",
        "targets": f"{opening.targets_threshold} of {opening.targets_keys} sign which teams there are. {alone}",
        RELEASE: "promotes, withdraws, and puts up notices",
        **{team_role(team): f"signs what team {team} publishes" for team in opening.teams},
        ONLINE_FOLDER: "stays here, with its passphrase beside it: it only says what is newest",
    }
    longest = max(len(name) for name in says)
    for name, told in says.items():
        yield f"  {home / name}{' ' * (longest - len(name))}  {told}"


def publish(workshop: Workshop, arguments: argparse.Namespace) -> int:
    office = _office(arguments)
    team = arguments.team or _only_team(office)
    archives = checked(workshop, [Path(folder) for folder in arguments.folders])
    ring = None if arguments.ring == NO_RING else Ring(arguments.ring)
    return _done(office, Publication(archives, team, ring), arguments)


def promote(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    return _done(_office(arguments), Promotion(arguments.id, Ring(arguments.to), arguments.version), arguments)


def withdraw(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    return _done(_office(arguments), Withdrawal(arguments.id, arguments.version), arguments)


def notice(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    rings = (Ring(arguments.ring),) if arguments.ring else tuple(Ring)
    adds = arguments.action == "add"
    change: Change = NoticeAdded(Path(arguments.what), rings) if adds else NoticeRemoved(arguments.what, rings)
    return _done(_office(arguments), change, arguments)


def renew(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    """What runs out soon is told on standard error, so that cron sends it to somebody."""
    office = _office(arguments)
    _done(office, Renewal(tuple(arguments.roles)), arguments)
    status = _status(office)
    for role in status.roles:
        say(f"{role.role}: signed until {role.expires[:10]}")
    for warning in status.warnings:
        tell(warning)
    return 0


def rotate(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    office = _office(arguments)
    change = NewTeam(arguments.what.removeprefix(team_role(""))) if arguments.new else Rotation(arguments.what)
    _done(office, change, arguments)
    if not arguments.dry_run:
        for file in office.keys.unused(_status(office).in_use()):
            say(f"Counts no more, destroy every copy of it: {file}")
        say("Computers follow by themselves; the file that they have in catalogue.root stays as it is.")
    return 0


def status(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    """1 when something has run out, or soon will."""
    found = _status(_office(arguments))
    if arguments.json:
        print_json(found)
    else:
        say_all(status_lines(found))
    return 1 if found.warnings else 0


def _done(office: Office, change: Change, arguments: argparse.Namespace) -> int:
    draft = office.change(change, dry_run=arguments.dry_run)
    say_all(draft.says)
    if arguments.dry_run:
        say("Nothing is written (--dry-run).")
    elif draft.changes:
        say(_published(draft))
    return 0


def _published(draft: Draft) -> str:
    return f"Done. {draft.books.folder.absolute()} is what the web server should give out now."


def _status(office: Office) -> Status:
    return read_status(office, now_here())


def _only_team(office: Office) -> str:
    teams = office.books().teams
    if len(teams) != 1:
        raise WrongUsage(f"Which team's key is to sign? --team {', --team '.join(teams)}")
    return teams[0]


def _office(arguments: argparse.Namespace) -> Office:
    return Office(Path(arguments.catalogue), _keys(arguments))


def _keys(arguments: argparse.Namespace) -> Keys:
    folders = [Path(folder) for folder in arguments.keys or [KEYS_HERE]]
    files: Sequence[str] = getattr(arguments, "passphrase_file", ())
    secrets = Secrets(os.environ)
    return Keys(
        folders,
        Passphrases(
            [Path(file) for file in files],
            keyring=None if files else lambda: secrets.get(KEYRING_KEY, ask=sys.stdin.isatty()),
            ask=_ask if sys.stdin.isatty() else None,
        ),
    )


def _ask(question: str) -> str:
    try:
        return getpass.getpass(question)
    except EOFError as problem:
        raise PublishingProblem("No passphrase was given. Nothing was changed.") from problem


def _quoted(path: Path) -> str:
    return shlex.quote(str(path.absolute()))


VERBS = {
    "init": init,
    "publish": publish,
    "promote": promote,
    "withdraw": withdraw,
    "notice": notice,
    "renew": renew,
    "rotate": rotate,
    "status": status,
}
