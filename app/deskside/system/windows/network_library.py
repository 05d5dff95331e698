"""Windows' own libraries about the network (iphlpapi, cfgmgr32): the same numbers in every language of Windows.

No program is started, so an answer takes milliseconds. Importable everywhere,
of use only on Windows.
"""

from __future__ import annotations

import ctypes as c
from typing import Any, Protocol

from deskside.errors import CallProblem, NotPermitted
from deskside.system.windows import network_memory as memory
from deskside.system.windows.network_memory import Adapter, Forward

_ACCESS_DENIED, _TOO_SMALL, _NO_DATA = 5, 111, 232
_ANSWERS_NOT = {31, 67, 121, 1460}
"""No such neighbour on this link, as the several calls put it."""
_FLAGS = 0x2 | 0x4 | 0x80
"""GetAdaptersAddresses: no anycast, no multicast addresses; gateways, with which come the metrics."""
_START = 32 << 10
_DISABLED = 22
"""CM_PROB_DISABLED: somebody switched this device off."""


class IndexMap(c.Structure):
    """IP_ADAPTER_INDEX_MAP."""

    _fields_ = (("index", c.c_uint32), ("name", c.c_uint16 * 128))


class Library(Protocol):
    def adapters(self) -> list[Adapter]:
        """Those that are switched on."""

    def forwards(self) -> list[Forward]:
        """All routes of both families."""

    def mtu(self, index: int, family: int) -> int | None:
        """The largest packet this family may send there; None where Windows does not say."""

    def answers(self, index: int, address: str) -> bool | None:
        """Whether a neighbour was found when asked for now; None where that cannot be asked."""

    def renew(self, guid: str, index: int) -> None:
        """Asks for this adapter's IPv4 address anew."""

    def is_disabled(self, device: str) -> bool:
        """Whether a device that is there was switched off."""


class WindowsLibrary:
    """A ``Library``: this computer's."""

    def __init__(self) -> None:
        windll: Any = getattr(c, "windll")  # noqa: B009 - only Windows has it
        self._ip: Any = windll.iphlpapi
        self._devices: Any = windll.cfgmgr32

    def adapters(self) -> list[Adapter]:
        size = c.c_uint32(_START)
        for _ in range(4):
            space = c.create_string_buffer(size.value)
            code = self._ip.GetAdaptersAddresses(0, _FLAGS, None, space, c.byref(size))
            if code == _NO_DATA:
                return []
            if code == 0:
                return memory.adapters(c.addressof(space))
            if code != _TOO_SMALL:
                break
        raise CallProblem("network", f"GetAdaptersAddresses said {code}")

    def forwards(self) -> list[Forward]:
        found: list[Forward] = []
        for family in (memory.INET, memory.INET6):
            table = c.c_void_p()
            code = self._ip.GetIpForwardTable2(c.c_uint16(family), c.byref(table))
            if code == 0 and table.value:
                found += memory.forwards(table.value)
                self._ip.FreeMibTable(table)
            elif family == memory.INET:
                raise CallProblem("network", f"GetIpForwardTable2 said {code}")
        return found

    def mtu(self, index: int, family: int) -> int | None:
        ask = getattr(self._ip, "GetIpInterfaceEntry", None)
        row = memory.InterfaceRow(family=family, index=index)
        return None if ask is None or ask(c.byref(row)) else row.mtu

    def answers(self, index: int, address: str) -> bool | None:
        code: int | None = None
        told = memory.sent_to(address)
        if (resolve := getattr(self._ip, "ResolveIpNetEntry2", None)) is not None:
            code = resolve(c.byref(memory.NeighbourRow(address=told, index=index)), None)
        if code not in (0, *_ANSWERS_NOT) and told.family == memory.INET:
            hardware, length = (c.c_uint32 * 2)(), c.c_uint32(8)
            code = self._ip.SendARP(told.rest[0], 0, hardware, c.byref(length))
        return code == 0 if code in (0, *_ANSWERS_NOT) else None

    def renew(self, guid: str, index: int) -> None:
        told = IndexMap(index=index)
        name = f"\\DEVICE\\TCPIP_{guid}".encode("utf-16-le")
        c.memmove(c.addressof(told) + IndexMap.name.offset, name, min(len(name), c.sizeof(told.name) - 2))
        code = self._ip.IpRenewAddress(c.byref(told))
        if code == _ACCESS_DENIED:
            raise NotPermitted("network", "IpRenewAddress said 5")
        if code:
            raise CallProblem("network", f"IpRenewAddress said {code}")

    def is_disabled(self, device: str) -> bool:
        place, state, problem = c.c_uint32(), c.c_uint32(), c.c_uint32()
        if self._devices.CM_Locate_DevNodeW(c.byref(place), c.c_wchar_p(device), 0):
            return False
        if self._devices.CM_Get_DevNode_Status(c.byref(state), c.byref(problem), place, 0):
            return False
        return problem.value == _DISABLED
