"""What an editor does with a JSON Schema: the words of draft 2020-12 that ours uses, each as the draft defines it.

Checked once against the package ``jsonschema``, on all that ``test_files`` tries: no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_IS: dict[str, Callable[[Any], bool]] = {
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "integer": lambda v: isinstance(v, int | float) and not isinstance(v, bool) and v == v // 1,
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}
_ONLY_FOR = {
    "pattern": "string",
    "minLength": "string",
    "maxLength": "string",
    "minimum": "number",
    "maximum": "number",
    "exclusiveMaximum": "number",
    "maxItems": "array",
    "items": "array",
    "required": "object",
    "minProperties": "object",
    "maxProperties": "object",
    "propertyNames": "object",
    "additionalProperties": "object",
}
_SAYS_NOTHING = {"$schema", "title", "description", "default", "examples", "properties", "if"}


def same(one: Any, other: Any) -> bool:
    """JSON knows truth from the number one."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def takes(schema: dict[str, Any] | bool, value: Any) -> bool:
    """Whether the schema takes the value. A word that is not known here is a KeyError."""
    if isinstance(schema, bool):
        return schema
    properties: dict[str, Any] = schema.get("properties", {})
    for name in properties if isinstance(value, dict) else ():
        if name in value and not takes(properties[name], value[name]):
            return False
    told = ((word, rule) for word, rule in schema.items() if word not in _SAYS_NOTHING)
    return all(_holds(word, rule, value, schema) for word, rule in told)


def _holds(word: str, rule: Any, value: Any, schema: dict[str, Any]) -> bool:
    if word in _ONLY_FOR and not _IS[_ONLY_FOR[word]](value):
        return True
    rules: dict[str, Callable[[], bool]] = {
        "type": lambda: _IS[rule](value),
        "const": lambda: same(value, rule),
        "enum": lambda: any(same(value, one) for one in rule),
        "anyOf": lambda: any(takes(one, value) for one in rule),
        "then": lambda: not takes(schema["if"], value) or takes(rule, value),
        "pattern": lambda: re.search(rule, value) is not None,
        "minLength": lambda: len(value) >= rule,
        "maxLength": lambda: len(value) <= rule,
        "minimum": lambda: bool(value >= rule),
        "maximum": lambda: bool(value <= rule),
        "exclusiveMaximum": lambda: bool(value < rule),
        "maxItems": lambda: len(value) <= rule,
        "items": lambda: all(takes(rule, item) for item in value),
        "required": lambda: set(rule) <= set(value),
        "minProperties": lambda: len(value) >= rule,
        "maxProperties": lambda: len(value) <= rule,
        "propertyNames": lambda: all(takes(rule, name) for name in value),
        "additionalProperties": lambda: all(
            takes(rule, part) for name, part in value.items() if name not in schema.get("properties", {})
        ),
    }
    return rules[word]()
