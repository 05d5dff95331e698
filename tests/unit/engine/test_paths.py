"""What a person would notice on some path nobody thought of: a dead end, no way to people, a fix without a yes."""

from __future__ import annotations

from random import Random

import msgspec
from hypothesis import given

from deskside.engine import Outcome, advance, outcome, page, tried_lines, work
from deskside.engine.events import ApplyFix, Did
from deskside.engine.record import WORKING, result_of
from deskside.model.case import Case, Ending, Result, Stand
from deskside.model.page import Verb
from deskside.model.troubleshooter import FixKind

from .paths import chance, going_along, some_case, walk


@given(chance)
def test_wherever_a_path_leads_there_is_a_person_and_an_end(random: Random) -> None:
    for moment in walk(random):
        case, shown = moment.case, page(moment.case)
        closed = case.ending is not None
        if not (closed and case.stand in WORKING) and case.ending is not Ending.SENT:
            assert shown.takes(Verb.PEOPLE)
            assert advance(case, Did(Verb.PEOPLE), case.touched).stand is Stand.PEOPLE
        if case.stand is not Stand.DONE:
            assert shown.takes(Verb.STOP)
            ended = advance(case, Did(Verb.STOP), case.touched)
            assert ended.stand is Stand.DONE
            assert ended.ending in Ending


@given(chance)
def test_every_page_says_something_and_each_of_its_buttons_works(random: Random) -> None:
    for moment in walk(random):
        case, shown = moment.case, page(moment.case)
        assert shown.heading
        assert sum(action.main for action in shown.actions) <= 1
        assert len({action.verb for action in shown.actions}) == len(shown.actions)
        for action in (*shown.actions, *shown.frame):
            advance(case, Did(action.verb), case.touched)
        if shown.can_go_back and case.stand not in WORKING:
            before = advance(case, Did(Verb.BACK), case.touched)
            assert (before.stand, before.current) != (case.stand, case.current)


@given(chance)
def test_a_case_that_was_saved_goes_on_as_if_nothing_had_happened(random: Random) -> None:
    for moment in walk(random):
        case = moment.case
        again = msgspec.json.decode(msgspec.json.encode(case), type=Case)
        assert again == case
        seen = (work(case), page(case), outcome(case), tried_lines(case))
        assert (work(again), page(again), outcome(again), tried_lines(again)) == seen


@given(chance)
def test_nothing_is_fixed_without_a_yes_to_that_very_fix_and_nothing_hidden_is(random: Random) -> None:
    for moment in walk(random):
        due = work(moment.case)
        if not isinstance(due, ApplyFix):
            continue
        assert result_of(moment.case, due.cause.id) is Result.FOUND
        assert due.cause.fix.kind is FixKind.AUTOMATIC
        if work(moment.before) != due:
            assert isinstance(moment.event, Did)
            assert moment.event.verb is Verb.FIX
            assert (moment.event.value or moment.before.current) == due.cause.id
            assert page(moment.before).takes(Verb.FIX)


@given(chance)
def test_nothing_answered_or_tried_comes_up_again_unless_the_person_goes_back(random: Random) -> None:
    for moment in walk(random):
        before, case, event = moment.before, moment.case, moment.event
        if case.stand is Stand.QUESTION:
            assert case.current not in case.answers
        if case.stand in (Stand.FINDING, Stand.HANDS_ON):
            assert case.current not in case.tried
        turned = isinstance(event, Did) and event.verb in (Verb.BACK, Verb.AGAIN)
        if not turned and case.ending is None:
            assert set(before.answers) <= set(case.answers)
            assert set(before.tried) <= set(case.tried)


@given(chance)
def test_trouble_that_was_not_looked_at_or_has_no_name_is_never_called_well(random: Random) -> None:
    for moment in walk(random):
        case = moment.case
        seen = {one.cause: one.result for one in case.checks}
        unsure = any(seen.get(cause.id) in (None, Result.COULD_NOT_CHECK) for cause in case.causes)
        if unsure or case.unnamed:
            assert outcome(case) not in (Outcome.NOTHING_FOUND, Outcome.FIXED)
            if case.stand is Stand.NOTHING_FOUND:
                assert "no trouble" not in " ".join(page(case).lines)


@given(chance)
def test_whoever_goes_along_comes_to_an_end(random: Random) -> None:
    case = some_case(random)
    most = 10 + 12 * len(case.causes) + 2 * len(case.questions)
    for _ in range(most):
        if case.stand is Stand.DONE:
            break
        case = advance(case, going_along(random, case), case.touched + 5.0)
    assert case.ending in (Ending.FIXED, Ending.SENT)
