"""Tables with a heading: the columns below "serial" or "Phone" are hidden whatever they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from deskside.diagnostics.rules.people import is_name_word
from deskside.diagnostics.rules.rule import Finder, Span, Text
from deskside.diagnostics.standins import is_hidden, stand_ins

_COLUMNS = {
    "person": """
        name, first name, firstname, last name, lastname, surname, full name, fullname, user, username, user name,
        login,
        owner, employee, assigned to, zugewiesen an, besitzer, attribué à, asignado a, vorname, nachname, benutzer,
        benutzername, nom, prenom, prénom, utilisateur, nombre, apellido,
        apellidos, usuario, displayname, display name, samaccountname, author, assignee, requester, given name""",
    "email": "mail, email, e-mail, e mail, correo, courriel, upn, userprincipalname, email address, e-mail address",
    "phone": "durchwahl, rufnummer, extension, ext, nebenstelle, phone, telephone, mobile, cell, tel, telefon, "
    "handy, mobil, téléphone, portable, teléfono, móvil, fax",
    "host": """
        device, host, hostname, host name, computer, computername, computer name, machine, server, workstation, node,
        gerät, rechner, rechnername, appareil, ordinateur, equipo, pscomputername, dnshostname""",
    "serial": """
        serial, serialnumber, serial number, serialno, serial no, seriennummer, imei, asset, assettag, asset tag, sn,
        numéro de série, número de serie, service tag""",
    "password": """
        password, passwd, pwd, pass, passwort, kennwort, contraseña, secret, token, api token, api key, apikey, psk,
        access token, mot de passe""",
    "ip": "ip, ipaddress, ip address, ipv4, ipv6, adresse ip, dirección ip, ip-adresse",
    "mac": "mac, macaddress, mac address, hwaddr, bssid, mac-adresse, adresse mac",
    "wifi": "ssid, wifi network",
    "place": """
        address, street, adresse, anschrift, dirección, straße, strasse, lat, lon, lng, latitude, longitude,
        street address""",
    "id": "employee id, employeeid, personalnummer, ssn, dni, sid, staff id, badge, matricule, employee number",
    "account": "iban, account number, kontonummer",
}
_KIND = {" ".join(name.split()): kind for kind, names in _COLUMNS.items() for name in names.split(",")}
_FIRST_WORDS = frozenset(re.split(r"[^\w]", name)[0] for name in _KIND)
_DELIMITERS = (",", ";", "\t", "|")
_COLUMN = re.compile(r"\S+(?: \S+)*")
_WIDE_GAP = re.compile(r"\S {2,}(?=\S)")
_CELL = re.compile(r"\S+")
_RULE = re.compile(r"[\s|+:=\-]+")
"""The line under a heading: "----+----"."""
_MOST_ROWS = 20_000


class _Heading(NamedTuple):
    delimiter: str
    """One of the four, or a blank where columns are set apart by several."""
    width: int
    kinds: dict[int, str]
    begins: list[int]
    """Where each column begins in its line."""


def _cells(line: str, offset: int, delimiter: str) -> list[tuple[int, int]]:
    """Start and end of each cell of a line, without blanks and quotes round it."""
    if delimiter == " ":
        return [(offset + match.start(), offset + match.end()) for match in _CELL.finditer(line)]
    cells, at = [], 0
    for cell in line.split(delimiter):
        inner = cell.strip(" \t\"'")
        start = at + cell.find(inner) if inner else at
        cells.append((offset + start, offset + start + len(inner)))
        at += len(cell) + 1
    if delimiter == "|" and len(cells) > 2 and line.lstrip().startswith("|"):
        cells = cells[1:-1] if line.rstrip().endswith("|") else cells[1:]
    return cells


def _heading(line: str) -> _Heading | None:
    """What a heading tells of its columns; None for any other line."""
    if not 6 <= len(line) <= 400 or ":" in line or "=" in line:
        return None
    for delimiter in _DELIMITERS:
        if delimiter in line:
            places = _cells(line, 0, delimiter)
            found = _of_columns(line, delimiter, places)
            if found and len(found.kinds) >= 2 and not any(stand_ins(line)):
                return found
    for pattern in (_COLUMN, _CELL) if line.isupper() or len(_WIDE_GAP.findall(line)) >= 2 else ():
        found = _of_columns(line, " ", [match.span() for match in pattern.finditer(line)])
        if found and not any(stand_ins(line)):
            return found
    return None


def _of_columns(line: str, delimiter: str, places: list[tuple[int, int]]) -> _Heading | None:
    names = [line[start:end].lower().replace("_", " ") for start, end in places]
    if len(names) < 2 or any(not name or len(name) > 30 for name in names):
        return None
    kinds = {i: _KIND[name] for i, name in enumerate(names) if name in _KIND}
    if "url" in names:
        kinds = {i: kind for i, kind in kinds.items() if names[i] not in ("name", "nom", "nombre")}
    return _Heading(delimiter, len(names), kinds, [start for start, _end in places]) if kinds else None


def _rows(text: Text) -> Iterator[Span]:
    for start, end in text.lines((), _FIRST_WORDS & text.words.keys()):
        heading = _heading(text.text[start:end])
        if heading:
            for line, cells in _body(text, end + 1, heading.delimiter):
                yield from _telling(text, heading, line, cells)


def _body(text: Text, at: int, delimiter: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Each line below a heading, with its cells, up to an empty line or another heading."""
    for _row in range(_MOST_ROWS):
        start, end = text.line(at) if at < len(text.text) else (at, at)
        line = text.text[start:end].rstrip("\r")
        if not line.strip() or _heading(line):
            return
        at = end + 1
        if not _RULE.fullmatch(line):
            yield start, _cells(line, start, delimiter)


def _telling(text: Text, heading: _Heading, line: int, cells: list[tuple[int, int]]) -> Iterator[Span]:
    for column, kind in heading.kinds.items():
        cell = _cell(text, heading, line, cells, column)
        if cell is not None:
            span = Span(*cell, kind)
            if _tells(kind, text[span]):
                yield span


def _cell(
    text: Text, heading: _Heading, line: int, cells: list[tuple[int, int]], column: int
) -> tuple[int, int] | None:
    """The cell of a column: by its number, or where numbers do not fit, by what begins below the heading."""
    if len(cells) == heading.width:
        return cells[column]
    if heading.delimiter != " ":
        return None
    start, end = text.line(line)
    wide = [(start + match.start(), start + match.end()) for match in _COLUMN.finditer(text.text[start:end])]
    if len(wide) == heading.width:
        return wide[column]
    at = line + heading.begins[column]
    for this, after in pairwise((*cells, (len(text.text), 0))):
        if this[0] == at and text.text[max(at - 1, 0)] in " \n":
            return this if after[0] - this[1] != 1 or column + 1 == heading.width else None
    return None


def _tells(kind: str, value: str) -> bool:
    if len(value) < 2 or is_hidden(value):
        return False
    if kind in ("person", "host"):
        return is_name_word(value) and any(char.isalpha() for char in value) and not _THING.fullmatch(value)
    return kind not in ("serial", "ip", "mac", "id") or any(char.isdigit() for char in value)


_THING = re.compile(
    r"(?:eth|en|wl|lo|br|tun|tap|veth|docker|virbr|sr|nvme|mmcblk|tty|usb|loop|dm-)[a-z]{0,4}\d[a-z0-9]{0,8}"
    r"|[a-z0-9]+(?:-[a-z0-9]+){1,6}-(?=[a-z]*\d)[a-z0-9]{5,10}|(?:sd|hd|vd)[a-z]\d{0,2}|lo|eth|wlan|.*[/\\].*"
    r"|.*\.(?:exe|dll|sys|so|txt|log)"
)
"""A disk, an interface, a file or a program rather than somebody or a computer: "sda", "wlp3s0", "setup.exe"."""


def headings(text: Text) -> list[str]:
    """The lines that head a table."""
    lines = (text.text[start:end] for start, end in text.lines((), _FIRST_WORDS & text.words.keys()))
    return [line for line in lines if _heading(line)]


FINDERS: tuple[Finder, ...] = (_rows,)
