"""The contract of every help desk system: what it can do, what it takes, and how it says no.

Public wraps private: the public methods check, limit and translate; a backend
writes the private ones and declares its options, limits and abilities as data.
Every method either returns, and then it is done, or raises one of
``errors.SendProblem``: NotReached (nothing was sent), Unclear (it may have
arrived), Busy, NeedsEdit or Held. Nothing is tried twice in here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar, Self

import msgspec
from msgspec import Struct

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Attachment, Draft, Message, Stage
from deskside.storage.attachments import read_attachment
from deskside.tickets.offer import OURS
from deskside.tickets.setup import Mapped, Setup
from deskside.tickets.words.plain import one_line, plain


class Limits(Struct, frozen=True):
    title: int = 200
    body: int = 100_000
    files: int = 10
    file_size: int = 20 << 20


class Can(Struct, frozen=True):
    """What a backend offers with the sign-in it was given."""

    find: bool = True
    """Without it a ticket that may have arrived is never sent again by itself."""
    look: bool = True
    reply: bool = True
    solve: bool = True
    reopen: bool = True
    rate: bool = False
    files_with_ticket: bool = True
    """Files go in the same step as the ticket; otherwise each goes after it."""
    files_later: bool = True
    """A file can be added to a ticket that is there."""
    files_with_reply: bool = True
    """Files go in the same step as a reply; otherwise none can go with one."""


class Look(Struct, frozen=True):
    """How a ticket stands at the desk. ``messages``: the public ones after the first, oldest first."""

    state: str
    stage: Stage
    messages: tuple[Message, ...] = ()
    mark: str = ""
    """By which the desk can say next time that nothing has changed: an ETag, a time. Opaque, kept with the ticket."""


class Content(Struct, frozen=True):
    """A file as a backend sends it."""

    name: str
    media_type: str
    content: bytes


class Backend(ABC):
    name: ClassVar[str]
    """As its ``Offer`` says."""
    limits: ClassVar[Limits] = Limits()
    can: Can = Can()
    settle_seconds: float = 30.0
    """How long after an unclear try the desk may still be making the ticket. Set by ``make_backend``."""
    mapped: Mapped = Mapped()
    """How IT translates our words into theirs. Set by ``make_backend``."""

    @classmethod
    @abstractmethod
    def made(cls, setup: Setup) -> Self:
        """One for these settings. Contacts nothing and asks for no secret."""

    @classmethod
    def abilities(cls, setup: Setup) -> Can:  # noqa: ARG003
        """What it offers with the sign-in that is set up."""
        return cls.can

    def create(self, draft: Draft, *, with_files: bool = True) -> str:
        """Makes the ticket; its id at the desk."""
        files = tuple(_content(attachment) for attachment in draft.attachments) if with_files else ()
        self._check(draft, files)
        with _translated():
            return _known_id(self._create(draft, files))

    def attach(self, backend_id: str, attachment: Attachment, token: str) -> None:
        """Adds one file to a ticket that is there."""
        self._offered(self.can.files_later)
        file = _content(attachment)
        self._check_size(file)
        with _translated():
            self._attach(backend_id, file, token)

    def find(self, reference: str, age: float | None = None) -> str | None:
        """The id of the ticket that carries exactly this reference; None when there surely is none. ``age``: how many
        seconds ago it was agreed to by the clock here, so that none can be older; None where that is not known.
        """
        self._offered(self.can.find)
        with _translated():
            found = self._find(reference) if age is None or age < 0 else self._find_within(reference, age)
            return found or None

    def id_of(self, reference: str) -> str:  # noqa: ARG002
        """The id of a ticket where it follows from the reference alone (e-mail); "" where only the desk knows it."""
        return ""

    def look(self, backend_id: str, known: tuple[Message, ...] = ()) -> Look:
        """How it stands now. Messages that are ``known`` already (by their id) are not fetched again."""
        look = self.look_again(backend_id, known)
        if look is None:
            raise errors.NotReached("the help desk says that nothing has changed, and was not asked that")
        return look

    def look_again(self, backend_id: str, known: tuple[Message, ...] = (), mark: str = "") -> Look | None:
        """As ``look``; None when nothing has changed since the look that gave ``mark``."""
        self._offered(self.can.look)
        texts = {message.id: message.text for message in known if message.id}
        with _translated():
            look = self._look(backend_id, frozenset(texts), mark)
        if look is None:
            return None
        said = (msgspec.structs.replace(m, text=texts.get(m.id) or plain(m.text)) for m in look.messages)
        messages = tuple(message for message in said if message.text)
        return msgspec.structs.replace(look, state=one_line(look.state, 60), messages=messages)

    def reply(self, backend_id: str, text: str, token: str, attachments: tuple[Attachment, ...] = ()) -> None:
        self._offered(self.can.reply)
        if not text.strip():
            raise errors.NeedsEdit("an empty reply", says=_("There is nothing written yet."))
        if len(text) > self.limits.body:
            raise errors.NeedsEdit("the reply is too long", says=_("This is too long for the help desk."))
        if attachments:
            self._offered(self.can.files_with_reply)
        files = tuple(_content(attachment) for attachment in attachments)
        self._check_files(files)
        with _translated():
            self._reply(backend_id, text, token, files)

    def find_reply(self, backend_id: str, token: str, text: str) -> bool:
        """Whether the reply, or the file, with this token is at the desk. False only when it surely is not."""
        with _translated():
            return self._find_reply(backend_id, token, text)

    def solve(self, backend_id: str) -> None:
        self._offered(self.can.solve)
        with _translated():
            self._solve(backend_id)

    def reopen(self, backend_id: str) -> None:
        self._offered(self.can.reopen)
        with _translated():
            self._reopen(backend_id)

    def rate(self, backend_id: str, stars: int) -> None:
        self._offered(self.can.rate)
        with _translated():
            self._rate(backend_id, max(1, min(5, stars)))

    def try_out(self) -> tuple[CheckRow, ...]:
        """Whether sending can work, found out without making a ticket."""
        try:
            with _translated():
                return self._try_out()
        except (errors.SendProblem, errors.SecretProblem) as problem:
            return (CheckRow("tickets", ok=False, says=problem.words(), do=str(problem)),)

    @abstractmethod
    def close(self) -> None:
        """Ends connections; files stay."""

    @abstractmethod
    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str: ...

    @abstractmethod
    def _attach(self, backend_id: str, file: Content, token: str) -> None: ...

    @abstractmethod
    def _find(self, reference: str) -> str | None:
        """None only when there surely is none; ``errors.Unclear`` when that cannot be said."""

    def _find_within(self, reference: str, age: float) -> str | None:  # noqa: ARG002
        """As ``_find``, where that would read a list to its end: what is surely older than ``age`` need not be read.
        ``wire.instants.made_after`` says which that is.
        """
        return self._find(reference)

    @abstractmethod
    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:
        """The text of a message whose id is ``known`` may be left empty. None: nothing changed since ``mark``."""

    @abstractmethod
    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        """Words and files in one step: both arrive, or neither."""

    @abstractmethod
    def _find_reply(self, backend_id: str, token: str, text: str) -> bool: ...

    @abstractmethod
    def _solve(self, backend_id: str) -> None: ...

    @abstractmethod
    def _reopen(self, backend_id: str) -> None: ...

    def _rate(self, backend_id: str, stars: int) -> None:
        raise errors.Held(f"{self.name} takes no rating of {stars} for {backend_id}")

    @abstractmethod
    def _try_out(self) -> tuple[CheckRow, ...]: ...

    def _category(self, draft: Draft) -> str:
        """The draft's category in the desk's own words."""
        return self.mapped.categories.get(draft.category, draft.category)

    def _priority(self, draft: Draft, usual: Mapping[str, str]) -> str:
        """The draft's priority in the desk's own words: as IT has set it, else as is ``usual`` there."""
        return self.mapped.priorities.get(draft.priority.value) or usual.get(draft.priority.value, "")

    def _extras(self, draft: Draft) -> dict[str, str]:
        """The fields of the desk that IT wants filled, and with what; what is empty is left out."""
        told = {name: str(getattr(draft, name)) for name in OURS}
        wanted = {theirs: told.get(ours, "") for theirs, ours in self.mapped.fields.items()}
        return {theirs: value for theirs, value in wanted.items() if value}

    def _offered(self, offered: bool) -> None:
        if not offered:
            raise errors.Held(f"{self.name} does not offer this with the sign-in it was given")

    def _check(self, draft: Draft, files: tuple[Content, ...]) -> None:
        if not draft.title.strip() or not draft.story.strip():
            raise errors.NeedsEdit("no title or no story", says=_("Please write what is wrong first."))
        if len(draft.title) > self.limits.title:
            raise errors.NeedsEdit("title too long", says=_("The title is too long. Please make it shorter."))
        if len(draft.body) > self.limits.body:
            raise errors.NeedsEdit("body too long", says=_("The text is too long. Please make it shorter."))
        self._check_files(files)

    def _check_files(self, files: tuple[Content, ...]) -> None:
        if len(files) > self.limits.files:
            raise errors.TooLarge(f"{len(files)} files", says=_("There are too many files. Please leave some out."))
        for file in files:
            self._check_size(file)

    def _check_size(self, file: Content) -> None:
        if len(file.content) > self.limits.file_size:
            says = _("{name} is too large for the help desk. Please leave it out.").format(name=file.name)
            raise errors.TooLarge(f"{file.name}: {len(file.content)} bytes", says=says)


def _content(attachment: Attachment) -> Content:
    content = read_attachment(attachment)
    if content is None:
        says = _("{name} could not be read any more. Please add it again.").format(name=attachment.name)
        raise errors.NeedsEdit(f"{attachment.path} is gone or was changed", says=says)
    return Content(attachment.name, attachment.media_type, content)


def _known_id(backend_id: str) -> str:
    if not backend_id or len(backend_id) > 200 or not backend_id.isprintable():
        raise errors.Unclear(f"no usable id in the answer: {backend_id[:40]!r}")
    return backend_id


@contextmanager
def _translated() -> Iterator[None]:
    """A backend's own mishap with an answer it did not expect: nobody can say what was done."""
    try:
        yield
    except errors.StorageProblem as problem:
        raise errors.NotReached(str(problem)) from problem
    except (LookupError, TypeError, ValueError, AttributeError, OSError) as problem:
        raise errors.Unclear(f"{type(problem).__name__}: {problem}") from problem
