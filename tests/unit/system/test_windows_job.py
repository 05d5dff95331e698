"""What Windows is told of a job lies where Windows looks for it: sizes and places of mingw-w64's winnt.h, 64 bit."""

from __future__ import annotations

import ctypes

from deskside.system.windows import job


def test_the_limits_of_a_job_lie_where_windows_reads_them() -> None:
    assert ctypes.sizeof(job._Basic) == 64
    assert (job._Basic.flags.offset, job._Basic.processes.offset, job._Basic.affinity.offset) == (16, 40, 48)
    assert ctypes.sizeof(job._Limits) == 144
    assert (job._Limits.process_memory.offset, job._Limits.job_memory.offset) == (112, 120)


def test_how_many_still_run_is_read_where_windows_writes_it() -> None:
    assert ctypes.sizeof(job._Accounting) == 48
    assert job._Accounting.now.offset == 40
