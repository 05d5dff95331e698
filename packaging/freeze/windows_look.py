"""What Windows shows of the two programs: the icon, and what their properties say. For the spec, on Windows only."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def look(place: Path, name: str, says: str) -> dict[str, str]:
    """For PyInstaller's EXE: the files ``icon`` and ``version``, made in ``place``."""
    place.mkdir(parents=True, exist_ok=True)
    icon, about = place / "deskside.ico", place / f"{name}-version.txt"
    if not icon.is_file():
        subprocess.run([sys.executable, TOP / "packaging/windows/icon.py", icon], check=True, timeout=60)
    about.write_text(version_resource(version(), name, says), "utf-8")
    return {"icon": str(icon), "version": str(about)}


def version() -> str:
    text = (TOP / "app/deskside/__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    assert found, "app/deskside/__init__.py names no version"  # noqa: S101
    return found[1]


def version_resource(version: str, name: str, says: str) -> str:
    """As PyInstaller reads it: one Python expression."""
    numbers = tuple(int(part) for part in f"{version}.0.0.0".split(".")[:4])
    told = {
        "CompanyName": "Deskside",
        "FileDescription": says,
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "2026 The Deskside developers and others, see _internal\\licenses\\README.txt",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Deskside",
        "ProductVersion": version,
    }
    lines = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in told.items())
    fixed = f"FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1)"
    table = f"StringFileInfo([StringTable('040904B0', [{lines}])])"
    return f"VSVersionInfo(ffi={fixed}, kids=[{table}, VarFileInfo([VarStruct('Translation', [0x409, 1200])])])\n"
