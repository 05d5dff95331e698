"""What an installation on Windows may be told, what each word writes into the registry, and the fragments made of that.

A property names one setting. With LOCKED=1 it is written where group policy writes, and nobody can change it; else it
is a default, which the person may change. An upgrade that is told nothing keeps what the last installation was told:
all of it is remembered in ``SETUP_KEY``.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, register_namespace, tostring

from devkit.basics import TOP

UPGRADE_CODE = "8D0E5B52-2B4F-4F0B-9A3C-6E1F7C0D4A17"
"""Which product this is, in every version. Never changed."""
POLICY_KEY, DEFAULTS_KEY = r"SOFTWARE\Policies\Deskside", r"SOFTWARE\Deskside\Defaults"
SETUP_KEY = r"SOFTWARE\Deskside\Setup"
REMEMBERED = "OLD_"
_WIX = "http://schemas.microsoft.com/wix/2006/wi"
_GOES = 'REMOVE="ALL"'
"""At the end every component counts, also one that was not wanted: it may be there from before."""


class Property(NamedTuple):
    name: str
    setting: str = ""
    """The setting's name; "" for one that is about the installation itself."""
    choices: tuple[str, ...] = ()
    flag: bool = False


PROPERTIES = (
    Property("BACKEND", "tickets.backend"),
    Property("CATALOGUE_URL", "catalogue.url"),
    Property("CATALOGUE_ROOT", "catalogue.root"),
    Property("RING", "catalogue.ring", ("pilot", "early", "all")),
    Property("LANGUAGE", "interface.language"),
    Property("AUTOSTART", "interface.start_with_computer", ("0", "1"), flag=True),
    Property("LOCKED", choices=("0", "1")),
)
SETTINGS = tuple(one for one in PROPERTIES if one.setting)


def conditions() -> Iterator[tuple[str, str]]:
    """Components that are there under a condition, and which."""
    yield "StartsWithComputer", f'AUTOSTART="1" OR {_GOES}'
    for one in SETTINGS:
        yield f"Policy.{one.name}", f'({one.name} AND LOCKED="1") OR {_GOES}'
        yield f"Default.{one.name}", f'({one.name} AND NOT LOCKED="1") OR {_GOES}'
    for one in PROPERTIES:
        yield f"Setup.{one.name}", f"{one.name} OR {_GOES}"


def remembering() -> Iterator[tuple[str, str]]:
    """Actions that give a property what the last installation was told, and when."""
    for one in PROPERTIES:
        yield f"Keep.{one.name}", f"{REMEMBERED}{one.name} AND NOT {one.name}"


def secure_properties() -> list[str]:
    names = [one.name for one in PROPERTIES]
    return ["WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED", *names, *(f"{REMEMBERED}{name}" for name in names)]


def product(source: Path) -> bytes:
    """The product as ``source`` has it, with the properties and how they are remembered. wixl wants them here."""
    register_namespace("", _WIX)
    wix = fromstring(source.read_bytes())
    made = wix[0]
    for one in PROPERTIES:
        _inside(made, "Property", Id=one.name)
        old = _inside(made, "Property", Id=REMEMBERED + one.name)
        where = {"Root": "HKLM", "Key": SETUP_KEY, "Name": one.name, "Type": "raw"}
        _inside(old, "RegistrySearch", Id=f"Seek.{one.name}", **where)
        kept = f"[{REMEMBERED}{one.name}]"
        _inside(made, "CustomAction", Id=f"Keep.{one.name}", Property=one.name, Value=kept)
    sequence = _inside(made, "InstallExecuteSequence")
    for name, condition in remembering():
        _inside(sequence, "Custom", Action=name, After="AppSearch").text = condition
    return _text(wix)


def settings_fragment() -> bytes:
    """The components that write what the properties say."""
    wix, fragment = _fragment()
    folder = _inside(fragment, "DirectoryRef", Id="INSTALLDIR")
    group = _inside(fragment, "ComponentGroup", Id="Settings")
    for one in SETTINGS:
        for kind, key in (("Policy", POLICY_KEY), ("Default", DEFAULTS_KEY)):
            _value(folder, group, f"{kind}.{one.name}", key, one.setting, one)
    for one in PROPERTIES:
        _value(folder, group, f"Setup.{one.name}", SETUP_KEY, one.name, one._replace(flag=False))
    return _text(wix)


def _value(folder: Element, group: Element, component: str, key: str, name: str, one: Property) -> None:
    made = _inside(folder, "Component", Id=component, Guid=_guid(component), Win64="yes")
    about = {"Root": "HKLM", "Key": key, "Name": name, "Type": "integer" if one.flag else "string"}
    _inside(made, "RegistryValue", **about, Value=f"[{one.name}]", KeyPath="yes")
    _inside(group, "ComponentRef", Id=component)


def application_fragment(payload: Path) -> bytes:
    """Everything beside the two programs, a component a file: the same file has the same component in every version."""
    wix, fragment = _fragment()
    group = _inside(fragment, "ComponentGroup", Id="Application")
    places = {payload: _inside(fragment, "DirectoryRef", Id="INSTALLDIR")}
    for path in sorted(payload.rglob("*")):
        inner = path.relative_to(payload).as_posix()
        tail = hashlib.sha256(inner.encode()).hexdigest()[:24]
        if path.is_dir():
            places[path] = _inside(places[path.parent], "Directory", Id=f"d{tail}", Name=path.name)
        elif path.parent != payload:
            made = _inside(places[path.parent], "Component", Id=f"c{tail}", Guid=_guid(inner), Win64="yes")
            _inside(made, "File", Id=f"f{tail}", Name=path.name, Source=from_here(path), KeyPath="yes")
            _inside(group, "ComponentRef", Id=f"c{tail}")
    return _text(wix)


def refusals() -> Iterator[tuple[str, str]]:
    """What has to be so before anything is done, and what is said when it is not."""
    for one in PROPERTIES:
        if one.choices:
            fits = " OR ".join(f'{one.name}="{word}"' for word in one.choices)
            said = f"{one.name} must be one of: {', '.join(one.choices)}. Nothing was changed."
            yield f"Installed OR NOT {one.name} OR {fits}", said
        else:  # Windows Installer would write a number, or bytes
            yield f'Installed OR NOT ({one.name} << "#")', f"{one.name} must not begin with #. Nothing was changed."


def from_here(path: Path) -> str:
    """As wixl takes it, which knows no absolute paths; it is run in the checkout."""
    return os.path.relpath(path, TOP)


def _guid(name: str) -> str:
    return f"{{{str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), name)).upper()}}}"


def _fragment() -> tuple[Element, Element]:
    register_namespace("", _WIX)
    wix = Element(f"{{{_WIX}}}Wix")
    return wix, _inside(wix, "Fragment")


def _inside(parent: Element, name: str, **about: str) -> Element:
    return SubElement(parent, f"{{{_WIX}}}{name}", about)


def _text(wix: Element) -> bytes:
    indent(wix)
    made: bytes = tostring(wix, "utf-8", xml_declaration=True)
    return made
