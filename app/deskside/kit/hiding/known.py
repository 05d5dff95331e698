"""Words and forms that stay in a recording: the same on thousands of computers, they tell of nobody."""

from __future__ import annotations

from deskside.system.known_programs import PROGRAMS

_CACHES = "temporary internet crashes graphics npm pip spotify chrome edge safari teams xcode"
CACHES = frozenset(_CACHES.split())
_CACHED = (
    "mozilla thunderbird google-chrome chromium microsoft-edge BraveSoftware teams-for-linux Code thumbnails npm pip "
    "spotify Spotify Xcode Vivaldi Discord Homebrew Windows fontconfig mesa_shader_cache gstreamer-1.0 tracker3 "
    "google firefox homebrew"
)
PROGRAM_NAMES = frozenset(
    (*_CACHED.split(), "Visual Studio Code", *PROGRAMS, *(name for name, _kind in PROGRAMS.values()))
)
"""Of those a help desk asks after; which others somebody uses is their own business."""
DRIVERS = frozenset(("everywhere", "driverless", "Microsoft Print To PDF", "Local Raw Printer", "Generic PDF Printer"))
TO_A_FILE = frozenset(("portprompt:", "nul:", "shrfax:", "xpsport:", "file:", "usb001", "usb002", "lpt1:", "com1:"))
"""Ports of Windows."""
LINKS = (
    r"(?:lo|eth|wlan|wwan|usb|br|bond|docker|virbr|tun|tap|wg|ppp|en|utun|awdl|llw|bridge|ib|ifb|sit|gre|tunl|dummy)\d{0,3}"
    r"|(?:en|wl|ww|ib)(?:o\d{1,3}|(?:p\d{1,3})?s\d{1,3}(?:f\d{1,2})?(?:u\d{1,2})*)"
    r"|(?:Ethernet|Wi-Fi|WiFi|WLAN|LAN-Verbindung|Local Area Connection|Thunderbolt Bridge"
    r"|vEthernet \(WSL\))(?: \d{1,2})?"
    r"|USB 10/100(?:/1000)? LAN"
)
SOCKETS = (
    r"(?:HDMI|DP|eDP|DVI|VGA|LVDS|DSI|DisplayPort|Virtual|VNC|None)-?(?:[A-Z]-?)?(?:\d{1,2}(?:-\d{1,2}){0,3})?"
    r"|XWAYLAND\d+|screen|\\\\\.\\DISPLAY\d{1,2}"
)
RELEASES = (
    r"(?:(?:Microsoft )?Windows|macOS|Debian GNU/Linux|Ubuntu|Fedora(?: Linux)?|openSUSE (?:Leap|Tumbleweed)|Linux Mint"
    r"|Arch Linux|Red Hat Enterprise Linux|Rocky Linux|AlmaLinux)"
    r"(?: (?:\d[\d.]{0,9}|\(?(?:LTS|Pro|Home|Enterprise|Education|trixie|bookworm|bullseye|sid|Workstation Edition"
    r"|\d\dH\d|Sequoia|Sonoma|Ventura|Monterey|Tahoe)\)?))*"
)
_PRINTERS_SAY = (
    "none other paused offline shutdown stopped-partly stopping timed-out connecting-to-device moving-to-paused "
    "media-empty media-needed media-low media-jam toner-empty toner-low marker-supply-empty marker-supply-low "
    "marker-waste-full marker-waste-almost-full cover-open door-open interlock-open input-tray-missing "
    "output-tray-missing output-area-full output-area-almost-full fuser-over-temp fuser-under-temp opc-near-eol "
    "opc-life-over developer-empty developer-low spool-area-full power-save power-off hold-new-jobs deleting "
    "driver-missing identify-printer-requested testing unknown error blocked paper-out intervention"
)
_CUPS_SAYS = (
    "cups-missing-filter cups-insecure-filter cups-waiting-for-job-completed cups-remote-canceled "
    "cups-remote-pending cups-remote-pending-held cups-remote-processing cups-remote-stopped "
    "cups-ipp-wrong-http-version cups-pki-expired cups-certificate-error"
)
_JOBS_SAY = (
    "job-incoming job-printing job-queued job-stopped job-hold-until-specified job-canceled-by-user aborted-by-system "
    "job-completed-successfully job-completed-with-errors job-completed-with-warnings job-data-insufficient "
    "job-password-wait job-restartable job-transforming printer-stopped printer-stopped-partly "
    "processing-to-stop-point resources-are-not-ready service-off-line submission-interrupted queued-in-device "
    "document-format-error "
    "document-unprintable-error compression-error unsupported-document-format account-info-needed "
    "account-authorization-failed account-closed account-limit-reached cups-filter-crashed cups-held-for-authentication"
)
REASONS = frozenset(f"{_PRINTERS_SAY} {_CUPS_SAYS} {_JOBS_SAY}".split())
"""RFC 8011's words, CUPS' own, and those of this app. A printer's maker may add others."""
_LABELS = "www wpad localhost local lan home internal intern corp test invalid example arpa in-addr com org net"
LABELS = frozenset(_LABELS.split())
"""Parts of hosts' names that stand in thousands of them."""
CHECK_PAGES = frozenset(
    (
        "http://www.msftconnecttest.com/connecttest.txt",
        "http://captive.apple.com/hotspot-detect.html",
        "http://network-test.debian.org/nm",
        "http://connectivity-check.ubuntu.com/",
        "http://fedoraproject.org/static/hotspot.txt",
        "http://nmcheck.gnome.org/check_network_status.txt",
        "http://ping.archlinux.org/nm-check.txt",
        "http://conncheck.opensuse.org",
    )
)
CHECK_TEXTS = frozenset(("Microsoft Connect Test", "Success", "NetworkManager is online", "OK"))
HOSTS = frozenset(("example.com", "example.org", "example.net", *(page.split("/")[2] for page in CHECK_PAGES)))
PAGES = frozenset(("", "printers", "classes", "ipp", "print", "queue", "generate_204", "index.html", "proxy.pac"))
"""Parts of the path of an address."""
_SCHEMES = (
    "http https ftp file socket ipp ipps lpd usb smb dnssd mdns cups-pdf cups-brf hp hpfax implicitclass parallel "
    "serial bluetooth hal direct network beh"
)
SCHEMES = frozenset(_SCHEMES.split())
