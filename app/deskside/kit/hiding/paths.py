"""Paths without what people called their files and folders: depth, drive, dots, endings and well-known folders stay."""

from __future__ import annotations

import mimetypes
import re

from deskside.kit.hiding.kinds import ENDING, FILE, FOLDER, HOST, PERSON, VOLUME
from deskside.kit.hiding.names import Names

_SYSTEMS_OWN = (
    "usr bin sbin lib lib64 share local etc var tmp opt home media mnt run srv boot efi dev proc sys root cache spool "
    "log private Volumes Applications System Data Library Users Windows System32 ProgramData AppData Local LocalLow "
    "Roaming Temp Caches Containers Mail Microsoft .cache .config .local .Trash .trash Trash files .thumbnails "
    ".mozilla .thunderbird .var app snap common .npm $RECYCLE.BIN .snapshots Public Shared Default cups filter backend"
)
_OF_PEOPLE = (
    "Desktop Documents Downloads Music Pictures Videos Movies Templates "
    "Schreibtisch Dokumente Downloads Musik Bilder Vorlagen Papierkorb Öffentlich "
    "Bureau Téléchargements Musique Images Vidéos Modèles Corbeille "
    "Escritorio Documentos Descargas Música Imágenes Vídeos Plantillas Público Papelera"
)
STANDARD = frozenset(
    (
        *_SYSTEMS_OWN.split(),
        *_OF_PEOPLE.split(),
        *("Program Files", "Program Files (x86)", "Application Support", "System Volume Information"),
        *("Eigene Dateien", "Mes documents", "Mis documentos", "Recycle Bin", "All Users", "Time Machine Backups"),
    )
)
"""Folders that are called so on every computer of their language."""
_MORE_ENDINGS = (
    "pac docx xlsx pptx ppsx odt ods odp odg rtf csv webm m4a flac ogg opus jpg jpeg png gif tiff heif mts wma wmv "
    "7z asd bak cache cfg com conf crdownload db dll dmg docm dotx download dump epub eml heic img ini ipa iso "
    "jsonl kdbx key lnk lock log lzma m4v md mkv mov msg msi numbers nsf odf old one ost ova ovf pages parquet "
    "part pkg ps1 pst qcow2 qcow rar raw rpm deb sav scr sparsebundle sql sqlite sqlite3 sys swp tgz tmp torrent url "
    "vbox vdi vhd vhdx vmdk vmem vsdx wbk webp xip xlk xlsb xlsm xz yaml yml zst photoslibrary app bundle fcpbundle"
)
ENDINGS = frozenset(
    (*_MORE_ENDINGS.split(), *(one[1:].lower() for one in (*mimetypes.MimeTypes(()).types_map[True], ".gz", ".bz2")))
)
"""What kind of file it is. Another ending might be anything."""
_HOMES = ("home", "Users", "media")
_STAYS = {
    FOLDER: frozenset(name.casefold() for name in STANDARD),
    PERSON: frozenset(("root", "public", "shared", "default", "all users")),
}
"""A file may well be called like somebody who is here, or as a folder usually is."""
_DRIVE = re.compile(r"[A-Za-z]:")


class Paths:
    """Each part of a path has its stand-in, so that what lies in the same folder still does."""

    def __init__(self, names: Names, *, windows: bool) -> None:
        self._names = names
        self._between = re.compile(r"([\\/]+)" if windows else r"(/+)")

    def of(self, path: str, *, folder: bool = False) -> str:
        parts = self._between.split(path)
        around = [part for part in parts[::2] if part]
        shown, before = [], []
        for place, part in enumerate(parts):
            if place % 2 or not part:
                shown.append(part)
                continue
            before.append(part)
            kind = self._kind(before, parts, last=len(before) == len(around), folder=folder)
            shown.append(self.part(part, kind))
        return "".join(shown)

    def part(self, part: str, kind: str) -> str:
        """One name alone."""
        if part.casefold() in _STAYS.get(kind, ()) or part in (".", "..") or _DRIVE.fullmatch(part):
            return part
        ending = self.ending(part) if kind not in (PERSON, HOST, VOLUME) else ""
        dot = "." if part.startswith(".") else ""
        return self._names.of(kind, part, ending, dot)

    def ending(self, part: str) -> str:
        """ ".tar.gz", in the letters it has; of one that is not known, a stand-in."""
        stem, dot, ending = part.rpartition(".")
        if not dot or not stem.strip(".") or not ending:
            return ""
        if ending.lower() not in ENDINGS:
            return (
                "." + self._names.of(ENDING, f"\0.{ending}").replace("-", "")
                if ending.isalnum() and len(ending) <= 5
                else ""
            )
        inner = stem.rpartition(".")[2] if "." in stem else ""
        return f".{inner}.{ending}" if inner.lower() == "tar" and stem[: -len(inner)].strip(".") else f".{ending}"

    @staticmethod
    def _kind(before: list[str], parts: list[str], *, last: bool, folder: bool) -> str:
        """What the last of ``before`` is, by what stands around it."""
        if parts[0] == "" and parts[1:2] and parts[1] == "\\\\" and len(before) == 1:
            return HOST
        above = before[-2] if len(before) > 1 else ""
        whole = parts[0] == "" or bool(_DRIVE.fullmatch(parts[0]))
        if whole and above in _HOMES and len(before) <= 3 + (before[0] == "run"):
            return PERSON
        if whole and (above in ("mnt", "Volumes") or (last and before[0] in ("media", "run") and len(before) > 2)):
            return VOLUME
        return FILE if last and not folder else FOLDER
