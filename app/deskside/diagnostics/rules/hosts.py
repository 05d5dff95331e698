"""Names of computers and of the networks they are in, by what stands before them and by their dots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.addresses import own_ipv4
from deskside.diagnostics.rules.given_names import NOT_NAMES
from deskside.diagnostics.rules.people import is_name_word
from deskside.diagnostics.rules.public import TLDS, is_public_host
from deskside.diagnostics.rules.rule import Behind, Finder, Rule, Span, Text
from deskside.diagnostics.rules.words import words

# No possessive group ("(…){1,10}+") here or in the other rules: before Python 3.11.5 those lose matches.
_DOTTED = re.compile(r"(?<![\w\-%])(?<!\w\.)(?<!\.\.)\w[\w\-]{0,62}(?:\.[\w\-]{1,63}){1,10}(?![\w\-])")
_DOT = re.compile(r"\.(?<=\w\.)(?=\w)")
_IS_WITH_PORT = re.compile(r"(?:10|172|192)(?:\.\d{1,3}){3}\.\d{1,5}")
"""As tcpdump writes it: "10.1.2.3.443"."""
_TRIPLE = re.compile(r"[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}")
_SERVICES = re.compile(r"(?:_[\w\-]+\.|[\w\-]+\._tcp\.|[\w\-]+\._udp\.)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_\-]*[a-z0-9])?")
_REVERSED = frozenset(("com", "org", "net", "io", "java", "javax", "de", "fr", "uk", "ca"))
"""First parts of names of programs, which are written the other way round: "com.example.app"."""
_NOT_OWN = words("asp ado vb system self this os sys console window document e i request response args")
_ENDINGS = words("in is it at no app test prod site home domain post info co ad cat si group name me pl private")
"""Last parts that are more often an ending, an attribute or a word run together than a domain of two parts."""


def _names_with_dots(text: str) -> Iterator[re.Match[str]]:
    """Each match of ``_DOTTED``; there are fewer dots than places to begin at."""
    done = 0
    for dot in _DOT.finditer(text):
        at = dot.start() - 1
        if at < done:
            continue
        least = max(done, at - 63)
        while at > least and (text[at - 1].isalnum() or text[at - 1] in "_-"):
            at -= 1
        match = _DOTTED.match(text, at)
        if match:
            done = match.end()
            yield match


def _dotted(text: Text) -> Iterator[Span]:
    """Words with dots between them: an address, a host name, or (mostly) neither."""
    for match in _names_with_dots(text.text):
        name = match[0]
        dots = name.count(".")
        if dots == 2 and len(name) == 14 and _TRIPLE.fullmatch(name):
            yield Span(match.start(), match.end(), "mac")
        elif name[-1].isdigit():
            if dots == 3:
                yield from _named_in_hosts(text, match.start(), match.end())
            address = name.rpartition("_")[2]
            start = match.end() - len(address)
            if dots == 3 and address.replace(".", "").isdigit() and own_ipv4(text.text, start, address):
                yield Span(start, match.end(), "ip")
            elif _IS_WITH_PORT.fullmatch(name) and own_ipv4(text.text, match.start(), name.rpartition(".")[0]):
                yield Span(match.start(), match.start() + name.rindex("."), "ip")
        elif name[name.rindex(".") + 1 :].lower() in TLDS and text.text[match.end() : match.end() + 1] != "(":
            lead = _SERVICES.match(name)
            start = match.start() + (lead.end() if lead else 0)
            if _is_own_name(text.lower[start : match.end()]):
                yield Span(start, match.end(), "host")


_OF_ADDRESS = re.compile(
    r"[ \t]{1,20}([A-Za-z][\w\-.]{1,62})(?:[ \t]{1,20}([A-Za-z][\w\-.]{1,62}))?(?:[ \t]{1,20}([A-Za-z][\w\-.]{1,62}))?"
    r"[ \t]{0,4}(?:#.{0,80})?$",
    re.MULTILINE,
)


def _named_in_hosts(text: Text, start: int, end: int) -> Iterator[Span]:
    """Names behind an address that a line begins with, as in the file of hosts."""
    if start == 0 or text.text[start - 1] == "\n":
        match = _OF_ADDRESS.match(text.text, end)
        for number in (1, 2, 3) if match else ():
            name = text.text[slice(*match.span(number))] if match and match[number] else ""
            if match and name and name.lower() not in _WORDS and is_name_word(name) and not is_public_host(name):
                yield Span(match.start(number), match.end(number), "host")


def _is_own_name(name: str) -> bool:
    """Whether a name with dots is one of somebody's own network."""
    labels = name.split(".")
    if is_public_host(name) or labels[0] in _REVERSED or not all(_LABEL.fullmatch(label) for label in labels):
        return False
    return len(labels) > 2 or (
        len(labels) == 2 and not (labels[0] in _NOT_OWN or labels[1] in _ENDINGS or labels[0].isdigit())
    )


_WORDS = words(
    "localhost true false none null default unknown local any all host hostname server name yes no not found is was "
    "unreachable down up error failed lookup resolution header headers key keys process file port address for the a "
    "samba answers reachable unreachable responds ok missing nginx apache cloudflare caddy lighttpd iis envoy gunicorn "
    "uvicorn "
    "jetty tomcat openresty varnish squid cups kestrel gws awselb amazons3 "
    "an and or of to in on at by from with your this that connected lost closed refused ip http https msedge "
    "workgroup arbeitsgruppe direct off auto automatic system"
)


def _is_host(match: re.Match[str]) -> bool:
    name = match["host"].strip()
    if (
        len(name) < 2
        or name.lower() in _WORDS
        or name.lower() in NOT_NAMES
        or re.fullmatch(r"[\d.:,]+", name)
        or is_public_host(name)
    ):
        return False
    return not re.match(r"[\w.]+\(|<|%|\$|[vV]?\d+(?:[.,]\d+)*$|[vV]\d+\.", name)


_SCHEME = re.compile(
    r"(?i)(?:https?|wss?|ftps?|sftp|scp|ssh|smb|cifs|afp|nfs|ipps?|lpd|socket|ldaps?|rdp|vnc|imaps?|smtps?|"
    r"smtp\+starttls|pop3s?|"
    r"telnet|tcp|udp|rtsp|sips?|davs?|git|svn|rsync|amqps?|mqtts?|rediss?|mongodb(?:\+srv)?|\w*sql\w*|postgres|"
    r"oracle|jdbc|thin|"
    r"mariadb|clickhouse|tftp|ws-discovery|xmpp|irc|radius|wss|vpn|anyconnect|openvpn|opc\.tcp|s3|dns|tls|quic|"
    r"http3|link)$"
)
_PLACEHOLDERS = frozenset(("localhost", "host", "hostname", "server", "example.com", "www.example.com", "..."))


def _is_own_url(match: re.Match[str]) -> bool:
    name = match["host"].lower()
    if not _SCHEME.match(match["_scheme"]):
        return False
    return name not in _PLACEHOLDERS and not is_public_host(name) and not re.fullmatch(r"[\d.]+", name)


_HOST = (
    r"(?:\\\\)?(?P<host>[A-Za-z0-9](?:[A-Za-z0-9_\-]{0,62}[A-Za-z0-9])?(?:\.[A-Za-z0-9\-]{1,63}){0,8})"
    r"(?![\w(\[\\@/\-]|\.\w|:\w)"
)
_PATHS = words("file path dir jar unix url uri prefix root home classpath source target from to at in src dst cwd")

FINDERS: tuple[Finder, ...] = (
    _dotted,
    Rule(
        r"(?i)(?P<_scheme>(?<![a-z0-9])[a-z][a-z0-9+.\-]{1,20}):(?:[a-z]{2,12}:)?//(?:[^\s/@]{0,200}@)"
        r"?(?P<host>[a-z0-9_](?:[a-z0-9_.\-]{0,252}[a-z0-9])?)(?=[:/?#\s\"'<>)\],;]|$)",
        ("://",),
        _is_own_url,
    ),
    Rule(
        r"(?<![\w.])(?P<ip>\d{1,3}([\-_])\d{1,3}\2\d{1,3}\2\d{1,3})(?=\.[a-z][\w\-]{0,60}\.)",
        words="ip host static dyn",
    ),
    Rule(r"(?<![\\\w:])\\\\(?:\\\\)?(?P<host>[A-Za-z0-9][\w.\-]{1,62})(?=\\)", ("\\\\",), _is_host),
    Rule(
        r"(?<![:\w/])//(?P<host>[A-Za-z0-9][\w.\-]{1,62})(?=/[\w$])",
        check=_is_host,
        words="smbclient cifs smb smbfs mount mounting backup share sharing copy sync drive",
    ),
    Behind(
        """
        host, hostname, host name, host-name, host_name, computer, computername, computer name, computer_name,
        rechner, rechnername, server, servername, server name, server-name, server_name, workstation,
        workstation name, workstationname, machine, machinename, machine name, machine_name, node, nodename,
        node name, nom d'hôte, nom de l'hôte, nom de l’hôte, nom d’hôte, nom de l'ordinateur, nom de l’ordinateur,
        nom du serveur, nombre de host, nombre de equipo, nombre del equipo, nombre de servidor,
        nombre del servidor, equipo, devicename, device name, device_name, gerätename, localhostname, domain,
        domäne, domaine, dominio, domainname, domain name, dns suffix, dns-suffix, suffix, dns-suffixe,
        dns domain, dns_domain, search domain, suffixe dns, sufijo dns, primary dns suffix,
        connection-specific dns suffix, verbindungsspezifisches dns-suffix, primäres dns-suffix,
        suffixe dns principal, suffixe dns propre à la connexion, sufijo dns principal,
        sufijo dns específico para la conexión, dns-suffixsuchliste, logonserver, logon server, realm, proxy,
        gateway, relay, relayhost, smtp, imap, ldap, dc, kdc, admin_server, peer, client, clientname, client name,
        client_name, remote host, remote_host, target host, remote, nas, upstream, datasource, data source,
        mail server, print server, file server, fileserver, mailserver, printserver, dbhost, server address,
        serveradresse, hosts, bootserverhostname, anmeldeserver, serveur d'ouverture de session,
        servidor de inicio de sesión, friendlyname, friendly name, netbios name, netbios-name, nom netbios,
        joined domain, domain joined, workstation domain, system name, systemname, kontodomäne, domaine du compte,
        dominio de cuenta, dominio de la cuenta, account domain, target domain, arbeitsstationsname, arbeitsstation,
        nom de la station de travail, nombre de estación de trabajo, source workstation, quellarbeitsstation,
        systemname des clients, csname, csdomain, workgroup, arbeitsgruppe, printerhostaddress, device.name,
        smtp server, imap server, mailhub, rhost, hostaddress, server host dnshostname, fqdn, endpoint, address of host
        """,
        _HOST,
        _is_host,
        ends="friendlyname hostname servername computername hostaddress dnsname domainname dbhost smtphost mailhost",
    ),
    Rule(
        r"(?i)(?:device|computer|host|machine)[._ ]?name[\"']{0,2}[ \t]{0,3}[:=,>][ \t]{0,3}[\"'](?P<host>[^\"'\n]{"
        r"2,60})[\"']",
        words="name devicename computername hostname machinename",
    ),
    Rule(r"\bname:? (?P<host>(?=[A-Z0-9\-]{6,15}(?![\w\-]))[A-Z][A-Z0-9]{1,13}-[A-Z0-9\-]{2,12})", begins="name"),
    Rule(
        r"(?i)(?:for|to|host|via|relay) [\"'](?P<host>[a-z][\w.\-]{1,62})[\"'](?:,? port |:)\d",
        begins="for to host via relay",
        check=_is_host,
    ),
    Rule(r"via (?P<host>(?!eth|tun|ipv|usb|http|sha|x\d|wlan|en[ospx]\d)[a-z]{3,14}\d{1,3})(?![\w.\-])", begins="via"),
    Rule(
        r"(?i)host ?name[^\n=:]{0,20}? (?:to|from|is|auf|à|a) [<\"'](?P<host>[a-z0-9][\w.\-]{1,62})[>\"']",
        words="hostname",
        check=_is_host,
    ),
    Rule(r"!!(?P<host>[\w.\-]{2,63})!", ("!!",), _is_host),
    Rule(
        r"(?<![\w/:.\-])(?P<host>[A-Za-z][\w\-]{2,62}):(?=/(?:home|vol|volume\d|exports?|srv|data|mnt|nfs|shares?|"
        r"media|backup)(?:/|\b))",
        (":/home", ":/vol", ":/export", ":/srv", ":/data", ":/mnt", ":/nfs", ":/share", ":/media", ":/backup"),
        lambda match: _is_host(match) and match["host"].lower() not in _PATHS,
    ),
    Rule(
        r"(?m)^[ \t]{0,4}config host\b(?:[^\n]{0,60}\n){1,4}?[ \t]{0,8}option name '(?P<host>[^'\n]{1,60})'",
        ("config host",),
        whole=True,
    ),
    Rule(
        r"(?i)^[ \t]{0,20}(?:computer name|local ?hostname|device name|gerätename|computername|nom de l[’']appareil|"
        r"nombre del dispositivo)[ \t.]{0,40}[:=][ \t]{0,30}(?P<host>[^\n\r]{2,60})$",
        words="name localhostname hostname gerätename computername appareil dispositivo",
    ),
    Rule(
        r"^[ \t]{0,8}(?i:machine|Host|HostName)[ \t]{1,8}(?!(?i:guid|id|name|type)\b)(?P<host>[\w.\-]{2,100})",
        (),
        _is_host,
        words="machine host hostname",
    ),
    Rule(
        r"^(?:<\d{1,3}>\d? ?)?(?:[^\W\d_]{3,9}\.? {1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.,]{8,20}(?:Z|"
        r"[+\-]\d\d:?\d\d)?)"
        r" (?P<host>[A-Za-z0-9][\w.\-]{1,62}) (?=[\w./\-()@]{1,60}(?:\[\d{1,9}\]: |: ))",
        (": ",),
        _is_host,
    ),
    Rule(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2} \((?P<host>[\w.\-]{2,63})\)", words="via dhcpack dhcpoffer dhcprequest"),
    Rule(
        r"(?i)(?<![\w\-])(?:from client|nas-identifier|client-hostname|host-name|connecting to|"
        r"could not resolve host|lookup|"
        r"ping|"
        r"pinging|nslookup|tracert|traceroute|resolve)[ =:\"]{1,3}(?P<host>[\w\-]{1,60}[\-\d][\w\-]{1,60})(?![\w.])",
        begins="from nas client host connecting could lookup ping pinging nslookup tracert traceroute resolve",
        check=_is_host,
    ),
    Rule(
        r"(?i)\b(?:machine|computer|laptop|pc|host ?name|rechner|server|ordinateur|ordenador|equipo)(?: name)? "
        r"(?:is|is called|named|called|heißt|ist|s[’']appelle|se llama|est|es) [\"'„“]?"
        r"(?P<host>[a-z]\w{0,20}-?[\w\-]{0,30}\d[\w\-]{0,20})",
        begins="machine computer laptop pc host hostname rechner server ordinateur ordenador equipo",
        check=_is_host,
    ),
    Rule(
        r"^<\d{1,3}>\d \d{4}-\d\d-\d\dT[\d:.,]{8,20}(?:Z|[+\-]\d\d:?\d\d)? "
        r"(?P<host>[A-Za-z0-9][\w.\-]{1,62}) ",
        ("<",),
        _is_host,
    ),
    Rule(
        r"\b(?i:poste|rechner|pc|laptop|notebook|computer|machine|host|server|gerät|equipo|ordenador|workstation|"
        r"arbeitsplatz|"
        r"serveur|servidor|ordinateur) (?P<host>(?=[A-Z\-]{0,30}\d)[A-Z][A-Z0-9]{0,14}(?:-[A-Z0-9]{1,14}){1,3})"
        r"(?![\w\-])",
        begins="poste rechner pc laptop notebook computer machine host server gerät equipo ordenador workstation "
        "arbeitsplatz "
        "serveur servidor ordinateur",
    ),
    Rule(
        r"(?i)(?:data source|server|addr(?:ess)?)[ \t]{0,3}=[ \t]{0,3}(?:tcp:|np:)?(?P<host>[a-z][\w.\-]{1,62})"
        r"(?=\\[a-z])",
        words="source server addr address",
    ),
)
