"""What a request carries: JSON, a file, or a form with files. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

Headers = Mapping[str, str]
NONE: Mapping[str, str] = {}


class Payload(Struct, frozen=True):
    content: bytes
    media_type: str


class FormFile(Struct, frozen=True):
    """A file in a form: ``field`` is what the form calls it."""

    field: str
    name: str
    content: bytes
    media_type: str


def as_json(body: Mapping[str, Any] | list[Any]) -> Payload:
    return Payload(msgspec.json.encode(body), "application/json")


def as_form(fields: Iterable[tuple[str, str]], files: Iterable[FormFile] = ()) -> Payload:
    """As multipart/form-data. A field may come several times."""
    from urllib3.fields import RequestField  # here: only a process that sends needs it
    from urllib3.filepost import encode_multipart_formdata

    parts = [RequestField.from_tuples(name, value) for name, value in fields]
    parts += [RequestField.from_tuples(file.field, (file.name, file.content, file.media_type)) for file in files]
    content, media_type = encode_multipart_formdata(parts)
    return Payload(content, media_type)
