"""When the help desk is open, as a person reads it."""

from __future__ import annotations

import pytest

from deskside.tickets.hours.opening import opening_words, read_hours


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ("Mon-Fri", "Monday to Friday, 08:00 to 17:00"),
        ("Mon,Wed", "Monday, Wednesday, 08:00 to 17:00"),
        ("Sat-Mon", "Monday, Saturday, Sunday, 08:00 to 17:00"),
        ("Sat", "Saturday, 08:00 to 17:00"),
    ],
)
def test_opening_hours_are_told_in_whole_words(days: str, says: str) -> None:
    hours = read_hours({"days": days, "from": "08:00", "to": "17:00"})
    assert hours is not None
    assert opening_words(hours) == says
