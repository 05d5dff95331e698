"""What a stand-in lets through: each request against what the published interface says of it, and nothing else."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl

import msgspec

Act = TypeVar("Act", bound=Callable[..., "Said"])

USUAL_HEADERS = {"host", "user-agent", "accept", "accept-encoding", "connection", "content-length", "content-type"}
FILE, FORM = "a file", "a form"


class Said(NamedTuple):
    """An answer. A body of bytes goes out as it is, anything else as JSON; None is no body."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = {}


class Refused(Exception):
    """The request is not taken. ``field`` is what of it was wrong, "" for none; ``code`` the system's own word."""

    def __init__(self, status: int, why: str, *, field: str = "", code: str = "") -> None:
        super().__init__(f"{status} {why} {field}".strip())
        self.status, self.why, self.field, self.code = status, why, field, code


class Part(NamedTuple):
    """One part of a form: what the form calls it, its file name, its kind."""

    field: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """A request that was found to be right. ``body``: the struct, the bytes, or the parts of a form."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any = None


@dataclass(frozen=True)
class Route:
    method: str
    path: re.Pattern[str]
    body: Any
    query: Mapping[str, str]
    needs: tuple[str, ...]
    headers: Mapping[str, str] = field(default_factory=dict)

    def checked(self, path: str, query: str, headers: dict[str, str], raw: bytes) -> Call:
        asked = self._query(query)
        self._headers(headers)
        return Call(self.method, path, asked, headers, self._body(headers, raw))

    def _query(self, query: str) -> dict[str, str]:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
        asked = dict(pairs)
        if len(asked) != len(pairs):
            raise Refused(400, "a parameter came twice")
        for name, value in asked.items():
            if name not in self.query:
                raise Refused(400, "unknown parameter", field=name)
            if not re.fullmatch(self.query[name], value, re.DOTALL):
                raise Refused(400, f"not a value for it: {value!r}", field=name)
        for name in self.needs:
            if name not in asked:
                raise Refused(400, "a parameter is missing", field=name)
        return asked

    def _headers(self, headers: dict[str, str]) -> None:
        for name in headers:
            if name not in USUAL_HEADERS and name != "authorization" and name not in self.headers:
                raise Refused(400, "unknown header", field=name)
        for name, value in self.headers.items():
            if name in headers and not re.fullmatch(value, headers[name]):
                raise Refused(400, f"not a value for it: {headers[name]!r}", field=name)
        if "accept" in headers and not re.search(r"application/json|\*/\*", headers["accept"]):
            raise Refused(406, "only JSON is given", field="accept")

    def _body(self, headers: dict[str, str], raw: bytes) -> Any:
        media = headers.get("content-type", "")
        if self.body is None:
            if raw:
                raise Refused(400, "no body belongs here")
            return None
        if self.body is FILE:
            if not re.fullmatch(r"[a-z]+/[A-Za-z0-9.+-]+(; ?charset=[\w-]+)?", media):
                raise Refused(415, f"not a media type: {media!r}", field="content-type")
            return raw
        wanted = self.body
        if isinstance(wanted, tuple):  # a form or JSON, as it comes
            wanted = wanted[0 if media.startswith("multipart/") else 1]
        if wanted is FORM:
            return _parts(media, raw)
        if media.partition(";")[0].strip().lower() != "application/json":
            raise Refused(415, f"JSON is wanted, not {media!r}", field="content-type")
        try:
            return msgspec.json.decode(raw, type=wanted)
        except msgspec.DecodeError as unfit:
            raise Refused(
                422 if isinstance(unfit, msgspec.ValidationError) else 400, str(unfit), field="body"
            ) from unfit


def route(
    method: str,
    path: str,
    *,
    body: Any = None,
    query: Mapping[str, str] | None = None,
    needs: tuple[str, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Callable[[Act], Act]:
    """Marks a method of a stand-in as the answer to ``method path`` (a pattern; its groups are arguments).

    ``body``: a msgspec struct with ``forbid_unknown_fields``, ``FILE``, ``FORM``, ``(FORM, struct)`` or None.
    ``query`` and ``headers``: name -> pattern of its value; what is not named is refused. ``needs``: parameters that
    have to come.
    """

    def mark(act: Act) -> Act:
        act.__dict__["route"] = Route(method, re.compile(path), body, query or {}, needs, headers or {})
        return act

    return mark


def _parts(media: str, raw: bytes) -> list[Part]:
    if not media.startswith("multipart/form-data; boundary="):
        raise Refused(415, f"a form is wanted, not {media!r}", field="content-type")
    whole = email.message_from_bytes(f"Content-Type: {media}\r\n\r\n".encode() + raw, policy=email.policy.HTTP)
    if not whole.is_multipart() or whole.defects:
        raise Refused(400, "not a form that can be read", field="body")
    parts = []
    for part in whole.iter_parts():
        name = str(part.get_param("name", "", header="content-disposition"))
        content = part.get_payload(decode=True)
        if not name or not isinstance(content, bytes):
            raise Refused(400, "a part of the form has no name", field="body")
        parts.append(Part(name, part.get_filename() or "", part.get_content_type(), content))
    return parts
