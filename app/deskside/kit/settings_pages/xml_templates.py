"""Templates for group policy and Intune: one ADMX with every setting, an ADML with its words for each language.

A policy writes where ``config.managed.WindowsPolicy`` reads: a subkey of ``SOFTWARE\\Policies\\Deskside`` for each
group, a value for each setting, a list as a subkey of values 1, 2, 3 … The structure is that of Microsoft's published
"Group Policy ADMX Syntax Reference Guide"; only the computer's policies are read, so none is for the user.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from deskside.config.keys import Key
from deskside.config.managed import POLICY_KEY
from deskside.kit.settings_pages.every import example, group, groups, title
from deskside.kit.settings_pages.words import Words
from deskside.tickets.offers import offers

NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_SUPPORTED, _TOP = "Supported", "Deskside"
_MOST_TEXT = "4000"
_LISTS = ("texts", "links", "names", "shares")


def admx(keys: Sequence[Key]) -> str:
    top = _root("policyDefinitions")
    names = ET.SubElement(top, "policyNamespaces")
    ET.SubElement(names, "target", prefix="deskside", namespace="Deskside.Policies.Deskside")
    ET.SubElement(top, "resources", minRequiredRevision="1.0")
    definitions = ET.SubElement(ET.SubElement(top, "supportedOn"), "definitions")
    ET.SubElement(definitions, "definition", name=_SUPPORTED, displayName=_string(_SUPPORTED))
    categories = ET.SubElement(top, "categories")
    ET.SubElement(categories, "category", name=_TOP, displayName=_string(_TOP))
    for name in groups(keys):
        one = ET.SubElement(categories, "category", name=_category(name), displayName=_string(_category(name)))
        ET.SubElement(one, "parentCategory", ref=_TOP)
    policies = ET.SubElement(top, "policies")
    for key in keys:
        _policy(policies, key)
    return _written(top)


def adml(keys: Sequence[Key], words: Words) -> str:
    top = _root("policyDefinitionResources")
    ET.SubElement(top, "displayName").text = "Deskside"
    ET.SubElement(top, "description").text = "Deskside"
    resources = ET.SubElement(top, "resources")
    strings = ET.SubElement(resources, "stringTable")
    for name, text in _texts(keys, words):
        ET.SubElement(strings, "string", id=name).text = text
    presentations = ET.SubElement(resources, "presentationTable")
    for key in keys:
        if key.kind != "flag":
            _presentation(presentations, key, words)
    return _written(top)


def _policy(policies: ET.Element, key: Key) -> None:
    name, place = _id(key.name), _registry_key(group(key))
    told = {"displayName": _string(name), "explainText": _string(f"{name}_says"), "key": place}
    if key.kind == "flag":
        told["valueName"] = key.name.rpartition(".")[2]
    else:
        told["presentation"] = f"$(presentation.{name})"
    policy = ET.SubElement(policies, "policy", {"name": name, "class": "Machine", **told})
    ET.SubElement(policy, "parentCategory", ref=_category(group(key)))
    ET.SubElement(policy, "supportedOn", ref=_SUPPORTED)
    if key.kind == "flag":
        for state, value in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(policy, state), "decimal", value=value)
    else:
        _element(ET.SubElement(policy, "elements"), key)


def _element(elements: ET.Element, key: Key) -> None:
    """The one value of a policy: days are numbers, lists are lists, all else is text, tables as JSON."""
    same = {"id": f"{_id(key.name)}_value", "valueName": key.name.rpartition(".")[2], "required": "true"}
    if key.choices:
        enum = ET.SubElement(elements, "enum", same)
        for word in key.choices:
            item = ET.SubElement(enum, "item", displayName=_string(_choice(key, word)))
            ET.SubElement(ET.SubElement(item, "value"), "string").text = word
    elif key.kind == "days":
        ET.SubElement(elements, "decimal", same, minValue="1", maxValue="3650")
    elif key.kind in _LISTS:
        ET.SubElement(elements, "list", id=same["id"], key=_registry_key(key.name), valuePrefix="")
    else:
        ET.SubElement(elements, "text", same, maxLength=_MOST_TEXT)


def _presentation(presentations: ET.Element, key: Key, words: Words) -> None:
    name = _id(key.name)
    presentation, ref = ET.SubElement(presentations, "presentation", id=name), f"{name}_value"
    label = f"{words.name(key)}:"
    if key.choices:
        ET.SubElement(presentation, "dropdownList", refId=ref, noSort="true", defaultItem="0").text = label
    elif key.kind == "days":
        ET.SubElement(presentation, "decimalTextBox", refId=ref, defaultValue=str(key.default)).text = label
    elif key.kind in _LISTS:
        ET.SubElement(presentation, "listBox", refId=ref).text = label
    else:
        ET.SubElement(ET.SubElement(presentation, "textBox", refId=ref), "label").text = label


def _texts(keys: Sequence[Key], words: Words) -> Iterable[tuple[str, str]]:
    yield _SUPPORTED, "Deskside on Windows 10 or later"
    yield _TOP, "Deskside"
    for name in groups(keys):
        yield _category(name), title(name)
    for key in keys:
        yield _id(key.name), words.name(key)
        yield f"{_id(key.name)}_says", words.explained(key, written(key))
        for word in key.choices:
            yield _choice(key, word), offers()[word].title if key.name == "tickets.backend" else word


def written(key: Key) -> str:
    """How an example of its value is typed into the form."""
    value = example(key)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _root(name: str) -> ET.Element:
    return ET.Element(name, {"xmlns": NAMESPACE, "revision": "1.0", "schemaVersion": "1.0"})


def _written(top: ET.Element) -> str:
    ET.indent(top)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(top, "unicode")}\n'


def _registry_key(name: str) -> str:
    return "\\".join((POLICY_KEY, *name.split(".")))


def _id(name: str) -> str:
    return name.replace(".", "_").replace("-", "_")


def _category(name: str) -> str:
    return f"in_{_id(name)}"


def _choice(key: Key, word: str) -> str:
    return f"{_id(key.name)}_is_{_id(word)}"


def _string(name: str) -> str:
    return f"$(string.{name})"
