"""What every page is given when it is made: look, casework, lanes, board, and the ways to other pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from deskside.ui.board import Board
from deskside.ui.lane import Lane
from deskside.ui.look import Look
from deskside.ui.office import Office
from deskside.ui.search import Search

if TYPE_CHECKING:
    from deskside.casework import CaseRun, Casework
    from deskside.model.article import Article
    from deskside.model.case import Case
    from deskside.model.ticket import Ticket
    from deskside.tickets.words.links import Piece
    from deskside.ui.pages.letter import Enclosures, Letter


class Ways(Protocol):
    """Where a page can lead."""

    def home(self) -> None: ...

    def open_troubleshooter(self, troubleshooter_id: str, words: str = "", *, asked_by: str = "") -> None:
        """``asked_by``: the request in whose answer the help desk named it."""

    def all_problems(self) -> None: ...

    def read(self, article: Article) -> None: ...

    def web_page(self, link: Piece) -> None:
        """To the question whether a page of the web shall open."""

    def good_to_know(self) -> None:
        """To the list of everything there is to read."""

    def resume(self, case: Case) -> None: ...

    def write(self, run: CaseRun | None = None, words: str = "") -> None:
        """To the page that writes to the help desk."""

    def mend(self, reference: str) -> None:
        """To the page where a message is changed that the help desk could not take."""

    def preview(self, letter: Letter) -> None: ...

    def exact(self, letter: Letter, item_id: str) -> None:
        """To the exact text of one item of the preview."""

    def picture(self, letter: Enclosures, picture_id: str = "") -> None:
        """To a picture that was added, or to the taking of one."""

    def back(self) -> None:
        """One page back: this one has done its work."""

    def sent(self, ticket: Ticket) -> None: ...

    def tell_back(self, run: CaseRun) -> None:
        """To the answer to the help desk that asked for this run."""

    def told_back(self, reference: str) -> None:
        """It was sent."""

    def requests(self) -> None: ...

    def request(self, reference: str) -> None: ...

    def history(self) -> None: ...

    def settings(self) -> None: ...

    def fine(self) -> None:
        """To a look at the whole computer."""

    def about(self) -> None:
        """To what an agent asks on the phone."""

    def post(self) -> None:
        """Something went into the outbox: it should be sent now."""


@dataclass(frozen=True)
class Around:
    """``quick`` is for reading and saving, ``slow`` for the computer's work, so that the window answers meanwhile."""

    look: Look
    office: Office
    board: Board
    quick: Lane
    slow: Lane
    search: Search
    ways: Ways
    texts: Path
    """Where the translations lie."""
    name: str = ""
    """What the organisation is called."""
    problems: tuple[str, ...] = ()
    """What is wrong with the settings, in plain words."""

    @property
    def casework(self) -> Casework:
        """Ask for it in a lane: the first time takes a moment."""
        return self.office.casework
