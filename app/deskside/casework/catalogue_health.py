"""What ``deskside check`` says of the organisation's catalogue. Asks its server; loads what that takes."""

from __future__ import annotations

import time
from collections.abc import Iterator

from deskside.casework.arrivals import Arrivals
from deskside.catalogue.client.last import Last, read_last
from deskside.errors import CatalogueProblem
from deskside.language import _, ngettext
from deskside.model.report import CheckRow
from deskside.tickets.hours.opening import moment_words

DAY = 86_400.0
SOON = DAY
"""What a machine renews every day, for three days: with one left, nobody has renewed it for two."""
SOON_BY_HAND = 14 * DAY


def catalogue_rows(arrivals: Arrivals) -> tuple[CheckRow, ...]:
    if not arrivals.url:
        return (_row(_("No catalogue is set. The built-in troubleshooters are used.")),)
    last = read_last(arrivals.arrived.place)
    return (*_contact(arrivals), *_reading(last, time.time()), *_content(arrivals, last))


def _row(says: str, do: str = "", *, ok: bool = True) -> CheckRow:
    return CheckRow("catalogue", ok=ok, says=says, do=do)


def _contact(arrivals: Arrivals) -> Iterator[CheckRow]:
    from deskside.catalogue.client.contact import check_reachable, check_root  # here: it loads python-tuf and requests

    try:
        check_root(arrivals.root())
        yield _row(_("It is set whose troubleshooters to trust."))
    except CatalogueProblem as problem:
        yield _row(
            problem.says,
            f"{_('Set {key} to the file that the publishers gave you.').format(key='catalogue.root')} ({problem.why})",
            ok=False,
        )
    try:
        check_reachable(arrivals.url, arrivals.network)
        yield _row(_("The catalogue can be reached."))
    except CatalogueProblem as problem:
        yield _row(problem.says, f"catalogue.url: {problem.why}", ok=False)


def _reading(last: Last, now: float) -> Iterator[CheckRow]:
    if not last.good:
        yield _row(_("The catalogue was not read on this computer yet."), "deskside update", ok=False)
        return
    read = _("The catalogue was last read at {when}.").format(when=moment_words(last.good))
    if last.expires - now > SOON:
        yield _row(read)
    elif now - last.good > SOON:
        yield _row(read, "deskside update", ok=False)
    else:
        says = _("The catalogue is believed until {when} only: it was not renewed.").format(
            when=moment_words(last.expires)
        )
        yield _row(says, _("Tell the people who publish it that they have to renew it."), ok=False)
    if last.lasting - now < SOON_BY_HAND:
        says = _("The catalogue's signatures end at {when}.").format(when=moment_words(last.lasting))
        yield _row(says, _("Tell the people who publish it that they have to renew it."), ok=False)


def _content(arrivals: Arrivals, last: Last) -> Iterator[CheckRow]:
    count = len(arrivals.arrived.current().troubleshooters)
    came = ngettext("{n} troubleshooter came", "{n} troubleshooters came", count).format(n=count)
    yield _row(_("{came} for the ring {ring}.").format(came=came, ring=arrivals.ring))
    for one in last.refused:
        says = (
            one.says
            if one.what == "catalogue"
            else _("{name} was not taken: {why}").format(name=one.what, why=one.says)
        )
        yield _row(says, _("Tell the people who publish it: {why}").format(why=one.why), ok=False)
