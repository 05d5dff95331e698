"""A problem that only people can help with: the first questions, and then a message that already holds the answers."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.integration.casework.conftest import Make, healthy
from tests.integration.cli.test_contract import deskside, shown

from deskside.casework import Casework
from deskside.cli.wizard import TerminalWizard
from deskside.engine import Outcome, outcome, tried_lines
from deskside.model.case import Case, Ending, Stand
from deskside.model.page import Verb

START = ""
IN_NO_LIST, AT_HOME, FOR_NOBODY = "1", "2", "2"
ANSWERS = {"what": "not-listed", "where": "home", "others": "no"}


def typed(casework: Casework, *lines: str) -> Case:
    """Leads through ``wifi`` in the terminal with these lines; after them the input ends."""
    coming: Iterator[str] = iter(f"{line}\n" for line in lines)
    run = casework.open("wifi")
    try:
        return TerminalWizard(casework, run, lambda: next(coming, "")).lead()
    finally:
        run.close()


def test_every_such_problem_goes_from_its_first_question_to_the_help_desk(house: Make) -> None:
    casework = house(healthy())
    only_people = [one for one in casework.troubleshooters() if one.people_only]
    assert only_people
    for one in only_people:
        run = casework.open(one.id)
        run.act(Verb.BEGIN)
        for question in one.questions:
            assert (run.page.stand, run.page.heading) == (Stand.QUESTION, question.ask), one.id
            assert run.page.takes(Verb.PEOPLE)
            run.act(Verb.ANSWER, question.choices[0].value if question.choices else "Something")
        run.close()
        assert (run.page.stand, outcome(run.case)) == (Stand.PEOPLE, Outcome.NEEDS_PEOPLE), one.id
        told = " ".join(tried_lines(run.case))
        assert all(question.ask in told for question in one.questions), one.id


def test_the_answers_are_in_the_message_that_the_help_desk_gets(
    house: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    casework = house(healthy())
    story = ("My list is empty.", "I have a call at ten", "ann@example.org", "y")
    case = typed(casework, START, IN_NO_LIST, AT_HOME, FOR_NOBODY, *story)
    assert case.ending is Ending.SENT
    assert case.answers == {f"wifi.{name}": value for name, value in ANSWERS.items()}
    said = capsys.readouterr().out
    assert "Where are you at the moment?" in said
    assert "Your answers go along, so you need not tell them twice." in said
    assert casework.mail.post() == ()
    arrived = casework.mail.desk().show(case.ticket)
    assert all(f"Answered: wifi.{name} = {value}" in arrived.body for name, value in ANSWERS.items())
    assert (arrived.title, arrived.category) == ("The Wi-Fi does not work", "Network/Wi-Fi")
    for words in ("My list is empty.", "I don't see my Wi-Fi in the list", "At home", "No, it works for nobody"):
        assert words in arrived.body


def test_a_person_can_be_reached_from_the_middle_of_the_questions(house: Make) -> None:
    casework = house(healthy())
    talk_to_a_person = "6"
    case = typed(casework, START, IN_NO_LIST, talk_to_a_person, "Please call me", "", "ann@example.org", "y")
    assert case.ending is Ending.SENT
    assert case.answers == {"wifi.what": "not-listed"}


def test_what_was_answered_can_be_taken_back_in_the_terminal(house: Make) -> None:
    go_back, stop = "5", "9"
    case = typed(house(healthy()), START, IN_NO_LIST, go_back, IN_NO_LIST, go_back, stop)
    assert (case.ending, case.answers) == (Ending.STOPPED, {})


def test_a_script_is_told_that_people_are_needed() -> None:
    report = shown("run", "wifi")
    assert (report["outcome"], report["checks"], report["findings"]) == ("needs-people", [], [])
    assert deskside("run", "wifi", "--json").returncode == 1
    assert "A person can help you with this." in deskside("run", "wifi", "--yes").stdout


def test_the_real_program_asks_and_sends() -> None:
    story = ["My list is empty.", "", "ann@example.org", "y"]
    said = deskside("run", "wifi", told="\n".join([START, IN_NO_LIST, AT_HOME, FOR_NOBODY, *story, ""]))
    assert "The Wi-Fi does not work" in said.stdout
    (ticket,) = json.loads(deskside("ticket", "list", "--json").stdout)["tickets"]
    assert ticket["reference"] in said.stdout
