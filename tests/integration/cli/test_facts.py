"""``deskside facts`` as people and scripts see it: groups with headings, or one object."""

from __future__ import annotations

from typing import Any

from .test_contract import deskside, shown


def test_a_script_gets_typed_facts_and_what_their_groups_are_called() -> None:
    told: dict[str, Any] = shown("facts")
    assert set(told) == {"schema", "facts", "groups"}
    named = [group["id"] for group in told["groups"]]
    assert all(group["label"] and group["says"].endswith(".") for group in told["groups"])
    assert list(dict.fromkeys(fact["group"] for fact in told["facts"])) == named
    values = {(fact["group"], fact["key"]): fact["value"] for fact in told["facts"]}
    assert values["memory", "total_gib"] > 0
    assert isinstance(values["computer", "processors"], int)
    assert len({(fact["group"], fact["key"]) for fact in told["facts"]}) == len(told["facts"])


def test_a_person_reads_them_group_by_group() -> None:
    english = deskside("facts").stdout.splitlines()
    assert english[0] == "This computer"
    assert any(line.startswith("  Memory, GiB: ") for line in english)
    assert all(line.startswith("  ") or not line.endswith(":") for line in english)
