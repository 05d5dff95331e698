"""What known programs are called on Linux: packages, snaps and Flatpaks by name, others by their place in /opt."""

from __future__ import annotations

from deskside.system.known_programs import Names

NAMES = Names(
    """
firefox: firefox, firefox-esr, org.mozilla.firefox
chrome: google-chrome-stable, com.google.Chrome
chromium: chromium, chromium-browser, org.chromium.Chromium
edge: microsoft-edge-stable, com.microsoft.Edge
brave: brave-browser, brave, com.brave.Browser
opera: opera-stable, opera
libreoffice: libreoffice-core, libreoffice-core-nogui, libreoffice-fresh, libreoffice-still, libreoffice
libreoffice: org.libreoffice.LibreOffice
onlyoffice: onlyoffice-desktopeditors, org.onlyoffice.desktopeditors
thunderbird: thunderbird, org.mozilla.Thunderbird
evolution: evolution, org.gnome.Evolution
geary: geary, org.gnome.Geary
kmail: kmail
teams: teams, teams-for-linux, com.github.IsmaelMartinez.teams_for_linux
zoom: zoom, zoom-client, us.zoom.Zoom
webex: webex, com.cisco.webex
slack: slack-desktop, slack, com.slack.Slack
signal: signal-desktop, org.signal.Signal
skype: skypeforlinux, skype, com.skype.Client
anyconnect: /opt/cisco/secureclient, /opt/cisco/anyconnect
forticlient: forticlient
globalprotect: globalprotect
openvpn: openvpn, openvpn3
openconnect: openconnect
wireguard: wireguard-tools
strongswan: strongswan, libstrongswan
tailscale: tailscale
zscaler: /opt/zscaler
teamviewer: teamviewer
anydesk: anydesk, com.anydesk.Anydesk
rustdesk: rustdesk, com.rustdesk.RustDesk
remmina: remmina, org.remmina.Remmina
citrix: icaclient
horizon: vmware-horizon-client, /usr/bin/vmware-view, /usr/bin/horizon-client
acrobat: acroread, com.adobe.Reader
foxit: foxitreader
evince: evince, papers, org.gnome.Evince, org.gnome.Papers
okular: okular, org.kde.okular
java: openjdk-*-jre, openjdk-*-jre-headless, java-*-openjdk, java-*-openjdk-headless, jre-openjdk, jdk-openjdk
java: temurin-*-jre, temurin-*-jdk
dotnet: dotnet-runtime-*
onedrive: onedrive
nextcloud: nextcloud-desktop, nextcloud-client, com.nextcloud.desktopclient.nextcloud
dropbox: dropbox, nautilus-dropbox, com.dropbox.Client
keepassxc: keepassxc, org.keepassxc.KeePassXC
defender: mdatp
crowdstrike: falcon-sensor
sentinelone: sentinelagent, SentinelAgent
sophos: /opt/sophos-spl, /opt/sophos-av
eset: eea, /opt/eset
bitdefender: bitdefender-security-tools
kaspersky: kesl
trendmicro: ds-agent, ds_agent
mcafee: /opt/McAfee
clamav: clamav, clamav-daemon
"""
)
