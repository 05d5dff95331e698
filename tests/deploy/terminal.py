"""Somebody sits at an installed computer and types, one command after another; what they start goes on running."""

from __future__ import annotations

import os
import selectors
import subprocess
import time
from typing import NamedTuple, Self

from .chroot import Chroot

_SCRIPT, _END = "/tmp/typed", b"\0"


class Seen(NamedTuple):
    """What a command printed, whatever the stream, and its exit code."""

    text: str
    status: int


class Terminal:
    """``network`` of the computer: that in which this is made. Ends everything in it when left."""

    def __init__(self, computer: Chroot) -> None:
        self.computer = computer
        self._shell = subprocess.Popen(
            computer.command("bash", "--norc", "--noprofile", network=True),
            env=computer.environ(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._shell.kill()
        self._shell.wait(20)
        for pipe in (self._shell.stdin, self._shell.stdout):
            assert pipe
            pipe.close()

    def typed(self, command: str, user: str = "root", seconds: float = 120) -> Seen:
        """As ``user``, who has signed in and is at home."""
        self.computer.path(_SCRIPT).write_text(command + "\n", "utf-8")
        self.computer.path(_SCRIPT).chmod(0o755)
        line = f"su - {user} -c 'bash {_SCRIPT}' </dev/null 2>&1; printf '\\0%s\\0' $?\n"
        assert self._shell.stdin
        self._shell.stdin.write(line.encode())
        text, status = self._until_ends(seconds, command)
        return Seen(text.decode("utf-8", "replace"), int(status))

    def begun(self, command: str, user: str) -> None:
        """Something that goes on in the background, such as a session's services."""
        self.typed(f"nohup setsid {command} >/tmp/{user}-{command.split()[0]}.log 2>&1 &", user)

    def _until_ends(self, seconds: float, command: str) -> tuple[bytes, bytes]:
        """What comes before and between two NUL bytes."""
        pipe, until, said = self._shell.stdout, time.monotonic() + seconds, b""
        assert pipe
        with selectors.DefaultSelector() as waiting:
            waiting.register(pipe, selectors.EVENT_READ)
            while said.count(_END) < 2:
                if not waiting.select(max(0.0, until - time.monotonic())):
                    raise TimeoutError(f"{command}: no end in {seconds} seconds; so far: {said[-2000:]!r}")
                piece = os.read(pipe.fileno(), 65536)
                if not piece:
                    raise EOFError(f"{command}: the shell ended; it said: {said[-2000:]!r}")
                said += piece
        text, status, _rest = said.split(_END, 2)
        return text, status
