"""Tables with a heading: the columns below "serial" or "Phone" are hidden whatever they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.people import is_name_word
from deskside.diagnostics.rules.rule import Finder, Span, Text
from deskside.diagnostics.standins import is_hidden, stand_ins

_COLUMNS = {
    "person": """
        name first_name firstname last_name lastname surname full_name fullname user username login owner employee
        vorname nachname benutzer nom prenom prénom utilisateur nombre apellido apellidos usuario displayname
        display_name samaccountname author assignee requester""",
    "email": "mail email e-mail e_mail correo courriel upn userprincipalname",
    "phone": "phone telephone mobile cell tel telefon handy mobil téléphone portable teléfono móvil fax",
    "host": """
        device host hostname computer computername computer_name machine server workstation node gerät rechner appareil
        ordinateur equipo""",
    "serial": "serial serialnumber serial_number serialno seriennummer imei asset assettag asset_tag sn",
    "password": "password passwd pwd pass passwort kennwort contraseña secret token api_key apikey psk",
    "ip": "ip ipaddress ip_address ipv4 ipv6",
    "mac": "mac macaddress mac_address hwaddr bssid",
    "wifi": "ssid",
    "place": "address street adresse anschrift dirección straße strasse lat lon lng latitude longitude",
    "id": "employee_id employeeid personalnummer ssn dni sid staff_id badge",
    "account": "iban account_number kontonummer",
}
_KIND = {name: kind for kind, names in _COLUMNS.items() for name in names.split()}
_DELIMITERS = (",", ";", "\t", "|")
_GAP = re.compile(r"\S+")
_MOST_ROWS = 20_000


def _cells(line: str, offset: int, delimiter: str) -> list[tuple[int, int]]:
    """Start and end of each cell of a line, without blanks and quotes round it."""
    if delimiter == " ":
        return [(offset + match.start(), offset + match.end()) for match in _GAP.finditer(line)]
    cells, at = [], 0
    for cell in line.split(delimiter):
        inner = cell.strip(" \t\"'")
        start = at + cell.find(inner) if inner else at
        cells.append((offset + start, offset + start + len(inner)))
        at += len(cell) + 1
    return cells


def _heading(line: str) -> tuple[str, int, dict[int, str]] | None:
    """The delimiter, number of columns and telling columns of a heading; None for any other line."""
    if not 6 <= len(line) <= 400 or ":" in line or "=" in line or any(stand_ins(line)):
        return None
    for delimiter in (*_DELIMITERS, " "):
        if delimiter not in line:
            continue
        names = [line[start:end].lower() for start, end in _cells(line, 0, delimiter)]
        kinds = {i: _KIND[name] for i, name in enumerate(names) if name in _KIND}
        if len(names) < 2 or any(not name or len(name) > 30 for name in names):
            continue
        if kinds and (len(kinds) >= 2 if delimiter != " " else _is_titled(line)):
            return delimiter, len(names), kinds
    return None


def _is_titled(line: str) -> bool:
    """Whether a line of words is a heading: all capitals, or columns set apart."""
    return line.isupper() or len(re.findall(r"\S {2,}(?=\S)", line)) >= 2


def _rows(text: Text) -> Iterator[Span]:
    for start, end in text.lines((), _KIND.keys() & text.words.keys()):
        heading = _heading(text.text[start:end])
        if heading:
            delimiter, width, kinds = heading
            for cells in _body(text, end + 1, delimiter):
                if len(cells) == width:
                    yield from _telling(text, cells, kinds)


def _body(text: Text, at: int, delimiter: str) -> Iterator[list[tuple[int, int]]]:
    """The cells of each line below a heading, up to an empty line or another heading."""
    for _row in range(_MOST_ROWS):
        start, end = text.line(at) if at < len(text.text) else (at, at)
        line = text.text[start:end].rstrip("\r")
        if not line.strip() or _heading(line):
            return
        at = end + 1
        yield _cells(line, start, delimiter)


def _telling(text: Text, cells: list[tuple[int, int]], kinds: dict[int, str]) -> Iterator[Span]:
    for column, kind in kinds.items():
        if column < len(cells):
            span = Span(*cells[column], kind)
            if _tells(kind, text[span]):
                yield span


def _tells(kind: str, value: str) -> bool:
    if len(value) < 2 or is_hidden(value):
        return False
    if kind in ("person", "host"):
        return is_name_word(value) and any(char.isalpha() for char in value) and not _THING.fullmatch(value)
    return kind not in ("serial", "ip", "mac", "id") or any(char.isdigit() for char in value)


_THING = re.compile(
    r"(?:eth|en|wl|lo|br|tun|tap|veth|docker|virbr|sd|hd|vd|sr|nvme|mmcblk|tty|usb|loop|dm-)[a-z0-9]{0,8}|.*[/\\].*"
    r"|.*\.(?:exe|dll|sys|so|txt|log)"
)
"""A disk, an interface, a file or a program rather than somebody or a computer: "sda", "wlp3s0", "setup.exe"."""


def headings(text: Text) -> list[str]:
    """The lines that head a table."""
    lines = (text.text[start:end] for start, end in text.lines((), _KIND.keys() & text.words.keys()))
    return [line for line in lines if _heading(line)]


FINDERS: tuple[Finder, ...] = (_rows,)
