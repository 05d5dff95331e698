"""The words of ``deskside catalogue …``, as argparse has them."""

from __future__ import annotations

import argparse
from typing import Any

from deskside.model.catalogue import Ring

_RINGS = [ring.value for ring in Ring]
NO_RING = "none"


def add_catalogue(commands: argparse._SubParsersAction[Any]) -> None:
    """Every verb of the publisher's side."""
    catalogue = commands.add_parser(
        "catalogue",
        help="publish troubleshooters to the organisation's computers",
        description="The organisation's catalogue: a folder of signed files for any web server.",
        allow_abbrev=False,
    )
    verbs = catalogue.add_subparsers(dest="verb", metavar="VERB", required=True)
    _init(verbs)
    publish = _verb(verbs, "publish", "lint, test, sign and give out troubleshooters")
    publish.add_argument("folders", nargs="+", metavar="FOLDER")
    publish.add_argument("--team", default="", help="whose key signs; may be left out where there is one team only")
    publish.add_argument(
        "--ring", default=_RINGS[0], choices=[*_RINGS, NO_RING], help="who gets it first; none: sign it only"
    )
    promote = _verb(verbs, "promote", "give it to more computers")
    promote.add_argument("id")
    promote.add_argument("--to", required=True, choices=_RINGS)
    promote.add_argument("--version", default="", help="left out: what the ring before it has")
    withdraw = _verb(verbs, "withdraw", "take it away from all computers, copies too")
    withdraw.add_argument("id")
    withdraw.add_argument("--version", default="", help="up to this one; left out: up to the newest")
    notice = _verb(verbs, "notice", "put up or take down a notice of a known problem")
    notice.add_argument("action", choices=["add", "remove"])
    notice.add_argument("what", metavar="FILE|ID")
    notice.add_argument("--ring", default="", choices=_RINGS, help="left out: all rings")
    renew = _verb(verbs, "renew", "sign anew what runs out: the online keys' files, every day; others when named")
    renew.add_argument("roles", nargs="*", metavar="ROLE", help="root, targets, release or team-NAME")
    rotate = _verb(verbs, "rotate", "a new key for an old one, or for all of a role")
    rotate.add_argument("what", metavar="ROLE|KEY", help="online: snapshot and timestamp together")
    rotate.add_argument("--new", action="store_true", help="it is a team that does not publish yet: team-NAME")
    status = _verb(verbs, "status", "what is in which ring, what runs out when, which keys are here", changes=False)
    status.add_argument("--json", action="store_true", help="print one JSON object")


def _init(verbs: argparse._SubParsersAction[Any]) -> None:
    init = _verb(verbs, "init", "make the keys and an empty catalogue")
    init.add_argument("--team", action="append", default=[], metavar="NAME", help="who publishes; may stand repeatedly")
    init.add_argument("--root-keys", type=int, default=3, metavar="N")
    init.add_argument("--root-threshold", type=int, default=2, metavar="N", help="how many of them have to sign")
    init.add_argument("--targets-keys", type=int, default=3, metavar="N", help="they say which teams there are")
    init.add_argument("--targets-threshold", type=int, default=2, metavar="N")


def _verb(
    verbs: argparse._SubParsersAction[Any], name: str, says: str, *, changes: bool = True
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = verbs.add_parser(name, help=says, description=says, allow_abbrev=False)
    made.add_argument("--catalogue", default="catalogue", metavar="DIR", help="its folder; ./catalogue when left out")
    made.add_argument(
        "--keys", action="append", default=[], metavar="DIR", help="where keys lie; may stand repeatedly; ./keys"
    )
    if changes:
        made.add_argument("--dry-run", action="store_true", help="tell what would change; write nothing")
        made.add_argument(
            "--passphrase-file", action="append", default=[], metavar="FILE", help="readable by you only (mode 600)"
        )
    return made
