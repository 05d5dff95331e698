"""What known programs are called on Windows: as its list of apps has them, or its Store ("store:MSTeams")."""

from __future__ import annotations

from deskside.system.known_programs import Names

NAMES = Names(
    """
firefox: Mozilla Firefox*
chrome: Google Chrome
chromium: Chromium
edge: Microsoft Edge
brave: Brave
opera: Opera Stable*
libreoffice: LibreOffice *
onlyoffice: ONLYOFFICE*
microsoft-office: Microsoft 365*, Microsoft Office*, Office 16 Click-to-Run Licensing*
thunderbird: Mozilla Thunderbird*
outlook: store:Microsoft.OutlookForWindows
teams: Microsoft Teams*, Teams Machine-Wide Installer, store:MSTeams
zoom: Zoom, Zoom Workplace*, Zoom(*
webex: Webex, Cisco Webex*
slack: Slack, store:91750D7E.Slack
signal: Signal *
skype: Skype *
goto: GoTo *, GoToMeeting*
anyconnect: Cisco Secure Client*, Cisco AnyConnect*
forticlient: FortiClient*
globalprotect: GlobalProtect
openvpn: OpenVPN*
wireguard: WireGuard
tailscale: Tailscale*
zscaler: Zscaler
teamviewer: TeamViewer*
anydesk: AnyDesk*
rustdesk: RustDesk*
windows-app: Remote Desktop, store:MicrosoftCorporationII.Windows365
citrix: Citrix Workspace*, Citrix Receiver*
horizon: VMware Horizon Client*, Omnissa Horizon Client*
acrobat: Adobe Acrobat*, Adobe Reader*
foxit: Foxit PDF*, Foxit Reader*
okular: Okular*
java: Java 8 *, Java(TM)*, OpenJDK*, Eclipse Temurin*, Amazon Corretto*, Zulu*
dotnet: Microsoft Windows Desktop Runtime*
webview: Microsoft Edge WebView2*
onedrive: Microsoft OneDrive
nextcloud: Nextcloud
dropbox: Dropbox
keepassxc: KeePassXC*
defender: defender
crowdstrike: CrowdStrike*
sentinelone: Sentinel Agent*
sophos: Sophos Endpoint*, Sophos Anti-Virus*
eset: ESET *
bitdefender: Bitdefender*
kaspersky: Kaspersky*
trendmicro: Trend Micro*
mcafee: McAfee*, Trellix*
norton: Norton*, Symantec Endpoint*
malwarebytes: Malwarebytes*
clamav: ClamAV*
"""
)
