"""Where canaries are planted: real tools of this computer are given values of ours; what they then say is the text."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from .canaries import Aviary

_SECONDS = 60


def said(*argv: str, environ: Mapping[str, str] | None = None, folder: Path | None = None, given: str = "") -> str:
    """What a program writes, to either output."""
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **(environ or {})}
    ran = subprocess.run(
        argv, input=given, capture_output=True, text=True, timeout=_SECONDS, env=plain, cwd=folder, check=False
    )
    return ran.stdout + ran.stderr


def environment(take: Aviary, folder: Path) -> str:
    user = take("user")
    return said(
        "env",
        environ={
            "USER": user,
            "LOGNAME": user,
            "HOME": f"/home/{user}",
            "HOSTNAME": take("host"),
            "EMAIL": take("e-mail address"),
            "GITHUB_TOKEN": take("GitHub token"),
            "CI_JOB_TOKEN": take("GitLab token"),
            "SLACK_BOT": take("Slack token"),
            "STRIPE_API_KEY": take("Stripe key"),
            "NPM_TOKEN": take("npm token"),
            "MAPS_KEY": take("Google key"),
            "AWS_ACCESS_KEY_ID": take("AWS key id"),
            "AWS_SECRET_ACCESS_KEY": take("AWS secret"),
            "DB_PASSWORD": take("database password"),
            "http_proxy": f"http://{take('user')}:{take('password in a link')}@{take('host with its domain')}:3128",
            "SSH_CONNECTION": f"{take('address')} 51022 {take('address')} 22",
            "PGPASSWORD": take("database password"),
            "SMTP_PASS": take("password"),
            "ID_TOKEN": take("JSON web token"),
            "DEVICE_SERIAL": take("serial number"),
        },
    )


def git(take: Aviary, folder: Path) -> str:
    def run(*argv: str) -> str:
        return said("git", *argv, folder=folder, environ={"HOME": str(folder)})

    run("init", "-q")
    run("config", "user.name", take("full name"))
    run("config", "user.email", take("e-mail address"))
    run(
        "remote",
        "add",
        "origin",
        f"https://{take('user')}:{take('GitLab token')}@{take('host with its domain')}/kasse.git",
    )
    run("remote", "add", "next", f"git@{take('host with its domain')}:it/kasse.git")
    run("config", f"url.https://oauth2:{take('GitHub token')}@github.com/.insteadOf", "https://github.com/")
    run("config", "http.extraheader", f"Authorization: Bearer {take('bearer token')}")
    run("commit", "-q", "--allow-empty", "-m", "First")
    return "\n".join(run(*argv) for argv in (["config", "--local", "--list"], ["remote", "-v"], ["log"]))


def secure_shell(take: Aviary, folder: Path) -> str:
    config = folder / "config"
    alias, user = take("host"), take("user")
    config.write_text(
        f"Host {alias}\n  HostName {take('host with its domain')}\n  User {user}\n  IdentityFile /home/{user}/.ssh/id\n"
        f"  ProxyJump {take('user')}@{take('host with its domain')}\n"
    )
    said(
        "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", f"{take('user')}@{take('host')}", "-f", str(folder / "id")
    )
    known = f"{take('host with its domain')},{take('address')} {(folder / 'id.pub').read_text().rsplit(' ', 1)[0]}\n"
    resolved = said("ssh", "-G", "-F", str(config), alias)
    return config.read_text() + resolved + known + (folder / "id.pub").read_text() + take("private key")


def network_manager(take: Aviary, folder: Path) -> str:
    name = take("Wi-Fi name")
    return said(
        "nmcli",
        "--offline",
        "connection",
        "add",
        "type",
        "wifi",
        "con-name",
        name,
        "ssid",
        name,
        "wifi-sec.key-mgmt",
        "wpa-psk",
        "wifi-sec.psk",
        take("Wi-Fi key"),
        "wifi.cloned-mac-address",
        take("hardware address"),
        "ipv4.method",
        "manual",
        "ipv4.addresses",
        f"{take('address')}/24",
        "ipv4.dns",
        take("address"),
        "ipv4.dns-search",
        take("host with its domain"),
        "connection.permissions",
        f"user:{take('user')}",
    )


def processes(take: Aviary, folder: Path) -> str:
    arguments = [
        f"--password={take('password')}",
        "--user",
        take("user"),
        f"https://{take('host with its domain')}/?token={take('token in a link')}",
        f"--api-key={take('Google key')}",
        "-h",
        take("host with its domain"),
        f"/home/{take('home folder')}/notes.txt",
    ]
    child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()", *arguments], stdin=subprocess.PIPE)
    try:
        return said("ps", "uww", "-p", str(child.pid))
    finally:
        child.communicate()


def system_log(take: Aviary, folder: Path) -> str:
    lines = {
        "sshd": f"Accepted password for {take('user')} from {take('address')} port 50122 ssh2",
        "sudo": f"{take('user')} : TTY=pts/0 ; PWD=/home/{take('home folder')} ; USER=root ; COMMAND=/usr/bin/apt "
        f"update",
        "NetworkManager": f"<info> (wlp3s0): Activation: (wifi) connection '{take('Wi-Fi name')}' has security, "
        f"and secrets exist",
        "wpa_supplicant": f"wlp3s0: Trying to associate with {take('hardware address')} (SSID='{take('Wi-Fi name')}"
        f"' freq=2437 MHz)",
        "kernel": f"usb 1-2: SerialNumber: {take('serial number')}",
        "snmpd": f"Connection from UDP: [{take('address')}]:161, community: {take('SNMP community')}",
        "systemd": f"Set hostname to <{take('host')}>.",
        "dovecot": f"imap-login: Login: user=<{take('e-mail address')}>, method=PLAIN, rip={take('address')}",
        "app": f"could not open session, cookie: sid={take('cookie')}; machine id {take('machine id')}",
        "mail": f"to=<{take('e-mail address')}>, relay={take('host with its domain')}[{take('address')}]:25, "
        f"status=sent",
    }
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(folder / "log"))
        logger = ("logger", "--socket", str(folder / "log"), "--stderr", "--id", "--tag")
        return "".join(said(*logger, tag, line) for tag, line in lines.items())


def files(take: Aviary, folder: Path) -> str:
    (folder / "netrc").write_text(
        f"machine {take('host with its domain')} login {take('user')} password {take('password')}\n"
    )
    (folder / "wpa_supplicant.conf").write_text(
        f'network={{\n\tssid="{take("Wi-Fi name")}"\n\tpsk="{take("Wi-Fi key")}"\n\t#psk="x"\n\tpsk='
        f"{take('Wi-Fi key of 64')}\n}}\n"
    )
    (folder / "wg0.conf").write_text(
        f"[Interface]\nPrivateKey = {take('WireGuard key')}\nAddress = {take('address')}/32\n[Peer]\nEndpoint = "
        f"{take('host with its domain')}:51820\n"
    )
    (folder / "hosts").write_text(
        f"127.0.0.1 localhost\n{take('address')} {take('host with its domain')} {take('host')}\n"
    )
    (folder / "resolv.conf").write_text(f"nameserver {take('address')}\nsearch {take('host with its domain')}\n")
    (folder / "snmp.conf").write_text(f"rocommunity {take('SNMP community')} 10.0.0.0/8\n")
    (folder / "machine-id").write_text(f"machine-id: {take('machine id')}\n")
    (folder / "app.json").write_text(
        f'{{"db": {{"host": "{take("host")}", "user": "{take("user")}", "password": "{take("database password")}"}}}}\n'
    )
    return said("sh", "-c", "tail -n +1 netrc *.conf hosts machine-id app.json", folder=folder)


def notes(take: Aviary, folder: Path) -> str:
    (folder / "notes.txt").write_text(
        f"My name is {take('full name')}, call me on {take('phone number')}. I live in {take('street')}, DNI "
        f"{take('identity number')}.\n"
        f"BitLocker: {take('disk recovery key')}\nCard {take('card')}, IBAN {take('bank account')}.\n"
        f"Position: {take('place on the map')}. Account {take('account number of Windows')}.\n"
        f"Das Kennwort lautet {take('password')}. Seriennummer: {take('serial number')}. Le Wi-Fi « "
        f"{take('Wi-Fi name')} ».\n"
        f"Reset: https://{take('host with its domain')}/reset?token={take('token in a link')}\n"
    )
    return said("cat", "notes.txt", folder=folder)


_TALK = """
import socket, sys, time
server = socket.create_server((sys.argv[1], 8443))
client = socket.create_connection((sys.argv[1], 8443))
time.sleep(60)
"""


def network(take: Aviary, folder: Path) -> str:
    """A network of its own, with cards, neighbours, routes and connections. Needs root."""
    here, six, near = take("address"), take("address of version 6"), take("address")
    script = f"""
        ip link set lo up; ip link add v0 type veth peer name v1; ip link set v0 address {take("hardware address")}
        ip link set v0 up; ip link set v1 up; ip addr add {here}/8 dev v0; ip -6 addr add {six}/64 dev v0 nodad
        ip neigh add {near} lladdr {take("hardware address")} dev v0; ip route add 172.20.0.0/16 via {near}
        {sys.executable} -c '{_TALK}' {here} &
        sleep 1; ip addr; ip -br addr; ip route; ip neigh; ss -tanp; kill $!
    """
    return said("unshare", "--net", "sh", "-c", script)


def mounts(take: Aviary, folder: Path) -> str:
    """A share by name, seen by mount and df; and a computer of another name. Needs root."""
    host, user, name = take("host"), take("home folder"), shlex.quote(take("host"))
    script = (
        f"mount -t tmpfs //{host}/abteilung {folder}; mkdir {folder}/home; hostname {name}; mount | grep "
        f"{folder}; df {folder}; uname -a; lsblk -f"
    )
    return (
        said("unshare", "--mount", "--uts", "sh", "-c", script)
        + f"\n//{take('host')}/daten /home/{user}/daten cifs rw 0 0\n"
    )


def printing(take: Aviary, folder: Path) -> str:
    """A real cupsd of its own, with queues and a job. Needs root."""
    (folder / "spool").mkdir()
    folder.chmod(0o755)
    door = folder / "cups.sock"
    (folder / "cupsd.conf").write_text(
        f"Listen {door}\nLogLevel debug\nDefaultAuthType None\n<Location />\nAllow all\n</Location>\n<Policy "
        f"default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n"
    )
    (folder / "cups-files.conf").write_text(
        f"ServerRoot {folder}\nRequestRoot {folder}/spool\nCacheDir {folder}\nStateDir {folder}\nFileDevice "
        f"Yes\nTempDir {folder}/spool\n"
        f"ErrorLog {folder}/error_log\nAccessLog {folder}/access_log\nPageLog {folder}/page_log\nSystemGroup root\n"
    )
    daemon = subprocess.Popen(
        ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")],
        stderr=subprocess.DEVNULL,
    )
    server = {"CUPS_SERVER": str(door), "CUPS_USER": take("user")}
    try:
        for _again in range(100):
            if door.exists():
                break
            time.sleep(0.1)
        uris = [
            f"socket://{take('address')}:9100",
            f"ipp://{take('host with its domain')}:631/ipp/print",
            f"lpd://{take('host')}/labor",
            f"usb://EPSON/TM-T20II?serial={take('serial number')}",
        ]
        for number, uri in enumerate(uris):
            said(
                "lpadmin",
                "-p",
                f"queue{number}",
                "-E",
                "-v",
                uri,
                "-m",
                "raw",
                "-u",
                f"allow:{take('user')}",
                environ=server,
            )
        said("cupsdisable", "queue0", environ=server)
        said("lp", "-U", take("user"), "-d", "queue0", "/etc/hostname", environ=server)
        status = said("lpstat", "-t", environ=server)
    finally:
        daemon.terminate()
        daemon.wait(20)
    kept = [folder / name for name in ("printers.conf", "error_log", "access_log")]
    return status + "".join(path.read_text(errors="replace")[-40_000:] for path in kept if path.exists())


def browser(take: Aviary, folder: Path) -> str:
    """The settings a real Firefox writes into a real profile."""
    (folder / "user.js").write_text(
        f'user_pref("browser.startup.homepage", "https://{take("host with its domain")}/start");\n'
        f'user_pref("network.proxy.http", "{take("host with its domain")}");\n'
        f'user_pref("browser.download.dir", "/home/{take("home folder")}/Downloads");\n'
        f'user_pref("services.sync.username", "{take("e-mail address")}");\n'
        f'user_pref("mail.identity.id1.fullName", "{take("full name")}");\n'
        f'user_pref("extensions.x.apiToken", "{take("bearer token")}");\n'
    )
    said(
        "firefox-esr",
        "--headless",
        "--profile",
        str(folder),
        "--screenshot",
        str(folder / "s.png"),
        "about:blank",
        environ={"HOME": str(folder)},
    )
    return "".join(
        (folder / name).read_text()
        for name in ("prefs.js", "compatibility.ini", "times.json")
        if (folder / name).exists()
    )


Place = Callable[[Aviary, Path], str]
PLACES: dict[str, tuple[Place, str]] = {
    "environment": (environment, "env"),
    "git": (git, "git"),
    "ssh": (secure_shell, "ssh-keygen"),
    "NetworkManager": (network_manager, "nmcli"),
    "ps": (processes, "ps"),
    "log": (system_log, "logger"),
    "files": (files, "sh"),
    "notes": (notes, "cat"),
}
"""Each with the program it needs; none of these touches more than its folder."""
ROOT_PLACES: dict[str, tuple[Place, str]] = {
    "ip and ss": (network, "unshare"),
    "mount and df": (mounts, "unshare"),
    "CUPS": (printing, "cupsd"),
    "Firefox": (browser, "firefox-esr"),
}
"""Networks, mounts and daemons of their own."""


def is_here(place: tuple[Place, str]) -> bool:
    return shutil.which(place[1]) is not None
