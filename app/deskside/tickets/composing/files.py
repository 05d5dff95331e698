"""Which files may go with a ticket: four harmless kinds, looked into, under a name that every desk keeps."""

from __future__ import annotations

from deskside import errors
from deskside.language import _
from deskside.storage.attachments import Keepsake
from deskside.tickets.words.plain import ascii_name

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".json": "application/json",
    ".png": "image/png",
    ".zip": "application/zip",
}
_BEGINNINGS = {".png": (b"\x89PNG\r\n\x1a\n",), ".zip": (b"PK\x03\x04", b"PK\x05\x06")}


def enclose(name: str, content: bytes) -> Keepsake:
    """The file as it may go with a ticket."""
    safe = ascii_name(name)
    suffix = safe[safe.rfind(".") :].lower() if "." in safe else ""
    if suffix not in MEDIA_TYPES or not _is(suffix, content):
        says = _("{name} can't go with a message. Texts, pictures (.png) and .zip files can.").format(name=name)
        raise errors.NeedsEdit(f"{safe}: not a file that may be attached", says=says)
    if not content:
        raise errors.NeedsEdit(f"{safe}: empty", says=_("{name} is empty. Please leave it out.").format(name=name))
    return Keepsake(safe, MEDIA_TYPES[suffix], content)


def _is(suffix: str, content: bytes) -> bool:
    if suffix in _BEGINNINGS:
        return content.startswith(_BEGINNINGS[suffix])
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in content
