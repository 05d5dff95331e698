"""Where a computer is in its network: addresses, host and domain names, Wi-Fi names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.public import TLDS, is_ipv6, is_public_host, is_public_ipv4, is_public_ipv6
from deskside.diagnostics.rules.rule import Finder, Rule, Span, Text

_VERSION_BEFORE = re.compile(
    r"(?i)(?:version|versions|ver|build|release|driver|firmware|fw|bios|rev|revision|update|upgrade|installed|agent|"
    r"treiber|pilote|controlador|[\w\-]+\.(?:exe|dll|sys)|\bv)[\"']?[\s:=>(v,\"']{0,6}(?:[\d.]+[\s,;/]{1,3}){0,6}$"
)
_PRODUCT_BEFORE = re.compile(r"[A-Za-z]{3,}[ /]v?$")


def _private_ipv4(match: re.Match[str]) -> bool:
    address = match["ip"]
    octets = tuple(int(part) for part in address.split("."))
    if any(part > 255 for part in octets) or any(len(p) > 1 and p[0] == "0" for p in address.split(".")):
        return False
    if is_public_ipv4(octets, address):
        return False
    before = match.string[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
    if _VERSION_BEFORE.search(before):
        return False
    is_lan = octets[0] == 10 or (octets[0] == 172 and 16 <= octets[1] < 32) or octets[:2] == (192, 168)
    return is_lan or octets[0] > 31 or not (_PRODUCT_BEFORE.search(before) and octets[3] in (0, 1) and octets[1] < 32)


def _private_ipv6(match: re.Match[str]) -> bool:
    address = match["ip"]
    if not is_ipv6(address) or is_public_ipv6(address):
        return False
    return any(char.isdigit() for char in address) or address.count(":") >= 4


def _own_mac(match: re.Match[str]) -> bool:
    digits = re.sub(r"[^0-9a-f]", "", match["mac"].lower())
    group = digits.startswith(("01005e", "3333"))
    return not group and len(set(digits)) > 2


def _own_host(match: re.Match[str]) -> bool:
    name = match["host"]
    labels = name.lower().rstrip(".").split(".")
    if (
        labels[-1] not in TLDS
        or is_public_host(name)
        or labels[0] in ("com", "org", "net", "io", "java", "javax", "de", "fr")
    ):
        return False
    if len(labels) == 2 and (labels[0] in _NOT_HOSTS or labels[1] in _ENDINGS_OF_FILES):
        return False
    return not match.string[match.end() : match.end() + 1] == "("


_NOT_HOSTS = frozenset("asp ado vb system self this os sys e.g i.e console window document".split())
_ENDINGS_OF_FILES = frozenset(
    "in is it at no app test example prod site home domain post int info co ad cat si group".split()
) - {"example"}

_WORD_HOSTS = frozenset(
    """localhost true false none null default unknown local any all host hostname server name yes no not found is was
    unreachable down up error failed lookup resolution header headers key keys process file port address for the a an
    and or of to in on at by from with your this that is-not not-found connected lost closed refused ip http https""".split()
)


def _host_value(match: re.Match[str]) -> bool:
    name = match["host"].strip()
    if name.lower() in _WORD_HOSTS or name.isdigit() or is_public_host(name) or len(name) < 2:
        return False
    if re.fullmatch(r"[\d.:]+", name):
        return False
    return not re.match(r"[\w.]+\(", name)


def _url_host(match: re.Match[str]) -> bool:
    name = match["host"].lower()
    return (
        name not in ("localhost", "host", "server", "example.com", "www.example.com")
        and not is_public_host(name)
        and not name.isdigit()
    )


_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9_\-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9\-]{1,63}){0,8}"
_HOST_KEYS = (
    r"(?:host[ _\-]?name|host|computer[ _\-]?name|computer|rechnername|servername|server[ _\-]?name|server|workstation(?:[ _\-]?name)?|"
    r"machine(?:[ _\-]?name)?|node(?:[ _\-]?name)?|nom d[’']h[ôo]te|nom de l[’']ordinateur|nom du serveur|nombre de(?:l)? (?:host|equipo|servidor)|"
    r"device[ _\-]?name|gerätename|nom de l[’']appareil|nombre del dispositivo|localhostname|domain|domäne|domaine|dominio|"
    r"(?:dns[ \-]?)?suffix|dns-suffix|search domain|suffixe dns[^:\n]{0,40}|sufijo dns[^:\n]{0,40}|logon ?server|realm|"
    r"dns[ \-]domain|nas|proxy|gateway|relay|smtp|imap|ldap|dc|kdc|peer|clientname|client[ _]name|remote[ _]host|target[ _]host)"
)
_DEVICE = (
    r"(?:DESKTOP|LAPTOP|WIN|NB|NOTEBOOK|PC|WS|MACBOOK|MACBOOKPRO|MACBOOKAIR|MBP|MBA|IMAC|SRV|SERVER|CLIENT|THINKPAD|SURFACE|IPAD|IPHONE|NAS|"
    r"PRN|PRINT|PRINTER|WLC|SW|SWITCH|RTR|ROUTER|FW|AP|GW|DC|DB|SQL|MYSQL|PG|WEB|MAIL|MX|EXCH|FILE|FILES|FS|BACKUP|VPN|RDS|TS|APP|NODE|HOST|"
    r"K8S|ESX|ESXI|HV|VM|LDAP|DNS|DHCP|PROXY|CI|BUILD|LNX|LINUX|WORKSTATION|KIOSK|TABLET|PHONE)"
)


def _device_name(match: re.Match[str]) -> bool:
    name = match["host"]
    tail = name.split("-", 1)[1] if "-" in name else name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return any(char.isdigit() for char in tail) or (tail.isupper() and len(tail) >= 6)


FINDERS: tuple[Finder, ...] = (
    Rule(
        r"(?<![\w.:\-])(?<!\w[:\-])(?P<mac>[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5}|(?:_[0-9A-Fa-f]{2}){5}))(?![:\-_]?[0-9A-Fa-f]{2}\b|\w)",
        (":", "-", "_"),
        _own_mac,
    ),
    Rule(r"(?<=dev_)(?P<mac>[0-9A-Fa-f]{2}(?:_[0-9A-Fa-f]{2}){5})(?![0-9A-Fa-f])", ("dev_",)),
    Rule(r"(?<![\w.])(?P<mac>[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4})(?![\w.])", (".",), _own_mac),
    Rule(
        r"(?i)\b(?:mac|hwaddr|ether|lladdr|physical address|bssid|hardware address)[ _]?(?:addr\w{0,4})?[\"']?[ \t=:]{1,4}[\"']?(?P<mac>[0-9a-f]{12})\b",
        ("mac", "hwaddr", "ether", "lladdr", "address", "bssid"),
    ),
    Rule(r"(?<![\w.])(?<!\d-)(?P<ip>\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\w]|\.\d|-\d)", (".",), _private_ipv4),
    Rule(r"(?<![\w.])(?P<ip>\d{1,3}[\-_]\d{1,3}[\-_]\d{1,3}[\-_]\d{1,3})(?=\.[a-z][\w\-]*\.)", (".",)),
    Rule(
        r"(?<![\w:.])(?P<ip>(?=[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]*:)[0-9A-Fa-f:]{3,39})(?![\w:])", ("::", ":"), _private_ipv6
    ),
    Rule(
        r"(?i)://(?:[^\s/@]{0,200}@)?(?P<host>[a-z0-9_](?:[a-z0-9_.\-]{0,252}[a-z0-9])?)(?=[:/?#\s\"'<>)\],;]|$)",
        ("://",),
        _url_host,
    ),
    Rule(
        rf"(?<![\w@/.\-\\])(?P<host>(?:[A-Za-z0-9_][A-Za-z0-9_\-]{{0,62}}\.){{1,8}}[A-Za-z]{{2,12}})(?![\w\-]|\.\w)",
        (".",),
        _own_host,
    ),
    Rule(
        rf"(?<=[@/\\])(?P<host>(?:[A-Za-z0-9_][A-Za-z0-9_\-]{{0,62}}\.){{1,8}}[A-Za-z]{{2,12}})(?![\w\-]|\.\w)",
        (".",),
        _own_host,
    ),
    Rule(r"(?<![\\\w:])\\\\(?:\\\\)?(?P<host>[A-Za-z0-9][\w.\-]{1,62})(?=\\)", ("\\\\",), _host_value),
    Rule(
        rf"(?i)(?<![A-Za-z]){_HOST_KEYS}[\"']?(?:[ \t]?\.){{0,30}}[ \t]{{0,30}}(?:=|:(?!//))[ \t]{{0,30}}[\"']?(?P<host>{_HOST})(?![\w(])",
        (
            "host",
            "computer",
            "rechner",
            "server",
            "serveur",
            "servidor",
            "workstation",
            "machine",
            "node",
            "ordinateur",
            "equipo",
            "device",
            "gerät",
            "appareil",
            "dispositivo",
            "domain",
            "domäne",
            "dominio",
            "suffix",
            "realm",
            "sufijo",
            "nas",
            "proxy",
            "gateway",
            "relay",
            "smtp",
            "imap",
            "ldap",
            "dc",
            "kdc",
            "peer",
            "client",
        ),
        _host_value,
    ),
    Rule(
        r"(?im)^[ \t]{0,20}(?:computer name|local ?hostname|device name|gerätename|computername)[ \t.]{0,30}[:=][ \t]{0,30}(?P<host>[^\n\r]{2,60})$",
        ("name",),
    ),
    Rule(
        r"(?m)^[ \t]{0,8}(?:machine|Host|HostName)[ \t]{1,8}(?P<host>[\w.\-]{2,100})", ("machine", "host"), _host_value
    ),
    Rule(
        r"^(?:<\d{1,3}>\d?[ ]?)?(?:[A-Z][a-z]{2}[ ]{1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+\-]\d\d:?\d\d)?)[ ]"
        r"(?P<host>[A-Za-z0-9][\w.\-]{1,62}) (?=[\w./\-()@]{1,60}(?:\[\d{1,9}\])?:? )",
        (":",),
        _host_value,
    ),
    Rule(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2} \((?P<host>[\w.\-]{2,63})\)", ("(",)),
    Rule(
        r"(?i)\b(?:from client|nas-identifier|client-hostname|host-name)[ =\"]{1,3}(?P<host>[\w.\-]{2,63})",
        ("client", "nas-id", "host-name"),
        _host_value,
    ),
    Rule(
        rf"(?i)(?<![\w.\-/@])(?P<host>{_DEVICE}-[a-z0-9]{{1,15}}(?:-[a-z0-9]{{1,15}}){{0,3}})(?![\w\-])",
        ("-",),
        _device_name,
    ),
    Rule(
        r"(?i)(?<![\w.\-/])(?P<host>(?:print|srv|server|dc|web|mail|sql|nas|file|fs|db|vpn|gw|sw|ap|app|pc|ws|nb|esx|hv|rds|ts)\d{2,4})(?![\w\-])",
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    ),
    Rule(
        r"(?<![\w])(?P<host>[^\W\d_]{2,20}['’]s (?:MacBook(?: Pro| Air)?|iMac|Mac mini|Mac|iPhone|iPad|Laptop|PC|Computer)(?: \(\d{1,2}\))?)",
        ("’s ", "'s "),
    ),
    Rule(
        r"(?<![\w])(?P<host>(?:MacBook(?: Pro| Air)?|iMac|Mac mini|iPhone|iPad) (?:von|de|di|van) [^\W\d_]{2,20})",
        ("macbook", "imac", "iphone", "ipad", "mac mini"),
    ),
)

_SSID_KEYS = (
    r"(?:e?ssid(?: ?\d{1,2})?(?:[ _\-]?name)?|all user profile|profil für alle benutzer|profil tous les utilisateurs|perfil de todos los usuarios|"
    r"current user profile|profilo tutti gli utenti|current wi-?fi network|wi-?fi network|wi-?fi|wlan[ \-]?name|wlan|netzwerkname|nom du réseau|nom ssid|nombre de(?:l)? (?:red|ssid)|"
    r"ssid-name|name ssid|network name|wi-?fi name|profilname|profile name|nom du profil|nombre de(?:l)? perfil)"
)
_NO_SSID = frozenset(
    "off on yes no any none true false hidden connected disconnected not up down enabled disabled unknown <hidden>".split()
)


def _ssid_value(match: re.Match[str]) -> bool:
    value = match["wifi"].strip().lower()
    return value not in _NO_SSID and not re.match(r"wpa\d?-|\d+$|[\w.]+\(|<|not |connected|disconnected", value)


def _wifi_names(text: Text) -> Iterator[Span]:
    for span in _WIFI(text):
        end = span.end
        while end > span.start and text.text[end - 1] in " \t\"',;":
            end -= 1
        yield Span(span.start, end, span.kind)


_WIFI = Rule(
    rf"(?i)(?<![A-Za-z]){_SSID_KEYS}[\"']?[ \t]{{0,30}}(?:=|:(?![0-9a-f]{{2}}:))[ \t]{{0,30}}(?:\"(?P<wifi>[^\"\n]{{1,64}})\"|'(?P<wifi_2>[^'\n]{{1,64}})'|(?P<wifi_3>[^\s\"'][^\n\r\"]{{0,63}}))",
    ("ssid", "profil", "perfil", "wi-fi", "wifi", "wlan", "netzwerkname", "nom du r", "nombre de", "network name"),
)

WIFI: tuple[Finder, ...] = (
    _wifi_names,
    Rule(r"(?i)<SSID>[\s\S]{0,200}?<name>(?P<wifi>[^<]{1,64})</name>", ("<ssid>",), whole=True),
    Rule(r"(?i)<SSID>\s{0,20}<hex>(?P<wifi>[0-9a-f]{2,64})</hex>", ("<hex>",), whole=True),
    Rule(r"(?i)<name>(?P<wifi>[^<]{1,64})</name>\s{0,20}<SSIDConfig>", ("<ssidconfig>",), whole=True),
    Rule(r"(?i)\bwlan[^\n]{0,60}(?:name|ssid)=[\"']?(?P<wifi>[^\"'\n]{1,32}?)(?:[\"']|[ \t]\w{2,12}=|$)", ("wlan",)),
    Rule(
        r"(?i)\b(?:associat(?:ed|ing|e) (?:with|to)|connected to(?: network| wi-?fi| ssid)?|access point) [\"'](?P<wifi>[^\"'\n]{1,32})[\"']",
        ("associat", "connected to", "access point"),
    ),
)
FINDERS = (*FINDERS, *WIFI)
