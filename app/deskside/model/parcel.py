"""What goes to the help desk, to the byte: made of a person's choices, shown to them, and sent as it is."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from deskside.model.report import Fact, FactGroup
from deskside.model.ticket import Draft, Priority


class Kind(StrEnum):
    """What sort of thing an item is."""

    STORY = "story"
    DEVICE = "device"
    AGENT = "agent"
    EVIDENCE = "evidence"
    FACTS = "facts"
    TEXT = "text"
    PICTURE = "picture"
    ARCHIVE = "archive"


class Impact(StrEnum):
    """Who is stopped by it, as the person knows."""

    ME = "me"
    FEW = "few"
    MANY = "many"
    UNKNOWN = "unknown"


class Urgency(StrEnum):
    """How much it holds the person up, as they say."""

    STOPPED = "stopped"
    SLOWED = "slowed"
    CAN_WAIT = "can-wait"


class Since(StrEnum):
    """Since when, as the person knows."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    DAYS = "days"
    LONGER = "longer"


class Collected(Struct, frozen=True):
    """Facts about this computer, redacted, and what their groups are called."""

    facts: tuple[Fact, ...]
    groups: tuple[FactGroup, ...]


class Item(Struct, frozen=True):
    """One thing that the person decides about: a sentence, and exactly what would be sent of it."""

    id: str
    kind: Kind
    says: str
    """One sentence: what this is and why it helps."""
    text: str = ""
    """The exact text; "" for what is no text."""
    name: str = ""
    """Of a group of facts its label, of a file its name; "" for the rest."""
    kept: bool = True


class Added(Struct, frozen=True):
    """A file or picture that the person added. It lives in memory only, until the message is sent."""

    id: str
    name: str
    kind: Kind
    """``TEXT``, ``PICTURE`` or ``ARCHIVE``."""
    content: bytes
    """A text as UTF-8, a picture as PNG with its hidden parts gone, anything else as it is."""


class Choices(Struct, frozen=True):
    """All that the person has decided about one message."""

    story: str = ""
    stops: str = ""
    impact: str = ""
    """One of ``Impact``; "" when it was not said."""
    email: str = ""
    title: str = ""
    """ "" lets Deskside find one."""
    left_out: frozenset[str] = frozenset()
    """Ids of items that are not sent."""
    hidden: tuple[str, ...] = ()
    """Values to be hidden everywhere, in the order in which they were chosen."""
    added: tuple[Added, ...] = ()
    urgency: str = ""
    """One of ``Urgency``; "" when it was not said."""
    since: str = ""
    """One of ``Since``; "" when it was not said."""
    adds_to: str = ""
    """The reference of an earlier request that this is added to; "" for one of its own."""


class ParcelFile(Struct, frozen=True):
    """``sha256`` is of exactly these bytes."""

    name: str
    media_type: str
    content: bytes
    sha256: str


class Parcel(Struct, frozen=True):
    """A message as it will be sent, and nothing that will not be."""

    reference: str
    title: str
    story: str
    agent_part: str = ""
    requester: str = ""
    category: str = ""
    contact: str = ""
    words: str = ""
    stops: str = ""
    impact: str = ""
    urgency: str = ""
    since: str = ""
    priority: Priority = Priority.NORMAL
    device: str = ""
    cause: str = ""
    troubleshooter: str = ""
    version: str = ""
    adds_to: str = ""
    """The reference of the request that it is added to: then only the text and the files go."""
    files: tuple[ParcelFile, ...] = ()

    @property
    def draft(self) -> Draft:
        """The ticket without its files."""
        return Draft(
            reference=self.reference,
            title=self.title,
            story=self.story,
            agent_part=self.agent_part,
            requester=self.requester,
            category=self.category,
            contact=self.contact,
            words=self.words,
            stops=self.stops,
            impact=self.impact,
            urgency=self.urgency,
            since=self.since,
            priority=self.priority,
            device=self.device,
            cause=self.cause,
            troubleshooter=self.troubleshooter,
            version=self.version,
        )

    @property
    def body(self) -> str:
        """The text of the ticket, to the letter."""
        return self.draft.body


def parcel_of(draft: Draft, adds_to: str, files: tuple[ParcelFile, ...]) -> Parcel:
    """The parcel with everything that ``draft`` says."""
    said = {name: getattr(draft, name) for name in Parcel.__struct_fields__ if name not in ("adds_to", "files")}
    return Parcel(**said, adds_to=adds_to, files=files)


class Shown(Struct, frozen=True):
    """What the preview shows: everything that could be sent, and the parcel of what is kept."""

    items: tuple[Item, ...]
    parcel: Parcel
