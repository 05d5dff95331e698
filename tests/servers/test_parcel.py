"""What the preview shows is what lies in the outbox and what the real Request Tracker has: every part, to the byte.

Whatever a help desk would change (line ends, blanks at the ends, signs that
nobody sees) is changed before the preview, never after it. Request Tracker
gives a text back with the one line end that ends its last line.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.integration.casework.conftest import switched_off

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Casework, Handover
from deskside.children.recording import Replay
from deskside.model.page import Verb
from deskside.model.parcel import Parcel
from deskside.model.ticket import SendState
from deskside.paths import find_paths
from deskside.storage import Database
from deskside.tickets.outbox.sending import Outbox

from . import whims
from .rt.agent import RealSide
from .rt.server import RequestTrackerServer

FULL = bool(os.environ.get("DESKSIDE_FULL"))
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
CHOICES = 200 if FULL else 6
EMAIL = "employee@helptest.invalid"

_log = logging.getLogger(__name__)

Parts = dict[str, str]
"""The SHA-256 of each part by its name."""


def parts(title: str, text: str, files: dict[str, bytes]) -> Parts:
    every = {"title": title.encode(), "text": text.encode(), **{f"file {name}": data for name, data in files.items()}}
    return {name: hashlib.sha256(data).hexdigest() for name, data in every.items()}


def previewed(parcel: Parcel) -> Parts:
    files = {file.name: file.content for file in parcel.files}
    assert {file.name: file.sha256 for file in parcel.files} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    return parts(parcel.title, parcel.body, files)


def in_the_outbox(path: Path, reference: str) -> Parts:
    """Read from the disk, past our own code."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        (row,) = database.execute("SELECT data FROM drafts WHERE reference = ?", (reference,)).fetchall()
    draft = json.loads(row[0])
    text = f"{draft['story']}\n\n-- \n{draft['agent_part']}" if draft["agent_part"] else draft["story"]
    return parts(draft["title"], text, {one["name"]: Path(one["path"]).read_bytes() for one in draft["attachments"]})


def received(desk: RealSide, backend_id: str) -> Parts:
    text, files = desk.whole(backend_id)
    assert text.endswith(b"\n")
    return parts(desk.subject(backend_id), text[:-1].decode(), files)


def opened(casework: Casework, chance: random.Random) -> Handover:
    """A message of a case with findings, or of nothing but words."""
    if chance.random() < 0.3:
        return casework.handover(None, "Help")
    run = casework.open("printer", "it is dead")
    run.act(Verb.BEGIN)
    run.act(Verb.PEOPLE)
    run.close()
    return casework.handover(run.case)


def test_what_was_seen_is_what_was_kept_and_what_arrived(rt_server: RequestTrackerServer, tmp_path: Path) -> None:
    desk, paths = RealSide(rt_server), find_paths(policy_root=tmp_path / "no-policy")
    paths.settings.write_text('[tickets]\nbackend = "rt"\n', "utf-8")
    casework = compose(paths, load(paths), Replay(switched_off()))
    outbox = Outbox(Database(paths.database), paths.attachments)
    backend = desk.backend()
    compared = 0
    for number in range(CHOICES):
        which = f"seed {SEED}, choice {number}"
        chance = random.Random(f"{SEED}-{number}")
        handover = opened(casework, chance)
        parcel = handover.show(whims.whim(chance, handover, EMAIL, tmp_path)).parcel
        seen = previewed(parcel)
        handover.send(parcel)
        assert in_the_outbox(paths.database, parcel.reference) == seen, which
        (sent,) = outbox.drain(backend)
        assert (sent.reference, sent.state, sent.says) == (parcel.reference, SendState.SENT, ""), which
        backend_id = backend.find(parcel.reference)
        assert backend_id is not None
        assert received(desk, backend_id) == seen, which
        compared += len(seen)
    _log.info("seed %s: %s choices, %s parts are the same in all three places", SEED, CHOICES, compared)
