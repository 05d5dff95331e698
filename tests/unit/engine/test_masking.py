"""What a person would notice: one trouble shown instead of five that follow from it, and never none at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskside.engine import work
from deskside.engine.events import CheckAll
from deskside.engine.looking import looked
from deskside.engine.masking import masked
from deskside.engine.record import stale_masked
from deskside.model.call import Detected
from deskside.model.case import Case, Check, FixState, Result, Stand
from deskside.model.page import Verb

from .cases import WHICH, Computer, after, automatic, hands_on, opened


def _results(case: Case) -> dict[str, tuple[Result, str]]:
    return {one.cause: (one.result, one.by) for one in case.checks}


def test_a_found_cause_hides_those_it_explains_and_says_so() -> None:
    case = opened(automatic("router", masks=("names",)), automatic("names"), automatic("other", likelihood=0.01))
    case = after(case, Verb.BEGIN, computer=Computer("router", "names", "other"))
    assert _results(case) == {
        "p.router": (Result.FOUND, ""),
        "p.names": (Result.MASKED, "p.router"),
        "p.other": (Result.FOUND, ""),
    }
    assert [one.cause for one in case.findings] == ["p.router", "p.other"]


def test_a_cause_that_is_not_there_hides_nothing() -> None:
    case = opened(automatic("router", masks=("names",)), automatic("names"))
    case = after(case, Verb.BEGIN, computer=Computer("names"))
    assert case.current == "p.names"


def test_masking_goes_through_causes_that_are_hidden_themselves() -> None:
    case = opened(automatic("a", masks=("b",)), automatic("b", masks=("c",)), automatic("c"))
    case = after(case, Verb.BEGIN, computer=Computer("a", "b", "c"))
    assert _results(case)["p.c"] == (Result.MASKED, "p.a")


def test_a_whole_troubleshooter_can_be_masked() -> None:
    causes = [automatic("cable", masks=("internet.*",)), automatic("internet.dns"), automatic("internet.proxy")]
    assert masked(opened(*causes).causes, ["p.cable", "internet.dns", "internet.proxy"]) == {
        "internet.dns": "p.cable",
        "internet.proxy": "p.cable",
    }


def test_of_causes_that_mask_each_other_the_likeliest_is_shown() -> None:
    case = opened(automatic("a", masks=("b",)), automatic("b", masks=("*",), likelihood=0.4), automatic("c"))
    case = after(case, Verb.BEGIN, computer=Computer("a", "b", "c"))
    assert [one.cause for one in case.findings] == ["p.b"]


def test_what_was_hidden_is_looked_at_again_once_its_cause_is_fixed() -> None:
    computer = Computer("router", "names")
    case = opened(automatic("router", masks=("names",)), automatic("names"))
    case = after(case, Verb.BEGIN, Verb.FIX, computer=computer)
    assert case.stand is Stand.FIXED
    looking = after(case, Verb.NO)
    due = work(looking)
    assert isinstance(due, CheckAll)
    assert [one.id for one in due.causes] == ["p.names"]
    still = after(case, Verb.NO, computer=computer)
    assert (still.stand, still.current) == (Stand.FINDING, "p.names")
    computer.broken.clear()
    assert _results(after(case, Verb.NO, computer=computer))["p.names"] == (Result.CLEAR, "")


def test_what_was_hidden_stays_hidden_while_its_cause_is_not_fixed() -> None:
    case = opened(automatic("router", masks=("names",)), automatic("names"))
    case = after(case, Verb.BEGIN, Verb.NOT_NOW, computer=Computer("router", "names"))
    assert case.stand is Stand.PEOPLE
    assert _results(case)["p.names"] == (Result.MASKED, "p.router")
    assert case.findings[0].state is FixState.DECLINED


_names = ["a", "b", "c", "d", "e"]


@given(
    st.dictionaries(st.sampled_from(_names), st.sets(st.sampled_from([*_names, "*"])), max_size=5),
    st.sets(st.sampled_from(_names)),
)
def test_something_always_stays_visible_and_explains_all_that_is_hidden(
    masks: dict[str, set[str]], found: set[str]
) -> None:
    case = opened(*(automatic(name, masks=tuple(sorted(masks.get(name, ())))) for name in _names))
    full = {f"p.{name}" for name in found}
    hidden = masked(case.causes, full)
    visible = full - set(hidden)
    assert bool(visible) == bool(full)
    assert set(hidden) <= full
    assert set(hidden.values()) <= visible
    for name in found:
        explained = any(name in masks.get(other, ()) or "*" in masks.get(other, ()) for other in found - {name})
        assert explained or f"p.{name}" in visible


def test_a_mask_of_another_troubleshooter_hides_nothing_of_this_one() -> None:
    case = opened(automatic("cable", masks=("internet.*",)), automatic("odd"))
    case = after(case, Verb.BEGIN, computer=Computer("cable", "odd"))
    assert len(case.findings) == 2


def test_what_is_hidden_itself_is_not_named_as_what_hides_others() -> None:
    case = opened(
        automatic("root", masks=("likely",)), automatic("likely", masks=("c",), likelihood=0.9), automatic("c")
    )
    case = after(case, Verb.BEGIN, computer=Computer("root", "likely", "c"))
    assert {one.cause: one.by for one in case.checks} == {"p.root": "", "p.likely": "p.root", "p.c": "p.root"}


def test_what_could_not_be_looked_at_because_of_a_found_cause_waits_for_it() -> None:
    computer = Computer("service", "off", hidden=("off",))
    case = opened(automatic("service", masks=("off",)), hands_on("off", likelihood=0.5))
    case = after(case, Verb.BEGIN, Verb.FIX, computer=computer)
    assert _results(case)["p.off"] == (Result.MASKED, "p.service")
    computer.hidden.clear()
    assert after(case, Verb.GO_ON, computer=computer).current == "p.off"


def test_what_could_not_be_looked_at_hides_nothing() -> None:
    computer = Computer("service", "odd", "late", hidden=("off", "late"))
    off = automatic("off", masks=("odd",), questions=("which",))
    case = opened(
        automatic("service", masks=("off",)), off, automatic("odd"), automatic("late"), answers={"which": "x"}
    )
    case = after(case, Verb.BEGIN, Verb.NOT_NOW, computer=computer)
    assert (case.stand, case.current) == (Stand.FINDING, "p.odd")
    computer.hidden.discard("p.late")
    case = after(case, Verb.FIX, Verb.GO_ON, computer=computer)
    assert _results(case)["p.late"] == (Result.FOUND, "")
    assert _results(case)["p.odd"] == (Result.FOUND, "")


def test_other_answers_bring_out_again_what_a_cause_had_hidden() -> None:
    computer = Computer("service", "odd")
    service = automatic("service", masks=("odd",), questions=("which",))
    case = opened(service, automatic("odd", likelihood=0.01, cost=590.0), questions=(WHICH,))
    case = after(case, Verb.BEGIN, (Verb.ANSWER, "Hall"), computer=computer)
    assert case.current == "p.service"
    computer.broken.discard("p.service")
    case = after(case, Verb.BACK, (Verb.ANSWER, "Office"), computer=computer)
    assert _results(case) == {"p.service": (Result.CLEAR, ""), "p.odd": (Result.FOUND, "")}


def test_what_was_tried_stays_on_record_when_something_that_explains_it_turns_up() -> None:
    computer = Computer("locked", "odd", "root", hidden=("root",))
    computer.refuses["p.locked"] = "not-permitted"
    causes = (automatic("locked", likelihood=0.5), automatic("odd"), automatic("root", masks=("locked",)))
    case = after(opened(*causes), Verb.BEGIN, Verb.FIX, Verb.GO_ON, Verb.FIX, computer=computer)
    computer.hidden.clear()
    case = after(case, Verb.GO_ON, computer=computer)
    assert _results(case)["p.locked"] == (Result.MASKED, "p.root")
    assert case.findings[0].state is FixState.NEEDS_ADMIN


def test_what_was_hidden_through_a_cause_that_is_gone_is_looked_at_again() -> None:
    case = opened(automatic("a", masks=("b",)), automatic("b", masks=("c",)), automatic("c"))
    case = after(case, Verb.BEGIN, computer=Computer("a", "b", "c"))
    hidden = (case.checks[0], Check("p.b", Result.CLEAR), case.checks[2])
    gone = looked(replace(case, checks=hidden, checking=("p.b",)), (Detected("p.b"),))
    assert stale_masked(gone) == ("p.c",)
