"""The wizard, from the first words to "Is it working now?", and at every stand that a case can have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.stands import CASES
from msgspec.structs import replace

from deskside.engine import page as page_of
from deskside.language import _, current
from deskside.model.case import Stand
from deskside.model.page import Page, RowState, Verb
from deskside.ui.pages.home import Home
from deskside.ui.pages.wizard import Wizard

from ..walk import Walk


def search(walk: Walk, words: str) -> None:
    """The page after these words were typed; found by the casework itself, without a process for it."""
    home = walk.at(Home)
    home.field.edit.setText(words)
    found = walk.prepared.casework.find(words, language=current())
    home._show_found(replace(found, query=words))
    walk.until(lambda: True)


def fixed(walk: Walk) -> Iterator[str]:
    yield "home"
    printer = next(one for one in walk.board.known.troubleshooters if one.id == "printer")
    search(walk, printer.title)
    yield "home-found"
    search(walk, "xyzzy plugh")
    yield "home-not-found"
    walk.at(Home).field.edit.clear()
    wizard = walk.open()
    yield "wizard-intro"
    walk.act(Verb.BEGIN)
    yield "wizard-question"
    walk.seen(type(wizard._choices.buttons()[0]))[0].click()  # type: ignore[attr-defined, union-attr]
    walk.until(lambda: True)
    yield "wizard-question-chosen"
    seen: list[Page] = []
    on_page = wizard.run.on_page

    def watch(page: Page) -> None:
        seen.append(page)
        on_page(page)

    wizard.run.on_page = watch
    finding = walk.act(Verb.ANSWER, "Office")
    checking = [page for page in seen if page.stand is Stand.CHECKING]
    assert checking, "nothing was looked at"
    most_signs = max(checking, key=lambda page: len({row.state for row in page.rows}))
    yield from _held(wizard, replace(most_signs, rows=_with_signs(most_signs)), "wizard-checking")
    wizard.show_page(finding, anew=True)
    walk.until(lambda: True)
    yield "wizard-finding"
    seen.clear()
    done = walk.act(Verb.FIX)
    for page in [page for page in seen if page.stand is Stand.FIXING][:1]:
        yield from _held(wizard, page, "wizard-fixing")
    wizard.show_page(done, anew=True)
    walk.until(lambda: True)
    yield "wizard-fixed"
    walk.act(Verb.YES)
    yield "wizard-done"
    walk.guide.history()
    walk.settle()
    yield "history"


def _with_signs(page: Page) -> tuple:  # type: ignore[type-arg]
    """One row with each sign, for a checking page shows them only for a moment."""
    states = tuple(RowState)
    return tuple(replace(row, state=states[number % len(states)]) for number, row in enumerate(page.rows))


def _held(wizard: Wizard, page: Page, name: str) -> Iterator[str]:
    """A page of the computer's work, kept for as long as it is looked at."""
    wizard.show_page(page, anew=True)
    wizard._clock.stop()
    yield name


def by_hand(walk: Walk) -> Iterator[str]:
    walk.to_finding()
    yield "wizard-hands-on"
    walk.act(Verb.DID_IT)
    yield "wizard-hands-on-no-help"
    walk.guide.home()
    walk.until(lambda: bool(walk.board.known.unfinished))
    yield "home-welcome-back"
    walk.guide.resume(walk.board.known.unfinished[0])
    walk.until(lambda: isinstance(walk.sheet, Wizard) and not walk.sheet.busy)
    yield "wizard-gone-on"
    walk.act(Verb.PEOPLE)
    yield "wizard-people"


def not_allowed(walk: Walk) -> Iterator[str]:
    walk.to_finding()
    walk.act(Verb.FIX)
    yield "wizard-needs-it"


def every_stand(walk: Walk) -> Iterator[str]:
    """Pages that one computer can't show in one walk, drawn from frozen cases."""
    wizard = walk.open()
    for name, case in CASES.items():
        page = page_of(case)
        if page.picture:
            folder = next(one.folder for one in walk.board.known.troubleshooters if (one.folder / "pictures").is_dir())
            picture = min((folder / "pictures").glob("*.svg"))
            page = replace(page, picture=str(picture), picture_says=_("What changes:"))
        wizard.show_page(page, anew=True)
        wizard._clock.stop()
        walk.until(lambda: True)
        yield f"stand-{name.replace(', ', '-').replace(' ', '-')}"
