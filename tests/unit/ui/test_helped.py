"""In the end: one press says whether it helped, after a "no" one sentence may be added, and nobody is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from deskside.model.case import Case
from deskside.model.page import Verb
from deskside.ui.pages.home import Home
from deskside.ui.pages.wizard import Wizard

from .walk import Walk

ASKED = "Did Deskside help you?"


def _stopped(walk: Walk) -> Wizard:
    wizard = walk.to_finding()
    walk.act(Verb.STOP)
    return wizard


def _kept(walk: Walk, wizard: Wizard) -> Case:
    walk.until(lambda: not wizard.busy)
    return next(case for case in walk.prepared.casework.history() if case.id == wizard.run.case.id)


def test_one_press_tells_that_it_helped(walk: Walk) -> None:
    wizard = _stopped(walk)
    assert ASKED in walk.words()
    walk.press("Yes")
    assert _kept(walk, wizard).helped is True
    assert "Thank you for telling." in walk.words()
    assert ASKED not in walk.words()


def test_after_a_no_a_sentence_is_kept_without_what_is_private(walk: Walk) -> None:
    wizard = _stopped(walk)
    walk.press("No")
    walk.until(lambda: wizard.run.case.helped is False and not wizard.busy)
    field = walk.app.focusWidget()
    assert field is not None
    assert field.accessibleName() == "What would have helped?"
    QTest.keyClicks(field, "Ask bob@example.org first")
    QTest.keyClick(field, Qt.Key.Key_Return)
    kept = _kept(walk, wizard).remark or ""
    assert kept.startswith("Ask ")
    assert "bob" not in kept
    assert "Thank you for telling." in walk.words()


def test_the_sentence_can_be_skipped(walk: Walk) -> None:
    wizard = _stopped(walk)
    walk.press("No")
    walk.until(lambda: wizard.run.case.helped is False and not wizard.busy)
    walk.press("Skip")
    assert _kept(walk, wizard).remark == ""


def test_nobody_has_to_say_anything(walk: Walk) -> None:
    wizard = _stopped(walk)
    walk.press("Done")
    walk.at(Home)
    assert _kept(walk, wizard).helped is None


def test_telling_it_leaves_the_page_where_it_was(walk: Walk) -> None:
    wizard = _stopped(walk)
    drawn: list[object] = []
    wizard.body_changed.connect(lambda: drawn.append(1))
    walk.press("Yes")
    _kept(walk, wizard)
    assert not drawn
