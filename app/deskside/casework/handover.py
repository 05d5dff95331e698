"""From a case to a ticket: the story, exactly what would be sent, and the sending of exactly that."""

from __future__ import annotations

import hashlib
import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deskside import __version__
from deskside.casework.added import added_before, distinct
from deskside.casework.contents import Contents, Veiled
from deskside.casework.people_part import people_part
from deskside.casework.tickets import TicketRoom
from deskside.engine import main_finding, new_reference
from deskside.errors import NeedsEdit
from deskside.language import _
from deskside.model.case import Case
from deskside.model.parcel import Added, Choices, Kind, Parcel, ParcelFile, Shown, parcel_of
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Priority, Ticket
from deskside.storage import Keepsake
from deskside.tickets.composing.files import enclose
from deskside.tickets.composing.priority import priority_of
from deskside.tickets.outbox.sending import tidy
from deskside.tickets.words.plain import ascii_name, plain

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
        self._tickets, self._remember_email, self._day = tickets, remember_email, date.today()
        self._mends = bool(reference)
        self._contents = Contents(case, privacy, tickets.device(), self._priority, self.takes_files)
        of_case = case.id if case is not None and not tickets.is_on_its_way(case.id) else ""
        known = reference or of_case or ("" if case else tickets.draft_reference())
        self.reference = known or new_reference(random.SystemRandom())
        kept = tickets.kept(self.reference)
        self.words = (kept.words or kept.story if kept else "") or self.words
        self.before = _said_in(kept) if kept else Choices()
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

    def takes_files(self, choices: Choices) -> bool:
        """Whether the help desk takes files with it; else none is offered nor sent."""
        return self._tickets.takes_files(adding=bool(choices.adds_to))

    def told_before(self, choices: Choices) -> Ticket | None:
        """The person's own open request on the same thing, to which this can be added instead. Collects nothing."""
        if self._mends:
            return None
        case, words = self._case, _readable(self._own_words(choices))
        return self._tickets.told_before(
            Draft(
                self.reference,
                title=choices.title or _first_line(words),
                story="",
                words=words,
                cause=_cause(case),
                troubleshooter=case.troubleshooter if case else "",
            )
        )

    def parcel(self, choices: Choices) -> Parcel:
        """The message as it will be sent, to the byte. The same choices give the same parcel."""
        contents = self._contents.under(choices)
        kept = [item for item in contents.items(choices) if item.kept]
        agent = any(item.kind is Kind.AGENT for item in kept)
        draft = self._draft(choices, contents, agent=agent)
        bundle = contents.bundle(choices, draft.agent_part) if self.takes_files(choices) else b""
        files = [enclose(BUNDLE_NAME, bundle)] if bundle else []
        ids = {item.id for item in kept}
        veil = contents.veil
        files += [enclose(_file_name(one, veil), contents.added(one)) for one in choices.added if one.id in ids]
        return parcel_of(draft, choices.adds_to, _hashed(files))

    def _draft(self, choices: Choices, contents: Veiled, *, agent: bool) -> Draft:
        """All but the files. Added to another request, only its text counts: the rest was said of that one."""
        case, veil, device = self._case, contents.veil, contents.device(choices)
        words = _readable(self._own_words(choices))
        draft = Draft(
            reference=self.reference,
            title=self._title(choices, veil),
            story=veil.words(_readable(people_part(case, words, choices, device, self._day))),
            agent_part=contents.agent(choices) if agent else "",
            requester=choices.email,
            words=veil.words(words),
            stops=veil.words(_readable(choices.stops)),
            impact=choices.impact,
            urgency=choices.urgency,
            since=choices.since,
        )
        if choices.adds_to:
            return tidy(draft)
        return tidy(
            replace(
                draft,
                category=case.category if case else "",
                contact=case.contact if case else "",
                priority=self._priority(choices),
                device=device,
                cause=_cause(case) if agent else "",
                troubleshooter=case.troubleshooter if case else "",
                version=__version__ if agent else "",
            )
        )

    def _priority(self, choices: Choices) -> Priority:
        return priority_of(self._tickets.priorities, choices.impact, choices.urgency)

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
        if parcel.adds_to:
            return self._tickets.add_to(parcel.adds_to, parcel.draft, files)
        ticket = self._tickets.queue(parcel.draft, files)
        if email and email != self.email:
            self._remember_email(email)
        return ticket

    def keep(self, choices: Choices) -> None:
        """Saves words while they are written, so that they are still there after whatever happens to this process."""
        said = Draft(
            self.reference,
            title="",
            story=choices.story,
            words=choices.story,
            stops=choices.stops,
            impact=choices.impact,
            urgency=choices.urgency,
            since=choices.since,
        )
        self._tickets.keep_draft(said)

    def _title(self, choices: Choices, veil: Veil) -> str:
        """One line in plain words. What is hidden goes before the line is cut, so that no half of it is left."""
        if choices.title:
            return veil.words(_readable(choices.title))
        if self._case is None:
            return _first_line(veil.words(_readable(choices.story) or _readable(self.words)))
        finding = main_finding(self._case)
        title, found = self._case.title, finding.says if finding else ""
        return veil.words(_readable(_("{title}: {found}").format(title=title, found=found) if found else title))

    def _own_words(self, choices: Choices) -> str:
        return choices.story.strip() or self.words.strip()


def _said_in(kept: Draft) -> Choices:
    return Choices(stops=kept.stops, impact=kept.impact, urgency=kept.urgency, since=kept.since)


def _first_line(words: str) -> str:
    return (words.splitlines() or [_("Help, please")])[0][:120]


def _cause(case: Case | None) -> str:
    finding = main_finding(case) if case is not None else None
    return finding.cause if finding is not None else ""


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
