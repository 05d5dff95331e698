"""Checks a value against JSON Schema 2020-12, as much of it as the webhook's uses: any other word is a mistake."""

from __future__ import annotations

import base64
from typing import Any

KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
_SILENT = {"$schema", "$defs", "title", "description", "default", "discriminator"}


class Unfit(AssertionError):
    """It is not as the schema says; the message begins with where."""


def check(value: Any, schema: dict[str, Any], whole: dict[str, Any], where: str = "$") -> None:
    for word, said in schema.items():
        if word not in _SILENT:
            _WORDS[word](value, said, schema, whole, where)


def _ref(value: Any, said: str, schema: Any, whole: dict[str, Any], where: str) -> None:
    check(value, whole["$defs"][said.removeprefix("#/$defs/")], whole, where)


def _any_of(value: Any, said: list[Any], schema: Any, whole: dict[str, Any], where: str) -> None:
    problems = []
    for one in said:
        try:
            check(value, one, whole, where)
        except Unfit as problem:
            problems.append(str(problem))
        else:
            return
    raise Unfit(f"{where}: none of them: {problems}")


def _type(value: Any, said: str, schema: Any, whole: Any, where: str) -> None:
    if not isinstance(value, KINDS[said]) or (said == "integer" and isinstance(value, bool)):
        raise Unfit(f"{where}: not of the type {said}")


def _enum(value: Any, said: list[Any], schema: Any, whole: Any, where: str) -> None:
    if value not in said:
        raise Unfit(f"{where}: {value!r} is none of {said}")


def _properties(value: Any, said: dict[str, Any], schema: Any, whole: Any, where: str) -> None:
    for name in said.keys() & value.keys():
        check(value[name], said[name], whole, f"{where}.{name}")


def _required(value: Any, said: list[str], schema: Any, whole: Any, where: str) -> None:
    if missing := set(said) - value.keys():
        raise Unfit(f"{where}: without {sorted(missing)}")


def _additional(value: Any, said: Any, schema: dict[str, Any], whole: Any, where: str) -> None:
    for name in value.keys() - schema.get("properties", {}).keys():
        if said is False:
            raise Unfit(f"{where}: {name} is not known")
        check(value[name], said, whole, f"{where}.{name}")


def _items(value: Any, said: dict[str, Any], schema: Any, whole: Any, where: str) -> None:
    for number, one in enumerate(value):
        check(one, said, whole, f"{where}[{number}]")


def _encoding(value: Any, said: str, schema: Any, whole: Any, where: str) -> None:
    assert said == "base64"
    base64.b64decode(value, validate=True)


_WORDS = {
    "$ref": _ref,
    "anyOf": _any_of,
    "type": _type,
    "enum": _enum,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _additional,
    "items": _items,
    "contentEncoding": _encoding,
}
