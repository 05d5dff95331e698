"""Ties a real Request Tracker to the mail system: its mail goes out to the mailboxes, mail to rt@ becomes tickets."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from ..rt.server import RequestTrackerServer
from .server import MailServer

_RELAY = """\
#!{python}
import email, smtplib, sys
from email.utils import getaddresses
letter = sys.stdin.buffer.read()
head = email.message_from_bytes(letter)
to = [address for _, address in getaddresses(head.get_all("To", []) + head.get_all("Cc", []) + head.get_all("Bcc", []))]
with smtplib.SMTP("127.0.0.1", {port}, timeout=30) as smtp:
    smtp.sendmail("support@helptest.invalid", to, letter)
"""


@contextlib.contextmanager
def mail_goes_out(rt: RequestTrackerServer, mail: MailServer) -> Iterator[None]:
    """What Request Tracker calls to send its mail, for a while not the one that throws it away."""
    program = rt.folder / "no-mail"
    before = program.read_text("utf-8")
    program.write_text(_RELAY.format(python=sys.executable, port=mail.ports["SMTP"]), "utf-8")
    try:
        yield
    finally:
        program.write_text(before, "utf-8")
