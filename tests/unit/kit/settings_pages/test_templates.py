"""Group policy's and the Mac's templates: what an administrator fills in is what Deskside reads, locked."""

from __future__ import annotations

import json
import plistlib
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.unit.config.recorded import RecordedRegistry

from deskside.config.keys import Key
from deskside.config.managed import DOMAIN, POLICY_KEY, WindowsPolicy, managed_sources
from deskside.config.settings import Settings, load_settings
from deskside.config.sources import Source
from deskside.kit.settings_pages import POLICY
from deskside.kit.settings_pages.every import every_key, example
from deskside.kit.settings_pages.words import LANGUAGES
from deskside.kit.settings_pages.xml_templates import NAMESPACE, written
from deskside.paths import Paths
from deskside.tickets.options import backend_keys

FOLDER = Path(__file__).parents[4] / POLICY
NOWHERE = Path("/nowhere/deskside")
EVERY = {key.name: key for key in every_key()}


def load(*sources: Source) -> Settings:
    return load_settings(Paths(*(NOWHERE,) * 4, (), NOWHERE, NOWHERE), backend_keys(), managed=sources)


def tree(name: str) -> ET.Element:
    text = (FOLDER / name).read_text("utf-8").replace(f' xmlns="{NAMESPACE}"', "", 1)
    return ET.fromstring(text)


ADMX = tree("Deskside.admx")
POLICIES = {one.attrib["name"]: one for one in ADMX.iter("policy")}


def found(element: ET.Element | None) -> ET.Element:
    assert element is not None
    return element


def as_group_policy_writes(policy: ET.Element, key: Key) -> tuple[list[str], Any]:
    """The registry's path below our key and the value, when an administrator types the example into the form."""
    element = next(iter(policy.find("elements") or ()), policy)
    place = element.get("key") or policy.attrib["key"]
    assert place.startswith(POLICY_KEY + "\\")
    path = place.removeprefix(POLICY_KEY + "\\").split("\\")
    typed = example(key)
    match element.tag:
        case "policy":
            state = found(policy.find("enabledValue" if typed else "disabledValue"))
            return [*path, policy.attrib["valueName"]], int(found(state.find("decimal")).attrib["value"])
        case "list":
            assert element.attrib["valuePrefix"] == ""
            assert isinstance(typed, list)
            return path, {str(number): item for number, item in enumerate(typed, 1)}
        case "enum":
            values = [found(item.find("value/string")).text for item in element.iter("item")]
            assert typed in values
            return [*path, element.attrib["valueName"]], typed
        case "decimal":
            assert isinstance(typed, int)
            assert int(element.attrib["minValue"]) <= typed <= int(element.attrib["maxValue"])
            return [*path, element.attrib["valueName"]], typed
    assert element.tag == "text"
    assert len(written(key)) <= int(element.attrib["maxLength"])
    return [*path, element.attrib["valueName"]], written(key)


def put(registry: dict[str, Any], path: list[str], value: Any) -> None:
    for name in path[:-1]:
        registry = registry.setdefault(name, {})
    registry[path[-1]] = value


def policy_of(name: str) -> ET.Element:
    return POLICIES[re.sub("[.-]", "_", name)]


@pytest.mark.parametrize("name", EVERY)
def test_what_group_policy_writes_is_the_setting_and_locked(name: str) -> None:
    registry: dict[str, Any] = {}
    put(registry, *as_group_policy_writes(policy_of(name), EVERY[name]))
    settings = load(WindowsPolicy(RecordedRegistry(registry)))
    assert settings.problems == ()
    assert settings.value(name) == example(EVERY[name])
    assert [row.key for row in settings.rows() if row.locked] == [name]


def test_all_policies_at_once_do_not_stand_in_each_others_way() -> None:
    registry: dict[str, Any] = {}
    for name, key in EVERY.items():
        put(registry, *as_group_policy_writes(policy_of(name), key))
    settings = load(WindowsPolicy(RecordedRegistry(registry)))
    assert settings.problems == ()
    assert {row.key: row.value for row in settings.rows()} == {name: example(key) for name, key in EVERY.items()}
    assert all(row.locked and row.origin == "IT" for row in settings.rows())


def test_the_template_has_a_policy_for_each_setting_and_no_other() -> None:
    assert len(POLICIES) == len(EVERY) == len(list(ADMX.iter("policy")))
    assert {policy.get("class") for policy in POLICIES.values()} == {"Machine"}  # the person's own hive is not read
    assert not list(ADMX.iter("using"))  # so that Intune imports it by itself


def test_names_in_the_template_are_unique_and_lead_somewhere() -> None:
    categories = [one.attrib["name"] for one in ADMX.iter("category")]
    definitions = [one.attrib["name"] for one in ADMX.iter("definition")]
    ids = [one.attrib["id"] for one in ADMX.iter() if "id" in one.attrib]
    for names in (categories, definitions, ids):
        assert len(names) == len(set(names))
        assert all(re.fullmatch("[A-Za-z0-9_]+", name) for name in names)
    assert {one.attrib["ref"] for one in ADMX.iter("parentCategory")} <= set(categories)
    assert {one.attrib["ref"] for one in ADMX.iter("supportedOn") if "ref" in one.attrib} <= set(definitions)


def test_the_parts_of_a_policy_stand_in_the_published_order() -> None:
    order = ["parentCategory", "supportedOn", "enabledValue", "disabledValue", "elements"]
    for policy in POLICIES.values():
        places = [order.index(part.tag) for part in policy]
        assert places == sorted(places)
    assert [part.tag for part in ADMX] == ["policyNamespaces", "resources", "supportedOn", "categories", "policies"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_template_is_there_once_and_none_is_left_over(language: str) -> None:
    words = tree(f"{language}/Deskside.adml")
    strings = [one.attrib["id"] for one in words.iter("string")]
    presentations = {one.attrib["id"]: one for one in words.iter("presentation")}
    used = re.findall(r"\$\((string|presentation)\.([A-Za-z0-9_]+)\)", (FOLDER / "Deskside.admx").read_text("utf-8"))
    assert len(strings) == len(set(strings))
    assert {name for kind, name in used if kind == "string"} == set(strings)
    assert {name for kind, name in used if kind == "presentation"} == set(presentations)
    assert all(one.text for one in words.iter("string"))
    boxes = {"text": "textBox", "list": "listBox", "enum": "dropdownList", "decimal": "decimalTextBox"}
    for name, presentation in presentations.items():
        (element,) = found(POLICIES[name].find("elements"))
        (box,) = presentation
        assert (box.tag, box.attrib["refId"]) == (boxes[element.tag], element.attrib["id"])


def test_german_administrators_read_german_where_there_is_any() -> None:
    texts = {one.attrib["id"]: one.text for one in tree("de-DE/Deskside.adml").iter("string")}
    assert texts["organisation_phone"] == "Die Telefonnummer der IT-Hilfe"
    assert texts["tickets_rt_queue"] == "The queue that new messages go to"


def test_a_mac_that_has_the_profile_has_its_settings_locked(tmp_path: Path) -> None:
    profile = plistlib.loads((FOLDER / "Deskside.mobileconfig").read_bytes())
    (payload,) = profile["PayloadContent"]
    assert payload["PayloadType"] == DOMAIN
    for part in (profile, payload):
        assert {"PayloadIdentifier", "PayloadUUID", "PayloadVersion", "PayloadType"} <= set(part)
    assert profile["PayloadUUID"] != payload["PayloadUUID"]
    (tmp_path / f"{DOMAIN}.plist").write_bytes(plistlib.dumps(payload, fmt=plistlib.FMT_BINARY))
    settings = load(*managed_sources(tmp_path))
    assert settings.problems == ()
    assert (settings.text("organisation.name"), settings.flag("interface.start_with_computer")) == ("Contoso", False)
    assert {row.key for row in settings.rows() if row.locked} == {
        row.key for row in settings.rows() if row.origin == "IT"
    }


def test_what_jamfs_form_writes_is_every_setting_locked(tmp_path: Path) -> None:
    manifest = json.loads((FOLDER / "deskside-jamf.json").read_text("utf-8"))["properties"]
    assert set(manifest) == set(EVERY)
    (tmp_path / f"{DOMAIN}.plist").write_bytes(plistlib.dumps({name: example(EVERY[name]) for name in manifest}))
    settings = load(*managed_sources(tmp_path))
    assert settings.problems == ()
    assert {row.key: row.value for row in settings.rows()} == {name: example(key) for name, key in EVERY.items()}
    assert all(row.locked for row in settings.rows())
