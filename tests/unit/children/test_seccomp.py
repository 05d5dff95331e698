"""The kernel's filter, run step by step as the kernel would: what a plugin child may ask for on each processor."""

from __future__ import annotations

import struct

import pytest

from deskside.children.seccomp import program

ALLOW, REFUSE, ABSENT, KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
I386 = 0x40000003
PID = 4711
NEW_THREAD = 0x3D0F00
NEW_PROCESS = 17
NEW_USER_NAMESPACE = 0x10000000

READ_WRITE_FUTEX_MMAP = {"x86_64": (0, 1, 202, 9), "aarch64": (63, 64, 98, 222)}
FORBIDDEN = {
    "x86_64": {
        "open": 2, "openat": 257, "openat2": 437, "creat": 85, "stat": 4, "newfstatat": 262, "unlink": 87, "rename": 82,
        "socket": 41, "connect": 42, "sendto": 44, "bind": 49, "fork": 57, "vfork": 58, "execve": 59, "execveat": 322,
        "kill": 62, "tkill": 200, "rt_sigqueueinfo": 129, "pidfd_send_signal": 424, "ptrace": 101, "prctl": 157,
        "process_vm_readv": 310, "io_uring_setup": 425, "prlimit64": 302, "fcntl": 72, "memfd_create": 319,
        "bpf": 321, "unshare": 272, "mount": 165, "keyctl": 250, "seccomp": 317, "x32 open": 0x40000002,
    },
    "aarch64": {
        "openat": 56, "openat2": 437, "newfstatat": 79, "unlinkat": 35, "renameat": 38, "socket": 198, "connect": 203,
        "sendto": 206, "bind": 200, "execve": 221, "execveat": 281, "kill": 129, "tkill": 130, "rt_sigqueueinfo": 138,
        "pidfd_send_signal": 424, "ptrace": 117, "prctl": 167, "process_vm_readv": 270, "io_uring_setup": 425,
        "prlimit64": 261, "fcntl": 25, "memfd_create": 279, "bpf": 280, "unshare": 97, "mount": 40, "keyctl": 219,
    },
}  # fmt: skip
CLONE = {"x86_64": 56, "aarch64": 220}
TGKILL = {"x86_64": 234, "aarch64": 131}
CLONE3 = 435


def verdict(machine: str, number: int, first: int = 0, audit: int | None = None) -> int:
    """What the filter says to this system call."""
    steps = list(struct.iter_unpack("HBBI", program(machine, PID)))
    data = struct.pack("<IIQ6Q", number, audit or AUDIT[machine], 0, first, 0, 0, 0, 0, 0)
    at, held = 0, 0
    while True:
        code, yes, no, value = steps[at]
        if code == 0x06:
            return int(value)
        if code == 0x20:
            held = struct.unpack_from("<I", data, value)[0]
        elif code == 0x54:
            held &= value
        else:
            assert code == 0x15
            at += yes if held == value else no
        at += 1


@pytest.mark.parametrize("machine", AUDIT)
def test_a_plugin_can_compute_and_speak_on_its_pipes(machine: str) -> None:
    assert {verdict(machine, number) for number in READ_WRITE_FUTEX_MMAP[machine]} == {ALLOW}


@pytest.mark.parametrize(
    ("machine", "name"), [(machine, name) for machine, names in FORBIDDEN.items() for name in names]
)
def test_a_plugin_gets_at_no_file_network_or_process(machine: str, name: str) -> None:
    assert verdict(machine, FORBIDDEN[machine][name]) == REFUSE


@pytest.mark.parametrize("machine", AUDIT)
def test_a_plugin_may_start_threads_and_no_processes(machine: str) -> None:
    assert verdict(machine, CLONE[machine], NEW_THREAD) == ALLOW
    assert verdict(machine, CLONE[machine], NEW_PROCESS) == REFUSE
    assert verdict(machine, CLONE[machine], NEW_THREAD | NEW_USER_NAMESPACE) == REFUSE
    assert verdict(machine, CLONE3) == ABSENT


@pytest.mark.parametrize("machine", AUDIT)
def test_a_plugin_may_end_itself_and_nobody_else(machine: str) -> None:
    assert verdict(machine, TGKILL[machine], PID) == ALLOW
    assert verdict(machine, TGKILL[machine], PID + 1) == REFUSE


@pytest.mark.parametrize("machine", AUDIT)
def test_the_calls_of_another_processor_end_the_plugin(machine: str) -> None:
    assert verdict(machine, 0, audit=I386) == KILL


def test_a_processor_without_a_list_has_no_filter() -> None:
    assert program("riscv64", PID) == b""
