"""Tries to get out of its child. A finding means: this got through. Run by ``deskside check`` as any plugin is."""

# ruff: noqa: ARG002 - a check gets ``pc`` and ``answers`` whether it wants them or not

import os
import socket

from deskside.sdk import Answers, Cause, Finding, People, System


class Files(Cause):
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Opens a folder that everyone may read."""
        try:
            os.close(os.open("/", os.O_RDONLY))
        except PermissionError:
            return None
        return Finding("opened a folder")


class Network(Cause):
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Calls this same computer, and a program on it; that nobody answers is to have got through."""
        try:
            with socket.socket() as line:
                line.settimeout(1)
                line.connect(("127.0.0.1", 9))
        except PermissionError:
            return self._programs()
        except OSError:
            return Finding("reached the network")
        return Finding("connected")

    def _programs(self) -> Finding | None:
        if not hasattr(socket, "AF_UNIX"):
            return None
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.connect("/nobody")
        except PermissionError:
            return None
        except OSError:
            return Finding("reached other programs")
        return Finding("connected")


class Programs(Cause):
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Starts a process, which ends at once."""
        try:
            pid = os.fork()
        except (PermissionError, AttributeError):
            return None
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        return Finding("started a process")


class Others(Cause):
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Asks whether it may send a signal to its parent; sends none."""
        try:
            os.kill(os.getppid(), 0)
        except PermissionError:
            return None
        return Finding("may end other programs")


class Memory(Cause):
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Asks for two gigabytes, and touches none of it."""
        try:
            bytearray(2 << 30)
        except MemoryError:
            return None
        return Finding("took two gigabytes")
