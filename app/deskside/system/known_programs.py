"""The programs that a help desk asks after, and no others: what the facts may name.

What each system calls them stands in its own ``program_names``.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from deskside.system.printing import Record

_LISTED = """
firefox | Firefox | browser
chrome | Chrome | browser
chromium | Chromium | browser
edge | Edge | browser
brave | Brave | browser
opera | Opera | browser
safari | Safari | browser
libreoffice | LibreOffice | office
onlyoffice | ONLYOFFICE | office
microsoft-office | Microsoft 365 or Office | office
thunderbird | Thunderbird | mail
evolution | Evolution | mail
geary | Geary | mail
kmail | KMail | mail
outlook | Outlook | mail
teams | Teams | meeting
zoom | Zoom | meeting
webex | Webex | meeting
slack | Slack | meeting
signal | Signal | meeting
skype | Skype | meeting
goto | GoTo | meeting
anyconnect | Cisco Secure Client | vpn
forticlient | FortiClient | vpn
globalprotect | GlobalProtect | vpn
openvpn | OpenVPN | vpn
openconnect | OpenConnect | vpn
wireguard | WireGuard | vpn
strongswan | strongSwan | vpn
tailscale | Tailscale | vpn
zscaler | Zscaler | vpn
teamviewer | TeamViewer | remote
anydesk | AnyDesk | remote
rustdesk | RustDesk | remote
remmina | Remmina | remote
windows-app | Microsoft Remote Desktop | remote
citrix | Citrix Workspace | remote
horizon | Omnissa Horizon | remote
acrobat | Adobe Acrobat or Reader | pdf
foxit | Foxit PDF | pdf
evince | GNOME document viewer | pdf
okular | Okular | pdf
java | Java | java
dotnet | .NET | java
webview | Edge WebView2 | browser
onedrive | OneDrive | files
nextcloud | Nextcloud | files
dropbox | Dropbox | files
keepassxc | KeePassXC | passwords
defender | Microsoft Defender | security
crowdstrike | CrowdStrike Falcon | security
sentinelone | SentinelOne | security
sophos | Sophos | security
eset | ESET | security
bitdefender | Bitdefender | security
kaspersky | Kaspersky | security
trendmicro | Trend Micro | security
mcafee | Trellix or McAfee | security
norton | Norton or Symantec | security
malwarebytes | Malwarebytes | security
clamav | ClamAV | security
"""
PROGRAMS = {row[0]: (row[1], row[2]) for row in (line.split(" | ") for line in _LISTED.split("\n") if line)}
"""By id: the name that people know, and its kind."""


class Installed(NamedTuple):
    """Something that is installed, by the name its system has for it."""

    name: str
    version: str
    by: str = ""


class Names:
    """One system's names for known programs, a line each: "firefox: firefox, firefox-esr". A star is any ending.

    Large and small letters are the same, as they are to Windows.
    """

    def __init__(self, listed: str) -> None:
        self._whole: dict[str, str] = {}
        self._starred: list[tuple[str, str]] = []
        self.all: list[str] = []
        for line in filter(None, listed.split("\n")):
            id_, _, names = line.partition(": ")
            for name in names.split(", "):
                self.all.append(name)
                if "*" in name:
                    self._starred.append((name.casefold(), id_))
                else:
                    self._whole[name.casefold()] = id_
        self.ids = {*self._whole.values(), *(id_ for _, id_ in self._starred)}

    def id_of(self, name: str) -> str:
        """Which program this name belongs to; "" when nobody asks after it."""
        name = name.casefold()
        return self._whole.get(name) or next((id_ for star, id_ in self._starred if fnmatchcase(name, star)), "")

    def among(self, installed: Iterable[Installed]) -> list[Record]:
        """Those of ``installed`` that are known, once for each version and way, in the order of the list."""
        found: dict[tuple[str, str, str], Record] = {}
        for one in installed:
            if id_ := self.id_of(one.name):
                name, kind = PROGRAMS[id_]
                row: Record = {"id": id_, "name": name, "kind": kind, "version": one.version, "by": one.by}
                found.setdefault((id_, one.version, one.by), row)
        order = list(PROGRAMS)
        return sorted(found.values(), key=lambda row: (order.index(str(row["id"])), str(row["version"])))
