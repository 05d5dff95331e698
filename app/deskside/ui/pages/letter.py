"""A message to the help desk while it is being written. Nothing typed is lost on the way between its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from deskside.model.report import Item

if TYPE_CHECKING:
    from deskside.casework import CaseRun, Handover
    from deskside.model.ticket import Ticket


class Letter:
    """What the person has said so far, and what it will become."""

    def __init__(self, story: str) -> None:
        self.run: CaseRun | None = None
        self.handover: Handover | None = None
        """None until it was looked whether sending can work."""
        self.story = story
        self.stops = ""
        self.email = ""
        self.files: tuple[Path, ...] = ()
        self.items: tuple[Item, ...] = ()
        self.left_out: set[str] = set()
        """Ids of items that the person does not want to send."""

    def begin(self, run: CaseRun | None, words: str) -> None:
        """The page is opened, perhaps again: new words are added, what was typed stays."""
        self.run, self.handover = run, None
        if words and words not in self.story:
            self.story = f"{self.story}\n{words}".strip()

    @property
    def kept(self) -> frozenset[str]:
        return frozenset(item.id for item in self.items if item.id not in self.left_out)

    def send(self) -> Ticket:
        """Into the outbox, exactly as it was shown. Blocking, but without the network."""
        if self.handover is None:
            raise ValueError("not looked at yet")
        ticket = self.handover.send(
            story=self.story, stops=self.stops, email=self.email, kept=self.kept, attachments=self.files
        )
        if self.run is not None:
            self.run.sent(ticket.reference)
        return ticket
