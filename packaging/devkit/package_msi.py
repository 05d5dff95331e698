"""The MSI of a frozen Windows application, by msitools: runs on Linux, where it is tested too."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from freeze.covered import LICENCES, problems

from devkit.basics import PYTHON, TOP, call, quietly, say, stop
from devkit.msi_parts import (
    UPGRADE_CODE,
    application_fragment,
    conditions,
    from_here,
    product,
    refusals,
    remembering,
    secure_properties,
    settings_fragment,
)
from devkit.packages import install_packages

WINDOWS = TOP / "packaging" / "windows"
PROGRAMS = ("deskside.exe", "deskside-tray.exe")
_MINUTES = 10
_REGISTRY_64, _TRANSITIVE = 4 + 256, 64
"""Attributes of a component: its key is in the 64-bit registry; a repair looks at its condition again."""
_SET_PROPERTY, _RAW_64 = 51, 2 + 16
_AFTER_SEARCH = 51
_FEATURES_KEPT, _SAME_VERSION = 1, 512
"""Of a row of what is replaced. Another MSI of the same version replaces the first: both would be installed else."""


def make_msi(payload: Path, version: str, out: Path) -> Path:
    """Makes ``out/deskside-VERSION-x64.msi``, and puts the policy templates beside it."""
    missing = [name for name in (*PROGRAMS, "_internal") if not (payload / name).exists()]
    if missing:
        stop(f"{payload} is no Windows application to pack: {', '.join(missing)} missing.")
    if not (payload / LICENCES).is_dir():
        say(f"dev: {payload} has no {LICENCES}: for a trial only, it must not be passed on.")
    elif found := problems(payload):
        stop("this must not be passed on.\n  " + "\n  ".join(found))
    install_packages(["wixl", "msitools"], "the MSI")
    target = out / f"deskside-{version}-x64.msi"
    with tempfile.TemporaryDirectory(prefix="deskside-msi-") as place:
        made = _compiled(payload, version, Path(place))
        _completed(made, version)
        shutil.copyfile(made, target)
    shutil.copytree(TOP / "packaging/policy", out / "policy", dirs_exist_ok=True)
    return target


def product_code(msi: Path) -> str:
    """What ``msiexec /x`` takes; another one in each MSI."""
    rows = (row.split("\t") for row in _table(msi, "Property"))
    return next(row[1] for row in rows if row[0] == "ProductCode")


def _compiled(payload: Path, version: str, place: Path) -> Path:
    icon = place / "deskside.ico"
    if call([PYTHON, WINDOWS / "icon.py", icon], minutes=1, env={"QT_QPA_PLATFORM": "offscreen"}):
        stop("the icon could not be made. What was said stands above.")
    parts = {
        "product": product(WINDOWS / "deskside.wxs"),
        "settings": settings_fragment(),
        "application": application_fragment(payload),
    }
    sources = [place / f"{name}.wxs" for name in parts]
    for source, content in zip(sources, parts.values(), strict=True):
        source.write_bytes(content)
    defined = {"Version": version, "UpgradeCode": UPGRADE_CODE, "Payload": from_here(payload), "Icon": from_here(icon)}
    words = [word for name, value in defined.items() for word in ("-D", f"{name}={value}")]
    made = place / "deskside.msi"
    if call(["wixl", "-a", "x64", *words, "-o", made, *sources], minutes=_MINUTES) or not made.is_file():
        stop("wixl could not make the MSI. What it said stands above.")
    return made


def _completed(msi: Path, version: str) -> None:
    """Writes what wixl has no words for, and looks whether what matters is really in it."""
    for query in _queries(version):
        done = quietly(["msibuild", msi, "-q", query], seconds=60)
        if done.returncode:
            stop(f"msibuild refused {query}: {done.stderr.strip()}")
    held = {
        "LaunchCondition": "WIX_DOWNGRADE_DETECTED",
        "Upgrade": "WIX_UPGRADE_DETECTED",
        "RegLocator": "Seek.LOCKED",
        "InstallExecuteSequence": "Keep.LOCKED",
    }
    for table, word in held.items():
        if not any(word in row for row in _table(msi, table)):
            stop(f"the MSI has no {word} in its table {table}")


def _queries(version: str) -> Iterator[str]:
    for name, condition in conditions():
        yield _update("Component", name, "Condition", f"'{condition}'")
        yield _update("Component", name, "Attributes", str(_REGISTRY_64 + _TRANSITIVE))
    for number, (name, _condition) in enumerate(remembering(), _AFTER_SEARCH):
        yield _update("InstallExecuteSequence", name, "Sequence", str(number), key="Action")
        yield _update("CustomAction", name, "Type", str(_SET_PROPERTY), key="Action")
        seek = name.replace("Keep.", "Seek.")
        yield _update("RegLocator", seek, "Type", str(_RAW_64), key="Signature_")
    yield _update("CustomAction", "TellWhere", "Type", str(_SET_PROPERTY), key="Action")
    yield "DELETE FROM `Upgrade` WHERE `ActionProperty`='WIX_UPGRADE_DETECTED'"
    columns = "`UpgradeCode`, `VersionMax`, `Attributes`, `ActionProperty`"
    same_too = f"'{{{UPGRADE_CODE}}}', '{version}', {_FEATURES_KEPT + _SAME_VERSION}, 'WIX_UPGRADE_DETECTED'"
    yield f"INSERT INTO `Upgrade` ({columns}) VALUES ({same_too})"
    for condition, said in refusals():
        yield f"INSERT INTO `LaunchCondition` (`Condition`, `Description`) VALUES ('{condition}', '{said}')"
    secure = ";".join(secure_properties())
    yield _update("Property", "SecureCustomProperties", "Value", f"'{secure}'")


def _update(table: str, row: str, column: str, value: str, key: str = "") -> str:
    return f"UPDATE `{table}` SET `{column}`={value} WHERE `{key or table}`='{row}'"


def _table(msi: Path, name: str) -> list[str]:
    return quietly(["msiinfo", "export", msi, name], seconds=60).stdout.splitlines()
