"""From a case to a ticket: the story, exactly what would be sent, and the sending of exactly that."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deskside.casework.agent_part import agent_part
from deskside.casework.tickets import TicketRoom
from deskside.engine import new_reference, tried_lines
from deskside.errors import NeedsEdit
from deskside.language import _
from deskside.model.case import Case
from deskside.model.report import CheckRow, Item
from deskside.model.ticket import Draft, Ticket
from deskside.storage import Keepsake
from deskside.tickets.files import enclose
from deskside.tickets.sending import tidy

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy

STORY, AGENT, BUNDLE = "story", "agent", "bundle"
BUNDLE_NAME = "deskside.zip"
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")


class Handover:
    """Made once per ticket. ``items`` and ``send`` share one set of facts, so what is shown is what is sent."""

    def __init__(
        self,
        case: Case | None,
        words: str,
        email: str,
        tickets: TicketRoom,
        privacy: Privacy,
        remember_email: Callable[[str], None],
    ) -> None:
        self._case, self.words, self.email = case, words or (case.words if case else ""), email
        self._tickets, self._privacy, self._remember_email = tickets, privacy, remember_email
        self.reference = case.id if case else tickets.draft_reference() or new_reference(random.SystemRandom())
        self.words = tickets.kept_words(self.reference) or self.words
        self._agent: str | None = None
        self._bundle: bytes | None = None

    @property
    def ready(self) -> CheckRow:
        """Whether sending can work, checked before the first question. Blocks for a few seconds at most."""
        return self._tickets.ready()

    @property
    def title(self) -> str:
        """One line in plain words."""
        if self._case is None:
            return (self.words.strip().splitlines() or [_("Help, please")])[0][:120]
        found = next((finding.says for finding in self._case.findings), "")
        return _("{title}: {found}").format(title=self._case.title, found=found) if found else self._case.title

    def items(self, story: str, stops: str) -> tuple[Item, ...]:
        """Exactly what would be sent. Collects facts the first time, which takes up to a few seconds."""
        draft = self._draft(self.title, story, stops, "", frozenset((STORY, AGENT)))
        return (
            Item(STORY, _("Your words, and what was tried."), draft.story),
            Item(AGENT, _("What was found, for the help desk."), draft.agent_part),
            Item(BUNDLE, _("How this computer is doing. Private things are hidden."), self._readable(), BUNDLE_NAME),
        )

    def send(
        self,
        *,
        story: str,
        stops: str,
        email: str,
        kept: frozenset[str],
        attachments: tuple[Path, ...] = (),
        title: str = "",
    ) -> Ticket:
        """Consent: everything kept is safe on the disk when this returns, and will be sent.

        Raises ``NeedsEdit`` when the person has to change something, ``StorageProblem`` when it cannot be kept.
        """
        if email and not _ADDRESS.fullmatch(email):
            raise NeedsEdit("not an address", says=_("Please look at your e-mail address again. It needs an @ sign."))
        files = tuple(_enclosed(path) for path in attachments)
        if BUNDLE in kept:
            files = (*files, enclose(BUNDLE_NAME, self._bundled()))
        ticket = self._tickets.queue(self._draft(title or self.title, story, stops, email, kept), files)
        if email and email != self.email:
            self._remember_email(email)
        return ticket

    def keep(self, story: str) -> None:
        """Saves words while they are written, so that they are still there after whatever happens to this process."""
        self._tickets.keep_draft(Draft(self.reference, title="", story=story))

    def _draft(self, title: str, story: str, stops: str, email: str, kept: frozenset[str]) -> Draft:
        """The ticket as it will be sent, to the letter."""
        case = self._case
        return tidy(
            Draft(
                reference=self.reference,
                title=title,
                story=self._story(story, stops),
                agent_part=self._agent_part() if AGENT in kept else "",
                requester=email,
                category=case.category if case else "",
                contact=case.contact if case else "",
            )
        )

    def _story(self, story: str, stops: str) -> str:
        """The part for people: own words, what it stops, what was tried."""
        parts = [story.strip() or self.words.strip()]
        if stops.strip():
            parts.append(_("What it stops: {stops}").format(stops=stops.strip()))
        if self._case is not None and (lines := tried_lines(self._case)):
            parts.append("\n".join((_("What Deskside found and tried:"), *(f"- {line}" for line in lines))))
        return "\n\n".join(part for part in parts if part)

    def _agent_part(self) -> str:
        if self._agent is None:
            self._agent = agent_part(self._case, self._privacy)
        return self._agent

    def _bundled(self) -> bytes:
        if self._bundle is None:
            self._bundle = self._privacy.bundle(self._case, self._agent_part())
        return self._bundle

    def _readable(self) -> str:
        return self._privacy.readable(self._bundled())


def _enclosed(path: Path) -> Keepsake:
    try:
        return enclose(path.name, path.read_bytes())
    except OSError as problem:
        raise NeedsEdit(str(problem), says=_("{name} can't be read.").format(name=path.name)) from problem
