"""What Deskside remembers, in one SQLite file of the person's own: cases, tickets, the outbox, counts and leases."""

from deskside.storage.attachments import Keepsake, keep_attachments
from deskside.storage.cases import Cases
from deskside.storage.database import Database
from deskside.storage.lease import Lease
from deskside.storage.news import FreshNews
from deskside.storage.outbox import OutboxRows, Pause
from deskside.storage.outcomes import Outcomes
from deskside.storage.retention import Forgotten, Retention
from deskside.storage.tickets import Tickets
from deskside.storage.unmatched import Unmatched

__all__ = [
    "Cases",
    "Database",
    "Forgotten",
    "FreshNews",
    "Keepsake",
    "Lease",
    "OutboxRows",
    "Outcomes",
    "Pause",
    "Retention",
    "Tickets",
    "Unmatched",
    "keep_attachments",
]
