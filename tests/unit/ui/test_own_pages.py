"""What was fixed here, with Undo; and the few settings."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton

from deskside.model.case import FixState
from deskside.model.page import Verb
from deskside.storage import Cases, Database
from deskside.ui.pages.history import History
from deskside.ui.pages.wizard import Wizard
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.text import Words

from .walk import Walk


def fixed(walk: Walk) -> None:
    walk.to_finding()
    walk.act(Verb.FIX)
    walk.act(Verb.YES)
    walk.guide.home()
    walk.guide.history()
    walk.settle()


def test_an_empty_history_says_what_will_be_there(walk: Walk) -> None:
    walk.guide.history()
    walk.settle()
    assert "Nothing yet. What Deskside finds and fixes on this computer is listed here." in walk.words()


def test_history_tells_what_was_fixed_and_takes_it_back(walk: Walk) -> None:
    fixed(walk)
    walk.at(History)
    assert "The printer Office is paused." in walk.words()
    assert "Fixed." in walk.words()
    walk.press("Undo what was changed for: Printing does not work")
    walk.until(lambda: "Taken back: The printer Office is paused." in walk.words())
    walk.settle()
    assert walk.board.known.history[0].findings[0].state is FixState.UNDONE
    assert "Undo" not in [one.accessibleName()[:4] for one in walk.seen()]
    assert not walk.board.working


def _many(walk: Walk, count: int) -> None:
    """So many cases of the past, a week apart, each with a finding of its own."""
    walk.to_finding()
    walk.act(Verb.STOP)
    case = walk.at(Wizard).run.case
    walk.guide.home()
    with Database(walk.prepared.paths.database) as db:
        for number in range(count):
            finding = replace(case.findings[0], says=f"Finding {number}.")
            touched = case.touched - (number + 1) * 7 * 24 * 3600
            Cases(db).save(replace(case, id=f"DS-00000-{number:05}", touched=touched, findings=(finding,)))
    walk.guide.history()
    walk.settle()


def test_a_long_history_shows_the_newest_and_the_rest_when_asked(walk: Walk) -> None:
    _many(walk, 40)
    assert "Finding 18." in walk.words()
    assert "Finding 19." not in walk.words()
    walk.press("Show 20 more")
    assert "Finding 38." in walk.words()
    focused = walk.app.focusWidget()
    assert focused is not None
    assert "Finding 19." in [one.text() for one in focused.parentWidget().findChildren(Words)]
    walk.press("Show 1 more")
    assert "Finding 39." in walk.words()
    assert "Show" not in walk.words()


def test_a_history_of_months_tells_which(walk: Walk) -> None:
    _many(walk, 12)
    headings = [one.text() for one in walk.seen(Heading) if isinstance(one, Heading)]
    months = [text for text in headings if text.split()[-1].isdigit()]
    assert len(months) in (3, 4)
    assert headings[:3] == ["What was found and fixed", months[0], "Printing does not work"]


def test_a_setting_is_saved_at_once(walk: Walk) -> None:
    walk.guide.settings()
    walk.until(lambda: bool(walk.seen(QCheckBox)))
    switch = walk.seen(QCheckBox)[0]
    assert isinstance(switch, QCheckBox)
    before = switch.isChecked()
    walk.press("Start Deskside when I sign in")
    walk.until(lambda: "Saved." in walk.words())
    rows = {row.key: row.value for row in walk.prepared.casework.setting_rows()}
    assert rows["interface.start_with_computer"] is not before


def test_an_address_that_cannot_be_one_is_said_and_put_back(walk: Walk) -> None:
    walk.guide.settings()
    walk.until(lambda: bool(walk.seen(QLineEdit)))
    line = walk.seen(QLineEdit)[0]
    assert isinstance(line, QLineEdit)
    line.setText("not an address")
    line.setModified(True)
    line.editingFinished.emit()
    walk.until(lambda: [one.text() for one in walk.seen(QLineEdit)] == [""])  # type: ignore[attr-defined]
    assert "Saved." not in walk.words()


def test_what_the_organisation_has_set_says_so_and_cannot_be_changed(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(policy='[person]\nemail = "{user}@example.org"\n[interface]\nlanguage = "en"\n')
    walk.guide.settings()
    walk.until(lambda: "Your organisation has set this." in walk.words())
    assert walk.words().count("Your organisation has set this.") == 2
    assert "@example.org" in walk.words()
    assert "{" not in walk.words()
    assert "English" in walk.words()
    assert not walk.seen(QLineEdit)
    assert not walk.seen(QRadioButton)


def test_a_wrong_setting_is_named_at_home(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(settings='[organisation]\naccent = "blue"\n')
    assert "settings.toml, line 2" in walk.words()
