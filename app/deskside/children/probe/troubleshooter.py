"""Tries to get out of its child. A finding means: this got through. Run by ``deskside check`` as any plugin is."""

# ruff: noqa: ARG002 - a check gets ``pc`` and ``answers`` whether it wants them or not

import ctypes
import os
import socket
from pathlib import Path

from deskside.sdk import Answers, Cause, Finding, People, System

_MAY_END = 1


class Files(Cause):
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Lists a folder that everyone may read."""
        try:
            next(Path("/").iterdir(), None)
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
        if pc.name == "windows":
            return self._program()
        try:
            pid = os.fork()
        except PermissionError:
            return None
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        return Finding("started a process")

    def _program(self) -> Finding | None:
        """Windows has no fork: the program that is on every one of them."""
        program = os.environ["SYSTEMROOT"] + r"\System32\cmd.exe"
        try:
            os.spawnv(os.P_WAIT, program, [program, "/c", "exit"])  # noqa: S606 - to see whether it may
        except OSError:
            return None
        return Finding("started a program")


class Others(Cause):
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Asks whether it may end its parent; does not."""
        if pc.name == "windows":
            return self._parent()
        try:
            os.kill(os.getppid(), 0)
        except PermissionError:
            return None
        return Finding("may end other programs")

    def _parent(self) -> Finding | None:
        """On Windows a handle with that right is asked for; there is no signal that does nothing."""
        windows = ctypes.windll.kernel32  # type: ignore[attr-defined]  # Windows only
        handle = windows.OpenProcess(_MAY_END, False, os.getppid())
        if not handle:
            return None
        windows.CloseHandle(handle)
        return Finding("may end other programs")


class Memory(Cause):
    fix = People()

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        """Asks for two gigabytes, and touches none of it."""
        try:
            bytes(2 << 30)
        except MemoryError:
            return None
        return Finding("took two gigabytes")
