"""A website that the person named is told alike in all of a message; other hosts are hidden, and what they hide."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.integration.casework.conftest import Make

from deskside.casework import Handover
from deskside.casework.named import named_hosts
from deskside.children.scenario import load_scenario
from deskside.model.case import Case
from deskside.model.page import Verb
from deskside.model.parcel import Choices, Parcel
from deskside.model.troubleshooter import Choice, Question

SCENARIOS = Path(__file__).resolve().parents[3] / "troubleshooters/website/scenarios"


def handed_over(house: Make) -> Handover:
    casework = house(load_scenario(SCENARIOS / "linux-site-down.toml"))
    run = casework.open("website", "it does not open")
    run.act(Verb.BEGIN)
    run.act(Verb.ANSWER, "www.example.com")
    run.act(Verb.PEOPLE)
    return casework.handover(run.case)


def evidence_of(parcel: Parcel) -> str:
    (bundle,) = (file for file in parcel.files if file.name == "deskside.zip")
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as archive:
        return archive.read("evidence.json").decode()


def test_the_site_in_the_title_is_the_site_in_the_evidence(house: Make) -> None:
    handover = handed_over(house)
    parcel = handover.show(Choices(story="I can't order.")).parcel
    assert "www.example.com" in parcel.title
    assert "www.example.com" in evidence_of(parcel)
    assert "Answered: website.address = www.example.com\n" in parcel.draft.agent_part
    assert '"address":"https://www.example.com/"' in parcel.draft.agent_part


def test_what_the_person_hides_is_hidden_although_they_named_it(house: Make) -> None:
    handover = handed_over(house)
    parcel = handover.show(Choices(story="I can't order.", hidden=("www.example.com",))).parcel
    whole = f"{parcel.title} {parcel.body} {evidence_of(parcel)} {parcel.draft.agent_part}"
    assert "www.example.com" not in whole
    assert "hidden-1" in parcel.title


def test_no_other_host_is_told(house: Make) -> None:
    casework = house(load_scenario(SCENARIOS / "linux-site-down.toml"))
    privacy = casework.privacy.telling(case_with("www.example.com"))
    told = privacy.redact("www.example.com, WWW.example.com:443, till.www.example.com, db7.corp.example.com").text
    assert told.startswith("www.example.com, WWW.example.com:443, ")
    assert "till." not in told
    assert "db7" not in told
    assert "www.example.com" not in casework.privacy.redact("www.example.com").text, "and only in that message"


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("Www.Example.com", ("www.example.com",)),
        ("https://www.example.com/orders?key=s3cret", ("www.example.com",)),
        ("https://ana:s3cret@www.example.com/", ()),
        ("münchen.example", ("münchen.example", "xn--mnchen-3ya.example")),
        ("ana@example.com", ()),
        ("192.0.2.7", ()),
        ("printer7", ()),
        ("it is www.example.com", ()),
        ("http://[::1", ()),
        ("HTTP:\\\\WWW.EXAMPLE.COM", ("www.example.com",)),
        ("", ()),
    ],
)
def test_only_the_name_of_a_website_counts_as_named(answer: str, named: tuple[str, ...]) -> None:
    assert named_hosts(case_with(answer)) == named
    assert named_hosts(case_with(answer, secret=True)) == ()
    assert named_hosts(case_with(answer, choices=(Choice("a", "A"),))) == ()
    assert named_hosts(case_with(answer, choices_from="printing.choices")) == ()
    assert named_hosts(None) == ()


def case_with(answer: str, **question: Any) -> Case:
    asked = Question("address", "Which site?", **question)
    return Case("DS-1", "website", "1", "A website does not open", 0.0, questions=(asked,), answers={"address": answer})
