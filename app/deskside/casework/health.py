"""Is this installation healthy: settings, help desk, troubleshooters, catalogue, keyring, walls, the person's data."""

from __future__ import annotations

from collections.abc import Iterable

from deskside.casework.arrivals import Arrivals
from deskside.casework.catalogue_health import catalogue_rows
from deskside.casework.tickets import TicketRoom
from deskside.children.walls_check import check_walls
from deskside.config import Settings
from deskside.config.kept import DoesNotCount
from deskside.config.secrets import Secrets
from deskside.errors import SecretProblem, SettingProblem, StorageProblem
from deskside.language import _, ngettext
from deskside.model.report import CheckRow
from deskside.model.troubleshooter import Broken, Troubleshooter
from deskside.tickets.offer import Proof
from deskside.tickets.offers import offers


def health_of(
    settings: Settings,
    good: Iterable[Troubleshooter],
    broken: Iterable[Broken],
    tickets: TicketRoom,
    secrets: Secrets,
    arrivals: Arrivals,
    unread: Iterable[Broken] = (),
) -> tuple[CheckRow, ...]:
    """Everything that ``deskside check`` says. ``unread``: articles and notices that can't be shown."""
    return (
        *_settings(settings),
        _data(tickets),
        *_troubleshooters(tuple(good), tuple(broken)),
        *(_unread(one) for one in unread),
        *catalogue_rows(arrivals),
        *_secrets(settings, tickets.backend_name, secrets),
        *tickets.try_out(),
        *_proof(tickets.backend_name),
        *check_walls(),
    )


def _settings(settings: Settings) -> tuple[CheckRow, ...]:
    problems = (*settings.problems, *settings.relied_on())
    if not problems:
        return (CheckRow("settings", ok=True, says=_("Every setting was understood.")),)
    return tuple(CheckRow("settings", ok=False, says=one.words(), do=_right(one)) for one in problems)


def _right(problem: SettingProblem) -> str:
    """What puts it right; a command where there is one."""
    if isinstance(problem, DoesNotCount) and problem.do:
        return problem.do
    return _("Correct it in the file that is named.")


def _data(tickets: TicketRoom) -> CheckRow:
    try:
        waiting = len(tickets.waiting())
    except StorageProblem as problem:
        return CheckRow("data", ok=False, says=problem.words(), do=_("Make room, or let the person save there again."))
    says = ngettext("{n} message waits to be sent.", "{n} messages wait to be sent.", waiting).format(n=waiting)
    return CheckRow("data", ok=True, says=says)


def _troubleshooters(good: tuple[Troubleshooter, ...], broken: tuple[Broken, ...]) -> tuple[CheckRow, ...]:
    count = ngettext("{n} troubleshooter is ready.", "{n} troubleshooters are ready.", len(good)).format(n=len(good))
    rows = [CheckRow("troubleshooters", ok=bool(good), says=count, do="" if good else _("Install Deskside again."))]
    for one in broken:
        says = _("The troubleshooter {name} can't be used: {why}").format(name=one.id, why=one.why)
        rows.append(CheckRow("troubleshooters", ok=False, says=says, do=_("Tell the people who wrote it.")))
    return tuple(rows)


def _unread(one: Broken) -> CheckRow:
    says = _("The page {name} can't be shown: {why}").format(name=one.id, why=one.why)
    return CheckRow("articles", ok=False, says=says, do=_("Tell the people who wrote it."))


def _proof(backend: str) -> tuple[CheckRow, ...]:
    """What the code for this help desk was tried with, where that was not the real thing."""
    offer = offers().get(backend)
    if offer is None or offer.proof in (Proof.REAL, Proof.EXAMPLE):
        return ()
    says = {
        Proof.STAND_IN: _("Deskside was tried with a copy of {name}, and never with {name} itself."),
        Proof.UNPROVEN: _("Deskside was never tried with {name}. Please try it before many people use it."),
    }[offer.proof].format(name=offer.title)
    return (CheckRow("tickets-proof", ok=True, says=says, do=f"docs/backends/{backend}.md"),)


def _secrets(settings: Settings, backend: str, secrets: Secrets) -> tuple[CheckRow, ...]:
    """A row for each secret that the chosen help desk needs."""
    rows = []
    for key in settings.secrets():
        if not key.name.startswith(f"tickets.{backend}."):
            continue
        try:
            there = secrets.has(key.name)
            says = (
                _("The sign-in for the help desk is kept safely.")
                if there
                else SecretProblem(key.name, "missing").words()
            )
        except SecretProblem as problem:
            there, says = False, problem.words()
        do = f"deskside settings secret set {key.name}"
        rows.append(CheckRow("keyring", ok=there, says=says, do="" if there else do))
    return tuple(rows)
