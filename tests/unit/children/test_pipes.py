"""What the host hears from children and says to them, the same by a selector as by the threads of Windows."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from typing import IO

import pytest

from deskside.children import windows_pipes
from deskside.children.pipes import PIECE, Pipes
from deskside.children.windows_pipes import ThreadedPipes

KINDS: list[type[Pipes]] = [ThreadedPipes]
if os.name == "posix":
    from deskside.children.posix_pipes import SelectedPipes

    KINDS.append(SelectedPipes)

SOON = 20.0


@pytest.fixture(params=KINDS)
def pipes(request: pytest.FixtureRequest) -> Iterator[Pipes]:
    made: Pipes = request.param()
    yield made
    made.close()


def pair() -> tuple[IO[bytes], IO[bytes]]:
    """A pipe: where it is read, and where it is written."""
    out, into = os.pipe()
    return os.fdopen(out, "rb", buffering=0), os.fdopen(into, "wb", buffering=0)


def wait_until(pipes: Pipes, heard: list[bytes], whole: bytes) -> None:
    """Waits for all that is expected, and for the end after it."""
    give_up = time.monotonic() + SOON
    while heard[-1:] != [b""] and time.monotonic() < give_up:
        pipes.wait(SOON)
    assert b"".join(heard) == whole


def test_all_that_a_child_says_is_heard_in_order_and_its_end_once(pipes: Pipes) -> None:
    out, into = pair()
    heard: list[bytes] = []
    pipes.hear(out, heard.append)
    whole = bytes(range(256)) * 2000

    def speak() -> None:
        with into:
            left = memoryview(whole)
            while left:
                left = left[into.write(left) :]

    speaker = threading.Thread(target=speak)
    speaker.start()
    wait_until(pipes, heard, whole)
    speaker.join()
    assert heard.count(b"") == 1
    assert max(map(len, heard)) <= PIECE
    pipes.drop(out)
    assert out.closed or isinstance(pipes, ThreadedPipes)


def test_saying_a_lot_to_one_who_does_not_listen_yet_holds_nobody_up(pipes: Pipes) -> None:
    out, into = pair()
    pipes.say(into, b"first " * 100_000)
    pipes.say(into, b"then ")
    pipes.say(into, b"last")
    wanted, heard = b"first " * 100_000 + b"then last", b""

    def listen() -> None:
        nonlocal heard
        while len(heard) < len(wanted):
            heard += os.read(out.fileno(), PIECE)
        pipes.wake()

    listener = threading.Thread(target=listen)
    listener.start()
    give_up = time.monotonic() + SOON
    while len(heard) < len(wanted) and time.monotonic() < give_up:
        pipes.wait(SOON)
    listener.join()
    assert heard == wanted
    pipes.drop(into)
    assert os.read(out.fileno(), 1) == b""
    out.close()


def test_what_is_said_to_one_who_is_gone_harms_nobody(pipes: Pipes) -> None:
    out, into = pair()
    out.close()
    pipes.say(into, b"hello")
    pipes.say(into, b"are you there?")
    pipes.drop(into)


def test_what_a_child_said_last_is_still_there_when_it_has_ended(pipes: Pipes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_pipes, "_REST", SOON)
    out, into = pair()
    pipes.hear(out, lambda _piece: pytest.fail("only the rest was wanted"))
    with into:
        into.write(b"MemoryError")
    assert pipes.rest(out) == b"MemoryError"
    pipes.drop(out)


def test_a_pipe_that_was_dropped_is_silent(pipes: Pipes) -> None:
    out, into = pair()
    heard: list[bytes] = []
    pipes.hear(out, heard.append)
    with into:
        into.write(b"too late")
        pipes.drop(out)
        pipes.wake()
        pipes.wait(SOON)
    assert heard == []


def test_another_thread_ends_the_waiting(pipes: Pipes) -> None:
    began = threading.Event()

    def wake() -> None:
        began.wait(SOON)
        pipes.wake()

    waker = threading.Thread(target=wake)
    waker.start()
    began.set()
    pipes.wait(SOON)
    waker.join()
    for _ in range(100_000):
        pipes.wake()
    pipes.wait(SOON)
