"""After the time that things are kept, canaries of sent and closed ones are in no byte of any file of ours."""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

from tests.integration.casework.conftest import Make, healthy
from tests.integration.redaction.canaries import KINDS, Aviary, Canary

from deskside.casework import Casework
from deskside.casework.added import read_added
from deskside.model.page import Verb
from deskside.model.parcel import Choices
from deskside.storage.retention import DAY

from . import watching

SEED = int(os.environ.get("DESKSIDE_SEED") or 1)


def stories(chance: Random, take: Aviary, number: int) -> list[str]:
    """What people write, each with some canaries."""
    kinds = list(KINDS)
    chance.shuffle(kinds)
    return [f"Help me with {' and '.join(take(kind) for kind in kinds[n::number])}." for n in range(number)]


def sent(casework: Casework, folder: Path, story: str) -> str:
    """A case that became a message with a file, was answered and is solved; its reference."""
    run = casework.open("printer", story)
    run.act(Verb.BEGIN)
    run.act(Verb.PEOPLE)
    (folder / "notes.txt").write_text(story, "utf-8")
    handover = casework.handover(run.case)
    handover.keep(Choices(story=story))
    choices = Choices(story=story, email="ann@example.org", added=(read_added(folder / "notes.txt", 1),))
    reference = handover.send(handover.parcel(choices)).reference
    run.sent(reference)
    run.close()
    casework.mail.post()
    casework.mail.desk().reply(reference, f"About: {story}")
    casework.mail.desk().resolve(reference)
    casework.mail.post()
    return reference


def stopped(casework: Casework, story: str) -> None:
    """A case that was looked into and closed, with a message that was begun and never sent."""
    run = casework.open("printer", story)
    run.act(Verb.BEGIN)
    run.act(Verb.PEOPLE)
    casework.handover(run.case).keep(Choices(story=story))
    run.act(Verb.STOP)
    run.close()


def kept(take: list[Canary], home: Path) -> list[str]:
    places = watching.files(home)
    return sorted(
        {f"{one.kind}: {one.value!r}" for one in take for data in places.values() if watching.stands_in(one, data)}
    )


def test_what_is_over_is_gone_from_every_byte_and_what_is_open_stays(
    house: Make, deskside_home: Path, tmp_path: Path
) -> None:
    casework, take = house(healthy()), Aviary(SEED)
    done = stories(Random(SEED), take, 6)
    over = list(take.planted)
    for story in done[:3]:
        sent(casework, tmp_path, story)
    for story in done[3:]:
        stopped(casework, story)
    take.at("open")
    (waits,) = stories(Random(SEED + 1), take, 1)
    still = [one for one in take.planted if one.place == "open"]
    handover = casework.handover(None, "Help")
    handover.send(handover.parcel(Choices(story=waits, email="ann@example.org")))
    assert len(kept(over, deskside_home)) == len(over)
    assert casework.forget_old(time.time() + 80 * DAY) is None
    assert len(kept(over, deskside_home)) == len(over)
    assert casework.forget_old(time.time() + 100 * DAY) is None
    assert casework.forget_old(time.time() + 101.5 * DAY) is None
    assert kept(over, deskside_home) == []
    assert len(kept(still, deskside_home)) == len(still)
