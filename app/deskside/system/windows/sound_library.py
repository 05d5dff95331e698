"""Windows' own objects about sound (MMDevice, EndpointVolume). Of use only on Windows."""

from __future__ import annotations

import ctypes as c
from typing import Any, NamedTuple, Protocol

from deskside.errors import Unavailable
from deskside.system.windows.com import Guid, Thing, make

OUT, IN = 0, 1
_DEVICES = ("bcde0395-e52f-467c-8e3d-c4579291692e", "a95664d2-9614-4f35-a746-de8db63617e6")
_VOLUME = "5cdf2c82-841e-4546-9722-0cf74078229a"
_ACTIVE = 1
_LISTED, _USED = 3, 4
_COUNT, _ITEM = 3, 4
_ACTIVATE, _PROPERTIES, _ID = 3, 4, 5
_VALUE = 5
_LOUDNESS, _MUTED = 9, 15
_OF_DEVICE, _OF_ENDPOINT = "a45c254e-df1c-4efd-8020-67d146a850e0", "1da5d803-d492-4edd-8c23-e0c0ffee7f0e"
_NAME, _BUS, _FORM = (_OF_DEVICE, 14), (_OF_DEVICE, 24), (_OF_ENDPOINT, 0)
_TEXT, _NUMBER = 31, 19
"""VT_LPWSTR and VT_UI4."""


class _Key(c.Structure):
    """PROPERTYKEY."""

    _fields_ = (("group", Guid), ("number", c.c_uint32))


class _Value(c.Structure):
    """PROPVARIANT."""

    _fields_ = (("kind", c.c_uint16), ("reserved", c.c_uint16 * 3), ("holds", c.c_uint64), ("more", c.c_uint64))


class Endpoint(NamedTuple):
    """What sound goes to or comes from. ``bus`` is "USB", "HDAUDIO", "BTHENUM"; ``form`` that of EndpointFormFactor."""

    flow: int
    name: str
    bus: str
    form: int | None
    used: bool
    muted: bool | None
    loudness: float | None


class Library(Protocol):
    def endpoints(self) -> list[Endpoint]:
        """Those that are plugged in and switched on."""


class WindowsLibrary:
    """A ``Library``: this computer's."""

    def endpoints(self) -> list[Endpoint]:
        with make(*_DEVICES) as devices:
            return [endpoint for flow in (OUT, IN) for endpoint in _of_flow(devices, flow)]


def _of_flow(devices: Thing, flow: int) -> list[Endpoint]:
    used = _used(devices, flow)
    count = c.c_uint32()
    with devices.get(_LISTED, c.c_uint32(flow), c.c_uint32(_ACTIVE)) as listed:
        listed.ask(_COUNT, c.addressof(count))
        found = []
        for number in range(count.value):
            with listed.get(_ITEM, c.c_uint32(number)) as device:
                found.append(_endpoint(device, flow, used))
        return found


def _used(devices: Thing, flow: int) -> str:
    """The id of what programs take; "" where nothing is plugged in."""
    try:
        with devices.get(_USED, c.c_uint32(flow), c.c_uint32(0)) as device:
            return _id(device)
    except Unavailable:
        return ""


def _id(device: Thing) -> str:
    text = c.c_void_p()
    device.ask(_ID, c.addressof(text))
    return _taken(text.value or 0)


def _taken(address: int) -> str:
    """A text that is ours to free."""
    library: Any = getattr(c, "WinDLL")  # noqa: B009 - only Windows has it
    told = c.wstring_at(address) if address else ""
    library("ole32").CoTaskMemFree(c.c_void_p(address))
    return told


def _endpoint(device: Thing, flow: int, used: str) -> Endpoint:
    with device.get(_PROPERTIES, c.c_uint32(0)) as store:
        name, bus, form = (_property(store, *key) for key in (_NAME, _BUS, _FORM))
    muted, loudness = _loudness(device)
    return Endpoint(
        flow,
        name if isinstance(name, str) else "",
        bus if isinstance(bus, str) else "",
        form if isinstance(form, int) else None,
        _id(device) == used,
        muted,
        loudness,
    )


def _property(store: Thing, group: str, number: int) -> str | int | None:
    key, value = _Key(Guid.of(group), number), _Value()
    if not store.ask(_VALUE, c.addressof(key), c.addressof(value), raising=False):
        return None
    if value.kind == _TEXT:
        return _taken(value.holds)
    return value.holds & 0xFFFFFFFF if value.kind == _NUMBER else None


def _loudness(device: Thing) -> tuple[bool | None, float | None]:
    muted, loudness = c.c_int32(), c.c_float()
    face = Guid.of(_VOLUME)
    try:
        with device.get(_ACTIVATE, c.addressof(face), c.c_uint32(1), c.c_void_p(None)) as volume:
            volume.ask(_MUTED, c.addressof(muted))
            volume.ask(_LOUDNESS, c.addressof(loudness))
    except Unavailable:
        return None, None
    return bool(muted.value), loudness.value
