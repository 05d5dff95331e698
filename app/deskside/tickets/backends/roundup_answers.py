"""What Roundup answers, as far as we use it. An answer that does not fit is no answer."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from msgspec import Struct, field

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
