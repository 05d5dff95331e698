"""What a person would notice: a reference that can't be read out, or causes of two troubleshooters mixed up."""

from __future__ import annotations

import random
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from deskside.engine import new_reference, open_case
from deskside.model.case import Counted, Stand
from deskside.model.troubleshooter import Question, Troubleshooter

from .cases import automatic

PRINTER = Troubleshooter(
    "printer",
    "1.2.0",
    "Printing does not work",
    Path(),
    minutes=4,
    category="Hardware/Printing",
    contact="print@example.org",
    questions=(Question("which", "Which printer?"), Question("internet.where", "Where are you?")),
)


def test_a_case_knows_what_its_ticket_will_need() -> None:
    case = open_case(
        PRINTER,
        [automatic("paused")],
        reference="DS-1",
        words="my printer wont print",
        language="de",
        now=5.0,
        boot="b",
        counted=[Counted("printer.paused", 1, 2)],
    )
    assert (case.id, case.troubleshooter, case.version, case.title) == ("DS-1", "printer", "1.2.0", PRINTER.title)
    assert (case.category, case.contact, case.minutes) == ("Hardware/Printing", "print@example.org", 4)
    assert (case.words, case.language, case.opened, case.touched, case.boot) == (
        "my printer wont print",
        "de",
        5,
        5,
        "b",
    )
    assert (case.stand, case.counted) == (Stand.INTRO, (Counted("printer.paused", 1, 2),))


def test_every_name_in_a_case_is_full() -> None:
    causes = [
        automatic("paused", masks=("offline", "internet.*", "*"), questions=("which",)),
        automatic("offline"),
        automatic("internet.cable", masks=("dns",), questions=("where", "which")),
    ]
    case = open_case(
        PRINTER,
        causes,
        reference="DS-1",
        words="",
        language="en",
        now=0.0,
        boot="",
        counted=(),
        answers={"which": "Office", "nonsense": "x"},
    )
    assert [one.id for one in case.causes] == ["printer.paused", "printer.offline", "internet.cable"]
    assert case.causes[0].masks == ("printer.offline", "internet.*", "printer.*")
    assert case.causes[0].questions == ("printer.which",)
    assert case.causes[2].masks == ("internet.dns",)
    assert case.causes[2].questions == ("internet.where",)
    assert [one.id for one in case.questions] == ["printer.which", "internet.where"]
    assert case.answers == {"printer.which": "Office"}


def test_a_cause_that_comes_twice_counts_once() -> None:
    case = open_case(
        PRINTER,
        [automatic("paused", likelihood=0.4), automatic("offline"), automatic("printer.paused", likelihood=0.1)],
        reference="DS-1",
        words="",
        language="en",
        now=0.0,
        boot="",
        counted=(),
    )
    assert [(one.id, one.likelihood) for one in case.causes] == [("printer.paused", 0.4), ("printer.offline", 0.1)]


@given(st.integers())
def test_a_reference_can_be_read_out_without_mixing_up_signs(seed: int) -> None:
    reference = new_reference(random.Random(seed))
    assert re.fullmatch(r"DS-[0-9A-Z]{5}-[0-9A-Z]{5}", reference)
    assert not set(reference[3:]) & set("ILOU")


def test_references_do_not_repeat() -> None:
    chance = random.SystemRandom()
    assert len({new_reference(chance) for _ in range(2000)}) == 2000


def test_every_sign_is_used() -> None:
    chance = random.Random(1)
    signs = {sign for _ in range(200) for sign in new_reference(chance)[3:]}
    assert len(signs - {"-"}) == 32
