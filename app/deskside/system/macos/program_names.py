"""What known programs are called on a Mac: their place below the folder Applications, without ".app"."""

from __future__ import annotations

from deskside.system.known_programs import Names

NAMES = Names(
    """
firefox: Firefox
chrome: Google Chrome
chromium: Chromium
edge: Microsoft Edge
brave: Brave Browser
opera: Opera
safari: Safari
libreoffice: LibreOffice
onlyoffice: ONLYOFFICE
microsoft-office: Microsoft Word, Microsoft Excel
thunderbird: Thunderbird
outlook: Microsoft Outlook
teams: Microsoft Teams, Microsoft Teams classic
zoom: zoom.us
webex: Webex
slack: Slack
signal: Signal
skype: Skype
goto: GoTo, GoToMeeting
anyconnect: Cisco/Cisco Secure Client, Cisco/Cisco AnyConnect Secure Mobility Client
forticlient: FortiClient
globalprotect: GlobalProtect
openvpn: OpenVPN Connect, Tunnelblick
wireguard: WireGuard
tailscale: Tailscale
zscaler: Zscaler/Zscaler
teamviewer: TeamViewer, TeamViewerQS
anydesk: AnyDesk
rustdesk: RustDesk
windows-app: Microsoft Remote Desktop, Windows App
citrix: Citrix Workspace
horizon: VMware Horizon Client, Omnissa Horizon Client
acrobat: Adobe Acrobat Reader, Adobe Acrobat Reader DC, Adobe Acrobat DC/Adobe Acrobat
foxit: Foxit PDF Reader
java: /Library/Java/JavaVirtualMachines/*
onedrive: OneDrive
nextcloud: Nextcloud
dropbox: Dropbox
keepassxc: KeePassXC
defender: Microsoft Defender
crowdstrike: Falcon
sentinelone: SentinelOne/SentinelOne Extensions
sophos: Sophos/Sophos Endpoint
eset: ESET Endpoint Security
bitdefender: Endpoint Security for Mac
kaspersky: Kaspersky Endpoint Security
trendmicro: Trend Micro Apex One
mcafee: Trellix Endpoint Security for Mac
norton: Norton, Symantec Solutions/Symantec Endpoint Protection
malwarebytes: Malwarebytes
"""
)
