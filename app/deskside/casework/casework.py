"""The front desk of one process: which troubleshooters there are, cases, tickets, settings. Both faces talk to this."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from deskside.system.boot import boot_id
from deskside.casework.handover import Handover
from deskside.casework.organisation import Organisation, organisation_of
from deskside.casework.run import CaseRun
from deskside.casework.tickets import TicketDesk
from deskside.catalogue import Listing
from deskside.children import Children
from deskside.config import Settings, set_value
from deskside.diagnostics import Redactor
from deskside.engine import new_reference, open_case
from deskside.errors import WrongUsage
from deskside.find import Index, entry_of
from deskside.language import _, current
from deskside.model.case import Case, Stand
from deskside.model.page import Verb
from deskside.model.report import Found, SettingRow
from deskside.model.troubleshooter import Broken, Cause, Troubleshooter
from deskside.paths import Paths
from deskside.storage import Cases, Outcomes, Unmatched
