"""Names of computers by their own looks: a role and a number, capitals with dashes, somebody's own laptop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.given_names import GIVEN_NAMES
from deskside.diagnostics.rules.names import without_accents
from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text
from deskside.diagnostics.rules.words import words

_ROLES = (
    "desktop laptop lt win nb notebook pc ws macbook macbookpro macbookair mbp mba imac srv server client thinkpad "
    "surface "
    "ipad iphone nas prn print printer wlc sw switch rtr router fw ap gw dc db sql mysql pg web mail mx exch file "
    "files "
    "fs backup vpn rds ts app node host k8s esx esxi hv vm ldap dns dhcp proxy ci build lnx linux workstation kiosk "
    "tablet phone ntp radius print scan mfp cam camera tv"
)
_ALIKE = "print|srv|server|dc|web|mail|sql|nas|file|fs|db|vpn|gw|sw|ap|app|pc|ws|nb|esx|hv|rds|ts|prn|lap|wks|host"


def _is_device(match: re.Match[str]) -> bool:
    tail = match["host"].partition("-")[2]
    if _MODEL.match(match["host"]) or _DRIVER.search(match.string, max(0, match.start() - 40), match.start()):
        return False
    if match["host"].lower().startswith("print-error") or (tail.isdigit() and match["host"][:3].lower() == "ts-"):
        return False
    if re.fullmatch(r"\d{1,2}", tail) and match["host"].lower().startswith(
        ("app", "node", "build", "ci", "win", "host")
    ):
        return False
    return any(char.isdigit() for char in tail) or (tail.isupper() and len(tail) >= 6)


_DRIVER = re.compile(
    r"(?i)(?:driver|treiber|pilote|controlador|ppd|model|modell|modèle|modelo|make)(?:[ _]?name)?[\"']?[ "
    r"\t]{0,8}[:=]?[ \t]{0,8}[\"']?$"
)
_MODEL = re.compile(
    r"(?i)thinkpad-[a-z]\d|surface-(?:pro|go|laptop)|win-(?:x|arm|amd)|linux-(?:image|headers|x)|node-(?:gyp|v)|.*-rc\d"
)
_KEYBOARDS = frozenset(("pc86", "pc98", "pc101", "pc102", "pc104", "pc105", "host127"))
_NUMBERED = re.compile(rf"(?:{_ALIKE})\d{{2,4}}")


def _numbered(text: Text) -> Iterator[Span]:
    """Single words made of a role and a number: "print01"."""
    for word, starts in text.words.items():
        if (
            len(word) < 9
            and word[-1].isdigit()
            and _NUMBERED.fullmatch(word)
            and word not in _KEYBOARDS
            and word[-4:-2] not in ("19", "20")
        ):
            for start in starts:
                end = start + len(word)
                around = text.text[max(start - 1, 0) : start] + text.text[end : end + 1]
                if not any(char in "-_./" for char in around.strip("/")) or text.text[start - 2 : start] == "//":
                    yield Span(start, end, "host")


_SENT_TO = "on auf sur en from von de to an nach at"
_THINGS = words(
    """
        utf sha iso rfc port page floor tray slot gpu cpu disk stage phase level channel usb pci hdmi dp cve
        kb debian ubuntu windows gpt claude python java version step line part day week build job task
        thread worker exec queue core md aes base covid apollo type class grade area zone room raum gate bus
        route figure chapter section table eth wlan lan id
    """
)


_CAPITALS = re.compile(r"([A-Z](?<![\w.\-/].)[A-Z0-9]{1,9}(?:-[A-Z0-9]{1,10}){1,3})(?![\w\-])")
_OF_A_COMPUTER = re.compile(
    r"(?i)(?:computer|rechner|laptop|notebook|tablet|\bpc|host|server|machine|gerät|device|poste|ordinateur|"
    r"portable|ordenador|"
    r"equipo|portátil|workstation)(?:(?!model|modell|series|name)[^\n:=]){0,24}$"
)
_NOT_COMPUTERS = words(
    "aes tls ssl sha rsa ecdhe dhe iso din en iec ieee rfc utf cve kb inc req chg jira gpt usb hdmi dp pci ssd hdd "
    "ddr ticket ms "
    "cups http https ipp wpa wpa2 wpa3 tcp udp smb nfs vpn a4 hp gb de at ch us fr es uk eu s x ip id nr no"
)


def _capitals(text: Text) -> Iterator[Span]:
    """Capitals with dashes and a number at the end: with three parts, or after a word for a computer."""
    for match in _CAPITALS.finditer(text.text):
        parts = match[1].split("-")
        if not parts[-1][-1].isdigit() or parts[0].lower() in _NOT_COMPUTERS:
            continue
        numbered = (
            len(parts) > 2 and parts[-1].isdigit() and len(parts[-1]) < 5 and all(part.isalpha() for part in parts[:-1])
        )
        if numbered or _OF_A_COMPUTER.search(
            text.text, max(0, match.start() - 40, text.text.rfind("\n", 0, match.start())), match.start()
        ):
            yield Span(match.start(), match.end(), "host")


def _is_sent_to(match: re.Match[str]) -> bool:
    words = match["host"].lower().split("-")
    return words[0] not in _THINGS and (len(words) > 2 or len(re.findall(r"\d", words[-1])) > 1)


_OWNED = "macbook imac mac iphone ipad laptop pc computer"

_DEVICE = re.compile(
    r"(?:[ _\-+]|%20|\\032)(?:MacBook(?:[ _](?:Pro|Air))?|MBP|MBA|iMac|Mac|iPhone|iPad|Laptop|PC|Computer|Rechner|"
    r"Handy|Galaxy|"
    r"Pixel|Notebook|Tablet|Drucker|Printer)(?![^\W_])"
)


def _owned(text: Text) -> Iterator[Span]:
    """A device called after somebody: "Violas iMac", "Beates_MacBook"."""
    for word, starts in text.words.items():
        if word.endswith("s") and without_accents(word[:-1]) in GIVEN_NAMES:
            for at in starts:
                match = _DEVICE.match(text.text, at + len(word))
                if match:
                    yield Span(at, match.end(), "host")


FINDERS: tuple[Finder, ...] = (
    Rule(
        r"(?i)(?<![\w.\-/@])(?P<host>[a-z0-9]{2,12}-[a-z0-9]{1,15}(?:-[a-z0-9]{1,15}){0,3})(?![\w\-]|\.(?:\d|apk|"
        r"tar|zip|t?gz|deb|rpm|exe|dll|js|css|json|py|jar|whl|iso|img|msi|pkg|dmg)\b)",
        begins=_ROLES,
        check=_is_device,
    ),
    _numbered,
    _capitals,
    Rule(
        rf"(?i)(?:{_SENT_TO.replace(' ', '|')}) (?P<host>[a-z][a-z0-9]{{1,15}}(?:-[a-z][a-z0-9]{{1,15}})"
        rf"{{0,3}}-\d{{1,4}})(?![\w.\-/])",
        begins=_SENT_TO,
        check=_is_sent_to,
    ),
    Rule(
        r"(?<!\w)(?P<host>[^\W\d_]{2,20}['’]s (?:MacBook(?: Pro| Air)?|iMac|Mac mini|Mac|iPhone|iPad|Laptop|PC|"
        r"Computer)(?: \(\d{1,2}\))?)",
        words=_OWNED,
    ),
    Rule(
        r"(?<!\w)(?P<host>(?:MacBook(?: Pro| Air)?|iMac|Mac mini|iPhone|iPad|Galaxy|Pixel)(?: \w{1,6}){0,2} (?:von|"
        r"de|di|van|of) "
        r"[^\W\d_]{2,20})",
        words=_OWNED + " galaxy pixel",
    ),
    _owned,
)
