"""Which start of the computer this is: a clock that was put right is no restart."""

from __future__ import annotations

import pytest

from deskside.system.boot import is_other_sign_in, is_other_start


@pytest.mark.parametrize(
    ("before", "now", "other"),
    [
        ("started-29000000", "started-29000000", False),
        ("started-29000000", "started-29000001", False),
        ("started-29000001/2", "started-29000000/3", False),
        ("started-29000000", "started-29000004", True),
        ("6f1c", "6f1c/2", False),
        ("6f1c", "9a0d", True),
        ("", "started-29000000", True),
    ],
)
def test_a_restart_is_noticed_and_a_moment_told_a_minute_apart_is_none(before: str, now: str, other: bool) -> None:
    assert is_other_start(before, now) is other


def test_a_new_sign_in_is_noticed_with_and_without_a_restart() -> None:
    assert is_other_sign_in("6f1c/2", "6f1c/3")
    assert is_other_sign_in("6f1c/2", "9a0d/2")
    assert not is_other_sign_in("started-29000000/2", "started-29000001/2")
