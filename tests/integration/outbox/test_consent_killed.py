"""P01: a process killed hard while a person's "send" is being kept. It is a draft still, or whole in the queue."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from deskside.model.ticket import SendState
from deskside.storage.attachments import read_attachment
from servers.enqueuer import DRAFT, FILES
from servers.sender import open_outbox

TOP = Path(__file__).resolve().parents[3]
FULL = bool(os.environ.get("DESKSIDE_FULL"))
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
LINES = 450
"""As many lines of ours as it takes and a few more."""


def agree(folder: Path, kill_at: int) -> bool:
    """Whether it lived to say that the ticket is queued."""
    path = os.pathsep.join([str(TOP / "app"), str(TOP / "tests")])
    command = [sys.executable, "-m", "servers.enqueuer", str(folder), str(kill_at)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, timeout=120, check=False
    )
    assert done.returncode in (0, -9), done.stderr.decode()
    return done.stdout == b"queued"


@pytest.mark.parametrize("line", sorted(random.Random(SEED).sample(range(1, LINES), 100 if FULL else 12)))
def test_p01_killed_at_any_line_it_is_a_draft_or_whole_in_the_queue(tmp_path: Path, line: int) -> None:
    said = agree(tmp_path, line)
    outbox = open_outbox(tmp_path)
    (row,) = outbox.rows.of_ticket("DS-1")
    draft = outbox.rows.draft("DS-1")
    assert draft is not None
    assert draft.story == DRAFT.story
    if row.state is SendState.QUEUED:
        assert [read_attachment(kept) for kept in draft.attachments] == [content for _, content in FILES]
    else:
        assert not said
        assert row.state is SendState.DRAFT
        assert agree(tmp_path, 0)
        assert [row.state for row in outbox.rows.waiting()] == [SendState.QUEUED]


def test_p01_the_lines_tried_reach_to_the_end(tmp_path: Path) -> None:
    assert agree(tmp_path / "a", LINES)
    assert not agree(tmp_path / "b", LINES * 3 // 4)
