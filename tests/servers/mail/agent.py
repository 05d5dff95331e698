"""The agent's side of a help desk by mail: reads its mailbox and answers from it, past our own code."""

from __future__ import annotations

import contextlib
import imaplib
import smtplib
import ssl
import uuid
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.system.web.network import Network
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from .server import MailServer


class MailSide:
    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.network = Network(extra_ca=server.authority)
        self._made: list[Backend] = []

    def backend(self, account: str = "employee", password: str = "", **options: object) -> Backend:
        values: dict[str, object] = {
            "to": self.server.address("support"),
            "smtp": self.server.url("smtp+starttls", "SUBMISSION"),
            "imap": self.server.url("imaps", "IMAPS"),
            "user": self.server.address(account),
            **options,
        }
        secret = password or self.server.passwords[account]
        made = make_backend(
            "mail",
            lambda key: values.get(key.removeprefix("tickets.mail.")),  # type: ignore[arg-type, return-value]
            lambda _: secret,
            find_paths(),
            self.network,
        )
        self._made.append(made)
        return made

    def close(self) -> None:
        for backend in self._made:
            backend.close()

    def stranger(self) -> Backend:
        return self.backend("other")

    def wrong(self) -> Backend:
        return self.backend(password=WRONG)

    # --- what an agent does ------------------------------------------------------------------------------------------

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self.write(self.answer(backend_id, text, html=html))

    def note(self, backend_id: str, text: str) -> None:
        """To a colleague: the person is never among those who get it."""
        letter = self.answer(backend_id, text)
        letter.replace_header("To", self.server.address("agent"))
        self.write(letter)

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        """As a help desk's machine or its people would make it known by mail."""
        letter = self.answer(backend_id, "We have received your message." if stage is Stage.SEEN else "I am on it.")
        if stage is Stage.SEEN:
            letter["Auto-Submitted"] = "auto-replied"
        self.write(letter)

    def delete(self, backend_id: str) -> None:
        with self.mailbox("support") as box:
            for number in self._numbers(box, backend_id):
                box.store(number, "+FLAGS", r"(\Deleted)")
            box.expunge()

    def answer(self, backend_id: str, text: str, *, html: bool = False) -> EmailMessage:
        """One to the person who wrote, not sent yet."""
        asked = self.letters(backend_id)[0]
        letter = EmailMessage()
        letter["From"] = f"Help desk <{self.server.address('support')}>"
        letter["To"] = asked["Reply-To"] or asked["From"]
        letter["Subject"] = f"Re: {asked['Subject']}"
        letter["Message-ID"] = f"<{uuid.uuid4()}@helptest.invalid>"
        letter["In-Reply-To"] = letter["References"] = asked["Message-ID"]
        letter.set_content(text, subtype="html" if html else "plain", cte="base64")
        return letter

    def write(self, letter: EmailMessage, account: str = "support") -> None:
        context = ssl.create_default_context(cafile=self.server.authority)
        with smtplib.SMTP_SSL("127.0.0.1", self.server.ports["SMTPS"], context=context, timeout=30) as smtp:
            smtp.login(self.server.address(account), self.server.passwords[account])
            smtp.send_message(letter)
        self.server.delivered()

    def acknowledge(self, letter: bytes) -> None:
        """As a help desk's machine does of a message that reached it on a way we don't see."""
        asked = message_from_bytes(letter, policy=default)
        said = EmailMessage()
        said["From"], said["To"] = self.server.address("support"), asked["From"]
        said["Subject"] = f"[helptest #17] AutoReply: {asked['Subject']}"
        said["In-Reply-To"], said["Auto-Submitted"] = asked["Message-ID"], "auto-replied"
        said.set_content("This message was automatically generated.")
        self.write(said)

    # --- what an agent reads -----------------------------------------------------------------------------------------

    def body(self, backend_id: str) -> str:
        part = self.letters(backend_id)[0].get_body(("plain",))
        return str(cast(EmailMessage, part).get_content()).replace("\r\n", "\n")

    def files(self, backend_id: str) -> dict[str, bytes]:
        parts = [part for letter in self.letters(backend_id) for part in letter.iter_attachments()]
        return {part.get_filename() or "": part.get_payload(decode=True) for part in parts}  # type: ignore[misc]

    def letters(self, backend_id: str, account: str = "support") -> list[EmailMessage]:
        """What lies in a mailbox about a ticket, in the order it came."""
        self.server.delivered()
        with self.mailbox(account) as box:
            return [self._letter(box, number) for number in self._numbers(box, backend_id)]

    @contextlib.contextmanager
    def mailbox(self, account: str) -> Iterator[imaplib.IMAP4]:
        context = ssl.create_default_context(cafile=self.server.authority)
        with imaplib.IMAP4_SSL("127.0.0.1", self.server.ports["IMAPS"], ssl_context=context, timeout=30) as box:
            box.login(self.server.address(account), self.server.passwords[account])
            box.select("INBOX")
            yield box

    def _numbers(self, box: imaplib.IMAP4, backend_id: str) -> list[str]:
        found = box.search(None, "SUBJECT", f'"({backend_id})"')[1]
        return [number.decode() for number in found[0].split()]

    def _letter(self, box: imaplib.IMAP4, number: str) -> EmailMessage:
        told = box.fetch(number, "(BODY.PEEK[])")[1]
        part = next(one for one in told if isinstance(one, tuple))
        return cast(EmailMessage, message_from_bytes(part[1], policy=default))
