"""All that a troubleshooter imports. It sees this face and not the house; `docs/sdk.md` teaches it on one page.

Standard library only, and quick to load: every check of every case pays for it.
"""

from deskside.sdk.causes import Automatic, Cause, Change, Finding, HandsOn, People
from deskside.sdk.printing import Device, Job, Queue, meant_queue
from deskside.sdk.problems import (
    ChangedSince,
    CouldNotCheck,
    NotNeeded,
    NotPermitted,
    TookTooLong,
    Unavailable,
    could_not_check,
)
from deskside.sdk.system import Answers, ServiceState, System
from deskside.sdk.texts import _

__all__ = [
    "Answers",
    "Automatic",
    "Cause",
    "Change",
    "ChangedSince",
    "CouldNotCheck",
    "Device",
    "Finding",
    "HandsOn",
    "Job",
    "NotNeeded",
    "NotPermitted",
    "People",
    "Queue",
    "ServiceState",
    "System",
    "TookTooLong",
    "Unavailable",
    "_",
    "could_not_check",
    "meant_queue",
]
