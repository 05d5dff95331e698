"""The offline switch of a printer, turned by this Windows' own spooler; its registry says whether that is right."""

from __future__ import annotations

import winreg
from collections.abc import Iterator

import pytest

from deskside.errors import Unavailable
from deskside.system.windows.printing_library import WORK_OFFLINE, WindowsLibrary

PRINTERS = r"System\CurrentControlSet\Control\Print\Printers"
NAME = "Büro 2"
TEXTS = {
    "Name": NAME,
    "Port": "LPT1:",
    "Printer Driver": "Lab",
    "Print Processor": "winprint",
    "Datatype": "RAW",
    "Description": "by the window",
    "Location": "",
    "Parameters": "",
    "Separator File": "",
    "Share Name": "",
}
SHARED = 0x8
"""PRINTER_ATTRIBUTE_SHARED."""


@pytest.fixture
def printer() -> Iterator[winreg.HKEYType]:
    with winreg.CreateKey(winreg.HKEY_LOCAL_MACHINE, rf"{PRINTERS}\{NAME}") as key:
        for name, text in TEXTS.items():
            winreg.SetValueEx(key, name, 0, winreg.REG_SZ, text)
        for name, number in {"Attributes": SHARED | WORK_OFFLINE, "Status": 0, "Priority": 7}.items():
            winreg.SetValueEx(key, name, 0, winreg.REG_DWORD, number)
        yield key
    winreg.DeleteKey(winreg.HKEY_LOCAL_MACHINE, rf"{PRINTERS}\{NAME}")


def of(key: winreg.HKEYType, name: str) -> object:
    return winreg.QueryValueEx(key, name)[0]


def test_use_printer_offline_is_switched_and_all_else_stays(printer: winreg.HKEYType) -> None:
    library = WindowsLibrary()
    was = library.attributes(NAME)
    assert was & (SHARED | WORK_OFFLINE) == SHARED | WORK_OFFLINE
    library.set_attributes(NAME, was & ~WORK_OFFLINE)
    assert library.attributes(NAME) == was & ~WORK_OFFLINE
    assert of(printer, "Attributes") == was & ~WORK_OFFLINE
    assert (of(printer, "Description"), of(printer, "Port"), of(printer, "Priority")) == ("by the window", "LPT1:", 7)


def test_a_printer_that_is_not_there_is_no_crash() -> None:
    with pytest.raises(Unavailable, match="1801"):
        WindowsLibrary().attributes("Attic")
