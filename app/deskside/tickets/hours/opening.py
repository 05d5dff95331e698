"""When the help desk is there, from ``organisation.hours``, in plain words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from deskside.language import _, clock
from deskside.model.troubleshooter import Json

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hours(Struct, frozen=True):
    """``days``: 0 is Monday. ``zone`` None: the clock of this computer."""

    days: frozenset[int]
    opens: time
    closes: time
    zone: tzinfo | None = None
    holidays: frozenset[date] = frozenset()

    def on(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.holidays


def read_hours(setting: Json) -> Hours | None:
    """The setting as a struct; None when it says nothing that can be relied on."""
    if not isinstance(setting, dict):
        return None
    try:
        zone = _zone(str(setting["zone"])) if setting.get("zone") else None
        holidays = frozenset(date.fromisoformat(str(day)) for day in setting.get("holidays") or [])
        opens, closes = (time.fromisoformat(str(setting[key])) for key in ("from", "to"))
        hours = Hours(_days(str(setting.get("days", "Mon-Fri"))), opens, closes, zone, holidays)
    except (KeyError, ValueError):
        return None
    return hours if hours.days and opens < closes else None


def _zone(name: str) -> tzinfo:
    """Raises ``KeyError`` or ``ValueError`` where there is no such time zone."""
    from zoneinfo import ZoneInfo  # here: a megabyte that only those whose help desk has hours need

    return ZoneInfo(name)


def there_words(hours: Hours | None, now: float) -> str:
    """When someone is there, in plain words; "" when nobody said."""
    if hours is None:
        return ""
    here = datetime.fromtimestamp(now, UTC).astimezone(hours.zone)
    if hours.on(here.date()) and hours.opens <= here.time() < hours.closes:
        return _("The help desk is there today until {time}.").format(time=clock_words(hours.closes))
    for ahead in range(15):
        day = here.date() + timedelta(days=ahead)
        if hours.on(day) and (ahead or here.time() < hours.opens):
            return _opens_words(ahead, day, hours)
    return ""


class Now(Struct, frozen=True):
    """Whether someone answers now, and until or from when."""

    open: bool
    says: str
    elsewhere: bool = False
    """The help desk's clock, by which this is told, is not the person's."""


def now_words(hours: Hours, now: float, local: tzinfo | None = None) -> Now:
    """For who wants to call: "Open now, until 5:00 PM." or "Closed now. Open tomorrow from 8:00 AM.".

    ``local`` is the clock of the person; None: that of this computer.
    """
    moment = datetime.fromtimestamp(now, UTC)
    here = moment.astimezone(hours.zone)
    elsewhere = here.utcoffset() != moment.astimezone(local).utcoffset()
    if hours.on(here.date()) and hours.opens <= here.time() < hours.closes:
        return Now(
            open=True, says=_("Open now, until {time}.").format(time=clock_words(hours.closes)), elsewhere=elsewhere
        )
    for ahead in range(15):
        day = here.date() + timedelta(days=ahead)
        if hours.on(day) and (ahead or here.time() < hours.opens):
            return Now(open=False, says=_closed_words(ahead, day, clock_words(hours.opens)), elsewhere=elsewhere)
    return Now(open=False, says=_("Closed now."))


def _closed_words(ahead: int, day: date, opens: str) -> str:
    if ahead == 0:
        return _("Closed now. Open today from {time}.").format(time=opens)
    if ahead == 1:
        return _("Closed now. Open tomorrow from {time}.").format(time=opens)
    if ahead < 7:
        return _("Closed now. Open on {day} from {time}.").format(day=day_names()[day.weekday()], time=opens)
    return _("Closed now. Open again on {day}.").format(day=date_words(day))


def _opens_words(ahead: int, day: date, hours: Hours) -> str:
    opens = clock_words(hours.opens)
    if ahead == 0:
        return _("The help desk is there today from {time}.").format(time=opens)
    if ahead == 1:
        return _("The help desk is there tomorrow from {time}.").format(time=opens)
    if ahead < 7:
        return _("The help desk is there on {day} from {time}.").format(day=day_names()[day.weekday()], time=opens)
    return _("The help desk is there again on {day}.").format(day=date_words(day))


def opening_words(hours: Hours) -> str:
    """The week in plain words: "Monday to Friday, 8:00 AM to 5:00 PM"."""
    names, days = day_names(), sorted(hours.days)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        week = _("{first} to {last}").format(first=names[days[0]], last=names[days[-1]])
    else:
        week = ", ".join(names[day] for day in days)
    times = _("{first} to {last}").format(first=clock_words(hours.opens), last=clock_words(hours.closes))
    return f"{week}, {times}"


def clock_words(at: time | datetime) -> str:
    return clock(at.hour, at.minute)


def moment_words(seconds: float) -> str:
    """ "2026-11-22 8:00 AM", by the clock of this computer: for lists, and for people of IT."""
    at = datetime.fromtimestamp(seconds)
    return f"{at:%Y-%m-%d} {clock_words(at)}"


def date_words(day: date) -> str:
    months = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )
    words = _("1 {month}") if day.day == 1 else _("{day} {month}")
    return words.format(day=day.day, month=months[day.month - 1])


def day_names() -> tuple[str, ...]:
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def _days(text: str) -> frozenset[int]:
    """ "Mon-Fri", "Mon,Wed", "Sat-Mon"."""
    days: set[int] = set()
    for part in text.lower().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        begin = _DAYS.index(first[:3])
        end = _DAYS.index(last[:3]) if dash else begin
        days |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
    return frozenset(days)
