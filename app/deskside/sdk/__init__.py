"""All that a troubleshooter imports. It sees this face and not the house; `docs/sdk.md` teaches it on one page.

Standard library only, and quick to load: every check of every case pays for it.
"""

from deskside.sdk.browsers import Profile, SiteData
from deskside.sdk.causes import Automatic, Cause, Change, Finding, HandsOn, People
from deskside.sdk.disk import Cache, Downloads, Item, Trash, Volume, Written
from deskside.sdk.looking import About, Battery, Crash, PowerState, Program, Screen, SoundDevice, SoundDevices
from deskside.sdk.network import Address, Expected, Link, NameServer, NameServers, Proxy, Route
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
from deskside.sdk.reach import Asked, Certificate, Connected, Fetched, Large, Line, Resolved
from deskside.sdk.system import Answers, ServiceState, System
from deskside.sdk.texts import _

__all__ = [
    "About",
    "Address",
    "Answers",
    "Asked",
    "Automatic",
    "Battery",
    "Cache",
    "Cause",
    "Certificate",
    "Change",
    "ChangedSince",
    "Connected",
    "CouldNotCheck",
    "Crash",
    "Device",
    "Downloads",
    "Expected",
    "Fetched",
    "Finding",
    "HandsOn",
    "Item",
    "Job",
    "Large",
    "Line",
    "Link",
    "NameServer",
    "NameServers",
    "NotNeeded",
    "NotPermitted",
    "People",
    "PowerState",
    "Profile",
    "Program",
    "Proxy",
    "Queue",
    "Resolved",
    "Route",
    "Screen",
    "ServiceState",
    "SiteData",
    "SoundDevice",
    "SoundDevices",
    "System",
    "TookTooLong",
    "Trash",
    "Unavailable",
    "Volume",
    "Written",
    "_",
    "could_not_check",
    "meant_queue",
]
