"""The line through the house: words, cause, consent, fix, undo, ticket, news."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.integration.casework.conftest import Make, healthy, paused, switched_off

from deskside.casework import Orders
from deskside.children.scenario import Says
from deskside.engine import Outcome
from deskside.errors import NeedsEdit
from deskside.model.case import Ending, FixState, Stand
from deskside.model.page import Verb
from deskside.model.parcel import Choices
from deskside.model.ticket import Stage


def test_a_paused_printer_is_found_fixed_and_said_to_work(house: Make) -> None:
    casework = house(paused())
    run = casework.open(casework.find("my printer wont print").results[0].id, "my printer wont print")
    run.act(Verb.BEGIN)
    assert run.page.stand is Stand.FINDING
    run.act(Verb.FIX)
    assert run.page.stand is Stand.FIXED
    run.act(Verb.YES)
    run.close()
    assert run.case.ending is Ending.FIXED
    assert [(one.cause, one.state, one.verified) for one in run.case.findings] == [
        ("printer.paused", FixState.FIXED, True)
    ]
    assert casework.counts()[0].helped == 1


def test_a_question_that_the_computer_answers_is_never_shown(house: Make) -> None:
    run = house(paused()).open("printer")
    shown: list[Stand] = []
    run.on_page = lambda page: shown.append(page.stand)
    run.act(Verb.BEGIN)
    run.close()
    assert run.case.questions[0].choices  # it was asked of the computer
    assert Stand.CHECKING in shown
    assert Stand.QUESTION not in shown


def test_nothing_is_changed_without_consent(house: Make) -> None:
    report = house(paused()).run_unattended("printer", Orders())
    assert [(one.cause, one.state) for one in report.findings] == [("printer.paused", FixState.OFFERED)]
    assert report.outcome is Outcome.NOT_FIXED
    assert report.exit_code == 1


def test_consent_beforehand_fixes_and_undo_takes_it_back(house: Make) -> None:
    casework = house(paused())
    report = casework.run_unattended("printer", Orders(fix=True))
    assert report.outcome is Outcome.FIXED
    taken = casework.undo(report.case)
    assert [(one.cause, one.ok) for one in taken] == [("printer.paused", True)]
    assert casework.undo(report.case) == ()


def test_without_the_right_it_is_said_to_be_for_it(house: Make) -> None:
    report = house(paused(may=False)).run_unattended("printer", Orders(fix=True))
    assert [(one.cause, one.state) for one in report.findings] == [("printer.paused", FixState.NEEDS_ADMIN)]
    assert report.outcome is Outcome.NEEDS_PEOPLE


def test_a_fix_that_does_not_help_is_taken_back_by_itself(house: Make) -> None:
    report = house(paused(helps=False)).run_unattended("printer", Orders(fix=True))
    assert [(one.cause, one.state, one.verified) for one in report.findings] == [
        ("printer.paused", FixState.UNDONE, False)
    ]
    assert report.outcome is Outcome.NOT_FIXED


def test_a_healthy_computer_is_not_blamed(house: Make) -> None:
    report = house(healthy()).run_unattended("printer", Orders(fix=True))
    assert report.findings == ()
    assert report.outcome is Outcome.NOTHING_FOUND


def test_a_case_goes_on_where_the_process_was_ended(house: Make) -> None:
    first = house(paused())
    run = first.open("printer", "nothing comes out")
    run.act(Verb.BEGIN)
    again = house(paused())
    assert [case.id for case in again.unfinished()] == [run.case.id]
    resumed = again.resume(run.case.id)
    assert resumed.page.stand is Stand.FINDING
    assert resumed.case.words == "nothing comes out"


def test_what_was_previewed_is_what_the_desk_receives_and_its_answer_comes_back(house: Make) -> None:
    casework = house(switched_off())
    run = casework.open("printer", "it is dead")
    run.act(Verb.BEGIN)
    assert run.page.stand is Stand.HANDS_ON
    run.act(Verb.PEOPLE)
    handover = casework.handover(run.case)
    choices = Choices(story="It is dead.", stops="I can't print the contract", email="ann@example.org")
    shown = handover.show(choices)
    ticket = handover.send(shown.parcel)
    run.sent(ticket.reference)
    assert casework.mail.post() == ()
    assert casework.waiting() == ()

    desk = casework.mail.desk()
    arrived = desk.show(ticket.reference)
    story, agent = (item.text for item in shown.items[:2])
    assert arrived.body == f"{story}\n\n-- \n{agent}"
    assert arrived.requester == "ann@example.org"
    rows = desk.db.read("SELECT content FROM files")
    assert [row["content"] for row in rows] == [file.content for file in shown.parcel.files]

    desk.note(ticket.reference, "He always forgets the switch.")
    desk.reply(ticket.reference, "Someone comes by at ten.")
    news = house(switched_off()).mail.post()
    assert [(one.reference, one.stage) for one in news] == [(ticket.reference, Stage.WORKING)]
    assert [message.text for message in casework.ticket(ticket.reference).messages][1:] == ["Someone comes by at ten."]
    assert casework.fresh_news() == news
    assert casework.fresh_news() == ()


def test_an_address_without_an_at_sign_is_asked_for_again(house: Make) -> None:
    handover = house(healthy()).handover(None, "Please call me")
    with pytest.raises(NeedsEdit) as refused:
        handover.send(handover.parcel(Choices(story="Please call me", email="ann")))
    assert "@" in refused.value.words()


def test_the_address_is_asked_once(house: Make) -> None:
    first = house(healthy()).handover(None, "x")
    first.send(first.parcel(Choices(email="ann@example.org")))
    assert house(healthy()).handover(None, "y").email == "ann@example.org"


def test_words_being_written_are_still_there_after_the_process_was_ended(house: Make) -> None:
    first = house(switched_off())
    run = first.open("printer", "it is dead")
    run.act(Verb.BEGIN)
    run.act(Verb.PEOPLE)
    first.handover(run.case).keep(Choices(story="It has been dead since Mon"))
    again = house(switched_off())
    assert again.handover(again.resume(run.case.id).case).words == "It has been dead since Mon"
    assert again.waiting() == ()


def test_words_of_no_case_are_still_there_until_they_are_sent(house: Make) -> None:
    house(healthy()).handover(None).keep(Choices(story="Please cal"))
    again = house(healthy()).handover(None)
    assert again.words == "Please cal"
    again.send(again.parcel(Choices(story="Please call me", email="ann@example.org")))
    assert house(healthy()).handover(None).words == ""


def test_what_could_deceive_an_agents_screen_is_gone_before_the_preview(house: Make) -> None:
    casework = house(healthy())
    handover = casework.handover(None)
    story = "photo\u202egpj.exe\x00 and \x1b[2Jmore"
    parcel = handover.parcel(Choices(story=story, email="ann@example.org"))
    shown = parcel.body
    ticket = handover.send(parcel)
    casework.mail.post()
    assert casework.mail.desk().show(ticket.reference).body == shown
    assert not set(shown) & {"\u202e", "\x00", "\x1b"}


def test_only_what_a_person_said_of_a_fix_is_counted(house: Make) -> None:
    casework = house(paused())
    run = casework.open("printer")
    run.act(Verb.BEGIN)
    run.act(Verb.FIX)
    run.act(Verb.UNDO)
    run.close()
    assert casework.counts() == ()


WAITS = """
api = 1
id = "waits"
version = "1.0.0"
title = "Printing waits for a restart"
needs = ["services.state:print", "services.start:print", "services.stop:print"]

[[cause]]
id = "stopped"
explain = "The part of this computer that prints has stopped."
check = { is = "service-stopped", service = "print" }

[cause.fix]
do = "start-service"
service = "print"
consent = "I can start it. It takes hold after a restart."
restart = "restart"
"""


def test_a_fix_that_takes_hold_after_a_restart_is_not_judged_before_it(house: Make, tmp_path: Path) -> None:
    (tmp_path / "waits").mkdir()
    (tmp_path / "waits" / "manifest.toml").write_text(WAITS, encoding="utf-8")
    still_stopped = Says("services.state", gives={"known": True, "running": False})
    casework = house(healthy(service=still_stopped, start=Says("services.start", gives=True)), troubleshooters=tmp_path)
    run = casework.open("waits")
    run.act(Verb.BEGIN)
    run.act(Verb.FIX)
    run.close()
    assert run.case.stand is Stand.RESTART
    assert run.case.findings[0].state is FixState.NEEDS_RESTART
