"""The list of what a plugin child may still ask of the kernel, as the small program seccomp runs at each system call.

An allow-list: compute, wait, use the memory and the pipes it has, start a
thread. Everything else, from ``open`` to ``execve``, is refused: no file, no
network, no other process, whatever the kernel may learn to do later.
"""

from __future__ import annotations

from struct import pack

_ALLOW, _REFUSE, _ABSENT, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000  # go on; EPERM; ENOSYS; end it
_LOAD, _EQUAL, _AND, _RETURN = 0x20, 0x15, 0x54, 0x06
_NUMBER, _ARCH, _FIRST = 0, 4, 16  # where the call's number, processor and first argument lie
_THREAD, _NAMESPACES = 0x00010000, 0x7E020080  # clone: CLONE_THREAD; any CLONE_NEW*


class _Arch:
    """The numbers of one kind of processor. ``allowed`` names, in this order, those that it has of:

    read write close lseek mmap mprotect munmap brk mremap madvise; rt_sigaction
    rt_sigprocmask rt_sigreturn sigaltstack; poll ppoll select pselect6 futex
    set_robust_list rseq sched_yield sched_getaffinity membarrier
    restart_syscall; nanosleep clock_nanosleep clock_gettime clock_getres
    gettimeofday getrusage times uname getrandom time; getpid getppid gettid
    getuid geteuid getgid getegid; exit exit_group.
    """

    def __init__(self, audit: int, clone: int, clone3: int, tgkill: int, allowed: tuple[int, ...]) -> None:
        self.audit, self.clone, self.clone3, self.tgkill, self.allowed = audit, clone, clone3, tgkill, allowed


_ARCHES = {
    "x86_64": _Arch(
        audit=0xC000003E,
        clone=56,
        clone3=435,
        tgkill=234,
        allowed=(
            *(0, 1, 3, 8, 9, 10, 11, 12, 25, 28, 13, 14, 15, 131),
            *(7, 271, 23, 270, 202, 273, 334, 24, 204, 324, 219),
            *(35, 230, 228, 229, 96, 98, 100, 63, 318, 201),
            *(39, 110, 186, 102, 107, 104, 108, 60, 231),
        ),
    ),
    "aarch64": _Arch(
        audit=0xC00000B7,
        clone=220,
        clone3=435,
        tgkill=131,
        allowed=(
            *(63, 64, 57, 62, 222, 226, 215, 214, 216, 233, 134, 135, 139, 132),
            *(73, 72, 98, 99, 293, 124, 123, 283, 128),
            *(101, 115, 113, 114, 169, 165, 153, 160, 278),
            *(172, 173, 178, 174, 175, 176, 177, 93, 94),
        ),
    ),
}


def program(machine: str, pid: int) -> bytes:
    """The filter for this kind of processor, b"" where there is no list for it. ``pid`` may signal only itself."""
    arch = _ARCHES.get(machine)
    if arch is None:
        return b""
    steps = [(_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, arch.audit), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER)]
    for number in arch.allowed:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    steps += [(_EQUAL, 0, 1, arch.clone3), (_RETURN, 0, 0, _ABSENT)]
    steps += _when(arch.clone, [(_AND, 0, 0, _THREAD | _NAMESPACES), (_EQUAL, 0, 1, _THREAD)])
    steps += _when(arch.tgkill, [(_EQUAL, 0, 1, pid)])
    steps.append((_RETURN, 0, 0, _REFUSE))
    return b"".join([pack("HBBI", *step) for step in steps])


def _when(number: int, test: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Allows this call when its first argument passes the test, whose last step skips one when it does not."""
    body = [(_LOAD, 0, 0, _FIRST), *test, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return [(_EQUAL, 0, len(body), number), *body]
