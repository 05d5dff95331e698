"""Lines that tools write in a fixed form, where the place tells what a value is: who, df, route, SNMP, printers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.devices import is_serial
from deskside.diagnostics.rules.people import is_name_word
from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text

_WELL_KNOWN_NODES = (
    "00c04f", "00aa00", "08002b", "00a0c9", "00805f", "0000f8", "444553", "00c0f0", "006008", "0080c7", "00a024",
    "006097", "0060b0", "00c0df", "0020af",
)  # fmt: skip
"""Network cards of those who named parts of Windows: their identifiers are the same on every computer."""


_OWN_USER = re.compile(r"(?:pip3?|systemctl|journalctl|loginctl|flatpak|gem|busctl|useradd)\b[^\n]*$")
"""Programs to which ``--user`` means "only mine"."""


def _is_named(match: re.Match[str]) -> bool:
    return is_name_word(match["person"])


_NODE = re.compile(r"[0-9a-f]{12}")
_WITH_NODE = re.compile(r"(?<![0-9A-Fa-f\-{])[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-1[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-")


def _of_a_card(text: Text) -> Iterator[Span]:
    """Identifiers of the first sort, which end in the number of the network card they were made with."""
    for word, starts in text.words.items():
        if len(word) == 12 and _NODE.fullmatch(word) and not word.startswith(_WELL_KNOWN_NODES):
            if int(word[:2], 16) & 1:
                continue
            for at in starts:
                if at >= 24 and _WITH_NODE.match(text.text, at - 24) and text.text[at + 12 : at + 13] not in ("-", "}"):
                    yield Span(at - 24, at + 12, "mac")


_PEOPLE: tuple[Finder, ...] = (
    Rule(
        r"^(?P<person>[\w.\-]{2,32})[ \t]{1,30}(?:\([^)\n]{1,20}\) )?[+\-]?[ \t]{0,4}(?:tty|pts/|console|:\d|"
        r"seat\d|rdp-tcp)",
        ("tty", "pts/", "console", " :0", " :1", "rdp-tcp"),
        _is_named,
    ),
    Rule(
        r"^[> ](?P<person>[\w.\-]{2,32})[ \t]{2,30}(?:[\w#\-]{0,20}[ \t]{1,30})\d{1,5}[ \t]{1,10}\w{3,12}[ \t]{1,10}"
        r"(?:none|\.|[\d+:]{1,12})[ \t]",
        words="none active disc aktiv getr actif activo",
        check=_is_named,
    ),
    Rule(r"session \S{1,8} (?:of|for) user (?P<person>[\w.\-]{2,32}?)(?=\.?$|[.(,])", words="session", check=_is_named),
    Rule(r"\buser:(?P<person>[a-z][\w.\-]{1,32}):(?=;|$)", words="permissions"),
    Rule(
        r"^[ \t]{0,8}(?:Allow|Deny)?Users?[ \t]{1,8}(?P<person>[\w.\-]{2,40})[ \t]{0,8}$",
        words="user users allowuser denyuser allowusers denyusers",
        check=_is_named,
    ),
    Rule(
        r"[A-Za-z0-9+/]{20,800}={0,2} (?P<person>[\w.\-]{1,40})@(?P<host>[\w.\-]{1,100})[ \t]{0,4}$",
        ("ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2", "ssh-dss "),
    ),
    Rule(
        r"\[(?P<host>[\w.\-]{1,40})\]\\{1,2}\[(?P<person>[\w.\-$]{1,64})\]",
        ("]\\",),
    ),
    Rule(
        r"[ \t]--(?:user(?:name)?|login)[ =](?P<person>[a-z][\w.\-]{2,40})(?=[ \t]+(?:-|\w+://|/)|[ \t]*$)",
        ("--user", "--login"),
        lambda match: (
            is_name_word(match["person"])
            and not _OWN_USER.search(match.string, max(0, match.start() - 80), match.start())
        ),
    ),
    Rule(r"\(to \w{1,20}\) (?P<person>[\w.\-]{2,32}) on ", ("(to ",), _is_named),
    Rule(
        r" (?P<person>[A-Za-z][\w.\-@]{1,60}) (?:HIER|FIRSTUP|ROUNDROBIN|DEFAULT|ORIGINAL)_\w{1,20}/",
        ("hier_", "firstup_", "original_"),
    ),
    Rule(r"(?i)connect\([^)\n]{1,160}?[\"'], ?[\"'](?P<person>[\w.\-]{2,40})[\"']", ("connect(",)),
    Rule(
        r"(?i)(?:teamviewer|anydesk|rustdesk|supremo|splashtop)[ \-]?(?:id)?[ :=]{1,3}(?P<id>\d(?:[ ]?\d){7,11})(?!\d)",
        begins="teamviewer anydesk rustdesk supremo splashtop",
    ),
    Rule(r"argv\[2\] ?= ?\"(?P<person>[^\"\n]{1,64})\"", ("argv[2]",), _is_named),
    Rule(
        r"^(?:\([^)\n]{1,40}\) )?[\w.\-]{1,60} (?P<person>[\w.\-]{2,40}) \d{1,9} \[\d\d/[A-Z][a-z]{2}/\d{4}:",
        ("] total ", "] 1 ", "] 2 "),
        _is_named,
    ),
)

_COMPUTERS: tuple[Finder, ...] = (
    Rule(r"^100(?:\.\d{1,3}){3} {1,20}(?P<host>[\w\-]{2,63}) {1,40}(?P<person>[\w.\-]{2,60})@", ("@",)),
    Rule(r"^(?:Linux|Darwin|FreeBSD) (?P<host>[A-Za-z][\w.\-]{1,62}) \d{1,2}\.\d", begins="linux darwin freebsd"),
    Rule(r"^//(?P<host>[A-Za-z0-9][\w.\-]{1,62})/\S{1,80}[ \t]{1,40}[\d.,]{1,10}[KMGTkmgt%]?", ("//",)),
    Rule(
        r"(?:\*\*\*|server) [^\n]{0,60}?(?:can't find|kann|ne peut pas trouver|ne trouve pas|no encuentra|"
        r"no puede encontrar) (?P<host>[\w.\-]{2,100})(?=:| nicht| :)",
        ("***", "server can't"),
    ),
    Rule(
        r"(?<![\w/.\-])(?:mysql|mysqldump|mariadb|psql|pg_dump|pg_restore|redis-cli|ldapsearch|mongo|mongosh|"
        r"sqlcmd|smbclient|ssh|"
        r"snmpwalk|snmpget|xfreerdp|ipptool|lp|lpstat|lpr|rsync|ftp|nc|telnet)\b[^\n]{0,160}?[ \t](?:-[hHS]|"
        r"--host(?:name)?|/v)[ =:]"
        r"['\"]?(?P<host>[A-Za-z][\w.\-]{1,100})(?=[\s'\":,/]|$)",
        (" -h ", " -h=", " -s ", "--host", "/v:"),
        lambda match: is_name_word(match["host"]) and match["host"].lower() not in ("localhost", "host"),
    ),
    Rule(
        r"(?<![^\W_])(?P<host>[^\W\d_]{2,20}(?:['’]?s)?_(?:MacBook(?:_Pro|_Air)?|iMac|Mac_mini|iPhone|iPad))(?![^\W_])",
        ("_macbook", "_imac", "_iphone", "_ipad", "_mac_mini"),
    ),
    Rule(
        r"(?<![0-9A-Za-z.])_?(?:IP_)?(?P<ip>(?:10|172|192|169|100)(?:_\d{1,3}){3})(?![0-9A-Za-z])",
        ("_10_", "_172_", "_192_", "10_", "172_", "192_"),
        lambda match: all(int(part) < 256 for part in match["ip"].split("_")),
    ),
    Rule(
        r"^[ \t]{0,4}\d{1,4}[ .]{2,6}(?P<mac>[0-9a-f]{2}(?: [0-9a-f]{2}){5}) ?\.{2,10}",
        ("...",),
    ),
    Rule(
        r"(?i)(?<![0-9a-f:\-])(?P<mac>00([:\-])0[1-4]\2(?:[0-9a-f]{2}\2){6,17}[0-9a-f]{2})(?![0-9a-f:\-])",
        ("00:01:00:01", "00-01-00-01", "00:03:00:01", "00-03-00-01", "00:04:", "00-04-"),
    ),
)

_PRINTERS: tuple[Finder, ...] = (
    _of_a_card,
    Rule(
        r"(?i)[?&;\"' ,]uuid=(?P<mac>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
        ("?uuid=", "&uuid=", '"uuid=', "'uuid="),
    ),
    Rule(r"(?:^|[;\" ,&?])(?:SERN|SN|SERIALNUMBER|SER|S/N|serial)[:=](?P<serial>[A-Za-z0-9\-]{4,40})", (),
         is_serial, words="sern sn serialnumber ser serial"),
    Rule(
        r"(?:43\.5\.1\.1\.17\.\d{1,3}|prtGeneralSerialNumber\.\d{1,3}) ?= ?(?:STRING: )?\"?(?P<serial>[A-Za-z0-9\-]"
        r"{4,40})",
        (".43.5.1.1.17", "prtgeneralserialnumber"),
    ),
    Rule(
        r"(?i)sysName\.0 ?= ?(?:STRING: )?\"?(?P<host>[\w.\-]{2,100})|sysContact\.0 ?= ?(?:STRING: )?\"?"
        r"(?P<person>[^\"\n@]{3,80})",
        ("sysname.0", "syscontact.0"),
    ),
    Rule(
        r"(?:HP|Brother|Canon|EPSON|Epson|Kyocera|KYOCERA|Lexmark|Samsung|Xerox|RICOH|OfficeJet|LaserJet)[\w "
        r"\-]{0,60} ?[(\[]"
        r"(?P<serial>(?=[0-9A-F]{0,5}[0-9])(?=[0-9A-F]{0,5}[A-F])[0-9A-F]{6})[)\]]",
        words="hp brother canon epson kyocera lexmark samsung xerox ricoh officejet laserjet",
    ),
    Rule(r"(?i)wwn device id:[ \t]{0,8}(?P<serial>[0-9a-f](?: ?[0-9a-f]){10,20})", ("wwn device id",)),
    Rule(
        r"^[ \t]{0,4}iSerial[ \t]{1,40}\d{1,3}[ \t]{1,4}(?P<serial>\S{4,64})",
        ("iserial",),
    ),
)  # fmt: skip

FINDERS: tuple[Finder, ...] = (*_PEOPLE, *_COMPUTERS, *_PRINTERS)
