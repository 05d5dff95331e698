"""What a person would notice: one trouble shown instead of five that follow from it, and never none at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deskside.engine import work
from deskside.engine.events import CheckAll
from deskside.engine.masking import masked
from deskside.model.case import Case, FixState, Result, Stand
from deskside.model.page import Verb

from .cases import Computer, after, automatic, opened


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
