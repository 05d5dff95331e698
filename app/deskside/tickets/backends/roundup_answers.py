"""What Roundup answers, as far as we use it. An answer that does not fit is no answer."""

from __future__ import annotations

from calendar import timegm
from time import strptime
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct, field

from deskside import errors
from deskside.model.shapes import decode
from deskside.tickets.wire.refusals import Answer
from deskside.tickets.words.plain import one_line

A = TypeVar("A")


class Data(Struct, Generic[A]):
    """Everything stands in "data"."""

    data: A


class Made(Struct):
    id: str


class Once(Struct):
    """Where one may post once."""

    link: str


class User(Struct):
    username: str = ""


class Named(Struct):
    id: str = ""
    name: str = ""


class Told(Struct):
    """An issue."""

    status: Named | None = None
    assigned: User | None = field(name="assignedto", default=None)
    messages: list[Named] = []
    reference: str = ""
    """Whatever the field is called there."""


class Item(Struct):
    attributes: dict[str, Any]


class Said(Struct):
    """A message of the list; its words are asked for by themselves."""

    id: str
    author: User | None = None
    creator: User | None = None
    date: str | None = None
    creation: str = ""
    message_id: str | None = field(name="messageid", default=None)


class Conversation(Struct):
    collection: list[dict[str, Any]]


class Found(Struct):
    collection: list[Made]


class Mine(Struct):
    """What is looked at to know whether there is a stranger's among it."""

    id: str
    creator: User | None = None
    nosy: list[User] = []
    messages: list[Named] = []


class Seen(Struct):
    collection: list[Mine]


class Problem(Struct):
    msg: str = ""


class Refused(Struct):
    error: Problem


EXPLAINED = (400, 405, 409)
"""Refusals that come with a reason in Roundup's own shape."""


def explained(answer: Answer) -> None:
    """Raises what a refusal means; nothing when it is none."""
    if answer.status < 300:
        return
    why = f"{answer.status} from {urlsplit(answer.url).path.partition('/@poe/')[0]}: {reason(answer)}"
    if "POE token" in why:  # used up or run out: another copy of this very request may have come first
        raise errors.Unclear(why)
    if "check the server log" in why or not reason(answer):
        raise errors.Unclear(why)
    if answer.status == 405:  # a rule of the tracker's own, in its words
        raise errors.NeedsEdit(why, says=reason(answer))
    raise errors.Held(why)


def reason(answer: Answer) -> str:
    try:
        return one_line(decode(answer.body, Refused).error.msg, 200)
    except msgspec.DecodeError:
        return ""


def seconds(time: str) -> float:
    return float(timegm(strptime(time[:19], "%Y-%m-%d.%H:%M:%S")))
