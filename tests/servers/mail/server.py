"""Starts and stops a real postfix and a real dovecot on free ports, with an authority of their own.

FOLDER/env (mode 600) says where they are and whose passwords there are. FOLDER
must be short: the names of sockets below it may have 107 characters. By hand:
``by_hand.py``.
"""

from __future__ import annotations

import grp
import os
import pwd
import secrets
import shutil
import socket
import time
from pathlib import Path
from typing import Self

from ..running import NoServer, Running, free_port, install, ran, write_private
from .settings import ACCESS, DOMAIN, DOVECOT, HEADS, MAIN, MASTER

PACKAGES = ("postfix", "postfix-pcre", "dovecot-imapd", "openssl")
"""Postfix takes the place of another mail server."""
PORTS = ("SMTP", "NOTLS", "SUBMISSION", "SMTPS", "SMTPS_WRONGHOST", "SMTPS_EXPIRED", "IMAP", "IMAPS")
PEOPLE = ("employee", "other", "agent", "support")
SUBMITS = "kiosk"
"""An account that may send and has no mailbox."""
START_SECONDS, STEP_SECONDS = 90, 120
SIZE_LIMIT = 4 << 20
EXPIRED = -1
MASTER_PROGRAM = Path("/usr/lib/postfix/sbin/master")
"""Started by itself: by ``postfix start`` it would leave the group of processes that is ended."""


class MailServer:
    """``start`` returns once every port takes connections. ``rt_url``: mail to rt@ goes to that Request Tracker."""

    def __init__(self, folder: Path, *, rt_url: str = "http://127.0.0.1:9") -> None:
        self.folder = folder.absolute()
        self.ports: dict[str, int] = {}
        self.passwords: dict[str, str] = {}
        """By account: those of ``PEOPLE``, and ``SUBMITS``."""
        self._rt_url = rt_url
        for name in ("postfix", "dovecot", "pid-postfix", "pid-dovecot"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self._running = {name: Running(self.folder / f"pid-{name}") for name in ("dovecot", "postfix")}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def authority(self) -> str:
        return str(self.folder / "tls" / "ca.pem")

    def address(self, account: str) -> str:
        return f"{account}@{DOMAIN}"

    def url(self, scheme: str, port: str) -> str:
        return f"{scheme}://127.0.0.1:{self.ports[port]}"

    def start(self) -> None:
        install(PACKAGES)
        self.ports = {name: free_port() for name in PORTS}
        for name in ("spool", "pfdata", "boxes", "run", "log", "tls"):
            (self.folder / name).mkdir(exist_ok=True)
        for place in (self.folder, self.folder / "run"):
            place.chmod(0o755)
        shutil.chown(self.folder / "pfdata", "postfix")
        shutil.chown(self.folder / "boxes", "mail", "mail")
        self._certificates()
        self._people()
        self._settings()
        dovecot = self.folder / "dovecot" / "dovecot.conf"
        self._running["dovecot"].start(["dovecot", "-F", "-c", str(dovecot)], os.environ, self.folder)
        postfix = str(self.folder / "postfix")
        ran(["postfix", "-c", postfix, "check"], STEP_SECONDS, cwd=self.folder)  # makes the folders of its queue
        self._running["postfix"].start([str(MASTER_PROGRAM), "-d", "-c", postfix], os.environ, self.folder)
        try:
            self._wait()
        except NoServer:
            self.stop()
            raise

    def delivered(self) -> None:
        """Returns once nothing is on its way any more: all of it lies in a mailbox or came back."""
        until = time.monotonic() + STEP_SECONDS
        while self._under_way() or self._under_way():  # a mail that comes of another may be missed once
            if time.monotonic() > until:
                raise NoServer(f"mail is still on its way: {self.log()}")
            time.sleep(0.02)

    def _under_way(self) -> bool:
        queues = [self.folder / "spool" / name for name in ("maildrop", "incoming", "active", "deferred")]
        return any(path.is_file() for queue in queues for path in queue.rglob("*"))

    def stop(self) -> None:
        for running in reversed(self._running.values()):
            running.stop()

    def log(self) -> str:
        logs = sorted((self.folder / "log").glob("*.log")) + sorted(self.folder.glob("pid-*/server.log"))
        return "\n".join(log.read_text("utf-8", "replace")[-2000:] for log in logs)

    def _certificates(self) -> None:
        """Of one that vouches for this computer, for another, and for this one until yesterday."""
        subject = ("-nodes", "-newkey", "rsa:2048")
        self._openssl(
            "req", "-x509", *subject, "-days", "2", "-subj", "/CN=Tests", "-keyout", "ca.key", "-out", "ca.pem"
        )
        for name, names, days in (
            ("good", "DNS:localhost,IP:127.0.0.1", 2),
            ("wronghost", "DNS:mail.elsewhere.invalid", 2),
            ("expired", "DNS:localhost,IP:127.0.0.1", EXPIRED),
        ):
            (self.folder / "tls" / "names").write_text(f"subjectAltName={names}\n", "utf-8")
            self._openssl("req", *subject, "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", "request")
            signer = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names")
            self._openssl("x509", "-req", "-in", "request", *signer, "-days", str(days), "-out", f"{name}.pem")

    def _openssl(self, *arguments: str) -> None:
        ran(["openssl", *arguments], STEP_SECONDS, cwd=self.folder / "tls")

    def _people(self) -> None:
        """Who may sign in where; agent and support are the help desk, and both write as support."""
        self.passwords = {name: secrets.token_hex(12) for name in (*PEOPLE, SUBMITS)}
        readers, senders = list(PEOPLE), [*PEOPLE, SUBMITS]
        for service, names in (("imap", readers), ("smtp", senders)):
            lines = [f"{self.address(name)}:{{PLAIN}}{self.passwords[name]}::::::\n" for name in names]
            file = self.folder / "dovecot" / f"users-{service}"
            file.write_text("".join(lines), "utf-8")
            file.chmod(0o640)
            os.chown(file, 0, grp.getgrnam("dovecot").gr_gid)
        boxes = "".join(f"{self.address(name)} {name}/\n" for name in (*PEOPLE, "moved", "rt"))
        self._write("postfix/boxes", boxes)
        writes_as = {name: self.address(name) for name in senders}
        writes_as["support"] += f", {self.address('agent')}"
        self._write("postfix/senders", "".join(f"{self.address(name)} {as_}\n" for name, as_ in writes_as.items()))
        lines_env = [f"{name.upper()}_PASSWORD={password}\n" for name, password in self.passwords.items()]
        lines_env += [f"{name}_PORT={port}\n" for name, port in self.ports.items()]
        write_private(self.folder / "env", "".join(lines_env))

    def _settings(self) -> None:
        person = pwd.getpwnam("mail")
        places = {
            **{name: str(port) for name, port in self.ports.items()},
            "folder": str(self.folder),
            "domain": DOMAIN,
            "mail_uid": str(person.pw_uid),
            "mail_gid": str(person.pw_gid),
            "size_limit": str(SIZE_LIMIT),
        }
        self._write("dovecot/dovecot.conf", DOVECOT.format(**places))
        self._write("postfix/main.cf", MAIN.format(**places))
        self._write("postfix/master.cf", MASTER.format(**places))
        self._write("postfix/access", ACCESS)
        self._write("postfix/heads", HEADS)
        self._write("postfix/transport", f"rt@{DOMAIN} rtgate:\nmoved@{DOMAIN} moved:\n")
        self._program("moved", "cat >/dev/null\necho 'this address has moved'\nexit 67")
        self._program("rtgate", f"exec /usr/bin/rt-mailgate --queue Support --action correspond --url {self._rt_url}/")

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def _program(self, name: str, lines: str) -> None:
        self._write(name, f"#!/bin/sh\n{lines}\n")
        (self.folder / name).chmod(0o755)

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        for name, port in self.ports.items():
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 5).close()
                    break
                except OSError as problem:
                    if time.monotonic() > until:
                        raise NoServer(f"{name} does not answer: {self.log()}") from problem
                    time.sleep(0.05)
