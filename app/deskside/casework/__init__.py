"""Drives cases, tickets and settings for both faces, the window and the command line. No Qt."""

from deskside.casework.casework import Casework
from deskside.casework.deskroom import Deskroom
from deskside.casework.handover import Handover
from deskside.casework.looking_over import LookingOver
from deskside.casework.organisation import Organisation
from deskside.casework.report import Report
from deskside.casework.run import CaseRun
from deskside.casework.told import Told
from deskside.casework.unattended import Orders
from deskside.casework.undoing import TakenBack

__all__ = [
    "CaseRun",
    "Casework",
    "Deskroom",
    "Handover",
    "LookingOver",
    "Orders",
    "Organisation",
    "Report",
    "TakenBack",
    "Told",
]
