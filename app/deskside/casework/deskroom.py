"""What the front desk is made of: everything it is handed when it is put together, and nothing that it makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from deskside.casework.arrivals import Arrivals
from deskside.casework.reading import Reading
from deskside.casework.tickets import TicketRoom
from deskside.catalogue import Listing
from deskside.children import Children
from deskside.config import Settings
from deskside.config.secrets import Secrets
from deskside.find import Learned
from deskside.storage import Cases, Outcomes, Retention, Unmatched

if TYPE_CHECKING:
    from deskside.casework.privacy import Privacy


class Deskroom(Struct, frozen=True):
    """What a ``Casework`` is made of; put together in ``application.compose``."""

    system: str
    """ "linux", "macos" or "windows": the computer that is looked at."""
    listing: Callable[[str], Listing]
    """The troubleshooters with their texts in a language."""
    arrivals: Arrivals
    """What came from the organisation's catalogue."""
    reading: Reading
    """Articles, and notices of known problems."""
    learned: Callable[[], Learned | None]
    """What was learned of people's words when Deskside was built."""
    children: Callable[[Settings], Children]
    cases: Cases
    outcomes: Outcomes
    unmatched: Unmatched
    tickets: TicketRoom
    privacy: Callable[[], Privacy]
    """Made when first needed: it loads what reads and redacts facts."""
    secrets: Secrets
    change: Callable[[str, str], Settings]
    """Sets one value of the person's own and loads the settings anew."""
    retention: Retention
    open_data: Callable[[], None]
    """Opens the person's data; raises ``StorageProblem`` when it cannot be used."""
    autostart: Callable[[bool], None]
    """Whether Deskside starts when the person signs in."""
