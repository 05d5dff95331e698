"""From a case to a ticket: the story, exactly what would be sent, and the sending of exactly that."""

from __future__ import annotations

import hashlib
import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskside.casework.added import added_before, distinct
from deskside.casework.contents import Contents
from deskside.casework.impact import story_line
from deskside.casework.tickets import TicketRoom
from deskside.engine import new_reference, tried_lines
from deskside.errors import NeedsEdit
from deskside.language import _
from deskside.model.case import Case
from deskside.model.parcel import Added, Choices, Kind, Parcel, ParcelFile, Shown
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Ticket
from deskside.storage import Keepsake
from deskside.tickets.files import enclose
from deskside.tickets.plain import ascii_name, plain
from deskside.tickets.sending import tidy

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy
    from deskside.casework.veil import Veil

BUNDLE_NAME = "deskside.zip"
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")


class Handover:
    """Made once per ticket: facts are collected once, however often the person changes their mind afterwards."""

    def __init__(
        self,
        case: Case | None,
        words: str,
        email: str,
        tickets: TicketRoom,
        privacy: Privacy,
        remember_email: Callable[[str], None],
        *,
        reference: str = "",
    ) -> None:
        """``reference`` is that of a message that was refused and is to be changed."""
        self._case, self.words, self.email = case, words or (case.words if case else ""), email
        self._tickets, self._remember_email = tickets, remember_email
        self._contents = Contents(case, privacy)
        known = reference or (case.id if case else tickets.draft_reference())
        self.reference = known or new_reference(random.SystemRandom())
        kept = tickets.kept(self.reference)
        self.words = (kept.words or kept.story if kept else "") or self.words
        self.stops, self.impact = (kept.stops, kept.impact) if kept else ("", "")
        """What was said before of this very ticket, and not sent."""
        self.added = added_before(kept.attachments, BUNDLE_NAME) if kept else ()
        """Files that the person had added to it."""

    @property
    def ready(self) -> CheckRow:
        """Whether sending can work, checked before the first question. Blocks for a few seconds at most."""
        return self._tickets.ready()

    def show(self, choices: Choices) -> Shown:
        """Everything that could be sent, and the parcel of what is kept. Collects facts the first time."""
        contents, parcel = self._contents.under(choices), self.parcel(choices)
        return Shown((contents.story_item(parcel.story), *contents.items(choices)), parcel)

    def parcel(self, choices: Choices) -> Parcel:
        """The message as it will be sent, to the byte. The same choices give the same parcel."""
        contents = self._contents.under(choices)
        case, kept = self._case, [item for item in contents.items(choices) if item.kept]
        draft = tidy(
            Draft(
                reference=self.reference,
                title=self._title(choices, contents.veil),
                story=contents.veil.words(_readable(self._story(choices))),
                agent_part=contents.agent(choices) if any(item.kind is Kind.AGENT for item in kept) else "",
                requester=choices.email,
                category=case.category if case else "",
                contact=case.contact if case else "",
                words=contents.veil.words(_readable(self._own_words(choices))),
                stops=contents.veil.words(_readable(choices.stops)),
                impact=choices.impact,
            )
        )
        bundle = contents.bundle(choices, draft.agent_part)
        files = [enclose(BUNDLE_NAME, bundle)] if bundle else []
        ids = {item.id for item in kept}
        veil = contents.veil
        files += [enclose(_file_name(one, veil), contents.added(one)) for one in choices.added if one.id in ids]
        return Parcel(
            reference=draft.reference,
            title=draft.title,
            story=draft.story,
            agent_part=draft.agent_part,
            requester=draft.requester,
            category=draft.category,
            contact=draft.contact,
            words=draft.words,
            stops=draft.stops,
            impact=draft.impact,
            files=_hashed(files),
        )

    def places(self, value: str, before: Shown, after: Shown) -> int:
        """In how many places of ``before`` a value stood that is hidden in ``after``."""
        return self._contents.places(value, before) - self._contents.places(value, after)

    @staticmethod
    def read_whole(parcel: Parcel) -> str:
        """Every word of the file about this computer, read from the very bytes that are sent; "" when there is none."""
        data = next((file.content for file in parcel.files if file.name == BUNDLE_NAME), b"")
        if not data:
            return ""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(f"== {name} ==\n{archive.read(name).decode()}" for name in archive.namelist())

    def send(self, parcel: Parcel) -> Ticket:
        """Consent: this parcel is safe on the disk when this returns, and will be sent as it is.

        Raises ``NeedsEdit`` when the person has to change something, ``StorageProblem`` when it cannot be kept.
        """
        email = parcel.requester
        if email and not _ADDRESS.fullmatch(email):
            raise NeedsEdit("not an address", says=_("Please look at your e-mail address again. It needs an @ sign."))
        files = tuple(Keepsake(file.name, file.media_type, file.content) for file in parcel.files)
        ticket = self._tickets.queue(parcel.draft, files)
        if email and email != self.email:
            self._remember_email(email)
        return ticket

    def keep(self, story: str, stops: str = "", impact: str = "") -> None:
        """Saves words while they are written, so that they are still there after whatever happens to this process."""
        self._tickets.keep_draft(Draft(self.reference, title="", story=story, words=story, stops=stops, impact=impact))

    def _title(self, choices: Choices, veil: Veil) -> str:
        """One line in plain words. What is hidden goes before the line is cut, so that no half of it is left."""
        if choices.title:
            return veil.words(_readable(choices.title))
        if self._case is None:
            words = veil.words(_readable(choices.story) or _readable(self.words))
            return (words.splitlines() or [_("Help, please")])[0][:120]
        found = next((finding.says for finding in self._case.findings), "")
        title = _("{title}: {found}").format(title=self._case.title, found=found) if found else self._case.title
        return veil.words(_readable(title))

    def _own_words(self, choices: Choices) -> str:
        return choices.story.strip() or self.words.strip()

    def _story(self, choices: Choices) -> str:
        """The part for people: own words, what it stops and whom, what was tried."""
        stops = choices.stops.strip()
        told = (_("What it stops: {stops}").format(stops=stops) if stops else "", story_line(choices.impact))
        parts = [self._own_words(choices), "\n".join(line for line in told if line)]
        if self._case is not None and (lines := tried_lines(self._case)):
            parts.append("\n".join((_("What Deskside asked, found and tried:"), *(f"- {line}" for line in lines))))
        return "\n\n".join(part for part in parts if part)


def _readable(text: str) -> str:
    """All of ``text`` as it can be seen: a letter that cannot must not keep a word from being found and hidden."""
    return plain(text, len(text))


def _file_name(one: Added, veil: Veil) -> str:
    """Hidden in it as it was written, and as help desks will have it."""
    return veil.words(ascii_name(veil.words(one.name)))


def _hashed(files: list[Keepsake]) -> tuple[ParcelFile, ...]:
    return tuple(
        ParcelFile(file.name, file.media_type, file.content, hashlib.sha256(file.content).hexdigest())
        for file in distinct(files)
    )
