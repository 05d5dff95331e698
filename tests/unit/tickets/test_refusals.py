"""What a help desk's answer means, number by number, for a change and for a question."""

from __future__ import annotations

import pytest

from deskside import errors
from deskside.tickets.wire.refusals import Answer, refusal, rest, said

R = errors.Redirected
NOON = 1_800_000_000.0
N, U, B, E, H, L = (
    errors.NotReached,
    errors.Unclear,
    errors.Busy,
    errors.NeedsEdit,
    errors.Held,
    errors.TooLarge,
)


def answer(status: int, body: bytes = b"{}", **headers: str) -> Answer:
    return Answer("https://desk.example/REST/2.0/ticket", status, headers, body)


@pytest.mark.parametrize(
    ("status", "change", "question"),
    [
        *((status, E, H) for status in (400, 422)),
        *((status, H, H) for status in (401, 402, 403, 404, 405, 406, 407, 410, 411, 414, 415, 417, 421, 426, 451)),
        *((status, U, N) for status in (408, 409, 425, 500, 501, 502, 504, 505, 507, 520, 599)),
        (413, L, H),
        (429, B, B),
        (503, U, B),
        *((status, R, H) for status in (300, 301, 304, 308)),
    ],
)
def test_each_refusal_means_one_thing(
    status: int, change: type[errors.SendProblem], question: type[errors.SendProblem]
) -> None:
    assert type(refusal(answer(status), changes=True, now=NOON)) is change
    assert type(refusal(answer(status), changes=False, now=NOON)) is question


@pytest.mark.parametrize("status", [200, 201, 204])
def test_a_success_is_none(status: int) -> None:
    assert refusal(answer(status), changes=True, now=NOON) is None


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_way_to_another_host_may_be_a_networks_sign_in_page_only_for_a_question(status: int) -> None:
    away = answer(status, location="http://hotel.example/login")
    asked = refusal(away, changes=False, now=NOON)
    assert isinstance(asked, N)
    assert "sign in" in asked.words()
    assert isinstance(refusal(away, changes=True, now=NOON), R)
    assert isinstance(refusal(answer(status, location="/elsewhere"), changes=False, now=NOON), H)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("99999999", 86400.0),
        ("-5", 60.0),
        ("soon", 60.0),
        ("", 60.0),
        ("²", 60.0),
        ("Fri, 15 Jan 2027 08:10:00 GMT", 600.0),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 0.0),
        ("Fri, 15 Jan 2099 07:00:00 GMT", 86400.0),
    ],
)
def test_how_long_to_wait_is_read_from_a_number_or_a_date(asked: str, seconds: float) -> None:
    assert rest(answer(503, **{"retry-after": asked}), NOON) == seconds


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"message": "Queue not set"}', "Queue not set"),
        (b'{"errors": {"title": ["is too long", "is rude"]}}', "is too long"),
        (b'{"errors": ["a", "b"]}', "a"),
        (b'["Status was not taken"]', "Status was not taken"),
        (b'{"message": "red\\u001b[31m \\u202eevil\\nline"}', "red evil line"),
        (b"<html>no</html>", ""),
        (b"", ""),
        (b'{"message": 5}', ""),
        (b'{"message": []}', ""),
        (b"[" * 100_000, ""),
        (b"\xff\xfe", ""),
    ],
)
def test_the_help_desks_reason_is_one_plain_line(body: bytes, words: str) -> None:
    assert said(answer(400, body)) == words
