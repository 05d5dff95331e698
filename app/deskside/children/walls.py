"""The walls round a plugin child, set by itself before it runs a line of the publisher's code.

Limits (memory, processor time, no file may grow), no new rights, Landlock
(no file, no network, no signals out) and seccomp (``seccomp.py``). Each is
independent of the others: where a system lacks one, the rest still stand, and
what stands is told to the host.
"""

from __future__ import annotations

import ctypes
import errno
import os

from deskside.children import seccomp

_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER = 38, 22, 2
_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same on every processor
_ASK_VERSION = 1
_ARENA_MAX = -8

_limit_names = ("AS", "CPU", "FSIZE", "NOFILE", "CORE")


def raise_walls(system: str, memory: int, cpu: int) -> dict[str, bool]:
    """Sets every wall this system ("linux", "macos", …) has. True for those that stand."""
    stand = {"limits": _limit(memory, cpu), "no_new_privs": False, "landlock": False, "seccomp": False}
    if system == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.mallopt(_ARENA_MAX, 1)  # else each thread sets 64 MB of its address space aside
        stand["no_new_privs"] = libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        stand["landlock"] = _landlock(libc)
        stand["seccomp"] = _seccomp(libc)
    return stand


def _limit(memory: int, cpu: int) -> bool:
    try:
        import resource  # not there on Windows
    except ImportError:
        return False
    values = {"AS": memory, "CPU": cpu, "FSIZE": 0, "NOFILE": 32, "CORE": 0}
    for name in _limit_names:
        try:
            resource.setrlimit(getattr(resource, "RLIMIT_" + name), (values[name], values[name]))
        except (OSError, ValueError):
            return False
    return True


def _landlock(libc: ctypes.CDLL) -> bool:
    """Handles every right this kernel knows and grants none."""
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    files = (1 << 13) - 1
    for since, bit in ((2, 13), (3, 14), (5, 15)):
        files |= (1 << bit) if version >= since else 0
    network, scopes = (3 if version >= 4 else 0), (3 if version >= 6 else 0)
    handled = (ctypes.c_uint64 * 3)(files, network, scopes)
    rules = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(ctypes.sizeof(handled)), 0)
    if rules < 0:
        return False
    stands: bool = libc.syscall(_RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return stands


def can_keep_from_starting(system: str) -> bool:
    """Whether seccomp will stand here; asked before, because a guard must be there first where it will not."""
    if system != "linux" or not seccomp.program(os.uname().machine, 0):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.prctl(_SET_SECCOMP, _FILTER, None, 0, 0) != 0 and ctypes.get_errno() == errno.EFAULT


def _seccomp(libc: ctypes.CDLL) -> bool:
    code = seccomp.program(os.uname().machine, os.getpid())
    if not code:
        return False
    steps = ctypes.create_string_buffer(code, len(code))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))

    whole = Program(len(code) // 8, ctypes.addressof(steps))
    stands: bool = libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(whole), 0, 0) == 0
    return stands
