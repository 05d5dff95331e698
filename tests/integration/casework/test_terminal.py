"""The wizard in the terminal, led by what a person types."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from tests.integration.casework.conftest import Make, paused, switched_off

from deskside.casework import Casework
from deskside.cli.wizard import TerminalWizard
from deskside.model.case import Case, Ending, Stand
from deskside.model.troubleshooter import Restart
from deskside.paths import find_paths
from deskside.storage import Cases, Database

Typed = Callable[[Casework, tuple[str, ...]], Case]


@pytest.fixture
def typed() -> Typed:
    """Leads through ``printer`` with these lines; after them the input ends."""

    def lead(casework: Casework, lines: tuple[str, ...]) -> Case:
        coming: Iterator[str] = iter(f"{line}\n" for line in lines)
        run = casework.open("printer")
        try:
            return TerminalWizard(casework, run, lambda: next(coming, "")).lead()
        finally:
            run.close()

    return lead


def test_enter_all_the_way_fixes_a_paused_printer(
    house: Make, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    case = typed(house(paused()), ("", "", ""))
    assert case.ending is Ending.FIXED
    assert "Office" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lines", "helped", "remark"),
    [(("y",), True, None), (("n", "Ask ann@example.org"), False, "Ask "), (("n", ""), False, ""), (("",), None, None)],
)
def test_who_sits_there_may_say_in_the_end_whether_it_helped(
    house: Make, lines: tuple[str, ...], helped: bool | None, remark: str | None
) -> None:
    casework = house(paused())
    coming = iter(f"{line}\n" for line in ("", "", "", *lines))
    run = casework.open("printer")
    TerminalWizard(casework, run, lambda: next(coming, ""), interactive=True).lead()
    run.close()
    kept = casework.history()[0]
    assert kept.helped is helped
    assert (kept.remark or "").startswith(remark or "")
    assert (kept.remark is None) == (remark is None)
    assert "ann@" not in (kept.remark or "")


def test_who_goes_to_restart_is_let_go_and_the_case_waits(house: Make) -> None:
    casework = house(paused())
    run = casework.open("printer")
    causes = tuple(replace(one, fix=replace(one.fix, restart=Restart.RESTART)) for one in run.case.causes)
    with Database(find_paths().database) as db:
        Cases(db).save(replace(run.case, causes=causes))
    run.close()
    run = casework.resume(run.case.id)
    coming = iter(f"{line}\n" for line in ("", "", "1", "never read"))
    case = TerminalWizard(casework, run, lambda: next(coming, "")).lead()
    run.close()
    assert (case.stand, case.ending, next(coming)) == (Stand.RESTART, None, "never read\n")
    assert [one.id for one in casework.unfinished()] == [case.id]


def test_a_script_is_not_asked_whether_it_helped(house: Make, typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(house(paused()), ("", "", "", "y")).helped is None
    assert "help you" not in capsys.readouterr().out


def test_no_more_input_stops_the_case_and_changes_nothing(house: Make, typed: Typed) -> None:
    case = typed(house(paused()), ("",))
    assert case.ending is Ending.STOPPED
    assert [one.change for one in case.findings] == [None]


def test_what_was_typed_wrong_is_asked_again(house: Make, typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    case = typed(house(paused()), ("what?", "99", "-1", "", "", ""))
    assert case.ending is Ending.FIXED
    assert capsys.readouterr().out.count("Please type one of the numbers.") == 3


def test_a_printer_that_is_off_ends_with_a_ticket_that_was_shown_first(
    house: Make, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    casework = house(switched_off())
    case = typed(casework, ("", "2", "It is dead.", "the contract", "ann@example.org", "y"))
    shown = capsys.readouterr().out
    assert case.ending is Ending.SENT
    assert case.ticket in shown
    assert "It is dead." in shown[: shown.rindex(case.ticket)]
    assert casework.ticket(case.ticket).title.startswith("Printing does not work")


def test_a_part_is_left_out_and_a_word_hidden_before_it_is_sent(
    house: Make, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    casework = house(switched_off())
    case = typed(casework, ("", "2", "Falcon is dead.", "", "ann@example.org", "99", "1", "h falcon", "y"))
    shown = capsys.readouterr().out
    assert "A summary of this for the help desk. (left out)" in shown
    casework.mail.post()
    body = casework.mail.desk().show(case.ticket).body
    assert "Falcon" not in body
    assert " is dead." in body
    assert "troubleshooter printer" not in body


def test_title_and_address_are_seen_before_they_are_sent(
    house: Make, typed: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    casework = house(switched_off())
    case = typed(casework, ("", "2", "It is dead.", "", "ann@example.org", "y"))
    shown = capsys.readouterr().out
    seen = shown[: shown.rindex(case.ticket)]
    assert f"Title: {casework.ticket(case.ticket).title}" in seen
    assert "The answer comes to ann@example.org." in seen


def test_it_is_said_whether_a_word_was_hidden(house: Make, typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    typed(house(switched_off()), ("", "2", "Falcon is dead.", "", "ann@example.org", "h heron", "h falcon", "n"))
    said = capsys.readouterr().out
    assert 0 < said.index("Nothing was hidden.") < said.index("Hidden in one place.")


def test_a_ticket_that_was_not_agreed_to_is_not_sent(house: Make, typed: Typed) -> None:
    casework = house(switched_off())
    case = typed(casework, ("", "2", "It is dead.", "", "ann@example.org", "n"))
    assert case.ending is Ending.STOPPED
    assert casework.tickets() == ()
